"""What the user says that names of a file mean: asked once at the name, and it holds for every row with it."""

from collections.abc import Mapping

from reading.plans.texts import words

LINE, THEME, ORGANISATION, SOURCE, MUNICIPALITY = "line", "theme", "organisation", "source", "municipality"
NUMBER = "number"  # of which no name is asked: whether actions with the same number and other words are the same
KINDS = (LINE, THEME, NUMBER, ORGANISATION, SOURCE, MUNICIPALITY)
SAME, OTHER = "zelfde", "nieuw"  # what may be said of NUMBER
NOTHING = ""  # a name that stands for nothing: it is left out
NO_LINE = ""  # the "name" of the line of rows that name none

Answers = Mapping[str, Mapping[str, str]]  # per kind: what each name stands for, by the name as words


def of_numbers(answers: Answers) -> str:
    """What was said of actions with the same number and other words: SAME, OTHER, or nothing yet."""
    return answers.get(NUMBER, {}).get("", "")


def meant(answers: Answers, kind: str, name: str) -> str:
    """The name that a name stands for: itself when nobody said otherwise."""
    of = answers.get(kind, {})
    seen: set[str] = set()
    while (key := words(name)) in of and key not in seen:
        seen.add(key)
        name = of[key]
    return name
