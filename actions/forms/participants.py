"""Which municipalities take part in a document: a tick and a note for each, all on one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm
from actions.forms.fields import VersionField
from municipalities.models import Municipality


@dataclass(frozen=True)
class Place:
    """The fields of one municipality."""

    municipality: Municipality
    joins: forms.BoundField
    note: forms.BoundField


class ParticipantsForm(CarefulForm):
    """A tick and a note for each municipality."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100, help_text=_("Komt in de geschiedenis.")
    )
    seen = VersionField()

    def __init__(
        self, data: Any = None, *, places: list[Municipality], notes: Mapping[int, str], seen: int, reason: str = ""
    ) -> None:
        super().__init__(data, initial={"seen": seen, "reason": reason})
        self.places = places
        for place in places:
            self.fields[f"mee-{place.pk}"] = forms.BooleanField(
                label=place.name, required=False, initial=place.pk in notes
            )
            self.fields[f"toelichting-{place.pk}"] = forms.CharField(
                label=_now("Toelichting bij %s") % place.name, required=False, max_length=500,
                initial=notes.get(place.pk, ""),
            )  # fmt: skip

    @property
    def rows(self) -> Iterator[Place]:
        """The municipalities with their fields."""
        for place in self.places:
            yield Place(place, self[f"mee-{place.pk}"], self[f"toelichting-{place.pk}"])

    def clean(self) -> dict[str, Any]:
        """A note is with a municipality that takes part."""
        cleaned = super().clean()
        for place in self.places:
            name = f"toelichting-{place.pk}"
            if cleaned.get(name) and not cleaned.get(f"mee-{place.pk}"):
                self.add_error(name, _("Vink de gemeente aan, of maak de toelichting leeg."))
        return cleaned

    @property
    def notes(self) -> dict[int, str]:
        """Who takes part, with the notes; only of a valid form."""
        chosen = [place.pk for place in self.places if self.cleaned_data[f"mee-{place.pk}"]]
        return {pk: self.cleaned_data[f"toelichting-{pk}"] for pk in chosen}
