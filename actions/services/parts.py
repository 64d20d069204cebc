"""What hangs under actions: which goals, costs and cover to save and to delete. What stays as it is is not saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.models import Action, Cost, Funding, Goal, Recorded
from actions.rules.content import COST_FIELDS, Content, CostItem, Cover, as_line


@dataclass
class Parts:
    """What is to be written of the parts of actions, so that these are as their contents say. Writes nothing."""

    goals: list[Goal] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    fundings: list[Funding] = field(default_factory=list)
    gone: list[Recorded] = field(default_factory=list)  # in the order in which they can be deleted

    def take(self, action: Action, content: Content, known: Action | None) -> None:
        """Add the parts of an action. Its content holds ids only; `known` has the parts there are, None when new."""
        self._goals(action, content.goals, list(known.goals.all()) if known else [])
        self._costs(action, content.costs, list(known.costs.all()) if known else [])

    def _goals(self, action: Action, texts: Sequence[str], rows: Sequence[Goal]) -> None:
        """What stays keeps its row; a new text continues a row that is left over."""
        matched = _match([as_line(row.text) for row in rows], texts)
        last = -1
        for text, index in zip(texts, matched, strict=True):
            goal = rows[index] if index is not None else Goal(action=action, programme_id=action.programme_id)
            last = _next(goal, last)
            values = {"position": last} | ({"text": text} if as_line(goal.text) != text else {})
            _give(goal, values, to=self.goals)
        self.gone += [row for index, row in enumerate(rows) if index not in matched]

    def _costs(self, action: Action, items: Sequence[CostItem], rows: Sequence[Cost]) -> None:
        """An item without a known row becomes a new row."""
        left = {row.pk: row for row in rows}
        last = -1
        for item in items:
            cost = (left.pop(item.pk, None) if item.pk else None) or Cost(action=action)
            last = _next(cost, last)
            _give(cost, {name: getattr(item, name) for name in COST_FIELDS} | {"position": last}, to=self.costs)
            self._cover(cost, item.cover)
        for cost in left.values():
            self.gone += [*cost.fundings.all(), cost]

    def _cover(self, cost: Cost, cover: Iterable[Cover]) -> None:
        rows = {row.source_id: row for row in cost.fundings.all()} if cost.pk else {}
        for part in cover:
            assert isinstance(part.source, int)
            funding = rows.pop(part.source, None) or Funding(cost=cost, source_id=part.source)
            _give(funding, {"amount": part.amount}, to=self.fundings)
        self.gone += rows.values()


def _next(row: Goal | Cost, last: int) -> int:
    """The position of a row after one at `last`: its own, as long as the order is kept."""
    return max(row.position if row.pk else 0, last + 1)


def _give(row: Any, values: dict[str, Any], *, to: list[Any]) -> None:
    """Give a row its values, and add it to what is saved when it is new or changes."""
    if row.pk is not None and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    to.append(row)


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
