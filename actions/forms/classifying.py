"""Who may see something: the classification, of what is secret the facts, and a second look before it opens."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from actions.models import Classification, Classified
from actions.models.classified import STRICTNESS, opens_guarded
from municipalities.forms import DateField

LEVELS = {
    Classification.PUBLIC: _("Openbaar: iedereen ziet dit, zodra het is vrijgegeven"),
    Classification.INTERNAL: _("Intern (concept): %(readers)s"),
    Classification.CONFIDENTIAL: _("Vertrouwelijk: %(readers)s"),
    Classification.SECRET: _("Geheim: %(readers)s. Een bestuursorgaan legde geheimhouding op"),
}
GROUNDS = ("artikel 87 Gemeentewet", "artikel 5.1, tweede lid, Wet open overheid")
FACTS = ("secret_ground", "secret_body", "secret_on")


def levels_of(model: type[Classified], offered: Iterable[str] = STRICTNESS) -> list[tuple[str, str]]:
    """The classifications that a form offers, each with who can read it then."""
    told = [(each, {"readers": model.READERS.get(each, "")}) for each in map(Classification, offered)]
    return [(each.value, str(LEVELS[each]) % readers) for each, readers in told]


class ClassificationForm(forms.Form):
    """The classification of `thing`. Opening what is vertrouwelijk or geheim asks once more.

    `offered`: what may be chosen. Nobody hides something from themselves.
    """

    classification = forms.ChoiceField(
        label=_("Wie mag dit zien?"), widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van deze mogelijkheden.")},
    )  # fmt: skip
    secret_ground = forms.CharField(
        label=_("Grond"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "gronden"}),
        help_text=_("Alleen bij geheim. Bijvoorbeeld: artikel 87 Gemeentewet."),
    )  # fmt: skip
    secret_body = forms.CharField(
        label=_("Opgelegd door"), required=False, max_length=120,
        help_text=_("Alleen bij geheim: het college, de raad, de burgemeester of een commissie."),
    )  # fmt: skip
    secret_on = DateField(label=_("Opgelegd op"), required=False)
    lifted_by = forms.CharField(
        label=_("Opgeheven door"), required=False, max_length=120,
        help_text=_("Alleen als de geheimhouding eindigt: welk bestuursorgaan hief haar op?"),
    )  # fmt: skip
    lifted_on = DateField(label=_("Opgeheven op"), required=False)
    sure = forms.BooleanField(label=_("Ja, ik weet het zeker"), required=False)

    def __init__(self, *args: Any, thing: Classified, offered: Collection[str] = STRICTNESS, **kwargs: Any) -> None:
        names = ("classification", *FACTS)
        kwargs["initial"] = {name: getattr(thing, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.thing, self.was = thing, Classification(thing.classification)
        choice: Any = self.fields["classification"]
        choice.choices = levels_of(type(thing), offered)
        if Classification.SECRET not in offered:
            for name in FACTS:
                del self.fields[name]
        if not thing.is_secret:
            del self.fields["lifted_by"], self.fields["lifted_on"]
        if not self.opens:
            del self.fields["sure"]

    @property
    def opens(self) -> str:
        """What becomes visible to whom, when what is sent opens something vertrouwelijk or geheim; else empty."""
        wanted = self.data.get("classification") if self.is_bound else None
        if wanted not in Classification.values:
            return ""
        if not opens_guarded(self.was, wanted):
            return ""
        if wanted == Classification.PUBLIC:
            return _t("Iedereen op internet kan dit dan lezen. Wat eenmaal gelezen is, haalt u niet terug.")
        return _t("Dit kunnen dan lezen: %(readers)s.") % {"readers": self.thing.READERS[wanted]}

    def clean(self) -> dict[str, Any]:
        """Refuse secrecy without its facts, lifting it without a body and day, and opening without a second look."""
        cleaned = super().clean() or {}
        asked: dict[str, str] = {}
        if cleaned.get("classification") == Classification.SECRET:
            asked = {
                "secret_ground": _t("Schrijf op welke grond dit geheim is."),
                "secret_body": _t("Schrijf welk bestuursorgaan de geheimhouding oplegde."),
                "secret_on": _t("Schrijf op welke dag de geheimhouding is opgelegd."),
            }
        elif self.was == Classification.SECRET and cleaned.get("classification"):
            asked = {
                "lifted_by": _t("Schrijf welk bestuursorgaan de geheimhouding ophief."),
                "lifted_on": _t("Schrijf op welke dag de geheimhouding is opgeheven."),
            }
        for name, refusal in asked.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, refusal)
        for name in ("secret_on", "lifted_on"):
            if (cleaned.get(name) or datetime.date.min) > timezone.localdate():
                self.add_error(name, _t("Deze dag ligt in de toekomst."))
        if self.opens and not self.errors and not cleaned.get("sure"):
            self.add_error("sure", _t("Lees wat er gebeurt, en zeg dan dat u het zeker weet."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What to write, of a valid form: what is not secret keeps what was imposed on it."""
        cleaned = self.cleaned_data
        if cleaned["classification"] == Classification.SECRET:
            facts = {name: cleaned[name] for name in FACTS}
            return {"classification": Classification.SECRET, **facts, "lifted_by": "", "lifted_on": None}
        lifting: dict[str, Any] = {name: cleaned[name] for name in ("lifted_by", "lifted_on") if name in cleaned}
        return {"classification": cleaned["classification"], **lifting}
