"""Local additions: kept by the municipality's own people, shown on its own pages, and never counted as the region's."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions.models import Addition
from evaluations.snapshot import decisions as snapshot
from tests import factories
from tests.decisions.test_kept import browser, fields

TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|name="formulier_van" value="[^"]+"|nonce="[^"]+"')


@pytest.fixture
def place(region, programme):
    made = factories.municipality(region, name="Ons Dorp", slug="ons-dorp")
    factories.document(programme=programme, participants=[made])
    return made


@pytest.fixture
def who(people, place, region):
    return people | {
        "griffier": factories.griffier(place),
        "contact": factories.contact(place, name="Co"),
        "neighbour": factories.contact(factories.municipality(region)),
        "member": factories.council_member(place),
        "visitor": None,
    }


@pytest.fixture
def addition(place, programme):
    return factories.addition(municipality=place, programme=programme, title="Spreekuur in het wijkcentrum")


def at(name, *args):
    return reverse(f"decisions:{name}", args=["ons-dorp", *args])


@pytest.mark.parametrize("name", ["addition-edit", "addition-remove", "addition-history"])
def test_only_its_own_people_keep_it(who, addition, name):
    for role, person in who.items():
        status = browser(person).get(at(name, addition.pk)).status_code
        assert (role, status) == (role, 200 if role in ("contact", "sam") else 403 if person else 302)


def test_a_concept_exists_for_who_keeps_it_only(who, place, programme):
    concept = factories.addition(municipality=place, programme=programme, title="Nog geheim", released_at=None)
    for role, person in who.items():
        client, sees = browser(person), role in ("contact", "sam")
        assert client.get(at("addition-edit", concept.pk)).status_code == (200 if sees else 404)
        for page in (at("additions"), place.get_absolute_url()):
            assert ("Nog geheim" in client.get(page).content.decode()) == sees


def test_hidden_lines_and_programmes_do_not_leak(who, place, programme, region):
    line = factories.line(programme=programme, title="Verborgen lijn", published=False)
    factories.addition(municipality=place, programme=programme, line=line, title="Zichtbaar")
    hidden = factories.programme(region=region, short_title="Intern plan", classification="internal")
    factories.addition(municipality=place, programme=hidden, title="Bij het interne plan")
    text = Client().get(at("additions")).content.decode()
    assert "Zichtbaar" in text
    assert not any(words in text for words in ("Verborgen lijn", "Intern plan", "Bij het interne plan"))
    form = browser(who["contact"]).get(at("addition-add")).content.decode()
    assert "Verborgen lijn" not in form
    assert "Intern plan" not in form


def test_a_contact_adds_edits_and_takes_back(who, place, line):
    client = browser(who["contact"])
    typed = {
        "beside": f"l{line.pk}", "title": "Spreekuur", "what": "Elke week.", "status": "planned",
        "planning_text": "Derde kwartaal 2026", "amount": "1.250,50", "cost_text": "per jaar", "release": "on",
    }  # fmt: skip
    text = client.post(at("addition-add"), typed, follow=True).content.decode()
    made = Addition.objects.get()
    assert (made.line, made.starts_in, made.amount, made.planning_text) == (
        line, "2026Q3", Decimal("1250.50"), "Derde kwartaal 2026",
    )  # fmt: skip
    assert "Was gepland" in text
    assert "3e kwartaal 2026" in text
    typed = fields(client, at("addition-edit", made.pk)) | {"planning_text": "ooit"}
    client.post(at("addition-edit", made.pk), typed)
    made.refresh_from_db()
    assert (made.planning_text, made.starts_in, made.history.count()) == ("ooit", None, 2)
    client.post(at("addition-undo", made.pk), {"version": made.history.first().history_id})
    made.refresh_from_db()
    assert (made.planning_text, made.starts_in, made.history.count()) == ("Derde kwartaal 2026", "2026Q3", 3)
    assert Client().get(place.get_absolute_url()).content.decode().count("Spreekuur") == 1


def test_the_municipality_of_two_plans_chooses_beside_which(who, place, line):
    """Hoeksche Waard: in the plan of one region, under the vision of another."""
    other = factories.programme(short_title="Ander plan")
    factories.document(programme=other, participants=[place])
    factories.programme(short_title="Vreemd plan")
    page = browser(who["contact"]).get(at("addition-add")).content.decode()
    assert "Ander plan" in page
    assert "Plan Noordland" in page
    assert "Vreemd plan" not in page
    factories.addition(municipality=place, programme=other, title="Bij de ander")
    factories.addition(municipality=place, programme=line.programme, title="Bij ons")
    text = re.sub(r"\s+", " ", Client().get(place.get_absolute_url()).content.decode())
    assert "Naast Ander plan" in text
    assert "Naast Plan Noordland" in text


def pages_of(region):
    """Everything that tells of the region; a token of a form is no content."""
    slug = [region.slug]
    names = [
        *("region", "actions:plan", "actions:costs", "actions:csv", "actions:data-excel", "actions:data-about"),
        *("decisions:decisions", "monitoring:figures", "monitoring:csv", "evaluations:list"),
    ]
    addresses = [reverse(name, args=slug) for name in names] + [reverse("home"), reverse("compare")]
    found = {}
    for address in addresses:
        answer = Client().get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        found[address] = TOKENS.sub("", content.decode())
    return found


one = st.fixed_dictionaries(
    {
        "title": st.text("abc ", min_size=1, max_size=8),
        "amount": st.none() | st.decimals(0, 10_000_000, places=2),
        "status": st.sampled_from(Addition.Status.values),
        "ends_in": st.none() | st.sampled_from(["2020Q1", "2027Q4"]),
        "is_concept": st.booleans(),
    }
)


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(one, min_size=1, max_size=4))
def test_nothing_of_the_region_counts_them(several, counted):
    region, programme, line, place, before, report = counted
    for fields_of in several:
        concept = fields_of.pop("is_concept")
        more = {"released_at": None if concept else timezone.now()}
        factories.addition(municipality=place, programme=programme, line=line, **fields_of, **more)
    assert pages_of(region) == before
    told = snapshot.read_decisions(programme, reader=AnonymousUser(), on=timezone.localdate())
    assert (told.documents, told.commitments) == (report.documents, report.commitments)


@pytest.fixture
def counted(region, programme, line, place, action):
    factories.cost(action=action)
    report = snapshot.read_decisions(programme, reader=AnonymousUser(), on=timezone.localdate())
    pages_of(region)
    return region, programme, line, place, pages_of(region), report


def test_who_keeps_them_finds_the_way_before_there_is_anything(who, place):
    page = place.get_absolute_url()
    shows = {role: at("additions") in browser(person).get(page).content.decode() for role, person in who.items()}
    assert {role for role, shown in shows.items() if shown} == {"contact", "sam"}
