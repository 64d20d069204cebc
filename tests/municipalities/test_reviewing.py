"""The yearly review of access, notices before somebody leaves, and the page of access with many people."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from municipalities import services
from municipalities.models import AccessReview, Assignment, Region, ReviewedAccess
from municipalities.models.reviews import due
from municipalities.services import reminding
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def crew(region, organisation):
    found = {
        "bram": factories.leader(region, name="Bram"),
        "anna": factories.administrator(region, name="Anna"),
        "olga": factories.owner(organisation, name="Olga"),
        "gerda": factories.griffier(factories.municipality(region), name="Gerda"),
    }
    Assignment.objects.update(valid_from=day(-400))
    return found


def outcomes():
    return {line.assignment.user.name: line.outcome for line in ReviewedAccess.objects.all()}


def test_a_leader_goes_through_everybody_with_one_button(client, region, crew):
    page = reverse("municipalities:review", args=[region.slug])
    client.force_login(crew["bram"])
    context = client.get(page).context
    ending = [
        crew[name].assignments.get().pk for name in ("olga", "anna", "bram")
    ]  # the last two are not theirs to end
    response = client.post(page, {"seen": context["seen"], "ending": ending})
    assert response["Location"] == reverse("municipalities:access", args=[region.slug])
    assert outcomes() == {"Bram": "kept", "Anna": "kept", "Olga": "ended", "Gerda": "kept"}
    assert AccessReview.objects.get().finished_on == day(0)
    assert {line.by for line in ReviewedAccess.objects.all()} == {crew["bram"]}
    assert not User.objects.get(pk=crew["olga"].pk).assignments.on(day(0)).exists()
    assert crew["anna"].assignments.on(day(0)).exists()


def test_what_came_of_it_is_read_back(client, region, crew):
    """Also after the account of somebody is gone; in two queries, and not by who keeps a municipality."""
    client.force_login(crew["bram"])
    page, read = (reverse(f"municipalities:{name}", args=[region.slug]) for name in ("review", "reviews"))
    assert "nog niet eerder nagelopen" in client.get(read).content.decode()
    client.post(page, {"seen": client.get(page).context["seen"], "ending": [crew["olga"].assignments.get().pk]})
    crew["olga"].delete()
    with CaptureQueriesContext(connection) as queries:
        content = client.get(read).content.decode()
    assert "Nagelopen door Bram: 3 rollen bleven, 1 rol eindigde." in content
    assert "Olga" in content.partition("Beëindigd")[2].partition("Gebleven (3)")[0]
    assert "Gerda" in content.partition("Gebleven (3)")[2]
    assert len(queries) <= 12
    client.force_login(crew["gerda"])
    assert client.get(read).status_code == 403


def test_who_was_not_on_the_page_is_not_said_to_be_kept(client, region, crew):
    client.force_login(crew["anna"])
    page = reverse("municipalities:review", args=[region.slug])
    seen = client.get(page).context["seen"]
    late = factories.policy_officer(region, name="Later")
    assert client.post(page, {"seen": seen})["Location"] == page
    assert (AccessReview.objects.get().finished_on, "Later" in outcomes()) == (None, False)
    assert client.get(page).context["seen"] == str(late.assignments.get().pk)


@pytest.mark.parametrize("seen", ["", "een", "1,2;3", "²", "9" * 30, "1," * 3000])
def test_a_list_that_is_no_list_is_refused(client, region, crew, seen):
    client.force_login(crew["anna"])
    page = reverse("municipalities:review", args=[region.slug])
    assert client.post(page, {"seen": seen}).status_code == 200
    assert client.post(page, {"seen": "1", "ending": ["x"]}).status_code == 200
    assert not ReviewedAccess.objects.exists()


def test_what_is_of_another_region_is_left_alone(client, region, crew):
    other = factories.leader(factories.region()).assignments.get()
    client.force_login(crew["anna"])
    client.post(reverse("municipalities:review", args=[region.slug]), {"seen": str(other.pk), "ending": [other.pk]})
    other.refresh_from_db()
    assert (other.valid_until, ReviewedAccess.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("began", "reviewed", "is_due"), [(-366, None, True), (-365, None, False), (-900, -366, True), (-900, -365, False)]
)
def test_a_review_is_due_after_a_year(client, region, began, reviewed, is_due):
    anna = factories.administrator(region)
    factories.programme(region=region)
    Assignment.objects.update(valid_from=day(began))
    if reviewed:
        AccessReview.objects.create(region=region, finished_on=day(-800))
        AccessReview.objects.create(region=region, finished_on=day(reviewed))
    assert due(Region.objects.all(), day(0)).filter(pk=region.pk).exists() == is_due
    client.force_login(anna)
    address = reverse("municipalities:review", args=[region.slug])
    assert (address in client.get("/mijn/").content.decode()) == is_due


def test_who_answers_for_a_region_is_asked_once_a_month(region, crew):
    reminding.remind()
    reminding.remind()
    asked = sorted(message.to[0] for message in mail.outbox)
    assert asked == sorted(crew[name].email for name in ("anna", "bram"))
    AccessReview.objects.update(reminded_on=day(-30))
    reminding.remind()
    assert len(mail.outbox) == 4


@pytest.mark.parametrize(("left", "told"), [(0, True), (5, True), (30, True), (31, False), (-1, False)])
def test_who_leaves_and_who_answers_for_it_hear_it_before(region, crew, left, told):
    AccessReview.objects.create(region=region, finished_on=day(0))
    Assignment.objects.filter(user=crew["gerda"]).update(valid_until=day(left))
    reminding.remind()
    reminding.remind()
    names = ("gerda", "anna", "bram") if told else ()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(crew[name].email for name in names)


def test_a_mail_says_names_as_they_are(region, crew):
    Region.objects.update(name="D'r & Zee")
    User.objects.filter(pk=crew["gerda"].pk).update(name="Gé & D'Or")
    Assignment.objects.filter(user=crew["gerda"]).update(valid_until=day(5))
    reminding.remind()
    told = {message.subject: message.body for message in mail.outbox}
    assert set(told) == {
        "Regiovisieportaal: uw toegang eindigt binnenkort",
        "Regiovisieportaal: toegang van Gé & D'Or eindigt binnenkort",
        "Regiovisieportaal: loop na wie toegang heeft tot D'r & Zee",
    }
    assert not [body for body in told.values() if "&#" in body or "&amp;" in body]


def test_a_new_last_day_is_told_again(region, crew):
    AccessReview.objects.create(region=region, finished_on=day(0))
    held = Assignment.objects.filter(user=crew["gerda"])
    for left in (20, 10):
        held.update(valid_until=day(left))
        reminding.remind()
    assert len([message for message in mail.outbox if message.to == [crew["gerda"].email]]) == 2


@pytest.mark.parametrize(
    ("left", "words"), [(5, "Eindigt over 5 dagen"), (1, "Eindigt over 1 dag"), (0, "Eindigt vandaag"), (31, "")]
)
def test_the_page_of_access_says_who_leaves_soon(client, region, crew, left, words):
    Assignment.objects.filter(user=crew["olga"]).update(valid_until=day(left))
    client.force_login(crew["bram"])
    text = client.get(reverse("municipalities:access", args=[region.slug])).content.decode()
    assert (words or "Eindigt ") in text if words else "Eindigt " not in text
    soon = client.get(reverse("municipalities:access", args=[region.slug]), {"toon": "eindigt"}).context["people"]
    assert [one.assignment.user.name for group in soon.groups for one in group.people] == ["Olga"] * bool(words)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"zoek": "gerda"}, {"Gerda"}),
        ({"rol": "griffier-municipality"}, {"Gerda"}),
        ({"rol": "administrator-region"}, {"Anna"}),
        ({"rol": "administrator-municipality"}, set()),
        ({"plaats": "organisatie"}, {"Olga"}),
        ({"zoek": "niemand zo"}, set()),
        ({"toon": "beeindigd"}, set()),
        ({}, {"Anna", "Bram", "Olga", "Gerda"}),
    ],
)
def test_the_people_are_searched_and_filtered(client, region, crew, asked, names):
    client.force_login(crew["bram"])
    people = client.get(reverse("municipalities:access", args=[region.slug]), asked).context["people"]
    assert {one.assignment.user.name for group in people.groups for one in group.people} == names


@pytest.mark.parametrize("asked", [{"rol": "baas"}, {"plaats": "maan"}, {"toon": "alles"}, {"kleur": "rood"}])
def test_what_is_not_understood_is_said(client, region, crew, asked):
    client.force_login(crew["bram"])
    text = client.get(reverse("municipalities:access", args=[region.slug]), asked).content.decode()
    assert "Er is niets mee gedaan" in text


def test_a_thousand_users_and_five_thousand_assignments_ask_no_more(client, region, crew):
    organisations = [factories.organisation(region=region) for _ in range(5)]
    users = User.objects.bulk_create(User(email=f"u{n}@voorbeeld.example", name=f"U {n}") for n in range(1000))
    Assignment.objects.bulk_create(
        Assignment(user=user, role=Role.OWNER, organisation=place, valid_from=day(0))
        for user in users
        for place in organisations
    )
    client.force_login(crew["anna"])
    for name in ("access", "review"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"municipalities:{name}", args=[region.slug])).status_code == 200
        assert len(queries) <= 15, name
    with CaptureQueriesContext(connection) as queries:
        client.get("/mijn/")
    few = len(queries)
    assert few <= 30


def test_access_goes_through_the_services_once(region, crew):
    """A review that two people do at the same time says each assignment once."""
    seen = {held.pk for held in services.left_to_review(region)}
    assert services.go_through(region, seen=seen, ending=set(), by=crew["anna"])
    services.go_through(region, seen=seen, ending=set(), by=crew["bram"])
    assert AccessReview.objects.exclude(finished_on=None).count() == 2  # the second begins a new one
