"""Saving the budgets of a programme as a grid: all or nothing, a line of history for each that changed.

Nobody overwrites what somebody else saved meanwhile: only cells that the writer changed are written, and one that was
changed by two is refused. A save is known by its moment, by which it can be taken back as a whole.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import FundingBudget, FundingSource, Programme
from actions.rules.budgets import Budget, Grid, Place, budget_of, grid_of


class BudgetsChanged(Exception):
    """Somebody else changed the same cells; `now` is what they hold."""

    def __init__(self, now: dict[Place, Budget | None]) -> None:
        super().__init__("changed")
        self.now = now


class NothingToUndo(Exception):
    """The save is not known, or somebody changed one of its budgets since."""


@dataclass(frozen=True)
class Saved:
    """What a save did: its moment and how many budgets and sources changed."""

    at: datetime.datetime
    count: int


@transaction.atomic
def save_budgets(
    programme: Programme, *, seen: Grid, typed: Grid, new: Mapping[str, Mapping[int, Budget]], reason: str, by: User
) -> Saved:
    """Write what the writer changed of what they saw, and new sources with their budgets. Raises BudgetsChanged."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    now, at = grid_of(programme), timezone.now()
    changes = {place: typed.get(place) for place in seen.keys() | typed.keys() if typed.get(place) != seen.get(place)}
    clashes = {
        place: now.get(place) for place, mine in changes.items() if now.get(place) not in (seen.get(place), mine)
    }
    if clashes:
        raise BudgetsChanged(clashes)
    said = reason or _("Dekkingsplan gewijzigd")
    changes = {place: mine for place, mine in changes.items() if now.get(place) != mine}
    rows = {(row.source_id, row.year): row for row in FundingBudget.objects.filter(source__programme=programme)}
    for place in sorted(changes):
        _write(rows.get(place), place, changes[place], reason=said, by=by, at=at)
    for name, budgets in new.items():
        source = FundingSource(programme=programme, name=name)
        source.save_with_reason(said, by=by, on=at)
        for year, budget in sorted(budgets.items()):
            _write(None, (source.pk, year), budget, reason=said, by=by, at=at)
    return Saved(at, len(changes) + sum(1 + len(budgets) for budgets in new.values()))


def _write(
    row: FundingBudget | None, place: Place, budget: Budget | None, *, reason: str, by: User, at: datetime.datetime
) -> None:
    if budget is None:
        if row is not None:
            row._history_date = at
            row.delete_with_reason(reason, by=by)
        return
    source, year = place
    row = row or FundingBudget(source_id=source, year=year)
    row.amount, row.stage, row.approximate = budget.amount, budget.stage, budget.approximate
    row.save_with_reason(reason, by=by, on=at)


@transaction.atomic
def undo_budgets(programme: Programme, *, at: datetime.datetime, by: User) -> int:
    """Take a whole save back; gives how many budgets are as before. Raises NothingToUndo."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    made = FundingSource.history.filter(programme_id=programme.pk, history_date=at, history_type="+")
    sources = set(programme.funding_sources.values_list("pk", flat=True))
    lines = list(FundingBudget.history.filter(source_id__in=sources, history_date=at).order_by("history_id"))
    new = list(FundingSource.objects.filter(pk__in=made.values("id")))
    if not lines and not new:
        raise NothingToUndo
    now = grid_of(programme)
    for line in lines:
        after = None if line.history_type == "-" else budget_of(line)
        later = FundingBudget.history.filter(source_id=line.source_id, year=line.year, history_id__gt=line.history_id)
        if now.get((line.source_id, line.year)) != after or later.exists():
            raise NothingToUndo
    said, moment = _("Laatste wijziging ongedaan gemaakt"), timezone.now()
    rows = {(row.source_id, row.year): row for row in FundingBudget.objects.filter(source__in=sources)}
    for line in lines:
        place = (line.source_id, line.year)
        _write(rows.get(place), place, _before(line), reason=said, by=by, at=moment)
    for source in new:
        if source.budgets.exists() or source.fundings.exists():
            raise NothingToUndo
        source.delete_with_reason(said, by=by)
    return len(lines) + len(new)


def _before(line: Any) -> Budget | None:
    if line.history_type == "+":
        return None
    before = line.prev_record
    if before is None:
        raise NothingToUndo
    return budget_of(before)
