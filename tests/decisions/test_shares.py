"""Shares follow from an agreed key, exactly and with their sum; without a key there is no amount anywhere."""

import datetime
import itertools
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from actions.models import Funding, FundingSource
from actions.rules.cost_table import cost_table
from decisions.models import ShareKey
from decisions.pages.shares import shown_keys
from decisions.rules.shares import divided, division, read_lines, written_lines
from monitoring.models import Indicator
from municipalities.services import keeping
from tests import factories

CENT = Decimal("0.01")
cents = st.integers(min_value=0, max_value=10**12).map(lambda number: Decimal(number) * CENT)
weights = st.lists(st.decimals(min_value=0, max_value=10**7, places=4), min_size=1, max_size=40).filter(any)


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.replace("\N{NO-BREAK SPACE}", " "))).strip()


def text_of(response):
    html = response.content.decode()
    return plain(html[html.index("<main") : html.index("</main")]).replace(" :", ":").replace(" .", ".")


def key(**fields):
    first = {"kind": "inhabitants", "first_year": 2025, "last_year": 2027, "total": Decimal(120_000)}
    return ShareKey(**first | {"title": "Bijdrage", "agreed_by": "het overleg", "lines": "GM0001 1\nGM0002 1"} | fields)


@given(total=cents, weights=weights)
def test_shares_are_exact_and_none_is_a_cent_off(total, weights):
    parts = divided(total, weights)
    whole = sum(weights)
    assert sum(parts) == total
    assert all(abs(part - total * weight / whole) < CENT for part, weight in zip(parts, weights, strict=True))
    assert all(part == part.quantize(CENT) and part >= 0 for part in parts)


@given(total=cents, weights=weights)
def test_who_counts_for_more_never_pays_less_and_alike_pays_alike_to_a_cent(total, weights):
    told = sorted(zip(weights, divided(total, weights), strict=True))
    for (less, first), (more, second) in itertools.pairwise(told):
        assert second >= first - (CENT if less == more else 0)


def test_the_largest_remainders_get_the_cents():
    assert divided(Decimal("1.00"), [Decimal(1)] * 3) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]
    weights = [Decimal(10), Decimal(27), Decimal(63)]
    assert divided(Decimal("0.05"), weights) == [Decimal(each) for each in ("0.01", "0.01", "0.03")]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words", "notes"),
    [
        (
            {"lines": "GM0001 31245\nGM0002 155755"},
            ["€ 20.050,27: 31.245 van 187.000 inwoners × € 120.000 = € 20.050,27",
             "€ 99.949,73: 155.755 van 187.000 inwoners × € 120.000 = € 99.949,73"], [],
        ),
        (
            {"kind": "percentages", "lines": "GM0001 12.5\nGM0002 87.5"},
            ["€ 15.000: 12,5 % van € 120.000 = € 15.000", "€ 105.000: 87,5 % van € 120.000 = € 105.000"], [],
        ),
        (
            {"kind": "percentages", "lines": "GM0001 40\nGM0002 55"},
            ["€ 48.000: 40 % van € 120.000 = € 48.000", "€ 66.000: 55 % van € 120.000 = € 66.000"],
            ["De procenten zijn samen 95 en niet 100.", "€ 6.000 is aan geen enkele gemeente toegedeeld."],
        ),
        (
            {"kind": "percentages", "lines": "GM0001 60\nGM0002 55"}, ["niet te zeggen:", "niet te zeggen:"],
            ["De procenten zijn samen 115 en niet 100.", "Daaruit volgt geen bedrag per gemeente."],
        ),
        (
            {"kind": "fixed", "lines": "GM0001 500\nGM0002 700.50"}, ["€ 500:", "€ 700,50:"],
            ["De bedragen zijn samen € 1.200,50; afgesproken is € 120.000."],
        ),
        ({"total": None}, ["niet te zeggen:"] * 2, ["Het bedrag dat wordt verdeeld, is niet vastgesteld."]),
        ({"lines": "GM0001 0"}, ["niet te zeggen:"], ["De sleutel noemt geen enkel getal."]),
    ],
)  # fmt: skip
def test_a_share_with_its_sum_or_why_there_is_none(fields, words, notes):
    made = division(key(**fields), 2025, None)
    assert [plain(f"{share.words}: {share.sum}") for share in made.shares] == words
    assert [plain(note) for note in made.notes] == notes


def test_what_is_planned_is_divided_by_source_and_year_as_sure_as_it_is(db, line):
    programme = line.programme
    wmo = FundingSource.objects.create(programme=programme, name="Wmo")
    for fields, covered in (
        ({"amount": 100, "amount_max": 200, "year": 2025}, True),
        ({"amount": 11, "year": 2025, "approximate": True}, True),
        ({"amount": 999, "year": 2025}, False),
        ({"amount": 999, "year": 2025, "stage": "spent"}, True),
        ({"amount": 5, "per": "unstated"}, True),
    ):
        made = factories.cost(action=factories.action(line=line), **fields)
        if covered:
            Funding.objects.create(cost=made, source=wmo)
    table = cost_table(programme, list(programme.actions.prefetch_related("costs__fundings")))
    planned = key(basis="planned", total=None, source=wmo)
    found = division(planned, 2025, table)
    assert plain(found.total_words) == "ongeveer € 111 tot € 211"
    assert [plain(share.words) for share in found.shares] == ["ongeveer € 55,50 tot € 105,50"] * 2
    same = "Opgeteld is wat openbaar is. Zo is het deel van een gemeente voor elke lezer hetzelfde."
    assert found.notes == [same, "Bedragen die in geen jaar te plaatsen zijn, zijn niet verdeeld."]
    assert division(planned, 2026, table).notes == [same, "Voor 2026 is geen bedrag gepland."]
    assert plain(division(key(basis="planned", total=None), 2025, table).total_words) == "ongeveer € 1.110 tot € 1.210"


def test_the_numbers_of_a_key_come_back_as_they_were():
    numbers = {"GM0001": Decimal("31245"), "GM0002": Decimal("12.5"), "GM0003": Decimal("100")}
    assert read_lines(written_lines(numbers)) == numbers


@pytest.fixture
def places(region):
    return [factories.municipality(region, name=name) for name in ("Achterdorp", "Ons Dorp")]


@pytest.fixture
def typed(places):
    first, second = places
    return {
        "title": "Bijdrage aan het programma", "kind": "inhabitants", "basis": "total", "total": "120.000",
        "first_year": "2025", "last_year": "2027", "agreed_by": "het bestuurlijk overleg", "agreed_on": "2025-03-03",
        f"deel_{first.code}": "155.755", f"deel_{second.code}": "31.245",
    }  # fmt: skip


@pytest.fixture
def shares_page(region):
    return reverse("decisions:shares", args=[region.slug])


def test_a_leader_keeps_a_key_and_it_shows_everywhere(client, region, programme, people, places, typed, shares_page):
    factories.document(programme=programme, participants=[*places, factories.municipality(region, name="Vergeten")])
    client.force_login(people["anna"])
    made = client.post(reverse("decisions:share-add", args=[region.slug]), typed)
    assert (made.status_code, made["Location"]) == (302, shares_page)
    client.logout()
    text = text_of(client.get(shares_page))
    sentence = "Volgt uit de sleutel: naar inwoners, vastgesteld door het bestuurlijk overleg op 3 maart 2025"
    assert (sentence in text, "Niet in de sleutel: Vergeten." in text) == (True, True)
    council = text_of(client.get(places[1].get_absolute_url()))
    assert f"{sentence}: 31.245 van 187.000 inwoners × € 120.000 = € 20.050,27." in council
    forgotten = factories.municipality(region, name="Later")
    factories.document(programme=programme, participants=[forgotten])
    assert "Deze gemeente staat niet in de sleutel die is vastgesteld." in text_of(
        client.get(forgotten.get_absolute_url())
    )


def test_without_a_key_there_is_no_amount(client, programme, shares_page):
    text = text_of(client.get(shares_page))
    assert ("Niet vastgesteld." in text, "€" in text) == (True, False)


def test_a_change_is_one_line_of_history_and_is_taken_back(client, region, programme, people, places, typed):
    client.force_login(people["anna"])
    client.post(reverse("decisions:share-add", args=[region.slug]), typed)
    row = ShareKey.objects.get()
    page = reverse("decisions:share-edit", args=[region.slug, row.pk])
    version = keeping.version_of(type(row), row.pk)
    change = typed | {"version": version, "total": "60.000", f"deel_{places[0].code}": ""}
    client.post(page, change)
    row.refresh_from_db()
    assert (row.total, list(read_lines(row.lines)), row.history.count()) == (60_000, [places[1].code], 2)
    assert client.post(page, change | {"total": "70.000"}).status_code == 409
    told = text_of(client.get(reverse("decisions:share-history", args=[region.slug, row.pk])))
    assert "was: Achterdorp: 155.755; Ons Dorp: 31.245 → werd: Ons Dorp: 31.245" in told
    client.post(
        reverse("decisions:share-undo", args=[region.slug, row.pk]), {"version": keeping.version_of(type(row), row.pk)}
    )
    row.refresh_from_db()
    assert (row.total, len(read_lines(row.lines))) == (120_000, 2)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"agreed_by": ""}, "Zonder besluit is er geen sleutel."),
        ({"total": ""}, "Vul in welk bedrag per jaar wordt verdeeld."),
        ({"basis": "planned"}, "Maak dit bedrag dan leeg."),
        ({"kind": "percentages"}, "Dit is geen getal."),
        ({"last_year": "2024"}, "Het laatste jaar komt na het eerste"),
        ({"first_year": "veel"}, "Schrijf een jaartal"),
    ],
)
def test_a_key_that_cannot_be_is_refused(client, region, programme, people, typed, change, error):
    client.force_login(people["anna"])
    answer = client.post(reverse("decisions:share-add", args=[region.slug]), typed | change)
    assert (answer.status_code, error in text_of(answer), ShareKey.objects.count()) == (200, True, 0)


def test_a_key_of_a_hidden_document_or_source_does_not_show(client, programme, people, shares_page):
    hidden = factories.document(programme=programme, classification="internal")
    source = FundingSource.objects.create(programme=programme, name="GEHEIM", published=False)
    for fields in ({"document": hidden}, {"source": source}):
        key(programme=programme, **fields).save_with_reason("", by=None)
    assert "Niet vastgesteld." in text_of(client.get(shares_page))
    client.force_login(people["anna"])
    assert len(shown_keys(programme, people["anna"])) == 1


def test_a_municipality_that_is_no_more_is_said(programme, region, people):
    gone = factories.municipality(region, name="Oudorp", valid_until=datetime.date(2020, 12, 31))
    key(programme=programme, lines=f"{gone.code} 5").save_with_reason("", by=None)
    assert shown_keys(programme, people["anna"])[0].notes == [
        "Bestaat niet meer als gemeente: Oudorp. Het deel staat nog op de oude naam."
    ]


def test_as_many_queries_for_one_key_as_for_more(client, programme, region, shares_page):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(shares_page).status_code == 200
        return len(captured)

    place = factories.municipality(region)
    key(programme=programme, basis="planned", total=None, lines=f"{place.code} 5").save_with_reason("", by=None)
    one = queries()
    for _ in range(9):
        more = factories.municipality(region)
        key(programme=programme, basis="planned", total=None, lines=f"{more.code} 5").save_with_reason("", by=None)
    assert (queries(), one <= 15) == (one, True)


def inhabitants_in(year, numbers, **fields):
    indicator = Indicator.objects.filter(slug="inwoners").first() or factories.indicator(slug="inwoners", additive=True)
    source = factories.source(publisher="CBS", title=f"Kerncijfers {year}")
    for place, number in numbers.items():
        of = {"indicator": indicator, "delivery": factories.delivery(source=source)}
        factories.figure(**of, area_code=place.code, period=year, value=number, **fields)


def fields_of(answer):
    form = html.fromstring(answer.content).xpath("//main//form[@novalidate]")[0]
    return {name: value or "" for name, value in form.fields.items() if name and name != "inwoners"}


def asked(client, region, typed, on):
    return client.post(reverse("decisions:share-add", args=[region.slug]), typed | {"inwoners": on})


def test_inhabitants_are_offered_with_their_source_and_never_taken_in_silence(client, region, people, places, typed):
    first, second = places
    inhabitants_in("2020", {first: 155_000})
    inhabitants_in("2021", {second: 31_000}, qualifier="circa")  # by about so many one cannot divide
    client.force_login(people["anna"])
    page = text_of(client.get(reverse("decisions:share-add", args=[region.slug])))
    assert "Inwoners van 1 januari 2020 invullen CBS, Kerncijfers 2020; van 1 van de 2 gemeenten bekend" in page
    assert "1 januari 2021" not in page
    empty = typed | {f"deel_{place.code}": "" for place in places}
    answer = asked(client, region, empty, "2020-01-01")
    filled = fields_of(answer)
    assert {name: filled[name] for name in empty if name in filled} == empty | {f"deel_{first.code}": "155.000"}
    assert (filled["numbers_from"], filled["numbers_on"]) == ("CBS, Kerncijfers 2020", "2020-01-01")
    text = text_of(answer)
    assert "Ingevuld bij 1 gemeente: CBS, Kerncijfers 2020, 1 januari 2020. Er is nog niets opgeslagen." in text
    assert "Geen inwonertal bekend van 1 januari 2020. Vul het zelf in." in text
    assert ShareKey.objects.count() == 0
    client.post(reverse("decisions:share-add", args=[region.slug]), filled | {f"deel_{first.code}": "154.321"})
    assert read_lines(ShareKey.objects.get().lines) == {first.code: Decimal(154_321)}


def test_numbers_that_were_typed_stay_and_the_offer_stands_beside_them(client, region, people, places, typed):
    inhabitants_in("2020", {places[0]: 1, places[1]: 2})
    client.force_login(people["anna"])
    said = typed | {f"deel_{places[1].code}": "", "numbers_from": "eigen telling"}
    answer = asked(client, region, said, "2020-01-01")
    filled = fields_of(answer)
    told = (filled[f"deel_{places[0].code}"], filled[f"deel_{places[1].code}"], filled["numbers_from"])
    assert told == ("155.755", "2", "eigen telling")
    assert "1 getal dat er al stond, bleef." in text_of(answer)
    assert "Inwoners op 1 januari 2020: 1." in text_of(answer)
    answer = asked(client, region, said | {"kind": "fixed"}, "2020-01-01")
    assert ("Er is niets ingevuld." in text_of(answer), fields_of(answer)[f"deel_{places[1].code}"]) == (True, "")
    assert asked(client, region, said, "1999-01-01").status_code == 404


def test_a_key_that_is_kept_can_be_filled_in_too_and_keeps_its_version(client, region, programme, people, places):
    inhabitants_in("2020", {places[0]: 1, places[1]: 2})
    row = key(programme=programme, lines=f"{places[0].code} 7")
    row.save_with_reason("", by=None)
    page = reverse("decisions:share-edit", args=[region.slug, row.pk])
    client.force_login(people["anna"])
    answer = client.post(page, fields_of(client.get(page)) | {"inwoners": "2020-01-01"})
    assert client.post(page, fields_of(answer)).status_code == 302
    row.refresh_from_db()
    assert read_lines(row.lines) == {places[0].code: 7, places[1].code: 2}


def test_a_share_of_what_is_planned_is_the_same_for_whoever_reads(client, programme, line, people, places, shares_page):
    amounts = {
        "public": (100, True),
        "internal": (900, True),
        "confidential": (7_000, True),
        "concept": (80_000, False),
    }
    for classification, (amount, released) in amounts.items():
        told = {"classification": classification} if classification != "concept" else {"released_at": None}
        action = factories.action(line=line, **told)
        assert action.is_released == released
        factories.cost(action=action, amount=amount, year=2025)
    lines = "\n".join(f"{place.code} 50" for place in places)
    year = {"first_year": 2025, "last_year": 2025}
    key(programme=programme, kind="percentages", basis="planned", total=None, lines=lines, **year).save_with_reason(
        "", by=None
    )
    factories.document(programme=programme, participants=places)
    council = places[0].get_absolute_url()

    def read():
        page = text_of(client.get(shares_page))
        own = text_of(client.get(council))
        own = own[own.index("Onze bijdrage") :]
        told = (page[page.index("Volgt uit de sleutel") : page.index("Opgeteld is")], own[: own.index("Opgeteld is")])
        return tuple(re.sub(r"Wijzigen ?", "", part) for part in told)

    signed_out = read()
    assert ("€ 50 50 % van € 100 = € 50" in signed_out[0], "50 % van € 100 = € 50" in signed_out[1]) == (True, True)
    for name in ("bram", "anna", "olga"):
        client.force_login(people[name])
        assert read() == signed_out, name
    client.force_login(people["anna"])
    assert "€ 8.000" in text_of(client.get(reverse("actions:costs", args=[programme.region.slug])))  # who sees more
