"""Releasing the exact counts of Veilig Thuis, and withdrawing deliveries."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from evaluations.snapshot.figures import read_figures
from monitoring import services
from monitoring.models import Delivery, Figure
from monitoring.rules.series import indicators_of
from tests import factories

pytestmark = pytest.mark.django_db
HIDDEN_AGAIN = "of dit afgeschermde aantal is veranderd, zegt het portaal niet"
WORDS = "Meer meldingen zegt niet dat er meer geweld is."


@pytest.fixture
def watched(region, programme):
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noordland", slug="vt-noordland")
    programme.veilig_thuis_regions.add(veilig_thuis)
    for number in range(1, 4):
        factories.municipality(region, code=f"GM000{number}", name=f"Stad {number}", province="Groningen")
    return programme


@pytest.fixture
def own(watched, organisation):
    return factories.source(
        title="Maandcijfers",
        publisher="Veilig Thuis Noordland",
        veilig_thuis=watched.veilig_thuis_regions.get(),
        organisation=organisation,
    )


@pytest.fixture
def reports(db):
    return factories.indicator(slug="meldingen", title="Ontvangen meldingen")


def delivered(source, indicator, values, *, period="2026M09", title="September", **fields):
    made = factories.delivery(source=source, title=title)
    for area, value in values.items():
        factories.figure(
            indicator=indicator, delivery=made, area_code=area, period=period, value=Decimal(value),
            is_current=False, note="exact", **fields,
        )  # fmt: skip
    return made


def shown(programme):
    return {
        (figure.area_code, figure.period): figure.value if figure.value is None else int(figure.value)
        for item in indicators_of(programme)
        for _area, figure in item.rows
    }


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def in_csv(client):
    response = client.get(reverse("monitoring:csv", args=["noordland"]))
    rows = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
    return {(row["gebied_code"], row["periode"]): row["waarde"] or row["waarde_reden"] for row in rows}


COUNTS = {"VT77": 147, "GM0001": 4, "GM0002": 31, "GM0003": 112}


def test_exact_counts_reach_nobody_before_release(client, watched, own, reports):
    delivered(own, reports, COUNTS)
    assert (shown(watched), in_csv(client)) == ({}, {})
    assert "147" not in client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()


def test_release_publishes_rounded_counts_with_the_words_of_veilig_thuis(client, watched, own, reports, people):
    delivery = delivered(own, reports, COUNTS)
    services.release(delivery, interpretation=WORDS, by=people["olga"])
    expected = {"VT77": 145, "GM0001": None, "GM0002": None, "GM0003": 110}
    assert shown(watched) == {(area, "2026M09"): value for area, value in expected.items()}
    assert in_csv(client)["GM0002", "2026M09"] == "afgeschermd"
    page = client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    assert WORDS in page
    assert "147" not in page
    assert not Figure.objects.filter(disclosed=True).exclude(note="").exists()
    delivery.refresh_from_db()
    assert (delivery.released_by, delivery.interpretation) == (people["olga"], WORDS)


def test_the_report_has_what_is_published_and_no_more(watched, own, reports, people):
    services.release(delivered(own, reports, COUNTS), interpretation=WORDS, by=people["olga"])
    [item], _own, _deliveries = read_figures(watched)
    assert item.title == "Ontvangen meldingen, eigen telling van Veilig Thuis"
    assert WORDS in item.interpretation
    assert [cells for table in item.tables for _area, cells in table.rows] == [["145"], ["afg."], ["afg."], ["110"]]


def test_own_figures_stand_apart_from_those_of_cbs(client, watched, own, reports, people):
    factories.figure(indicator=reports, area_code="VT77", period="2026M09", value=Decimal(150))
    services.release(delivered(own, reports, COUNTS), interpretation=WORDS, by=people["olga"])
    cbs, veilig_thuis = indicators_of(watched)
    assert [(figure.area_code, figure.value) for _area, figure in cbs.rows] == [("VT77", 150)]
    assert (cbs.is_own, veilig_thuis.is_own, veilig_thuis.rows[0][1].value) == (False, True, 145)
    page = client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    assert "gaan de cijfers van CBS voor" in page


def test_a_correction_replaces_visibly_and_erases_nothing(client, watched, own, reports, people):
    first = delivered(own, reports, COUNTS, status="voorlopig")
    services.release(first, interpretation=WORDS, by=people["olga"])
    second = delivered(own, reports, COUNTS | {"VT77": 167, "GM0003": 132}, title="Correctie", status="gecorrigeerd")
    Delivery.objects.filter(pk=second.pk).update(reason="Twintig meldingen stonden bij de verkeerde maand.")
    services.release(second, interpretation=WORDS, by=people["olga"])
    assert shown(watched)["VT77", "2026M09"] == 165
    page = client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    assert "Twintig meldingen stonden bij de verkeerde maand." in page
    assert "was 145 (voorlopig)" in page
    assert first.figures.count() == 2 * len(COUNTS)


def test_withdrawing_shows_again_what_was_replaced(watched, own, reports, people):
    first = delivered(own, reports, COUNTS)
    services.release(first, interpretation=WORDS, by=people["olga"])
    before = shown(watched)
    second = delivered(own, reports, COUNTS | {"VT77": 167, "GM0003": 132}, title="Correctie")
    services.release(second, interpretation=WORDS, by=people["olga"])
    services.withdraw(second, reason="Verkeerde tabel.", by=people["olga"])
    assert shown(watched) == before
    second.refresh_from_db()
    assert (second.withdrawn_by, second.withdrawn_because) == (people["olga"], "Verkeerde tabel.")
    services.withdraw(first, reason="Ook verkeerd.", by=people["olga"])
    assert shown(watched) == {}


def test_what_was_released_last_counts_whenever_it_was_delivered(client, watched, own, reports, people):
    first, second = (delivered(own, reports, COUNTS | {"VT77": count}, title=str(count)) for count in (157, 147))
    for each in (second, first):
        services.release(each, interpretation=WORDS, by=people["olga"])
    assert shown(watched)["VT77", "2026M09"] == 155
    assert "was 145" in client.get(reverse("monitoring:figures", args=["noordland"])).content.decode()
    third = delivered(own, reports, COUNTS | {"VT77": 177}, title="177")
    services.release(third, interpretation=WORDS, by=people["olga"])
    services.withdraw(third, reason="Verkeerd.", by=people["olga"])
    assert shown(watched)["VT77", "2026M09"] == 155
    services.withdraw(first, reason="Ook verkeerd.", by=people["olga"])
    assert shown(watched)["VT77", "2026M09"] == 145


@pytest.mark.parametrize("again", [4, 7])
def test_a_hidden_figure_that_came_again_says_so_in_data_and_report_whether_it_changed_or_not(
    client, watched, own, reports, people, again
):
    def told():
        rows = csv.DictReader(io.StringIO(content(client.get(reverse("monitoring:csv", args=["noordland"]))).decode()))
        workbook = content(client.get(reverse("monitoring:data-xlsx", args=["noordland"])))
        book = openpyxl.load_workbook(io.BytesIO(workbook))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        return [row["gebied_code"] for row in rows if HIDDEN_AGAIN in row["duiding"]], HIDDEN_AGAIN in " ".join(cells)

    services.release(delivered(own, reports, COUNTS), interpretation=WORDS, by=people["olga"])
    assert told() == ([], False)
    assert HIDDEN_AGAIN not in str(read_figures(watched))
    services.release(
        delivered(own, reports, COUNTS | {"GM0001": again}, title="Correctie"), interpretation=WORDS, by=people["olga"]
    )
    assert told() == (["GM0001", "GM0002"], True)
    assert read_figures(watched)[0][0].marks[-1].count(HIDDEN_AGAIN) == 1


def test_any_delivery_can_be_withdrawn(watched, reports, people):
    old = factories.delivery(source=reports.source, title="Eerste")
    new = factories.delivery(source=reports.source, title="Tweede")
    factories.figure(indicator=reports, delivery=old, area_code="VT77", value=Decimal(10), is_current=False)
    factories.figure(indicator=reports, delivery=new, area_code="VT77", value=Decimal(20))
    services.withdraw(new, reason="Dubbel geladen.", by=people["sam"])
    assert shown(watched) == {("VT77", "2023"): 10}


def test_a_later_release_keeps_hidden_what_an_earlier_one_hid(watched, own, reports, people):
    services.release(delivered(own, reports, COUNTS), interpretation=WORDS, by=people["olga"])
    again = delivered(own, reports, COUNTS | {"GM0001": 12, "VT77": 155}, title="Correctie")
    services.release(again, interpretation=WORDS, by=people["olga"])
    assert shown(watched)["GM0001", "2026M09"] is None


def test_the_month_between_two_cumulative_periods_is_not_told(watched, own, reports, people):
    august = delivered(own, reports, {"VT77": 102}, period="2026M01-2026M08", title="t/m augustus")
    september = delivered(own, reports, {"VT77": 105}, period="2026M01-2026M09", title="t/m september")
    for each in (august, september):
        services.release(each, interpretation=WORDS, by=people["olga"])
    assert shown(watched) == {("VT77", "2026M01-2026M08"): 100, ("VT77", "2026M01-2026M09"): None}


def test_shares_are_made_of_published_counts_only(watched, own, reports, people):
    within = factories.indicator(slug="binnen-vijf-dagen", whole=reports, dimension="termijn")
    share = factories.indicator(unit="procent", numerator=within, denominator=reports)
    delivery = delivered(own, reports, {"VT77": 147})
    for indicator, value in ((within, 98), (share, Decimal("66.6667"))):
        factories.figure(
            indicator=indicator, delivery=delivery, area_code="VT77", period="2026M09", value=value, is_current=False
        )
    services.release(delivery, interpretation=WORDS, by=people["olga"])
    assert Figure.objects.current().get(indicator=share).value == Decimal("69.0")  # 100 of 145


REFUSED = {
    "twice": "al vrijgegeven",
    "cbs": "al openbaar",
    "silent": "Schrijf erbij",
    "half": "heel getal",
    "crossing": "overlappen",
}


@pytest.mark.parametrize("case", REFUSED)
def test_release_is_refused_in_full(watched, own, reports, people, case):
    source = reports.source if case == "cbs" else own
    delivery = delivered(source, reports, {"VT77": "147.5" if case == "half" else 147}, period="2026M01-2026M09")
    if case == "crossing":
        factories.figure(
            indicator=reports, delivery=delivery, area_code="VT77", period="2025M11-2026M02", is_current=False
        )
    if case == "twice":
        services.release(delivery, interpretation=WORDS, by=people["olga"])
    before = Figure.objects.count()
    with pytest.raises(services.ReleaseError, match=REFUSED[case]):
        services.release(delivery, interpretation=" " if case == "silent" else WORDS, by=people["olga"])
    assert Figure.objects.count() == before


@pytest.mark.parametrize("who", ["olga", "sam", "anna", "bram"])
def test_nobody_else_decides_on_exact_counts(own, reports, people, who):
    delivery = delivered(own, reports, COUNTS)
    rights = ("release_delivery", "withdraw_delivery", "read_delivery")
    assert [people[who].has_perm(f"monitoring.{right}", delivery) for right in rights] == [False] * 3


def test_who_says_what_is_counted(own, reports, people, watched):
    ours = factories.indicator(region=watched.region)
    counted = factories.indicator(source=own)
    printed = factories.indicator(source=factories.source(programme=watched))
    everybody = {**people, "kees": factories.figure_keeper(), "vera": factories.veilig_thuis(own.veilig_thuis)}
    may = {
        who: [user.has_perm("monitoring.define_indicator", each) for each in (reports, ours, counted, printed)]
        for who, user in everybody.items()
    }
    assert may == {
        "kees": [True, False, True, True],
        "vera": [False, False, True, False],
        "anna": [False, True, False, True],
        "bram": [False, True, False, True],
        "carla": [False] * 4,
        "olga": [False] * 4,
        "sam": [True] * 4,
    }


def test_veilig_thuis_itself_releases(own, reports):
    officer = factories.veilig_thuis(own.veilig_thuis)
    assert officer.has_perm("monitoring.release_delivery", delivered(own, reports, COUNTS))
    public = delivered(reports.source, reports, {"VT77": 100}, title="CBS")
    assert not officer.has_perm("monitoring.release_delivery", public)


@pytest.mark.django_db(transaction=True)
def test_a_release_that_fails_halfway_leaves_nothing(watched, own, reports, people):
    delivery = delivered(own, reports, COUNTS)
    Figure.objects.filter(delivery=delivery, area_code="GM0003").update(value=Decimal("-1"))
    with pytest.raises(services.ReleaseError, match="onder nul"):
        services.release(delivery, interpretation=WORDS, by=people["olga"])
    delivery.refresh_from_db()
    assert (delivery.released_at, Figure.objects.filter(disclosed=True).count()) == (None, 0)
