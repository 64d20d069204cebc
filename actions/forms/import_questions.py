"""What is answered about a name in a file that is read in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.imports.answers import KINDS, LINE, MUNICIPALITY, NOTHING, NUMBER, OTHER, SAME
from actions.imports.names import LONGEST_NAME
from actions.imports.places import LONGEST
from actions.imports.questions import Question
from reading.plans.texts import words

IS, NEW, NONE, BACK = "is:", "nieuw", "geen", "terug"  # what an answer says, or begins with


class AnswerForm(forms.Form):
    """One answer: it is this name, it is new, it is nothing, or the answer is taken back."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    name = forms.CharField(required=False, max_length=2_000, strip=False)
    answer = forms.CharField(max_length=400)
    text = forms.CharField(
        label=gettext_lazy("Dit is"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": gettext_lazy("Deze naam is te lang. Houd het korter dan 200 tekens.")},
    )

    def clean(self) -> dict[str, Any]:
        """A name where one is needed, no longer than the plan keeps."""
        cleaned = super().clean() or self.cleaned_data
        answer, text = cleaned.get("answer", ""), " ".join(cleaned.get("text", "").split())
        if answer == IS and not text and "text" not in self.errors:
            self.add_error("text", _("Kies een naam of typ er een."))
        if answer.startswith(IS):
            name = answer.removeprefix(IS) or text
            if cleaned.get("kind") not in (LINE, "theme") and len(name) > LONGEST_NAME:
                self.add_error("text", _("Deze naam is te lang. Houd het korter dan 160 tekens."))
        elif answer not in (NEW, NONE, BACK):
            self.add_error("answer", _("Dit antwoord bestaat niet."))
        return cleaned

    def question(self, questions: tuple[Question, ...]) -> Question | None:
        """The question that is answered, of those that there are."""
        asked = self.cleaned_data["kind"], words(self.cleaned_data["name"])
        return next((question for question in questions if question.key == asked), None)

    def meaning(self, question: Question, known: tuple[str, ...]) -> str | None:
        """What the name stands for from now on; None: what the portal makes of it itself."""
        answer: str = self.cleaned_data["answer"]
        if answer in (BACK, NONE):
            return None if answer == BACK else NOTHING
        text = " ".join(self.cleaned_data["text"].split())
        name = question.name if answer == NEW else answer.removeprefix(IS) or text
        if question.kind == NUMBER and name not in (SAME, OTHER):
            raise forms.ValidationError(_("Dit antwoord bestaat niet."))
        if question.kind == MUNICIPALITY and words(name) not in map(words, known):
            raise forms.ValidationError(_("Kies een gemeente uit de lijst."))
        if not name:
            raise forms.ValidationError(_("Kies een lijn of typ een nieuwe."))
        return name
