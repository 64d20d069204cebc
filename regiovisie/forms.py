"""What readers type on the portal's own pages."""

from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import BarrierReport

LONGEST_NAME = 80
REPORTS = {"barrier": "10/h/ip"}  # more in an hour from one place is no reader
TOO_MANY = _("Vanaf uw adres kwamen in korte tijd veel meldingen. Wacht een uur en verstuur uw melding opnieuw.")
FILLED_IN = _("Een veld dat leeg moet blijven, was ingevuld. Het is nu leeg. Verstuur uw melding nog een keer.")


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


class BarrierForm(forms.ModelForm[BarrierReport]):
    """What somebody cannot use. Nothing of a person is needed; `website` is for machines that fill in all there is."""

    use_required_attribute = False  # a browser would mark the empty field as wrong before anything is typed
    website = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    class Meta:
        model = BarrierReport
        fields = ("problem", "page", "aid", "email")
        labels = {
            "problem": _("Wat wilde u doen, en wat ging er mis?"),
            "page": _("Op welke pagina was u?"),
            "aid": _("Welk hulpmiddel gebruikt u?"),
            "email": _("Uw e-mailadres"),
        }
        help_texts = {
            "problem": _("Schrijf geen namen of andere gegevens over personen of gezinnen op."),
            "page": _("Het adres of de titel van de pagina."),
            "aid": _("Bijvoorbeeld een schermlezer, vergroting, hoog contrast of alleen het toetsenbord."),
            "email": _("Alleen als u antwoord wilt. Wij gebruiken het nergens anders voor."),
        }
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 6}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "problem": {"required": _("Vertel in een paar woorden wat er misging.")},
            "email": {"invalid": _("Dit is geen e-mailadres. Verbeter het, of laat het veld leeg.")},
        }

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine filled in and what comes too often, in words that help a person who is neither."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            self.data = {name: value for name, value in self.data.items() if name != "website"}
            raise forms.ValidationError(FILLED_IN)
        if not self.errors and not ratelimit.consume(self.request, app="regiovisie", action="barrier", config=REPORTS):
            raise forms.ValidationError(TOO_MANY)
        return cleaned
