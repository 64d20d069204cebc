"""What the settings make of the environment: loud when something is missing or wrong, safe by default."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.rooms import ROOMS

PRINT_FLAGS = """
import django
from django.conf import settings
django.setup()
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
      settings.SESSION_COOKIE_SAMESITE, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.DEBUG)
"""


def started(tmp_path, code=PRINT_FLAGS, data_dir=None, **environment):
    """Python with only these settings in its environment, from a copy of the settings without `.env` beside it."""
    project = tmp_path / "huis"
    project.mkdir()
    for app in ROOMS:
        (project / app).symlink_to(settings.BASE_DIR / app)
    # settings.py finds .env beside the package it is in, with links resolved: so it must be a real copy
    (project / "regiovisie").unlink()
    (project / "regiovisie").mkdir()
    for file in (settings.BASE_DIR / "regiovisie").iterdir():
        if file.name not in ("__pycache__", "settings.py"):
            (project / "regiovisie" / file.name).symlink_to(file)
    (project / "regiovisie" / "settings.py").write_text((settings.BASE_DIR / "regiovisie" / "settings.py").read_text())
    environment = {"EMAIL_URL": "smtp://mail.voorbeeld.example"} | environment
    environment |= {
        "DJANGO_SETTINGS_MODULE": "regiovisie.settings",
        "DATA_DIR": data_dir or str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def provider(issuer):
    block = {"key": "stad", "name": "Stad", "issuer": issuer, "client_id": "x", "client_secret": "y", "domains": []}
    return json.dumps([block])


def test_without_a_secret_key_it_does_not_start(tmp_path):
    result = started(tmp_path)
    assert result.returncode != 0
    assert "Zet SECRET_KEY" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "flags"),
    [
        ({"HTTPS": "1"}, "True True True Lax True 31536000 False"),
        ({"HTTPS": "0"}, "False False True Lax False 0 False"),
        ({"DEBUG": "1"}, "False False True Lax False 0 True"),
    ],
)
def test_the_flags_of_a_deployment(tmp_path, environment, flags):
    result = started(tmp_path, SECRET_KEY="x" * 50, **environment)
    assert (result.stdout.strip(), result.returncode) == (flags, 0)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SECRET_KEY": "x" * 49}, "SECRET_KEY heeft 49 tekens; neem er minstens 50, willekeurig."),
        ({"SECRET_KEY": "x" * 50, "EMAIL_URL": ""}, "Zet EMAIL_URL (of EMAIL_URL_FILE)"),
        ({"SECRET_KEY": "x" * 50, "OIDC_PROVIDERS": provider("http://inloggen.example")}, "begint met http://"),
    ],
)
def test_production_does_not_start_with_too_little(tmp_path, environment, told):
    result = started(tmp_path, **environment)
    assert result.returncode != 0
    assert told in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["DEBUG", "DEMO"])
def test_development_and_the_demonstration_need_nothing(tmp_path, stage):
    result = started(tmp_path, SECRET_KEY="kort", EMAIL_URL="", **{stage: "1"})
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
def test_what_the_portal_keeps_is_for_the_portal_to_read(tmp_path):
    folder = tmp_path / "gegevens"
    folder.mkdir(mode=0o755)
    (folder / "media").mkdir(mode=0o755)
    code = """
from pathlib import Path
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.conf import settings
from django.db import connection
default_storage.save("inlezen/plan.csv", ContentFile(b"x"))
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE t (x)")
kept = [settings.DATA_DIR, *settings.DATA_DIR.rglob("*")]
print([path.name for path in kept if path.stat().st_mode & 0o77])
"""
    result = started(tmp_path, code, SECRET_KEY="x" * 50, data_dir=str(folder))
    assert (result.stdout.strip(), result.stderr) == ("[]", "")


COUNT = """
import django
django.setup()
from django.core.cache import cache
from django.core.management import call_command
call_command("createcachetable", verbosity=0)
cache.set("pogingen", cache.get("pogingen", 0) + 1)
print(cache.get("pogingen"))
"""


@pytest.mark.slow
def test_what_one_process_counts_another_sees(tmp_path):
    told = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        told.append(started(folder, COUNT, SECRET_KEY="x" * 50, data_dir=str(tmp_path / "gegevens")).stdout.strip())
    assert told == ["1", "2"]


def test_a_setting_that_cannot_be_read_stops_the_start(tmp_path):
    result = started(tmp_path, SECRET_KEY="x" * 50, TRUSTED_PROXIES="veel")
    assert result.returncode != 0


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"PORTAL_URL": "https://eigen.example/"}, "https://eigen.example"),
        ({"CSRF_TRUSTED_ORIGINS": "https://een.example,https://twee.example"}, "https://een.example"),
        ({"ALLOWED_HOSTS": ".drie.example"}, "https://drie.example"),
        ({"ALLOWED_HOSTS": ""}, "https://localhost"),
    ],
)
def test_links_in_mail_lead_to_the_address_of_the_portal(tmp_path, environment, address):
    code = "from django.conf import settings; print(settings.PORTAL_URL)"
    result = started(tmp_path, code, SECRET_KEY="x" * 50, **environment)
    assert (result.stdout.strip(), result.returncode) == (address, 0), result.stderr
