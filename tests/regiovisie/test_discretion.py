"""What no log may hold."""

import logging
import os
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from gunicorn.config import Config

from regiovisie.discretion import Discreet, GunicornLogger, discreet

KEY = "1a-c8x9z7-0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Forbidden: /inloggen/password/reset/key/{KEY}/", "Forbidden: /inloggen/password/reset/key/(weggelaten)/"),
        (f"?next=%2Fkey%2F{KEY}%2F&a=b", "?next=%2Fkey%2F(weggelaten)%2F&a=b"),
        ("/inloggen/confirm-email/MTI:1abc:xyz/", "/inloggen/confirm-email/(weggelaten)/"),
        ("Invalid request from ip=203.0.113.7: x", "Invalid request from ip=(adres): x"),
        ("by 2001:db8::12:7 and fe80::1%eth0", "by (adres) and (adres)"),
        ("AXES: failure by {username: 'a.b@voorbeeld.example'}", "AXES: failure by {username: '(e-mailadres)'}"),
        ("12:30:05 GET /regios/zuid-limburg/plan/ 200", "12:30:05 GET /regios/zuid-limburg/plan/ 200"),
        ("Listening at: http://127.0.0.1:8000 (v5.2.19)", "Listening at: http://127.0.0.1:8000 (v5.2.19)"),
    ],
)
def test_a_line_says_no_more_than_it_should(text, told):
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", (text,), None)
    assert Discreet().filter(record)
    assert (discreet(text), record.getMessage()) == (told, told)


def test_a_line_that_does_not_fit_its_arguments_breaks_nothing():
    assert Discreet().filter(logging.LogRecord("x", logging.INFO, "", 0, "%d", ("geen getal",), None))


def test_the_access_log_has_the_path_and_nothing_about_the_visitor():
    config = Config()
    made: dict[str, object] = {}
    exec((settings.BASE_DIR / "gunicorn.conf.py").read_text(), made)
    config.set("access_log_format", made["access_log_format"])
    config.set("accesslog", "-")
    assert (made["logger_class"], made["umask"]) == ("regiovisie.discretion.GunicornLogger", 0o077)
    logger = GunicornLogger(config)
    lines: list[str] = []
    logger.access_log = SimpleNamespace(info=lambda form, atoms: lines.append(form % atoms))
    path = f"/inloggen/password/reset/key/{KEY}/"
    environ = {
        "REMOTE_ADDR": "203.0.113.7",
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"{path}?q=naam",
        "PATH_INFO": path,
        "QUERY_STRING": "q=naam",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://portaal.example{path}",
        "HTTP_USER_AGENT": "Browser",
    }
    answer = SimpleNamespace(status="200 OK", sent=12, headers=[])
    took = SimpleNamespace(seconds=0, microseconds=5000, days=0, total_seconds=lambda: 0.005)
    logger.access(answer, SimpleNamespace(headers=[]), environ, took)
    (line,) = lines
    assert '"GET /inloggen/password/reset/key/(weggelaten)/" 200' in line
    assert not any(secret in line for secret in (KEY, "203.0.113.7", "naam", "Browser"))


WRITES = """
import os, signal
from pathlib import Path
Path(__file__).with_name("geschreven").write_text("x")
os.kill(os.getppid(), signal.SIGTERM)
def application(environ, start_response): ...
"""


def test_what_a_web_process_writes_is_for_the_portal_to_read(tmp_path):
    (tmp_path / "schrijver.py").write_text(WRITES)
    command = ["-m", "gunicorn", "schrijver", "--bind", f"unix:{tmp_path}/deur", "--log-level", "critical"]
    places = os.environ | {"PYTHONPATH": str(tmp_path)}
    subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=places, timeout=30, umask=0o022, check=True)
    assert stat.S_IMODE((tmp_path / "geschreven").stat().st_mode) == 0o600
