"""What is asked of organisations: another name, and with which other one it is the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import Organisation


class RenameForm(forms.Form):
    """The name of an organisation."""

    name = forms.CharField(label=_("Naam"), max_length=160)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)

    def clean_name(self) -> str:
        """The name with single spaces."""
        return " ".join(self.cleaned_data["name"].split())


class WhichForm(forms.Form):
    """The organisation that another one is the same as."""

    met = forms.TypedChoiceField(
        label=_("Is dezelfde als"), coerce=int, error_messages={"required": _("Kies een organisatie.")}
    )

    def __init__(self, data: Any = None, *, others: list[Organisation]) -> None:
        super().__init__(data, label_suffix="")
        met: Any = self.fields["met"]
        met.choices = [("", _("Kies een organisatie")), *((one.pk, one.name) for one in others)]
