"""Which known indicator a topic of a file is: by title, other names, topic and category at CBS, and unit."""

import pytest

from monitoring.imports.choices import Choices, key_of
from monitoring.imports.indicators import Indicators, Known, known_to
from monitoring.imports.names import is_total, plain_name
from monitoring.models import Indicator, Source, SourceTopic
from reading.figures.model import Series
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    region = factories.region(kind="veilig_thuis", code="VT77", organisation="Veilig Thuis Noordland")
    return factories.source(key="vt", veilig_thuis=region)


@pytest.fixture
def cbs():
    return factories.source(key="cbs-84853NED")


def series(topic, unit="aantal", *, table=None, path="", **dimensions):
    return Series(table, topic, unit, tuple(dimensions.items()), path or topic)


def matched(source, *all_series, own=True, choices=None):
    found = Indicators(source, own=own, choices=choices or Choices()).match(all_series)
    return [(found[each].indicator, found[each].asks) for each in all_series]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Totaal afgeronde onderzoeken", "Afgeronde onderzoeken"),
        ("Aantal ontvangen meldingen", "ontvangen MELDINGEN"),
        ("Meldingen: totaal", "Meldingen"),
        ("Meldingen (totaal)", "Meldingen"),
        ("Cliënten", "clienten"),
        ("Het aantal meldingen", "Meldingen"),
    ],
)
def test_names_that_are_the_same(one, other):
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(("one", "other"), [("Totaal", ""), ("Meldingen", "Vervolgmeldingen"), ("Totalen", "Talen")])
def test_names_that_differ(one, other):
    assert plain_name(one) != plain_name(other)


def test_a_total_of_a_dimension_is_the_total_and_one_of_a_part_is_not():
    assert is_total("Aard geweld", "Totaal")
    assert is_total("Aard van het geweld", "Totaal aard van het geweld")
    assert not is_total("Rol/functie", "Beroepsmatig totaal")
    assert not is_total("Rol/functie", "Totaal beroepsmatig")


@pytest.mark.parametrize(
    "topic",
    ["Afgeronde diensten onderzoek", "AFGERONDE ONDERZOEKEN", "Totaal afgeronde onderzoeken", "Onderzoek klaar"],
)
def test_topics_of_any_file_are_known_by_title_synonym_and_topic_of_cbs(own, cbs, topic):
    known = factories.indicator(
        title="Onderzoek klaar",
        source=cbs,
        cbs_topic="Afgeronde diensten onderzoek",
        synonyms=["Afgeronde onderzoeken"],
    )
    assert matched(own, series(topic)) == [(known, "")]
    assert matched(cbs, series(topic, table="84853NED", Uitkomst="Totaal"), own=False) == [(known, "")]


def test_the_unit_keeps_counts_and_percentages_apart(own, cbs):
    count = factories.indicator(title="Meldingen", source=cbs)
    share = factories.indicator(title="Meldingen", source=cbs, unit="procent")
    assert matched(own, series("Meldingen"), series("Meldingen", "%")) == [(count, ""), (share, "")]


def test_a_category_is_that_of_the_known_topic(own, cbs):
    factories.indicator(
        title="Ontvangen meldingen", source=cbs, cbs_topic="Ontvangen meldingen", synonyms=["Meldingen"]
    )
    abuse = factories.indicator(
        title="Over kindermishandeling", source=cbs, cbs_topic="Ontvangen meldingen", cbs_category="Kindermishandeling"
    )
    assert matched(own, series("Meldingen", Soort="kindermishandeling")) == [(abuse, "")]


def test_what_fits_two_or_is_there_twice_is_asked_and_not_guessed(own, cbs):
    one, other = (factories.indicator(title="Wachtende zaken", source=cbs) for _ in range(2))
    [(found, asks)] = matched(own, series("Wachtende zaken"))
    assert (found.is_draft, asks) == (True, "ambiguous")
    other.delete()
    twice = matched(own, series("Wachtende zaken"), series("Totaal wachtende zaken"))
    assert twice[0] == (one, "")
    assert (twice[1][0].is_draft, twice[1][1]) == (True, "double")


def test_a_part_under_its_bare_name_is_proposed(own, cbs):
    known = factories.indicator(
        title="Meldingen over geweld", source=cbs, cbs_topic="Meldingen", cbs_category="(Ex-)Partnergeweld"
    )
    found = Indicators(own, own=True, choices=Choices()).match([series("Partnergeweld")])
    [match] = found.values()
    assert (match.asks, match.among, match.is_new) == ("ambiguous", (known,), True)


def test_the_words_of_another_table_of_cbs_are_asked_about(cbs):
    known = factories.indicator(title="Wachtende zaken", source=cbs)
    [match] = (
        Indicators(cbs, own=False, choices=Choices()).match([series("Wachtende zaken", table="85000NED")]).values()
    )
    assert (match.asks, match.among) == ("ambiguous", (known,))


def test_what_somebody_chose_holds_for_the_next_file_of_that_source_only(own, cbs):
    known = factories.indicator(title="Ontvangen meldingen", source=cbs)
    mine = series("Zaken VT")
    SourceTopic.objects.create(source=own, key=key_of(mine), words="Zaken VT", indicator=known)
    SourceTopic.objects.create(source=own, key=key_of(series("Uren")), words="Uren", indicator=None)
    assert matched(own, mine, series("Uren")) == [(known, ""), (None, "")]
    other = factories.source(
        key="ander", veilig_thuis=factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Zuid")
    )
    assert matched(other, mine)[0][0].is_draft
    now = Choices({key_of(mine): {"what": "new", "indicator": None}})
    assert matched(own, mine, choices=now)[0][0].is_draft


def test_topics_of_another_organisation_are_not_known_here(own):
    elsewhere = factories.source(
        key="ander", veilig_thuis=factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Zuid")
    )
    factories.indicator(title="Eigen soort", source=elsewhere)
    factories.indicator(title="Verzonnen soort", source=factories.source(fictitious=True))
    assert known_to(own, own=True) == []


def test_in_the_real_indicators_every_name_is_that_of_one(programmes):
    """Otherwise a file with that name would always be asked about."""
    for source, is_own in ((Source.objects.get(key="cbs-84849NED"), False), *_own_sources(programmes)):
        known = Known(known_to(source, own=is_own))
        double = {name: found for name, found in known._by_name.items() if len(found) > 1}
        assert double == {}


def _own_sources(programmes):
    for programme in programmes.values():
        for region in programme.veilig_thuis_regions.all():
            yield Source(key=region.slug, veilig_thuis=region), True


@pytest.mark.parametrize(
    ("topic", "slug"),
    [
        ("Totaal afgeronde onderzoeken", "afgeronde-onderzoeken"),
        ("Ontvangen meldingen", "ontvangen-meldingen"),
        ("Meldingen", "ontvangen-meldingen"),
        ("Aantal adviezen", "gestarte-adviezen"),
        ("Meldingen kindermishandeling", "meldingen-kindermishandeling"),
    ],
)
def test_the_names_that_files_use_are_known(programmes, topic, slug):
    region = programmes["voorbeeldregio-2025-2028"].veilig_thuis_regions.get()
    source = Source(key="nieuw", veilig_thuis=region)
    [(found, asks)] = matched(source, series(topic))
    assert (found.slug, asks) == (slug, "")
    [(found, _asks)] = matched(
        Source.objects.get(key="cbs-84853NED"), series("Totaal afgeronde onderzoeken", table="84853NED"), own=False
    )
    assert found == Indicator.objects.get(slug="afgeronde-onderzoeken")
