"""Loading figures from fixtures: strictly, and without taking the place of a later delivery."""

import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from actions.models import Programme
from monitoring.loading.figures import load_figures
from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.rules.current import mark_current
from municipalities.loading.fixture_file import FixtureError
from tests import factories

pytestmark = pytest.mark.django_db

SOURCES = """
- {key: cbs, title: Huiselijk geweld, publisher: CBS}
- {key: plan, title: Plan, programme: noordland-2025}
"""
INDICATORS = """
- {slug: meldingen, title: Meldingen, unit: aantal, additive: false, interpretation: Telt meldingen., source: cbs}
"""
HEADER = "indicator,area_code,period,value,reason,qualifier,status,source,delivery,note,url\n"
ROW = "meldingen,GM0001,2023,15,,,definitief,cbs,Eerste levering,,\n"
PLAN = """
region: noordland
slug: noordland-2025
title: Plan tegen geweld
short_title: Plan 2025
line_word: actielijn
first_year: 2025
dated: 2025-01-01
indicators:
  - {slug: gedrukt, title: Gedrukt, unit: procent, additive: false, interpretation: Zegt weinig., source: plan}
figures_printed:
  - {indicator: gedrukt, area: NL01, period: "2018", value: "5.5", qualifier: circa, text: "Circa 5,5%.", remark: Hm.}
"""


@pytest.fixture
def fixtures(tmp_path):
    region = factories.region(slug="noordland")
    factories.municipality(region, code="GM0001")
    factories.programme(region=region, slug="noordland-2025", short_title="Plan 2025")
    for folder in ("reference", "figures", "programmes"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reference" / "sources.yaml").write_text(SOURCES)
    (tmp_path / "reference" / "indicators.yaml").write_text(INDICATORS)
    (tmp_path / "figures" / "cbs.csv").write_text(HEADER + ROW)
    (tmp_path / "programmes" / "noordland-2025.yaml").write_text(PLAN)
    return tmp_path


def test_figures_and_what_a_programme_prints_are_loaded(fixtures):
    assert [str(line) for line in load_figures(fixtures)] == [
        "bronnen: 2 (2 nieuw, 0 bijgewerkt)",
        "indicatoren: 2 (2 nieuw, 0 bijgewerkt)",
        "cijfers afgedrukt in noordland-2025: 1 (1 nieuw, 0 bijgewerkt)",
        "cijfers uit cbs.csv: 1 (1 nieuw, 0 bijgewerkt)",
    ]
    printed = Figure.objects.get(indicator__slug="gedrukt")
    assert (printed.value, printed.qualifier, printed.text, printed.note, printed.is_current) == (
        Decimal("5.5"),
        "circa",
        "Circa 5,5%.",
        "Hm.",
        True,
    )
    assert (printed.delivery.title, printed.delivery.source.key) == ("Afgedrukt in: Plan 2025", "plan")
    assert printed.delivery.source.programme.slug == "noordland-2025"


def test_what_a_programme_prints_of_a_general_indicator_comes_from_its_document(fixtures):
    printed = PLAN.replace("indicator: gedrukt", "indicator: meldingen")
    (fixtures / "programmes" / "noordland-2025.yaml").write_text(printed)
    (fixtures / "reference" / "sources.yaml").write_text(SOURCES.replace(", programme: noordland-2025", ""))
    load_figures(fixtures)
    source = Figure.objects.get(indicator__slug="meldingen", area_code="NL01").delivery.source
    assert (source.key, source.programme.slug) == ("noordland-2025", "noordland-2025")


def test_a_programme_that_is_not_loaded_is_passed_by(fixtures):
    (fixtures / "reference" / "sources.yaml").write_text(SOURCES.replace(", programme: noordland-2025", ""))
    (fixtures / "programmes" / "noordland-2025.yaml").rename(fixtures / "programmes" / "anders.yaml")
    load_figures(fixtures)
    assert list(Indicator.objects.values_list("slug", flat=True)) == ["meldingen"]


def test_no_value_has_a_reason(fixtures):
    (fixtures / "figures" / "cbs.csv").write_text(HEADER + ROW.replace("15,,", ",onbekend,"))
    load_figures(fixtures)
    figure = Figure.objects.get(area_code="GM0001")
    assert (figure.value, figure.reason) == (None, "onbekend")


def test_a_corrected_row_is_corrected_in_place(fixtures):
    load_figures(fixtures)
    before = Figure.objects.get(area_code="GM0001").pk
    (fixtures / "figures" / "cbs.csv").write_text(HEADER + ROW.replace(",15,", ",20,"))
    assert [line.changed for line in load_figures(fixtures)] == [0, 0, 0, 1]
    figure = Figure.objects.get(area_code="GM0001")
    assert (figure.pk, figure.value, figure.is_current) == (before, 20, True)


def test_a_later_delivery_keeps_its_place(fixtures):
    load_figures(fixtures)
    first = Figure.objects.get(area_code="GM0001")
    Figure.objects.update(is_current=False)
    later = Delivery.objects.create(source=Source.objects.get(key="cbs"), title="Latere levering")
    second = factories.figure(indicator=first.indicator, area_code="GM0001", delivery=later, value=25)
    load_figures(fixtures)
    held = Figure.objects.filter(area_code="GM0001").order_by("pk").values_list("pk", "is_current")
    assert list(held) == [(first.pk, False), (second.pk, True)]


def test_marking_costs_two_queries(fixtures, django_assert_num_queries):
    load_figures(fixtures)
    with django_assert_num_queries(2):
        mark_current()


NEITHER = "geef een waarde, of de reden waarom die er niet is."
PLAN_FILE = "programmes/noordland-2025.yaml"
# file, what stands in it, what somebody made of it, and what they are told
REFUSALS = [
    ("figures/cbs.csv", "meldingen,", "adviezen,", "regel 2: onbekende indicator 'adviezen'."),
    ("figures/cbs.csv", "GM0001", "GM4242", "regel 2: onbekend gebied 'GM4242'."),
    ("figures/cbs.csv", "2023", "2023H3", "regel 2: onbekende periode '2023H3'."),
    ("figures/cbs.csv", ",cbs,", ",rivm,", "regel 2: onbekende bron 'rivm'."),
    ("figures/cbs.csv", ",15,,", ",15,onbekend,", f"regel 2: {NEITHER}"),
    ("figures/cbs.csv", ",15,,", ",,,", f"regel 2: {NEITHER}"),
    ("figures/cbs.csv", ",15,", ",veel,", "regel 2: veld 'value': 'veel' is geen getal."),
    ("figures/cbs.csv", "definitief", "vast", "regel 2: status: Waarde 'vast' is geen geldige keuze."),
    ("reference/indicators.yaml", "source: cbs", "source: rivm", "regel 2: onbekende bron 'rivm'."),
    ("reference/indicators.yaml", "aantal", "stuks", "regel 2: unit: Waarde 'stuks' is geen geldige keuze."),
    ("reference/sources.yaml", "noordland-2025", "weg", "regel 3: programma 'weg' is niet geladen."),
    (PLAN_FILE, "area: NL01", "area: NL99", "regel 12: onbekend gebied 'NL99'."),
    (PLAN_FILE, "indicator: gedrukt", "indicator: x", "regel 12: onbekende indicator 'x'."),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), REFUSALS, ids=lambda value: value[-40:])
def test_figures_that_do_not_fit_are_refused_in_full(fixtures, name, old, new, message):
    content = (fixtures / name).read_text()
    assert old in content
    (fixtures / name).write_text(content.replace(old, new, 1))
    with pytest.raises(FixtureError) as refused:
        load_figures(fixtures)
    assert str(refused.value) == f"{name.rpartition('/')[2]}, {message}"
    assert (Source.objects.count(), Indicator.objects.count(), Figure.objects.count()) == (0, 0, 0)


def test_the_command_says_what_it_loaded(fixtures, settings):
    fixtures.rename(fixtures.parent / "fixtures")
    settings.BASE_DIR = fixtures.parent
    out = io.StringIO()
    call_command("load_figures", stdout=out)
    assert out.getvalue().splitlines()[-1] == "cijfers uit cbs.csv: 1 (1 nieuw, 0 bijgewerkt)"
    (fixtures.parent / "fixtures" / "figures" / "cbs.csv").write_text("leeg")
    with pytest.raises(CommandError, match=r"^cbs.csv, regel 1: verwacht de kolommen"):
        call_command("load_figures")


TIED = """
- {slug: meldingen, title: Meldingen, unit: aantal, additive: false, interpretation: Telt meldingen., source: cbs,
   breaks: {'2019': Nieuw protocol.}}
- {slug: kinderen, title: Over kinderen, unit: aantal, additive: false, interpretation: Telt ook., source: cbs,
   whole: meldingen, dimension: aard, region: noordland, goals: [{programme: noordland-2025, text: Minder geweld.}]}
- {slug: deel, title: Deel, unit: procent, additive: false, interpretation: Een deel., source: cbs,
   numerator: kinderen, denominator: meldingen}
"""


def test_indicators_are_tied_to_each_other_to_their_region_and_to_goals(fixtures):
    goal = factories.goal(programme=Programme.objects.get(slug="noordland-2025"), text="Minder geweld.")
    (fixtures / "reference" / "indicators.yaml").write_text(TIED)
    load_figures(fixtures)
    assert [line.changed for line in load_figures(fixtures)] == [0, 0, 0, 0]
    whole, part, share = (Indicator.objects.get(slug=slug) for slug in ("meldingen", "kinderen", "deel"))
    assert (part.whole, part.dimension, part.region.slug, list(part.goals.all())) == (
        whole, "aard", "noordland", [goal],
    )  # fmt: skip
    assert (share.numerator, share.denominator, whole.breaks) == (part, whole, {"2019": "Nieuw protocol."})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("whole: meldingen", "whole: weg", "regel 5: onbekend bij 'whole': 'weg'."),
        ("region: noordland", "region: weg", "regel 5: onbekend bij 'region': 'weg'."),
        ("Minder geweld.", "Meer rust.", "regel 5: programma 'noordland-2025' heeft geen doel 'Meer rust.'."),
    ],
)
def test_ties_to_what_is_not_there_are_refused(fixtures, old, new, message):
    factories.goal(programme=Programme.objects.get(slug="noordland-2025"), text="Minder geweld.")
    (fixtures / "reference" / "indicators.yaml").write_text(TIED.replace(old, new))
    with pytest.raises(FixtureError) as refused:
        load_figures(fixtures)
    assert str(refused.value) == f"indicators.yaml, {message}"
    assert Indicator.objects.count() == 0
