"""What somebody who was asked in a round says about one action."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.forms.careful import ParagraphField
from actions.forms.progress import ProgressForm
from actions.models import Action, ProgressUpdate


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
