"""Two people edited the same action: who changed what, in words, and the proposal that puts both edits together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.models import Action, Classification
from actions.rules.content import PARTS, Content, content_of, label_of, name_of
from actions.rules.cost_words import item_in_words
from actions.rules.earlier import content_at
from actions.rules.merging import merge
from reading import formats
from reading.quarters import label as quarter_label

Names = Mapping[str, Mapping[int, str]]  # per kind (organisations, municipalities, topics, sources): name by id
KINDS = {"leads": "organisations", "partners": "organisations", "municipalities": "municipalities", "topics": "topics"}
CHOICES: dict[str, dict[str, Any]] = {
    "status": dict(Action.Status.choices),
    "recurrence": dict(Action.Recurrence.choices),
    "priority": dict(Action.Priority.choices),
    "classification": dict(Classification.choices),
}


@dataclass(frozen=True)
class Difference:
    """One part that the first changed, in lines: what it was, is now, what the second typed, what the form holds."""

    name: str
    label: str
    was: list[str]
    now: list[str]
    mine: list[str]
    proposed: list[str]
    clash: bool  # both changed it; otherwise the second gets it as it is now
    joined: bool  # the form holds what both wrote


@dataclass(frozen=True)
class Conflict:
    """What the second is told, and the content that is proposed for the action as it is now."""

    action: Action
    edits: list[Any]  # lines of history since the second began: who, when and why
    differences: list[Difference]
    proposal: Content

    @property
    def is_joined(self) -> bool:
        """Whether the form holds something that both wrote."""
        return any(difference.joined for difference in self.differences)


def conflict_of(action: Action, *, version: int, mine: Content, names: Names) -> Conflict:
    """Compare what somebody typed on top of an older version with what the action is now."""
    now = Action.objects.get(pk=action.pk)
    base, theirs = content_at(now, version), content_of(now)
    merged = merge(base, theirs=theirs, mine=mine)
    differences = [
        Difference(
            name,
            label_of(name),
            was=words(name, getattr(base, name), names) if base else [],
            now=words(name, getattr(theirs, name), names),
            mine=words(name, getattr(mine, name), names),
            proposed=words(name, getattr(merged.content, name), names),
            clash=name in merged.clashes,
            joined=name in merged.joined,
        )
        for name in PARTS
        if name in merged.clashes or name in merged.taken
    ]
    edits = now.history.filter(version__gt=version).select_related("history_user").order_by("history_date")
    return Conflict(now, list(edits), differences, merged.content)


def words(name: str, value: Any, names: Names) -> list[str]:
    """A part of an action as lines that people read; no line when it is empty."""
    if name in KINDS:
        return sorted(name_of(key, names[KINDS[name]]) for key in value)
    if name == "goals":
        return list(value)
    if name == "costs":
        return [item_in_words(item, names["sources"]) for item in value]
    if name in CHOICES:
        return [str(CHOICES[name].get(value, value))] if value else []
    if name in ("starts_in", "ends_in"):
        return [quarter_label(value)] if value else []
    if name == "for_all":
        return [formats.FOR_ALL] if value else []
    if name == "planning_approximate":
        return [formats.yes_no(value)]
    return [str(value)] if value else []
