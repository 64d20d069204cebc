"""The words of the plan around the tables of its Word document: what it wants, says besides, and means by its words."""

from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.shared import RGBColor

from actions.exports.around import Around, by_kind, by_level
from actions.models import ActionLine, Goal, Note, Theme
from tables.text import clean

GREY = RGBColor(0x4A, 0x55, 0x68)


class Text:
    """Writes texts into a document, as ordinary paragraphs: a heading is for a line, because a table is known by it."""

    def __init__(self, document: WordDocument, around: Around) -> None:
        self.document, self.around = document, around

    def before(self) -> None:
        """What the programme wants as a whole."""
        self._goals(self.around.goals[None, None])

    def line(self, line: ActionLine, *, has_actions: bool) -> None:
        """What the plan says of a line, under its heading and above its table."""
        self._paragraphs(line.text)
        self._paragraphs(line.source_note, grey=True)
        self._goals(self.around.goals[line.pk, None])
        self._notes(self.around.notes[line.pk, None])
        for theme in self.around.themes_of(line):
            self._theme(theme)
        if not has_actions:
            word = line.programme.get_line_word_display()
            self._paragraphs(_("Bij deze %(line)s noemt het document geen acties.") % {"line": word}, grey=True)

    def after(self) -> None:
        """What the plan says outside its lines."""
        around = self.around
        if themes := around.themes_of(None):
            self._heading(_("Thema's buiten de lijnen"))
            for theme in themes:
                self._theme(theme)
        if around.phases:
            self._heading(_("Fasering"))
            for phase in around.phases:
                self._label(": ".join(filter(None, (phase.title, phase.months))))
                self._paragraphs(phase.text)
        if definitions := around.notes_of_kind(Note.Kind.DEFINITION):
            self._heading(_("Wat het document met zijn woorden bedoelt"))
            for note in definitions:
                self._note(note)
        if by_kind(around.notes[None, None]):
            self._heading(_("Ook in het document"))
            self._notes(around.notes[None, None])
        if missing := around.notes_of_kind(Note.Kind.MISSING):
            self._heading(_("Wat niet in de tekst staat die we hebben"))
            for note in missing:
                self._paragraphs(note.source_note or note.text)

    def _theme(self, theme: Theme) -> None:
        self._label(theme.title)
        if theme.text != theme.title:
            self._paragraphs(theme.text)
        self._paragraphs(theme.source_note, grey=True)
        self._goals(self.around.goals[None, theme.pk])
        self._notes(self.around.notes[None, theme.pk])

    def _goals(self, goals: list[Goal]) -> None:
        for label, texts in by_level(goals):
            self._label(label)
            for text in texts:
                self._add(text, style="List Bullet")

    def _notes(self, notes: list[Note]) -> None:
        for label, group in by_kind(notes):
            self._label(label)
            for note in group:
                self._note(note)

    def _note(self, note: Note) -> None:
        if note.title and note.title != note.text:
            self._label(note.title)
        self._paragraphs(note.text)
        self._paragraphs(note.source_note, grey=True)

    def _heading(self, text: str) -> None:
        self.document.add_heading(clean(text), level=1)

    def _label(self, text: str) -> None:
        paragraph = self._add(text, bold=True)
        paragraph.paragraph_format.keep_with_next = True

    def _paragraphs(self, text: str, *, grey: bool = False) -> None:
        for line in clean(text).split("\n"):
            if line.strip():
                self._add(line, grey=grey)

    def _add(self, text: str, *, style: str | None = None, bold: bool = False, grey: bool = False) -> Any:
        paragraph: Any = self.document.add_paragraph(style=style)
        run = paragraph.add_run(clean(text))
        run.bold = bold or None
        if grey:
            run.font.color.rgb = GREY
        return paragraph
