"""Adding many actions at once: the same rows and the same single line of history as one by one, in a few queries."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from accounts.models import User
from actions.models import Action, Cost, Funding, FundingSource, Goal, Programme, Recorded
from actions.rules.content import COST_FIELDS, PLAIN, SETS, Chosen, Content, Cover, Named
from municipalities.models import Organisation


@dataclass(frozen=True)
class Stamp:
    """What every line of history of one write says."""

    reason: str
    by: User | None
    at: datetime.datetime


def with_ids(contents: Sequence[Content], programme: Programme, stamp: Stamp) -> list[Content]:
    """The contents with ids only: organisations and funding sources that are new get their row here, once."""
    names = {name for content in contents for name in (*content.leads, *content.partners) if isinstance(name, str)}
    organisations = Organisation.objects.ids_by_name(programme.region_id)
    for name in sorted(names):
        if name.casefold() not in organisations:
            made = Organisation.objects.create(region_id=programme.region_id, name=name, published=False)
            organisations[name.casefold()] = made.pk
    sources = {row.name.casefold(): row.pk for row in programme.funding_sources.all()}
    covers = (part.source for content in contents for cost in content.costs for part in cost.cover)
    for name in sorted({source for source in covers if isinstance(source, str)}):
        if name.casefold() not in sources:
            source = FundingSource(programme=programme, name=name, published=False)
            source.save_with_reason(stamp.reason, by=stamp.by, on=stamp.at)
            sources[name.casefold()] = source.pk
    return [_with_ids(content, organisations, sources) for content in contents]


def _with_ids(content: Content, organisations: Mapping[str, int], sources: Mapping[str, int]) -> Content:
    def chosen(names: Chosen) -> Chosen:
        return frozenset(_id(name, organisations) for name in names)

    def cover(parts: Iterable[Cover]) -> tuple[Cover, ...]:
        return tuple(replace(part, source=_id(part.source, sources)) for part in parts)

    costs = tuple(replace(cost, cover=cover(cost.cover)) for cost in content.costs)
    return replace(content, leads=chosen(content.leads), partners=chosen(content.partners), costs=costs)


def _id(named: Named, known: Mapping[str, int]) -> int:
    return known[named.casefold()] if isinstance(named, str) else named


def add_all(added: Sequence[tuple[Action, Content]], stamp: Stamp) -> None:
    """Add new actions with their goals, costs and cover. Contents hold ids only (`with_ids`).

    `services.editing.write` does the same for one action, in some fifty queries.
    """
    for action, content in added:
        for name in PLAIN:
            setattr(action, name, getattr(content, name))
        action.updated_at = stamp.at
    lines = _make(Action, [action for action, _content in added], stamp)
    for name in SETS:
        _join(name, added, lines)
    _make(
        Goal,
        [
            Goal(action=action, programme_id=action.programme_id, text=text, position=position)
            for action, content in added
            for position, text in enumerate(content.goals)
        ],
        stamp,
    )
    costs = [
        (Cost(action=action, position=position, **{name: getattr(item, name) for name in COST_FIELDS}), item.cover)
        for action, content in added
        for position, item in enumerate(content.costs)
    ]
    _make(Cost, [cost for cost, _cover in costs], stamp)
    fundings = [
        Funding(cost=cost, source_id=part.source, amount=part.amount) for cost, cover in costs for part in cover
    ]
    _make(Funding, fundings, stamp)


def _make(kind: type[Recorded], rows: Sequence[Recorded], stamp: Stamp) -> list[Any]:
    """Make rows, each with its first line of history; gives the lines in the order of the rows."""
    kind._default_manager.bulk_create(rows)
    history: Any = kind.history  # type: ignore[attr-defined]
    told = {"default_user": stamp.by, "default_change_reason": stamp.reason[:100], "default_date": stamp.at}
    return list(history.bulk_history_create(rows, **told))


def _join(name: str, added: Sequence[tuple[Action, Content]], lines: Sequence[Any]) -> None:
    """Fill a many-to-many set of each action, and the same set of its line of history."""
    through: Any = getattr(Action, name).through
    member = Action._meta.get_field(name).related_model._meta.model_name  # type: ignore[union-attr]
    rows, told = [], []
    for (action, content), line in zip(added, lines, strict=True):
        for key in sorted(getattr(content, name)):
            rows.append(through(**{"action_id": action.pk, f"{member}_id": key}))
            told.append(line)
    through.objects.bulk_create(rows)
    kept: Any = Action.history.model._meta.get_field(f"historicalaction_{name}").related_model
    kept.objects.bulk_create(
        kept(history=line, id=row.pk, **{"action_id": row.action_id, f"{member}_id": getattr(row, f"{member}_id")})
        for row, line in zip(rows, told, strict=True)
    )
