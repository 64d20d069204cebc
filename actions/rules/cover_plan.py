"""Where the money comes from: per source and year what it has, what is planned from it, granted, spent, left or short.

What cannot be said is told with why, and never counted as nothing. Besluit 109.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actions.models import Action, Cost, FundingBudget, FundingSource
from actions.rules.amounts import Amount, Cover, in_words, part_of
from actions.rules.cost_table import CostTable, LooseAmounts, loose_amounts
from actions.rules.cost_years import Placed
from reading import formats

FOREIGN = "Bron van een ander programma"  # in the back office a cost may be tied to one


class Doubt(Enum):
    """Why it cannot be said what a source has left in a year; in the order in which they are told."""

    NO_BUDGET = gettext_lazy("geen budget genoemd voor dit jaar")
    UNPLACED = gettext_lazy("er is ook een bedrag zonder jaar")
    UNSHARED = gettext_lazy("een bedrag is van meer bronnen samen")
    UNPRICED = gettext_lazy("er horen ook acties zonder bedrag bij")


@dataclass(frozen=True)
class Balance:
    """What is left (above zero) or short (below zero), at least and at most."""

    low: Decimal
    high: Decimal
    approximate: bool = False

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(self.low + other.low, self.high + other.high, self.approximate or other.approximate)

    @property
    def is_short(self) -> bool:
        """Whether there may be too little."""
        return self.low < 0

    @property
    def words(self) -> str:
        """`€ 4.000 over`, `€ 1.000 tot € 4.000 tekort`, `€ 500 tekort tot € 2.000 over`, `niets over`."""
        if self.low == self.high == 0:
            return _("ongeveer niets over") if self.approximate else _("niets over")
        if self.low < 0 < self.high:
            both = {"short": formats.unbroken_euro(-self.low), "left": formats.unbroken_euro(self.high)}
            words = _("%(short)s tekort tot %(left)s over") % both
            return _("ongeveer %s") % words if self.approximate else words
        if self.high > 0:
            return _("%s over") % in_words(Amount(self.low, self.high, 1, self.approximate))
        return _("%s tekort") % in_words(Amount(-self.high, -self.low, 1, self.approximate))


@dataclass(frozen=True)
class SourceYear:
    """One calendar year of a funding source, or of all together; `left` is None when it cannot be said, with why."""

    label: str
    available: Amount  # of no budget at all when nobody named it
    stage: str  # how sure that is, in words
    planned: Amount
    granted: Amount
    spent: Amount
    left: Balance | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def granted_words(self) -> str:
        """How much of what is planned was granted: `toegekend`, `waarvan € 5.000 toegekend`; empty for nothing."""
        if not self.granted.count:
            return ""
        if self.granted.count == self.planned.count:
            return _("toegekend")
        return _("waarvan %s toegekend") % in_words(self.granted)

    @property
    def partial_words(self) -> str:
        """That more is planned than the amount: costs that sources pay together, undivided."""
        return _("zonder wat bronnen samen betalen") if Doubt.UNSHARED in self.doubts else ""

    @property
    def left_words(self) -> str:
        """What is left or short, or that it cannot be said and why."""
        if self.left is not None:
            return self.left.words
        return _("niet te zeggen: %s") % "; ".join(str(doubt.value) for doubt in self.doubts)


@dataclass
class SourcePlan:
    """One funding source: what it has per year, what the plan takes from it (planned) and what was spent."""

    name: str
    text: str = ""
    source: FundingSource | None = None  # None: a source of another programme
    budgets: dict[int, FundingBudget] = field(default_factory=dict)
    onwards: int | None = None  # the year that stands for all later ones too
    planned: dict[int, Amount] = field(default_factory=dict)
    granted: dict[int, Amount] = field(default_factory=dict)
    spent: dict[int, Amount] = field(default_factory=dict)
    unshared: dict[int, int] = field(default_factory=dict)  # per year costs that it shares, without a division
    unplaced: list[Placed] = field(default_factory=list)
    unpriced: list[Action] = field(default_factory=list)  # of which it pays a cost without an amount
    paid: set[int] = field(default_factory=set)  # the ids of the actions that it pays for

    def take(self, one: Placed, part: Amount | None, years: Iterable[int]) -> None:
        """Count one cost that the source pays, in each of its years."""
        self.paid.add(one.action.pk)
        if one.years is None:
            self.unplaced.append(one)
            return
        for year in (year for year in years if one.counts_in(year)):
            if part is None:
                self.unshared[year] = self.unshared.get(year, 0) + 1
            elif one.is_spent:
                self.spent[year] = self.spent.get(year, Amount()) + part
            else:
                self.planned[year] = self.planned.get(year, Amount()) + part
                if one.cost.stage == Cost.Stage.GRANTED:
                    self.granted[year] = self.granted.get(year, Amount()) + part

    @cached_property
    def years(self) -> list[SourceYear]:
        """Per calendar year: available, planned, granted, spent, left or short."""
        known = self.budgets.keys() | self.planned.keys() | self.spent.keys() | self.unshared.keys()
        return [self.year(year) for year in sorted(known)]

    @property
    def loose(self) -> list[LooseAmounts]:
        """What it pays of amounts that stand in no year, by reason."""
        return loose_amounts(self.unplaced)

    @property
    def notes(self) -> list[str]:
        """What cannot be said of this source, in sentences."""
        shared = max(self.unshared.values(), default=0)
        found = [_("Zonder jaar. %s.") % amounts.words for amounts in self.loose]
        if shared:
            found.append(_("Een deel betaalt deze bron samen met een andere; hoeveel elk betaalt, staat er niet bij."))
        if number := len(self.unpriced):
            words = ngettext(
                "Ook %d actie zonder bedrag hoort bij deze bron.",
                "Ook %d acties zonder bedrag horen bij deze bron.",
                number,
            )
            found.append(words % number)
        if not self.budgets:
            found.append(_("Het document noemt geen budget voor deze bron."))
        return found

    def year(self, year: int) -> SourceYear:
        """One calendar year."""
        budget, planned = self.budgets.get(year), self.planned.get(year, Amount())
        doubts = tuple(self._doubts(year))
        return SourceYear(
            label=label_of(year, self.onwards),
            available=available_of(budget) if budget else Amount(),
            stage=str(FundingBudget.Stage(budget.stage).label) if budget and budget.stage else "",
            planned=planned,
            granted=self.granted.get(year, Amount()),
            spent=self.spent.get(year, Amount()),
            left=_left(available_of(budget), planned) if budget and not doubts else None,
            doubts=doubts,
        )

    def _doubts(self, year: int) -> Iterable[Doubt]:
        if year not in self.budgets:
            yield Doubt.NO_BUDGET
        if any(not one.is_spent for one in self.unplaced):
            yield Doubt.UNPLACED
        if year in self.unshared:
            yield Doubt.UNSHARED
        if self.unpriced:
            yield Doubt.UNPRICED


def available_of(budget: FundingBudget) -> Amount:
    """What a source has for a year."""
    return Amount(budget.amount, budget.amount, 1, budget.approximate)


def _left(available: Amount, planned: Amount) -> Balance:
    approximate = available.approximate or planned.approximate
    return Balance(available.low - planned.high, available.high - planned.low, approximate)


def label_of(year: int, onwards: int | None) -> str:
    """`2022`, `2023 en verder`."""
    return _("%d en verder") % year if year == onwards else str(year)


@dataclass(frozen=True)
class Unnamed:
    """What is planned in a year without cover: the plan names no source, or the source pays a part."""

    label: str
    unnamed: Amount
    open: Amount

    @property
    def amount(self) -> Amount:
        """Both together."""
        return self.unnamed + self.open

    @property
    def words(self) -> str:
        """Which of the two it is: `bron niet genoemd`, `nog niet gedekt`, `waarvan € 5.000 nog niet gedekt`."""
        if not self.open.count:
            return _("bron niet genoemd")
        if not self.unnamed.count:
            return _("nog niet gedekt")
        return _("waarvan %s nog niet gedekt; van de rest is geen bron genoemd") % in_words(self.open)


@dataclass(frozen=True)
class CoverPlan:
    """All sources of a programme. It is a cover plan (dekkingsplan) only where a source has a budget."""

    sources: list[SourcePlan]
    without: list[Unnamed]  # years with planned costs that have no cover, or not in full

    @property
    def title(self) -> str:
        """What to call it."""
        return _("Dekkingsplan") if self.has_budget else _("Dekking")

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
        return 2 + 2 * self.has_budget + self.has_spent

    @property
    def has_years(self) -> bool:
        """Whether anything is known of a source in a year."""
        return any(plan.years for plan in self.sources)

    @property
    def how(self) -> str:
        """How to read the table."""
        parts = [
            _("Gepland is geraamd of toegekend, in elk jaar waarvoor een bedrag is."),
            _("Over is wat beschikbaar is min wat gepland is."),
            _("Wat is uitgegeven, gaat vaak over hetzelfde geld en gaat er niet nog eens af.")
            if self.has_spent
            else "",
            _("Waar het niet te zeggen is, staat waarom."),
        ]
        return " ".join(filter(None, parts))

    @property
    def groups(self) -> list["Together | SourcePlan"]:
        """The parts of the table: each source of which a year is known, and all together."""
        together = [Together(_("Alle bronnen samen"), self.together)] if self.together else []
        return [*(plan for plan in self.sources if plan.years), *together]

    @cached_property
    def together(self) -> list[SourceYear]:
        """All sources by year, where more than one has a budget; what is left only where it can be said of each."""
        if sum(bool(plan.budgets) for plan in self.sources) < 2:
            return []
        by_label: dict[str, list[SourceYear]] = {}
        for row in (row for plan in self.sources for row in plan.years):
            by_label.setdefault(row.label, []).append(row)
        return [_together(by_label[label]) for label in sorted(by_label)]


@dataclass(frozen=True)
class Together:
    """All sources as one."""

    name: str
    years: list[SourceYear]


def _together(rows: Sequence[SourceYear]) -> SourceYear:
    """The rows of one year as one."""
    lefts = [row.left for row in rows if row.left is not None]
    doubts = {doubt for row in rows for doubt in row.doubts}
    return SourceYear(
        label=rows[0].label,
        available=sum((row.available for row in rows), Amount()),
        stage="",
        planned=sum((row.planned for row in rows), Amount()),
        granted=sum((row.granted for row in rows), Amount()),
        spent=sum((row.spent for row in rows), Amount()),
        left=sum(lefts[1:], lefts[0]) if len(lefts) == len(rows) else None,
        doubts=tuple(doubt for doubt in Doubt if doubt in doubts),
    )


def cover_plan(sources: Iterable[FundingSource], table: CostTable) -> CoverPlan:
    """What these sources pay of the costs in a table. Wants their budgets loaded.

    A cost may be tied to a source of another programme, in the back office: that source has no name and budget here.
    """
    listed = list(sources)
    budgets = {source.pk: {budget.year: budget for budget in source.budgets.all()} for source in listed}
    years, onwards = _years(table, {year for found in budgets.values() for year in found})
    plans = {source.pk: SourcePlan(source.name, source.text, source, budgets[source.pk], onwards) for source in listed}
    foreign = SourcePlan(FOREIGN, onwards=onwards)
    for one in table.placed:
        for funding in one.cost.fundings.all():
            plans.get(funding.source_id, foreign).take(one, part_of(funding, one.cost), years)
    for action, cost in table.without_amount:
        for funding in cost.fundings.all():
            plan = plans.get(funding.source_id, foreign)
            plan.paid.add(action.pk)
            if action not in plan.unpriced:
                plan.unpriced.append(action)
    return CoverPlan([*plans.values(), *[foreign] * bool(foreign.paid)], _without(table, years, onwards))


def _years(table: CostTable, budgets: set[int]) -> tuple[list[int], int | None]:
    """All years of the table and of the budgets; a budget after the last year of the table makes that one single."""
    years = sorted({row.year for row in table.rows} | budgets)
    goes_on = any(row.onwards for row in table.rows)
    if goes_on:
        years = list(range(years[0], years[-1] + 1))
    return years, years[-1] if goes_on else None


def _without(table: CostTable, years: Sequence[int], onwards: int | None) -> list[Unnamed]:
    found = []
    for year in years:
        cover = Cover()
        for one in table.placed:
            if one.counts_in(year) and not one.is_spent:
                cover.add(one.cost)
        if cover.unnamed.count or cover.open.count:
            found.append(Unnamed(label_of(year, onwards), cover.unnamed, cover.open))
    return found
