"""What readers type on the portal's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 80


class SearchForm(forms.Form):
    """The name of a municipality or region; empty is allowed and finds nothing."""

    q = forms.CharField(
        label=_("Naam van uw gemeente of regio"),
        required=False,
        max_length=LONGEST_NAME,
        error_messages={
            "max_length": _("Dit is te lang voor de naam van een gemeente. Typ alleen de naam."),
            "null_characters_not_allowed": _("Hier staat een teken in dat we niet kunnen lezen. Typ de naam opnieuw."),
        },
    )
