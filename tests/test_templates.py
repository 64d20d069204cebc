"""The rules for templates: what `make check` finds in them, and that it finds nothing now."""

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location(
    "check_templates", Path(__file__).resolve().parent.parent / "scripts" / "check_templates.py"
)
check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check)

CHAIN = "{% if a %}1\n{% elif b %}2\n{% elif c %}3\n{% else %}4\n{% endif %}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>" + "a" * 157, []),
        ("<p>" + "a" * 158, [(1, "161 characters, at most 160")]),
        ("{% if a %}1{% else %}2{% endif %}\n{% if b %}3{% endif %}", []),
        ("\n{% if a %}1{% endif %}{% if b %}2{% endif %}", [(2, "2 decisions on one line, at most 1")]),
        ("{% if a %}1{% elif b %}2{% endif %}", [(1, "2 decisions on one line, at most 1")]),
        (CHAIN, []),
        (CHAIN.replace("{% else %}", "{% elif d %}"), [(4, "a chain of more than 3 choices: decide it in Python")]),
        ("{% if a %}\n" + CHAIN + "\n{% elif b %}\n{% endif %}", []),
    ],
)
def test_what_a_template_may_not_hold(text, found):
    assert list(check.problems(text)) == found


def test_templates_choose_layout_only():
    assert check.main() == 0
