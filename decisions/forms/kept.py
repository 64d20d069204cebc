"""What the forms of rows that people keep one by one share: the version of the row, a reason, days."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm
from actions.forms.fields import VersionField
from decisions.services.keeping import content_of
from municipalities.services.keeping import version_of

UNKNOWN = {"invalid_choice": _("Maak een keuze uit de lijst.")}


def link_field() -> forms.URLField:
    """Where the source stands."""
    return forms.URLField(
        label=_("Vindplaats"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Het adres van de bron, bijvoorbeeld in het raadsinformatiesysteem."),
        error_messages={"invalid": _("Dit is geen webadres. Schrijf het met https:// ervoor.")},
    )


class KeptForm(CarefulForm):
    """The form of one row. `row` is None for a new one; fields are called as the content of the row is."""

    fields_of_row: ClassVar[tuple[str, ...]] = ()  # the fields that are content as they are

    reason = forms.CharField(
        label=_("Reden van de wijziging"),
        required=False,
        max_length=100,
        help_text=_("Komt in de geschiedenis. U mag dit leeg laten."),
    )
    version = VersionField()

    def __init__(self, data: Any = None, *, row: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        first = content_of(row) | {"version": version_of(type(row), row.pk)} if row is not None else {}
        super().__init__(data, initial=first | dict(initial or {}))
        self.row = row
        if row is None:
            del self.fields["reason"]

    @property
    def content(self) -> dict[str, Any]:
        """What was filled in, as the row keeps it."""
        return {name: self.cleaned_data[name] for name in self.fields_of_row}

    def proposed(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first, of another content; all else as it was typed. Only of a valid form."""
        return self.cleaned_data | self.shown(content)

    def shown(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """A content as the fields take it."""
        return dict(content)

    def order(self, earlier: str, later: str, said: Any) -> None:
        """Two days that must follow each other; `said` is the mistake otherwise."""
        first, last = self.cleaned_data.get(earlier), self.cleaned_data.get(later)
        if first and last and last < first:
            self.add_error(later, said)
