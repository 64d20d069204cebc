"""No parameter of an address is ignored in silence: said on every page, refused for every file."""

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.asked import Asked
from accounts.kept import KEY
from reading import formats
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["home", "municipality-search", "compare", "about", "accessibility", "actions:topics", "account_login"]
OF_REGION = ["region", "actions:plan", "actions:costs", "monitoring:figures", "decisions:decisions", "evaluations:list"]
FILES = ["actions:costs-csv", "actions:costs-xlsx", "actions:costs-about",
         "actions:csv", "actions:data-xlsx", "actions:data-excel", "actions:data-about",
         "monitoring:csv", "monitoring:data-xlsx", "monitoring:data-excel", "monitoring:data-about"]  # fmt: skip


def said(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def addresses(action) -> list[str]:
    """Every public page, each with its own address."""
    place = factories.municipality(action.programme.region)
    found = [reverse(name) for name in PAGES]
    found += [reverse(name, args=[action.programme.region.slug]) for name in OF_REGION]
    return [*found, action.get_absolute_url(), reverse("municipality", args=[place.slug])]


def test_every_page_says_what_it_does_not_know(client, addresses):
    for address in addresses:
        text = said(client.get(address, {"onbekend": "1", "kleur": "rood"}))
        assert "kennen we hier niet: ‘onbekend’ en ‘kleur’. Er is niets mee gedaan." in text, address
        assert "webadres" not in said(client.get(address)), address


def test_every_page_shows_an_earlier_day_or_says_that_it_shows_today(client, addresses):
    today = formats.day(timezone.localdate())
    for address in addresses:
        text = said(client.get(address, {"stand": "2021-12-31"}))
        only_now = f"U vraagt de stand op 31 december 2021. Van deze pagina is er alleen de stand van nu ({today})"
        can_show = hasattr(resolve(address).func, "shows_past")
        assert ("Van 31 december 2021 is niets vastgelegd." if can_show else only_now) in text, address


def test_a_file_is_refused_with_what_it_does_not_know(client, action):
    slug = action.programme.region.slug
    for name in FILES:
        address = reverse(name, args=[slug])
        assert client.get(address).status_code == 200, address
        can_show = hasattr(resolve(address).func, "shows_past")
        for asked, status in (({"stand": "2021-12-31"}, 404 if can_show else 400), ({"onbekend": "1"}, 400)):
            response = client.get(address, asked)
            assert (response.status_code, response["Content-Type"]) == (status, "text/plain; charset=utf-8"), address
            assert ("Haal dit uit het webadres" in said(response)) == (status == 400)


def test_what_a_page_uses_is_not_told(client, action):
    slug, line = action.programme.region.slug, action.line.number
    asked = {"lijn": line, "q": "meldcode", "weergave": "tijdlijn", "programma": action.programme.slug, "pagina": "1"}
    assert "webadres" not in said(client.get(reverse("actions:plan", args=[slug]), asked))
    assert client.get(reverse("actions:csv", args=[slug]), {"lijn": line}).status_code == 200
    assert "webadres" not in said(client.get(reverse("municipality-search"), {"q": "Venlo"}))


def test_a_parameter_given_twice_is_told(client, action):
    address = reverse("actions:plan", args=[action.programme.region.slug])
    text = said(client.get(f"{address}?status=done&status=unknown"))
    assert "Dit staat meer dan één keer in het webadres: ‘status’. Alleen de laatste telt." in text


def test_a_place_that_is_not_there_is_told(client, action):
    """And an indicator that is not there is no file with a header only."""
    figure = factories.figure()
    slug = action.programme.region.slug
    address = reverse("monitoring:indicator", args=[slug, figure.indicator.slug])
    assert "Dit begrijpen we niet in het webadres: ‘gemeente’." in said(client.get(address, {"gemeente": "GM9999"}))
    assert client.get(reverse("monitoring:csv", args=[slug]), {"indicator": "bestaat-niet"}).status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "-1", "abc", "", "9" * 5000])
def test_a_page_of_a_list_that_is_not_there_is_not_found(client, region, number):
    programme = factories.programme(region=region)
    client.force_login(factories.superuser())
    place = factories.municipality(region)
    lists = [("municipalities:trace", ()), ("decisions:promises-of-council", (place.slug,))]
    for name in ("municipalities:access", "municipalities:region-trace", "actions:plan", "actions:organisations",
                 "actions:attention", "decisions:promises-of-region", "monitoring:deliveries",
                 "monitoring:topics"):  # fmt: skip
        lists.append((name, (programme.region.slug,)))
    for name, args in lists:
        found = [client.get(reverse(name, args=args), asked).status_code for asked in ({}, {"pagina": number})]
        assert (name, found) == (name, [200, 404])


def test_what_is_told_is_short_and_harmless(client, action):
    text = said(client.get("/", {"<script>alert(1)</script>" + "x" * 100: "1", **{f"p{n}": "1" for n in range(9)}}))
    assert "<script>alert" not in text
    assert "en nog 5" in text


@pytest.mark.parametrize("read", [lambda asked: asked.get("a"), lambda asked: asked["a"], lambda asked: "a" in asked,
                                  lambda asked: asked.getlist("a")])  # fmt: skip
def test_reading_is_using(read):
    asked = Asked("a=1&b=2")
    assert asked.left() == {"a": ["1"], "b": ["2"]}
    read(asked)
    assert asked.left() == {"b": ["2"]}
    asked.copy().urlencode()
    assert asked.left() == {"b": ["2"]}


def test_who_comes_back_to_a_form_is_not_told_of_the_key_in_the_address(client, people, action):
    """What the portal itself puts in an address is known: of what was typed, and of a place in the plan."""
    client.force_login(people["anna"])
    edit = reverse("actions:edit", args=[action.pk])
    assert "kennen we hier niet" not in said(client.get(edit, {KEY: "0f2ab1f0-0000-4000-8000-000000000000"}))
    add = reverse("actions:add", args=[action.programme.region.slug])
    assert "kennen we hier niet" not in said(client.get(add, {"lijn": action.line.number}))
    assert "kennen we hier niet" not in said(client.post(f"{add}?lijn={action.line.number}", {}))


def test_an_address_that_is_not_encoded_is_read_as_everywhere(client):
    answer = client.get("/", QUERY_STRING="q=S\xc3\xbadwest")
    assert answer.wsgi_request.GET["q"] == "Súdwest"
