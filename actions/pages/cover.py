"""What the page of the cover plan needs: sources, years, and who changed which budget when."""

import datetime
from dataclasses import dataclass

from actions.models import FundingBudget, FundingSource, Programme
from actions.rules.budgets import Grid, budget_of

SAVES = 200  # lines of history that are read


@dataclass(frozen=True)
class BudgetChange:
    """A budget that was changed."""

    moment: datetime.datetime
    who: str
    why: str
    what: str  # `DUVO 2026`
    old: str
    new: str


def years_of(programme: Programme, grid: Grid, today: datetime.date) -> list[int]:
    """The years of the programme and those with a budget."""
    last = programme.last_year or max(programme.first_year, today.year) + 1
    return sorted({*range(programme.first_year, last + 1), *(year for _source, year in grid)})


def changes_of(programme: Programme) -> list[BudgetChange]:
    """What was changed of the budgets, the last first; two queries."""
    names = dict(FundingSource.objects.filter(programme=programme).values_list("pk", "name"))
    lines = FundingBudget.history.filter(source_id__in=names).select_related("history_user")
    found: list[BudgetChange] = []
    before: dict[tuple[int, int], str] = {}
    for line in reversed(list(lines.order_by("-history_id")[:SAVES])):
        place = (line.source_id, line.year)
        new = "" if line.history_type == "-" else budget_of(line).text
        what, why = f"{names[line.source_id]} {line.year}", line.history_change_reason or ""
        who = str(line.history_user or "")
        found.append(BudgetChange(line.history_date, who, why, what, before.get(place, ""), new))
        before[place] = new
    return found[::-1]
