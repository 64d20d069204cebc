"""Writing what hangs under an action: goals, costs and their cover. What stays as it is gets no line in history."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from actions.models import Action, Cost, Funding, FundingSource, Goal, Recorded
from actions.rules.content import COST_FIELDS, Chosen, CostItem, Cover, Named, as_line
from municipalities.models import Organisation


def organisations_by_name(region_id: int, chosen: Chosen) -> list[int]:
    """Ids of what was chosen; a name that the region does not have yet becomes an organisation."""
    ids = {key for key in chosen if isinstance(key, int)}
    names = sorted(key for key in chosen if isinstance(key, str))
    if names:
        known = Organisation.objects.ids_by_name(region_id)
        for name in names:
            if name.casefold() not in known:
                known[name.casefold()] = Organisation.objects.create(region_id=region_id, name=name, published=False).pk
            ids.add(known[name.casefold()])
    return sorted(ids)


@dataclass
class Writer:
    """Writes the parts of one action, all with the same reason, person and moment."""

    action: Action
    reason: str
    by: User | None
    at: datetime.datetime

    def goals(self, texts: Sequence[str]) -> None:
        """Make the goals these texts. What stays keeps its row; a new text continues a row that is left over."""
        rows = list(self.action.goals.order_by("position", "pk"))
        matched = _match([as_line(row.text) for row in rows], texts)
        gone = [row for index, row in enumerate(rows) if index not in matched]
        last = -1
        for text, index in zip(texts, matched, strict=True):
            goal = rows[index] if index is not None else Goal(action=self.action, programme=self.action.programme)
            values: dict[str, Any] = {"position": max(goal.position if goal.pk else 0, last + 1)}
            if as_line(goal.text) != text:
                values["text"] = text
            last = values["position"]
            self._save(goal, values)
        for goal in gone:
            self._delete(goal)

    def costs(self, items: Sequence[CostItem]) -> None:
        """Make the costs these items; an item without a known row becomes a new row."""
        rows = {row.pk: row for row in self.action.costs.prefetch_related("fundings")}
        last = -1
        for item in items:
            cost = (rows.pop(item.pk, None) if item.pk else None) or Cost(action=self.action)
            values = {name: getattr(item, name) for name in COST_FIELDS}
            values["position"] = last = max(cost.position if cost.pk else 0, last + 1)
            self._save(cost, values)
            self._cover(cost, item.cover)
        for cost in rows.values():
            for funding in cost.fundings.all():
                self._delete(funding)
            self._delete(cost)

    def _cover(self, cost: Cost, cover: Iterable[Cover]) -> None:
        rows = {row.source_id: row for row in cost.fundings.all()}
        for part in cover:
            source = self._source(part.source)
            funding = rows.pop(source, None) or Funding(cost=cost, source_id=source)
            self._save(funding, {"amount": part.amount})
        for funding in rows.values():
            self._delete(funding)

    def _source(self, source: Named) -> int:
        if isinstance(source, int):
            return source
        sources = FundingSource.objects.filter(programme_id=self.action.programme_id)
        known = {row.name.casefold(): row for row in sources}.get(source.casefold())
        if known is None:
            known = FundingSource(programme_id=self.action.programme_id, name=source, published=False)
            known.save_with_reason(self.reason, by=self.by, on=self.at)
        return known.pk

    def _save(self, row: Recorded, values: dict[str, Any]) -> None:
        if row.pk is not None and all(getattr(row, name) == value for name, value in values.items()):
            return
        for name, value in values.items():
            setattr(row, name, value)
        row.save_with_reason(self.reason, by=self.by, on=self.at)

    def _delete(self, row: Recorded) -> None:
        row._history_date = self.at  # the same moment as the rest of this edit
        row.delete_with_reason(self.reason, by=self.by)


def _match(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new text the index of the old one that it continues: the same text, else the next one left over."""
    free = list(range(len(old)))
    matched: list[int | None] = []
    for text in new:
        same = next((index for index in free if old[index] == text), None)
        if same is not None:
            free.remove(same)
        matched.append(same)
    left = iter(free)
    return [index if index is not None else next(left, None) for index in matched]
