"""Where in the plan a row of a document belongs: the line and theme that it names, or new ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actions.imports.answers import LINE, THEME, Answers, meant
from actions.models import ActionLine, Programme, Theme
from reading.plans.texts import words

NUMBERED = re.compile(r"(?:(?:actie|ontwikkel|programma|hoofd)?lijn\s*)?(?P<number>\d+)?\s*[-:.]?\s*(?P<title>.*)")
LONGEST = 200  # signs in a title, as the models keep it: a row with a longer new one waits
UNNAMED = _("Acties")  # the only line of a plan that has none


@dataclass(frozen=True)
class NewLine:
    """A line that the document names and the plan does not have."""

    number: int
    title: str

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


@dataclass(frozen=True)
class Spot:
    """A place in the plan. Line and theme are rows that exist, or what is to be made: a line, the title of a theme."""

    line: ActionLine | NewLine
    theme: Theme | str | None = None

    def __str__(self) -> str:
        return f"{self.line}, {self.theme}" if self.theme else str(self.line)


@dataclass
class Places:
    """The lines and themes of a programme, and those that this document adds."""

    lines: Sequence[ActionLine]
    themes: Sequence[Theme]
    answers: Answers = field(default_factory=dict)  # what the user says that names stand for
    new_lines: dict[str, NewLine] = field(default_factory=dict)  # by their title, as words
    by_number: set[str] = field(default_factory=set)  # texts, as words, of which only the number is that of their line

    @classmethod
    def of(cls, programme: Programme, answers: Answers) -> "Places":
        """The places of a programme, in 2 queries."""
        lines = list(programme.lines.order_by("number"))
        return cls(lines, list(programme.themes.select_related("line").order_by("position", "pk")), answers)

    def line(self, text: str | None) -> ActionLine | NewLine | None:
        """The line that a text names; None: it names none, and the plan has several."""
        asked = text or ""
        is_answered = words(asked) in self.answers.get(LINE, {})
        text = meant(self.answers, LINE, asked)
        if not text:
            return self._only_line()
        number, title = _parts(text)
        found = self._called(words(text)) or self._titled(title, number) or self._titled(words(text), None)
        if found:
            return found
        numbered = None if is_answered else next((line for line in self.lines if line.number == number), None)
        if numbered is None:
            return self._new(text, number, title)
        if not _alike(title, words(numbered.title)):
            self.by_number.add(words(asked))
        return numbered

    def has_line(self, text: str) -> bool:
        """Whether a text is what a line of the plan is called, with or without its number."""
        number, title = _parts(text)
        return bool(self._called(words(text)) or self._titled(title, number) or self._titled(words(text), None))

    def theme(self, line: ActionLine | NewLine, text: str | None) -> Theme | str | None:
        """The theme that a text names in a line or outside the lines: a row, or the title of a new one."""
        text = meant(self.answers, THEME, text or "")
        if not text:
            return None
        inside = [theme for theme in self.themes if theme.line_id in (None, getattr(line, "pk", None))]
        return next((theme for theme in inside if words(theme.title) == words(text)), " ".join(text.split()))

    def _only_line(self) -> ActionLine | NewLine | None:
        if len(self.lines) == 1 and not self.new_lines:
            return self.lines[0]
        if self.lines or self.new_lines.keys() - {words(UNNAMED)}:
            return None
        return self._new(UNNAMED, None, "")  # the same one for each row of a file that names no line

    def _called(self, text: str) -> ActionLine | None:
        return next((line for line in self.lines if words(str(line)) == text), None)

    def _titled(self, title: str, number: int | None) -> ActionLine | NewLine | None:
        """A line by its title; of lines with the same title, the one with the number."""
        found = [line for line in self.lines if title and words(line.title) == title]
        numbered = [line for line in found if line.number == number]
        return next(iter(numbered or found), None) or self.new_lines.get(title)

    def _new(self, text: str, number: int | None, title: str) -> NewLine:
        taken = {line.number for line in self.lines} | {line.number for line in self.new_lines.values()}
        free = next(candidate for candidate in range(1, len(taken) + 2) if candidate not in taken)
        chosen = number if number and number not in taken and number < 1000 else free
        key = title or words(text)
        made = NewLine(chosen, _title_in(text, title))
        return self.new_lines.setdefault(key, made)


def _parts(text: str) -> tuple[int | None, str]:
    """Number and title, as words, of `Actielijn 2: Stoppen` or `2. Stoppen`."""
    match = NUMBERED.fullmatch(words(text))
    if match is None or not match["number"]:
        return None, match["title"] if match else words(text)
    return int(match["number"][:4]), match["title"]


def _title_in(text: str, title: str) -> str:
    """The title as written, without its number."""
    spaced = " ".join(text.split())
    return spaced[len(spaced) - len(title) :] if title and words(spaced).endswith(title) else spaced


def _alike(one: str, other: str) -> bool:
    """Whether a title is the other, or the beginning of it, or says nothing."""
    return not one or one.startswith(other) or other.startswith(one)
