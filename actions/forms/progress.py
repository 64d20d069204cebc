"""What an owner or the project leader reports about an action, and how a leader leaves it before release."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.models import Action
from municipalities.forms import DateField

REPORTED = (
    Action.Status.PLANNED,
    Action.Status.RUNNING,
    Action.Status.DELAYED,
    Action.Status.DONE,
    Action.Status.STOPPED,
)


class ProgressForm(CarefulForm):
    """Progress on one action. Securing and merging are for the leader, on the page that closes an action."""

    careful: ClassVar[tuple[str, ...]] = ("text",)

    status = forms.ChoiceField(
        label=_("Hoe staat het ervoor?"), required=False, widget=forms.RadioSelect,
        choices=[*((status.value, status.label) for status in REPORTED), ("", _("Hier zeg ik nu niets over"))],
        error_messages={"invalid_choice": _("Maak een keuze uit de lijst.")},
    )  # fmt: skip
    text = ParagraphField(
        label=_("Wat is er gebeurd?"), required=False, max_length=5000, rows=4,
        help_text=_("Een paar zinnen is genoeg. Schrijf niets over personen of gezinnen."),
    )  # fmt: skip
    on = DateField(label=_("Datum"), error_messages={"required": _("Vul een datum in, bijvoorbeeld 31-12-2026.")})

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        first = {"on": timezone.localdate(), "status": action.status if action.status in REPORTED else ""}
        super().__init__(*args, initial={**first, **kwargs.pop("initial", {})}, **kwargs)
        self.action = action

    def clean_on(self) -> datetime.date:
        """A day of the programme, not later than today."""
        on: datetime.date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("De datum kan niet in de toekomst liggen."))
        if on.year < self.action.programme.first_year:
            raise ValidationError(
                _("Het programma begon in %(year)s. Kies een latere datum."),
                params={"year": self.action.programme.first_year},
            )
        return on

    def clean(self) -> dict[str, Any]:
        """Something must be said; stopping asks for a reason; a closed action is opened by the leader only."""
        cleaned = super().clean()
        status, text = cleaned.get("status"), cleaned.get("text")
        if "text" not in self.errors and not text:
            if status == Action.Status.STOPPED:
                self.add_error("text", _("Schrijf waarom de actie stopt."))
            elif not status and "status" not in self.errors:
                self.add_error("text", _("Kies een status of schrijf wat er is gebeurd."))
        if self.action.is_closed and status and status not in Action.CLOSED:
            self.add_error("status", _("Deze actie is al afgesloten. De projectleider kan haar weer openen."))
        return cleaned
