"""All that is kept of one step of one municipality, each part in a field of its own."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from decisions.forms.kept import UNKNOWN, link_field
from decisions.models import Adoption
from decisions.models.adoptions import WEB_ADDRESS
from decisions.rules.route import moment_of
from decisions.rules.steps import FIELDS, STATES, Content, Step, cell_text, formats_of, mark_of
from decisions.rules.wording import name_of
from municipalities.forms import DateField
from reading.days import read_when, written_when
from reading.vocabulary import Precision

State = Adoption.State
MOMENTS = [  # as municipalities.forms.YEARS: a database does not keep every moment that Python reads
    MinValueValidator(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC), _("Kies een datum na 1999.")),
    MaxValueValidator(datetime.datetime(2099, 12, 31, tzinfo=datetime.UTC), _("Kies een datum voor 2100.")),
]


class StepForm(CarefulForm):
    """One step. Dates of what has no such date are left out; what is missing is asked where it belongs."""

    careful: ClassVar[tuple[str, ...]] = ("amendment", "reason", *Adoption.WRITTEN)

    state = forms.ChoiceField(label=_("Stand"), error_messages=UNKNOWN)
    planned = forms.CharField(
        label=_("Gepland voor"),
        required=False,
        max_length=40,
        help_text=_("Een dag of een kwartaal: 1e kwartaal 2027."),
    )
    submitted_on = DateField(label=_("Voorgelegd op"), required=False)
    decided_on = DateField(label=_("Datum van de uitkomst"), required=False)
    until = forms.CharField(
        label=_("Aangehouden tot"), required=False, max_length=40, help_text=_("Bijvoorbeeld: maart 2027.")
    )
    amendment = ParagraphField(label=_("Wat is gewijzigd?"), required=False, max_length=5000, rows=3)
    reason = ParagraphField(
        label=_("Waarom?"), required=False, max_length=5000, rows=3, help_text=_("Bij verworpen of aangehouden.")
    )
    text = ParagraphField(
        label=_("Toelichting"),
        required=False,
        max_length=5000,
        rows=2,
        help_text=_("Staat bij het besluit. Past zij niet meer bij de uitkomst? Haal haar weg."),
    )
    source_note = ParagraphField(label=_("Toelichting op de bron"), required=False, max_length=2000, rows=2)
    link = link_field()
    embargo = forms.DateTimeField(
        label=_("Embargo tot"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Tot dit moment zien alleen de regio en uw gemeente wat is besloten."),
        error_messages={"invalid": _("Schrijf een dag en een tijd als 31-12-2026 20:00.")},
        validators=MOMENTS,
    )

    def __init__(self, data: Any = None, *, step: Step, row: Adoption | None) -> None:
        super().__init__(data, initial=_first(row), prefix=step.key)
        self.step, self.row = step, row
        self.is_told = False  # whether the page says what somebody else kept meanwhile
        choices = [(state.value, name_of(state, step.kind)) for state in STATES[step.decides]]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def clean_link(self) -> str:
        """Http and https only."""
        link: str = self.cleaned_data["link"]
        if link:
            WEB_ADDRESS(link)
        return link

    def clean_embargo(self) -> datetime.datetime | None:
        """A moment to come: a slip of the pen in the year would tell the outcome to everybody at once."""
        embargo: datetime.datetime | None = self.cleaned_data["embargo"]
        if embargo and "embargo" in self.changed_data and embargo <= timezone.now():
            raise forms.ValidationError(_("Dit moment is al geweest. Kies een later moment, of maak dit leeg."))
        return embargo

    def clean(self) -> dict[str, Any]:
        """What belongs together, and what has not happened yet."""
        cleaned = super().clean()
        today = timezone.localdate()
        for name in ("submitted_on", "decided_on"):
            if (cleaned.get(name) or today) > today:
                self.add_error(name, _("Deze dag is nog niet geweest."))
        for name in ("planned", "until"):
            if cleaned.get(name) and not self._moment(name):
                self.add_error(name, _("Dit is niet te lezen. Schrijf een dag, of een maand of kwartaal met het jaar."))
        state = cleaned.get("state")
        if state in Adoption.OPEN and cleaned.get("decided_on"):
            self.add_error("state", _("U vulde een datum van de uitkomst in. Kies ook de uitkomst."))
        if state == State.ADOPTED_AMENDED and not cleaned.get("amendment"):
            self.add_error("amendment", _("Schrijf wat is gewijzigd."))
        return cleaned

    def _moment(self, name: str) -> Any:
        """What was typed as a moment; of a plan the two fields that hold it. None: it cannot be read."""
        typed = self.cleaned_data.get(name) or ""
        return moment_of(typed) if name == "planned" else read_when(typed)

    @property
    def content(self) -> Content:
        """What was filled in, as the fields of the row."""
        typed = self.cleaned_data
        (planned_on, planned_for), until = self._moment("planned"), self._moment("until")
        deferred = until if typed["state"] == State.DEFERRED else None
        found: Content = {name: typed[name] for name in (*FIELDS, *Adoption.WRITTEN) if name in typed}
        return found | {
            "planned_on": planned_on,
            "planned_for": planned_for,
            "deferred_until": deferred.day if deferred else None,
            "deferred_precision": deferred.precision if deferred else Precision.DAY,
            "embargo_until": typed["embargo"],
        }

    @property
    def seen(self) -> str:
        """A mark of the whole step as the writer saw it, for who saves later: after a mistake still the first one."""
        if self.is_bound and not self.is_told:
            return str(self.data.get(self.add_prefix("gezien"), ""))
        return mark_of(self.row)

    @property
    def now(self) -> str:
        """What is on record, for who saved on top of it."""
        row = self.row
        parts = (
            [
                (_("gepland"), formats_of(row.planned_on, row.planned_for)),
                (_("voorgelegd"), formats_of(row.submitted_on)),
            ]
            if row
            else []
        )
        if row and row.embargo_until:
            parts.append((_("embargo tot"), f"{timezone.localtime(row.embargo_until):%d-%m-%Y %H:%M}"))
        return "; ".join([cell_text(row), *(f"{name} {when}" for name, when in parts if when)])


def _first(row: Adoption | None) -> dict[str, Any]:
    if row is None:
        return {"state": State.UNKNOWN}
    embargo: datetime.datetime | None = row.embargo_until
    until = written_when(row.deferred_until, row.deferred_precision) if row.deferred_until else ""
    return {name: getattr(row, name) for name in (*FIELDS, *Adoption.WRITTEN)} | {
        "planned": formats_of(row.planned_on, row.planned_for),
        "until": until,
        "embargo": timezone.localtime(embargo).replace(tzinfo=None) if embargo else None,
    }
