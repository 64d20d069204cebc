"""The table of rights as a page, one's own roles, and why somebody sees what is not public."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import User
from decisions.models import Addition, ShareKey
from municipalities.models import Assignment
from municipalities.pages.rights import table
from municipalities.rules import wording
from municipalities.rules.why import why
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_table_says_every_role_and_every_permission():
    held = {*Assignment.PERMISSIONS, *((role, "portal") for role in Assignment.PORTAL_PERMISSIONS)}
    assert set(wording.KINDS) == held == set(wording.SHORT)
    said = frozenset().union(*(act.permissions for act in wording.ACTS))
    assert said == frozenset().union(*map(wording.permissions_of, wording.KINDS))
    assert all(wording.acts_of(kind) and wording.givers_of(kind) for kind in wording.KINDS)


def test_the_page_is_for_everybody_and_says_what_the_table_says(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = client.get(reverse("municipalities:who-may-what")).content.decode()
    assert all(column.name in text for column in table().columns)
    assert [words for words, _cells in table().rows if words not in text.replace("&#x27;", "'")] == []
    closing = next(cells for words, cells in table().rows if words.startswith("Toezeggingen"))
    assert [kind[0] for kind, may in zip(wording.KINDS, closing, strict=True) if may] == ["griffier"]


def test_own_roles_say_where_until_when_and_by_whom(client, region):
    eva = factories.evaluator(region, name="Eva")
    client.force_login(eva)
    text = client.get(reverse("municipalities:my-roles")).content.decode()
    for words in (
        "Evaluator",
        region.name,
        "tot en met",
        "een opdracht op de server",
        "Lezen wat intern is in de regio",
    ):
        assert words in text
    assert f'Evaluator: <a href="{region.get_absolute_url()}">' in client.get("/mijn/").content.decode()


@pytest.mark.parametrize("role", ["griffier", "contact", "council_member"])
def test_people_of_a_municipality_find_its_page(client, region, role):
    council = factories.municipality(region)
    client.force_login(getattr(factories, role)(council))
    for page in ("/mijn/", reverse("municipalities:my-roles")):
        assert council.get_absolute_url() in client.get(page).content.decode()


def test_why_somebody_sees_what_is_hidden(region, line, organisation):
    shown = factories.action(line=line, leads=[organisation])
    hidden = factories.action(line=line, leads=[organisation], classification="internal")
    concept = factories.action(line=line, released_at=None)
    people = {
        "leader": (factories.leader(region), f"U ziet dit omdat u projectleider bent van {region}."),
        "evaluator": (factories.evaluator(region), f"U ziet dit omdat u evaluator bent van {region}."),
        "owner": (factories.owner(organisation), f"U ziet dit omdat u trekker bent van {organisation}."),
        "deputy": (factories.deputy(organisation), f"U ziet dit omdat u vervangend trekker bent van {organisation}."),
        "superuser": (factories.superuser(), "U ziet dit omdat u technisch beheerder bent van het portaal."),
    }
    for person, sentence in people.values():
        assert why(person, hidden.read_through()) == sentence
        assert why(person, shown.read_through()) == ""
    assert why(people["evaluator"][0], concept.read_through()).startswith("U ziet dit omdat")
    assert why(AnonymousUser(), hidden.read_through()) == ""


@pytest.mark.parametrize("classification", ["public", "internal", "confidential", "secret"])
def test_who_sees_something_hidden_is_told_why_and_nobody_else(region, line, organisation, classification):
    facts = factories.classified(classification)
    action = factories.action(line=line, leads=[organisation], **facts)
    document = factories.document(programme=line.programme, **facts)
    council = factories.municipality(region)
    key = {"kind": "fixed", "first_year": 2026, "last_year": 2026, "document": document}
    of_council = {"programme": line.programme, "municipality": council}
    hideable = [
        action,
        document,
        factories.evaluation(programme=line.programme, pdf="evaluaties/x.pdf", **facts),
        factories.promise(**of_council, **facts),
        ShareKey.objects.create(programme=line.programme, **key),
    ]
    concept = Addition.objects.create(**of_council, title="Eigen aanpak")
    people = [factories.leader(region), factories.policy_officer(region), factories.evaluator(region)]
    people += [factories.administrator(region), factories.owner(organisation), factories.leader(factories.region())]
    people += [factories.griffier(council), factories.contact(council), factories.council_member(council)]
    for person in people:
        person = User.objects.get(pk=person.pk)
        for shown in (*hideable, concept):
            model = type(shown)
            sees = model.objects.visible_to(person).filter(pk=shown.pk).exists()
            said = bool(why(person, model.objects.get(pk=shown.pk).read_through()))
            assert (shown, said) == (shown, sees and (classification != "public" or shown is concept))


def test_the_pages_say_why(client, region, line):
    action = factories.action(line=line, classification="internal")
    factories.document(programme=line.programme, classification="internal")
    client.force_login(factories.leader(region))
    sentence = f"U ziet dit omdat u projectleider bent van {region}."
    report = factories.evaluation(programme=line.programme)
    pages = [action.get_absolute_url(), reverse("decisions:decisions", args=[region.slug]), report.get_absolute_url()]
    assert [page for page in pages if sentence not in client.get(page).content.decode()] == []
