"""The dashboard of a region: what it answers, to whom, and in how many queries."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, Cost, FundingSource
from decisions.models import Adoption
from monitoring.models import Figure
from municipalities.models import Region
from reading import quarters
from regiovisie.pages.dashboards import dashboard
from tests import factories


@pytest.fixture
def visitor():
    return AnonymousUser()


def page_of(client, region, **query):
    return client.get(reverse("region", args=[region.slug]), query)


def test_counts_per_line_and_in_total(programme, line, visitor):
    second = factories.line(programme=programme)
    for status in ("running", "running", "done", "unknown"):
        factories.action(line=line, status=status)
    factories.action(line=second, status="stopped")
    board = dashboard(programme, visitor)
    assert [state.counts.by_status for state in board.lines] == [
        {"running": 2, "done": 1, "unknown": 1},
        {"stopped": 1},
    ]
    assert board.counts.in_words == "2 lopen, 1 afgerond, 1 gestopt, van 1 is de status niet bekend"


def test_unknown_status_is_said_and_not_counted_as_anything_else(client, action):
    response = page_of(client, action.programme.region)
    assert "1 actie: status niet bekend." in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"released_at": None}, ["visitor", "anna", "bram", "carla", "sam"]),
        ({"classification": "internal"}, ["visitor", "carla"]),
        ({"classification": "confidential"}, ["visitor", "carla"]),
        ({"classification": "secret"}, ["visitor", "bram", "carla"]),
    ],
)
def test_what_a_reader_may_not_see_never_counts(people, line, visitor, fields, who):
    """A concept counts for nobody: everybody reads the same numbers until the project leader releases it."""
    factories.cost(action=factories.action(line=line, status="done", **fields))
    everyone = people | {"visitor": visitor}
    unseen = [name for name in ("visitor", "anna", "bram", "carla", "sam") if not _total(everyone[name], line)]
    assert unseen == who


def _total(user, line):
    board = dashboard(line.programme, user)
    assert bool(board.costs) == bool(board.counts.total)
    return board.counts.total


def test_what_waits_for_release_is_told_to_who_may_release_only(client, people, action, line):
    factories.update(action=action, released_at=None)
    factories.action(line=line, released_at=None)
    told = {}
    for name in ("anna", "bram", "carla", "olga", "sam"):
        client.force_login(people[name])
        told[name] = "Wacht op vrijgave" in page_of(client, line.programme.region).content.decode()
    client.logout()
    told["visitor"] = "Wacht op vrijgave" in page_of(client, line.programme.region).content.decode()
    assert told == {"anna": True, "bram": False, "carla": False, "olga": False, "sam": True, "visitor": False}


def test_nothing_waits_when_all_is_released(people, action):
    factories.update(action=action)
    state = dashboard(action.programme, people["anna"]).state
    assert (state.concepts, state.reports) == (0, 0)


def test_a_reader_is_told_how_much_of_the_numbers_is_not_public(client, people, line):
    factories.action(line=line)
    factories.action(line=line, classification="internal")
    told = {}
    for name in ("anna", "carla"):
        client.force_login(people[name])
        content = page_of(client, line.programme.region).content.decode()
        told[name] = "Hierin telt 1 actie mee die niet openbaar is." in " ".join(content.split())
    assert told == {"anna": True, "carla": False}


def test_concept_updates_are_no_news(action, visitor):
    factories.update(action=action, text="Nog niet vrijgegeven", released_at=None)
    factories.update(action=action, text="", no_change=True)
    factories.update(action=action, text="Klaar met de voorbereiding")
    assert [each.text for each in dashboard(action.programme, visitor).changes] == ["Klaar met de voorbereiding"]


def test_costs_are_one_table_by_year_with_what_is_in_no_year_beside_it(line, visitor, client):
    actions = [factories.action(line=line, number=str(number)) for number in range(5)]
    for action, amount, fields in zip(
        actions,
        (1000, 2000, 500, 750),
        ({"year": 2025}, {"year": 2025}, {"per": "once"}, {"per": "unstated"}),
        strict=False,
    ):
        factories.cost(action=action, amount=Decimal(amount), **fields)
    factories.cost(action=actions[4], kind=Cost.Kind.TO_BE_DETERMINED)
    found = dashboard(line.programme, visitor).costs
    assert found.row_in(2025).words == "2025: €\xa03.000 (dekking niet genoemd)"
    assert [each.words for each in found.loose] == [
        "Niet gezegd of het per jaar is: €\xa0750 (3)",
        "Eenmalig, niet gezegd in welk jaar: €\xa0500 (2)",
    ]
    assert (found.with_amount, found.unknown) == (4, 1)


def test_planned_is_never_counted_as_decided(programme, visitor):
    document = factories.document(programme=programme)
    for state in ("planned", "planned", "submitted", "adopted", "adopted_amended", "unknown", "not_applicable"):
        factories.adoption(document=document, state=state)
    (state,) = dashboard(programme, visitor).documents
    assert [(strip.adopted, strip.total, strip.sentence) for strip in state.strips] == [
        (2, 6, "2 van de 6 raden hebben vastgesteld.")
    ]


def test_a_planned_decision_whose_quarter_has_passed_says_that_the_outcome_is_unknown(programme, visitor):
    document = factories.document(programme=programme)
    factories.adoption(document=document, body="college", planned_for="2024Q4")
    (strip,) = dashboard(programme, visitor).documents[0].strips
    assert (strip.sentence, strip.parts[0].label) == (
        "Van het college is geen besluit bekend.",
        "gepland voor het 4e kwartaal 2024; het besluit is niet bekend",
    )


def test_documents_that_are_not_public_are_not_shown_to_visitors(programme, people, visitor):
    factories.document(programme=programme, classification="internal")
    shown = [len(dashboard(programme, user).documents) for user in (visitor, people["anna"], people["carla"])]
    assert shown == [0, 1, 0]


def test_milestones_are_what_is_planned_from_now_until_a_year_on(line, visitor):
    now = quarters.index(quarters.of(timezone.localdate()))
    for label, start, end, status in (
        ("Begint straks", now + 1, now + 2, "planned"),
        ("Eindigt straks", now - 4, now + 2, "running"),
        ("Is al klaar", now - 4, now + 1, "done"),
        ("Over twee jaar", now + 8, now + 9, "planned"),
        ("Is voorbij", now - 8, now - 4, "unknown"),
    ):
        ends = {"starts_in": quarters.from_index(start), "ends_in": quarters.from_index(end)}
        factories.action(line=line, what=label, status=status, **ends)
    board = dashboard(line.programme, visitor)
    assert [(each.kind, each.text) for each in board.milestones] == [
        ("Begint", "Begint straks"),
        ("Eindigt", "Eindigt straks"),
    ]
    assert board.state.overdue == 1


def test_an_action_without_what_is_called_by_its_goal(line, visitor):
    quarter = quarters.of(timezone.localdate())
    action = factories.action(line=line, what="", starts_in=quarter, ends_in=quarter)
    factories.goal(action=action, text="Ouderen herkennen financiële uitbuiting")
    assert [each.text for each in dashboard(line.programme, visitor).milestones] == [
        "Ouderen herkennen financiële uitbuiting"
    ]


def test_a_programme_that_is_over_says_so(client, region):
    factories.programme(region=region, first_year=2019, last_year=2022)
    assert "Dit programma liep tot en met 2022 en is mogelijk verouderd." in page_of(client, region).content.decode()


def test_without_actions_the_page_shows_lines_goals_and_themes_and_invents_nothing(client, line):
    factories.goal(programme=line.programme, level="central", text="Geen geweld meer")
    factories.theme(line=line, title="Meldcode")
    content = page_of(client, line.programme.region).content.decode()
    shown = [words in content for words in ("Geen geweld meer", "Meldcode", line.title, "heeft nog geen acties", "€")]
    assert shown == [True, True, True, True, False]


def test_figures_come_from_the_nearest_area_that_has_any(programme, visitor):
    nearby = factories.region(kind=Region.Kind.VEILIG_THUIS, code="VT99", name="Noord")
    programme.veilig_thuis_regions.add(nearby)
    indicator = factories.indicator(title="Ontvangen meldingen")
    factories.figure(indicator=indicator, area_code="NL01", value=Decimal(127_000))
    shown = dashboard(programme, visitor).figures
    assert [(each.area.name, each.latest.value) for each in shown] == [("Nederland", Decimal(127_000))]
    later = factories.indicator(title="Gestarte adviezen")
    factories.figure(indicator=later, area_code="VT99", value=Decimal(500))
    shown = dashboard(programme, visitor).figures
    assert [(each.area.name, each.latest.value) for each in shown] == [("Noord (Veilig Thuis-regio)", Decimal(500))]


def test_a_replaced_figure_and_one_without_value_are_not_shown(programme, visitor):
    factories.figure(is_current=False)
    factories.figure(value=None, reason="onbekend")
    assert dashboard(programme, visitor).figures == []


def test_a_fictitious_region_never_shows_real_figures(db, visitor):
    programme = factories.programme(region=factories.region(fictitious=True))
    factories.figure(area_code="NL01")
    assert dashboard(programme, visitor).figures == []


@pytest.mark.parametrize("slug", ["bestaat-niet", "noordland-oud"])
def test_unknown_programme_is_404(client, programme, slug):
    assert page_of(client, programme.region, programma=slug).status_code == 404


def test_a_region_without_a_visible_programme_is_404_for_who_may_not_see_it(client, region, people):
    region.programmes.update(classification="internal")
    statuses = [page_of(client, region).status_code]
    for name in ("carla", "anna"):
        client.force_login(people[name])
        statuses.append(page_of(client, region).status_code)
    assert statuses == [404, 404, 200]


@pytest.mark.parametrize("name", [None, "anna"])
def test_at_most_nineteen_queries_and_as_many_for_a_thousand_actions(client, people, line, action, name):
    document = factories.document(programme=line.programme)
    factories.adoption(document=document)
    source = FundingSource.objects.create(programme=line.programme, name="DUVO")
    quarter = quarters.of(timezone.localdate())

    def fill(action):
        factories.cost(action=action).fundings.create(source=source)
        factories.update(action=action)
        factories.goal(action=action)

    factories.figure()
    Action.objects.update(starts_in=quarter, ends_in=quarter)
    fill(action)
    if name:
        client.force_login(people[name])
    few = _queries(client, line)
    now = timezone.now()
    Action.objects.bulk_create(
        Action(
            programme=line.programme,
            line=line,
            what=f"Actie {number}",
            starts_in=quarter,
            released_at=now,
            updated_at=now,
        )
        for number in range(999)
    )
    for each in Action.objects.all()[:30]:
        fill(each)
    factories.figure()
    for _each in range(10):
        factories.adoption(document=document)
    many = _queries(client, line)
    assert many == few
    assert few <= 19


def _queries(client, line):
    with CaptureQueriesContext(connection) as queries:
        assert page_of(client, line.programme.region).status_code == 200
    return len(queries)


def test_the_map_of_states_covers_every_adoption_state(programme, visitor):
    document = factories.document(programme=programme)
    states = set(Adoption.State.values) - {"done"}  # that is of steps before a decision
    for state in sorted(states):
        decided = datetime.date(2024, 5, 1) if state in ("adopted", "adopted_amended", "rejected") else None
        factories.adoption(document=document, state=state, decided_on=decided)
    (strip,) = dashboard(programme, visitor).documents[0].strips
    assert sorted(square.state for square in strip.squares) == sorted(states - {"not_applicable"})


@pytest.fixture
def many_figures(programme, region):
    """40 indicators of 16 half-years in the Veilig Thuis region, its municipality and the country; and inhabitants."""
    nearby = factories.region(kind=Region.Kind.VEILIG_THUIS, code="VT99", name="Noord")
    programme.veilig_thuis_regions.add(nearby)
    codes = ["VT99", factories.municipality(region).code, "NL01"]
    source = factories.source()
    delivery = factories.delivery(source=source)
    for number in range(40):
        indicator = factories.indicator(
            source=source, slug="inwoners" if not number else f"soort-{number}", position=number
        )
        Figure.objects.bulk_create(
            Figure(
                indicator=indicator,
                delivery=delivery,
                area_code=code,
                period=f"{2011 + half // 2}H{half % 2 + 1}",
                value=Decimal(5 * half),
                status="definitief",
            )
            for code in codes
            for half in range(16)
        )


def test_at_most_fifteen_queries_with_forty_indicators_of_sixteen_half_years(client, line, many_figures):
    factories.action(line=line)
    assert _queries(client, line) <= 15


def test_the_number_of_inhabitants_is_no_key_figure(programme, visitor, many_figures):
    assert [each.indicator.slug for each in dashboard(programme, visitor).figures] == ["soort-1", "soort-2"]
