"""Where the money comes from: per source its budget, what is planned from it and what was spent, year by year."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from actions.models import FundingSource
from actions.rules.amounts import Amount, part_of
from actions.rules.cost_table import CostTable, LooseAmounts, YearRow, loose_amounts
from actions.rules.cost_years import Placed


@dataclass(frozen=True)
class SourceYear:
    """One calendar year of a funding source; `left` is empty when it cannot be known."""

    label: str
    budget: Decimal | None
    planned: Amount
    spent: Amount
    left: Decimal | None


@dataclass
class SourcePlan:
    """One funding source: what it has per year, what the plan takes from it (planned) and what was spent."""

    source: FundingSource
    budgets: dict[int, Decimal]
    planned: dict[int, Amount] = field(default_factory=dict)
    spent: dict[int, Amount] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)  # of years that are more than one
    unplaced: list[Placed] = field(default_factory=list)
    unshared: int = 0  # costs that this source shares with another, without a division in the plan
    paid: set[int] = field(default_factory=set)  # the ids of the actions that it pays for

    def take(self, one: Placed, part: Amount | None, rows: Iterable[YearRow]) -> None:
        """Count one cost that the source pays, in each of its years."""
        self.paid.add(one.action.pk)
        if one.years is None:
            self.unplaced.append(one)
            return
        if part is None:
            self.unshared += 1
            return
        kept = self.spent if one.is_spent else self.planned
        for row in rows:
            if one.counts_in(row.year):
                kept[row.year] = kept.get(row.year, Amount()) + part

    @property
    def years(self) -> list[SourceYear]:
        """Per calendar year: budget, planned, spent, and what is left if all that is planned has its year."""
        return [self._year(year) for year in sorted(self.budgets.keys() | self.planned.keys() | self.spent.keys())]

    @property
    def loose(self) -> list[LooseAmounts]:
        """What it pays of amounts that stand in no year, by reason."""
        return loose_amounts(self.unplaced)

    @property
    def is_certain(self) -> bool:
        """Whether all that is planned from it stands in a year."""
        return not self.unshared and all(one.is_spent for one in self.unplaced)

    def _year(self, year: int) -> SourceYear:
        budget, planned = self.budgets.get(year), self.planned.get(year, Amount())
        left = budget - planned.high if self.is_certain and budget is not None else None
        return SourceYear(self.labels.get(year, str(year)), budget, planned, self.spent.get(year, Amount()), left)


@dataclass(frozen=True)
class CoverPlan:
    """All sources of a programme. It is a cover plan (dekkingsplan) only where a source has a budget."""

    sources: list[SourcePlan]

    @property
    def title(self) -> str:
        """What to call it."""
        return _("Dekkingsplan") if any(plan.budgets for plan in self.sources) else _("Dekking")

    @property
    def has_spent(self) -> bool:
        """Whether anything was spent from a source in a year."""
        return any(plan.spent for plan in self.sources)

    @property
    def has_budget(self) -> bool:
        """Whether any source has a budget."""
        return any(plan.budgets for plan in self.sources)

    @property
    def columns(self) -> int:
        """How many columns the table of the years has."""
        return 2 + self.has_budget + self.has_spent

    @property
    def has_years(self) -> bool:
        """Whether anything is known of a source in a year."""
        return any(plan.years for plan in self.sources)


def cover_plan(sources: Iterable[FundingSource], table: CostTable) -> CoverPlan:
    """What these sources pay of the costs in a table. Wants their budgets loaded."""
    labels = {row.year: row.label for row in table.rows}
    plans = {
        source.pk: SourcePlan(source, {budget.year: budget.amount for budget in source.budgets.all()}, labels=labels)
        for source in sources
    }
    for one in table.placed:
        for funding in one.cost.fundings.all():
            plans[funding.source_id].take(one, part_of(funding, one.cost), table.rows)
    return CoverPlan(list(plans.values()))
