"""Nobody reads what is hidden through a right they gave: a second person confirms.

Anna administers the region, Bram leads it, Dirk administers it too; Carla administers another region.
"""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from municipalities import services
from municipalities.models import Assignment
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role
RIGHTS = ("read", "report", "lead", "administer")


@pytest.fixture
def crew(region):
    return {
        "anna": factories.administrator(region, name="Anna"),
        "bram": factories.leader(region, name="Bram"),
        "dirk": factories.administrator(region, name="Dirk"),
        "carla": factories.administrator(factories.region(), name="Carla"),
        "sam": factories.superuser(name="Sam"),
        "officer": factories.policy_officer(region, name="Paula"),
        "eva": factories.user(name="Eva"),
    }


@pytest.fixture
def given(crew, region):
    """What Anna gave Eva."""
    return services.give_access(crew["eva"], role=Role.LEADER, place=region, by=crew["anna"])


def address(assignment):
    return reverse("municipalities:confirm-access", args=[assignment.region.slug, assignment.pk])


def rights(user, region):
    user = User.objects.get(pk=user.pk)
    return [
        right
        for right in ("read", "report", "lead", "administer")
        if user.has_perm(f"municipalities.{right}_region", region)
    ]


@pytest.mark.parametrize("role", [Role.LEADER, Role.POLICY_OFFICER, Role.ADMINISTRATOR])
def test_what_one_person_gives_gives_nothing_yet(crew, region, line, role):
    hidden = [factories.action(line=line, classification=kind) for kind in ("internal", "confidential", "secret")]
    given = services.give_access(crew["eva"], role=role, place=region, by=crew["anna"])
    services.refresh_permissions()
    assert (given.awaits, rights(crew["eva"], region)) == (True, [])
    assert not Action.objects.visible_to(User.objects.get(pk=crew["eva"].pk)).filter(pk__in=[one.pk for one in hidden])


def test_every_role_awaits_unless_it_opens_nothing_hidden():
    roles = Assignment.PERMISSIONS
    hidden = {
        key
        for key in roles
        if any(right in ("read_region", "report_region", "lead_region", "close_promises") for right in roles[key])
    }
    assert hidden & Assignment.HOLDS_AT_ONCE == set()


def test_an_owner_reports_at_once(crew, organisation):
    given = services.give_access(crew["eva"], role=Role.OWNER, place=organisation, by=crew["anna"])
    assert not given.awaits
    assert User.objects.get(pk=crew["eva"].pk).has_perm("municipalities.report_for_organisation", organisation)


@pytest.mark.parametrize(("classification", "sees"), [("internal", True), ("confidential", False), ("secret", False)])
def test_an_owner_reads_no_hidden_programme(crew, organisation, classification, sees):
    """The right holds at once, and nobody else looked at it."""
    programme = factories.programme(region=organisation.region, classification=classification)
    led = factories.action(line=factories.line(programme=programme), leads=[organisation])
    services.give_access(crew["eva"], role=Role.OWNER, place=organisation, by=crew["anna"])
    eva = User.objects.get(pk=crew["eva"].pk)
    assert Action.objects.visible_to(eva).filter(pk=led.pk).exists() == sees


@pytest.mark.parametrize(
    ("who", "status"),
    [("bram", 302), ("dirk", 302), ("sam", 302), ("anna", 403), ("eva", 403), ("carla", 403), ("officer", 403)],
)
@pytest.mark.parametrize("answer", ["confirm", "refuse"])
def test_who_confirms_or_refuses(client, crew, region, given, who, status, answer):
    client.force_login(crew[who])
    assert client.post(address(given), {"answer": answer}).status_code == status
    given.refresh_from_db()
    decided = status == 302
    held = ["read", "report", "lead"] if decided and answer == "confirm" else []
    assert (rights(crew["eva"], region), given.decided_by) == (held, crew[who] if decided else None)


def test_two_who_give_each_other_rights_get_nowhere(crew, region):
    """A second administrator that Anna made does not confirm what Anna gave: that one awaits too."""
    puppet = factories.user()
    services.give_access(puppet, role=Role.ADMINISTRATOR, place=region, by=crew["anna"])
    given = services.give_access(crew["eva"], role=Role.LEADER, place=region, by=crew["anna"])
    with pytest.raises(services.OwnAccess):
        services.confirm_access(given, by=User.objects.get(pk=puppet.pk))


@pytest.mark.parametrize("who", ["anna", "sam"])
def test_nobody_gives_themselves_rights(crew, region, who):
    before = Assignment.objects.count()
    with pytest.raises(services.OwnAccess):
        services.give_access(crew[who], role=Role.LEADER, place=region, by=crew[who])
    assert Assignment.objects.count() == before


def test_what_was_decided_is_decided_once(client, crew, region, given):
    stale = Assignment.objects.get(pk=given.pk)
    services.refuse_access(given, by=crew["bram"])
    with pytest.raises(LookupError):
        services.confirm_access(stale, by=crew["dirk"])
    assert rights(crew["eva"], region) == []
    client.force_login(crew["dirk"])
    assert client.get(address(given)).status_code == 404


def test_the_page_of_access_says_what_waits_and_what_was_decided(client, crew, region, given):
    client.force_login(crew["anna"])
    page = reverse("municipalities:access", args=[region.slug])
    text = client.get(page).content.decode()
    assert ("Wacht op bevestiging" in text, address(given) in text) == (True, False)
    client.force_login(crew["dirk"])
    assert address(given) in client.get(page).content.decode()
    services.confirm_access(given, by=crew["dirk"])
    text = client.get(page).content.decode()
    assert "Gegeven door Anna, bevestigd door Dirk" in text
    assert "Wacht op bevestiging" not in text
    other = services.give_access(factories.user(), role=Role.LEADER, place=region, by=crew["anna"])
    services.refuse_access(other, by=crew["bram"])
    assert "Geweigerd door Bram" in client.get(page, {"toon": "beeindigd"}).content.decode()


@pytest.mark.parametrize(
    ("who", "asked"), [("bram", True), ("dirk", True), ("sam", True), ("anna", False), ("eva", False)]
)
def test_it_stands_on_the_page_of_who_may_confirm(client, crew, region, given, who, asked):
    client.force_login(crew[who])
    assert (address(given) in client.get("/mijn/").content.decode()) == asked


def test_veilig_thuis_keeps_its_capitals_in_a_sentence():
    given = [Assignment(role=role) for role in (Role.VEILIG_THUIS, Role.LEADER)]
    assert [each.role_in_text for each in given] == ["Veilig Thuis", "projectleider"]


def test_who_may_confirm_is_mailed_and_the_invited_only_after_that(client, crew, region):
    client.force_login(crew["anna"])
    fields = {
        "email": "nora@voorbeeld.example",
        "name": "Nora",
        "role": "leader",
        "since": timezone.localdate().isoformat(),
    }
    client.post(reverse("municipalities:access", args=[region.slug]), fields)
    assert sorted(message.to[0] for message in mail.outbox) == sorted([crew["bram"].email, crew["dirk"].email])
    mail.outbox.clear()
    client.force_login(crew["dirk"])
    client.post(address(Assignment.objects.get(user__name="Nora")), {"answer": "confirm"})
    assert [message.to for message in mail.outbox] == [["nora@voorbeeld.example"]]


def test_a_region_with_one_administrator_hears_whom_to_ask(client):
    region = factories.region()
    client.force_login(factories.administrator(region))
    fields = {
        "email": "nora@voorbeeld.example",
        "name": "Nora",
        "role": "leader",
        "since": timezone.localdate().isoformat(),
    }
    page = client.post(reverse("municipalities:access", args=[region.slug]), fields, follow=True)
    assert "het technisch beheer" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_history_says_who_gave_and_who_confirmed(crew, given):
    services.confirm_access(given, by=crew["bram"])
    lines = [(line.history_change_reason, line.history_user.name) for line in given.history.all()]
    assert lines == [("Toegang bevestigd", "Bram"), ("Toegang gegeven, wacht op bevestiging", "Anna")]
