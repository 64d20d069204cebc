"""What there is to ask about the names in a document: once at the name, for all rows that have it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actions.imports.answers import (
    LINE,
    MUNICIPALITY,
    NO_LINE,
    NOTHING,
    NUMBER,
    ORGANISATION,
    OTHER,
    SOURCE,
    THEME,
    meant,
    of_numbers,
)
from actions.imports.contents import sources_in
from actions.imports.names import LONGEST_NAME
from actions.imports.places import NewLine
from actions.imports.sections import section_of
from municipalities.rules.alike import Lookalikes
from reading.plans.lexer import shortened
from reading.plans.model import PlanRow
from reading.plans.texts import words

if TYPE_CHECKING:
    from actions.imports.proposals import Preview

MOST_PROPOSED = 2
ASKED = {
    LINE: gettext_lazy("Bij welke lijn hoort ‘%(name)s’? (%(times)s)"),
    THEME: gettext_lazy("Welk thema is ‘%(name)s’? (%(times)s)"),
    NUMBER: gettext_lazy("Zijn dit de acties in het plan met hetzelfde nummer? (%(times)s)"),
    ORGANISATION: gettext_lazy("Welke organisatie is ‘%(name)s’? (%(times)s)"),
    SOURCE: gettext_lazy("Welke bron van dekking is ‘%(name)s’? (%(times)s)"),
    MUNICIPALITY: gettext_lazy("Welke gemeente is ‘%(name)s’? (%(times)s)"),
}
FIELDS = {  # the field of a row that a name of a kind stands in
    **{kind: kind for kind in (LINE, THEME, NUMBER)},
    ORGANISATION: "lead",
    SOURCE: "cost",
    MUNICIPALITY: "municipalities",
}
ASKED_WITHOUT_LINE = gettext_lazy("Bij welke lijn horen de acties zonder lijn? (%(times)s)")
FIRST_ANSWER = gettext_lazy(
    "Zijn de acties met hetzelfde nummer dezelfde als in het plan? Beantwoord eerst die vraag; dan kunt u verder."
)
IS_NEW = {  # what becomes of a name that is not there yet
    LINE: gettext_lazy("nieuwe lijn"),
    THEME: gettext_lazy("nieuw thema"),
    ORGANISATION: gettext_lazy("nieuwe organisatie"),
    SOURCE: gettext_lazy("nieuwe bron van dekking"),
    MUNICIPALITY: "",
}
IS_NOTHING = {  # what becomes of a name that stands for nothing
    LINE: gettext_lazy("deze acties komen niet in het plan"),
    THEME: gettext_lazy("geen thema"),
    ORGANISATION: gettext_lazy("geen organisatie; de tekst van het plan blijft"),
    SOURCE: gettext_lazy("geen bron van dekking"),
    MUNICIPALITY: gettext_lazy("niet overgenomen"),
}
Named = Callable[[PlanRow], Iterable[str]]  # the names of a kind that a row has


@dataclass(frozen=True)
class Question:
    """A name of the document, what it is taken for, and what it may be instead."""

    kind: str
    name: str  # as the document writes it; "" is the line of rows that name none
    rows: tuple[str, ...]  # keys of the rows with it
    becomes: str  # what it is taken for; "" is nothing
    is_new: bool = False  # what it becomes is not there yet
    doubt: str = ""  # why somebody must look, as a sentence; empty when nobody must
    proposed: tuple[str, ...] = ()  # what it may well be, the likeliest first
    is_answered: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody must look at it."""
        return bool(self.doubt) and not self.is_answered

    @property
    def is_needed(self) -> bool:
        """Whether nothing can be written before it is answered: actions would get the text of others."""
        return self.kind == NUMBER and self.is_open

    @property
    def field(self) -> str:
        """The field of its rows that the name stands in."""
        return FIELDS[self.kind]

    @property
    def is_told_at_rows(self) -> bool:
        """Whether each row says it too."""
        return self.kind == LINE and not self.name

    @property
    def asked(self) -> str:
        """The question, with the name and how often it stands there."""
        count = len(self.rows)
        times = ngettext("%(count)d actie", "%(count)d acties", count) % {"count": count}
        asked = ASKED_WITHOUT_LINE if self.kind == LINE and not self.name else ASKED[self.kind]
        return str(asked) % {"name": self.name, "times": times}

    @property
    def meaning(self) -> str:
        """What becomes of it as it stands now."""
        if not self.becomes:
            return str(IS_NOTHING[self.kind])
        return f"{IS_NEW[self.kind]} ‘{self.becomes}’" if self.is_new else self.becomes

    @property
    def said(self) -> str:
        """The whole question, where nobody can answer it at once."""
        return _("%(asked)s %(doubt)s Nu: %(meaning)s.") % {
            "asked": self.asked,
            "doubt": self.doubt,
            "meaning": self.meaning,
        }

    @property
    def key(self) -> tuple[str, str]:
        """What answers are kept by."""
        return self.kind, words(self.name)


@dataclass(frozen=True)
class Choices:
    """What the names of each kind may stand for, beside themselves: names that exist."""

    names: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, preview: "Preview") -> "Choices":
        """The lines, themes, organisations, funding sources and municipalities of the plan."""
        places, labels = preview.places, preview.names.labels
        return cls(
            {
                LINE: tuple(str(line) for line in places.lines),
                THEME: tuple(dict.fromkeys(theme.title for theme in places.themes)),
                ORGANISATION: tuple(sorted(labels["organisations"].values(), key=str.casefold)),
                SOURCE: tuple(sorted(labels["sources"].values(), key=str.casefold)),
                MUNICIPALITY: tuple(sorted(labels["municipalities"].values())),
            }
        )


@dataclass
class Found:
    """A name while rows are gone through: as it was written first, and the rows with it."""

    name: str
    rows: list[str] = field(default_factory=list)


def questions_of(preview: "Preview") -> tuple[Question, ...]:
    """Every name that is new, doubtful or answered, of the kinds in their order; what is known needs no question."""
    asking = _Asking(preview)
    names = (*asking.themes(), *asking.organisations(), *asking.sources(), *asking.municipalities())
    return (*asking.lines(), *asking.numbers(), *names)


class _Asking:
    """A preview while its names are gone through."""

    def __init__(self, preview: "Preview") -> None:
        self.preview, self.names, self.places = preview, preview.names, preview.places
        self.answers = preview.names.answers
        self.choices = Choices.of(preview).names

    def lines(self) -> Iterator[Question]:
        """Lines that the document names, and the line of rows that name none."""
        titles = {line.title: str(line) for line in self.places.lines}
        alike = Lookalikes(titles)
        placed = {one.key for one in self.preview.proposals if one.action is None or one.moves}
        for one in self._all(LINE, lambda row: [] if row.own is not None else [row.line or NO_LINE]):
            if not placed.intersection(one.rows) and not self._answered(LINE, one.name):
                continue  # all of these actions stand where they stand
            line = self.places.line(one.name)
            if not one.name and line is not None and not self._answered(LINE, one.name):
                continue  # the plan has one line, or the file was given one
            is_new = isinstance(line, NewLine)
            near = [titles[title] for title in alike.of(line.title)] if line is not None and is_new else []
            near = [str(line)] if words(one.name) in self.places.by_number else near
            yield self._question(
                LINE, one, becomes=str(line or ""), is_new=is_new, near=near, doubt=self._doubt_of_line(one, near)
            )

    def _doubt_of_line(self, one: Found, near: list[str]) -> str:
        if not one.name:
            told = _("Zonder lijn kunnen deze acties niet in het plan.")
            if any(section_of(proposal.row) for proposal in self.preview.proposals):
                told += " " + _("Zijn de tussenkoppen de lijnen? Kies dat bij de kolommen.")
            return told
        if words(one.name) in self.places.by_number:
            return _("Alleen het nummer is gelijk; de titel is anders.")
        return _("Het plan heeft een lijn die erop lijkt.") if near else ""

    def numbers(self) -> Iterator[Question]:
        """Actions of which only the number is that of an action in the plan: asked once for all."""
        said = of_numbers(self.answers)
        found = [proposal for proposal in self.preview.proposals if proposal.is_by_number]
        rows = tuple(proposal.key for proposal in found)
        if rows or said:
            doubt = _("In het plan staat bij dat nummer een andere tekst.")
            if found:
                texts = {"number": found[0].row.number, "what": shortened(found[0].base.what)}
                doubt += " " + _("Zo is %(number)s in het plan ‘%(what)s’.") % texts
            meaning = _("nieuwe acties") if said == OTHER else _("de acties in het plan krijgen deze tekst")
            yield Question(NUMBER, "", rows, meaning, doubt=doubt, is_answered=bool(said))

    def themes(self) -> Iterator[Question]:
        """Themes that the plan does not have."""
        new = {words(one) for one in self.preview.new_themes}
        alike = Lookalikes(self.choices[THEME])
        for one in self._all(THEME, lambda row: [row.theme] if row.theme else []):
            theme = meant(self.answers, THEME, one.name)
            if words(theme) in new or self._answered(THEME, one.name):
                near = alike.of(theme)
                doubt = _("Het plan heeft een thema dat erop lijkt.") if near else ""
                yield self._question(THEME, one, becomes=theme, is_new=words(theme) in new, near=near, doubt=doubt)

    def organisations(self) -> Iterator[Question]:
        """Organisations that the region does not have."""
        told = _("De regio of dit bestand heeft een naam die erop lijkt.")
        yield from self._named(
            ORGANISATION, lambda row: (*row.who.leads, *row.who.partners), self.preview.new_organisations, told
        )

    def sources(self) -> Iterator[Question]:
        """Funding sources that the plan does not have."""
        told = _("Het plan of dit bestand heeft een bron die erop lijkt.")
        yield from self._named(
            SOURCE, lambda row: sources_in(row.cost.funding or "", self.names), self.preview.new_sources, told
        )

    def _named(self, kind: str, named: Named, new_names: Iterable[str], told: str) -> Iterator[Question]:
        """Names of which the new ones are made: each beside those that exist, and those of the document before it."""
        new = {words(one) for one in new_names}
        found = [one for one in self._all(kind, named) if len(one.name) <= LONGEST_NAME]
        known, before = Lookalikes(self.choices[kind]), Lookalikes(one.name for one in found)
        order = {words(one.name): index for index, one in enumerate(found)}
        for index, one in enumerate(found):
            name = meant(self.answers, kind, one.name)
            is_new = words(name) in new
            if not is_new and not self._answered(kind, one.name):
                continue
            near = known.of(one.name)
            near += [other for other in before.of(one.name) if order[words(other)] < index and other not in near]
            near = [other for other in near if words(other) != words(one.name)]
            yield self._question(kind, one, becomes=name, is_new=is_new, near=near, doubt=told if near else "")

    def municipalities(self) -> Iterator[Question]:
        """Municipalities that the portal does not know here: the action keeps what it has."""
        told = _("Deze gemeente kent het portaal niet in dit programma. Zolang blijft het veld zoals het is.")
        alike = Lookalikes(self.choices[MUNICIPALITY])
        for one in self._all(MUNICIPALITY, lambda row: row.municipalities):
            name = meant(self.answers, MUNICIPALITY, one.name)
            if (name and words(name) not in self.names.municipalities) or self._answered(MUNICIPALITY, one.name):
                known = name if words(name) in self.names.municipalities else ""
                near = alike.of(one.name)
                yield self._question(MUNICIPALITY, one, becomes=known, is_new=False, near=near, doubt=told)

    def _all(self, kind: str, named: Named) -> list[Found]:
        """The names of a kind, each once, in the order of the document."""
        found: dict[str, Found] = {}
        for proposal in self.preview.proposals:
            for name in named(proposal.row):
                key = words(name)
                if key or kind == LINE:
                    rows = found.setdefault(key, Found(" ".join(name.split()))).rows
                    rows += [] if rows[-1:] == [proposal.key] else [proposal.key]
        return list(found.values())

    def _answered(self, kind: str, name: str) -> bool:
        return words(name) in self.answers.get(kind, {})

    def _question(
        self, kind: str, one: Found, *, becomes: str, is_new: bool, near: Iterable[str], doubt: str
    ) -> Question:
        proposed = tuple(near)[:MOST_PROPOSED]
        answered = self._answered(kind, one.name)
        return Question(kind, one.name, tuple(one.rows), becomes or NOTHING, is_new, doubt, proposed, answered)
