"""Open data: the public figures of a programme as CSV, in the columns of the design (section 6)."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actions.exports.open_data import facts_of
from actions.models import Programme
from monitoring.models import Indicator
from monitoring.rules.areas import areas_of
from monitoring.rules.formats import hidden_correction
from monitoring.rules.rates import POPULATION
from monitoring.rules.series import figures_of
from tables.dataset import Dataset, Field

FIELDS = (
    Field("indicator", _("Hieraan is te herkennen wat er is geteld; de omschrijving staat bij de indicatoren.")),
    Field("indicator_titel", _("Wat er is geteld, in woorden."), "text", 40),
    Field("eenheid", _("Waarin er is geteld: aantal, procent of anders."), "text", 12),
    Field(
        "gebied_code",
        "Code van het CBS (GM, PV, NL01), of VT voor een Veilig Thuis-regio.",
        "text",
        12,
    ),
    Field("gebied", _("De naam van het gebied."), "text", 30),
    Field("periode", _("Jaar (2023), halfjaar (2023H1), kwartaal (2023Q1) of maand (2023M01)."), "text", 12),
    Field("waarde", _("Het cijfer; leeg als er geen is. Leeg is niet hetzelfde als nul."), "number", 12),
    Field("waarde_reden", _("Waarom er geen cijfer is; leeg als er een is.")),
    Field("status", _("Voorlopig, definitief, of onbekend als de bron dat niet zegt."), "text", 14),
    Field("bron", _("Wie het cijfer maakt, en in welke tabel of welk stuk."), "text", 40),
    Field("aanlevering", _("Met welke levering van de bron het cijfer kwam."), "text", 30),
    Field("duiding", _("Wat het cijfer zegt, en wat niet; ook als een afgeschermd cijfer opnieuw kwam."), "text", 60),
)
COLUMNS = [field.name for field in FIELDS]
TERMS = (
    "indicator",
    "titel",
    "eenheid",
    "wat er geteld wordt",
    "duiding",
    "bron",
    "uitgever",
    "licentie",
    "vindplaats",
)


def figure_rows(programme: Programme, *, indicator: str = "") -> Iterator[list[str]]:
    """The header and a row per figure. Values with a decimal point; no value: empty, with the reason.

    With the slug of an indicator only that one, and the inhabitants that it can be divided by.
    """
    areas = areas_of(programme)
    yield COLUMNS
    figures = figures_of(programme, areas)
    shown = figures.filter(indicator__slug__in=[indicator, POPULATION]) if indicator else figures
    hidden_again = set(shown.hidden_again().values_list("pk", flat=True))
    for figure in shown:
        counted = figure.indicator
        words = f"{figure.delivery.interpretation} {counted.interpretation}"
        if figure.pk in hidden_again:
            words = f"{words} {capfirst(hidden_correction())}."
        yield [
            counted.slug,
            counted.title,
            counted.unit,
            figure.area_code,
            areas[figure.area_code].name,
            figure.period,
            "" if figure.value is None else f"{figure.value.normalize():f}",
            figure.reason,
            figure.status,
            figure.delivery.source.title,
            figure.delivery.title,
            " ".join(words.split()),
        ]


def dataset(programme: Programme, *, indicator: str = "") -> Dataset:
    """The same rows with what a user of the data has to know: each indicator with its definition and source."""
    rows = figure_rows(programme, indicator=indicator)
    next(rows)  # the header
    shown = figures_of(programme, areas_of(programme))
    shown = shown.filter(indicator__slug__in=[indicator, POPULATION]) if indicator else shown
    counted = Indicator.objects.filter(pk__in=shown.order_by().values("indicator")).select_related("source")
    terms = [_term(each) for each in counted.order_by("position", "slug")]
    sources = "; ".join(dict.fromkeys(f"{term[5]} ({term[6]})" if term[6] else term[5] for term in terms))
    licences = "; ".join(dict.fromkeys(term[7] for term in terms if term[7])) or _("Niet genoemd door de bronnen.")
    source, licence = sources or _("Geen: er zijn geen cijfers."), _("Per bron: %(all)s") % {"all": licences}
    facts = facts_of(programme, source, licence, selection=indicator)
    title = _("Cijfers bij %(programme)s") % {"programme": programme.title}
    return Dataset("cijfers", title, FIELDS, rows, facts, _("Indicatoren"), TERMS, terms)


def _term(counted: Indicator) -> tuple[str, ...]:
    source = counted.source
    told = (counted.slug, counted.title, counted.unit, counted.definition, counted.interpretation)
    return (*told, source.title, source.publisher, source.licence, source.url)
