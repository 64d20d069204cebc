"""The form of an action: for editing one, and for adding one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.fields import PickField, QuarterField, VersionField
from actions.forms.offer import Offer
from actions.models import Action, ActionLine, Classification, Theme
from actions.rules.content import PLAIN, SETS, Chosen, Content, CostItem, as_line, heading_of

UNKNOWN = {"invalid_choice": _("Maak een keuze uit de lijst.")}
MOST_GOALS = 50
ORGANISATION = _("Kies organisaties uit de lijst.")
CLASSIFICATIONS = [
    (Classification.PUBLIC, _("Openbaar: iedereen")),
    (Classification.INTERNAL, _("Intern: wie toegang heeft tot de regio, en de trekkers")),
    (Classification.CONFIDENTIAL, _("Vertrouwelijk: projectleider en beleidsmedewerkers")),
]


def typed_names(label: Any, help_text: Any) -> forms.CharField:
    """A text field for names of organisations, with those of the region as suggestions."""
    return forms.CharField(
        label=label, required=False, max_length=1000, help_text=help_text,
        widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
    )  # fmt: skip


class ActionForm(CarefulForm):
    """Everything of an action but its costs. `offer` holds what can be chosen, `status` is what the action has now."""

    careful: ClassVar[tuple[str, ...]] = ("what", "how", "goals", "planning_text", "reason")
    is_new: ClassVar[bool] = False

    number = forms.CharField(
        label=heading_of("number"), required=False, max_length=20,
        help_text=_("Zoals in het plan, bijvoorbeeld 2.4."),
        widget=forms.TextInput(attrs={"class": "utrecht-textbox utrecht-textbox--html-input input--short"}),
    )  # fmt: skip
    what = ParagraphField(
        label=_("Wat gaan we doen?"), required=False, max_length=2000, rows=2,
        help_text=_("Eén zin, bijvoorbeeld: Meldcodetour langs alle huisartsen."),
    )  # fmt: skip
    how = ParagraphField(label=_("Hoe pakken we het aan?"), required=False, max_length=10_000, rows=6)
    goals = ParagraphField(
        label=heading_of("goals"), required=False, max_length=20_000, rows=4, help_text=_("Eén doel per regel.")
    )

    leads = PickField(
        label=heading_of("leads"),
        refusal=ORGANISATION,
        help_text=_("Wie voert de actie uit en meldt de voortgang?"),
    )
    leads_typed = typed_names(
        _("Trekker erbij typen"),
        _("Bestaat de organisatie nog niet, dan maken we haar aan. Meer namen: zet er een puntkomma tussen."),
    )
    partners = PickField(label=heading_of("partners"), refusal=ORGANISATION, help_text=_("Wie doet mee?"))
    partners_typed = typed_names(_("Partner erbij typen"), _("Het werkt zoals bij de trekkers."))

    planning_text = ParagraphField(
        label=heading_of("planning_text"), required=False, max_length=1000, rows=2,
        help_text=_("Zoals het in het plan staat, bijvoorbeeld: derde kwartaal 2026, daarna elk jaar."),
    )  # fmt: skip
    starts_in = QuarterField(side="start", label=heading_of("starts_in"), required=False)
    ends_in = QuarterField(side="end", label=heading_of("ends_in"), required=False)
    recurrence = forms.ChoiceField(
        label=heading_of("recurrence"), required=False,
        choices=[("", _("Niet gezegd")), *Action.Recurrence.choices],
        error_messages=UNKNOWN,
    )  # fmt: skip
    planning_approximate = forms.BooleanField(label=_("De planning is ongeveer"), required=False)
    planned_part = forms.CharField(
        label=heading_of("planned_part"), required=False, max_length=80,
        help_text=_("Leeg: voor de hele actie. Anders bijvoorbeeld: de verkenning, of: het opstarten."),
    )  # fmt: skip

    status = forms.ChoiceField(label=heading_of("status"), choices=Action.Status.choices, error_messages=UNKNOWN)
    secured_with = forms.CharField(
        label=heading_of("secured_with"), required=False, max_length=200,
        help_text=_("Alleen bij de status ‘Geborgd’, bijvoorbeeld: Veilig Thuis."),
    )  # fmt: skip
    priority = forms.ChoiceField(
        label=heading_of("priority"), required=False, choices=[("", _("Niet gezegd")), *Action.Priority.choices],
        error_messages=UNKNOWN,
    )  # fmt: skip

    municipalities = PickField(
        label=heading_of("municipalities"), refusal=_("Kies gemeenten die meedoen aan dit programma."),
        help_text=_("Alleen gemeenten die het plan bij deze actie noemt. Noemt het er geen, kies er dan ook geen."),
    )  # fmt: skip
    for_all = forms.BooleanField(
        label=_("Het plan zegt dat deze actie voor alle gemeenten is die meedoen"), required=False
    )
    topics = PickField(
        label=heading_of("topics"), refusal=_("Kies onderwerpen uit de lijst."),
        help_text=_("Zo vinden andere regio's deze actie."),
    )  # fmt: skip
    classification = forms.ChoiceField(label=_("Wie mag dit zien?"), choices=CLASSIFICATIONS, error_messages=UNKNOWN)

    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100,
        help_text=_("Nodig als het einde of een bedrag verandert. Bijvoorbeeld: besluit stuurgroep 12 mei."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, offer: Offer, status: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer, self.current_status = offer, status
        if not self.is_new:
            del self.fields["classification"]  # on a page of its own: actions.views.classifying
        for name, rows in (
            ("leads", offer.organisations),
            ("partners", offer.organisations),
            ("municipalities", offer.municipalities),
            ("topics", offer.topics),
        ):
            field = self.fields[name]
            assert isinstance(field, PickField)
            field.offer(rows)

    def clean_goals(self) -> tuple[str, ...]:
        """One goal per line, without empty lines."""
        lines = (as_line(line) for line in self.cleaned_data["goals"].splitlines())
        goals = tuple(dict.fromkeys(line for line in lines if line))
        if len(goals) > MOST_GOALS:
            raise ValidationError(_("Een actie kan hoogstens 50 doelen hebben."))
        return goals

    def clean_leads_typed(self) -> Chosen:
        """Typed names as ids of organisations, or as names of new ones."""
        return self._organisations("leads_typed")

    def clean_partners_typed(self) -> Chosen:
        """Typed names as ids of organisations, or as names of new ones."""
        return self._organisations("partners_typed")

    def _organisations(self, name: str) -> Chosen:
        names = [as_line(part) for part in self.cleaned_data[name].split(";")]
        if any(len(part) > 160 for part in names):
            raise ValidationError(_("De naam van een organisatie is hoogstens 160 tekens lang."))
        return self.offer.organisations_named(part for part in names if part)

    def clean(self) -> dict[str, Any]:
        """Refuse what does not fit together, beside the field where it can be mended."""
        cleaned = super().clean()
        starts, ends, status = cleaned.get("starts_in"), cleaned.get("ends_in"), cleaned.get("status")
        if any(self._is_about(name) for name in ("starts_in", "ends_in")):
            cleaned["planning_approximate"] = True  # `eind 2026` is read as the plan's own words are
        if starts and ends and ends < starts:
            self.add_error("ends_in", _("Het einde kan niet voor het begin liggen."))
        if not cleaned.get("what") and not cleaned.get("goals") and not {"what", "goals"} & self.errors.keys():
            self.add_error("what", _("Schrijf wat er gaat gebeuren, of minstens één doel."))
        if status == Action.Status.SECURED and not cleaned.get("secured_with") and "secured_with" not in self.errors:
            self.add_error("secured_with", _("Schrijf bij wie de actie geborgd is."))
        if status != Action.Status.SECURED and cleaned.get("secured_with"):
            self.add_error("secured_with", _("Dit hoort bij de status ‘Geborgd’. Kies die status, of maak dit leeg."))
        if cleaned.get("for_all") and cleaned.get("municipalities"):
            self.add_error("for_all", _("Kies gemeenten, of zet dit aan voor alle gemeenten. Niet allebei."))
        stops = status == Action.Status.STOPPED and status != self.current_status
        if stops and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Schrijf waarom de actie stopt."))
        return cleaned

    def _is_about(self, name: str) -> bool:
        """Whether the words that were typed for a quarter say that it is about then."""
        field = self.fields[name]
        assert isinstance(field, QuarterField)
        found = None if name in self.errors else field.read(str(self[name].data or ""))
        return bool(found and found.is_approximate)

    def content(self, costs: tuple[CostItem, ...], *, action: Action | None) -> Content:
        """All that was typed as one value; only of a valid form. What the form has no field for stays as it is.

        Merged into another action it stays while it is stopped.
        """
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in (*PLAIN, *SETS) if name in cleaned}
        for name in ("leads", "partners"):
            values[name] = cleaned[name] | cleaned[f"{name}_typed"]
        if action:
            stays = cleaned["status"] == self.current_status == Action.Status.STOPPED
            values |= {"who_text": action.who_text, "cost_text": action.cost_text}
            values["classification"] = action.classification
            values["merged_into_id"] = action.merged_into_id if stays else None
        return Content(**values, goals=cleaned["goals"], costs=costs)


class NewActionForm(ActionForm):
    """The form of an action that does not exist yet: also asks its place in the plan, and whether everybody sees it."""

    is_new = True

    place = forms.ChoiceField(
        label=_("Plaats in het plan"), error_messages={"invalid_choice": _("Kies een plaats uit de lijst.")}
    )
    release = forms.ChoiceField(
        label=_("Wie ziet de actie na het opslaan?"),
        choices=[
            ("now", _("Meteen zichtbaar voor iedereen")),
            ("concept", _("Als concept bewaren: vrijgeven kan later")),
        ],
        initial="now", widget=forms.RadioSelect, error_messages=UNKNOWN,
    )  # fmt: skip

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = list(places.items())
        self.fields["reason"].label = _("Waarom komt deze actie erbij?")


def initial_of(content: Content) -> dict[str, Any]:
    """A content as the form shows it; names of new organisations go into the text fields."""
    values: dict[str, Any] = {name: getattr(content, name) for name in PLAIN}
    for name in SETS:
        chosen = getattr(content, name)
        values[name] = sorted(key for key in chosen if isinstance(key, int))
        values[f"{name}_typed"] = "; ".join(sorted(key for key in chosen if isinstance(key, str)))
    return {**values, "goals": "\n".join(content.goals)}


def places_of(lines: list[ActionLine], themes: list[Theme]) -> dict[str, str]:
    """Where an action can stand: each line, and each line with each theme that is its own or outside the lines."""
    places: dict[str, str] = {}
    for line in lines:
        places[f"{line.pk}-"] = str(line)
        for theme in themes:
            if theme.line_id in (line.pk, None):
                places[f"{line.pk}-{theme.pk}"] = f"{line} › {theme.title}"
    return places
