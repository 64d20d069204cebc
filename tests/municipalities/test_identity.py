"""Signing in through an identity provider: a real one, that runs as a process of its own."""

import contextlib
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.internal.statekit import STATES_SESSION_KEY
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from accounts.providers import IdentityProvider
from municipalities.models import Assignment, ClaimRule
from municipalities.services import confirm_access, refuse_access
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
Role = Assignment.Role
SCRIPT = Path(__file__).parent.parent / "accounts" / "oidc_provider.py"


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def provider_url():
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, SCRIPT, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{url}/.well-known/openid-configuration", timeout=5).ok:
                    break
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def block(url, **more):
    return {
        "key": "voorbeeldstad",
        "name": "Gemeente Voorbeeldstad",
        "issuer": url,
        "client_id": "portaal",
        "client_secret": "geheim-van-het-portaal",
        "domains": ["voorbeeldstad.example"],
        "second_step": {"amr": ["mfa"], "acr": ["hoog"]},
    } | more


def use(settings, *blocks):
    settings.IDENTITY_PROVIDERS = [IdentityProvider.read(one) for one in blocks]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [one.for_allauth() for one in settings.IDENTITY_PROVIDERS]}
    }


@pytest.fixture
def provider(provider_url, settings):
    """One municipality with a provider of its own; a second one speaks for another domain."""
    other = block(
        provider_url, key="heideveen", name="Gemeente Heideveen", domains=["heideveen.example"], client_id="h"
    )
    use(settings, block(provider_url), other)
    return provider_url


def asks(client, key="voorbeeldstad", to=""):
    """Where the button leads."""
    return client.post(f"/inloggen/via/{key}/", {"next": to} if to else {})


def known_there(url, sub, **claims):
    given = {"name": "Noor", "email": f"{sub}@voorbeeldstad.example", "email_verified": True} | claims
    assert requests.put(f"{url}/users/{sub}", json=given, timeout=5).status_code == 204


def answered(location, sub):
    """Where the provider sends the browser back to, after its own sign-in page: a path of the portal."""
    answer = requests.post(location, data={"sub": sub}, allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def sign_in(url, sub, *, client=None, key="voorbeeldstad", to="", **claims):
    known_there(url, sub, **claims)
    client = client or Client()
    back = answered(asks(client, key, to)["Location"], sub)
    return client, client.get(back)


def said(answer):
    return answer.content.decode()


def test_the_sign_in_page_names_them(client, provider):
    page = said(client.get("/inloggen/login/?next=/over/"))
    for name in ("Gemeente Voorbeeldstad", "Gemeente Heideveen"):
        assert f"Inloggen met {name}" in page
    assert page.count('name="next" value="/over/"') == 3


def test_from_the_button_to_where_one_was_going(provider):
    person = factories.user(email="noor@voorbeeldstad.example")
    client = Client()
    asked = urlsplit(asks(client, to="/over/")["Location"])
    query = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert f"{asked.scheme}://{asked.netloc}" == provider
    assert query["response_type"] == "code"
    assert query["code_challenge_method"] == "S256"
    assert len(query["nonce"]) > 20
    client, answer = sign_in(provider, "noor", to="/over/")
    assert answer["Location"] == "/over/"
    assert client.session["_auth_user_id"] == str(person.pk)
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.provider, kept.extra_data) == (person, "voorbeeldstad", {})
    assert not SocialToken.objects.exists()
    client, _answer = sign_in(provider, "noor")  # a second time it is known
    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.count() == 1


def test_the_limits_of_a_session_hold_for_it_too(provider, settings):
    factories.user(email="noor@voorbeeldstad.example")
    client, _answer = sign_in(provider, "noor")
    left = client.get("/inloggen/sessie/").json()
    assert settings.SESSION_COOKIE_AGE - 60 < left["seconds"] <= settings.SESSION_COOKIE_AGE
    assert "Dit apparaat" in said(client.get("/inloggen/sessies/"))
    elsewhere, _answer = sign_in(provider, "noor")
    elsewhere.post("/inloggen/sessies/", {"end": "others"})
    assert client.get("/mijn/").status_code == 302
    assert elsewhere.get("/mijn/").status_code == 200


# --- Whose account ---


@pytest.mark.parametrize(
    ("key", "claims"),
    [
        ("heideveen", {}),  # a provider that does not speak for this domain
        ("voorbeeldstad", {"email_verified": False}),
        ("voorbeeldstad", {"email_verified": "true"}),
        ("voorbeeldstad", {"email_verified": None}),
        ("voorbeeldstad", {"email": ""}),
        ("voorbeeldstad", {"email": "noor@heideveen.example"}),
        ("voorbeeldstad", {"email": "noor@voorbeeldstad.example@heideveen.example"}),
        ("voorbeeldstad", {"email": "noor@sub.voorbeeldstad.example"}),
    ],
)
def test_no_foreign_provider_opens_an_account(provider, key, claims):
    factories.user(email="noor@voorbeeldstad.example")
    factories.user(email="noor@heideveen.example")
    client, answer = sign_in(provider, "noor", key=key, **claims)
    assert answer.status_code == 403
    assert "bevestigt geen e-mailadres waarmee u hier mag inloggen" in said(answer)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_the_same_name_at_another_provider_is_another_person(provider):
    person = factories.user(email="noor@voorbeeldstad.example")
    sign_in(provider, "noor")
    client, answer = sign_in(provider, "noor", key="heideveen")
    assert (answer.status_code, "_auth_user_id" in client.session) == (403, False)
    assert SocialAccount.objects.get().user == person


def test_without_access_nobody_comes_in(provider):
    client, answer = sign_in(provider, "onbekend")
    assert "U heeft nog geen toegang" in said(answer)
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(email__startswith="onbekend").exists()


def test_technical_administration_does_not(provider):
    factories.superuser(email="noor@voorbeeldstad.example")
    client, answer = sign_in(provider, "noor")
    assert "Technisch beheer logt in met een wachtwoord" in said(answer)
    assert "_auth_user_id" not in client.session


def test_a_closed_account_stays_closed(provider):
    factories.user(email="noor@voorbeeldstad.example", is_active=False)
    client, answer = sign_in(provider, "noor")
    assert answer["Location"] == "/inloggen/inactive/"
    assert "_auth_user_id" not in client.session


# --- What does not fit ---


def test_a_wrong_state_is_refused(provider):
    factories.user(email="noor@voorbeeldstad.example")
    known_there(provider, "noor")
    client = Client()
    back = answered(asks(client)["Location"], "noor")
    for path in (back.replace("state=", "state=x"), back.partition("&state")[0], "/inloggen/via/voorbeeldstad/terug/"):
        answer = client.get(path)
        assert (answer.status_code, "is niet gelukt. Begin opnieuw." in said(answer)) == (403, True)
    assert Client().get(back).status_code == 403  # nor in another browser
    assert client.get(back).status_code == 302
    assert Client().get(back).status_code == 403


@pytest.mark.parametrize("name", ["nonce", "pkce_code_verifier"])
def test_an_answer_to_another_question_is_refused(provider, name):
    factories.user(email="noor@voorbeeldstad.example")
    known_there(provider, "noor")
    client = Client()
    back = answered(asks(client)["Location"], "noor")
    session = client.session
    for kept in session[STATES_SESSION_KEY].values():
        kept[0][name] = "iets-anders-dan-gevraagd-" * 2
    session.save()
    answer = client.get(back)
    assert answer.status_code == 403
    assert "Begin opnieuw" in said(answer)
    assert "_auth_user_id" not in client.session


def test_who_stops_there_reads_that(provider):
    client = Client()
    location = asks(client)["Location"]
    state = parse_qs(urlsplit(location).query)["state"][0]
    answer = client.get(f"/inloggen/via/voorbeeldstad/terug/?error=access_denied&state={state}")
    assert "U bent gestopt met inloggen" in said(answer)


def test_a_provider_that_is_away(provider, settings):
    gone = f"http://127.0.0.1:{free_port()}"
    client = Client()
    known_there(provider, "noor")
    back = answered(asks(client)["Location"], "noor")
    use(settings, block(gone))
    for answer in (asks(Client()), client.get(back)):
        assert answer.status_code == 502
        assert "Gemeente Voorbeeldstad antwoordt nu niet" in said(answer)
    use(settings, block(f"{provider}/niets"))  # or answers something else
    assert asks(Client()).status_code == 502


def test_the_address_of_the_page_adds_nothing(provider):
    client = Client()
    answer = client.post(
        "/inloggen/via/voorbeeldstad/?process=connect&scope=alles&auth_params=nonce%3Dx&next=https://kwaad.example/"
    )
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}
    assert query["nonce"] != ["x"]
    state = next(iter(client.session[STATES_SESSION_KEY].values()))[0]
    assert (state["process"], state.get("next")) == ("login", None)


def test_only_a_press_leads_there(client, provider):
    page = client.get("/inloggen/via/voorbeeldstad/")
    assert page.status_code == 200
    assert "Verder naar Gemeente Voorbeeldstad" in said(page)
    assert f"form-action 'self' {provider}" not in page["Content-Security-Policy"]  # read once, at the start


# --- The second step ---


@pytest.mark.parametrize(
    ("claims", "to"),
    [
        ({}, "/inloggen/2fa/totp/activate/"),
        ({"amr": ["pwd"], "acr": "laag"}, "/inloggen/2fa/totp/activate/"),
        ({"amr": ["pwd", "mfa"]}, ""),
        ({"acr": "hoog"}, ""),
    ],
)
def test_a_second_step_there_is_enough(provider, settings, region, claims, to):
    settings.SECOND_STEP_REQUIRED = True
    factories.leader(region, email="noor@voorbeeldstad.example")
    client, _answer = sign_in(provider, "noor", **claims)
    assert client.get("/over/").status_code == 200
    assert client.get("/").headers.get("Location", "") == to
    if to:
        assert client.get(to).status_code == 200  # they just proved who they are


@pytest.mark.parametrize(("claims", "is_in"), [({}, False), ({"amr": ["mfa"]}, True)])
def test_who_has_one_here_gives_it_unless_they_did_there(provider, region, claims, is_in):
    person = factories.leader(region, email="noor@voorbeeldstad.example")
    TOTP.activate(person, generate_totp_secret())
    client, answer = sign_in(provider, "noor", **claims)
    assert answer["Location"] == ("/mijn/" if is_in else "/inloggen/2fa/authenticate/")
    assert ("_auth_user_id" in client.session) == is_in


def test_it_does_not_hold_for_a_password_afterwards(provider, settings, region):
    settings.SECOND_STEP_REQUIRED = True
    person = factories.leader(region, email="noor@voorbeeldstad.example")
    client, _answer = sign_in(provider, "noor", amr=["mfa"])
    assert client.get("/").status_code == 200
    client.post("/inloggen/logout/")
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    assert client.get("/")["Location"] == "/inloggen/2fa/totp/activate/"
    assert not Authenticator.objects.exists()


# --- Roles by rule ---


@pytest.fixture
def places(region):
    return {"municipality": factories.municipality(region), "region": region}


def rule(role, value, **place):
    made = ClaimRule(provider="voorbeeldstad", claim="groups", value=value, role=role, **place)
    made.full_clean()
    made.save()
    return made


def roles(person):
    found = Assignment.objects.filter(user=person).order_by("pk")
    return [(one.role, one.from_provider, one.awaits, one.was_withdrawn) for one in found]


def test_a_role_is_given_and_withdrawn_at_sign_in(provider, places):
    rule(Role.GRIFFIER, "griffie", municipality=places["municipality"])
    rule(Role.CONTACT, "beleid", municipality=places["municipality"])
    sign_in(provider, "noor", groups=["griffie", "iets anders"])
    person = User.objects.get(email="noor@voorbeeldstad.example")
    assert (person.name, person.has_usable_password()) == ("Noor", False)
    assert roles(person) == [("griffier", "voorbeeldstad", True, False)]
    sign_in(provider, "noor", groups=["griffie"])
    assert len(roles(person)) == 1
    sign_in(provider, "noor", groups="beleid")
    assert roles(person) == [("griffier", "voorbeeldstad", True, True), ("contact", "voorbeeldstad", False, False)]
    sign_in(provider, "noor")
    assert [withdrawn for *_rest, withdrawn in roles(person)] == [True, True]


def test_what_a_person_gave_stays(provider, places):
    rule(Role.CONTACT, "beleid", municipality=places["municipality"])
    person = factories.contact(places["municipality"], email="noor@voorbeeldstad.example")
    sign_in(provider, "noor", groups=["beleid"])
    sign_in(provider, "noor", groups=[])
    assert roles(person) == [("contact", "", False, False)]


def test_a_rule_of_another_provider_gives_nothing(provider, places):
    ClaimRule.objects.create(
        provider="heideveen", claim="groups", value="griffie", role=Role.GRIFFIER, municipality=places["municipality"]
    )
    person = factories.user(email="noor@voorbeeldstad.example")
    sign_in(provider, "noor", groups=["griffie"])
    assert roles(person) == []


def test_what_opens_the_hidden_waits_for_a_second_person(provider, places):
    rule(Role.POLICY_OFFICER, "beleid", region=places["region"])
    person = factories.user(email="noor@voorbeeldstad.example")
    sign_in(provider, "noor", groups=["beleid"])
    assert roles(person) == [("policy_officer", "voorbeeldstad", True, False)]
    refuse_access(Assignment.objects.get(), by=factories.leader(places["region"]))
    sign_in(provider, "noor", groups=["beleid"])
    assert len(roles(person)) == 1  # refused is refused


def test_confirmed_it_holds(provider, places):
    rule(Role.POLICY_OFFICER, "beleid", region=places["region"])
    person = factories.user(email="noor@voorbeeldstad.example")
    sign_in(provider, "noor", groups=["beleid"])
    confirm_access(Assignment.objects.get(user=person), by=factories.leader(places["region"]))
    sign_in(provider, "noor", groups=["beleid"])
    assert roles(person) == [("policy_officer", "voorbeeldstad", False, False)]


@pytest.mark.parametrize("role", sorted(ClaimRule.NEVER))
def test_no_rule_gives_keys(places, role):
    with pytest.raises(ValidationError):
        rule(role, "iedereen", region=places["region"])
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimRule.objects.create(provider="x", claim="x", value="x", role=role, region=places["region"])


def test_a_rule_is_for_one_place_of_the_right_kind(places):
    for place in ({}, {"region": places["region"]}, places):
        with pytest.raises(ValidationError):
            rule(Role.GRIFFIER, "griffie", **place)


# --- Settings ---


@pytest.mark.parametrize(
    ("issuer", "in_the_clear"),
    [
        ("https://inloggen.example", False),
        ("http://inloggen.example", True),
        ("http://127.0.0.1:8080/stad", False),
        ("http://[::1]:8080", False),
        ("http://localhost", False),
        ("http://127.0.0.1.kwaad.example", True),
        ("http://10.0.0.7", True),
    ],
)
def test_http_is_for_this_machine_only(issuer, in_the_clear):
    assert IdentityProvider.read(block(issuer)).is_in_the_clear == in_the_clear


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ""},
        {"key": "a b"},
        {"key": "één"},
        {"key": "a" * 51},
        {"issuer": "voorbeeldstad"},
        {"domains": None},
        {"domains": "voorbeeldstad.example"},
        {"iets": "anders"},
    ],
)
def test_a_wrong_block_is_refused(wrong):
    with pytest.raises((ValueError, TypeError)):
        IdentityProvider.read(block("https://inloggen.voorbeeldstad.example") | wrong)
    with pytest.raises(ValueError, match="elke aanbieder heeft"):
        IdentityProvider.read({})
