"""The plan as a grid: what a cell of an action shows, as a text that reads back as the same, and what a cell changes.

What the writer of a cell saw is that text; so the cell knows by itself whether somebody else changed it since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from actions.models import Action, Cost
from actions.rules import amounts
from actions.rules.content import Content, CostItem, heading_of, name_of
from actions.rules.cost_words import cost_in_words
from actions.rules.reasons import reason_asked

COLUMNS = ("leads", "starts_in", "ends_in", "status", "costs", "priority")
SEPARATOR = "; "
Names = Mapping[int, str]  # of organisations, by id
Place = tuple[int, str]  # the id of an action, and a column
CELL, SEEN = "c", "w"  # how the fields of a cell begin: what stands in it, and what its writer saw


def field_of(place: Place, what: str = CELL) -> str:
    """The name of a field of a cell in the form: `c_12_status`."""
    return f"{what}_{place[0]}_{place[1]}"


def heading(column: str) -> str:
    """What a column is called above the grid, shorter than beside a field."""
    short = {"starts_in": _("Begin"), "ends_in": _("Einde"), "costs": _("Kosten")}
    return short.get(column) or str(heading_of(column))


@dataclass(frozen=True)
class Typed:
    """One cell as it was sent: what its writer saw, and the parts of the content that it sets.

    Of costs the part is the only cost, or None for no cost. `reason` is what the cell says of why.
    """

    action: int
    column: str
    seen: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.action, self.column


def text_of(column: str, content: Content, names: Names) -> str:
    """What a cell shows."""
    if column == "leads":
        return SEPARATOR.join(sorted((name_of(lead, names) for lead in content.leads), key=str.casefold))
    if column == "status":
        if content.status == Action.Status.SECURED and content.secured_with:
            return _("Geborgd bij %s") % content.secured_with
        return str(Action.Status(content.status).label)
    if column == "priority":
        return str(Action.Priority(content.priority).label) if content.priority else ""
    if column == "costs":
        return _costs(content.costs)
    return getattr(content, column) or ""


def _costs(costs: tuple[CostItem, ...]) -> str:
    if not is_simple(costs):
        return SEPARATOR.join(cost_in_words(cost) for cost in costs).replace("\N{NO-BREAK SPACE}", " ")
    if not costs or costs[0].kind == Cost.Kind.UNSTATED:
        return ""
    cost = costs[0]
    if cost.kind != Cost.Kind.AMOUNT:
        return str(Cost.Kind(cost.kind).label)
    words = amounts.in_words(amounts.amount_of(cost)).replace("\N{NO-BREAK SPACE}", " ")
    return words if cost.per == Cost.Per.UNSTATED else f"{words} {Cost.Per(cost.per).label}"


def is_simple(costs: tuple[CostItem, ...]) -> bool:
    """Whether a cell can hold these costs whole: none, or one estimate that is not of a year or paid in parts."""
    if len(costs) > 1:
        return False
    return all(
        cost.year is None
        and cost.total is None
        and cost.stage == Cost.Stage.ESTIMATED
        and cost.kind != Cost.Kind.UNCLEAR
        and all(part.amount is None for part in cost.cover)
        for cost in costs
    )


def may_change(column: str, content: Content, names: Names) -> bool:
    """Whether what the cell shows reads back as the same; else it is changed on the page of the action."""
    if column == "costs":
        return is_simple(content.costs)
    if column == "leads":
        return not any(SEPARATOR.strip() in name_of(lead, names) for lead in content.leads)
    return True


def with_parts(content: Content, parts: Mapping[str, Any]) -> Content:
    """The content with what a cell says; of a cost all that the cell does not say stays, such as who pays it."""
    parts = dict(parts)
    if "costs" in parts:
        cost: CostItem | None = parts.pop("costs")
        if cost is None:
            return replace(content, costs=())
        old = content.costs[0] if content.costs else CostItem()
        names = ("kind", "amount", "amount_max", "per", "approximate")
        return replace(content, costs=(replace(old, **{name: getattr(cost, name) for name in names}),))
    if parts.get("status", content.status) != content.status:
        parts["merged_into_id"] = None
    return replace(content, **parts)


def unexplained(before: Content, after: Content, *, is_released: bool) -> dict[str, str]:
    """The columns of which a change asks for a reason, each with the sentence that asks it, as the form does."""
    found = {}
    for column in ("ends_in", "costs"):
        only = replace(before, **{column: getattr(after, column)})
        if asked := reason_asked(before, only, is_released=is_released):
            found[column] = asked
    return found


def wrong_in(before: Content, after: Content, reason: str) -> dict[str, str]:
    """What does not fit together in an action, by column, as a sentence; nothing when all fits."""
    found: dict[str, str] = {}
    if after.starts_in and after.ends_in and after.ends_in < after.starts_in:
        both = {"start": after.starts_in, "end": after.ends_in}
        if after.starts_in != before.starts_in:
            found["starts_in"] = _("Het begin (%(start)s) ligt na het einde (%(end)s). Wijzig ook het einde.") % both
        if after.ends_in != before.ends_in:
            found["ends_in"] = _("Het einde (%(end)s) ligt voor het begin (%(start)s). Wijzig ook het begin.") % both
    if after.status == before.status and after.secured_with == before.secured_with:
        return found
    if after.status == Action.Status.SECURED and not after.secured_with:
        found["status"] = _("Schrijf erbij bij wie, bijvoorbeeld: geborgd bij Veilig Thuis.")
    if after.status == Action.Status.STOPPED and after.status != before.status and not reason:
        found["status"] = _("Schrijf erbij waarom, bijvoorbeeld: gestopt: geen budget.")
    return found
