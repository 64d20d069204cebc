"""Who gives which role where: every role x every giver, in the service and through the page of the region."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from municipalities import services
from municipalities.access import access
from municipalities.models import Assignment, Membership
from municipalities.rules import rights, wording
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role
LATER = datetime.timedelta(days=100)

GIVEN, PROPOSED = "gives", "proposes"
LEADER_GIVES = {
    (Role.LEADER, "region"),
    (Role.POLICY_OFFICER, "region"),
    (Role.EVALUATOR, "region"),
    (Role.OWNER, "organisation"),
    (Role.DEPUTY, "organisation"),
    (Role.COUNCIL_MEMBER, "municipality"),
}
LEADER_PROPOSES = {(Role.GRIFFIER, "municipality"), (Role.CONTACT, "municipality")}
OF_MUNICIPALITY = {*LEADER_PROPOSES, (Role.COUNCIL_MEMBER, "municipality")}
OF_PORTAL = {(Role.FIGURE_KEEPER, "portal"), (Role.ADMINISTRATOR, "portal")}
EXPECTED = {
    "leader": dict.fromkeys(LEADER_GIVES, GIVEN) | dict.fromkeys(LEADER_PROPOSES, PROPOSED),
    "administrator": dict.fromkeys(Assignment.PERMISSIONS, GIVEN),
    "administrator_of_municipality": dict.fromkeys(OF_MUNICIPALITY, GIVEN),
    "portal_administrator": dict.fromkeys(OF_PORTAL, GIVEN),
    "superuser": dict.fromkeys(wording.KINDS, GIVEN),
}
NOBODY = ["policy_officer", "evaluator", "owner", "deputy", "griffier", "contact", "council_member", "veilig_thuis"]
NOBODY += ["figure_keeper", "leader_elsewhere", "administrator_elsewhere", "nobody"]


@pytest.fixture
def places(region, organisation):
    vt = factories.region(kind="veilig_thuis", code="VT55", organisation="Veilig Thuis Hier")
    factories.programme(region=region, veilig_thuis_regions=[vt])
    return {
        "region": region,
        "organisation": organisation,
        "municipality": factories.municipality(region),
        "portal": None,
        "veilig_thuis": vt,
    }


@pytest.fixture
def givers(places):
    region, municipality = places["region"], places["municipality"]
    elsewhere = factories.region()
    mayor = factories.user()
    services.give_access(mayor, role=Role.ADMINISTRATOR, place=municipality)
    return {
        "leader": factories.leader(region),
        "administrator": factories.administrator(region),
        "administrator_of_municipality": mayor,
        "portal_administrator": factories.portal_administrator(),
        "superuser": factories.superuser(),
        "policy_officer": factories.policy_officer(region),
        "evaluator": factories.evaluator(region),
        "owner": factories.owner(places["organisation"]),
        "deputy": factories.deputy(places["organisation"]),
        "griffier": factories.griffier(municipality),
        "contact": factories.contact(municipality),
        "council_member": factories.council_member(municipality),
        "veilig_thuis": factories.veilig_thuis(places["veilig_thuis"]),
        "figure_keeper": factories.figure_keeper(),
        "leader_elsewhere": factories.leader(elsewhere),
        "administrator_elsewhere": factories.administrator(elsewhere),
        "nobody": factories.user(),
    }


def place_of(places, kind):
    return places["veilig_thuis" if kind[0] == Role.VEILIG_THUIS else kind[1]]


def give(by, kind, place):
    """Whether somebody gives a role, proposes it, or neither."""
    until = timezone.localdate() + LATER
    try:
        given = services.give_access(factories.user(), role=kind[0], place=place, until=until, by=by)
    except services.NotYours:
        return None
    asks = kind not in Assignment.HOLDS_AT_ONCE
    assert given.awaits or not asks
    if not rights.may_give(by, kind[0], place):
        assert given.awaits
        return PROPOSED
    return GIVEN


@pytest.mark.parametrize("who", [*EXPECTED, *NOBODY])
def test_each_giver_gives_exactly_what_the_table_says(places, givers, who):
    answers = {kind: give(givers[who], kind, place_of(places, kind)) for kind in wording.KINDS}
    assert {kind: answer for kind, answer in answers.items() if answer} == EXPECTED.get(who, {})


@pytest.mark.parametrize("who", [*EXPECTED, *NOBODY])
def test_who_gives_or_proposes_a_role_ends_it_and_nobody_else(places, givers, who):
    ended = set()
    for kind in wording.KINDS:
        until = timezone.localdate() + LATER
        held = services.give_access(factories.user(), role=kind[0], place=place_of(places, kind), until=until)
        try:
            services.end_access(held, on=timezone.localdate(), by=givers[who])
        except services.NotYours:
            continue
        ended.add(kind)
    assert ended == set(EXPECTED.get(who, {}))


def test_nobody_gives_what_they_do_not_have():
    """A leader has all that the roles hold that a leader gives; what a leader only proposes holds more."""
    has = set(Assignment.PERMISSIONS[Role.LEADER, "region"]) | rights.LEADING
    assert all(wording.permissions_of(kind) <= has for kind in rights.GIVES["lead_region"])
    assert all(not wording.permissions_of(kind) <= has for kind in rights.PROPOSES["lead_region"])
    assert not any(
        "administer" in name for kind in rights.GIVES["lead_region"] for name in wording.permissions_of(kind)
    )


@pytest.mark.parametrize("role", [Role.GRIFFIER, Role.CONTACT])
@pytest.mark.parametrize(
    ("who", "may"),
    [("administrator", True), ("administrator_of_municipality", True), ("superuser", True), ("other", False)],
)
def test_what_a_leader_proposes_only_who_gives_it_confirms(places, givers, role, who, may):
    """Two leaders do not give what neither has."""
    givers["other"] = factories.leader(places["region"])
    given = services.give_access(factories.user(), role=role, place=places["municipality"], by=givers["leader"])
    assert (given.awaits, services.may_decide(givers[who], given)) == (True, may)
    assert (given in services.to_confirm(givers[who])) == may
    if may:
        services.confirm_access(given, by=givers[who])
        assert access(User.objects.get(pk=given.user_id)).municipalities("keep_decisions") == {
            places["municipality"].pk
        }
    else:
        with pytest.raises(services.OwnAccess):
            services.confirm_access(given, by=givers[who])


@pytest.mark.parametrize("who", ["leader", "administrator_of_municipality", "superuser"])
def test_a_griffier_of_one_administrator_is_confirmed_by_somebody_else(client, places, givers, who):
    """A griffier reads what is vertrouwelijk of a council; who gives the role has it to give, so a leader may look."""
    by = givers["administrator"]
    given = services.give_access(factories.user(), role=Role.GRIFFIER, place=places["municipality"], by=by)
    assert (given.awaits, services.may_decide(by, given), services.may_decide(givers[who], given)) == (
        True,
        False,
        True,
    )
    assert given in services.to_confirm(givers[who])
    client.force_login(givers["leader"])
    page = client.get(reverse("municipalities:access", args=[places["region"].slug])).content.decode()
    assert given.get_confirm_url() in page
    client.force_login(givers[who])
    assert client.get(given.get_confirm_url()).status_code == 200
    assert client.post(given.get_confirm_url(), {"answer": "confirm"}).status_code == 302
    assert access(User.objects.get(pk=given.user_id)).municipalities("close_promises") == {places["municipality"].pk}


@pytest.mark.parametrize("place", [None, "municipality"])
def test_an_administrator_awaits_a_second_person(places, givers, place):
    by = givers["portal_administrator" if place is None else "administrator"]
    given = services.give_access(factories.user(), role=Role.ADMINISTRATOR, place=place and places[place], by=by)
    assert given.awaits
    with pytest.raises(services.OwnAccess):
        services.confirm_access(given, by=by)


def test_one_portal_administrator_gets_a_second_one(client, givers):
    """No dead end: technical administration confirms on its own page, where there is nobody else."""
    client.force_login(givers["portal_administrator"])
    typed = {"email": "nora@voorbeeld.example", "name": "Nora", "role": "administrator", "since": today().isoformat()}
    page = client.post(reverse("municipalities:portal-access"), typed, follow=True).content.decode()
    assert "het technisch beheer" in page
    given = Assignment.objects.get(user__name="Nora")
    assert client.post(given.get_confirm_url(), {"answer": "confirm"}).status_code == 403
    client.force_login(givers["superuser"])
    assert given.get_confirm_url() in client.get("/mijn/").content.decode()
    assert client.get(given.get_confirm_url()).status_code == 200
    assert client.post(given.get_confirm_url(), {"answer": "confirm"}).status_code == 302
    assert access(User.objects.get(name="Nora")).allows("administer_portal", None)


def today():
    return timezone.localdate()


def typed(**changes):
    return {
        "email": "nieuw@voorbeeld.example",
        "name": "Nora",
        "role": "leader",
        "place": "",
        "since": today().isoformat(),
        "until": (today() + LATER).isoformat(),
    } | changes


ATTACKS = {
    "administrator of the own region": {"role": "administrator"},
    "a role of the portal": {"role": "figure_keeper"},
    "Veilig Thuis": {"role": "veilig_thuis", "place": "region-{veilig_thuis}"},
    "leader of a Veilig Thuis region": {"role": "leader", "place": "region-{veilig_thuis}"},
    "leader of another region": {"role": "leader", "place": "region-{other_region}"},
    "owner of an organisation of another region": {"role": "owner", "place": "organisation-{other_organisation}"},
    "griffier of a municipality of another region": {"role": "griffier", "place": "municipality-{other_municipality}"},
    "griffier of a municipality that left": {"role": "griffier", "place": "municipality-{left}"},
    "griffier of the whole region": {"role": "griffier"},
    "administrator of a municipality": {"role": "administrator-municipality", "place": "municipality-{municipality}"},
    "leader of a municipality": {"role": "leader", "place": "municipality-{municipality}"},
    "themselves": {"email": "leider@voorbeeld.example"},
    "an evaluator without a last day": {"role": "evaluator", "until": ""},
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_leader_posts_beyond_the_table_gives_nothing(client, places, attack):
    leader = factories.leader(places["region"], email="leider@voorbeeld.example")
    left = factories.municipality(places["region"])
    Membership.objects.filter(municipality=left).update(valid_until=today() - datetime.timedelta(days=1))
    elsewhere = factories.region()
    numbers = {
        "veilig_thuis": places["veilig_thuis"].pk,
        "municipality": places["municipality"].pk,
        "other_region": elsewhere.pk,
        "other_organisation": factories.organisation(region=elsewhere).pk,
        "other_municipality": factories.municipality(elsewhere).pk,
        "left": left.pk,
    }
    before = (Assignment.objects.count(), User.objects.count())
    client.force_login(leader)
    fields = {name: value.format(**numbers) for name, value in ATTACKS[attack].items()}
    response = client.post(reverse("municipalities:access", args=[places["region"].slug]), typed(**fields))
    assert (response.status_code, bool(response.context["form"].errors)) == (200, True)
    assert (Assignment.objects.count(), User.objects.count()) == before


def test_the_service_itself_refuses_what_left_the_region(places, givers):
    left = factories.municipality(places["region"])
    Membership.objects.filter(municipality=left).update(valid_until=today() - datetime.timedelta(days=1))
    for who in ("leader", "administrator"):
        assert give(givers[who], (Role.COUNCIL_MEMBER, "municipality"), left) is None


def test_a_leader_sees_an_administrator_and_does_not_end_one(client, places, givers):
    held = givers["administrator"].assignments.get()
    address = reverse("municipalities:end-access", args=[places["region"].slug, held.pk])
    client.force_login(givers["leader"])
    assert address not in client.get(reverse("municipalities:access", args=[places["region"].slug])).content.decode()
    assert [client.get(address).status_code, client.post(address, {"last_day": ""}).status_code] == [403, 403]
    held.refresh_from_db()
    assert held.valid_until is None


@pytest.mark.parametrize("kind", wording.KINDS)
def test_every_role_ends_at_midnight(places, kind, monkeypatch):
    place, person = place_of(places, kind), factories.user()
    services.give_access(person, role=kind[0], place=place, until=today())

    def allowed():
        rights_now = access(User.objects.get(pk=person.pk))
        return {name for name in wording.permissions_of(kind) if rights_now.allows(name, place)}

    assert allowed() == wording.permissions_of(kind)
    tomorrow = today() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert allowed() == set()


@pytest.mark.parametrize("who", ["leader", "administrator", "superuser"])
@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.LEADER, "veilig_thuis"),
        (Role.POLICY_OFFICER, "veilig_thuis"),
        (Role.VEILIG_THUIS, "region"),
        (Role.GRIFFIER, "region"),
        (Role.LEADER, "municipality"),
        (Role.OWNER, "region"),
        (Role.LEADER, "portal"),
    ],
)
def test_the_service_gives_no_role_for_a_place_that_it_does_not_go_with(places, givers, who, role, place):
    with pytest.raises(services.NotYours):
        services.give_access(factories.user(), role=role, place=places[place], by=givers[who])
