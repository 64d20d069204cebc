"""The plan of Noord- en Midden-Limburg (2021) as a Word document is read as its fixture has it, action by action.

The fixture holds the words of the plan and what they mean; only what a text layer lost (a goal cut by the end of a
page, a reference, a heading in a table) is put back here.
"""

import io
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from docx import Document

from reading.plans.reader import read_plan
from tables.reading import read_tables

PLAN = Path(settings.BASE_DIR) / "fixtures" / "programmes" / "noord-en-midden-limburg-2021.yaml"
HEADINGS = ("Wat", "Wanneer", "Hoe", "Wie", "Doel", "Kosten")
HEADING_ROW = "Cijfers van Veilig Thuis"  # above action 1.5
CUT = "Handreikingen doen in het "  # goal of action 1.2, cut by the end of a page


def plan_lines():
    return yaml.safe_load(PLAN.read_text(encoding="utf-8"))["lines"]


def actions():
    return [(line, action) for line in plan_lines() for action in line["actions"]]


def written():
    """The plan as a Word document with a table per theme."""
    document = Document()
    document.add_heading("Meerjarenplan (2021 en verder)", 1)
    for line in plan_lines():
        document.add_heading(f"4.{line['number']} Actielijn {line['number']}: {line['title']}: {line['text']}", 2)
        for theme in line["themes"]:
            document.add_paragraph(f"- {theme['text']}")
            rows = [row for action in line["actions"] if action["theme"] == theme["key"] for row in as_rows(action)]
            references = [
                home["text"]
                for _, action in actions()
                for home in action.get("homes", [])
                if (home["line"], home["theme"]) == (line["number"], theme["key"])
            ]
            if rows:
                add_table(document, [HEADINGS, *([text] + [""] * 5 for text in references), *rows])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_rows(action):
    goals = "\n".join(f"• {goal}" for goal in action.get("goals", []))
    row = [action.get(name) or "" for name in ("what", "planning_text", "how", "who_text")]
    row += [goals, action.get("cost_text") or ""]
    if action["number"] == "1.5":
        return [[HEADING_ROW, *[""] * 5], row]
    if action["number"] == "1.2":
        before, after = goals.split(CUT)
        return [[*row[:4], before + CUT, row[5]], ["", "", "", "", after, ""]]
    return [row]


def add_table(document, rows):
    table = document.add_table(len(rows), len(HEADINGS))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


@pytest.fixture(scope="module")
def reading():
    return read_plan(read_tables(written(), filename="plan.docx"), programme_years=(2021, None))


def folded(names):
    return [name.casefold() for name in names or ()]


def in_fixture(line, action):
    """What the fixture says that the words mean; it writes names in one way, the plan in several."""
    cost = action["costs"][0]
    return {
        "line": f"Actielijn {line['number']}: {line['title']}",
        "what": action.get("what") or "",
        "how": action.get("how") or "",
        "goals": tuple(action.get("goals", ())),
        "period": (action.get("starts_in"), action.get("ends_in"), action.get("recurrence")),
        "approximate": bool(action.get("approximate")),
        "leads": folded(action.get("leads")),
        "partners": folded(action.get("partners")),
        "cost": (cost["kind"], cost.get("amount"), cost.get("per"), cost.get("total")),
        "funding": folded([cost["funding"]] if "funding" in cost else []),
        "cost approximate": bool(cost.get("approximate")),
    }


def as_read(row):
    cost, planning = row.cost, row.planning
    return {
        "line": row.line,
        "what": row.what,
        "how": row.how,
        "goals": row.goals,
        "period": (planning.start, planning.end, planning.recurrence),
        "approximate": planning.approximate,
        "leads": folded(row.who.leads),
        "partners": folded(row.who.partners),
        "cost": (cost.kind, shown(cost.amount), cost.per, shown(cost.total)),
        "funding": folded([cost.funding] if cost.funding else []),
        "cost approximate": cost.approximate,
    }


def shown(amount: Decimal | None):
    return None if amount is None else f"{amount:.2f}"


def test_all_actions_are_read(reading):
    assert len(reading.rows) == len(actions()) == 29


# What the words of the cell alone say, where the fixture was read by a person, beside the rest of the document.
IN_THE_CELL = {
    "1.6": {"leads": ["projectleider"]},
    "2.2": {"period": (None, None, None), "approximate": False},  # "Q3-Q4 Uitvoering ... in 2022 en verder"
    "3.3": {"leads": ["werkgroep"]},
    "3.4": {"leads": ["beleidsadviseur 14 gemeente"]},
    "3.5": {"leads": ["werkgroep"]},
    "3.6": {"leads": ["werkgroep"]},
    "3.7": {"leads": ["werkgroep"]},
}


@pytest.mark.parametrize("place", range(29))
def test_an_action_is_as_in_the_fixture(reading, place):
    line, action = actions()[place]
    assert as_read(reading.rows[place]) == in_fixture(line, action) | IN_THE_CELL.get(action["number"], {})


def test_what_is_no_action_is_told(reading):
    texts = [problem.message for problem in reading.problems]
    assert len(texts) == 2
    assert HEADING_ROW in texts[0]
    assert "Meldcodetour (zie actielijn 1)" in texts[1]


def test_only_what_needs_a_look_is_told(reading):
    numbers = [action["number"] for _, action in actions()]
    told = {
        (number, problem.field) for number, row in zip(numbers, reading.rows, strict=True) for problem in row.problems
    }
    assert sorted(told) == sorted(
        [
            ("1.2", "lead"),  # two leads with nothing between them
            ("1.2", "planning"),  # the week against child abuse: of which year?
            ("1.4", "planning"),  # what comes after the first quarter
            ("2.1", "lead"),  # an audience
            ("2.1", "planning"),  # goes on in 2021
            ("2.1", "cost"),  # the year of the cover or of the costs?
            ("2.2", "planning"),
            ("2.7", "cost"),  # without the place
            ("2.9", "planning"),  # no year
            ("2.10", "planning"),
            ("2.11", "what"),
            ("2.12", "what"),
            ("3.2", "planning"),
            ("3.3", "planning"),
        ]
    )
