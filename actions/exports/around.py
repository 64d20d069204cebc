"""What stands around the actions of a plan in its Word document: lines, themes, goals, notes and phases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from actions.models import ActionLine, Goal, Note, Phase, Programme, Theme
from actions.models.base import Viewer

Place = tuple[int | None, int | None]  # ids of line and theme; a theme needs no line
Hanging = TypeVar("Hanging", Goal, Note)
APART = (Note.Kind.DEFINITION, Note.Kind.MISSING)  # with a place of their own


@dataclass(frozen=True)
class Around:
    """The texts of a programme that a reader may see, by where they hang."""

    lines: list[ActionLine]
    themes: list[Theme]
    phases: list[Phase]
    goals: dict[Place, list[Goal]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[Place, list[Note]] = field(default_factory=lambda: defaultdict(list))

    def themes_of(self, line: ActionLine | None) -> list[Theme]:
        """The themes of a line, or outside the lines, that have something to say besides their title."""
        key = line.pk if line else None
        return [theme for theme in self.themes if theme.line_id == key and self._says_something(theme)]

    def notes_of_kind(self, kind: str) -> list[Note]:
        """The notes of one kind that hang under the programme as a whole."""
        return [note for note in self.notes[None, None] if note.kind == kind]

    def _says_something(self, theme: Theme) -> bool:
        text = theme.text if theme.text != theme.title else ""
        return bool(text or theme.source_note or self.goals[None, theme.pk] or self.notes[None, theme.pk])


def read_around(programme: Programme, user: Viewer) -> Around:
    """Five queries, whatever the size of the plan."""
    found = Around(
        lines=list(programme.lines.visible_to(user)),
        themes=list(programme.themes.visible_to(user)),
        phases=list(programme.phases.all()),
    )
    _hang(programme.goals.visible_to(user).filter(action=None), found.goals)
    _hang(programme.notes.visible_to(user), found.notes)
    return found


def _hang(rows: Iterable[Hanging], places: dict[Place, list[Hanging]]) -> None:
    for row in rows:
        places[None if row.theme_id else row.line_id, row.theme_id].append(row)


def by_level(goals: list[Goal]) -> list[tuple[str, list[str]]]:
    """The goals under what their level is called: `Deelambities`."""
    found = []
    for _level, rows in groupby(goals, key=lambda goal: goal.level):
        group = list(rows)
        label = group[0].level_plural if len(group) > 1 else group[0].get_level_display()
        found.append((label, [goal.text for goal in group]))
    return found


def by_kind(notes: list[Note]) -> list[tuple[str, list[Note]]]:
    """The notes under what their kind is called, but for those with a place of their own."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        if note.kind not in APART:
            kinds.setdefault(str(note.get_kind_display()), []).append(note)
    return list(kinds.items())
