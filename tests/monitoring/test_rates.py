"""Counts per 1,000 inhabitants: from published figures only, and the year of the population is named."""

from decimal import Decimal

import pytest

from monitoring.models import Indicator
from monitoring.rules.rates import Populations, apart
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return factories.indicator(slug="inwoners", title="Inwoners")


@pytest.fixture
def reports():
    return factories.indicator(title="Ontvangen meldingen")


def population(people, value, *, period="2023", area="GM0001", **fields):
    return factories.figure(
        indicator=people, area_code=area, period=period, value=None if value is None else Decimal(value), **fields
    )


def count(reports, value, *, period="2023", area="GM0001", **fields):
    return factories.figure(
        indicator=reports, area_code=area, period=period, value=None if value is None else Decimal(value), **fields
    )


@pytest.mark.parametrize(
    ("value", "inhabitants", "rate"),
    [(870, 112_400, "7.7"), (145, 23_600, "6.1"), (0, 1000, "0.0"), (5, 40_000, "0.1"), (1, 8000, "0.1")],
)
def test_a_rate_is_the_count_per_thousand_with_one_decimal(people, reports, value, inhabitants, rate):
    populations = Populations([population(people, inhabitants)])
    assert populations.rate(count(reports, value)).value == Decimal(rate)


def test_without_a_count_or_a_population_there_is_no_rate(people, reports):
    populations = Populations([population(people, 1000)])
    assert populations.rate(count(reports, None, reason="onbekend")) is None
    assert populations.rate(count(reports, 10, area="GM0002")) is None
    assert (
        Populations([population(people, None, period="2022", reason="onbekend")]).rate(count(reports, 1, period="2022"))
        is None
    )
    assert Populations([population(people, 0, period="2021")]).rate(count(reports, 1, period="2021")) is None


@pytest.mark.parametrize("unit", [Indicator.Unit.PERCENT, Indicator.Unit.PER_THOUSAND])
def test_only_counts_are_given_per_thousand(people, unit):
    share = factories.indicator(unit=unit)
    assert Populations([population(people, 1000)]).rate(count(share, 10)) is None


def test_the_population_itself_is_not_given_per_thousand(people):
    figure = population(people, 1000)
    assert Populations([figure]).rate(figure) is None


@pytest.mark.parametrize(
    ("known", "period", "taken", "named"),
    [
        (["2022", "2023", "2024"], "2023", "2023", ""),
        (["2022", "2024"], "2023", "2022", "2022"),  # as near: the earlier
        (["2020", "2022"], "2025", "2022", "2022"),
        (["2022", "2023"], "2023H2", "2023", ""),
        (["2020", "2025"], "2023H1", "2025", "2025"),
    ],
)
def test_the_nearest_year_is_taken_and_named(people, reports, known, period, taken, named):
    populations = Populations([population(people, 1000, period=year) for year in known])
    rate = populations.rate(count(reports, 10, period=period))
    assert (rate.population.period, rate.other_year) == (taken, named)


def test_what_is_not_exact_gives_no_exact_rate(people, reports):
    rate = Populations([population(people, 456_000, qualifier="circa")]).rate(count(reports, 2264))
    assert rate.shown == "ongeveer 5"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [("definitief", "definitief", False), ("voorlopig", "definitief", True), ("definitief", "nader_voorlopig", True)],
)
def test_a_rate_is_as_provisional_as_what_it_is_made_of(people, reports, ours, theirs, expected):
    populations = Populations([population(people, 1000, status=theirs)])
    assert populations.rate(count(reports, 10, status=ours)).is_provisional is expected


def test_populations_are_taken_apart_from_other_figures(people, reports):
    inhabitants, figure = population(people, 1000), count(reports, 10)
    others, populations = apart([inhabitants, figure])
    assert (others, populations.rate(figure).value) == ([figure], Decimal(10))
