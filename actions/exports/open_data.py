"""Open data: the actions of a programme as CSV, in the columns of the design (section 6)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import standing
from actions.models import Action, Cost, Document, Programme
from actions.models.action import ActionQuerySet
from actions.rules import cost_cells, money, people
from actions.rules.amounts import Amount
from actions.rules.cost_table import CostTable, cost_table
from actions.rules.origins import origins_listed
from reading import formats
from tables.dataset import Dataset, Field

FIELDS = (
    Field("id", _("Hieraan is de actie te herkennen, ook in een later bestand; zie /acties/<id>/."), "number", 8),
    Field("programma", _("De titel van het programma.")),
    Field("actielijn", _("Nummer en titel van de lijn van het programma.")),
    Field("thema", _("Het thema binnen de lijn; leeg als er geen is.")),
    Field("nummer", _("Het nummer van de actie in het plan; leeg als het plan er geen noemt."), "text", 10),
    Field("wat", _("Wat er gebeurt, in de woorden van het plan."), "text", 44),
    Field("hoe", _("De aanpak, in de woorden van het plan."), "text", 44),
    Field("trekker", _("Wie de actie leidt; meer namen met een puntkomma ertussen.")),
    Field("partners", _("Wie meedoet; meer namen met een puntkomma ertussen.")),
    Field("doelen", _("Wat de actie moet bereiken; elk doel op een eigen regel."), "text", 44),
    Field("planning_tekst", _("De planning zoals het plan die schrijft.")),
    Field("start", _("Eerste kwartaal, zoals 2026Q3; leeg: open of onbekend."), "text", 10),
    Field("eind", _("Laatste kwartaal, zoals 2027Q2; leeg: open of onbekend."), "text", 10),
    Field("herhaling", _("Hoe vaak de actie terugkomt; leeg: niet gezegd.")),
    Field("kosten_tekst", _("De kosten zoals het plan die schrijft.")),
    Field("kosten_soort", _("Bedrag, of waarom er geen bedrag is. Niet genoemd is niet hetzelfde als nul.")),
    Field(
        "bedrag",
        _("In euro's, zonder wat is uitgegeven; leeg als de kosten niet zijn op te tellen: zie kosten."),
        "number",
        14,
    ),
    Field("bedrag_max", _("Het hoogste bedrag in euro's, als het plan van ... tot ... noemt."), "number", 14),
    Field("per", _("Eenmalig, per jaar, in een jaar, samen in meer jaren, of niet gezegd."), "text", 14),
    Field("dekking", _("Waar het geld vandaan komt; meer bronnen met een puntkomma ertussen.")),
    Field("status", _("Hoe het met de actie staat. Onbekend: dat heeft niemand gemeld."), "text", 12),
    Field("prioriteit", _("Zoals het plan die noemt; leeg: niet gezegd."), "text", 12),
    Field(
        "gemeenten",
        _("Codes van het CBS (GM...) van gemeenten waarvoor de actie volgens het plan is; leeg: niet gezegd."),
    ),
    Field(
        "bijgewerkt_op",
        _(
            "Wanneer de actie het laatst is veranderd, zo precies als bekend: een dag (2026-11-27), een maand "
            "(2026-11), een kwartaal (2026Q4) of een jaar (2026)."
        ),
        "known_date",
        14,
    ),
    Field("planning_ongeveer", _("Ja als de planning ongeveer is; leeg: er is geen planning gelezen."), "text", 12),
    Field("bedrag_ongeveer", _("Ja als het bedrag ongeveer is; leeg: er is geen bedrag."), "text", 12),
    Field(
        "gepland_per_jaar",
        _("Wat in elk jaar gepland is, in euro's: jaar, dubbele punt, bedrag; leeg: in geen jaar te plaatsen."),
        "text",
        30,
    ),
    Field("kosten", _("Alle kosten in woorden, ook wat is uitgegeven; elke post op een eigen regel."), "text", 44),
    Field("alle_gemeenten", _("Ja als het plan zegt dat de actie voor alle gemeenten is die meedoen."), "text", 14),
    Field(
        "herkomst",
        _("Wettelijke taak, landelijk programma, regionale inzet; een puntkomma ertussen. Leeg: niet gezegd."),
    ),
    Field(
        "planning_vervangen_op", _("Sinds wanneer iets anders geldt dan planning_tekst; leeg: die geldt."), "date", 14
    ),
    Field("kosten_vervangen_op", _("Sinds wanneer iets anders geldt dan kosten_tekst; leeg: die geldt."), "date", 14),
)
COLUMNS = [field.name for field in FIELDS]
SOURCE = _("Het programma van de regio, bijgehouden in het regiovisieportaal.")
LICENCE = _("Informatie van de overheid: hergebruik mag (Wet hergebruik van overheidsinformatie). Noem de bron.")
AT_ONCE = 200  # actions read together


def public_actions(programme: Programme) -> ActionQuerySet:
    """The actions that everybody may see, in plan order: also for who may see more."""
    return Action.objects.visible_to(AnonymousUser()).filter(programme=programme).in_plan_order()


def action_rows(programme: Programme, actions: ActionQuerySet) -> Iterator[list[str]]:
    """The header and a row per action. Amounts in euros with a decimal point; quarters as `2021Q3`; GM codes."""
    documents = Document.objects.visible_to(AnonymousUser()).filter(programme=programme)
    everywhere = _list(sorted(documents.participants().values_list("code", flat=True)))
    read = actions.select_related("line", "theme").prefetch_related(
        "leads", "partners", "goals", "municipalities", "origins", "costs__fundings__source"
    )
    yield COLUMNS
    for action in read.iterator(chunk_size=AT_ONCE):
        table = cost_table(programme, [action])
        yield [
            str(action.pk),
            *(programme.title, str(action.line), action.theme.title if action.theme else "", action.number),
            *(action.what, action.how),
            *(_list(people.leads_of(action)), _list(people.partners_of(action))),
            *("\n".join(goal.text for goal in action.goals.all()), action.planning_text),
            *(action.starts_in or "", action.ends_in or "", action.get_recurrence_display()),
            action.cost_text,
            *_costs(action, table),
            *(action.get_status_display(), action.get_priority_display()),
            everywhere if action.for_all else _list(sorted(place.code for place in action.municipalities.all())),
            programme.day_as_code(action.updated_at),
            formats.yes_no(action.planning_approximate) if action.planning else "",
            *_more_of_costs(action, table),
            formats.yes_no(action.for_all) if action.for_all else "",
            _list(origins_listed(action.origins.all())),
            *(f"{day:%Y-%m-%d}" if day else "" for day in (action.planning_replaced_on, action.cost_replaced_on)),
        ]


def dataset(programme: Programme, actions: ActionQuerySet, *, selection: str = "") -> Dataset:
    """The same rows with what a user of the data has to know."""
    rows = action_rows(programme, actions)
    next(rows)  # the header
    title = _("Acties van %(programme)s") % {"programme": programme.title}
    return Dataset("acties", title, FIELDS, rows, facts_of(programme, SOURCE, LICENCE, selection=selection))


def facts_of(programme: Programme, source: str, licence: str, *, selection: str = "") -> dict[str, str]:
    """What holds for all open data of a programme: of whom, from where, of which day, and what may be done with it."""
    region = programme.region
    codes = sorted(programme.veilig_thuis_regions.values_list("code", flat=True))
    facts = {
        _("Regio"): region.name,
        _("Code van de regio"): "; ".join([region.slug, *codes]),
        _("Programma"): f"{programme.title} ({programme.period})",
        _("Bron"): source,
        _("Licentie"): licence,
        _("Gemaakt op"): timezone.localdate().isoformat(),
        _("Selectie"): selection or _("Alles wat openbaar is."),
    }
    if day := standing.past_day():
        facts[_("Stand op")] = day.isoformat()
    if programme.ended_in_words:
        facts[_("Looptijd")] = programme.ended_in_words
    if region.fictitious:
        facts[_("Fictief")] = _(
            "Deze regio bestaat niet. Alles in dit bestand is verzonnen om het portaal te laten zien."
        )
    return facts


def _costs(action: Action, table: CostTable) -> list[str]:
    """Kind, amount, highest amount, per and cover of an action. What does not add up stays empty and says so."""
    costs = money.planned_costs(list(action.costs.all()))
    row = money.row_amount(table.placed)
    sources = {funding.source.name for cost in costs for funding in cost.fundings.all()}
    kinds = dict.fromkeys(cost.get_kind_display() for cost in costs)
    return [
        _list(kinds) or str(Cost.Kind.UNSTATED.label),
        _number(row.low),
        _number(row.high),
        row.per,
        _list(sorted(sources)),
    ]


def _more_of_costs(action: Action, table: CostTable) -> list[str]:
    """Whether the amount is approximate, what is planned in each year, and every cost in words."""
    approximate = money.row_amount(table.placed).approximate
    return [
        "" if approximate is None else formats.yes_no(approximate),
        _list(f"{row.label}: {_range(row.planned)}" for row in table.rows if row.planned.count),
        "\n".join(cost_cells.in_words(action.costs.all())),
    ]


def _range(amount: Amount) -> str:
    return f"{_number(amount.low)}-{_number(amount.high)}" if amount.is_range else _number(amount.low)


def _list(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"
