"""What the settings make of the environment: loud when something is missing or wrong, safe by default."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRINT_FLAGS = """
import django
from django.conf import settings
django.setup()
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
      settings.SESSION_COOKIE_SAMESITE, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.DEBUG)
"""


def started(tmp_path, code=PRINT_FLAGS, **environment):
    """Python with only these settings in its environment, from a copy of the settings without `.env` beside it."""
    project = tmp_path / "huis"
    project.mkdir()
    for app in ("regiovisie", "evaluations", "monitoring", "actions", "municipalities", "jobs", "accounts", "tables"):
        (project / app).symlink_to(settings.BASE_DIR / app)
    # settings.py finds .env beside the package it is in, with links resolved: so it must be a real copy
    (project / "regiovisie").unlink()
    (project / "regiovisie").mkdir()
    for file in (settings.BASE_DIR / "regiovisie").iterdir():
        if file.name not in ("__pycache__", "settings.py"):
            (project / "regiovisie" / file.name).symlink_to(file)
    (project / "regiovisie" / "settings.py").write_text((settings.BASE_DIR / "regiovisie" / "settings.py").read_text())
    environment |= {
        "DJANGO_SETTINGS_MODULE": "regiovisie.settings",
        "DATA_DIR": str(tmp_path),
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


def test_without_a_secret_key_it_does_not_start(tmp_path):
    result = started(tmp_path)
    assert result.returncode != 0
    assert "Zet SECRET_KEY" in result.stderr


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


def test_a_setting_that_cannot_be_read_stops_the_start(tmp_path):
    result = started(tmp_path, SECRET_KEY="x" * 50, TRUSTED_PROXIES="veel")
    assert result.returncode != 0
