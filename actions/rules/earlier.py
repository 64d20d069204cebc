"""What actions held at an earlier version, out of their history: for an undo, a conflict, a file made then."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from actions.models import Action, Cost, Funding, Goal
from actions.rules.content import PLAIN, SETS, Chosen, Content, as_line, cost_item
from municipalities.models import Organisation

Moments = Mapping[int, datetime.datetime | None]  # by id of the row that others hang under; None is now
TICK = datetime.timedelta(microseconds=1)


def content_at(action: Action, version: int) -> Content | None:
    """What an action held at a version, as its history tells; None when the history does not know that version."""
    return contents_at({action.pk: version}).get(action.pk)


def contents_at(versions: Mapping[int, int]) -> dict[int, Content]:
    """The same for many actions, by id, in 12 queries; without those of which the history does not know the version."""
    then, moments = _versions(versions)
    goals = _hanging(Goal, "action_id", moments)
    costs = _hanging(Cost, "action_id", moments)
    covers = _hanging(Funding, "cost_id", {cost.pk: moments[pk] for pk, rows in costs.items() for cost in rows})
    sets = {name: _sets(name, then.values()) for name in SETS}
    return {
        pk: Content(
            **{name: getattr(line, name) for name in PLAIN} | {name: sets[name][line.pk] for name in SETS},
            goals=tuple(as_line(goal.text) for goal in goals[pk]),
            costs=tuple(cost_item(cost, covers[cost.pk]) for cost in costs[pk]),
        )
        for pk, line in then.items()
    }


def _versions(versions: Mapping[int, int]) -> tuple[dict[int, Any], dict[int, datetime.datetime | None]]:
    """The line of history of each version, and the last moment that it held."""
    then: dict[int, Any] = {}
    moments: dict[int, datetime.datetime | None] = {}
    wanted = {number for version in versions.values() for number in (version, version + 1)}
    told = Action.history.filter(id__in=versions, version__in=wanted).order_by("history_date", "history_id")
    for line in told:
        if line.version == versions[line.id]:
            then[line.id] = line
        elif line.version == versions[line.id] + 1:
            moments.setdefault(line.id, line.history_date - TICK)
    return then, {pk: moments.get(pk) for pk in then}


def _sets(name: str, lines: Iterable[Any]) -> Mapping[int, Chosen]:
    """The members of a many-to-many set in lines of history, as far as they still exist."""
    kind: Any = Action._meta.get_field(name).related_model
    kept: Any = Action.history.model._meta.get_field(f"historicalaction_{name}").related_model
    told = kept.objects.filter(history__in=[line.pk for line in lines])
    members = list(told.values_list("history_id", f"{kind._meta.model_name}_id"))
    now = _now(kind, {key for _line, key in members})
    found: dict[int, set[int]] = defaultdict(set)
    for line, key in members:
        if key in now:
            found[line].add(now[key])
    return defaultdict(frozenset, {line: frozenset(keys) for line, keys in found.items()})


def _now(kind: Any, ids: set[int]) -> Mapping[int, int]:
    """Which rows these ids are now; an organisation that was merged with another is that other one."""
    if kind is Organisation:
        return Organisation.objects.now(ids)
    return {pk: pk for pk in kind.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def _hanging(kind: type[models.Model], owner: str, moments: Moments) -> dict[int, list[Any]]:
    """The rows that hung under others at a moment, in their order, out of their history.

    A row that history never heard of (loaded without it) was always there: no edit made it, no undo takes it away.
    """
    past = {pk: moment for pk, moment in moments.items() if moment}
    rows: dict[Any, Any] = {row.pk: row for row in kind._default_manager.filter(**{f"{owner}__in": list(moments)})}
    told: dict[Any, Any] = {}
    history: Any = kind.history  # type: ignore[attr-defined]
    for line in history.filter(**{f"{owner}__in": list(past)}).order_by("history_date", "history_id"):
        told[line.id] = line if line.history_date <= past[getattr(line, owner)] else told.get(line.id)
    then = {pk: line.instance for pk, line in told.items() if line and line.history_type != "-"}
    rows = {pk: row for pk, row in rows.items() if pk not in told} | then
    found: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(rows.values(), key=lambda row: (getattr(row, "position", 0), row.pk)):
        found[getattr(row, owner)].append(row)
    return found
