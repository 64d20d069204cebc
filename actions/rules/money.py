"""Adding up what a plan costs, without mixing what does not add up. Functions on `Cost` rows; amounts in euros.

Per year, once and "not said which" stay apart, and so do estimated, granted and spent. A cost without an amount counts
as unknown, never as zero. Every function wants `cost.fundings` (with their source) to be loaded.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Cost, Funding, FundingSource
from actions.rules.content import CostItem
from reading import formats
from reading.vocabulary import Per

ZERO = Decimal(0)
PERS = (Cost.Per.YEAR, Cost.Per.ONCE, Cost.Per.UNSTATED)
SHARES = {  # label, colour and edge in the picture of the cover
    "covered": (_("Dekking genoemd"), "#00568b", "#00568b"),
    "open": (_("Nog open"), "#f6c79b", "#863d15"),
    "unnamed": (_("Geen dekking genoemd"), "#ffffff", "#586c88"),
}
STAGES = (Cost.Stage.ESTIMATED, Cost.Stage.GRANTED, Cost.Stage.SPENT)


@dataclass(frozen=True)
class Amount:
    """An amount or a range, of one or more costs. `high` equals `low` unless there is a range among them."""

    low: Decimal = ZERO
    high: Decimal = ZERO
    count: int = 0
    approximate: bool = False

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.low + other.low,
            self.high + other.high,
            self.count + other.count,
            self.approximate or other.approximate,
        )

    @property
    def is_range(self) -> bool:
        """Whether the highest amount differs from the lowest."""
        return self.high != self.low

    def without(self, other: "Amount") -> "Amount":
        """What is left after taking off another amount; never less than nothing."""
        return Amount(max(ZERO, self.low - other.low), max(ZERO, self.high - other.high), 1, self.approximate)


class Extent(Enum):
    """How much of a group of costs has cover; what the plan does not name is unknown, not absent."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    UNNAMED = "unnamed"


@dataclass
class Cover:
    """What a group of costs adds up to, and how much of it has cover."""

    planned: Amount = field(default_factory=Amount)
    covered: Amount = field(default_factory=Amount)  # the plan names a source
    open: Amount = field(default_factory=Amount)  # the rest of a cost that is covered in part
    unnamed: Amount = field(default_factory=Amount)  # the plan names no source: we do not know

    def add(self, cost: Cost) -> None:
        """Take in one cost with an amount."""
        whole = amount_of(cost)
        covered = covered_part(cost)
        self.planned += whole
        if covered is None:
            self.unnamed += whole
            return
        self.covered += covered
        rest = whole.without(covered)
        if rest.high:
            self.open += rest

    @property
    def extent(self) -> Extent:
        """How much is covered."""
        if not self.covered.high:
            return Extent.UNNAMED if self.unnamed.count else Extent.NONE
        return Extent.PART if self.unnamed.count or self.open.count else Extent.ALL

    @property
    def shares(self) -> list["Share"]:
        """The parts of a picture of the cover, the widest amounts as 100 wide; a part without money is left out."""
        named = [("covered", self.covered), ("open", self.open), ("unnamed", self.unnamed)]
        present = [(key, amount) for key, amount in named if amount.count]
        whole = sum((amount.high for _, amount in present), ZERO)
        shares, x = [], ZERO
        for key, amount in present:
            width = amount.high * 100 / whole if whole else ZERO
            label, fill, edge = SHARES[key]
            shares.append(Share(str(label), amount, fill, edge, f"{x:.2f}", f"{width:.2f}"))
            x += width
        return shares


@dataclass(frozen=True)
class Share:
    """One part of the picture of a cover; `x` and `width` in percent, as text with a decimal point."""

    label: str
    amount: Amount
    fill: str
    edge: str
    x: str
    width: str


@dataclass
class StageTotals:
    """The amounts of one stage (estimated, granted, spent), kept apart by what they are per."""

    stage: str
    per: dict[str, Cover] = field(default_factory=dict)  # year, once, unstated: costs that name no calendar year
    years: dict[int, Cover] = field(default_factory=dict)  # costs of one calendar year

    def sum_of(self, per: str, year: int | None) -> Cover:
        """The sum that a cost belongs to: of its calendar year, else of what it is per."""
        return self.per.setdefault(per, Cover()) if year is None else self.years.setdefault(year, Cover())

    @property
    def label(self) -> str:
        """The stage in words."""
        return str(Cost.Stage(self.stage).label)

    @property
    def sums(self) -> list[tuple[Per | int, Cover]]:
        """The sums by what the amounts are per, or by year: fixed order, empty ones left out."""
        undated: list[tuple[Per | int, Cover]] = [(per, self.per[per]) for per in PERS if per in self.per]
        return [*undated, *sorted(self.years.items())]

    @property
    def groups(self) -> list[tuple[str, Cover]]:
        """The same, with what the amounts are per in words."""
        return [(per_in_words(per), cover) for per, cover in self.sums]

    @property
    def undated(self) -> list[tuple[str, Cover]]:
        """The same, without the costs of one calendar year."""
        return [(per_in_words(per), cover) for per, cover in self.sums if isinstance(per, Per)]


def per_in_words(per: Per | int) -> str:
    """What an amount is per, or its calendar year: `per jaar`, `in 2025`."""
    return str(per.label) if isinstance(per, Per) else f"in {per}"


@dataclass(frozen=True)
class YearTable:
    """Costs of one calendar year each: years as rows, stages as columns; None where nothing is named."""

    stages: list[str]
    rows: list[tuple[int, list[Cover | None]]]


@dataclass(frozen=True)
class Unknown:
    """Actions without any amount, for one reason."""

    kind: str
    actions: list[Action]

    @property
    def label(self) -> str:
        """The reason in words."""
        return str(Cost.Kind(self.kind).label)


def amount_of(cost: Cost | CostItem) -> Amount:
    """The amount of a cost of kind `amount`, as a range when it is one."""
    low = cost.amount or ZERO
    return Amount(low, low if cost.amount_max is None else cost.amount_max, 1, cost.approximate)


def covered_part(cost: Cost) -> Amount | None:
    """How much of a cost has a source; None when no source is named. A source without amount pays the rest."""
    fundings = list(cost.fundings.all())
    if not fundings:
        return None
    whole = amount_of(cost)
    if any(funding.amount is None for funding in fundings):
        return whole
    stated = sum((funding.amount or ZERO for funding in fundings), ZERO)
    return Amount(min(stated, whole.low), min(stated, whole.high), 1, cost.approximate)


def part_of(funding: Funding, cost: Cost) -> Amount | None:
    """What one source pays of a cost; None when two sources share it and the plan does not say how."""
    if funding.amount is not None:
        return Amount(funding.amount, funding.amount, 1, cost.approximate)
    others = [other for other in cost.fundings.all() if other.pk != funding.pk]
    if any(other.amount is None for other in others):
        return None
    stated = sum((other.amount or ZERO for other in others), ZERO)
    return amount_of(cost).without(Amount(stated, stated))


def totals(costs: Iterable[Cost]) -> list[StageTotals]:
    """Sums per stage, in the order estimated, granted, spent; only stages that occur, only costs with an amount."""
    found: dict[str, StageTotals] = {}
    for cost in costs:
        if cost.has_amount:
            stage = found.setdefault(cost.stage, StageTotals(cost.stage))
            stage.sum_of(cost.per, cost.year).add(cost)
    return [found[stage] for stage in STAGES if stage in found]


def totals_by_programme(actions: QuerySet[Action]) -> dict[int, list[StageTotals]]:
    """The same per programme id, added up in the database; the cover is left out. One query."""
    rows = (
        Cost.objects.with_amount()
        .filter(action__in=actions)
        .order_by()
        .values("action__programme_id", "stage", "per", "year")
        .annotate(
            low=Sum("amount"),
            high=Sum(Coalesce("amount_max", "amount")),
            number=Count("pk"),
            approximate_ones=Count("pk", filter=Q(approximate=True)),
        )
    )
    found: dict[int, dict[str, StageTotals]] = {}
    for row in rows:
        stages = found.setdefault(row["action__programme_id"], {})
        stage = stages.setdefault(row["stage"], StageTotals(row["stage"]))
        amount = Amount(row["low"], row["high"], row["number"], bool(row["approximate_ones"]))
        stage.sum_of(row["per"], row["year"]).planned += amount
    return {programme: [stages[stage] for stage in STAGES if stage in stages] for programme, stages in found.items()}


def year_table(found: Sequence[StageTotals]) -> YearTable:
    """The sums per calendar year beside each other, for the stages that have any."""
    stages = [stage for stage in found if stage.years]
    years = sorted({year for stage in stages for year in stage.years})
    rows = [(year, [stage.years.get(year) for stage in stages]) for year in years]
    return YearTable([stage.label for stage in stages], rows)


def with_amount(actions: Iterable[Action]) -> list[Action]:
    """Actions of which at least one amount is known."""
    return [action for action in actions if action.states_amount]


def unknowns(actions: Iterable[Action]) -> list[Unknown]:
    """Actions without any amount, by reason; an action that says nothing on costs is `unstated`."""
    found: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if not action.states_amount:
            kinds = [cost.kind for cost in action.costs.all()]
            found[kinds[0] if kinds else Cost.Kind.UNSTATED].append(action)
    return [Unknown(kind, found[kind]) for kind in Cost.Kind.values if kind in found]


@dataclass
class Taken:
    """What a plan takes from one source, kept apart by calendar year and, without a year, by what it is per."""

    years: dict[int, Amount] = field(default_factory=dict)
    per: dict[str, Amount] = field(default_factory=dict)
    unshared: int = 0  # costs that this source shares with another, without a division in the plan

    def take(self, cost: Cost, part: Amount | None) -> None:
        """Count one cost that the source pays."""
        if part is None:
            self.unshared += 1
        elif cost.year is not None:
            self.years[cost.year] = self.years.get(cost.year, Amount()) + part
        else:
            self.per[cost.per] = self.per.get(cost.per, Amount()) + part

    @property
    def groups(self) -> list[tuple[str, Amount]]:
        """What costs without a calendar year take: per year, once, or not said."""
        return [(str(Cost.Per(per).label), self.per[per]) for per in PERS if per in self.per]


@dataclass(frozen=True)
class SourceYear:
    """One calendar year of a funding source; `left` is empty when it cannot be known."""

    year: int
    budget: Decimal | None
    planned: Amount | None
    spent: Amount | None
    left: Decimal | None


@dataclass
class SourcePlan:
    """One funding source: what it has per year, what the plan takes from it (planned) and what was spent."""

    source: FundingSource
    budgets: dict[int, Decimal]
    planned: Taken = field(default_factory=Taken)
    spent: Taken = field(default_factory=Taken)

    @property
    def years(self) -> list[SourceYear]:
        """Per calendar year: budget, planned, spent, and what is left if all that is planned names its year."""
        certain = not self.planned.per and not self.planned.unshared
        years = self.budgets.keys() | self.planned.years.keys() | self.spent.years.keys()
        return [self._year(year, certain) for year in sorted(years)]

    @property
    def has_spent(self) -> bool:
        """Whether anything was spent in a calendar year."""
        return bool(self.spent.years)

    @property
    def has_left(self) -> bool:
        """Whether it can be known what is left of the budget."""
        return any(row.left is not None for row in self.years)

    def _year(self, year: int, certain: bool) -> SourceYear:
        budget, planned = self.budgets.get(year), self.planned.years.get(year)
        left = None
        if certain and budget is not None:
            left = budget - (planned.high if planned else ZERO)
        return SourceYear(year, budget, planned, self.spent.years.get(year), left)


def cover_plan(sources: Iterable[FundingSource], costs: Iterable[Cost]) -> list[SourcePlan]:
    """The cover plan (dekkingsplan): per source its budget, what is planned from it, and apart what is spent."""
    plans = {
        source.pk: SourcePlan(source, {budget.year: budget.amount for budget in source.budgets.all()})
        for source in sources
    }
    for cost in costs:
        for funding in cost.fundings.all() if cost.has_amount else ():
            plan = plans[funding.source_id]
            taken = plan.spent if cost.stage == Cost.Stage.SPENT else plan.planned
            taken.take(cost, part_of(funding, cost))
    return list(plans.values())


def planned_costs(costs: Sequence[Cost]) -> list[Cost]:
    """What an action is to cost: all but what was spent, unless only that is known."""
    planned = [cost for cost in costs if cost.stage != Cost.Stage.SPENT]
    return planned or list(costs)


def one_amount(costs: Sequence[Cost]) -> tuple[Decimal | None, Decimal | None]:
    """Amount and highest amount of costs in one row of open data; both None when the costs do not add up.

    One cost: its own. More: their sum, if all are plain amounts of one stage, and all or none of them name a year.
    """
    if len(costs) == 1:
        return costs[0].amount, costs[0].amount_max
    plain = all(cost.has_amount and cost.amount_max is None for cost in costs)
    alike = {(cost.stage, cost.per, cost.year is None) for cost in costs}
    if not costs or not plain or len(alike) > 1:
        return None, None
    return sum((cost.amount or ZERO for cost in costs), ZERO), None


def in_words(amount: Amount) -> str:
    """An amount or range: `€ 15.000 tot € 25.000`, `ongeveer € 60.000`."""
    words = (
        f"{formats.unbroken_euro(amount.low)} tot {formats.unbroken_euro(amount.high)}"
        if amount.is_range
        else formats.unbroken_euro(amount.low)
    )
    return f"ongeveer {words}" if amount.approximate else words
