"""Figures from files in the database: nothing erased, nothing shown before it may be."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from monitoring import services
from monitoring.imports.deliveries import plan_deliveries, store_all
from monitoring.imports.places import known_areas
from monitoring.imports.sources import source_with
from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.rules.current import mark_current
from reading.figures.reader import read_figures
from tables.model import Refused
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)
HEAD = "Kenmerken;Regio's;Perioden;Gestarte adviezen (aantal);Vervolgmelding (%)\n"
ROWS = "Totaal;Noordstad;2023*;1140;15.4\nBeroep: arts;Noordstad;2023*;.;\n"
OWN = "Gemeente;Periode;Meldingen\nNoordstad;Q3 2026;7\n"


@pytest.fixture
def place():
    region = factories.region(kind="veilig_thuis", code="VT25", organisation="Veilig Thuis Zuid-Limburg")
    return factories.municipality(region, code="GM0001", name="Noordstad", name_cbs="Noordstad")


@pytest.fixture
def defined():
    source = Source.objects.create(key="cbs-84849NED", title="Huiselijk geweld; regio", publisher="CBS")
    return Indicator.objects.create(
        slug="gestarte-adviezen", title="Gestarte adviezen", unit="aantal", source=source, cbs_topic="Gestarte adviezen"
    )


@pytest.fixture
def load(tmp_path, place):
    """Loads a text as a file, and says what was new, changed and unchanged."""

    def call(text, *, name="84848NED.csv", source=None, dry_run=False):
        path = tmp_path / "file"
        path.write_text(text)
        given = source_with(source) if source else None
        plans = plan_deliveries(read_figures([(path, name)], areas=known_areas()), source=given)
        counts = (
            sum((plan.counts() for plan in plans[1:]), plans[0].counts()) if dry_run else store_all(plans, today=TODAY)
        )
        return counts.new, counts.changed, counts.unchanged

    return call


def values(**filters):
    found = Figure.objects.filter(**filters).order_by("pk")
    return [(each.period, each.value, each.reason, each.status, each.is_current) for each in found]


def test_a_known_topic_joins_its_indicator_and_the_rest_waits(load, defined):
    assert load(HEAD + ROWS) == (4, 0, 0)
    assert values(indicator=defined) == [("2023", Decimal(1140), "", "voorlopig", True)]
    drafts = Indicator.objects.filter(is_draft=True).order_by("pk")
    assert [(each.title, each.unit, each.source_unit, each.dimensions) for each in drafts] == [
        ("Vervolgmelding", "procent", "%", {"Kenmerken": "Totaal"}),
        ("Gestarte adviezen; Beroep: arts", "aantal", "aantal", {"Kenmerken": "Beroep: arts"}),
        ("Vervolgmelding; Beroep: arts", "procent", "%", {"Kenmerken": "Beroep: arts"}),
    ]
    assert list(Figure.objects.to_show([]).values_list("indicator__slug", flat=True)) == ["gestarte-adviezen"]


def test_a_delivery_says_what_it_was(load):
    load(HEAD + ROWS)
    delivery = Delivery.objects.get()
    assert (delivery.source.key, delivery.source.publisher, delivery.file_name) == (
        "cbs-84848NED",
        "CBS",
        "84848NED.csv",
    )
    assert (delivery.new, delivery.changed, delivery.unchanged, delivery.received_on) == (4, 0, 0, TODAY)
    assert (len(delivery.sha256), delivery.source.is_exact) == (64, False)


def test_the_same_file_again_changes_nothing(load):
    load(HEAD + ROWS)
    before = (values(), Delivery.objects.count(), Indicator.objects.count())
    assert load(HEAD + ROWS) == (0, 0, 4)
    assert load(HEAD + ROWS, dry_run=True) == (0, 0, 4)
    assert (values(), Delivery.objects.count(), Indicator.objects.count()) == before


def test_the_same_figures_in_another_file_are_unchanged(load):
    load(HEAD + ROWS)
    assert load("Titel\n" + HEAD + ROWS.replace("15.4", "15.40"), dry_run=True) == (0, 0, 4)
    assert load("Titel\n" + HEAD + ROWS) == (0, 0, 4)
    assert (Figure.objects.count(), Delivery.objects.count()) == (4, 2)


def test_provisional_becomes_definitive_and_both_stay(load, defined):
    load(HEAD + ROWS)
    assert load(HEAD + ROWS.replace("2023*", "2023"), dry_run=True) == (0, 4, 0)
    assert load(HEAD + ROWS.replace("2023*", "2023").replace("1140", "1145")) == (0, 4, 0)
    assert values(indicator=defined) == [
        ("2023", Decimal(1140), "", "voorlopig", False),
        ("2023", Decimal(1145), "", "definitief", True),
    ]


def test_a_figure_that_becomes_unknown_replaces_the_number(load, defined):
    load(HEAD + ROWS)
    load(HEAD + ROWS.replace("1140", "."))
    assert [each[1:3] for each in values(indicator=defined, is_current=True)] == [(None, "onbekend")]


def test_a_delivery_of_a_part_leaves_the_rest_as_it_was(load):
    load(HEAD + ROWS)
    assert load(HEAD + "Totaal;Noordstad;2024;1200;16.0\n") == (2, 0, 0)
    assert Figure.objects.filter(is_current=True).count() == 6


def test_a_dry_run_writes_nothing(load, defined):
    assert load(HEAD + ROWS, dry_run=True) == (4, 0, 0)
    assert (Figure.objects.count(), Delivery.objects.count(), Source.objects.count(), Indicator.objects.count()) == (
        0,
        0,
        1,
        1,
    )


def test_totals_of_other_tables_join_no_indicator(load, defined):
    load(HEAD + ROWS, name="85000NED.csv")
    assert values(indicator=defined) == []
    assert Indicator.objects.filter(is_draft=True).count() == 4


def test_two_series_of_one_file_never_share_an_indicator(load, defined):
    text = "Kenmerken;Soort;Regio's;Perioden;Gestarte adviezen (aantal)\nTotaal;Totaal;Noordstad;2023;5\n"
    long = (
        "tabel_id,kenmerk1_naam,kenmerk1,regio,periode,onderwerp,eenheid,waarde\n"
        "84848NED,soort,Totaal,Noordstad,2023,Gestarte adviezen,aantal,5\n"
        "84848NED,soort,,Noordstad,2023,Gestarte adviezen,aantal,10\n"
    )
    assert load(long) == (2, 0, 0)
    assert load(text, dry_run=True) == (0, 0, 1)
    assert len({figure.indicator_id for figure in Figure.objects.all()}) == 2


def test_the_draft_of_a_topic_is_found_again_without_its_path(load):
    load("Regio's;Perioden;Groep/Onderwerp (aantal)\nNoordstad;2023;5\n", name="85000NED.csv")
    assert load("Regio's;Perioden;Onderwerp (aantal)\nNoordstad;2023;5\n", name="85000NED.csv") == (0, 0, 1)
    assert load("Regio's;Perioden;Anders/Onderwerp (aantal)\nNoordstad;2023;6\n", name="85000NED.csv") == (1, 0, 0)


def test_exact_counts_of_an_organisation_wait(load, defined):
    assert load(OWN, name="levering.csv", source="veilig-thuis-zuid-limburg") == (1, 0, 0)
    delivery = Delivery.objects.get()
    assert (delivery.source.key, delivery.source.title, delivery.source.is_exact) == (
        "veilig-thuis-zuid-limburg",
        "Opgave van Veilig Thuis Zuid-Limburg",
        True,
    )
    assert values() == [("2026Q3", Decimal(7), "", "onbekend", False)]
    Indicator.objects.update(is_draft=False)
    mark_current()
    assert list(Figure.objects.to_show([])) == []
    assert load(OWN.replace("Gemeente", "gemeente"), name="levering.csv", source="veilig-thuis-zuid-limburg") == (
        0,
        0,
        1,
    )


def test_released_counts_are_public_as_the_rule_makes_them(load, defined, django_user_model):
    load(OWN, name="levering.csv", source="veilig-thuis-zuid-limburg")
    Indicator.objects.update(is_draft=False, relation=Indicator.Relation.ALONE)
    by = django_user_model.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")
    services.release(Delivery.objects.get(), interpretation="Een eerste opgave.", by=by)
    (shown,) = Figure.objects.to_show([])
    assert (shown.value, shown.reason, shown.disclosed) == (None, "afgeschermd", True)  # 7 is between 1 and 9


def test_a_delivery_that_was_withdrawn_can_come_again(load, django_user_model):
    load(HEAD + ROWS)
    by = django_user_model.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")
    services.withdraw(Delivery.objects.get(), reason="Verkeerd bestand", by=by)
    assert list(Figure.objects.current()) == []
    assert load(HEAD + ROWS) == (4, 0, 0)
    assert Figure.objects.current().count() == 4


def test_the_name_of_the_organisation_above_the_table_is_the_source(load):
    load("Opgave Veilig Thuis Zuid-Limburg\n" + OWN, name="levering.csv")
    assert Source.objects.get().key == "veilig-thuis-zuid-limburg"


@pytest.mark.parametrize(
    ("name", "text", "source", "sentence"),
    [
        ("levering.csv", OWN, None, "Het bestand levering.csv zegt niet van wie de cijfers zijn;"),
        ("export.csv", HEAD + ROWS, None, "Het bestand export.csv zegt niet van wie de cijfers zijn;"),
        ("levering.csv", OWN, "weg", "Er is geen bron “weg”;"),
        (
            "84848NED.csv",
            HEAD + ROWS,
            "cbs-84849NED",
            "Dit bestand is van CBS-tabel 84848NED en niet van de bron cbs-84849NED;",
        ),
    ],
)
def test_without_a_source_nothing_is_written(load, defined, name, text, source, sentence):
    with pytest.raises(Refused, match=f"^{sentence}"):
        load(text, name=name, source=source)
    assert (Figure.objects.count(), Delivery.objects.count(), Source.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize("key", ["85000NED", "cbs-85000NED", "cbs-85000ned"])
def test_a_table_of_cbs_is_a_source_by_its_number(load, key):
    load(HEAD + ROWS, name="export.csv", source=key)
    assert Source.objects.get().key == "cbs-85000NED"


@pytest.mark.django_db(transaction=True)
def test_all_deliveries_or_none(load, monkeypatch):
    def fail(*args):
        raise IntegrityError

    monkeypatch.setattr("monitoring.imports.deliveries.insert", fail)
    with pytest.raises(IntegrityError):
        load(HEAD + ROWS)
    assert (Delivery.objects.count(), Source.objects.count(), Indicator.objects.count()) == (0, 0, 0)


def test_exact_counts_are_never_loaded_as_those_of_cbs(load):
    with pytest.raises(Refused, match="eigen opgave"):
        load(OWN, name="levering.csv", source="84848NED")
    assert Figure.objects.count() == 0
