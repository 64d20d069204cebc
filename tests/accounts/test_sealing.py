"""Secrets of the second step are encrypted in the database, with keys that can be replaced."""

import importlib
import io
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, generate_totp_secret
from cryptography.fernet import Fernet
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.core.serializers import serialize

from accounts.sealing import SEALED, UnreadableError, seal, unseal
from tests import factories
from tests.accounts.test_second_step import code
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
migration = importlib.import_module("accounts.migrations.0005_sealed_second_steps")


def dump():
    """Everything that the database holds, as text; of sessions what they say, as it stands there."""
    rows = [serialize("json", model.objects.all()) for model in apps.get_models()]
    return "\n".join([*rows, *map(json.dumps, stored_sessions())])


def stored_sessions():
    """What stands in the rows of sessions: Django's own reading of it, which has no key of ours."""
    return [DatabaseSessions().decode(session.session_data) for session in Session.objects.all()]


def test_the_database_shows_no_secret(client):
    person = factories.leader(factories.region())
    client.post("/inloggen/login/", {"login": person.email, "password": PASSWORD})
    page = client.get("/inloggen/2fa/totp/activate/").content.decode()
    key = re.search(r'id="authenticator_secret"\s+value="(\w+)"', page)[1]
    assert client.session[SECRET_SESSION_KEY] == key
    assert key not in json.dumps(stored_sessions())  # not while it is being set up
    client.post("/inloggen/2fa/totp/activate/", {"code": code(key)})
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/inloggen/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    seed = unseal(Authenticator.objects.get(type="recovery_codes").data["seed"])
    told = dump()
    assert [secret for secret in (key, seed, *codes) if secret in told] == []


@pytest.fixture
def person():
    """Somebody with a second step and emergency codes."""
    made = factories.user()
    TOTP.activate(made, generate_totp_secret())
    RecoveryCodes.activate(made)
    return made


def secrets_of(person):
    return [
        value
        for row in Authenticator.objects.filter(user=person).order_by("type")
        for name, value in row.data.items()
        if name in ("secret", "seed")
    ]


def test_the_migration_encrypts_what_is_there_and_back(person):
    Authenticator.objects.create(
        user=factories.user(), type="recovery_codes", data={"migrated_codes": ["aaa", "bbb"], "used_mask": 0}
    )
    migration.decrypt(apps, None)
    plain = [row.data for row in Authenticator.objects.order_by("pk")]
    assert SEALED not in json.dumps(plain)
    migration.encrypt(apps, None)
    sealed = [row.data for row in Authenticator.objects.order_by("pk")]
    assert [secret for row in plain for secret in flat(row) if secret in json.dumps(sealed)] == []
    assert ["confirmed_at" in row for row in sealed] == ["seed" in row or "migrated_codes" in row for row in plain]
    migration.encrypt(apps, None)  # a second time does no harm
    migration.decrypt(apps, None)
    assert [row.data for row in Authenticator.objects.order_by("pk")] == plain


def flat(data):
    """The secrets of a row."""
    return [data[name] for name in ("secret", "seed") if name in data] + data.get("migrated_codes", [])


def test_what_was_kept_before_still_works():
    assert unseal("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_a_new_key_in_front_and_the_old_one_away(person, settings):
    before = [unseal(secret) for secret in secrets_of(person)]
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.SECOND_STEP_KEYS = [old]
    call_command("reseal_second_steps", stdout=(told := io.StringIO()))
    assert told.getvalue().strip() == "opnieuw versleuteld: 2"
    settings.SECOND_STEP_KEYS = [new, old]
    call_command("reseal_second_steps", stdout=io.StringIO())
    settings.SECOND_STEP_KEYS, settings.SECRET_KEY = [new], "een heel andere sleutel dan eerst" * 2
    assert [unseal(secret) for secret in secrets_of(person)] == before


def test_without_its_key_nobody_comes_in(person, settings, caplog):
    settings.SECRET_KEY = "een heel andere sleutel dan eerst" * 2
    step = Authenticator.objects.get(user=person, type="totp")
    with pytest.raises(UnreadableError):
        unseal(step.data["secret"])
    assert not any(TOTP(step).validate_code(f"{number:06}") for number in range(20))
    assert "a second step cannot be read" in caplog.text
    with pytest.raises(CommandError, match="met geen enkele sleutel te lezen"):
        call_command("reseal_second_steps")


def test_the_same_secret_is_never_the_same_twice():
    assert seal("geheim") != seal("geheim")
