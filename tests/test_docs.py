"""What the papers for developers name is there: paths, modules, what stands in them, and targets of make."""

import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.rooms import ROOMS, RULES

ROOT = Path(settings.BASE_DIR)
DECISIONS = ROOT / "docs" / "besluiten"
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ANY_ROOM = "|".join(ROOMS)
FOLDERS = f"{ANY_ROOM}|bench|docs|fixtures|requirements|scripts|static|templates|tests"
PATH = re.compile(
    rf"(?<![\w/.<>*-])(?:(?:{FOLDERS})/[\w./<>*-]*|(?:[\w-]+/)*[\w*-][\w.*-]*\.(?:py|md|toml|yml|yaml|html|css)\b)"
)
DOTTED = re.compile(rf"(?<![\w./-])(?:{ANY_ROOM})(?:\.\w+)+")
MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)
FORMER = re.compile(r"vroeger `[^`]+`")  # a decision may tell of what is gone, if it says so
EXAMPLE = re.compile(r"[<>]|^_")  # `templates/<app>/`, `_naam.html`


def missing(text: str, here: Path = ROOT) -> Iterator[str]:
    """What a text names and is not there. A name without a folder stands beside the path before it, or in a room."""
    text = FORMER.sub("", text)
    for found in PATH.findall(text):
        path = found.rstrip(".")
        if EXAMPLE.search(path):
            continue
        if "/" in path:
            here = ROOT / path if path.endswith("/") else (ROOT / path).parent
            places = [path]
        else:
            places = [path, f"{here.relative_to(ROOT)}/{path}", f"*/{path}"]
        if not any(any(ROOT.glob(place)) for place in places):
            yield path
    yield from (name for name in DOTTED.findall(PATH.sub("", text)) if not resolves(name))
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    yield from (f"make {name}" for name in MAKE.findall(text) if name not in targets)


def resolves(name: str) -> bool:
    """Whether it is a module, something in one, or a permission."""
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return name in permissions()
    return True


def permissions() -> set[str]:
    """The permissions on all models."""
    return {
        f"{model._meta.app_label}.{name}"
        for model in apps.get_models()
        for name in (
            *(f"{verb}_{model._meta.model_name}" for verb in model._meta.default_permissions),
            *(code for code, _words in model._meta.permissions),
        )
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_what_a_paper_names_is_there(paper):
    assert set(missing(paper.read_text(), paper.parent)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`actions/adoptions.py`", ["actions/adoptions.py"]),
        ("`actions/rules/` holds `money.py` and `gone.py`", ["gone.py"]),
        ("actions/rules/money.py, gone.py", ["gone.py"]),
        ("an app has `urls.py` and `gone.py`", ["gone.py"]),
        ("`docs/besluiten/999-*.md`, `docs/besluiten/001-*.md`", ["docs/besluiten/999-*.md"]),
        ("`old/room.py`, vroeger `actions/adoptions.py`", ["old/room.py"]),
        ("`actions.rules.money.gone`, `actions.rules.money.unknowns`", ["actions.rules.money.gone"]),
        ("`actions.change_action`, `actions.paint_action`", ["actions.paint_action"]),
        ("`make demo PORT=8001`, `make gone`", ["make gone"]),
        ("`templates/<app>/_naam.html`, /regios/x/cijfers.csv, `PlanImport`", []),
    ],
)
def test_what_is_gone_is_found(text, expected):
    assert list(missing(text)) == expected


def test_every_decision_is_in_the_list_by_its_title():
    titles = {path.name: path.read_text().partition("\n")[0] for path in DECISIONS.glob("[0-9]*.md")}
    listed = re.findall(r"^\| \[(\d+)\]\((\S+)\) \| (.+) \|$", (DECISIONS / "README.md").read_text(), re.MULTILINE)
    assert {name: f"# {int(number)}. {title}" for number, name, title in listed} == titles


def test_the_maps_are_those_of_the_import_rules():
    rules = {each["id"]: " -> ".join(each["layers"]).replace("(", "").replace(")", "") for each in RULES["contracts"]}
    readme, contributing = PAPERS[0].read_text(), PAPERS[1].read_text()
    assert (rules["apps"] in readme, rules["apps"] in contributing) == (True, True)
    assert f"`{rules['inside-apps']}`" in readme
