"""The kinds of layout: for each choice of a plan the values from which one is drawn."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.reading.plans.generated.truth import Carrier

YES, NO = (True,), (False,)
SELDOM, OFTEN = (False, False, False, True), (True, True, True, False)
MAYBE = (False, True)
NEVER: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Shape:
    """The choices of one plan; "" is none."""

    line: str  # column, grouped, section, numbers, heading (above a table, or name of a sheet)
    theme: str  # column, section
    number: bool
    who: str
    planning: str
    cost: str
    goals: bool
    how: bool
    status: bool
    priority: bool
    no_place: bool
    questions: bool
    shuffled: bool  # columns in any order
    titles: bool
    merged: bool  # cells over several rows
    pages: str  # headings (repeated on each page), bare
    totals: bool
    notes: bool
    references: bool
    continued: bool
    blank: bool
    empty: float  # part of the cells that is not filled
    margin: bool  # an empty column on the left
    chapter: bool  # actions under a heading of a higher level, that is no line
    beside: str  # money, risks, meetings, versions, legend, summary
    doubtful: float
    like_headings: float
    cards: bool
    one_sheet: bool  # all tables under each other in one sheet
    varied: bool  # each table has columns and headings of its own
    numbers: str  # how actions are numbered: "{0}.{1}", "{2}{1}", "{3}"


BASE: dict[str, tuple[Any, ...]] = {
    "line": ("", "column", "grouped", "section", "heading"),
    "theme": ("", "", "column"),
    "number": MAYBE,
    "who": ("one", "who", "two"),
    "planning": ("one", "one", "one", "start_end"),
    "cost": ("one", "one", "funding", "per_year", ""),
    "goals": MAYBE,
    "how": MAYBE,
    "status": MAYBE,
    "priority": SELDOM,
    "no_place": SELDOM,
    "questions": SELDOM,
    "shuffled": MAYBE,
    "titles": SELDOM,
    "merged": NO,
    "pages": NEVER,
    "totals": NO,
    "notes": NO,
    "references": NO,
    "continued": NO,
    "blank": NO,
    "empty": (0.0, 0.05),
    "margin": (False, False, False, False, True),
    "chapter": NO,
    "beside": NEVER,
    "doubtful": (0.03,),
    "like_headings": (0.3,),
    "cards": NO,
    "one_sheet": SELDOM,
    "varied": NO,
    "numbers": ("{0}.{1}", "{0}.{1}", "{2}{1}", "{2}-{1}", "{3}", "{0}{4}"),
}
KINDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "plain": {"line": ("", "column")},
    "words of headings": {"like_headings": (1.0,)},
    "questions": {"questions": YES, "how": YES, "goals": YES},
    "titles": {"titles": YES, "cost": ("one", "thousands", "thousands_above")},
    "sections": {"line": ("section",), "theme": ("", "section")},
    "numbers": {"line": ("numbers",), "theme": NEVER, "number": YES},
    "tables": {"line": ("heading",), "theme": ("", "column", "section"), "one_sheet": MAYBE},
    "varied": {"varied": YES, "line": ("heading",), "one_sheet": MAYBE},
    "merged": {"merged": YES, "line": ("grouped", "section", "heading"), "goals": YES},
    "pages": {"pages": ("headings", "bare"), "line": ("", "column", "section")},
    "totals": {"totals": YES, "cost": ("one", "funding", "years", "group", "thousands")},
    "two times": {"planning": ("start_end", "ready", "group", "duration")},
    "years": {"cost": ("years", "group"), "totals": MAYBE},
    "two rows": {"planning": ("group", "one"), "who": ("group",), "cost": ("group", "one", "once_structural")},
    "once and structural": {"cost": ("once_structural",)},
    "calendar": {"planning": ("quarters", "quarters_group", "years"), "cost": ("one", "", "funding")},
    "cards": {"cards": YES, "line": ("", "column"), "no_place": NO},
    "beside": {"beside": ("money", "risks", "meetings", "versions", "legend"), "one_sheet": MAYBE},
    "summary": {"beside": ("summary",), "cost": NEVER, "one_sheet": MAYBE},
    "continued": {"continued": YES, "goals": YES},
    "notes": {"notes": YES, "references": MAYBE},
    "doubtful": {"doubtful": (0.3,)},
    "gaps": {"empty": (0.25,), "blank": YES, "margin": MAYBE},
    "chapters": {"chapter": YES, "line": ("heading",), "one_sheet": NO},
    "mixed": {
        "like_headings": (0.5,), "titles": MAYBE, "totals": MAYBE, "notes": MAYBE, "references": MAYBE,
        "blank": MAYBE, "merged": MAYBE, "pages": ("", "headings", "bare"), "continued": MAYBE,
        "beside": ("", "money", "risks", "meetings", "versions", "legend"), "questions": MAYBE,
        "cost": ("one", "funding", "years", "group", "thousands"), "planning": ("one", "start_end", "group", "ready"),
        "line": ("", "column", "grouped", "section", "heading", "numbers"), "one_sheet": MAYBE,
    },
}  # fmt: skip


def draw(kind: str, carrier: Carrier, rng: Random) -> Shape:
    """The choices of a plan; csv and pasted text know no merged cells."""
    values = {name: rng.choice(found) for name, found in {**BASE, **KINDS[kind]}.items()}
    if carrier in ("csv", "pasted"):
        values |= {"merged": False, "one_sheet": True}
    if values["line"] == "numbers":
        values |= {"number": True, "theme": "", "numbers": "{0}.{1}"}
    if values["cost"] == "thousands_above":
        values |= {"titles": True, "totals": False}
    if values["cards"]:
        values |= dict.fromkeys(("planning",), "one") | {"who": rng.choice(("one", "two", "who"))}
        values |= {"theme": "", "merged": False, "pages": "", "beside": "", "questions": False, "margin": False}
    if values["margin"] and (carrier == "docx" or values["beside"]):
        values |= {"margin": False}
    if carrier != "docx":
        values |= {"chapter": False}
    return Shape(**values)
