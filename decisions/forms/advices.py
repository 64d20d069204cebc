"""The form of an advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import ParagraphField
from actions.forms.fields import heading
from decisions.forms.kept import UNKNOWN, KeptForm, link_field
from decisions.models import Advice
from municipalities.forms import DateField


@dataclass(frozen=True)
class AdviceOffer:
    """What can be chosen: documents, and municipalities. Who keeps one municipality only chooses that one."""

    documents: Mapping[int, str]
    municipalities: Mapping[int, str]
    for_all: bool  # advice to the region as a whole too


class AdviceForm(KeptForm):
    """What a body advised on a document, and what was done with it."""

    careful: ClassVar[tuple[str, ...]] = ("by", "text", "response", "response_by", "source_note")
    fields_of_row = (
        *("by", "kind", "on", "direction", "text", "link"),
        *("response", "response_by", "response_on", "source_note"),
    )

    document = forms.TypedChoiceField(
        label=_("Over welk document?"), coerce=int, error_messages={"required": _("Kies een document."), **UNKNOWN}
    )
    by = forms.CharField(
        label=_("Wie gaf het advies?"), max_length=200,
        help_text=_("Een orgaan, bijvoorbeeld: Adviesraad Sociaal Domein."),
        error_messages={"required": _("Schrijf welk orgaan het advies gaf.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Soort orgaan"), required=False, choices=[("", _("Niet gezegd")), *Advice.Kind.choices],
        error_messages=UNKNOWN,
    )  # fmt: skip
    municipality_id = forms.TypedChoiceField(
        label=_("Aan welke gemeente?"), required=False, coerce=int, empty_value=None,
        error_messages={"required": _("Kies een gemeente."), **UNKNOWN},
    )  # fmt: skip
    on = DateField(label=_("Datum van het advies"), required=False)
    direction = forms.ChoiceField(
        label=_("Strekking"), choices=Advice.Direction.choices, initial=Advice.Direction.UNKNOWN, error_messages=UNKNOWN
    )
    text = ParagraphField(
        label=_("Wat staat erin?"), required=False, max_length=10_000, rows=5,
        help_text=_("De kern, zo veel mogelijk in de woorden van het advies zelf."),
    )  # fmt: skip
    link = link_field()
    response = ParagraphField(
        label=_("Wat is ermee gedaan?"), required=False, max_length=10_000, rows=4,
        help_text=_("Wat is overgenomen, wat niet, en waarom? Leeg: nog niets bekend."),
    )  # fmt: skip
    response_by = forms.CharField(
        label=_("Reactie van"), required=False, max_length=200,
        help_text=_("Een orgaan of functie, bijvoorbeeld: het college. Geen naam van een persoon."),
    )  # fmt: skip
    response_on = DateField(label=_("Datum van de reactie"), required=False)
    source_note = ParagraphField(label=heading(Advice, "source_note"), required=False, max_length=2000, rows=2)

    def __init__(self, data: Any = None, *, offer: AdviceOffer, row: Advice | None = None, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        if row is None:
            documents: Any = self.fields["document"]
            documents.choices = [("", _("Kies een document")), *offer.documents.items()]
        else:
            del self.fields["document"]
        municipalities: Any = self.fields["municipality_id"]
        everyone = [("", _("Aan de regio als geheel"))] if offer.for_all else [("", _("Kies een gemeente"))]
        municipalities.choices = [*everyone, *offer.municipalities.items()]
        municipalities.required = not offer.for_all

    @property
    def content(self) -> dict[str, Any]:
        """What was filled in; the municipality by its id."""
        return super().content | {"municipality_id": self.cleaned_data["municipality_id"]}

    def clean(self) -> dict[str, Any]:
        """What was done with advice came after it; both have happened."""
        cleaned = super().clean()
        for name in ("on", "response_on"):
            if cleaned.get(name) and cleaned[name] > timezone.localdate():
                self.add_error(name, _("De datum kan niet in de toekomst liggen."))
        self.order("on", "response_on", _("De reactie kan niet van vóór het advies zijn."))
        if cleaned.get("response_by") and not cleaned.get("response") and "response" not in self.errors:
            self.add_error("response", _("Schrijf wat er met het advies is gedaan."))
        return cleaned
