"""What a programme costs year by year: the one table behind dashboard, council page, costs page, comparison and report.

Planned (estimated or granted) and spent stay apart: they are often about the same money. An amount that the plan ties
to no year is in no sum; it is listed beside the table. Besluit 089.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import standing
from actions.models import Action, Cost, Programme
from actions.rules.amounts import Amount, Cover, amount_of, in_words
from actions.rules.cost_years import NoYear, Placed, placed
from actions.rules.counts import counts_of
from reading import quarters

NAME = 50  # signs of an action without a number
LISTED = 12  # amounts without a year that are named in one line


@dataclass
class YearRow:
    """One calendar year; the last row of a programme without an end is of that year and every later one."""

    year: int
    onwards: bool = False
    cover: Cover = field(default_factory=Cover)  # of all that is planned
    granted: Amount = field(default_factory=Amount)  # of what is planned
    spent: Amount = field(default_factory=Amount)
    without: int = 0  # actions that may run then and of which the plan ties no amount to this year

    def add(self, one: Placed) -> None:
        """Take in one amount."""
        if one.is_spent:
            self.spent += amount_of(one.cost)
            return
        self.cover.add(one.cost)
        if one.cost.stage == Cost.Stage.GRANTED:
            self.granted += amount_of(one.cost)

    @property
    def planned(self) -> Amount:
        """What is estimated or granted."""
        return self.cover.planned

    @property
    def label(self) -> str:
        """`2022`, `2023 en verder`."""
        return _("%d en verder") % self.year if self.onwards else str(self.year)

    @property
    def granted_words(self) -> str:
        """How much of what is planned was granted: `toegekend`, `waarvan € 5.000 toegekend`; empty for nothing."""
        if not self.granted.count:
            return ""
        if self.granted.count == self.planned.count:
            return _("toegekend")
        return _("waarvan %s toegekend") % in_words(self.granted)

    @property
    def open(self) -> Amount:
        """What has no cover: no source is named, or the source pays a part."""
        return self.cover.unnamed + self.cover.open

    @property
    def words(self) -> str:
        """The year in a sentence: `2022: € 35.000 (dekking niet genoemd)`."""
        told = "; ".join(filter(None, (self.granted_words, self.cover.words)))
        words = f"{in_words(self.planned)} ({told})" if self.planned.count else _("geen bedrag genoemd")
        spent = _(", uitgegeven: %s") % in_words(self.spent) if self.spent.count else ""
        return f"{self.label}: {words}{spent}"


@dataclass(frozen=True)
class LooseAmounts:
    """Amounts that the plan ties to no year, for one reason."""

    why: NoYear
    items: list[Placed]

    @property
    def words(self) -> str:
        """`Niet gezegd of het per jaar is: € 5.000 (1.1) en toegekend € 9.000 (3.5)`, the first dozen by name."""
        named = [_named(one) for one in self.items[:LISTED]]
        more = len(self.items) - len(named)
        rest = [ngettext("nog %d bedrag", "nog %d bedragen", more) % more] * bool(more)
        why = self.why.value
        return f"{why[0].upper()}{why[1:]}: {'; '.join([*named, *rest])}"


def _named(one: Placed) -> str:
    stage = "" if one.cost.stage == Cost.Stage.ESTIMATED else f"{Cost.Stage(one.cost.stage).label} "
    name = one.action.number or Truncator(one.action.name_from([])).chars(NAME)
    return f"{stage}{in_words(amount_of(one.cost))} ({name})"


@dataclass(frozen=True)
class CostTable:
    """The costs of some actions of a programme by year, and what stands in no year."""

    actions: int
    with_amount: int
    free: int  # actions that say to cost nothing
    rows: list[YearRow]
    placed: list[Placed]
    after: Amount  # what comes back every year, also after the last year of the programme
    last_year: int | None
    apart: str = ""  # what of the actions not everybody sees, in words
    without_amount: list[tuple[Action, Cost]] = field(default_factory=list)  # costs that say why; not those of nothing

    @property
    def unknown(self) -> int:
        """Actions of which it is not known what they cost."""
        return self.actions - self.with_amount - self.free

    @property
    def loose(self) -> list[LooseAmounts]:
        """The amounts that stand in no year, by reason."""
        return loose_amounts(self.placed)

    @property
    def loose_words(self) -> str:
        """How many amounts stand in no year: `8 bedragen staan in geen enkel jaar`; empty for none."""
        number = sum(len(amounts.items) for amounts in self.loose)
        if not number:
            return ""
        words = ngettext(
            "%d bedrag is niet (of niet in al zijn jaren) in een jaar te plaatsen, en niet meegeteld.",
            "%d bedragen zijn niet (of niet in al hun jaren) in een jaar te plaatsen, en niet meegeteld.",
            number,
        )
        return words % number

    @property
    def open_how(self) -> str:
        """What the column of open amounts is."""
        return _("Nog open: er is geen bron bij genoemd, of de bron betaalt niet alles.")

    @property
    def is_placed(self) -> bool:
        """Whether any amount stands in a year."""
        return any(row.planned.count or row.spent.count for row in self.rows)

    @property
    def has_spent(self) -> bool:
        """Whether anything is told of what was spent in a year."""
        return any(row.spent.count for row in self.rows)

    @property
    def headline(self) -> str:
        """What is planned for this year, as the answer above the table."""
        year = standing.today().year
        row = self.row_in(year)
        if row is None:
            return _("Voor %d is geen bedrag bekend.") % year
        return _("In %(year)d: %(amount)s gepland.") % {"year": year, "amount": in_words(row.planned)}

    @property
    def known(self) -> str:
        """Of how many actions an amount is known, and that the others are not free."""
        free = ngettext("%d actie kost niets.", "%d acties kosten niets.", self.free) % self.free if self.free else ""
        if not self.with_amount:
            return f"{_('Van geen enkele actie is een bedrag bekend. Dat is niet hetzelfde als nul.')} {free}".strip()
        if self.actions == self.with_amount:
            return _("Van alle acties is een bedrag bekend.")
        first = _("Van %(some)d van de %(all)s is een bedrag bekend.")
        unknown = ngettext(
            "Van %d actie is het niet bekend; dat is niet hetzelfde als nul.",
            "Van %d acties is het niet bekend; dat is niet hetzelfde als nul.",
            self.unknown,
        )
        parts = [first % {"some": self.with_amount, "all": f"{self.actions} acties {self.apart}".rstrip()}, free]
        return " ".join(filter(None, [*parts, unknown % self.unknown if self.unknown else ""]))

    @property
    def how(self) -> str:
        """How to read the table."""
        parts = [
            _("Een bedrag telt mee in elk jaar waarvoor het is: het jaar dat erbij staat, of de jaren van de actie."),
            _("Gepland is geraamd of toegekend."),
            _("Wat is uitgegeven, gaat vaak over hetzelfde geld en komt er niet bij.") if self.has_spent else "",
            _("Acties zonder bedrag kunnen in dat jaar lopen, maar een bedrag voor dat jaar staat niet in het plan."),
        ]
        return " ".join(filter(None, parts))

    @property
    def after_words(self) -> str:
        """What goes on after the programme: `Ook na 2028: € 85.000 per jaar, structureel.`; empty for nothing."""
        if not self.after.count or self.last_year is None:
            return ""
        return _("Ook na %(year)d: %(amount)s per jaar, structureel.") % {
            "year": self.last_year,
            "amount": in_words(self.after),
        }

    def row_in(self, year: int) -> YearRow | None:
        """The row of a calendar year with something planned; None when the plan ties no planned amount to it."""
        rows = [
            row for row in self.rows if row.planned.count and (row.year == year or (row.onwards and row.year < year))
        ]
        return rows[0] if rows else None


def cost_table(programme: Programme, actions: Sequence[Action]) -> CostTable:
    """The table of these actions of a programme. Wants `costs__fundings` loaded."""
    by_action = [(action, placed(action, programme)) for action in actions]
    found = [one for _action, several in by_action for one in several]
    rows = _rows(programme, found)
    for row in rows:
        for action, several in by_action:
            counted = [one for one in several if one.counts_in(row.year)]
            for one in counted:
                row.add(one)
            row.without += _is_unknown(action, row, counted)
    structural = [
        one for one in found if one.years and one.years.last is None and one.cost.nature == Cost.Nature.STRUCTURAL
    ]
    return CostTable(
        actions=len(actions),
        with_amount=sum(action.states_amount for action in actions),
        free=sum(_is_free(action) for action in actions),
        rows=rows,
        placed=found,
        without_amount=[
            (action, cost)
            for action in actions
            for cost in action.costs.all()
            if not cost.has_amount and cost.kind != Cost.Kind.NONE
        ],
        after=sum((amount_of(one.cost) for one in structural if not one.is_spent), Amount()),
        last_year=programme.last_year,
        apart=counts_of(actions).apart,
    )


def cost_tables(actions: QuerySet[Action], programmes: Iterable[Programme]) -> dict[int, CostTable]:
    """The same for each of these programmes, by its id; three queries."""
    by_programme = priced_actions(actions, programmes)
    return {programme.pk: cost_table(programme, found) for programme, found in by_programme.items()}


def public_table(programme: Programme, actions: Iterable[Action]) -> CostTable:
    """The table of what is public among these: the same for everybody who reads it, whatever else they may see."""
    return cost_table(programme, [action for action in actions if action.is_public])


def priced_actions(actions: QuerySet[Action], programmes: Iterable[Programme]) -> dict[Programme, list[Action]]:
    """What the tables of these programmes are made of; three queries."""
    read = actions.only(
        *("programme_id", "line_id", "number", "what", "starts_in", "ends_in", "recurrence", "planned_part"),
        *("status", "classification", "released_at"),
    ).prefetch_related("costs__fundings")
    found: dict[int, list[Action]] = {programme.pk: [] for programme in programmes}
    for action in read.order_by("line__number", "position", "pk"):
        found[action.programme_id].append(action)
    return {programme: found[programme.pk] for programme in programmes}


def loose_amounts(found: Iterable[Placed]) -> list[LooseAmounts]:
    """The amounts that stand in no year, or not in all of their years, by reason."""
    items: dict[NoYear, list[Placed]] = {}
    for one in found:
        why = one.why_not or (NoYear.GRANTED if one.granted else None)
        if why:
            items.setdefault(why, []).append(one)
    return [LooseAmounts(why, items[why]) for why in NoYear if why in items]


def _rows(programme: Programme, found: Iterable[Placed]) -> list[YearRow]:
    """The years of the programme and those with an amount; what goes on without an end is one last row."""
    spans = [one.years for one in found if one.years]
    years = {year for span in spans for year in range(span.first, (span.last or span.first) + 1)}
    goes_on = [span.first for span in spans if span.last is None]
    if years and programme.last_year is not None:
        years |= set(range(programme.first_year, programme.last_year + 1))
    if goes_on:
        ends = [span.last + 1 for span in spans if span.last is not None]
        last = programme.last_year or max(*goes_on, *ends, programme.first_year)
        years |= set(range(min(goes_on), last + 1))
    onwards = max(years) if goes_on and programme.last_year is None else None
    return [YearRow(year, year == onwards) for year in sorted(years)]


def _is_unknown(action: Action, row: YearRow, counted: Iterable[Placed]) -> bool:
    """Whether an action may run in a year without an amount for it; one that says to cost nothing is known."""
    if any(not one.is_spent for one in counted):
        return False
    return not _is_free(action) and _may_run(action, row)


def _is_free(action: Action) -> bool:
    """Whether the plan says that an action costs nothing."""
    return {cost.kind for cost in action.costs.all()} == {Cost.Kind.NONE}


def _may_run(action: Action, row: YearRow) -> bool:
    first = quarters.split(action.starts_in)[0] if action.starts_in else row.year
    last = quarters.split(action.ends_in)[0] if action.ends_in and not action.planned_part else None
    return (row.onwards or first <= row.year) and (last is None or row.year <= last)
