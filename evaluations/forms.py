"""What a policy officer writes in an evaluation; the rest of the report comes from the plan."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.models import Programme
from evaluations.models import Evaluation
from reading import formats

TEXTS = ("title", "introduction", "conclusion")


class EvaluationForm(CarefulForm):
    """Title, own texts, and who may read the report."""

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
    audience = forms.ChoiceField(
        label=_("Wie mag dit rapport lezen?"), widget=forms.RadioSelect,
        choices=[
            ("region", _("Alleen mensen met toegang tot de regio")),
            ("public", _("Iedereen, zodra het klaar is")),
        ],
        error_messages={
            "required": _("Kies wie dit rapport mag lezen."),
            "invalid_choice": _("Maak een keuze uit de lijst."),
        },
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The fields of the evaluation, from a form that is valid."""
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        return {**texts, "is_public": self.cleaned_data["audience"] == "public"}


def first_values(programme: Programme) -> dict[str, Any]:
    """What the form of a new evaluation begins with."""
    title = f"Evaluatie {programme.short_title}, stand {formats.day(timezone.localdate())}"
    return {"title": title[:200], "audience": "region"}


def values_of(evaluation: Evaluation) -> dict[str, Any]:
    """What the form of an evaluation that exists begins with."""
    texts = {name: getattr(evaluation, name) for name in TEXTS}
    return {**texts, "audience": "public" if evaluation.is_public else "region"}
