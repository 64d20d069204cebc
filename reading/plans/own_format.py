"""Our own table of a plan: its columns, and how a cell holds a value. One list for writing and for reading back.

A value is what a cell holds, in one spelling, so that a file that nobody changed is told from one that somebody did:
a text or name as `tables.text.clean` gives it, several of them as a tuple, an amount in euros with two decimals.
The headings are the format of the file, by which it is read back: they stay when the portal calls a field otherwise.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache

from django.db import models
from django.utils.translation import gettext as _

from reading.vocabulary import Classification, CostKind, Nature, Per, Priority, Recurrence, Stage, Status
from tables.text import clean

Written = str | int | Decimal | datetime.date | None  # as it stands in a cell
Value = Written | tuple[str, ...]
YEAR_HEADING = re.compile(r"kosten (20\d\d)", re.IGNORECASE)
LONGEST = 32_000  # UTF-16 units; a cell of Excel holds 32,767
CUT = "[… Deze tekst is te lang voor een cel. Wijzigingen in deze cel worden niet ingelezen.]"
EXPLANATION = "Toelichting bij dit bestand"  # the first cell of the sheet with the explanation
MORE = "Meer posten"
YES, NO = "ja", "nee"
CODES = (
    "cost_kind",
    "amount",
    "amount_max",
    "per",
    "total",
    "cost_approximate",
    "nature",
    "stage",
    "funding",
)  # without those of years: `cost:2025`


class Kind(Enum):
    """What stands in the cells of a column."""

    ID = "id"
    TEXT = "text"
    LIST = "list"  # one per line, the order counts
    NAMES = "names"  # one per line, the order does not count
    AMOUNT = "amount"
    CHOICE = "choice"
    DATE = "date"
    THEN = "then"  # what the row was when the file was made: `reading.plans.own_marks`


@dataclass(frozen=True)
class Column:
    """One column: its code, what stands above it and what belongs in it."""

    code: str
    heading: str
    kind: Kind
    width: int  # in characters
    note: str = ""
    choices: tuple[str, ...] = ()
    read_back: bool = True  # False: for reading only
    longest: int | None = None  # characters that the portal keeps of the text, or of each of the names


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
    return Column(year_code(year), f"Kosten {year}", Kind.AMOUNT, 14, note)


@cache
def _fixed() -> tuple[Column, ...]:
    return (*_identity(), *_words(), *_people(), *_planning(), *_money(), *_state())


def _identity() -> tuple[Column, ...]:
    return (
        Column("id", "id", Kind.ID, 7,
               _("Hieraan herkent het portaal de actie. Verander dit niet. Laat het leeg bij een nieuwe actie.")),
        Column("number", "Nummer", Kind.TEXT, 9, _("Het nummer van de actie in het plan."),
               longest=20),
        Column("line", "Actielijn", Kind.TEXT, 24,
               _("Het nummer en de titel van de lijn, zoals in het plan."), longest=210),
        Column("theme", "Thema", Kind.TEXT,
               22,
               _("Mag leeg blijven."), longest=200),
    )  # fmt: skip


def _words() -> tuple[Column, ...]:
    return (
        Column("what", "Wat", Kind.TEXT, 44, _("Wat er gebeurt, in één of twee zinnen."), longest=2000),
        Column("how", "Hoe", Kind.TEXT, 50, _("De aanpak."), longest=10_000),
        Column("goals", "Doelen", Kind.LIST,
               44,
               _("Elk doel op een eigen regel in de cel (Alt+Enter).")),
    )  # fmt: skip


def _people() -> tuple[Column, ...]:
    each = _("Elke naam op een eigen regel in de cel (Alt+Enter).")
    return (
        Column("lead", "Trekker", Kind.NAMES, 26,
               f"{_('Wie de actie trekt. Kies uit de lijst of typ een andere naam.')} {each}", longest=160),
        Column("partners", "Partners", Kind.NAMES, 28,
               f"{_('Wie meedoet.')} {each}", longest=160),
        Column("who_text", "Wie zoals opgeschreven", Kind.TEXT, 28,
               _("De woorden van het plan zelf."), longest=2000),
    )  # fmt: skip


def _planning() -> tuple[Column, ...]:
    quarter = _("Een kwartaal, zoals Q3 2026. Leeg betekent: onbekend of open.")
    return (
        Column("start", "Start", Kind.TEXT, 10, quarter),
        Column("end", "Eind", Kind.TEXT, 10, quarter),
        Column("recurrence", "Herhaling", Kind.CHOICE, 15,
               _("Alleen voor wat steeds terugkomt. Kies uit de lijst."), _labels(Recurrence)),
        Column("approximate", "Planning bij benadering", Kind.CHOICE, 13,
               _("Ja als de planning niet precies is."), (YES, NO)),
        Column("planning_text", "Planning zoals opgeschreven", Kind.TEXT, 26,
               _("De woorden van het plan zelf."), longest=1000),
    )  # fmt: skip


def _money() -> tuple[Column, ...]:
    kinds = _("Kies uit de lijst. 'Meer posten' past niet in deze kolommen: pas die kosten aan in het portaal.")
    return (
        Column("cost_kind", "Soort kosten", Kind.CHOICE, 18, kinds, _labels(CostKind)),
        Column("amount", "Bedrag", Kind.AMOUNT, 15, _("In euro's, als getal.")),
        Column("amount_max", "Hoogste bedrag", Kind.AMOUNT, 15,
               _("Alleen als er een bedrag van ... tot ... is.")),
        Column("per", "Per", Kind.CHOICE, 16, _("Of 'Bedrag' eenmalig of per jaar is."),
               _labels(Per)),
        Column("total", "Totaal", Kind.AMOUNT, 15,
               _("Alleen als het plan naast het bedrag een totaal noemt.")),
        Column("cost_approximate", "Kosten bij benadering", Kind.CHOICE, 13,
               _("Ja als het bedrag niet precies is."), (YES, NO)),
        Column("nature", "Structureel of incidenteel", Kind.CHOICE, 14, _("Mag leeg blijven."),
               _labels(Nature)),
        Column("stage", "Stadium", Kind.CHOICE, 12,
               _("Of het bedrag geraamd, toegekend of uitgegeven is."), _labels(Stage)),
        Column("funding", "Dekking", Kind.NAMES, 22,
               _("Waaruit de kosten worden betaald. Elke bron op een eigen regel in de cel."), longest=160),
        Column("cost_text", "Kosten zoals opgeschreven", Kind.TEXT, 28,
               _("De woorden van het plan zelf."), longest=1000),
        Column("costs", "Alle kosten", Kind.LIST, 34,
               _("Alle kosten in woorden. Alleen om te lezen: dit wordt niet ingelezen."), read_back=False),
    )  # fmt: skip


def _state() -> tuple[Column, ...]:
    leave = _("Alleen om te lezen: dit wordt niet ingelezen.")
    return (
        Column("status", "Status", Kind.CHOICE, 12, _("Kies uit de lijst."),
               _labels(Status)),
        Column("secured_with", "Geborgd bij", Kind.TEXT, 20,
               _("Bij wie de actie is geborgd. Alleen bij de status Geborgd."), longest=200),
        Column("priority", "Prioriteit", Kind.CHOICE, 11, _("Kies uit de lijst."),
               _labels(Priority)),
        Column("municipalities", "Gemeenten", Kind.NAMES, 22,
               _("Elke gemeente op een eigen regel in de cel, of: alle gemeenten die meedoen. "
                 "Leeg betekent: het plan noemt er geen.")),
        Column("topics", "Onderwerpen", Kind.NAMES, 22,
               _("Elk onderwerp op een eigen regel in de cel, met de naam die het portaal gebruikt.")),
        Column("classification", "Wie mag dit zien", Kind.CHOICE, 16,
               _("Kies uit de lijst. Wat vertrouwelijk of geheim is, maakt u alleen in het portaal opener."),
               _labels(Classification)),
        Column("version", "Versie", Kind.THEN, 9,
               _("Hieraan ziet het portaal wat u in deze rij verandert, en wat een ander intussen veranderde. "
                 "Verander dit niet.")),
        Column("released", "Vrijgegeven", Kind.CHOICE,
               12, _("Alleen om te lezen: vrijgeven doet u in het portaal."), read_back=False),
        Column("updated", "Bijgewerkt op", Kind.DATE,
               13, leave, read_back=False),
        Column("origins", "Herkomst", Kind.LIST, 22, leave, read_back=False),
        Column("replaced", "Woorden vervangen", Kind.LIST, 28,
               f"{_('Welke woorden van het plan niet meer gelden, en sinds wanneer.')} {leave}", read_back=False),
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


TOLD = ("costs", "released")  # for reading only, and told when somebody changes them all the same


def differing(row: Mapping[str, Value], now: Mapping[str, Value]) -> frozenset[str]:
    """The codes in which a row of our export says something else than the export of its action now."""
    return frozenset(code for code, value in row.items() if filled(value) != filled(now.get(code)))


def filled(value: Value) -> Value:
    """An empty cell is one thing, whatever the column holds."""
    return None if value in ("", ()) else value


def shown(value: Value) -> Written:
    """A value as it stands in a cell."""
    if isinstance(value, tuple):
        value = "\n".join(value)
    if not isinstance(value, str) or len(value) <= LONGEST // 2 or len(value.encode("utf-16-le")) <= 2 * LONGEST:
        return value
    return f"{value[: LONGEST // 2 - 200].strip()}\n{CUT}"


def is_cut(cell: object) -> bool:
    """Whether a cell holds only the beginning of a text."""
    return isinstance(cell, str) and cell.endswith(CUT)


def year_code(year: int) -> str:
    """The code of the column with the costs of a calendar year."""
    return f"cost:{year}"


@cache
def labels(choices: type[models.TextChoices]) -> Mapping[str, str]:
    """The words of choices by their code; `get_..._display` makes this table again for every row."""
    return {"": "", **{str(choice.value): str(choice.label) for choice in choices}}


def one_line(text: str) -> str:
    """A text as one of the lines of a cell, as it reads back."""
    return " ".join(filter(None, (part.strip() for part in clean(text).split("\n"))))


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Names without order: each once, sorted, as they read back."""
    return tuple(sorted({line for text in texts if (line := one_line(text))}, key=lambda one: (one.casefold(), one)))
