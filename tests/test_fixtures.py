"""What the fixtures say, against what the documents say: counts and sums that were taken from the documents by hand."""

import re
from collections import Counter
from decimal import Decimal
from itertools import groupby

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Count, Model, Q, Sum

from actions.loading.programmes import read_programmes
from actions.loading.rows import REASON, noon
from actions.models import (
    Action,
    Cost,
    Document,
    Goal,
    Home,
    Note,
    Origin,
    Phase,
    Programme,
    ProgressUpdate,
    Recorded,
    Topic,
)
from decisions.loading.programmes import load_programme
from decisions.models import Adoption, Advice
from monitoring.loading.figures import load_figures
from monitoring.models import Delivery, Figure, Indicator
from municipalities.loading.reference import load_reference
from municipalities.models import CentreRole, Merger, Municipality, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes"), pytest.mark.xdist_group("fixtures")]

NML = "noord-en-midden-limburg-2021"
ZHZ = "zuid-holland-zuid-2019-2022"
ZL_2019 = "zuid-limburg-2019-2022"
ZL_2024 = "zuid-limburg-2024-2031"
GRONINGEN = "groningen-2020"
REAL = [GRONINGEN, NML, ZHZ, ZL_2019, ZL_2024]
EXAMPLES = ["voorbeeldregio-2021-2024", "voorbeeldregio-2025-2028"]
FILES = sorted((settings.BASE_DIR / "fixtures").rglob("*.*"))
TEXTS = [path for path in FILES if path.suffix in (".yaml", ".csv", ".md")]

ANNEX = Q(number__contains=".B")  # further items of annex 1 of Zuid-Holland Zuid, beside the actions of chapter 6


def actions_per_line(slug: str, *, but: Q | None = None) -> dict[int, int]:
    found = Action.objects.filter(programme__slug=slug).exclude(but or Q(pk__in=[]))
    return Counter(found.values_list("line__number", flat=True))


def names_of(document: Document) -> list[str]:
    return sorted(document.participants.values_list("name", flat=True))


def recorded_models() -> list[type[Recorded]]:
    return [model for model in apps.get_app_config("actions").get_models() if issubclass(model, Recorded)]


def test_all_programmes_are_there(programmes):
    assert sorted(programmes) == sorted(REAL + EXAMPLES)


# --- Noord- en Midden-Limburg 2021 ---


def test_noord_en_midden_limburg_has_six_lines_and_29_actions():
    programme = Programme.objects.get(slug=NML)
    assert programme.lines.count() == 6
    assert actions_per_line(NML) == {1: 8, 2: 12, 3: 7, 4: 2}


def test_noord_en_midden_limburg_has_eleven_amounts():
    amounts = Cost.objects.filter(action__programme__slug=NML, kind=Cost.Kind.AMOUNT)
    assert (amounts.count(), amounts.aggregate(Sum("amount"))["amount__sum"]) == (11, Decimal("434750.00"))


def test_noord_en_midden_limburg_says_nothing_about_the_stage_or_status_of_anything():
    actions = Action.objects.filter(programme__slug=NML)
    assert set(actions.values_list("status", flat=True)) == {"unknown"}
    assert set(Cost.objects.filter(action__in=actions).values_list("stage", flat=True)) == {"estimated"}


def test_noord_en_midden_limburg_has_fourteen_participants():
    (document,) = Programme.objects.get(slug=NML).documents.all()
    assert names_of(document) == [
        *("Beesel", "Bergen (L.)", "Echt-Susteren", "Gennep", "Horst aan de Maas", "Leudal", "Maasgouw"),
        *("Nederweert", "Peel en Maas", "Roerdalen", "Roermond", "Venlo", "Venray", "Weert"),
    ]


def test_two_actions_of_noord_en_midden_limburg_have_no_what():
    empty = Action.objects.filter(programme__slug=NML, what="").in_plan_order()
    assert [(action.number, action.goals.count() > 0) for action in empty] == [("2.11", True), ("2.12", True)]


def test_the_cross_reference_is_a_second_home_and_no_action():
    (home,) = Home.objects.filter(action__programme__slug=NML)
    assert (home.action.number, home.line.number, home.theme.key) == ("1.1", 3, "ouderenmishandeling")
    assert not Action.objects.filter(programme__slug=NML, what__contains="zie actielijn").exists()


@pytest.mark.parametrize(
    ("number", "leads"),
    [
        ("1.2", ["Projectleider Beweging Limburg tegen Kindermishandeling", "Projectleider GHNT"]),
        ("1.6", ["Projectleider GHNT"]),  # "Projectleider" in the table
        ("3.3", ["Werkgroep seksueel geweld en uitbuiting"]),  # three times another "Werkgroep"
        ("3.4", []),  # "Beleidsadviseur 14 gemeente": for whom the workshop is
        ("3.5", ["Werkgroep ouderenmishandeling"]),
        ("3.6", ["Werkgroep ouderenmishandeling"]),
        ("3.7", ["Werkgroep kinderen in vechtscheidingen"]),
    ],
)
def test_who_leads_in_noord_en_midden_limburg(number, leads):
    action = Action.objects.get(programme__slug=NML, number=number)
    assert sorted(action.leads.values_list("name", flat=True)) == leads


def test_line_6_of_noord_en_midden_limburg_holds_national_developments():
    line = Programme.objects.get(slug=NML).lines.get(number=6)
    assert set(line.notes.values_list("kind", flat=True)) == {Note.Kind.NATIONAL_DEVELOPMENT}
    assert (line.notes.count(), line.themes.count(), line.actions.count()) == (3, 0, 0)


# --- Zuid-Holland Zuid 2019-2022 ---


def test_zuid_holland_zuid_has_61_actions_in_chapter_6():
    assert actions_per_line(ZHZ, but=ANNEX) == {1: 18, 2: 23, 3: 20}
    assert Action.objects.filter(programme__slug=ZHZ).count() == 77


def test_eleven_actions_of_zuid_holland_zuid_span_all_steps_of_their_line():
    spanning = Action.objects.filter(programme__slug=ZHZ, theme__key__startswith="alle-stappen").in_plan_order()
    assert [action.number for action in spanning] == [
        *("1.15", "1.16", "1.17", "1.18"),
        *("2.17", "2.18", "2.19", "2.20", "2.21", "2.22", "2.23"),
    ]
    assert {action.theme.title for action in spanning} == {"Gericht op alle drie de stappen in deze actielijn"}
    without = Action.objects.filter(programme__slug=ZHZ, theme=None)
    assert set(without) == set(without.filter(ANNEX))


def test_the_costs_of_noord_en_midden_limburg_are_those_of_the_document():
    """Row by row: the eleven rows with an amount, and the words of the five that say something else."""
    found = Cost.objects.filter(action__programme__slug=NML).order_by("action__line__number", "action__position")
    fields = ("action__number", "amount", "per", "approximate", "total", "fundings__source__name", "year", "amount_max")
    stated = list(found.filter(kind="amount").values_list(*fields))
    cover = "Subsidie projectenpool GHNT"
    assert stated == [
        ("1.1", 5_000, "unstated", False, None, None, None, None),
        ("1.2", 5_000, "unstated", False, None, None, None, None),
        ("1.5", 15_000, "year", False, 30_000, None, None, None),
        ("2.1", 172_000, "unstated", False, None, cover, None, None),
        ("2.2", 20_000, "year", False, None, None, None, None),
        ("2.5", 150_000, "unstated", False, None, None, None, None),
        ("2.7", 60_000, "year", True, None, None, None, None),
        ("3.1", 750, "unstated", False, None, None, None, None),
        ("3.3", 5_000, "unstated", False, None, None, None, None),
        ("3.4", 500, "unstated", False, None, None, None, None),
        ("4.1", 1_500, "unstated", False, None, None, None, None),
    ]
    other = found.exclude(kind__in=("amount", "unstated"))
    assert list(other.values_list("action__number", "kind", "action__cost_text")) == [
        ("1.3", "to_be_determined",
         "Nader te bepalen voor iedere gemeente afzonderlijk de behoefte aan scholing/training"),
        ("1.4", "to_be_determined", "Nog geen zicht op"),
        ("2.3", "in_kind", "Inzet van medewerkers"),
        ("3.7", "to_be_determined", "Nader te bepalen"),
        ("4.2", "none", "-"),
    ]  # fmt: skip


def test_no_other_real_programme_names_an_amount():
    others = Cost.objects.filter(action__programme__slug__in=[slug for slug in REAL if slug != NML])
    assert not others.exists()


def test_zuid_holland_zuid_names_no_leads_no_costs_and_no_status():
    actions = Action.objects.filter(programme__slug=ZHZ)
    assert not actions.filter(Q(leads__isnull=False) | Q(partners__isnull=False) | Q(costs__isnull=False)).exists()
    assert set(actions.values_list("status", flat=True)) == {"unknown"}


def test_zuid_holland_zuid_knows_where_actions_come_from():
    origins = Origin.objects.filter(action__programme__slug=ZHZ)
    assert set(origins.values_list("kind", flat=True)) == {"law", "national", "regional"}
    assert origins.count() == 82
    assert not Action.objects.filter(ANNEX, programme__slug=ZHZ, origins__isnull=True).exists()


def test_hoeksche_waard_joins_the_plan_and_not_the_vision():
    documents = Programme.objects.get(slug=ZHZ).documents
    vision, plan = documents.get(kind=Document.Kind.VISION), documents.get(kind=Document.Kind.PLAN)
    assert (len(names_of(vision)), len(names_of(plan))) == (9, 10)
    assert set(names_of(plan)) - set(names_of(vision)) == {"Hoeksche Waard"}
    exempt = vision.adoptions.get(municipality__code="GM1963")
    assert (exempt.state, exempt.text) == (
        "not_applicable",
        "De gemeente Hoeksche Waard valt onder de regiovisie Nissewaard.",
    )
    assert plan.participations.get(municipality__code="GM1963").note.startswith("Hoeksche Waard sluit")


def test_zuid_holland_zuid_tells_the_route_of_decision_and_defines_its_words():
    planned = Adoption.objects.filter(document__programme__slug=ZHZ, state=Adoption.State.PLANNED)
    texts = set(planned.values_list("text", flat=True))
    assert [("Beschermd Wonen" in text, "OGGZ+" in text, "tien gemeenten" in text) for text in texts] == [(True,) * 3]
    definitions = Note.objects.filter(programme__slug=ZHZ, kind=Note.Kind.DEFINITION)
    assert list(dict.fromkeys(definitions.values_list("title", flat=True))) == [
        *("Definities", "Huiselijk geweld", "Kindermishandeling", "Ouderenmishandeling"),
        *("Schadelijke traditionele praktijken", "Seksueel geweld"),
    ]
    assert "juli 2021" in Programme.objects.get(slug=ZHZ).evaluation_note


def test_zuid_holland_zuid_has_four_phases_in_months():
    phases = Phase.objects.filter(programme__slug=ZHZ)
    assert [(f"{phase.starts:%Y-%m}", phase.ends and f"{phase.ends:%Y-%m}", phase.ends_text) for phase in phases] == [
        ("2018-12", "2019-07", ""),
        ("2019-04", "2019-12", ""),
        ("2019-04", None, "eind programma"),
        ("2021-07", None, "eind programma"),
    ]


def test_the_printed_figures_of_zuid_holland_zuid_add_up_and_may_not_be_added():
    printed = Figure.objects.filter(area_code="VT24", period="2018")
    values = {figure.indicator.slug.removeprefix("zhz-2018-"): figure.value for figure in printed}
    subjects = ("kindermishandeling", "huiselijk-geweld", "ouderenmishandeling")
    for kind in ("adviezen", "meldingen"):
        assert sum(values[f"{kind}-{subject}"] for subject in subjects) == values[f"{kind}-totaal"]
    assert (values["adviezen-totaal"], values["meldingen-totaal"]) == (2663, 3317)
    assert not Indicator.objects.filter(figures__in=printed, additive=True).exists()


@pytest.mark.parametrize(
    ("indicator", "qualifier"),
    [
        ("zhz-2016-kwetsbare-volwassenen", "about"),
        ("zhz-2016-ouderenmishandeling", "circa"),
        ("zhz-2016-slachtoffer-huiselijk-geweld", "more_than"),
    ],
)
def test_percentages_keep_their_qualifier(indicator, qualifier):
    assert Figure.objects.get(indicator__slug=indicator).qualifier == qualifier


# --- Zuid-Limburg ---


def test_zuid_limburg_2019_has_goals_and_no_actions():
    programme = Programme.objects.get(slug=ZL_2019)
    assert (programme.lines.count(), programme.themes.count(), programme.actions.count()) == (3, 12, 0)
    levels = Counter(programme.goals.values_list("level", flat=True))
    assert levels == {Goal.Level.CENTRAL: 1, Goal.Level.SUB: 20}
    central = programme.goals.get(level=Goal.Level.CENTRAL)
    assert central.children.count() == 20
    assert not programme.goals.filter(level=Goal.Level.SUB, theme__isnull=True).exists()


def test_zuid_limburg_2019_says_that_the_priorities_are_missing():
    (note,) = Note.objects.filter(programme__slug=ZL_2019, kind=Note.Kind.MISSING)
    assert "pagina 3" in note.source_note


def test_zuid_limburg_has_sixteen_municipalities_in_three_subregions():
    document = Document.objects.get(programme__slug=ZL_2019, participants__isnull=False, participants__code="GM0935")
    region = Region.objects.get(slug="zuid-limburg")
    parts = region.memberships.values_list("subregion__name").annotate(Count("pk")).order_by("subregion__name")
    assert document.participants.count() == 16
    assert [name for name, _ in parts] == ["Maastricht-Heuvelland", "Parkstad Limburg", "Westelijke Mijnstreek"]
    assert sum(number for _, number in parts) == 16


def test_zuid_limburg_has_two_centre_municipalities():
    members = Municipality.objects.filter(memberships__region__slug="zuid-limburg")
    centres = Municipality.objects.filter(serves__municipality__in=members, serves__domain="women_shelter").distinct()
    assert sorted(centre.name for centre in centres) == ["Heerlen", "Maastricht"]


def test_zuid_limburg_2024_succeeds_2019():
    assert Programme.objects.get(slug=ZL_2024).predecessor.slug == ZL_2019
    assert [programme.slug for programme in Programme.objects.filter(region__slug="zuid-limburg").current()] == [
        ZL_2024
    ]


@pytest.mark.parametrize(("kind", "body", "quarter"), [("vision", "council", "2024Q2"), ("plan", "college", "2024Q4")])
def test_zuid_limburg_2024_only_plans_to_decide(kind, body, quarter):
    rows = Adoption.objects.filter(document__programme__slug=ZL_2024, document__kind=kind)
    assert [(row.body, row.state, row.planned_for, row.decided_on) for row in rows] == [
        (body, Adoption.State.PLANNED, quarter, None)
    ] * 16


def test_zuid_limburg_2024_keeps_open_what_the_advice_said():
    advices = Advice.objects.filter(document__programme__slug=ZL_2024)
    assert [advice.direction for advice in advices] == ["positive", "unknown"]


def test_zuid_limburg_2024_is_evaluated_every_two_years():
    assert Programme.objects.get(slug=ZL_2024).evaluation_every_years == 2


# --- Groningen 2020 ---


def test_groningen_has_three_lines_and_prevention_outside_them():
    programme = Programme.objects.get(slug=GRONINGEN)
    outside = programme.themes.filter(line__isnull=True)
    assert (programme.lines.count(), programme.actions.count()) == (3, 0)
    assert [theme.key for theme in outside] == ["preventie"]
    assert programme.notes.filter(kind=Note.Kind.MEASURE_TAKEN).count() == 10


def test_groningen_wants_four_things_and_tells_the_rest():
    """That there are actions in the programme, and that the region goes on, are no goals; both are notes."""
    goals = Goal.objects.filter(programme__slug=GRONINGEN)
    assert [goal.level for goal in goals] == ["central", "objective", "objective", "objective"]
    notes = " ".join(Note.objects.filter(programme__slug=GRONINGEN).values_list("text", flat=True))
    for words in ("In dit programma staan acties benoemd", "continueren en waar nodig intensiveren"):
        assert words in notes
        assert not goals.filter(text__contains=words).exists()


def test_groningen_knows_its_proposal_whole():
    paper = Document.objects.get(programme__slug=GRONINGEN, kind=Document.Kind.PROPOSAL)
    assert (paper.answerable, f"{paper.dated}") == ("Burgemeester en wethouders van Groningen", "2020-03-17")
    particulars = dict(paper.particulars)
    assert list(particulars) == ["Portefeuillehouder", "Classificatie", "Bijlagen", "Overige consequenties"]
    assert (particulars["Classificatie"], particulars["Overige consequenties"]) == ("Openbaar", "Geen")
    assert paper.participants.count() == paper.adoptions.count() == 0


def test_groningen_submitted_to_the_council_and_knows_no_decision():
    row = Adoption.objects.get(document__programme__slug=GRONINGEN, municipality__code="GM0014")
    assert (row.body, row.state, f"{row.submitted_on}", row.decided_on) == ("council", "submitted", "2020-03-17", None)


# --- What holds for all real programmes ---


@pytest.mark.parametrize("slug", REAL)
def test_nothing_that_is_real_is_shown_as_decided(slug):
    decided = Adoption.objects.filter(document__programme__slug=slug, state__in=Adoption.DECIDED)
    assert list(decided) == []
    assert not Adoption.objects.filter(document__programme__slug=slug, decided_on__isnull=False).exists()


@pytest.mark.parametrize("slug", REAL)
def test_nothing_that_is_real_has_progress_or_money_spent(slug):
    assert not ProgressUpdate.objects.filter(action__programme__slug=slug).exists()
    assert not Cost.objects.filter(action__programme__slug=slug).exclude(stage=Cost.Stage.ESTIMATED).exists()


@pytest.mark.parametrize("slug", REAL)
def test_real_programmes_are_public_and_released(slug, programmes):
    assert not programmes[slug].region.fictitious
    assert (
        not Action.objects.filter(programme__slug=slug)
        .exclude(
            classification="public", released_at=noon(programmes[slug].dated), updated_at=noon(programmes[slug].dated)
        )
        .exists()
    )


@pytest.mark.parametrize("slug", REAL)
def test_no_long_text_of_a_plan_stands_in_it_twice(slug):
    """What a paragraph says of money is a note; a source of cover, a line or a theme does not say it again."""
    programme = Programme.objects.get(slug=slug)
    sources = programme.funding_sources.values_list("text", flat=True)
    texts = [text for text in sources if text]
    for rows in (programme.notes, programme.lines, programme.themes):
        texts += [row.text for row in rows.all() if len(row.text) > 120]
    counted = Counter(" ".join(text.split()) for text in texts)
    assert [text for text, number in counted.items() if number > 1] == []
    money = " ".join(programme.notes.filter(kind=Note.Kind.FUNDING).values_list("text", flat=True))
    assert [text for text in sources if text and text in money] == []


# --- Voorbeeldregio ---


@pytest.mark.parametrize("slug", EXAMPLES)
def test_what_is_invented_is_fictitious(slug):
    programme = Programme.objects.get(slug=slug)
    assert programme.region.fictitious
    joined = Municipality.objects.filter(documents__programme=programme)
    assert set(joined.values_list("fictitious", flat=True)) == {True}
    assert set(programme.veilig_thuis_regions.values_list("code", "fictitious")) == {("VT99", True)}


def test_only_the_voorbeeldregio_is_invented():
    assert set(Region.objects.filter(fictitious=True).values_list("name", flat=True)) == {"Voorbeeldregio"}
    assert Municipality.objects.filter(fictitious=True).count() == 8
    invented = Delivery.objects.filter(source__fictitious=True)
    areas = set(Figure.objects.filter(delivery__in=invented).values_list("area_code", flat=True))
    assert areas == {"VT99", *(f"GM990{number}" for number in range(1, 7))}
    real = Figure.objects.exclude(delivery__in=invented)
    assert not real.filter(area_code__in=areas).exists()


def test_the_voorbeeldregio_shows_every_feature():
    actions = Action.objects.filter(programme__slug=EXAMPLES[1])
    adoptions = Adoption.objects.filter(document__programme__slug=EXAMPLES[1])
    costs = Cost.objects.filter(action__in=actions)
    assert set(actions.values_list("status", flat=True)) == set(Action.Status.values)
    assert set(adoptions.values_list("state", flat=True)) == set(Adoption.State.values)
    assert set(costs.values_list("stage", flat=True)) == set(Cost.Stage.values)
    assert actions.filter(released_at__isnull=True).count() == 1
    assert set(actions.values_list("classification", flat=True)) == {"public", "internal", "confidential"}
    assert actions.filter(merged_into__isnull=False).count() == 1
    assert ProgressUpdate.objects.filter(action__in=actions).concepts().exists()
    assert set(actions.values_list("priority", flat=True)) >= set(Action.Priority.values)
    assert Figure.objects.filter(area_code="VT99", status="gecorrigeerd", is_current=True).exists()
    region = Region.objects.get(slug="voorbeeldregio")
    assert set(region.subregions.values_list("name", flat=True)) == {"Kust", "Binnenland"}
    assert Merger.objects.filter(new__memberships__region=region).count() == 1
    outside = CentreRole.objects.filter(municipality__memberships__region=region, centre__memberships=None)
    assert [(role.centre.name, role.municipality.name) for role in outside] == [("Buurstad", "Modelwoude")]
    some = Document.objects.get(programme__slug=EXAMPLES[1], key="zomer")
    assert names_of(some) == ["Duindorp aan Zee", "Voorbeeldstad"]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_an_action_has_the_status_of_its_latest_released_progress(slug):
    for action in Action.objects.filter(programme__slug=slug):
        latest = action.updates.released().first()
        if latest:
            assert (action.status, action.updated_at) == (latest.status, noon(latest.on))


@pytest.mark.parametrize("slug", EXAMPLES)
def test_the_plan_as_it_stood_follows_the_progress(slug, programmes):
    """Each released update is a line of history of its action, after the one of the document."""
    for action in Action.objects.filter(programme__slug=slug):
        released = list(action.updates.released().order_by("on", "pk"))
        lines = [(line.history_date, line.status) for line in action.history.order_by("history_date", "history_id")]
        first = "planned" if released else action.status
        expected = [(noon(programmes[slug].dated), first)]
        assert lines == expected + [(noon(update.on), update.status) for update in released]


# --- History ---


@pytest.mark.parametrize(
    "model", [model for model in recorded_models() if model is not Topic], ids=lambda model: model.__name__
)
def test_every_row_has_one_line_of_history_at_the_date_of_its_document(model, programmes):
    """Rows with progress aside (the tests above), and progress itself, which has dates of its own."""
    dates = {programme.pk: noon(programme.dated) for programme in programmes.values()}
    lines = model.history.order_by("id", "history_date", "history_id")
    history = {pk: list(found) for pk, found in groupby(lines, key=lambda line: line.id)}
    rows = list(model._default_manager.all())
    assert set(history) == {row.pk for row in rows}
    for row in rows:
        first, *others = history[row.pk]
        assert (first.history_type, first.history_user_id) == ("+", None)
        if model is ProgressUpdate:
            assert (first.history_date, others) == (noon(row.on), [])
        else:
            assert (first.history_date, first.history_change_reason) == (dates[programme_of(row)], REASON)
            assert len(others) == (row.updates.released().count() if model is Action else 0)


def programme_of(row: Model) -> int:
    """The programme that a row belongs to, whatever it hangs under."""
    for name in ("programme", "document", "action", "source", "cost"):
        if getattr(row, f"{name}_id", None):
            return row.programme_id if name == "programme" else programme_of(getattr(row, name))
    return row.pk


def test_many_to_many_sets_are_in_the_first_line_of_history():
    action = Action.objects.get(programme__slug=NML, number="1.1")
    line = action.history.get()
    assert {row.organisation_id for row in line.leads.all()} == {lead.pk for lead in action.leads.all()} != set()
    assert {row.topic_id for row in line.topics.all()} == {topic.pk for topic in action.topics.all()} != set()


# --- Loading again ---


def all_history() -> dict[str, int]:
    return {model.__name__: model.history.count() for model in recorded_models()}


def test_loading_again_changes_nothing():
    before = all_history()
    fixtures = settings.BASE_DIR / "fixtures"
    blocks, _ = read_programmes(fixtures / "programmes")
    assert [load_programme(block) for block in blocks] == [None] * 7
    loaded = load_reference(fixtures) + load_figures(fixtures)
    assert {(line.name, line.new, line.changed) for line in loaded} == {(line.name, 0, 0) for line in loaded}
    assert all_history() == before


def test_what_somebody_changed_in_a_programme_stays():
    action = Action.objects.get(programme__slug=NML, number="1.1")
    action.what = "Anders"
    action.save_with_reason("Beter gezegd", by=None)
    blocks, _ = read_programmes(settings.BASE_DIR / "fixtures" / "programmes")
    for block in blocks:
        load_programme(block)
    action.refresh_from_db()
    assert action.what == "Anders"


def test_the_latest_delivery_of_a_figure_holds():
    rows = Figure.objects.filter(indicator__slug="gestarte-adviezen", area_code="VT99", period="2025H1")
    assert [(row.delivery.title, row.is_current) for row in rows.order_by("delivery_id")] == [
        ("Levering oktober 2025 (fictief)", False),
        ("Levering oktober 2026 (fictief)", True),
    ]
    things = Figure.objects.values("indicator", "area_code", "period", "document").order_by()
    assert set(things.annotate(holds=Count("pk", filter=Q(is_current=True))).values_list("holds", flat=True)) == {1}


# --- Nobody's name, number or address is in the files ---

PRIVATE = {
    "e-mail": re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE),
    "mobile": re.compile(r"(?<![\d.])(?:06|\+31 ?6|0031 ?6)[- ]?(?:\d[- ]?){8}(?!\d)"),
    "telephone": re.compile(r"(?<![\d.])0\d{1,3}[- ]\d{6,7}(?!\d)"),
    "bsn": re.compile(r"(?<![\d.])\d{9}(?![\d.])"),
    "initials": re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}(?:(?:van|de|der|den|ten|ter) )*[A-Z][a-z]{2,}"),
    "title": re.compile(r"\b(?:mevr|mw|dhr|drs|mr|ir|ing|dr)\. ?[A-Z]|\b(?:mevrouw|meneer|de heer) [A-Z]"),
    "author": re.compile(
        r"\b(?:steller|portefeuillehouder|contactpersoon|telnr)\b[^\n]{0,3}[:/]\s*[A-Z]", re.IGNORECASE
    ),
    "office": re.compile(
        r"\b(?:wethouder|burgemeester|secretaris|griffier) [A-Z][a-z]+\b|[A-Z][a-z]+ \((?:burgemeester|wethouder)"
    ),
}


@pytest.mark.parametrize("kind", PRIVATE)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_files_name_no_people(path, kind):
    assert PRIVATE[kind].findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("e-mail", "Stuur het naar a.b@gemeente.nl"),
        ("mobile", "Bel 06-12345678"),
        ("telephone", "Bel 050-1234567"),
        ("bsn", "nummer 123456789"),
        ("initials", "Portefeuillehouder J. van der Testpersoon"),
        ("title", "mw. Testpersoon"),
        ("author", "Steller/ Testpersoon"),
        ("office", "uitspraak Testpersoon (burgemeester van een stad)"),
    ],
)
def test_the_patterns_find_people(kind, text):
    assert PRIVATE[kind].findall(text) != []
