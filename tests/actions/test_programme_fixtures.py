"""Loading a programme from a fixture: strictly, all or nothing, with its history."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from actions.loading.programmes import load_topics, read_programme, read_programmes
from actions.loading.rows import noon
from actions.models import Action, Cost, Note, Programme
from decisions.loading.programmes import load_programme
from municipalities.loading.fixture_file import FixtureError
from municipalities.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db

PLAN = """
region: noordland
slug: noordland-2025
title: Plan tegen geweld
short_title: Plan 2025
line_word: actielijn
first_year: 2025
dated: 2025-01-01
organisations:
  - {name: Veilig Thuis, kind: partner}
  - {name: GGD, kind: partner}
documents:
  - key: plan
    title: Plan
    kind: plan
    participants: [GM0001]
    adoptions:
      - {all: true, body: council, state: planned, planned_for: 2025Q2}
goals:
  - {key: centraal, level: central, text: Niemand slaat.}
lines:
  - number: 1
    title: Eerder in beeld
    themes:
      - {key: meldcode, title: Meldcode, topics: [meldcode]}
    actions:
      - number: "1.1"
        theme: meldcode
        what: Training
        starts_in: 2025Q1
        leads: [Veilig Thuis]
        partners: [GGD]
        goals: [Iedereen kent de meldcode]
        costs: [{kind: amount, amount: "5000.00", per: year, funding: Subsidie}]
        topics: [meldcode]
        status: running
        updates:
          - {"on": 2025-09-30, by: Trekker, status: running, text: Gestart., released: true, no_change: false}
          - {"on": 2025-03-31, by: Trekker, status: planned, text: Wacht., released: true, no_change: false}
          - {"on": 2025-12-31, by: Trekker, status: done, text: Klaar., released: false, no_change: false}
funding_sources:
  - {name: Subsidie, budgets: {2025: "5000.00"}}
"""


@pytest.fixture(autouse=True)
def place():
    region = factories.region(slug="noordland", name="Noordland")
    factories.municipality(region, code="GM0001", name="Noordstad")
    factories.topic(slug="meldcode")
    return region


@pytest.fixture
def plan(tmp_path):
    """Writes the plan, with changes; returns its path."""

    def write(*changes: tuple[str, str], slug: str = "noordland-2025"):
        content = PLAN
        for old, new in changes:
            assert old in content
            content = content.replace(old, new, 1)
        path = tmp_path / f"{slug}.yaml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_a_plan_is_loaded_with_everything_in_it(plan):
    loading = load_programme(read_programme(plan()))
    action = Action.objects.get()
    assert (action.what, action.starts_in, action.line.number, action.theme.key) == (
        "Training",
        "2025Q1",
        1,
        "meldcode",
    )
    assert [lead.name for lead in action.leads.all()] == ["Veilig Thuis"]
    assert [partner.name for partner in action.partners.all()] == ["GGD"]
    assert [goal.text for goal in action.goals.all()] == ["Iedereen kent de meldcode"]
    (cost,) = action.costs.all()
    assert (cost.amount, cost.per, [funding.source.name for funding in cost.fundings.all()]) == (
        5000,
        "year",
        ["Subsidie"],
    )
    assert loading.counts["Action"] == 1


def test_progress_comes_in_the_order_of_its_dates_and_concepts_change_nothing(plan):
    load_programme(read_programme(plan()))
    action = Action.objects.get()
    assert (action.status, action.updated_at) == ("running", noon(datetime.date(2025, 9, 30)))
    lines = action.history.order_by("history_id")
    assert [(line.history_date.date().isoformat(), line.status) for line in lines] == [
        ("2025-01-01", "planned"),
        ("2025-03-31", "planned"),
        ("2025-09-30", "running"),
    ]
    assert [(update.on.isoformat(), update.is_released) for update in action.updates.order_by("on")] == [
        ("2025-03-31", True),
        ("2025-09-30", True),
        ("2025-12-31", False),
    ]


def test_the_plan_as_it_stood(plan):
    """What "stand op" asks of the history."""
    load_programme(read_programme(plan()))

    def status_on(day: datetime.date) -> list[str]:
        return [action.status for action in Action.history.as_of(noon(day))]

    assert status_on(datetime.date(2024, 12, 31)) == []
    assert status_on(datetime.date(2025, 1, 2)) == ["planned"]
    assert status_on(datetime.date(2025, 9, 29)) == ["planned"]
    assert status_on(datetime.date(2025, 10, 1)) == ["running"]


def test_an_action_that_is_no_concept_is_released_at_the_date_of_the_document(plan):
    load_programme(read_programme(plan()))
    assert Action.objects.get().released_at == noon(datetime.date(2025, 1, 1))


def test_an_action_may_be_a_concept(plan):
    load_programme(read_programme(plan(("status: running", "released: false\n        status: running"))))
    assert Action.objects.get().released_at is None


def test_a_merged_action_points_at_the_other_from_the_moment_it_stopped(plan):
    stopped = """        status: running
      - number: "1.2"
        what: Kleine training
        merged_into: "1.1"
        status: stopped
        updates:
          - {"on": 2025-06-30, status: running, released: true}
          - {"on": 2025-10-31, status: stopped, released: true}
      - number: "1.3"
        what: Grote training
        status: running
"""
    load_programme(read_programme(plan(("        status: running\n", stopped))))
    training, merged = Action.objects.get(number="1.1"), Action.objects.get(number="1.2")
    lines = [(line.status, line.merged_into_id) for line in merged.history.order_by("history_id")]
    assert lines == [("planned", None), ("running", None), ("stopped", training.pk)]
    assert [action.number for action in Action.objects.in_plan_order()] == ["1.1", "1.2", "1.3"]


def test_remarks_of_ours_are_kept_apart_from_the_text(plan):
    load_programme(
        read_programme(plan(("title: Eerder in beeld", "title: Eerder in beeld\n    remark: Kop ontbreekt.")))
    )
    line = Programme.objects.get().lines.get()
    assert (line.text, line.source_note) == ("", "Kop ontbreekt.")


def test_an_organisation_of_the_region_is_found_again(plan, place):
    known = factories.organisation(region=place, name="GGD")
    load_programme(read_programme(plan()))
    assert Organisation.objects.get(name="GGD") == known


EXACT_STATUS = "actie 1.1: de status is niet die van de laatste vrijgegeven voortgang."
QUARTER = "starts_in: Schrijf een kwartaal als 2026Q3: jaartal, Q en 1 tot en met 4."
WHO = "noem 'all', 'municipality' of 'municipalities'."
# what stands in the file, what somebody made of it, and what they are told
REFUSALS = [
    ("what: Training", "wat: Training", "regel 29: onbekend veld 'wat'."),
    ("region: noordland", "region: zuidland", "regel 2: onbekend(e) regio 'zuidland'."),
    ("[GM0001]", "[GM4242]", "regel 13: gemeente 'GM4242' bestaat niet."),
    ("leads: [Veilig Thuis]", "leads: [Politie]", "regel 27: organisatie 'Politie' bestaat niet."),
    ("theme: meldcode", "theme: anders", "regel 27: thema 'anders' bestaat niet."),
    ("[meldcode]}", "[anders]}", "regel 25: onderwerp 'anders' bestaat niet."),
    ("funding: Subsidie", "funding: Pot", "regel 34: dekkingsbron 'Pot' bestaat niet."),
    ("status: running\n", "status: bezig\n", f"regel 27: {EXACT_STATUS}"),
    ("state: planned", "state: besloten", "regel 18: state: Waarde 'besloten' is geen geldige keuze."),
    ("kind: amount", "kind: geld", "regel 34: kind: Waarde 'geld' is geen geldige keuze."),
    ("dated:", "vt_region: VT98\ndated:", "regel 2: onbekend(e) Veilig Thuis-regio 'VT98'."),
    ("dated:", "predecessor: eerder\ndated:", "regel 2: onbekend(e) programma 'eerder'."),
    ("2025Q1", "2025Q5", f"regel 30: {QUARTER}"),
    ('"5000.00", per', '"-1.00", per', "regel 34: amount: Een bedrag kan niet negatief zijn."),
    ("all: true, ", "", f"regel 18: {WHO}"),
    ("all: true, ", "all: true, municipality: GM0001, ", f"regel 18: {WHO}"),
    ("key: centraal, ", "parent: top, ", "regel 20: onbekend doel 'top'."),
    ("what: Training", f"what: {'x' * 2001}", "regel 29: what: langer dan 2000 tekens."),
]


@pytest.mark.parametrize(("old", "new", "message"), REFUSALS, ids=lambda value: value[:40])
def test_what_does_not_fit_is_refused_and_leaves_nothing(plan, old, new, message):
    with pytest.raises(FixtureError) as refused:
        load_programme(read_programme(plan((old, new))))
    assert str(refused.value) == f"noordland-2025.yaml, {message}"
    assert (Programme.objects.count(), Programme.history.count(), Note.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_programme_is_loaded_in_full_or_not_at_all(plan):
    with pytest.raises(FixtureError):
        load_programme(read_programme(plan(("funding: Subsidie", "funding: Pot"))))
    assert (Programme.objects.count(), Organisation.objects.count(), Cost.objects.count()) == (0, 0, 0)
    assert (Programme.history.count(), Action.history.count()) == (0, 0)


def test_a_file_is_named_after_its_programme(plan):
    with pytest.raises(FixtureError, match=r"heet anders dan de slug 'noordland-2025'"):
        read_programme(plan(slug="noordland"))


def test_a_programme_comes_after_its_predecessor(plan):
    plan(("slug: noordland-2025", "slug: a\npredecessor: b"), slug="a")
    plan(("slug: noordland-2025", "slug: b\npredecessor: c"), slug="b")
    path = plan(("slug: noordland-2025", "slug: c"), slug="c")
    blocks, errors = read_programmes(path.parent)
    assert ([block["slug"] for block in blocks], errors) == (["c", "b", "a"], [])


def test_programmes_cannot_succeed_each_other(plan):
    plan(("slug: noordland-2025", "slug: a\npredecessor: b"), slug="a")
    path = plan(("slug: noordland-2025", "slug: b\npredecessor: a"), slug="b")
    blocks, errors = read_programmes(path.parent)
    assert (blocks, len(errors)) == ([], 1)


def test_topics_are_brought_up_to_date(tmp_path):
    path = tmp_path / "topics.yaml"
    path.write_text("- {slug: meldcode, title: Meldcode, text: Een stappenplan.}\n- {slug: mda, title: MDA++}\n")
    loaded = load_topics(path)
    assert (loaded.rows, loaded.new, loaded.changed) == (2, 1, 1)
    assert load_topics(path).changed == 0


# --- The command ---


@pytest.fixture
def fixtures(plan, settings, tmp_path):
    """The plan, where the command looks for it."""
    for folder in ("reference", "programmes"):
        (tmp_path / "fixtures" / folder).mkdir(parents=True)
    (tmp_path / "fixtures" / "reference" / "topics.yaml").write_text("- {slug: meldcode, title: Meldcode}\n")
    plan().rename(tmp_path / "fixtures" / "programmes" / "noordland-2025.yaml")
    settings.BASE_DIR = tmp_path
    return tmp_path / "fixtures" / "programmes"


def load(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("load_programmes", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_says_what_it_loaded(fixtures):
    line = "noordland-2025: 1 lijnen, 1 thema's, 1 acties, 2 doelen, 0 notities, 1 vaststellingen"
    assert load() == ["onderwerpen: 1 (0 nieuw, 1 bijgewerkt)", line]
    assert load()[1:] == ["noordland-2025: staat er al, niet gewijzigd"]


def test_the_command_loads_what_it_can_and_names_the_rest(fixtures):
    (fixtures / "kapot.yaml").write_text("region: noordland\nregio: noordland\n")
    with pytest.raises(CommandError) as refused:
        load()
    assert str(refused.value) == "kapot.yaml, regel 2: onbekend veld 'regio'."
    assert [programme.slug for programme in Programme.objects.all()] == ["noordland-2025"]


def test_the_command_loads_one_programme(fixtures):
    (fixtures / "kapot.yaml").write_text("region: noordland\nregio: noordland\n")
    load("--programme", "noordland-2025")
    assert Programme.objects.count() == 1


@pytest.mark.parametrize("slug", ["onbekend", "../reference/topics"])
def test_the_command_refuses_a_programme_that_is_not_there(fixtures, slug):
    with pytest.raises(CommandError) as refused:
        load("--programme", slug)
    assert str(refused.value) == f"Er is geen programma '{slug}' in fixtures/programmes."
