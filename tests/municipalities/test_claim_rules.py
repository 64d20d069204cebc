"""Rules that give a role at sign-in: who sets, confirms and removes them, what a try says, and that it is all told."""

import json

import pytest
from django.urls import reverse

from accounts.models import TraceEntry
from accounts.providers import IdentityProvider
from municipalities import claims
from municipalities.models import Assignment, ClaimRule
from municipalities.services import NotYours, OwnAccess, confirm_rule, remove_rule, set_rule
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role
STAD = {"key": "stad", "name": "Stad", "issuer": "https://inloggen.example", "client_id": "x", "client_secret": "y"}


@pytest.fixture(autouse=True)
def provider(settings):
    settings.IDENTITY_PROVIDERS = [IdentityProvider.read(STAD | {"domains": ["stad.example"]})]


@pytest.fixture
def boss(region):
    return factories.administrator(region, name="Anna")


@pytest.fixture
def second(region):
    return factories.administrator(region, name="Bram")


def page(name, *args):
    return reverse(f"municipalities:{name}", args=args)


def typed(role, value="beleid", place="", **more):
    return {"provider": "stad", "claim": "groups", "value": value, "role": role, "place": place} | more


def add(client, region, **form):
    return client.post(page("claim-rule-add", region.slug), typed(**form), follow=True).content.decode()


def seen(rule):
    return str(rule.history.first().pk)


def told():
    found = TraceEntry.objects.filter(kind__startswith="rule").order_by("pk")
    return list(found.values_list("kind", "by_name", "subject_label", "detail", "region_id"))


def test_what_opens_the_hidden_waits_for_a_second_administrator(client, region, boss, second):
    client.force_login(boss)
    assert "geeft nog niets" in add(client, region, role="policy_officer")
    rule = ClaimRule.objects.get()
    assert claims.matching("stad", {"groups": ["beleid"]}) == []
    here = page("claim-rule", region.slug, rule.pk)
    assert "Ja, bevestig de regel" not in client.get(here).content.decode()
    assert client.post(here, {"answer": "confirm", "gezien": seen(rule)}).status_code == 403
    client.force_login(second)
    assert "Ja, bevestig de regel" in client.get(here).content.decode()
    for nonsense in ("", "0", "x", "99999"):
        client.post(here, {"answer": "confirm", "gezien": nonsense})
        assert claims.matching("stad", {"groups": ["beleid"]}) == []
    shown = {"answer": "confirm", "gezien": seen(rule)}
    client.post(here, shown)
    assert claims.matching("stad", {"groups": ["beleid"]}) == [rule]
    assert "intussen gewijzigd of bevestigd" in client.post(here, shown, follow=True).content.decode()
    assert told() == [
        ("rule_set", "Anna", "stad: groups = beleid", "Beleidsmedewerker, wacht op bevestiging", region.pk),
        ("rule_set", "Bram", "stad: groups = beleid", "Beleidsmedewerker", region.pk),
    ]
    assert [line.history_change_reason for line in rule.history.order_by("history_id")] == [
        "Regel toegevoegd, wacht op bevestiging",
        "Regel bevestigd",
    ]


def test_what_opens_nothing_hidden_holds_at_once_and_a_change_waits_again(client, region, boss):
    client.force_login(boss)
    place = factories.municipality(region)
    assert "vanaf de volgende keer" in add(client, region, role="contact", place=f"municipality-{place.pk}")
    rule = ClaimRule.objects.get()
    assert (rule.awaits, rule.municipality, rule.given_by) == (False, place, boss)
    here = page("claim-rule", region.slug, rule.pk)
    client.post(here, typed("griffier", place=f"municipality-{place.pk}"))
    rule.refresh_from_db()
    assert (rule.role, rule.awaits) == ("griffier", True)
    shown = client.get(here).content.decode()
    assert "Regel gewijzigd, wacht op bevestiging: stad: groups = beleid, Griffier" in shown
    client.post(page("claim-rule-remove", region.slug, rule.pk))
    assert (ClaimRule.objects.count(), told()[-1][:2]) == (0, ("rule_removed", "Anna"))


def test_confirmed_and_saved_unchanged_it_still_holds(client, region, boss, second):
    rule = ClaimRule(provider="stad", claim="groups", value="beleid", role=Role.POLICY_OFFICER, region=region)
    set_rule(rule, by=boss)
    confirm_rule(rule, seen=seen(rule), by=second)
    client.force_login(boss)
    here = page("claim-rule", region.slug, rule.pk)
    client.post(here, typed("policy_officer"))
    assert ClaimRule.objects.get().awaits is False
    client.post(here, typed("policy_officer", value="iedereen"))
    assert ClaimRule.objects.get().awaits is True


@pytest.mark.parametrize("role", ["administrator", "evaluator", "veilig_thuis", "figure_keeper", "onzin"])
def test_no_rule_for_who_gives_access_or_sees_exact_counts(client, region, boss, role):
    client.force_login(boss)
    add(client, region, role=role)
    assert ClaimRule.objects.count() == 0


def test_a_role_goes_with_its_own_kind_of_place_here(client, region, boss):
    client.force_login(boss)
    elsewhere = factories.municipality(factories.region())
    here = factories.municipality(region)
    for role, place in (
        ("griffier", ""),
        ("policy_officer", f"municipality-{here.pk}"),
        ("griffier", f"municipality-{elsewhere.pk}"),
    ):
        add(client, region, role=role, place=place)
    assert ClaimRule.objects.count() == 0
    for _time in range(2):
        text = add(client, region, role="griffier", place=f"municipality-{here.pk}")
    assert (ClaimRule.objects.count(), "Deze regel is er al." in text) == (1, True)


def test_nobody_gives_what_is_not_theirs(region, boss):
    elsewhere = factories.administrator(factories.region())
    leader = factories.leader(region)
    keeper = factories.municipality(region)
    rule = ClaimRule(provider="stad", claim="groups", value="x", role=Role.GRIFFIER, municipality=keeper)
    for person in (elsewhere, leader, factories.policy_officer(region)):
        with pytest.raises(NotYours):
            set_rule(rule, by=person)
    set_rule(rule, by=boss)
    rule.role = Role.POLICY_OFFICER
    with pytest.raises(NotYours):
        remove_rule(ClaimRule.objects.get(), by=leader)
    with pytest.raises(OwnAccess):
        confirm_rule(ClaimRule.objects.get(), seen=seen(rule), by=boss)
    rule = ClaimRule.objects.get()
    rule.municipality, rule.region, rule.role = None, elsewhere.assignments.get().region, Role.LEADER
    with pytest.raises(NotYours):  # what it was about is not theirs, although what it would be is
        set_rule(rule, by=elsewhere)


@pytest.mark.parametrize("who", ["leader", "policy_officer", "portal_administrator", "elsewhere"])
def test_only_administrators_of_the_region_come_here(client, region, boss, who):
    rule = ClaimRule.objects.create(provider="stad", claim="c", value="v", role=Role.LEADER, region=region)
    people = {
        "leader": lambda: factories.leader(region),
        "policy_officer": lambda: factories.policy_officer(region),
        "portal_administrator": factories.portal_administrator,
        "elsewhere": lambda: factories.administrator(factories.programme().region),
    }
    person = people[who]()
    client.force_login(person)
    for name, args in (("claim-rules", ()), ("claim-rule-add", ()), ("claim-rule", (rule.pk,))):
        assert client.post(page(name, region.slug, *args)).status_code == 403
    assert client.post(page("claim-rule-remove", region.slug, rule.pk)).status_code == 403
    if who == "elsewhere":
        there = person.assignments.get().region.slug
        assert client.post(page("claim-rule-remove", there, rule.pk)).status_code == 404
    assert ClaimRule.objects.count() == 1


def tried(client, region, text):
    return client.post(page("claim-rules", region.slug), {"asked": "stad", "claims": text})


def test_a_try_says_what_would_follow_and_writes_nothing(client, region, boss):
    place = factories.municipality(region, name="Ons Dorp")
    for role, value, where in (
        (Role.POLICY_OFFICER, "beleid", {"region": region}),
        (Role.CONTACT, "balie", {"municipality": place}),
        (Role.CONTACT, "anders", {"municipality": place}),
    ):
        set_rule(ClaimRule(provider="stad", claim="groups", value=value, role=role, **where), by=boss)
    client.force_login(boss)
    before = Assignment.objects.count()
    answer = tried(client, region, json.dumps({"groups": ["beleid", "balie"]}))
    found = [(line.rule.value, line.rule.awaits) for line in answer.context["found"]]
    assert found == [("balie", False), ("beleid", True)]
    text = " ".join(answer.content.decode().split())
    assert "Contactpersoon van een gemeente voor Ons Dorp, door groups = balie. </li>" in text
    assert text.count("Nu nog niet: de regel wacht op een tweede persoon.") == 1
    assert Assignment.objects.count() == before
    assert "Hier volgt geen rol uit in deze regio." in tried(client, region, "{}").content.decode()


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"x"', "[" * 9_999, "{'groups': 1}", "9" * 9_999, "x" * 10_001])
def test_what_is_no_json_is_refused_in_a_sentence(client, region, boss, text):
    client.force_login(boss)
    answer = tried(client, region, text)
    assert (answer.status_code, answer.context["is_tried"]) == (200, False)
    assert 'id="fouten"' in answer.content.decode()


def test_more_rules_cost_no_more(client, region, boss, django_assert_max_num_queries):
    client.force_login(boss)
    places = [factories.municipality(region) for _number in range(3)]
    for number, place in enumerate(places):
        rule = ClaimRule(provider="stad", claim="groups", value=f"g{number}", role=Role.GRIFFIER, municipality=place)
        set_rule(rule, by=factories.superuser())
    with django_assert_max_num_queries(15):
        client.get(page("claim-rules", region.slug))


def test_the_back_office_only_shows_them(client, region):
    rule = ClaimRule.objects.create(provider="stad", claim="c", value="v", role=Role.LEADER, region=region)
    client.force_login(factories.superuser())
    assert client.get(reverse("admin:municipalities_claimrule_changelist")).status_code == 200
    assert client.get(reverse("admin:municipalities_claimrule_add")).status_code == 403
    assert client.post(reverse("admin:municipalities_claimrule_delete", args=[rule.pk])).status_code == 403
