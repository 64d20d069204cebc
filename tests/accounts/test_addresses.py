"""A person has one address: what an old mailbox, or another spelling, still opens."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
RESET = "/inloggen/password/reset/"
OLD, NEW = "oud@voorbeeld.example", "nieuw@voorbeeld.example"


@pytest.fixture
def person():
    """Somebody about whom allauth has written down their address, as after some of its own steps."""
    made = factories.user(email=OLD)
    EmailAddress.objects.create(user=made, email=OLD, primary=True, verified=True)
    return made


def change_in_the_back_office(person, email, **fields):
    client = Client()
    client.force_login(factories.superuser())
    values = {"name": person.name, "email": email, "is_active": "on"} | fields
    answer = client.post(reverse("admin:accounts_user_change", args=[person.pk]), values)
    person.refresh_from_db()
    return answer


def links():
    found = [re.search(r"http://testserver(/\S+reset/key/\S+)", message.body) for message in mail.outbox]
    return [(message.to[0], link[1]) for message, link in zip(mail.outbox, found, strict=True) if link]


def works(link):
    return "Deze link werkt niet meer" not in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize("way", ["back office", "shell"])
@pytest.mark.parametrize("spelling", [OLD, "Oud@Voorbeeld.Example"])
def test_the_old_mailbox_opens_nothing(client, person, spelling, way):
    if way == "shell":
        User.objects.filter(pk=person.pk).update(email=NEW)
    else:
        assert change_in_the_back_office(person, NEW).status_code == 302
    client.post(RESET, {"email": spelling})
    assert links() == []
    client.post("/inloggen/login/", {"login": spelling, "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_new_mailbox_opens_the_account(client, person):
    change_in_the_back_office(person, "Nieuw@Voorbeeld.EXAMPLE")
    assert person.email == NEW
    client.post(RESET, {"email": "NIEUW@voorbeeld.example"})
    ((to, link),) = links()
    assert (to.lower(), works(link)) == (NEW, True)
    client.post("/inloggen/login/", {"login": NEW, "password": factories.PASSWORD})
    assert "_auth_user_id" in client.session


def test_a_link_that_was_mailed_before_dies_with_the_address(client, person):
    client.post(RESET, {"email": OLD})
    ((_to, link),) = links()
    change_in_the_back_office(person, NEW)
    assert not works(link)


def test_what_is_told_about_the_account_goes_to_its_address(client, person):
    User.objects.filter(pk=person.pk).update(email=NEW)
    client.force_login(User.objects.get(pk=person.pk))
    new = {"password1": "nieuw-lang-wachtwoord", "password2": "nieuw-lang-wachtwoord"}
    client.post("/inloggen/password/change/", {"oldpassword": factories.PASSWORD, **new})
    assert [message.to for message in mail.outbox] == [[NEW]]


def test_who_types_the_password_once_more_is_asked_by_the_new_address(client, person):
    services.change_address(person, NEW)
    client.post("/inloggen/login/", {"login": NEW, "password": factories.PASSWORD})
    answer = client.post("/inloggen/reauthenticate/", {"password": factories.PASSWORD, "next": "/mijn/"})
    assert answer["Location"] == "/mijn/"


def test_the_other_table_holds_the_same_address_or_none(person, client):
    change_in_the_back_office(person, NEW)
    client.post(RESET, {"email": NEW})
    assert set(EmailAddress.objects.filter(user=person).values_list("email", flat=True)) <= {NEW}


def test_two_accounts_never_differ_in_capitals_only(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="OUD@voorbeeld.example", name="Iemand")
    refused = change_in_the_back_office(factories.user(), "Oud@voorbeeld.example")
    assert refused.status_code == 200
    assert "email" in refused.context["adminform"].form.errors
