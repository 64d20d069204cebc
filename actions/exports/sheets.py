"""A plan as sheets: the actions in the columns of `reading.plans.own_format`, and a sheet that explains the file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from actions.exports.selection import PlanFile
from actions.models import Action
from actions.rules.cells import Entry
from reading import formats
from reading.plans import own_format
from reading.plans.own_format import Column, Kind
from tables import sheets
from tables.sheets import Sheet, Written
from tables.writing import csv_lines
from tables.writing_calc import write_ods
from tables.writing_excel import write_xlsx

ACTIONS, EXPLANATION = "Acties", "Toelichting"
SHORT = ("id", "number", "start", "end", "version")
BOM = "\ufeff"  # by which a Dutch Excel knows that a csv is UTF-8
Said = Callable[[int], None]  # is told how many actions are done
EVERY = 50
# With more actions the explanation is one row: a file of which more than 5,000 rows are filled cannot be read in.
ROOM = 4_900


def xlsx(plan: PlanFile, said: Said | None = None) -> bytes:
    """The plan as an Excel workbook."""
    return write_xlsx(
        [actions_sheet(plan, said), explanation_sheet(plan)], title=plan.programme.title, mark=plan.stamp.words
    )


def ods(plan: PlanFile, said: Said | None = None) -> bytes:
    """The plan as an OpenDocument spreadsheet."""
    return write_ods([actions_sheet(plan, said), explanation_sheet(plan)], title=plan.programme.title)


def csv(plan: PlanFile, said: Said | None = None) -> bytes:
    """The plan as csv for a Dutch spreadsheet."""
    return csv_of(actions_sheet(plan, said))


def csv_of(sheet: Sheet) -> bytes:
    """A sheet as csv: `;`, decimal comma, UTF-8 with a byte order mark."""
    texts = ([_csv_text(value) for value in row] for row in sheet.rows)
    headings = [column.heading for column in sheet.columns]
    return (BOM + "".join(csv_lines([headings, *texts], delimiter=";"))).encode()


def _csv_text(value: Written) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, str):
        return sheets.storable(value)
    return "" if value is None else str(value) if isinstance(value, int) else f"{value:%d-%m-%Y}"


def actions_sheet(plan: PlanFile, said: Said | None = None) -> Sheet:
    """The actions, a row each."""
    found = own_format.columns(plan.years)
    looks = tuple(look(column, _offered(column, plan)) for column in found)
    return Sheet(ACTIONS, looks, rows_of(plan.actions, found, said))


def rows_of(
    actions: Sequence[Action], found: Sequence[Column], said: Said | None = None
) -> Iterator[tuple[Written, ...]]:
    """The cells of each action."""
    for number, action in enumerate(actions):
        if said and number % EVERY == 0:
            said(number)
        entry = Entry(action)
        yield tuple(entry.shown(column) for column in found)


def look(column: Column, offered: tuple[str, ...] = ()) -> sheets.Column:
    """How a column looks in a spreadsheet; `offered` are values to choose from that leave room for others."""
    style: sheets.Style = "short" if column.code in SHORT else "text"
    if column.kind is Kind.AMOUNT:
        style = "amount"
    elif column.kind is Kind.DATE:
        style = "date"
    made = sheets.Column(column.heading, style, column.width, column.note, column.choices)
    return replace(made, choices=offered, strict=False) if offered else made


def _offered(column: Column, plan: PlanFile) -> tuple[str, ...]:
    if column.code == "lead":
        return plan.organisations
    if column.code == "line":
        return plan.lines
    return plan.themes if column.code == "theme" else ()


def explanation_sheet(plan: PlanFile) -> Sheet:
    """What is in the file, and how to read it in again."""
    look = (sheets.Column(style="label", width=28), sheets.Column(width=96))
    rows = [(own_format.EXPLANATION, ""), *_facts(plan), *_notes(plan)]
    if len(plan.actions) > ROOM:
        rows = [(own_format.EXPLANATION, "\n".join(": ".join(filter(None, row)) for row in rows[1:]))]
    return Sheet(EXPLANATION, look, rows)


def _facts(plan: PlanFile) -> Iterator[tuple[str, str]]:
    if plan.stamp:
        yield _("Classificatie"), f"{plan.stamp.words}. {plan.stamp.who}"
    yield _("Programma"), plan.programme.title
    yield _("Regio"), plan.programme.region.name
    if plan.programme.region.fictitious:
        yield (
            _("Fictief"),
            _("Deze regio bestaat niet. Alles in dit bestand is verzonnen om het portaal te laten zien."),
        )
    if plan.programme.ended_in_words:
        yield _("Looptijd"), plan.programme.ended_in_words
    yield _("Gemaakt op"), formats.day(timezone.localdate())
    if plan.stands_on < timezone.localdate():
        yield _("Stand op"), formats.day(plan.stands_on)
    yield _("Hoeveel"), plan.count
    yield _("Filters"), "\n".join(plan.filters) or _("Geen: dit zijn alle acties die u mag zien.")
    if plan.has_hidden:
        yield _("Niet openbaar"), _("In dit bestand staan ook acties die niet openbaar of nog niet vrijgegeven zijn.")
    yield (
        _("Terug inlezen"),
        _(
            "Verander de cellen op het blad Acties, bewaar het bestand en lees het in op de pagina van het plan. "
            "U ziet eerst wat er verandert. Wat u niet verandert, blijft zoals het in het portaal is; veranderde een "
            "ander intussen hetzelfde, dan kiest u welk van de twee blijft. Een kolom mag weg of naar een "
            "andere plek, en een rij mag weg: de actie blijft dan staan. Een nieuwe actie is een nieuwe rij zonder id."
        ),
    )


def _notes(plan: PlanFile) -> Iterator[tuple[str, str]]:
    yield _("De kolommen"), ""
    for column in own_format.columns(plan.years[:1]):
        heading = _("Kosten per jaar") if column.code.startswith("cost:") else column.heading
        yield heading, column.note
