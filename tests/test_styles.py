"""Our own style sheets: each is loaded, in one place, and each class in them is one that the portal gives."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import constants

from tests.rooms import ROOMS

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
REPORT = ROOT / "static" / "report.css"
FAILING = ("400.html", "500.html", "503.html")  # these do without template tags, so they name their sheets themselves

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"")  # an address or a text, in which a dot is no class
CLASS = re.compile(r"\.([a-zA-Z_][\w-]*)")
GIVEN = re.compile(r"(?<![\w-])class=\"((?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*)\"", re.DOTALL)
LINK = re.compile(r"css/([\w-]+\.css)")


def classes_of(sheet):
    return set(CLASS.findall(QUOTED.sub("", COMMENT.sub("", sheet.read_text()))))


def linked(template):
    return LINK.findall((ROOT / "templates" / template).read_text())


@cache
def given_by_templates():
    """The words of every `class="…"`; `badge--*` where the rest of a word comes from the page."""
    found = set()
    for kind in ("*.html", "*.svg"):
        for template in (ROOT / "templates").rglob(kind):
            for words in GIVEN.findall(template.read_text()):
                found |= set(re.sub(r"\{%.*?%\}", " ", re.sub(r"(?:\{\{.*?\}\})+", "*", words)).split())
    return found


@cache
def texts_of_python():
    """Every text in the code: classes of fields, and the codes that end a class such as `badge--done`."""
    found = set()
    for app in ROOMS:
        for module in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def is_given(name):
    if name in given_by_templates():
        return True
    block, dashes, ending = name.partition("--")
    if dashes and f"{block}--*" in given_by_templates():
        return ending in texts_of_python() | words_within_tags() | set(constants.DEFAULT_TAGS.values())
    return any(name in text.split() for text in texts_of_python() if "utrecht-" in text or "--" in text)


@cache
def words_within_tags():
    """What templates write themselves: `{% include … with kind="phase" %}`, `{% if … %}warning{% else %}…`."""
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    return set(re.findall(r"with kind=\"(\w+)\"", templates)) | set(re.findall(r"%\}(\w+)\{%", templates))


def test_every_sheet_is_loaded_once():
    assert sorted(linked("_styles.html")) == [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("page", FAILING)
def test_pages_of_failures_name_sheets_that_exist(page):
    names = linked(page)
    assert names
    assert set(names) <= {sheet.name for sheet in SHEETS}
    assert names == [name for name in linked("_styles.html") if name in names]  # the same order


@pytest.mark.parametrize("sheet", [*SHEETS, REPORT], ids=lambda sheet: sheet.name)
def test_every_class_of_a_sheet_is_in_use(sheet):
    assert sorted(name for name in classes_of(sheet) if not is_given(name)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_colour_and_size_that_is_used_has_a_value(sheet):
    given = {name for each in SHEETS for name in re.findall(r"(--[\w-]+):", each.read_text())}
    assert sorted(set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) - given) == []
