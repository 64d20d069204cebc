"""The history of an action as people read it: who changed what, when and why. Out of the lines of simple-history.

An edit writes its goals, costs and cover at the same moment as the action itself: they are one version.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import Action, ActionLine, Cost, Funding, FundingSource, Goal, ProgressUpdate, Theme
from actions.models.base import Viewer, may_read
from actions.pages.versions import Change, Version
from actions.rules.cost_words import cost_in_words, cover_in_words
from municipalities.models import FormerName
from reading import formats, quarters

PLAIN = (
    *("number", "what", "how", "planning_text", "starts_in", "ends_in", "recurrence", "planning_approximate"),
    *("planned_part", "who_text", "cost_text", "status", "secured_with", "priority", "for_all"),
)
LINKED: dict[str, Any] = {"line": ActionLine, "theme": Theme, "merged_into": Action}
SETS = {"leads": "organisation", "partners": "organisation", "municipalities": "municipality", "topics": "topic"}
MEMBERS = "historicalaction_{}_set"  # where simple-history keeps the members of a set with a line of history
INTERNAL = ("classification", "released_at", "source_note")  # not told to the public
Names = Mapping[str, Mapping[int, Any]]
GONE = "niet (meer) te zien"
UNKNOWN = "bestaat niet meer"


def versions(action: Action, user: Viewer) -> list[Version]:
    """Every version of an action that a reader may know, the last one first. Constant number of queries.

    What was changed while the action was too secret for this reader is left out, whatever it is now; other actions,
    lines and themes are named as far as the reader may see them.
    """
    found: dict[datetime.datetime, Version] = {}
    lines = _lines(action)
    names = _names(lines, user)
    hidden = _hidden(lines, action, user)
    before = None
    for line in lines:
        if line.history_id in hidden:
            before = line
            continue
        version = found.setdefault(line.history_date, Version(line.history_date, first=before is None))
        version.who = str(line.history_user) if line.history_user else version.who
        version.why = line.history_change_reason or version.why
        version.changes += _changes(before, line, names) if before else []
        before = line
    started = lines[0].history_date if lines else None
    for moment, who, why, change in _parts(action):
        then = next((line for line in reversed(lines) if line.history_date <= moment), None)
        if (started is None or moment > started) and not (then and then.history_id in hidden):
            version = found.setdefault(moment, Version(moment, who, why))
            version.changes.append(change)
    for version in found.values():
        version.when = action.programme.day_in_words(version.moment)
    return sorted(found.values(), key=lambda version: version.moment, reverse=True)


def public_versions(found: Iterable[Version], action: Action) -> list[Version]:
    """What everybody may know: when a public action changed, and in what; no names, no reasons, no values."""
    released = action.released_at
    return [version for version in found if released and version.moment > released and version.labels]


def unchanged_in_words(action: Action) -> str:
    """Since when a public action is as it is: since the document it came from, or since it was released."""
    if action.released_at is None:
        return _("Deze actie is niet gewijzigd.")
    programme, day = action.programme, timezone.localtime(action.released_at).date()
    if day == programme.dated:
        return _("Deze actie is niet gewijzigd sinds het document (%(day)s).") % {"day": programme.dated_in_words}
    return _("Deze actie is niet gewijzigd sinds zij openbaar werd (%(day)s).") % {"day": formats.day(day)}


def _lines(action: Action) -> list[Any]:
    model = Action.history.model
    prefetches = [
        Prefetch(
            MEMBERS.format(name),
            queryset=model._meta.get_field(f"historicalaction_{name}").related_model._default_manager.select_related(
                member
            ),
        )
        for name, member in SETS.items()
    ]
    lines = action.history.select_related("history_user").order_by("history_date", "history_id")
    return list(lines.prefetch_related(*prefetches))


def _hidden(lines: list[Any], action: Action, user: Viewer) -> set[int]:
    """Lines of history that tell what the action was while this reader might not see it."""
    region = action.programme.region_id
    secret = [not may_read(user, line.classification, region) for line in lines]
    pairs = zip(secret, [False, *secret], strict=False)  # as it was after this line, and before it
    return {line.history_id for line, pair in zip(lines, pairs, strict=True) if any(pair)}


def _names(lines: list[Any], user: Viewer) -> Names:
    """The rows that the lines of history point at, as far as they still exist and the reader may see them."""
    linked = {
        name: kind.objects.visible_to(user).in_bulk({getattr(line, f"{name}_id") for line in lines} - {None})
        for name, kind in LINKED.items()
    }
    return linked | {"organisation": _former_names(lines)}


def _former_names(lines: list[Any]) -> dict[int, str]:
    """What organisations were called that were merged with another since."""
    sets = (getattr(line, MEMBERS.format(name)).all() for line in lines for name in ("leads", "partners"))
    gone = {row.organisation_id for rows in sets for row in rows if row.organisation is None}
    found = FormerName.objects.filter(former_id__in=gone) if gone else ()
    return {one.former_id: one.name for one in found if one.former_id}


def _changes(old: Any, new: Any, names: Names) -> list[Change]:
    changes = [
        Change(label_of(name), _words(old, name), _words(new, name), name in INTERNAL) for name in (*PLAIN, *INTERNAL)
    ]
    changes += [Change(label_of(name), _linked(old, name, names), _linked(new, name, names)) for name in LINKED]
    changes += [Change(label_of(name), _members(old, name, names), _members(new, name, names)) for name in SETS]
    return [change for change in changes if change.old != change.new]


def label_of(name: str) -> str:
    """What a field of an action is called."""
    return str(Action._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _words(line: Any, name: str) -> str:
    value = getattr(line, name)
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, datetime.datetime):
        return formats.day(value)
    if not value:
        return ""
    if name in ("starts_in", "ends_in"):
        return quarters.label(value)
    return str(getattr(line, f"get_{name}_display")() if line._meta.get_field(name).choices else value)


def _linked(line: Any, name: str, names: Names) -> str:
    key = getattr(line, f"{name}_id")
    if key is None:
        return ""
    return str(names[name].get(key, GONE))


def _members(line: Any, name: str, names: Names) -> str:
    member = SETS[name]
    rows = getattr(line, MEMBERS.format(name)).all()
    former = names.get(member, {})
    return ", ".join(sorted(str(getattr(row, member) or former.get(_key(row, member), UNKNOWN)) for row in rows))


def _key(row: Any, member: str) -> int:
    key: int = getattr(row, f"{member}_id")
    return key


def _parts(action: Action) -> list[tuple[datetime.datetime, str, str, Change]]:
    """Changes in goals, costs and cover: moment, who, why, and the change."""
    costs = list(_told(Cost, action_id=action.pk))
    fundings = list(_told(Funding, cost_id__in={line.id for line in costs}))
    sources = FundingSource.objects.in_bulk({line.source_id for line in fundings})
    parts = [(_kind(Goal), line, line.text) for line in _told(Goal, action_id=action.pk)]
    parts += [(_kind(Cost), line, cost_in_words(line.instance)) for line in costs]
    for line in fundings:
        source = str(sources.get(line.source_id, "bestaat niet meer"))
        parts.append((_kind(Funding), line, cover_in_words(source, line.amount)))
    now: dict[tuple[str, int], str] = defaultdict(str)
    changes = []
    for label, line, text in parts:
        old, new = now[(label, line.id)], "" if line.history_type == "-" else text
        now[(label, line.id)] = new
        if old != new:
            who = str(line.history_user) if line.history_user else ""
            changes.append((line.history_date, who, line.history_change_reason or "", Change(label, old, new)))
    return changes


def _kind(model: type[Model]) -> str:
    return str(model._meta.verbose_name)


def _told(kind: type[Cost] | type[Funding] | type[Goal], **which: Any) -> Any:
    return kind.history.filter(**which).select_related("history_user").order_by("history_date", "history_id")


def originals(updates: Iterable[ProgressUpdate], user: Viewer, *, may_change: bool) -> dict[int, str]:
    """The words of the author of messages that were edited, by id, for who may read them: the leader and the author."""
    mine = [one.pk for one in updates if one.is_edited and (may_change or (user.pk and one.author_id == user.pk))]
    if not mine:
        return {}
    lines = ProgressUpdate.history.filter(id__in=mine, history_type="+").order_by("history_id")
    return dict(lines.values_list("id", "text"))
