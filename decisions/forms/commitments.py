"""The form of a declaration of intent or an agreement, with who signed it."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.fields import QuarterField, heading
from decisions.forms.kept import UNKNOWN, KeptForm, link_field
from decisions.models import Commitment
from decisions.models.commitments import Signer
from municipalities.forms import DateField

MOST_SIGNERS = 60
EMPTY_ROWS = 3
ENDS_FIRST = _("De laatste dag ligt voor de eerste.")


class SignerForm(CarefulForm):
    """One party: who, in which role, from and until. An empty name is an empty row."""

    careful: ClassVar[tuple[str, ...]] = ("role",)

    organisation = forms.CharField(
        label=_("Organisatie"), required=False, max_length=160,
        widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
    )  # fmt: skip
    role = forms.CharField(label=_("Getekend door (functie)"), required=False, max_length=200)
    since = DateField(label=_("Doet mee vanaf"), required=False)
    until = DateField(label=_("Doet mee tot en met"), required=False)

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it, kept or typed."""
        return any(self[name].value() for name in ("organisation", "role", "since", "until"))

    @property
    def tells_more(self) -> bool:
        """Whether anything but its name stands in it, or is wrong there."""
        return any(self[name].value() or self[name].errors for name in ("role", "since", "until"))

    def clean(self) -> dict[str, Any]:
        """A row with anything in it names an organisation."""
        cleaned = super().clean()
        if not cleaned.get("organisation") and any(cleaned.get(name) for name in ("role", "since", "until")):
            self.add_error("organisation", _("Schrijf welke organisatie dit is, of maak de regel leeg."))
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", ENDS_FIRST)
        return cleaned


class CommitmentForm(KeptForm):
    """What partners promised; the parties are rows of their own, `signer_forms`."""

    careful: ClassVar[tuple[str, ...]] = ("title", "purpose", "text", "source_note")
    fields_of_row = Commitment.CONTENT

    title = forms.CharField(
        label=heading(Commitment, "title"), max_length=200, error_messages={"required": _("Geef het een titel.")},
        help_text=_("Bijvoorbeeld: Convenant samenwerking Veilig Thuis en politie."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=heading(Commitment, "kind"), required=False, choices=[("", _("Niet gezegd")), *Commitment.Kind.choices],
        error_messages=UNKNOWN,
    )  # fmt: skip
    purpose = ParagraphField(
        label=_("Waarvoor is het?"), required=False, max_length=2000, rows=2,
        help_text=_("In één of twee zinnen: wat spreken de partijen af?"),
    )  # fmt: skip
    state = forms.ChoiceField(
        label=heading(Commitment, "state"), choices=Commitment.State.choices, initial=Commitment.State.UNKNOWN,
        error_messages=UNKNOWN,
    )  # fmt: skip
    planned_for = QuarterField(label=heading(Commitment, "planned_for"), required=False)
    signed_on = DateField(label=heading(Commitment, "signed_on"), required=False)
    valid_from = DateField(label=heading(Commitment, "valid_from"), required=False)
    valid_until = DateField(
        label=heading(Commitment, "valid_until"), required=False, help_text=_("Leeg: geen einddatum bekend.")
    )
    text = ParagraphField(label=_("In de woorden van het stuk"), required=False, max_length=10_000, rows=4)
    link = link_field()
    source_note = ParagraphField(label=heading(Commitment, "source_note"), required=False, max_length=2000, rows=2)

    def __init__(
        self, data: Any = None, *, row: Commitment | None = None, names: dict[int, str], **options: Any
    ) -> None:
        super().__init__(data, row=row, **options)
        self.names = names
        signers = self.initial.pop("signers", ())
        self.signer_forms = [
            SignerForm(data, prefix=f"partij-{number}", initial=self._first(signers, number))
            for number in range(self._rows(data, len(signers)))
        ]

    def _rows(self, data: Any, signers: int) -> int:
        number = signers + EMPTY_ROWS
        while data is not None and number < MOST_SIGNERS and f"partij-{number}-organisation" in data:
            number += 1
        return min(number, MOST_SIGNERS)

    def _first(self, signers: tuple[Signer, ...], number: int) -> dict[str, Any]:
        if number >= len(signers):
            return {}
        organisation, role, since, until = signers[number]
        return {"organisation": self.names.get(organisation, ""), "role": role, "since": since, "until": until}

    @property
    def shown_signers(self) -> list[SignerForm]:
        """The rows with something in them, or all where nobody signed yet."""
        filled = [form for form in self.signer_forms if form.is_filled]
        return filled or self.signer_forms

    @property
    def spare_signers(self) -> list[SignerForm]:
        """The empty rows after those."""
        shown = {form.prefix for form in self.shown_signers}
        return [form for form in self.signer_forms if form.prefix not in shown]

    @cached_property
    def _signers_are_valid(self) -> bool:
        mistakes = [form for form in self.signer_forms if not form.is_valid()]  # all of them are told
        return not mistakes

    def is_valid(self) -> bool:
        """The commitment and every party."""
        return super().is_valid() and self._signers_are_valid

    def clean(self) -> dict[str, Any]:
        """Dates that fit the state."""
        cleaned = super().clean()
        state, signed = cleaned.get("state"), cleaned.get("signed_on")
        if signed and signed > timezone.localdate():
            self.add_error("signed_on", _("De datum ligt in de toekomst. Kies dan ‘Gepland’ en een kwartaal."))
        elif signed and state == Commitment.State.PLANNED:
            self.add_error("state", _("Er is al een datum van ondertekening. Kies ‘Ondertekend’ of haal de datum weg."))
        self.order("valid_from", "valid_until", ENDS_FIRST)
        return cleaned

    @property
    def parties(self) -> list[tuple[str, str, Any, Any]]:
        """Who signed, by name: the rows that have one."""
        rows = [form.cleaned_data for form in self.signer_forms]
        return [
            (" ".join(row["organisation"].split()), row["role"], row["since"], row["until"])
            for row in rows
            if row["organisation"]
        ]

    @property
    def warns(self) -> bool:
        """Whether something looks personal, also among the parties."""
        return super().warns or any(form.warns for form in self.signer_forms)
