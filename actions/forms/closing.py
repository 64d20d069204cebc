"""Ending an action, taking it up again, and giving it another place in the plan."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.fields import VersionField
from actions.models import Action
from actions.rules.content import heading_of

UNKNOWN = {"invalid_choice": _("Maak een keuze uit de lijst.")}
MERGED = "merged"
OUTCOMES = [
    (Action.Status.DONE, _("Afgerond: gedaan wat we van plan waren")),
    (Action.Status.SECURED, _("Geborgd: een organisatie zorgt er voortaan voor")),
    (MERGED, _("Opgegaan in een andere actie")),
    (Action.Status.STOPPED, _("Gestopt: we doen dit niet meer")),
]
AGAIN = (Action.Status.PLANNED, Action.Status.RUNNING, Action.Status.DELAYED)


class VersionForm(CarefulForm):
    """A form that knows which version of the action its reader saw."""

    version = VersionField()


class CloseForm(VersionForm):
    """How an action ends, and why. `others` are the actions of the programme that it can have merged into."""

    careful: ClassVar[tuple[str, ...]] = ("reason", "secured_with")

    outcome = forms.ChoiceField(
        label=_("Hoe eindigt de actie?"), choices=OUTCOMES, widget=forms.RadioSelect, error_messages=UNKNOWN
    )
    secured_with = forms.CharField(
        label=heading_of("secured_with"), required=False, max_length=200,
        help_text=_("Alleen bij ‘Geborgd’: wie zorgt er voortaan voor? Bijvoorbeeld: Veilig Thuis."),
    )  # fmt: skip
    merged_into = forms.ChoiceField(
        label=heading_of("merged_into_id"), required=False,
        error_messages={"invalid_choice": _("Kies een actie uit de lijst.")},
        help_text=_("Alleen bij ‘Opgegaan in een andere actie’."),
    )  # fmt: skip
    reason = ParagraphField(
        label=_("Toelichting"), required=False, max_length=1000, rows=3,
        help_text=_("Bij ‘Gestopt’ verplicht. Iedereen kan dit lezen. Bijvoorbeeld: alle huisartsen zijn bezocht."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["merged_into"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies een actie")), *((str(key), label) for key, label in others.items())]

    def clean(self) -> dict[str, Any]:
        """Each outcome asks for what belongs to it, and for nothing else."""
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        for name, belongs_to, missing in (
            ("secured_with", Action.Status.SECURED, _("Schrijf bij wie de actie geborgd is.")),
            ("merged_into", MERGED, _("Kies de actie waarin deze actie is opgegaan.")),
        ):
            given = bool(cleaned.get(name))
            if outcome == belongs_to and not given and name not in self.errors:
                self.add_error(name, missing)
            if outcome and outcome != belongs_to and given:
                self.add_error(name, _("Dit hoort niet bij uw keuze hierboven. Maak dit leeg, of kies iets anders."))
        if outcome == Action.Status.STOPPED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Schrijf waarom de actie stopt."))
        return cleaned


class ReopenForm(VersionForm):
    """Why a closed action is taken up again, and how it stands then."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)

    status = forms.ChoiceField(
        label=_("Wat is de status nu?"), widget=forms.RadioSelect, error_messages=UNKNOWN,
        choices=[(status.value, status.label) for status in AGAIN],
    )  # fmt: skip
    reason = ParagraphField(
        label=_("Waarom gaat de actie weer open?"), max_length=1000, rows=3, help_text=_("Iedereen kan dit lezen."),
        error_messages={"required": _("Schrijf waarom de actie weer opengaat.")},
    )  # fmt: skip


class PlaceForm(forms.Form):
    """Another line or theme for an action."""

    place = forms.ChoiceField(
        label=_("Nieuwe plaats"), error_messages={"invalid_choice": _("Kies een plaats uit de lijst.")}
    )

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(places.items())
