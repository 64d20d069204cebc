"""The columns of the plan as a file: one list for what is written and for what is read back.

A value is what a cell holds, in one spelling, so that a file that nobody changed is told from one that somebody did:
a text or name as `tables.text.clean` gives it, several of them as a tuple, an amount in euros with two decimals.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.cost_columns import NO, YES, cost_values, in_words, labels, names, one_line, year_code
from actions.models import Action, Classification, Cost
from actions.models.action import ActionQuerySet
from tables.text import clean

Value = str | int | Decimal | datetime.date | tuple[str, ...] | None
YEAR_HEADING = re.compile(r"kosten (20\d\d)", re.IGNORECASE)
LONGEST = 32_000  # UTF-16 units; a cell of Excel holds 32,767
CUT = "[… Deze tekst is te lang voor een cel. Wijzigingen in deze cel worden niet ingelezen.]"
EXPLANATION = "Toelichting bij dit bestand"  # the first cell of the sheet with the explanation


class Kind(Enum):
    """What stands in the cells of a column."""

    ID = "id"
    TEXT = "text"
    LIST = "list"  # one per line, the order counts
    NAMES = "names"  # one per line, the order does not count
    AMOUNT = "amount"
    CHOICE = "choice"
    DATE = "date"


class Entry:
    """An action with what hangs on it, as its row asks for it. Wants what `with_all` loads."""

    def __init__(self, action: Action) -> None:
        self.action = action

    @cached_property
    def costs(self) -> Mapping[str, Value]:
        """The cells of the columns about money, by code."""
        found: dict[str, Value] = {}
        found.update(cost_values(list(self.action.costs.all()), cost_text=self.action.cost_text))
        return found


@dataclass(frozen=True)
class Column:
    """One column: its code, what stands above it, how to fill it, and its value for an action."""

    code: str
    heading: str
    kind: Kind
    value: Callable[[Entry], Value]
    width: int  # in characters
    note: str = ""
    choices: tuple[str, ...] = ()
    read_back: bool = True  # False: for reading only
    longest: int | None = None  # characters that the portal keeps of the text, or of each of the names


def _text(field: str) -> Callable[[Entry], Value]:
    return lambda entry: clean(getattr(entry.action, field))


def _choice(field: str, choices: type[models.TextChoices]) -> Callable[[Entry], Value]:
    return lambda entry: labels(choices)[getattr(entry.action, field)]


def _names(field: str) -> Callable[[Entry], Value]:
    return lambda entry: names(str(row) for row in getattr(entry.action, field).all())


def _quarter(field: str) -> Callable[[Entry], Value]:
    """`2021Q3` as `Q3 2021`, which people and the reader of plans both know."""

    def value(entry: Entry) -> Value:
        quarter: str | None = getattr(entry.action, field)
        return f"{quarter[4:]} {quarter[:4]}" if quarter else ""

    return value


def _cost(code: str) -> Callable[[Entry], Value]:
    return lambda entry: entry.costs.get(code)


def _yes(field: str) -> Callable[[Entry], Value]:
    return lambda entry: YES if getattr(entry.action, field) else NO


def _labels(choices: type[models.TextChoices]) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)


def columns(years: Iterable[int]) -> tuple[Column, ...]:
    """All columns, with one for the costs of each of these calendar years."""
    found = _fixed()
    place = next(number for number, column in enumerate(found) if column.code == "total") + 1
    return (*found[:place], *(year_column(year) for year in sorted(set(years))), *found[place:])


def year_column(year: int) -> Column:
    """The column with the costs of one calendar year."""
    note = _("Wat de actie in dit kalenderjaar kost, in euro's. Vul dan 'Bedrag' en 'Per' niet in.")
    return Column(year_code(year), f"Kosten {year}", Kind.AMOUNT, _cost(year_code(year)), 14, note)


@cache
def _fixed() -> tuple[Column, ...]:
    return (*_identity(), *_words(), *_people(), *_planning(), *_money(), *_state())


def _identity() -> tuple[Column, ...]:
    return (
        Column("id", "id", Kind.ID, lambda entry: entry.action.pk, 7,
               _("Hieraan herkent het portaal de actie. Verander dit niet. Laat het leeg bij een nieuwe actie.")),
        Column("number", "Nummer", Kind.TEXT, _text("number"), 9, _("Het nummer van de actie in het plan."),
               longest=20),
        Column("line", "Actielijn", Kind.TEXT, lambda entry: one_line(str(entry.action.line)), 24,
               _("Het nummer en de titel van de lijn, zoals in het plan."), longest=210),
        Column("theme", "Thema", Kind.TEXT,
               lambda entry: one_line(entry.action.theme.title) if entry.action.theme else "", 22,
               _("Mag leeg blijven."), longest=200),
    )  # fmt: skip


def _words() -> tuple[Column, ...]:
    return (
        Column("what", "Wat", Kind.TEXT, _text("what"), 44, _("Wat er gebeurt, in één of twee zinnen."), longest=2000),
        Column("how", "Hoe", Kind.TEXT, _text("how"), 50, _("De aanpak."), longest=10_000),
        Column("goals", "Doelen", Kind.LIST,
               lambda entry: tuple(filter(None, (one_line(goal.text) for goal in entry.action.goals.all()))), 44,
               _("Elk doel op een eigen regel in de cel (Alt+Enter).")),
    )  # fmt: skip


def _people() -> tuple[Column, ...]:
    each = _("Elke naam op een eigen regel in de cel (Alt+Enter).")
    return (
        Column("lead", "Trekker", Kind.NAMES, _names("leads"), 26,
               f"{_('Wie de actie trekt. Kies uit de lijst of typ een andere naam.')} {each}", longest=160),
        Column("partners", "Partners", Kind.NAMES, _names("partners"), 28,
               f"{_('Wie meedoet.')} {each}", longest=160),
        Column("who_text", "Wie zoals opgeschreven", Kind.TEXT, _text("who_text"), 28,
               _("De woorden van het plan zelf."), longest=2000),
    )  # fmt: skip


def _planning() -> tuple[Column, ...]:
    quarter = _("Een kwartaal, zoals Q3 2026. Leeg betekent: onbekend of open.")
    return (
        Column("start", "Start", Kind.TEXT, _quarter("starts_in"), 10, quarter),
        Column("end", "Eind", Kind.TEXT, _quarter("ends_in"), 10, quarter),
        Column("recurrence", "Herhaling", Kind.CHOICE, _choice("recurrence", Action.Recurrence), 15,
               _("Alleen voor wat steeds terugkomt. Kies uit de lijst."), _labels(Action.Recurrence)),
        Column("approximate", "Planning bij benadering", Kind.CHOICE, _yes("planning_approximate"), 13,
               _("Ja als de planning ongeveer is."), (YES, NO)),
        Column("planning_text", "Planning zoals opgeschreven", Kind.TEXT, _text("planning_text"), 26,
               _("De woorden van het plan zelf."), longest=1000),
    )  # fmt: skip


def _money() -> tuple[Column, ...]:
    kinds = _("Kies uit de lijst. 'Meer posten' past niet in deze kolommen: pas die kosten aan in het portaal.")
    return (
        Column("cost_kind", "Soort kosten", Kind.CHOICE, _cost("cost_kind"), 18, kinds, _labels(Cost.Kind)),
        Column("amount", "Bedrag", Kind.AMOUNT, _cost("amount"), 15, _("In euro's, als getal.")),
        Column("amount_max", "Hoogste bedrag", Kind.AMOUNT, _cost("amount_max"), 15,
               _("Alleen als er een bedrag van ... tot ... is.")),
        Column("per", "Per", Kind.CHOICE, _cost("per"), 16, _("Of 'Bedrag' eenmalig of per jaar is."),
               _labels(Cost.Per)),
        Column("total", "Totaal", Kind.AMOUNT, _cost("total"), 15,
               _("Alleen als het plan naast het bedrag een totaal noemt.")),
        Column("cost_approximate", "Kosten bij benadering", Kind.CHOICE, _cost("cost_approximate"), 13,
               _("Ja als het bedrag ongeveer is."), (YES, NO)),
        Column("nature", "Structureel of incidenteel", Kind.CHOICE, _cost("nature"), 14, _("Mag leeg blijven."),
               _labels(Cost.Nature)),
        Column("stage", "Stadium", Kind.CHOICE, _cost("stage"), 12,
               _("Of het bedrag geraamd, toegekend of uitgegeven is."), _labels(Cost.Stage)),
        Column("funding", "Dekking", Kind.NAMES, _cost("funding"), 22,
               _("Waaruit de kosten worden betaald. Elke bron op een eigen regel in de cel."), longest=160),
        Column("cost_text", "Kosten zoals opgeschreven", Kind.TEXT, _text("cost_text"), 28,
               _("De woorden van het plan zelf."), longest=1000),
        Column("costs", "Alle kosten", Kind.LIST, lambda entry: in_words(entry.action.costs.all()), 34,
               _("Alle kosten in woorden. Alleen om te lezen: dit wordt niet ingelezen."), read_back=False),
    )  # fmt: skip


def _state() -> tuple[Column, ...]:
    leave = _("Alleen om te lezen: dit wordt niet ingelezen.")
    return (
        Column("status", "Status", Kind.CHOICE, _choice("status", Action.Status), 12, _("Kies uit de lijst."),
               _labels(Action.Status)),
        Column("secured_with", "Geborgd bij", Kind.TEXT, lambda entry: one_line(entry.action.secured_with), 20,
               _("Bij wie de actie is geborgd. Alleen bij de status Geborgd."), longest=200),
        Column("priority", "Prioriteit", Kind.CHOICE, _choice("priority", Action.Priority), 11, _("Kies uit de lijst."),
               _labels(Action.Priority)),
        Column("municipalities", "Gemeenten", Kind.NAMES, _names("municipalities"), 22,
               _("Elke gemeente op een eigen regel in de cel. Leeg betekent: alle deelnemende gemeenten.")),
        Column("topics", "Onderwerpen", Kind.NAMES, _names("topics"), 22,
               _("Elk onderwerp op een eigen regel in de cel, met de naam die het portaal gebruikt.")),
        Column("classification", "Wie mag dit zien", Kind.CHOICE, _choice("classification", Classification), 16,
               _("Kies uit de lijst."), _labels(Classification)),
        Column("released", "Vrijgegeven", Kind.CHOICE,
               lambda entry: YES if entry.action.is_released else NO, 12, leave, read_back=False),
        Column("updated", "Bijgewerkt op", Kind.DATE,
               lambda entry: timezone.localtime(entry.action.updated_at).date(), 13, leave, read_back=False),
    )  # fmt: skip


def column_headed(heading: str) -> Column | None:
    """The column with this heading, in any case of letters; None when it is none of ours."""
    text = " ".join(heading.split()).lower()
    if year := YEAR_HEADING.fullmatch(text):
        return year_column(int(year[1]))
    return next((column for column in _fixed() if column.heading.lower() == text), None)


def column_coded(code: str) -> Column | None:
    """The column with this code; None when there is none that is read back."""
    if code.startswith("cost:") and code[5:].isdigit():
        return year_column(int(code[5:]))
    return next((column for column in _fixed() if column.code == code and column.read_back), None)


def with_all(actions: ActionQuerySet) -> ActionQuerySet:
    """The actions with everything that the columns ask for: a fixed number of queries, whatever their number."""
    return actions.select_related("line", "theme").prefetch_related(
        "leads", "partners", "goals", "municipalities", "topics", "costs__fundings__source"
    )


def years_of(actions: Sequence[Action]) -> set[int]:
    """The calendar years that their costs name."""
    return {cost.year for action in actions for cost in action.costs.all() if cost.year is not None}


def own_values(action: Action) -> dict[str, Value]:
    """What the cells of an action hold, by code, as they read back; years and texts too long for a cell left out."""
    entry = Entry(action)
    values = {column.code: column.value(entry) for column in _fixed() if column.read_back}
    values |= {code: value for code, value in entry.costs.items() if code.startswith("cost:")}
    return {code: value for code, value in values.items() if not is_cut(shown(value))}


def differing(row: Mapping[str, Value], now: Mapping[str, Value]) -> frozenset[str]:
    """The codes in which a row of our export says something else than the export of its action now."""
    return frozenset(code for code, value in row.items() if filled(value) != filled(now.get(code)))


def filled(value: Value) -> Value:
    """An empty cell is one thing, whatever the column holds."""
    return None if value in ("", ()) else value


def shown(value: Value) -> str | int | Decimal | datetime.date | None:
    """A value as it stands in a cell."""
    if isinstance(value, tuple):
        value = "\n".join(value)
    if not isinstance(value, str) or len(value) <= LONGEST // 2 or len(value.encode("utf-16-le")) <= 2 * LONGEST:
        return value
    return f"{value[: LONGEST // 2 - 200].strip()}\n{CUT}"


def is_cut(cell: object) -> bool:
    """Whether a cell holds only the beginning of a text."""
    return isinstance(cell, str) and cell.endswith(CUT)
