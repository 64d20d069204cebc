"""Which side wins, where the file and the portal both changed something of an action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.imports.groups import IN_DOCUMENTS, IN_OUR_SHEETS
from actions.imports.sides import FILE, PORTAL

GROUPS = {group.name: group.label for group in (*IN_DOCUMENTS, *IN_OUR_SHEETS)}


class SideForm(forms.Form):
    """The side that wins."""

    kant = forms.ChoiceField(choices=[(FILE, _("uit het bestand")), (PORTAL, _("zoals het in het portaal is"))])


class ChoiceForm(SideForm):
    """The same for one part of an action."""

    deel = forms.ChoiceField(choices=[*GROUPS.items()])
