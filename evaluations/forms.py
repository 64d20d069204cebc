"""What a policy officer writes in an evaluation; the rest of the report comes from the plan."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.classifying import levels_of
from actions.models import Classification, Programme
from actions.models.classified import STRICTNESS
from evaluations.models import Evaluation
from reading import formats

TEXTS = ("title", "introduction", "conclusion")


class EvaluationForm(CarefulForm):
    """Title and own texts. Who may read the report is asked of a new one; afterwards that has a form of its own."""

    careful: ClassVar[tuple[str, ...]] = TEXTS

    title = forms.CharField(
        label=_("Titel"), max_length=200,
        error_messages={"required": _("Geef het rapport een titel.")},
    )  # fmt: skip
    introduction = ParagraphField(
        label=_("Inleiding"), required=False, max_length=10_000, rows=6,
        help_text=_("Staat voor in het rapport. Waarom deze evaluatie, en voor wie?"),
    )  # fmt: skip
    conclusion = ParagraphField(
        label=_("Conclusie"), required=False, max_length=10_000, rows=6,
        help_text=_("Staat achter in het rapport. Wat concludeert de regio? U kunt dit ook later invullen."),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The fields of the evaluation, from a form that is valid."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "personal_ok"}


class NewEvaluationForm(EvaluationForm):
    """The same of a new one. What is secret has a ground and a body: that is said afterwards, on its own page."""

    classification = forms.ChoiceField(
        label=_("Wie mag dit rapport lezen?"), widget=forms.RadioSelect,
        help_text=_("Is het geheim? Kies Vertrouwelijk. De grond legt u daarna vast bij ‘Wie mag dit zien?’."),
        error_messages={
            "required": _("Kies wie dit rapport mag lezen."),
            "invalid_choice": _("Maak een keuze uit de lijst."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["classification"]
        choice.choices = levels_of(Evaluation, [each for each in STRICTNESS if each != Classification.SECRET])


def first_values(programme: Programme) -> dict[str, Any]:
    """What the form of a new evaluation begins with."""
    title = f"Evaluatie {programme.short_title}, stand {formats.day(timezone.localdate())}"
    return {"title": title[:200], "classification": Classification.INTERNAL}


def values_of(evaluation: Evaluation) -> dict[str, Any]:
    """What the form of an evaluation that exists begins with."""
    return {name: getattr(evaluation, name) for name in TEXTS}
