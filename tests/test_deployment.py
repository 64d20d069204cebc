"""The image and the compose file are not built where the tests run: here they are read and compared with the code."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.rooms import ROOMS

ROOT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
PORTAL = ("web", "worker", "beat")
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "CMD"}
# HSTS for subdomains and preloading: up to the owner of the domain, not to one site on it.
LEFT_TO_THE_DOMAIN = {"security.W005", "security.W021"}
NOT_ON_A_SERVER = {"DEBUG", "DEMO", "SECOND_STEP_REQUIRED"}
# What a caller of docker compose must give, and what stands for it in these tests.
REQUIRED = {
    "SECRET_KEY": "tx3kq9vbnm72" * 5,
    "EMAIL_URL": "smtp://mail.voorbeeld.example",
    "POSTGRES_PASSWORD": "geheim",
    "REDIS_PASSWORD": "ookgeheim",
}


def dockerfile() -> list[tuple[str, str]]:
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines if line.strip())]


def last_stage() -> list[tuple[str, str]]:
    steps = dockerfile()
    start = max(number for number, (name, _) in enumerate(steps) if name == "FROM")
    return steps[start:]


def settings_variables() -> set[str]:
    settings = (ROOT / "regiovisie" / "settings.py").read_text()
    return set(re.findall(r"\benv(?:\.\w+)?\(\s*\"(\w+)\"", settings))


def filled_in(value: str) -> str:
    """The value with ${NAME:-default} and ${NAME:?message} replaced, as docker compose does it."""
    return re.sub(r"\$\{(\w+):[-?]([^}]*)\}", lambda found: REQUIRED.get(found[1], found[2]), value)


def test_services() -> None:
    assert set(SERVICES) == {*PORTAL, "postgres", "redis"}
    for name in ("postgres", "redis"):
        assert re.fullmatch(rf"{name}:\d+\.\d+(\.\d+)?-bookworm", SERVICES[name]["image"])


def test_redis_asks_a_password() -> None:
    assert SERVICES["redis"]["command"][-2] == "--requirepass"
    address = filled_in(SERVICES["web"]["environment"]["REDIS_URL"])
    assert address == f"redis://:{filled_in(SERVICES['redis']['command'][-1])}@redis:6379/0"
    assert SERVICES["redis"]["environment"]["REDISCLI_AUTH"].startswith("${REDIS_PASSWORD:?")  # for the health check


def test_web_worker_and_beat_are_the_same_image_and_settings() -> None:
    for key in ("image", "build", "environment", "volumes"):
        assert SERVICES["web"][key] == SERVICES["worker"][key] == SERVICES["beat"][key]


def test_compose_names_variables_that_the_settings_read() -> None:
    assert set(SERVICES["web"]["environment"]) - settings_variables() == set()


def test_compose_hands_on_what_the_readme_says_to_set() -> None:
    """Else it is set on the server and reaches no container."""
    table = (ROOT / "README.md").read_text().partition("### Instellingen")[2].partition("###")[0]
    named = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`([A-Z_]+)`", line.partition("|")[2].partition("|")[0])
    }
    assert named <= settings_variables()
    assert named - set(SERVICES["web"]["environment"]) == NOT_ON_A_SERVER


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_secret_has_no_default(name: str) -> None:
    uses = re.findall(rf"\$\{{{name}(.*?)\}}", (ROOT / "docker-compose.yml").read_text())
    assert uses
    assert all(use.startswith(":?") for use in uses)


def test_development_is_off() -> None:
    assert "DEBUG" not in SERVICES["web"]["environment"]
    assert not any("DEBUG" in arguments for _, arguments in dockerfile())


def test_each_service_waits_for_healthy_servers() -> None:
    for name in PORTAL:
        for other, wanted in SERVICES[name]["depends_on"].items():
            assert wanted == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[other]


def test_only_web_migrates_and_it_does_so_first() -> None:
    script = SERVICES["web"]["command"][-1]
    assert script.startswith("python manage.py migrate --noinput && exec gunicorn ")
    assert "migrate" not in SERVICES["worker"]["command"] + SERVICES["beat"]["command"]


def test_volumes_are_declared_and_hold_the_data() -> None:
    mounts = {mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])}
    assert mounts == set(COMPOSE["volumes"])
    assert f"data:{SERVICES['web']['environment']['DATA_DIR']}" in SERVICES["web"]["volumes"]


def test_dockerfile_has_known_instructions_and_named_versions() -> None:
    assert {name for name, _ in dockerfile()} <= INSTRUCTIONS
    images = [arguments.split()[0] for name, arguments in dockerfile() if name == "FROM"]
    assert images
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+-[\w-]+", image) for image in images)


def test_image_can_back_up_the_server_of_compose() -> None:
    (client,) = re.findall(r"postgresql-client-(\d+)", (ROOT / "Dockerfile").read_text())
    (server,) = re.findall(r"^postgres:(\d+)", SERVICES["postgres"]["image"])
    assert int(client) >= int(server)


def test_image_copies_what_exists_and_what_dockerignore_lets_through() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for path in let_through:
        assert (ROOT / path).exists(), path
    for name, arguments in dockerfile():
        sources = shlex.split(arguments)[:-1] if name == "COPY" else []
        if sources and not sources[0].startswith("--from"):
            assert set(sources) <= let_through | {".", "scripts/build-css.mjs"}


def test_image_holds_every_app() -> None:
    let_through = (ROOT / ".dockerignore").read_text().splitlines()
    for room in ROOMS:
        assert f"!{room}" in let_through


def test_image_runs_as_an_ordinary_user() -> None:
    names = [name for name, _ in last_stage()]
    users = [arguments for name, arguments in last_stage() if name == "USER"]
    assert users == ["regiovisie"]
    assert names.index("USER") > max(number for number, name in enumerate(names) if name in ("RUN", "COPY"))


def test_image_and_compose_start_the_same_server() -> None:
    command = next(json.loads(arguments) for name, arguments in last_stage() if name == "CMD")
    assert SERVICES["web"]["command"][-1].endswith(" ".join(command[1:]))


@pytest.mark.slow
def test_settings_of_compose_pass_the_deployment_check() -> None:
    wanted = {name: filled_in(str(value)) for name, value in SERVICES["web"]["environment"].items()}
    environment = {"PATH": os.environ["PATH"], **wanted, "DEBUG": "0", "DATA_DIR": str(ROOT / "var")}
    command = [sys.executable, "manage.py", "check", "--deploy"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"\((\w+\.[A-Z]\d+)\)", done.stderr)) - LEFT_TO_THE_DOMAIN == set()
