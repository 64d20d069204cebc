"""Open data: what councils and colleges decided, and what they asked and were promised. Only what everybody may see."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from actions.exports.open_data import LICENCE, facts_of
from actions.models import Action, ActionLine, Document, Participation, Programme
from actions.models.base import is_so
from decisions.models import Adoption, Promise
from decisions.rules.promises import of_promise
from decisions.rules.silent import silent
from decisions.rules.wording import of_adoption
from municipalities.models import Municipality
from reading import formats
from tables.dataset import Dataset, Field

AT_ONCE = 500  # rows read together
SOURCE = _("De documenten van de regio en wat gemeenten bijhouden in het regiovisieportaal.")
DECISIONS = (
    Field("programma", _("De titel van het programma.")),
    Field("document", _("Waarover is of wordt besloten.")),
    Field("gemeente_code", _("Code van het CBS (GM...)."), "text", 12),
    Field("gemeente", _("De naam van de gemeente.")),
    Field("orgaan", _("Raad, college, commissie of adviesorgaan."), "text", 12),
    Field("stap", _("Besluit, of een stap daarvoor: inspraak, advies, zienswijze."), "text", 12),
    Field("stand", _("Hoe ver het is, zoals op het scherm. Gepland of voorgelegd is niet vastgesteld."), "text", 20),
    Field("in_woorden", _("De stand met de datum die erbij hoort, en wat niet bekend is."), "text", 44),
    Field("gepland_voor", _("Kwartaal, zoals 2026Q3; leeg: niet gezegd."), "text", 12),
    Field("gepland_op", _("Dag waarvoor het gepland is; leeg: niet gezegd."), "date", 12),
    Field("voorgelegd_op", _("Dag waarop het is voorgelegd; leeg: niet bekend."), "date", 14),
    Field("besloten_op", _("Dag van het besluit; leeg: niet besloten of niet bekend."), "date", 14),
    Field("aangehouden_tot", _("Zo precies als bekend: 2027-03-12, 2027-03, 2027Q1 of 2027."), "text", 14),
    Field("wijziging", _("Wat anders is vastgesteld dan voorgelegd."), "text", 44),
    Field("reden", _("Waarom het is verworpen of aangehouden; leeg: niet bekend."), "text", 44),
    Field("tekst", _("Zoals het in de bron staat."), "text", 44),
    Field("toelichting", _("Toelichting op de bron."), "text", 44),
    Field("vindplaats", _("Webadres van het besluit; leeg: niet bekend."), "text", 30),
)
PROMISES = (
    Field("id", _("Hieraan is de regel te herkennen, ook in een later bestand; zie /toezeggingen/<id>/."), "number", 8),
    Field("programma", _("De titel van het programma.")),
    Field("soort", _("Technische vraag, raadsvraag, motie, amendement of toezegging."), "text", 18),
    Field("gemeente_code", _("Code van het CBS (GM...) van de gemeente van wie de raad is."), "text", 12),
    Field("gemeente", _("De naam van die gemeente.")),
    Field("nummer", _("Het nummer in de lijst van de raad; leeg: geen."), "text", 12),
    Field("tekst", _("Wat is gevraagd of toegezegd."), "text", 44),
    Field("datum", _("Wanneer; leeg: niet bekend."), "date", 12),
    Field("portefeuillehouder", _("De functie, nooit een naam.")),
    Field("wie_antwoordt", _("Wie moet antwoorden.")),
    Field("termijn", _("De laatste dag waarop het antwoord op tijd is; leeg: geen dag genoemd."), "date", 12),
    Field("termijn_tekst", _("De termijn zoals opgeschreven, als die geen dag noemt.")),
    Field("stand", _("Open, te laat, beantwoord, afgedaan of vervallen, op de dag van het bestand."), "text", 14),
    Field("antwoord", _("Het antwoord; leeg: nog geen."), "text", 44),
    Field("beantwoord_op", _("Dag van het antwoord."), "date", 14),
    Field("afgesloten_op", _("Dag waarop de griffier het afdeed of liet vervallen."), "date", 14),
    Field("gaat_over", _("Het document, de lijn of de actie; leeg: het programma als geheel.")),
    Field("vindplaats", _("Webadres van de bron; leeg: niet bekend."), "text", 30),
)  # fmt: skip


def decisions(programme: Programme, today: datetime.date) -> Dataset:
    """The decisions of councils and colleges, known or not, each with its state as on the page."""
    rows = decision_rows(programme, today)
    next(rows)  # the header
    title = _("Besluiten over %(programme)s") % {"programme": programme.title}
    return Dataset("besluiten", title, DECISIONS, rows, facts_of(programme, SOURCE, LICENCE))


def promises(programme: Programme, today: datetime.date) -> Dataset:
    """The questions, motions and promises."""
    rows = promise_rows(programme, today)
    next(rows)  # the header
    title = _("Vragen en toezeggingen over %(programme)s") % {"programme": programme.title}
    return Dataset("toezeggingen", title, PROMISES, rows, facts_of(programme, SOURCE, LICENCE))


def decision_rows(programme: Programme, today: datetime.date) -> Iterator[list[str]]:
    """The header and a row per document, municipality and body; also of who has no say, which says so."""
    yield [column.name for column in DECISIONS]
    for row in _decided(programme):
        words = of_adoption(row, today)
        yield [
            programme.title,
            *(row.document.title, row.municipality.code, row.municipality.name, str(row.get_body_display())),
            str(row.get_kind_display()),
            *(words.label, words.sentence),
            *(row.planned_for or "", _day(row.planned_on), _day(row.submitted_on), _day(row.decided_on)),
            formats.iso(row.deferred_until, row.deferred_precision) if row.deferred_until else "",
            *(row.amendment, row.reason, row.text, row.source_note, row.link),
        ]


def promise_rows(programme: Programme, today: datetime.date) -> Iterator[list[str]]:
    """The header and a row per question or promise, in the order of a term list."""
    yield [column.name for column in PROMISES]
    for row in _promises(programme).iterator(chunk_size=AT_ONCE):
        yield [
            *(str(row.pk), programme.title, str(row.get_kind_display())),
            *(row.municipality.code, row.municipality.name, row.number, row.text, _day(row.on)),
            *(row.holder, row.owed_by, _day(row.due_on), row.due_text, of_promise(row, today).label),
            *(row.answer, _day(row.answered_on), _day(row.closed_on)),
            *(_subject(row), row.link),
        ]


def _decided(programme: Programme) -> list[Adoption]:
    """What is on record, and of who takes part without a record that it is unknown, by document and municipality."""
    found: dict[int, list[Adoption]] = defaultdict(list)
    for row in _adoptions(programme):
        found[row.document_id].append(row)
    places: dict[int, list[Municipality]] = defaultdict(list)
    for each in Participation.objects.filter(document__in=found).select_related("municipality"):
        places[each.document_id].append(each.municipality)
    told = []
    for pk, rows in found.items():
        decisions = [row for row in rows if row.kind == Adoption.Kind.DECISION]
        unknown = silent(rows[0].document, places[pk], decisions)
        told += sorted([*rows, *unknown], key=lambda row: (row.municipality.name, row.body, row.kind))
    return told


def _adoptions(programme: Programme) -> QuerySet[Adoption]:
    documents = Document.objects.visible_to(AnonymousUser()).filter(programme=programme)
    found = (
        Adoption.objects.seen_by(AnonymousUser())
        .filter(document__in=documents)
        .select_related("document", "municipality")
    )
    return found.order_by("document__position", "document", "municipality__name", "body", "kind")


def _promises(programme: Programme) -> QuerySet[Promise]:
    everybody = AnonymousUser()
    found = Promise.objects.visible_to(everybody).filter(programme=programme).in_order()
    return found.select_related("municipality", "document", "line", "action").annotate(
        shows_document=is_so(Q(document__in=Document.objects.visible_to(everybody))),
        shows_line=is_so(Q(line__in=ActionLine.objects.visible_to(everybody))),
        shows_action=is_so(Q(action__in=Action.objects.visible_to(everybody))),
    )


def _subject(row: Promise) -> str:
    """What it is about, as far as everybody may see that."""
    for name in ("document", "line", "action"):
        thing = getattr(row, name)
        if thing is not None and getattr(row, f"shows_{name}"):
            return _("Actie %(id)d") % {"id": thing.pk} if name == "action" else str(thing)
    return ""


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
