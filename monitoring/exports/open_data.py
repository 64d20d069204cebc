"""Open data: the public figures of a programme as CSV, in the columns of the design (section 6)."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actions.exports.open_data import facts_of
from actions.models import Programme
from monitoring.models import Figure, FigureQuerySet, Indicator, Source
from monitoring.rules.areas import Area, areas_of
from monitoring.rules.formats import hidden_correction
from monitoring.rules.series import by_topic, figures_of
from monitoring.rules.standing import summed
from monitoring.rules.wording import interpretation
from tables.dataset import Dataset, Field

FIELDS = (
    Field("indicator", _("Hieraan is te herkennen wat er is geteld; de omschrijving staat bij de indicatoren.")),
    Field("indicator_titel", _("Wat er is geteld, in woorden."), "text", 40),
    Field("eenheid", _("Waarin er is geteld: aantal, procent of anders."), "text", 12),
    Field(
        "gebied_code",
        _(
            "Code van het CBS (GM, PV, NL01), of VT voor een Veilig Thuis-regio."
            " De naam van de regio in het adres, als het portaal alle gemeenten optelde."
        ),
        "text",
        12,
    ),
    Field("gebied", _("De naam van het gebied."), "text", 30),
    Field(
        "periode",
        _("Jaar (2023), halfjaar (2023H1), kwartaal (2023Q1) of maand (2023M01). Leeg: niet genoemd."),
        "text",
        12,
    ),
    Field(
        "waarde",
        _("Het cijfer; leeg als er geen is. Leeg is niet hetzelfde als nul."),
        "number",
        12,
    ),
    Field("waarde_reden", _("Waarom er geen cijfer is; leeg als er een is.")),
    Field("status", _("Voorlopig, definitief, of onbekend als de bron dat niet zegt."), "text", 14),
    Field("bron", _("Wie het cijfer maakt, en in welke tabel of welk stuk."), "text", 40),
    Field("aanlevering", _("Met welke levering van de bron het cijfer kwam."), "text", 30),
    Field("duiding", _("Wat het cijfer zegt, en wat niet; ook als een afgeschermd cijfer opnieuw kwam."), "text", 60),
    Field("slag_om_de_arm", _("Wat de bron voor het cijfer zet, zoals circa, minstens of meer dan."), "text", 16),
    Field("zoals_afgedrukt", _("Hoe het cijfer er staat, als een getal dat niet zegt: 1 op de 5."), "text", 20),
    Field("zoals_opgeschreven", _("De zin waarin een document het cijfer noemt."), "text", 60),
    Field("opmerking", _("Wat er bij dit ene cijfer te weten is."), "text", 40),
    Field("uitgever", _("Van wie de bron is."), "text", 20),
    Field("vindplaats", _("Waar het cijfer te vinden is; leeg als dat niet bekend is.")),
    Field("telt_hetzelfde_als", _("De indicator die hetzelfde telt, als een document het cijfer afdrukt.")),
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

    With the slug of an indicator only that one, what counts the same, and the inhabitants that it can be divided by.
    What the portal adds up for the region stands last.
    """
    areas = areas_of(programme)
    yield COLUMNS
    shown = _shown(programme, areas, indicator)
    hidden_again = set(shown.hidden_again().values_list("pk", flat=True))
    for figure in shown:
        yield _row(figure, areas, again=figure.pk in hidden_again)
    may_be_added = shown.filter(indicator__additive=True, disclosed=False)
    for (counted, _own), known in by_topic(may_be_added).items():
        for sums in summed(counted, known, areas).values():
            for figure in sums:
                yield _row(figure, areas, again=False)


def _shown(programme: Programme, areas: Iterable[str], indicator: str) -> FigureQuerySet:
    return figures_of(programme, areas, slugs=[indicator] if indicator else [])


def _row(figure: Figure, areas: Mapping[str, Area], *, again: bool) -> list[str]:
    """`again`: it is hidden, and replaces another figure."""
    counted, source = figure.indicator, figure.delivery.source
    words = [figure.delivery.interpretation, interpretation(counted, [figure])]
    if again:
        words.append(f"{capfirst(hidden_correction())}.")
    return [
        counted.slug,
        counted.title,
        counted.unit,
        figure.area_code,
        areas[figure.area_code].name,
        figure.period,
        "" if figure.value is None else f"{figure.value.normalize():f}",
        figure.reason,
        figure.status,
        source.title,
        figure.delivery.title,
        " ".join(" ".join(words).split()),
        figure.get_qualifier_display() if figure.qualifier else "",
        figure.as_printed,
        figure.text,
        figure.note,
        source.named,
        figure.url,
        counted.same_as.slug if counted.same_as else "",
    ]


def dataset(programme: Programme, *, indicator: str = "") -> Dataset:
    """The same rows with what a user of the data has to know: each indicator with its definition and its sources."""
    rows = figure_rows(programme, indicator=indicator)
    next(rows)  # the header
    shown = _shown(programme, areas_of(programme), indicator).order_by()
    given = shown.values_list("indicator", "delivery__source").distinct()
    counted = Indicator.objects.in_bulk({pk for pk, _source in given})
    known = Source.objects.in_bulk({pk for _indicator, pk in given})
    order = sorted(given, key=lambda each: (counted[each[0]].position, counted[each[0]].slug, known[each[1]].key))
    terms = [_term(counted[each], known[source]) for each, source in order]
    sources = "; ".join(dict.fromkeys(f"{term[5]} ({term[6]})" if term[6] else term[5] for term in terms))
    licences = "; ".join(dict.fromkeys(term[7] for term in terms if term[7])) or _("Niet genoemd door de bronnen.")
    source, licence = sources or _("Geen: er zijn geen cijfers."), _("Per bron: %(all)s") % {"all": licences}
    facts = facts_of(programme, source, licence, selection=indicator)
    title = _("Cijfers bij %(programme)s") % {"programme": programme.title}
    return Dataset("cijfers", title, FIELDS, rows, facts, _("Indicatoren"), TERMS, terms)


def _term(counted: Indicator, source: Source) -> tuple[str, ...]:
    """An indicator with one of the sources that give a figure of it."""
    told = (counted.slug, counted.title, counted.unit, counted.definition, counted.interpretation)
    return (*told, source.title, source.publisher, source.licence, source.url)
