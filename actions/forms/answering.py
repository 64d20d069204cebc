"""What somebody who was asked in a round says: a form for each of the own actions, and what was answered."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.forms.careful import ParagraphField
from actions.forms.progress import ProgressForm
from actions.models import Action, Asked, ProgressUpdate
from actions.rules.asking import Question, Sheet

ACTION = "actie"  # the field that says which action an answer is about


class AnswerForm(ProgressForm):
    """Status and a sentence, said today. An earlier answer stands in it, to be changed."""

    on = None  # type: ignore[assignment]  # an answer is of the day on which it is given
    text = ParagraphField(
        label=_("Wat is er gebeurd?"), required=False, max_length=2000, rows=2,
        help_text=_("Eén zin is genoeg. Schrijf niets over personen of gezinnen."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, action: Action, answer: ProgressUpdate | None) -> None:
        said = {"status": answer.status, "text": answer.text} if answer and not answer.no_change else {}
        super().__init__(data, action=action, initial=said, prefix=f"actie-{action.pk}", use_required_attribute=False)


@dataclass(frozen=True)
class Item:
    """One action on the page. `returned`: why the leader put the last answer back, if so."""

    question: Question
    form: AnswerForm
    returned: str

    @property
    def action(self) -> Action:
        """The action itself."""
        return self.question.action

    @property
    def answer(self) -> ProgressUpdate | None:
        """The last answer."""
        return self.question.answer

    @property
    def key(self) -> str:
        """Its place on the page, by which a reader comes back where they were."""
        return f"actie-{self.action.pk}"


def items_of(asked: Asked, sheet: Sheet, data: Any = None) -> list[Item]:
    """The items of the page; the one that was sent with what was typed."""
    returned = _returned(asked)
    sent = data.get(ACTION) if data is not None else None
    return [
        Item(
            question,
            AnswerForm(
                data if sent == str(question.action.pk) else None, action=question.action, answer=question.answer
            ),
            "" if question.is_answered else returned.get(question.action.pk, ""),
        )
        for question in sheet.questions
    ]


def _returned(asked: Asked) -> dict[int, str]:
    """Why the leader put answers back, by action: the last reason."""
    lines = ProgressUpdate.history.filter(history_type="-", asked=asked, history_user__isnull=False)
    told = lines.order_by("history_id").values_list("action_id", "history_change_reason")
    return {action: reason or "" for action, reason in told}
