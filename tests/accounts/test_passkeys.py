"""Passkeys as a second step: added, used, named and removed; whatever no browser answers opens nothing."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts.models import TraceEntry
from tests import factories
from tests.accounts.passkey import Passkey
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
ADD, USE, INDEX = "/inloggen/2fa/webauthn/add/", "/inloggen/2fa/authenticate/", "/inloggen/2fa/"
NOT_KNOWN = "Deze passkey is niet herkend."


def asked(page):
    """What the page asks the browser, as passkey.js reads it."""
    found = re.search(r'data-options="([^"]*)"', page.content.decode())
    return json.loads(html.unescape(found[1]))


def half_way(person, **headers):
    client = Client(**headers)
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    return client


@pytest.fixture
def person():
    return factories.leader(factories.region(), name="Anna")


@pytest.fixture
def desk(person):
    """A browser in which somebody just gave their password, and has no second step."""
    return half_way(person)


@pytest.fixture
def passkey(desk):
    """A passkey that was added there."""
    made = Passkey()
    answer = desk.post(ADD, {"name": "Werklaptop", "credential": made.create(asked(desk.get(ADD)))})
    assert answer["Location"] == "/inloggen/2fa/recovery-codes/"
    return made


def test_at_the_first_sign_in_it_is_the_second_step_that_is_asked(settings, person):
    settings.SECOND_STEP_REQUIRED = True
    desk, made = half_way(person), Passkey()
    assert desk.get("/mijn/")["Location"] == "/inloggen/2fa/totp/activate/"
    assert f'href="{ADD}"' in desk.get("/inloggen/2fa/totp/activate/").content.decode()
    desk.post(ADD, {"name": "", "credential": made.create(asked(desk.get(ADD)))})
    assert desk.get("/mijn/")["Location"] == "/inloggen/2fa/recovery-codes/"
    assert len(re.findall(r"<code>\w+</code>", desk.get("/inloggen/2fa/recovery-codes/").content.decode())) == 10
    assert desk.post("/inloggen/2fa/noodcodes-bewaard/")["Location"] == "/mijn/"
    assert desk.get("/mijn/").status_code == 200


def test_it_is_the_second_step_at_sign_in(person, passkey):
    client = half_way(person)
    page = client.get(USE)
    assert ("_auth_user_id" in client.session, "Tweede stap: uw passkey" in page.content.decode()) == (False, True)
    answer = client.post(USE, {"credential": passkey.get(asked(page))})
    assert (answer["Location"], client.session["_auth_user_id"]) == ("/mijn/", str(person.pk))


def test_an_emergency_code_works_beside_it(desk, person, passkey):
    code = re.search(r"<code>(\w+)</code>", desk.get("/inloggen/2fa/recovery-codes/").content.decode())[1]
    client = half_way(person)
    assert "Vul een van uw noodcodes in." in client.get(USE).content.decode()
    client.post(USE, {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)


def changed(text, **parts):
    answer = json.loads(text)
    answer["response"] |= parts
    return json.dumps(answer)


WRONG = {
    "another key": lambda key, ask: Passkey().get(ask),
    "another key under this name": lambda key, ask: renamed(key).get(ask),
    "another challenge": lambda key, ask: key.get({"publicKey": {"challenge": "AAAA"}}),
    "another site": lambda key, ask: like(key, origin="https://kwaad.example").get(ask),
    "a name of another site": lambda key, ask: like(key, host="kwaad.example").get(ask),
    "without encryption": lambda key, ask: like(key, origin="http://testserver").get(ask),
    "a signature of nothing": lambda key, ask: changed(key.get(ask), signature="AAAA"),
    "half an answer": lambda key, ask: changed(key.get(ask), authenticatorData="AAAA"),
    "no bytes": lambda key, ask: changed(key.get(ask), authenticatorData=7),
    "a new key": lambda key, ask: key.create(ask),
    **{text: lambda key, ask, text=text: text for text in ("", "{", "{}", "[]", "7", "null", '"x"', '{"id": "x"}')},
    "a row": lambda key, ask: '{"id": "x", "rawId": "x", "type": "public-key", "response": []}',
}


def like(key, **other):
    made = Passkey(**other)
    made.id, made.key = key.id, key.key
    return made


def renamed(key):
    made = Passkey()
    made.id = key.id
    return made


@pytest.mark.parametrize("wrong", WRONG)
def test_nothing_else_opens_the_account(person, passkey, wrong):
    client = half_way(person)
    answer = client.post(USE, {"credential": WRONG[wrong](passkey, asked(client.get(USE)))})
    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)
    assert NOT_KNOWN in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [name for name in WRONG if name not in ("another key", "another key under this name")]
)
def test_nothing_else_becomes_a_passkey(desk, wrong):
    key = Passkey()
    answer = desk.post(ADD, {"name": "x", "credential": WRONG[wrong](key, asked(desk.get(ADD)))})
    if wrong == "a new key":
        assert answer.status_code == 302
        return
    assert (answer.status_code, Authenticator.objects.count()) == (200, 0)
    assert NOT_KNOWN in answer.content.decode()


def test_an_answer_works_once(person, passkey):
    client, other = half_way(person), half_way(person)
    answer = passkey.get(asked(client.get(USE)))
    client.post(USE, {"credential": answer})
    other.get(USE)
    other.post(USE, {"credential": answer})
    assert ["_auth_user_id" in one.session for one in (client, other)] == [True, False]


def test_somebody_elses_opens_nothing(person, passkey):
    other = factories.leader(factories.region())
    theirs, key = half_way(other), Passkey()
    theirs.post(ADD, {"credential": key.create(asked(theirs.get(ADD)))})
    client = half_way(person)
    client.post(USE, {"credential": key.get(asked(client.get(USE)))})
    assert "_auth_user_id" not in client.session
    row = Authenticator.objects.get(user=other, type="webauthn")
    mine = half_way_in(person, passkey)
    for act in ("edit", "remove"):
        assert mine.get(f"/inloggen/2fa/webauthn/keys/{row.pk}/{act}/").status_code == 404


def half_way_in(person, passkey):
    client = half_way(person)
    client.post(USE, {"credential": passkey.get(asked(client.get(USE)))})
    client.post("/inloggen/reauthenticate/", {"password": PASSWORD})
    return client


def test_named_renamed_and_removed(person, passkey):
    client = half_way_in(person, passkey)
    row = Authenticator.objects.get(type="webauthn")
    assert "Werklaptop" in client.get(INDEX).content.decode()
    client.post(f"/inloggen/2fa/webauthn/keys/{row.pk}/edit/", {"name": "Mijn <b>sleutel</b>"})
    assert "Mijn &lt;b&gt;sleutel&lt;/b&gt;" in client.get(INDEX).content.decode()
    assert client.get("/inloggen/2fa/webauthn/")["Location"] == INDEX
    remove = f"/inloggen/2fa/webauthn/keys/{row.pk}/remove/"
    assert "Dit is uw enige tweede stap." in client.get(remove).content.decode()
    client.post(remove)
    assert Authenticator.objects.count() == 0  # its emergency codes too
    told = list(TraceEntry.objects.filter(kind__startswith="factor").order_by("pk").values_list("kind", "detail"))
    assert ("factor_set", "Passkey: Werklaptop") in told
    assert ("factor_removed", "Passkey: Mijn <b>sleutel</b>") in told
    assert [each.subject.partition(": ")[2] for each in mail.outbox if "passkey" in each.subject] == [
        "u heeft een nieuwe passkey",
        "een passkey is weggehaald",
    ]


def test_it_shows_once_more_who_one_is(person, desk, passkey):
    desk.post("/inloggen/2fa/noodcodes-bewaard/")
    client = half_way(person)
    client.post(USE, {"credential": passkey.get(asked(client.get(USE)))})
    assert client.get(ADD)["Location"].startswith("/inloggen/reauthenticate/")
    page = client.get(f"/inloggen/2fa/webauthn/reauthenticate/?next={ADD}")
    answer = client.post(
        "/inloggen/2fa/webauthn/reauthenticate/", {"credential": passkey.get(asked(page)), "next": ADD}
    )
    assert answer["Location"] == ADD
    assert client.get(ADD).status_code == 200


@pytest.mark.parametrize("longest", [60, 61])
def test_a_name_is_short(desk, longest):
    answer = desk.post(ADD, {"name": "n" * longest, "credential": Passkey().create(asked(desk.get(ADD)))})
    assert answer.status_code == (302 if longest == 60 else 200)


@pytest.mark.parametrize(
    ("host", "link"),
    [
        ("127.0.0.1:8000", f"http://localhost:8000{ADD}"),
        ("[::1]:8000", f"http://localhost:8000{ADD}"),
        ("localhost:8000", ""),
        ("testserver", ""),
    ],
)
def test_by_number_the_page_says_where_passkeys_work(settings, person, host, link):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "[::1]", "localhost", "testserver"]
    page = half_way(person, headers={"host": host}).get(ADD)
    assert (f'href="{link}"' in page.content.decode(), "data-options" in page.content.decode()) == (
        bool(link),
        not link,
    )
    if not link:
        assert asked(page)["publicKey"]["rp"] == {"id": host.partition(":")[0], "name": "Regiovisieportaal"}
