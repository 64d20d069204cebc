"""Regions beside each other: only what can be compared, and why the rest cannot."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regiovisie.pages.comparing import compared
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/vergelijken/"


def comparison(user=None):
    return compared(user or AnonymousUser())


def make_region(name, *, inhabitants=(), **fields):
    """A region with a programme, a line and a municipality per number of inhabitants (None: not known)."""
    region = factories.region(name=name, **fields)
    line = factories.line(programme=factories.programme(region=region))
    for number, people in enumerate(inhabitants):
        place = factories.municipality(region, name=f"{name} {number}")
        if people is not None:
            factories.figure(
                indicator=inhabitants_indicator(), area_code=place.code, period="2024", value=Decimal(people)
            )
    return line


def inhabitants_indicator():
    found = factories.Indicator.objects.filter(slug="inwoners").first()
    return found or factories.indicator(slug="inwoners", additive=True)


def cost(line, amount, *, year=2025, stage="estimated", **fields):
    return factories.cost(action=factories.action(line=line), amount=Decimal(amount), year=year, stage=stage, **fields)


def reasons():
    return {region.name: why for region, why in comparison().costs.why_not}


# --- Progress and lines ---


def test_an_unknown_status_is_said_to_be_unknown_and_not_compared(client):
    line = make_region("Noord")
    factories.action(line=line)
    make_region("Zuid")
    found = comparison()
    assert [(each.state.region.name, each.why_not) for each in found.progress] == [
        ("Noord", "Van geen enkele actie is gemeld hoe ver die is."),
        ("Zuid", "Er staan nog geen acties in dit portaal."),
    ]
    assert found.comparable == 0
    assert "Vergelijken kan dus nog niet." in client.get(ADDRESS).content.decode()


def test_an_invented_region_does_not_make_real_ones_comparable(client):
    factories.action(line=make_region("Fantasie", fictitious=True), status="done")
    factories.action(line=make_region("Noord"), status="done")
    assert comparison().comparable == 1
    content = client.get(ADDRESS).content.decode()
    assert ("Van één echte regio is gemeld" in content, '<span class="concept">Fictief</span>' in content) == (
        True,
        True,
    )


def test_actions_stand_on_the_national_line_that_their_own_line_belongs_to():
    line = make_region("Noord")
    line.national = "stop"
    line.save()
    own = factories.line(programme=line.programme, title="Samen leren")
    factories.action(line=line, status="running")
    factories.action(line=own)
    found = comparison()
    assert [(each.title, each.cells[0].counts.by_status, each.cells[0].why_not) for each in found.lines] == [
        ("Eerder en beter in beeld", {}, "geen lijn die hierbij hoort"),
        ("Stoppen en duurzaam oplossen", {"running": 1}, ""),
        ("Specifieke groepen", {}, "geen lijn die hierbij hoort"),
    ]
    assert [(region.name, lines) for region, lines in found.own_lines] == [("Noord", [own])]


@pytest.mark.parametrize("fields", [{"released_at": None}, {"classification": "internal"}])
def test_what_a_visitor_may_not_see_does_not_count(fields):
    line = make_region("Noord", inhabitants=[1000])
    factories.cost(action=factories.action(line=line, status="done", **fields), year=2025)
    (each,) = comparison().progress
    assert each.state.counts.total == 0
    assert reasons()["Noord"] == "Er staan nog geen acties in dit portaal, dus ook geen bedragen."


# --- Costs per inhabitant ---


def test_costs_for_the_same_year_are_given_per_inhabitant():
    noord = make_region("Noord", inhabitants=[30_000, 20_000])
    zuid = make_region("Zuid", inhabitants=[10_000])
    cost(noord, 10_000)
    cost(noord, 15_000)
    cost(zuid, 4_000)
    found = comparison().costs
    assert (found.year, found.why_not) == (2025, [])
    assert [
        (row.region.name, row.in_words, row.people.value, row.people.period, row.per_inhabitant) for row in found.rows
    ] == [
        ("Noord", "€\xa025.000", 50_000, "2024", "€\xa00,50"),
        ("Zuid", "€\xa04.000", 10_000, "2024", "€\xa00,40"),
    ]


def test_the_last_shared_year_is_taken_and_what_was_spent_stays_apart():
    noord, zuid = make_region("Noord", inhabitants=[1000]), make_region("Zuid", inhabitants=[1000])
    for year in (2023, 2024):
        cost(noord, 1000, year=year)
        cost(zuid, 3000, year=year)
    cost(noord, 9000, year=2025)
    cost(zuid, 9000, year=2025, stage="spent")
    found = comparison().costs
    assert (found.year, [row.in_words for row in found.rows]) == (2024, ["€\xa01.000", "€\xa03.000"])


def test_an_invented_region_never_stands_beside_real_costs():
    noord, made_up = (
        make_region("Noord", inhabitants=[1000]),
        make_region("Fantasie", inhabitants=[1000], fictitious=True),
    )
    cost(noord, 1000)
    cost(made_up, 1000)
    found = comparison().costs
    assert (found.rows, [region.name for region, _why in found.why_not]) == ([], ["Noord"])


def test_why_costs_cannot_be_compared_is_said_for_every_region(client):
    cost(make_region("Ander jaar", inhabitants=[1000]), 1000, year=2030)
    loose = cost(make_region("Geen jaar", inhabitants=[1000]), 1000, year=None, per="year")
    factories.action(line=make_region("Geen bedrag", inhabitants=[1000]))
    make_region("Geen acties", inhabitants=[1000])
    assert reasons() == {
        "Ander jaar": "In het plan staat voor 2030: €\xa01.000."
        " Geen andere regio noemt een bedrag voor hetzelfde jaar.",
        "Geen acties": "Er staan nog geen acties in dit portaal, dus ook geen bedragen.",
        "Geen bedrag": "Er staat geen bedrag in het plan. Dat betekent niet dat het niets kost.",
        "Geen jaar": "Geen bedrag in het plan is in een jaar te plaatsen. Niet in een jaar te plaatsen:"
        f" Per jaar, niet gezegd vanaf welk jaar: €\xa01.000 ({loose.action.label}).",
    }
    assert "Dit kunnen we niet vergelijken." in client.get(ADDRESS).content.decode()


def test_without_the_inhabitants_of_every_municipality_there_is_no_amount_per_inhabitant():
    for name, people in (("Noord", [1000]), ("Zuid", [2000]), ("Oost", [1000, None])):
        cost(make_region(name, inhabitants=people), 1000)
    found = comparison().costs
    assert [row.region.name for row in found.rows] == ["Noord", "Zuid"]
    assert reasons() == {"Oost": "Het aantal inwoners van alle gemeenten samen is niet bekend."}


def test_a_merged_municipality_of_the_past_is_not_counted_twice():
    line = make_region("Noord", inhabitants=[1000])
    old = factories.municipality(valid_until=datetime.date(2020, 12, 31))
    line.programme.region.memberships.create(
        municipality=old, valid_from=factories.LONG_AGO, valid_until=datetime.date(2020, 12, 31)
    )
    factories.figure(indicator=inhabitants_indicator(), area_code=old.code, period="2024", value=Decimal(5000))
    cost(line, 1000)
    cost(make_region("Zuid", inhabitants=[1000]), 1000)
    assert [row.people.value for row in comparison().costs.rows] == [1000, 1000]


def test_what_a_document_prints_of_its_region_goes_before_the_sum_and_stays_inexact():
    noord, zuid = make_region("Noord", inhabitants=[1000]), make_region("Zuid", inhabitants=[1000])
    watched = factories.region(kind="veilig_thuis", code="VT77", slug="vt-noord")
    for line in (noord, zuid):
        line.programme.veilig_thuis_regions.add(watched)
        cost(line, 1000)
    document = factories.source(programme=noord.programme, key="plan")
    factories.figure(
        indicator=inhabitants_indicator(), area_code="VT77", value=Decimal(2000), qualifier="circa",
        delivery=factories.delivery(source=document), document=document.document,
    )  # fmt: skip
    assert [(row.people.value, row.per_inhabitant) for row in comparison().costs.rows] == [
        (2000, "ongeveer €\xa00,50"),
        (1000, "€\xa01"),
    ]


def test_a_region_that_a_reader_may_not_see_is_left_out(people, programme):
    programme.classification = "internal"
    programme.save()
    seen = [
        [each.state.region.name for each in comparison(user).progress] for user in (AnonymousUser(), people["anna"])
    ]
    assert seen == [[], ["Noordland"]]


def test_as_many_queries_for_more_regions(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    for name in ("Noord", "Zuid"):
        cost(make_region(name, inhabitants=[1000]), 1000, year=timezone.localdate().year)
    few = queries()
    for number in range(4):
        cost(make_region(f"Oost {number}", inhabitants=[1000, 2000]), 1000, year=timezone.localdate().year)
    assert (queries(), few <= 15) == (few, True)
