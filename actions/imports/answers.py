"""What the user says that names of a file mean: asked once at the name, and it holds for every row with it."""

from collections.abc import Mapping

from reading.plans.texts import words

LINE, THEME, ORGANISATION, SOURCE, MUNICIPALITY = KINDS = ("line", "theme", "organisation", "source", "municipality")
NOTHING = ""  # a name that stands for nothing: it is left out
NO_LINE = ""  # the "name" of the line of rows that name none

Answers = Mapping[str, Mapping[str, str]]  # per kind: what each name stands for, by the name as words


def meant(answers: Answers, kind: str, name: str) -> str:
    """The name that a name stands for: itself when nobody said otherwise."""
    of = answers.get(kind, {})
    seen: set[str] = set()
    while (key := words(name)) in of and key not in seen:
        seen.add(key)
        name = of[key]
    return name
