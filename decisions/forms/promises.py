"""A question, motion or promise as its keeper fills it in, answers it, closes it or takes it up again."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.closing import VersionForm
from actions.models.base import Classification
from decisions.models import Promise
from decisions.rules.names import person_in
from decisions.rules.offers import Groups, Offer
from municipalities.forms import DateField

CLASSIFIED = ("classification", "secret_ground", "secret_body", "secret_on")
PLAIN = ("kind", "number", "text", "on", "holder", "owed_by", "due_on", "due_text", "link")
UNKNOWN = {"invalid_choice": _("Maak een keuze uit de lijst.")}


class PromiseForm(CarefulForm):
    """All that people fill in of a question, motion or promise; its state goes its own ways."""

    careful: ClassVar[tuple[str, ...]] = ("text", "owed_by", "holder", "due_text", "number")
    roles: ClassVar[tuple[str, ...]] = ("holder", "owed_by")  # who, never which person

    place = forms.ChoiceField(label=_("Raad van"), error_messages=UNKNOWN)
    kind = forms.ChoiceField(label=_("Soort"), choices=Promise.Kind.choices, error_messages=UNKNOWN)
    number = forms.CharField(
        label=_("Nummer"),
        required=False,
        max_length=40,
        help_text=_("Zoals in de lijst van de raad, bijvoorbeeld T-26."),
    )
    text = ParagraphField(
        label=_("Wat is gevraagd of toegezegd?"), max_length=5000, rows=4,
        error_messages={"required": _("Schrijf wat is gevraagd of toegezegd.")},
        help_text=_("Neem de tekst over uit de stukken. Schrijf niets over personen of gezinnen."),
    )  # fmt: skip
    on = DateField(label=_("Datum"), required=False, help_text=_("De dag van de vergadering of van de brief."))
    owed_by = forms.CharField(
        label=_("Wie moet antwoorden?"), required=False, max_length=160,
        help_text=_("Een organisatie of functie, bijvoorbeeld: het college."),
    )  # fmt: skip
    holder = forms.CharField(
        label=_("Portefeuillehouder"), required=False, max_length=120,
        help_text=_("De functie, geen naam. Bijvoorbeeld: wethouder jeugd."),
    )  # fmt: skip
    due_on = DateField(
        label=_("Uiterlijk op"), required=False,
        help_text=_("De laatste dag. Staat er ‘vóór 1 juli’? Vul 1 juli in. Vanaf 2 juli is het te laat."),
    )  # fmt: skip
    due_text = forms.CharField(
        label=_("Termijn zonder dag"), required=False, max_length=120,
        help_text=_("Alleen als er geen dag is genoemd, bijvoorbeeld: derde kwartaal 2026."),
    )  # fmt: skip
    about = forms.ChoiceField(label=_("Gaat over"), required=False, error_messages=UNKNOWN)
    link = forms.URLField(
        label=_("Vindplaats"), required=False, max_length=500, assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Het webadres in het raadsinformatiesysteem."),
        error_messages={"invalid": _("Vul een webadres in dat begint met https://.")},
    )  # fmt: skip
    classification = forms.ChoiceField(label=_("Wie mag dit lezen?"), error_messages=UNKNOWN)
    secret_ground = forms.CharField(label=_("Grond van de geheimhouding"), required=False, max_length=200)
    secret_body = forms.CharField(label=_("Opgelegd door"), required=False, max_length=120)
    secret_on = DateField(label=_("Opgelegd op"), required=False)

    def __init__(self, data: Any = None, *, offer: Offer, promise: Promise | None = None, **kwargs: Any) -> None:
        self.offer, self.promise = offer, promise
        super().__init__(data, initial={**_first(offer, promise), **kwargs.pop("initial", {})}, **kwargs)
        self.tie = _tie_of(promise)
        fields: Any = self.fields
        fields["place"].choices = _place_choices(offer)
        fields["about"].choices = [("", _("Het programma als geheel")), *_merged(offer)]
        fields["classification"].choices = [(each.value, each.label) for each in offer.classifications]
        if Classification.SECRET not in offer.classifications:
            for name in CLASSIFIED[1:]:
                del fields[name]
        if promise is not None:  # who may read what is there, is changed on its own page (docs/besluiten/106)
            for name in CLASSIFIED:
                fields.pop(name, None)
        if len(offer.places) == 1:
            fields["place"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A role is no name; what it is about belongs to the programme; a day or words for the term, not both."""
        cleaned = super().clean()
        if not cleaned.get("personal_ok"):
            for name in self.roles:
                self._warn_of_person(name, cleaned.get(name) or "")
        if cleaned.get("due_on") and cleaned.get("due_text"):
            self.add_error("due_text", _("U hebt al een dag ingevuld. Maak dit leeg."))
        if cleaned.get("classification") == Classification.SECRET:
            for name in CLASSIFIED[1:]:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Wat geheim is, heeft een grond, een orgaan en een dag."))
        place = self.offer.place(cleaned["place"]) if cleaned.get("place") else None
        level = self.promise.classification if self.promise else cleaned.get("classification")
        if place and level and level not in self.offer.readable[place.key]:
            field = "place" if self.promise else "classification"
            self.add_error(field, _("Dit kunt u bij deze raad niet kiezen: u leest het daar zelf niet."))
        about = cleaned.get("about")
        if place and about and about not in _values(self.offer.about.get(place.programme.pk, [])):
            self.add_error("about", _("Dit hoort bij een ander programma. Kies iets anders."))
        return cleaned

    @property
    def asks_secrecy(self) -> bool:
        """Whether it is secret, or something of that is filled in."""
        return self["classification"].value() == Classification.SECRET or any(
            self[name].value() for name in CLASSIFIED[1:] if name in self.fields
        )

    def _warn_of_person(self, name: str, text: str) -> None:
        found = person_in(text)
        if found and text != self.get_initial_for_field(self.fields[name], name):
            sentence = _("‘%(text)s’ lijkt op de naam van een persoon. Schrijf de functie, of vink ‘Toch opslaan’ aan.")
            self.add_error(name, ValidationError(sentence, code="personal", params={"text": found}))

    @property
    def content(self) -> dict[str, Any]:
        """What was filled in, as the service wants it."""
        typed = self.cleaned_data
        place = self.offer.place(typed["place"])
        return {
            "municipality_id": place.municipality.pk,
            "programme_id": place.programme.pk,
            **{name: typed[name] for name in (*PLAIN, *CLASSIFIED) if name in typed},
            **self._ties(typed["about"]),
        }

    def _ties(self, about: str) -> dict[str, Any]:
        """Its tie; one that this person may not see stays as it is, unless they choose another."""
        kind, _dash, key = about.partition("-")
        if not about and self.tie and self.tie not in _values(_merged(self.offer)):
            kind, _dash, key = self.tie.partition("-")
        ties: dict[str, Any] = dict.fromkeys(Promise.TIES.values()) | {"indicator": ""}
        if kind:
            ties[Promise.TIES[kind]] = key if kind == "indicator" else int(key)
        return ties

    @property
    def tied(self) -> dict[str, str]:
        """What it can be about, by its value in the form."""
        return dict(choice for _label, choices in _merged(self.offer) for choice in choices)


class EditForm(PromiseForm, VersionForm):
    """The same, of one that is there: it knows which version its reader saw."""

    careful: ClassVar[tuple[str, ...]] = (*PromiseForm.careful, "reason")

    reason = forms.CharField(label=_("Waarom wijzigt u dit?"), required=False, max_length=80)

    def proposed(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first, of another content; all else as it was typed. Only of a valid form."""
        tie = next((f"{kind}-{content[key]}" for kind, key in Promise.TIES.items() if content[key]), "")
        place = f"{content['municipality_id']}-{content['programme_id']}"
        return self.cleaned_data | {name: content[name] for name in PLAIN} | {"place": place, "about": tie}


class ActForm(VersionForm):
    """An act on one that is there. `fills`: what of it each field says."""

    fills: ClassVar[Mapping[str, str]] = {}
    tied: ClassVar[Mapping[str, str]] = {}  # it does not ask what it is about

    @property
    def content(self) -> dict[str, Any]:
        """What was filled in, as it is kept."""
        return {key: self.cleaned_data[name] for name, key in self.fills.items()}

    def proposed(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first, of another content; all else as it was typed. Only of a valid form."""
        return self.cleaned_data | {name: content[key] for name, key in self.fills.items()}


def _first(offer: Offer, promise: Promise | None) -> dict[str, Any]:
    if promise is None:
        only = {"place": offer.places[0].key} if len(offer.places) == 1 else {}
        return {"kind": Promise.Kind.PROMISE, "classification": Classification.PUBLIC, **only}
    return {
        **{name: getattr(promise, name) for name in (*PLAIN, *CLASSIFIED, "version")},
        "place": f"{promise.municipality_id}-{promise.programme_id}",
        "about": _tie_of(promise),
    }


def _tie_of(promise: Promise | None) -> str:
    tie = promise.tie if promise else None
    return f"{tie[0]}-{tie[1]}" if tie else ""


def _place_choices(offer: Offer) -> list[tuple[str, str]]:
    several = len({place.programme.pk for place in offer.places}) > 1
    names = [
        (each.key, f"{each.municipality.name} ({each.programme.short_title})" if several else each.municipality.name)
        for each in offer.places
    ]
    return names if len(names) == 1 else [("", str(_("Kies een gemeente"))), *names]


def _merged(offer: Offer) -> Groups:
    merged: dict[str, list[tuple[str, str]]] = {}
    for groups in offer.about.values():
        for label, choices in groups:
            merged.setdefault(label, []).extend(choice for choice in choices if choice not in merged[label])
    return list(merged.items())


def _values(groups: Groups) -> set[str]:
    return {value for _label, choices in groups for value, _name in choices}


class AnswerForm(ActForm):
    """What the answer is, and when it was given."""

    careful: ClassVar[tuple[str, ...]] = ("answer",)
    fills: ClassVar[Mapping[str, str]] = {"answer": "answer", "on": "answered_on"}

    answer = ParagraphField(
        label=_("Antwoord"), max_length=10_000, rows=6, error_messages={"required": _("Schrijf het antwoord.")},
        help_text=_("Kort is goed. Staat het antwoord in een brief? Noem die brief."),
    )  # fmt: skip
    on = DateField(label=_("Beantwoord op"), error_messages={"required": _("Vul de dag van het antwoord in.")})
    done = forms.BooleanField(
        label=_("Daarmee is dit afgedaan: de raad heeft wat is gevraagd of toegezegd"), required=False
    )

    def __init__(self, *args: Any, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_close:
            del self.fields["done"]

    def clean_on(self) -> datetime.date:
        """Not later than today."""
        return _no_later_than_today(self.cleaned_data["on"])


class ClosePromiseForm(ActForm):
    """How the griffier closes it."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)
    fills: ClassVar[Mapping[str, str]] = {"state": "state", "on": "closed_on"}

    state = forms.ChoiceField(
        label=_("Hoe gaat dit van de lijst?"), widget=forms.RadioSelect, error_messages=UNKNOWN,
        choices=[
            (Promise.State.DONE, _("Afgedaan: de raad heeft wat is gevraagd of toegezegd")),
            (Promise.State.LAPSED, _("Vervallen: de raad hoeft dit niet meer")),
        ],
    )  # fmt: skip
    on = DateField(label=_("Op"), error_messages={"required": _("Vul de dag in.")})
    reason = ParagraphField(
        label=_("Toelichting"), required=False, max_length=80, rows=2, help_text=_("Bij ‘Vervallen’ verplicht.")
    )

    def clean_on(self) -> datetime.date:
        """Not later than today."""
        return _no_later_than_today(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        """What lapses asks why."""
        cleaned = super().clean()
        if cleaned.get("state") == Promise.State.LAPSED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Schrijf waarom dit vervalt."))
        return cleaned


class ReopenPromiseForm(ActForm):
    """Why the griffier takes it up again."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)

    reason = ParagraphField(
        label=_("Waarom komt dit weer op de lijst?"), max_length=80, rows=2,
        error_messages={"required": _("Schrijf waarom dit weer op de lijst komt.")},
    )  # fmt: skip


def _no_later_than_today(day: datetime.date) -> datetime.date:
    if day > timezone.localdate():
        raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))
    return day
