"""Which side wins, where the file and the portal both changed something of an action."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.imports.groups import IN_DOCUMENTS, IN_OUR_SHEETS
from actions.imports.sides import FILE, PORTAL

GROUPS = {group.name: group.label for group in (*IN_DOCUMENTS, *IN_OUR_SHEETS)}


class ChoiceForm(forms.Form):
    """The part of the action, and the side that wins it."""

    deel = forms.ChoiceField(choices=[*GROUPS.items()])
    kant = forms.ChoiceField(choices=[(FILE, _("uit het bestand")), (PORTAL, _("zoals het in het portaal is"))])
