"""Regions beside each other: how far, on the three national lines, and what it costs per inhabitant.

Only what can be compared stands side by side; where it cannot, the page says why. A status that nobody reported is
unknown, an amount that nobody named is unknown, and an invented region never takes part in a sum with real ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet

from actions.models import Action, ActionLine
from actions.models.base import Viewer
from actions.pages.charts import StatusBar, status_bar
from actions.rules.amounts import Amount, in_words
from actions.rules.cost_table import CostTable, cost_tables
from actions.rules.counts import Counts, counts_by, together
from monitoring.models import Figure
from monitoring.rules.areas import areas_of_all
from monitoring.rules.rates import POPULATION
from monitoring.rules.series import put_together
from municipalities.models import Region
from regiovisie.pages.overview import RegionState, region_states

CENT = Decimal("0.01")
NATIONAL = ActionLine.National


@dataclass(frozen=True)
class Progress:
    """A region with how far the actions of its current programme are."""

    state: RegionState

    @property
    def bar(self) -> StatusBar:
        """The counts as a picture."""
        return status_bar(self.state.counts.by_status)

    @property
    def why_not(self) -> str:
        """Why its progress cannot be compared; empty when it can."""
        if self.state.programme is None:
            return "Er is nog geen openbaar programma."
        if not self.state.counts.total:
            return "Er staan nog geen acties in dit portaal."
        return "" if self.state.counts.known else "Van geen enkele actie is gemeld hoe ver die is."


@dataclass(frozen=True)
class LineCell:
    """The actions of one region on one national line, over its own lines that belong to it."""

    region: Region
    counts: Counts
    lines: list[ActionLine]

    @property
    def why_not(self) -> str:
        """Why there is no number of actions; empty when there is one."""
        if not self.lines:
            return "geen lijn die hierbij hoort"
        return "" if self.counts.total else "nog geen acties in dit portaal"


@dataclass(frozen=True)
class NationalLine:
    """A line of the national programme with what each region does on it."""

    title: str
    cells: list[LineCell]


@dataclass(frozen=True)
class YearCost:
    """What a region names for one calendar year, per inhabitant."""

    region: Region
    amount: Amount
    without: int  # actions without an amount for that year
    people: Figure

    @property
    def in_words(self) -> str:
        """The amount, as elsewhere: `€ 15.000 tot € 25.000`."""
        return in_words(self.amount)

    @property
    def per_inhabitant(self) -> str:
        """The amount per inhabitant, in euros and cents."""
        people = self.people.value or Decimal(1)
        low, high = ((amount / people).quantize(CENT, ROUND_HALF_UP) for amount in (self.amount.low, self.amount.high))
        return in_words(Amount(low, high, 1, self.amount.approximate or bool(self.people.qualifier)))


@dataclass(frozen=True)
class Costs:
    """Regions with a planned amount for the same year, and why the others do not stand beside them."""

    year: int | None
    rows: list[YearCost]
    why_not: list[tuple[Region, str]]


@dataclass(frozen=True)
class RegionsCompared:
    """All that the page shows."""

    progress: list[Progress]
    lines: list[NationalLine]
    own_lines: list[tuple[Region, list[ActionLine]]]  # lines that belong to none of the national ones
    costs: Costs

    @property
    def by_region(self) -> list[tuple[Region, list[tuple[NationalLine, LineCell]]]]:
        """The cells of the table, row by row."""
        return [
            (each.state.region, [(line, line.cells[number]) for line in self.lines])
            for number, each in enumerate(self.progress)
        ]

    @property
    def comparable(self) -> int:
        """How many real regions have reported how far any action is."""
        return sum(not each.why_not and not each.state.region.fictitious for each in self.progress)


def compared(user: Viewer) -> RegionsCompared:
    """The regions with a programme beside each other, as this reader may see them; at most ten queries."""
    states = [state for state in region_states(user) if state.programme]
    programmes = [state.programme for state in states if state.programme]
    actions = Action.objects.visible_to(user).released().filter(programme__in=programmes)
    lines = list(ActionLine.objects.visible_to(user).filter(programme__in=programmes).order_by("programme", "number"))
    return RegionsCompared(
        progress=[Progress(state) for state in states],
        lines=national_lines(states, lines, actions),
        own_lines=[
            (state.region, own)
            for state in states
            if (own := [line for line in _lines_of(state, lines) if not line.national])
        ],
        costs=compared_costs(states, cost_tables(actions, programmes)),
    )


def _lines_of(state: RegionState, lines: Iterable[ActionLine]) -> list[ActionLine]:
    return [line for line in lines if state.programme and line.programme_id == state.programme.pk]


def national_lines(states: list[RegionState], lines: list[ActionLine], actions: QuerySet[Action]) -> list[NationalLine]:
    """The three lines of the national programme, each with what every region has on it; one query."""
    by_line = counts_by(actions, "line_id")
    found = []
    for national in NATIONAL:
        cells = []
        for state in states:
            own = [line for line in _lines_of(state, lines) if line.national == national]
            cells.append(LineCell(state.region, together(by_line.get(line.pk, Counts({})) for line in own), own))
        found.append(NationalLine(str(national.label), cells))
    return found


def compared_costs(states: list[RegionState], tables: dict[int, CostTable]) -> Costs:
    """The last calendar year for which two real regions or more have a planned amount; one query."""
    real = [(state, tables[state.programme.pk]) for state in states if state.programme and not state.region.fictitious]
    common = [year for year in _years([table for _state, table in real]) if _number_in(year, real) > 1]
    year = max(common, default=None)
    populations = _populations([state for state, _table in real]) if year else {}
    rows = [
        YearCost(state.region, row.planned, row.without, populations[state.region.pk])
        for state, table in real
        if year and (row := table.row_in(year)) and state.region.pk in populations
    ]
    shown = {row.region.pk for row in rows} if len(rows) > 1 else set()
    why_not = [(state.region, _why_not(state, table, year)) for state, table in real if state.region.pk not in shown]
    return Costs(year if shown else None, rows if shown else [], why_not)


def _years(tables: Iterable[CostTable]) -> set[int]:
    """All years in which something is planned."""
    return {row.year for table in tables for row in table.rows if row.planned.count}


def _number_in(year: int, tables: list[tuple[RegionState, CostTable]]) -> int:
    return sum(table.row_in(year) is not None for _state, table in tables)


def _why_not(state: RegionState, table: CostTable, year: int | None) -> str:
    """Why a region's costs do not stand beside those of others, and which of its amounts have no year."""
    if not state.counts.total:
        return "Er staan nog geen acties in dit portaal, dus ook geen bedragen."
    if not table.with_amount:
        return "Er staat geen bedrag in het plan. Dat betekent niet dat het niets kost."
    loose = " ".join(["Niet in een jaar te plaatsen:", *(f"{amounts.words}." for amounts in table.loose)])
    named = [f"{row.label}: {row.planned.words}" for row in table.rows if row.planned.count]
    if not named:
        return f"Geen bedrag in het plan is in een jaar te plaatsen. {loose}"
    if year and table.row_in(year):
        return "Het aantal inwoners van alle gemeenten samen is niet bekend."
    alone = "Geen andere regio noemt een bedrag voor hetzelfde jaar."
    words = f"In het plan staat voor {'; '.join(named)}. {alone}"
    return f"{words} {loose}" if table.loose else words


def _populations(states: list[RegionState]) -> dict[int, Figure]:
    """Per region id the inhabitants of the region itself, as every page has them; four queries at most."""
    programmes = [state.programme for state in states if state.programme]
    areas = areas_of_all(programmes)
    codes = {code for each in areas.values() for code in each}
    people = Figure.objects.to_show(programmes).filter(indicator__slug=POPULATION, area_code__in=codes)
    figures = list(people)
    found: dict[int, Figure] = {}
    for programme in programmes:
        own = [each for each in figures if each.area_code in areas[programme.pk] and each.may_stand_with(programme)]
        for item in put_together(own, areas[programme.pk]):
            if item.is_about_the_region and item.latest:
                found[programme.region_id] = item.latest
    return found
