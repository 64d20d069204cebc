"""What is asked about the names in a file: each once, with what it may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.utils.translation import gettext_lazy, ngettext

from accounts.asked import numbered
from actions.imports.answers import LINE, MUNICIPALITY, NO_LINE, NUMBER, ORGANISATION, OTHER, SAME, SOURCE, THEME
from actions.imports.proposals import Preview
from actions.imports.questions import Choices, Question
from actions.models import PlanImport

AT_ONCE = 8  # open questions above the rows; the next come when these are answered
PER_PAGE = 50
OF_NUMBERS = [
    (f"is:{SAME}", gettext_lazy("Ja, pas die acties aan")),
    (f"is:{OTHER}", gettext_lazy("Nee, dit zijn nieuwe acties")),
]
NEW = {
    LINE: gettext_lazy("Een nieuwe lijn"),
    THEME: gettext_lazy("Een nieuw thema"),
    ORGANISATION: gettext_lazy("Een nieuwe organisatie"),
    SOURCE: gettext_lazy("Een nieuwe bron"),
}
NONE = {
    THEME: gettext_lazy("Geen thema"),
    ORGANISATION: gettext_lazy("Geen organisatie"),
    SOURCE: gettext_lazy("Geen bron"),
    MUNICIPALITY: gettext_lazy("Laat deze weg"),
}


@dataclass(frozen=True)
class QuestionShown:
    """A question with the answers that can be given at once."""

    question: Question
    number: int

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"vraag-{self.number}"

    @property
    def asks_name(self) -> bool:
        """Whether any name can be the answer."""
        return self.question.kind != NUMBER

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What a button sends, and what stands on it."""
        if self.question.kind == NUMBER:
            return [(value, str(text)) for value, text in OF_NUMBERS]
        found = [(f"is:{name}", name) for name in self.question.proposed]
        if self.question.kind in NEW and self.question.name != NO_LINE:
            found.append(("nieuw", str(NEW[self.question.kind])))
        if self.question.kind in NONE:
            found.append(("geen", str(NONE[self.question.kind])))
        return found

    @property
    def list_id(self) -> str:
        """The list of names to choose from."""
        return f"lijst-{self.question.kind}"


@dataclass(frozen=True)
class QuestionsPage:
    """The questions of a preview: those that are open above the rows, all of them on a page of their own."""

    found: PlanImport
    preview: Preview
    number: str = "1"

    @cached_property
    def open(self) -> list[QuestionShown]:
        """The first open questions."""
        return _shown(self.preview.open_questions[:AT_ONCE])

    @property
    def open_in_words(self) -> str:
        """`3 vragen beantwoorden`."""
        count = len(self.preview.open_questions)
        return ngettext("%(count)d vraag beantwoorden", "%(count)d vragen beantwoorden", count) % {"count": count}

    @property
    def more(self) -> int:
        """How many open questions come after these."""
        return len(self.preview.open_questions) - len(self.open)

    @property
    def answered(self) -> int:
        """How many have been answered."""
        return sum(question.is_answered for question in self.preview.questions)

    @property
    def proposals(self) -> int:
        """How many of those that are open have a name that they may well be."""
        return sum(bool(question.proposed) for question in self.preview.open_questions)

    @cached_property
    def page(self) -> Page[Question]:
        """All questions of this page: the open ones first."""
        ordered = sorted(self.preview.questions, key=lambda one: not one.is_open)
        return numbered(ordered, PER_PAGE, self.number)

    @property
    def all(self) -> list[QuestionShown]:
        """The same, as shown."""
        return _shown(self.page.object_list)

    @cached_property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """The names to choose from, by kind."""
        return dict(Choices.of(self.preview).names)


def _shown(questions: Iterable[Question]) -> list[QuestionShown]:
    return [QuestionShown(question, number) for number, question in enumerate(questions, start=1)]
