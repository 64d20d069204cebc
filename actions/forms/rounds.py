"""What a leader fills in to open a round: what is asked, until when, in whose name, and who gets it."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from actions.forms.careful import CarefulForm, ParagraphField
from actions.models import Action
from actions.rules.asking import Lead
from actions.services.rounds import Recipient, Terms
from municipalities.forms import DateField
from reading import periods

LONGEST = 180  # days that a round may last
PROPOSED = 21  # days


@dataclass(frozen=True)
class LeadRow:
    """The fields of one organisation in the form."""

    lead: Lead
    people: BoundField | None
    name: BoundField
    email: BoundField

    @property
    def is_open(self) -> bool:
        """Whether there is something to see: somebody to ask, or something that was typed."""
        return bool(self.people or self.name.value() or self.email.value())


def periods_on(day: datetime.date) -> list[str]:
    """The periods that a round may be about: half-years and quarters up to now, the latest first, and the year."""
    half, quarter = (day.month - 1) // 6 + 1, (day.month - 1) // 3 + 1
    halves = [f"{day.year}H{half}", f"{day.year}H1" if half == 2 else f"{day.year - 1}H2"]
    quarters = [f"{day.year}Q{quarter}", f"{day.year}Q{quarter - 1}" if quarter > 1 else f"{day.year - 1}Q4"]
    return [*halves, *quarters, str(day.year)]


class RoundForm(CarefulForm):
    """A round. Whoever has a tick or an address gets one mail."""

    careful: ClassVar[tuple[str, ...]] = ("message",)

    title = forms.CharField(
        label=_("Titel"), max_length=120,
        help_text=_("Staat boven de mail en boven de pagina."),
        error_messages={"required": _("Geef de uitvraag een titel.")},
    )  # fmt: skip
    period = forms.ChoiceField(label=_("Waarover vraagt u voortgang?"))
    closes_on = DateField(
        label=_("Antwoorden kan tot en met"), help_text=_("Daarna werken de links niet meer."),
        error_messages={"required": _("Vul een datum in, bijvoorbeeld 31-12-2026.")},
    )  # fmt: skip
    sender = forms.CharField(
        label=_("Namens wie"), max_length=120,
        help_text=_("Zo staat het in de mail. Antwoorden op de mail komen bij u."),
        error_messages={"required": _("Schrijf namens wie u dit vraagt.")},
    )  # fmt: skip
    message = ParagraphField(label=_("Bericht in de mail"), required=False, max_length=2000, rows=4)

    def __init__(self, data: Any = None, *, leads: list[Lead], by: User, region: str) -> None:
        self.leads, today = leads, timezone.localdate()
        choices = [(period, periods.label(period).capitalize()) for period in periods_on(today)]
        first = {
            "title": _("Voortgang %(period)s") % {"period": periods.label(choices[0][0])},
            "period": choices[0][0],
            "closes_on": today + datetime.timedelta(days=PROPOSED),
            "sender": _("%(name)s, projectleider %(region)s") % {"name": by.name or by.email, "region": region},
        }
        super().__init__(data, initial=first)
        self.use_required_attribute = False
        self.fields["period"] = forms.ChoiceField(label=self.fields["period"].label, choices=choices)
        for lead in leads:
            self._add(lead)

    def _add(self, lead: Lead) -> None:
        key = lead.organisation.pk
        if lead.people:
            proposed = [str(person.pk) for person in lead.people[: lead.owners or 1]]
            self.fields[f"wie-{key}"] = forms.MultipleChoiceField(
                label=_("Wie krijgt de mail voor %s?") % lead.organisation.name,
                required=False,
                initial=proposed,
                choices=[(str(person.pk), f"{person.name or person.email} ({person.email})") for person in lead.people],
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields[f"naam-{key}"] = forms.CharField(label=_("Naam"), required=False, max_length=120)
        self.fields[f"mail-{key}"] = forms.EmailField(
            label=_("E-mailadres"), required=False,
            error_messages={"invalid": _("Dit is geen e-mailadres. Verbeter het, of laat het leeg.")},
        )  # fmt: skip

    @property
    def rows(self) -> Iterator[LeadRow]:
        """The organisations, each with its fields."""
        for lead in self.leads:
            key = lead.organisation.pk
            people = self[f"wie-{key}"] if lead.people else None
            yield LeadRow(lead, people, self[f"naam-{key}"], self[f"mail-{key}"])

    @property
    def of_round(self) -> list[BoundField]:
        """The fields of the round itself."""
        return [self[name] for name in ("title", "period", "closes_on", "sender", "message")]

    def clean_closes_on(self) -> datetime.date:
        """From tomorrow, and within half a year."""
        day: datetime.date = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today < day <= today + datetime.timedelta(days=LONGEST):
            raise ValidationError(_("Kies een dag na vandaag, binnen een half jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        """A name belongs to each address that was typed, and somebody is asked."""
        cleaned = super().clean()
        for lead in self.leads:
            key = lead.organisation.pk
            if f"mail-{key}" in self.errors:
                continue
            if bool(cleaned.get(f"naam-{key}")) != bool(cleaned.get(f"mail-{key}")):
                missing = "naam" if cleaned.get(f"mail-{key}") else "mail"
                self.add_error(f"{missing}-{key}", _("Vul een naam én een e-mailadres in, of laat beide leeg."))
        if not self.errors and not self.recipients:
            raise ValidationError(_("U vraagt nu niemand iets. Vink iemand aan of vul een naam en e-mailadres in."))
        return cleaned

    @property
    def terms(self) -> Terms:
        """What the round asks."""
        return Terms(
            **{name: self.cleaned_data[name] for name in ("title", "period", "message", "sender", "closes_on")}
        )

    @property
    def recipients(self) -> list[Recipient]:
        """Who gets a mail: each address once, with all organisations that it answers for."""
        found: dict[str, tuple[str, int | None, set[int]]] = {}
        known = {person.email.lower(): person for lead in self.leads for person in lead.people}
        for lead in self.leads:
            key = lead.organisation.pk
            ticked = self.cleaned_data.get(f"wie-{key}", [])
            to = [
                (person.name or person.email, person.email.lower())
                for person in lead.people
                if str(person.pk) in ticked
            ]
            if self.cleaned_data.get(f"mail-{key}"):
                to.append((self.cleaned_data[f"naam-{key}"], self.cleaned_data[f"mail-{key}"].lower()))
            for name, email in to:
                person = known.get(email)
                found.setdefault(email, (name, person.pk if person else None, set()))[2].add(key)
        return [Recipient(name, email, frozenset(ours), pk) for email, (name, pk, ours) in found.items()]

    @property
    def preview(self) -> list[tuple[Recipient, list[Action]]]:
        """Who gets what: each person with the actions that the mail is about."""
        return [(one, self._actions_of(one)) for one in self.recipients]

    def _actions_of(self, recipient: Recipient) -> list[Action]:
        found = {
            action.pk: action
            for lead in self.leads
            if lead.organisation.pk in recipient.organisations
            for action in lead.actions
        }
        return list(found.values())

    @property
    def mark(self) -> str:
        """Of who gets what: what is sent is what was seen."""
        told = [(one.email, sorted(action.pk for action in actions)) for one, actions in self.preview]
        return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()[:32]
