"""What an administrator fills in to give or end access."""

import datetime
import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_deliverable
from municipalities.models import Assignment, ClaimRule, Municipality, Region
from municipalities.models.assignments import Place, at
from municipalities.rules.rights import Kind, fits, kind_of, reach, reach_in
from municipalities.rules.wording import KINDS, SHORT, name_of

YEARS = [
    MinValueValidator(datetime.date(2000, 1, 1), _("Kies een datum na 1999.")),
    MaxValueValidator(datetime.date(2099, 12, 31), _("Kies een datum voor 2100.")),
]
WHERE = {
    "region": _("Deze rol geldt voor de hele regio. Kies bij 'Voor' de hele regio."),
    "organisation": _("Deze rol geldt voor één organisatie. Kies die bij 'Voor'."),
    "municipality": _("Deze rol geldt voor één gemeente. Kies die bij 'Voor'."),
    "veilig_thuis": _("Deze rol geldt voor een Veilig Thuis-organisatie. Kies die bij 'Voor'."),
}
# What a form sends for a role: the role, with its place where the role is there for the region as well.
VALUES: dict[Kind, str] = {kind: kind[0] for kind in KINDS if kind[1] != "portal"}
VALUES[Assignment.Role.ADMINISTRATOR, "municipality"] = "administrator-municipality"


class DateField(forms.DateField):
    """A date in this century, picked in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Deze datum bestaat niet. Schrijf een datum als 31-12-2026.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=YEARS, **kwargs)


def place_choices(region: Region, wanted: set[str], by: User) -> tuple[list[Any], dict[str, Place]]:
    """The places of a region that roles are for, in groups to choose from; and each place by its value."""
    groups: list[tuple[str, list[Place]]] = []
    if "municipality" in wanted:
        groups.append((gettext("Gemeenten"), list(region.municipalities_on(timezone.localdate()).distinct())))
    if "organisation" in wanted:
        groups.append((gettext("Organisaties"), list(region.organisations.visible_to(by))))
    if "veilig_thuis" in wanted:
        groups.append((gettext("Veilig Thuis"), list(Region.objects.veilig_thuis_of(region))))
    choices: list[Any] = [("", gettext("De hele regio"))]
    found: dict[str, Place] = {}
    for title, places in groups:
        options = {value_of(place): place for place in places}
        found |= options
        named = [(value, getattr(place, "organisation", "") or str(place)) for value, place in options.items()]
        choices += [(title, named)] if named else []
    return choices, found


def value_of(place: Place) -> str:
    """What a form sends for a place."""
    return f"{place._meta.model_name}-{place.pk}"


class AccessForm(forms.Form):
    """Who gets which role, for the region or for one of its places, from and until: of what `by` gives or proposes."""

    email = forms.EmailField(label=_("E-mailadres"), max_length=254, validators=[validate_deliverable])
    name = forms.CharField(
        label=_("Naam"),
        max_length=120,
        required=False,
        help_text=_("Alleen nodig als deze persoon nog geen account heeft."),
    )
    role = forms.ChoiceField(
        label=_("Rol"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van deze rollen.")},
    )
    place = forms.ChoiceField(
        label=_("Voor"),
        required=False,
        help_text=_(
            "Een trekker hoort bij een organisatie, een griffier, contactpersoon of raadslid bij een gemeente."
        ),
        error_messages={"invalid_choice": _("Kies een plaats uit de lijst.")},
    )
    since = DateField(label=_("Vanaf"), initial=timezone.localdate)
    until = DateField(
        label=_("Tot en met"),
        required=False,
        help_text=_("Leeg betekent: tot iemand de toegang beëindigt. Voor een evaluator verplicht."),
    )

    def __init__(self, *args: Any, region: Region, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region, self.by = region, by
        gives = reach(by, region)
        kinds = [kind for kind in KINDS if kind in gives]
        self._set_choices("role", [(VALUES[kind], _said(kind)) for kind in kinds])
        choices, self.places = place_choices(region, {_where(kind) for kind in kinds}, by)
        self._set_choices("place", choices)

    def _set_choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_email(self) -> str:
        """The address in lower case; `person` is whose account it is, if anybody's."""
        email: str = self.cleaned_data["email"].lower()
        self.person = User.objects.filter(email__iexact=email).first()
        if self.person is not None and not self.person.is_active:
            raise forms.ValidationError(_("Het account met dit e-mailadres is gesloten."))
        if self.person == self.by:
            raise forms.ValidationError(_("Dit bent u zelf. Vraag een andere beheerder om u toegang te geven."))
        return email

    def clean(self) -> dict[str, Any]:
        """Put the place chosen under `place` and the role by itself under `role`, and judge what must agree."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("De laatste dag ligt voor de eerste dag."))
        if "email" in cleaned and not self.person and cleaned.get("name") == "":
            self.add_error("name", _("Vul een naam in: er is nog geen account met dit e-mailadres."))
        if "role" in cleaned:
            self._clean_place()
        if not self.errors and self._is_held():
            self.add_error(None, _("Deze persoon heeft deze toegang in die periode al. Beëindig die eerst."))
        return cleaned

    def _clean_place(self) -> None:
        """Each role is for its own kind of place; who comes from outside has a last day."""
        role, kind = next(kind for kind, value in VALUES.items() if value == self.cleaned_data["role"])
        self.cleaned_data["role"] = role
        if role == Assignment.Role.EVALUATOR and "until" in self.cleaned_data and not self.cleaned_data["until"]:
            self.add_error("until", _("Vul een laatste dag in: een evaluator komt van buiten."))
        if "place" in self.cleaned_data:
            place = self.places.get(self.cleaned_data["place"], self.region)
            self.cleaned_data["place"] = place
            if not fits(role, place) or kind_of(place) != kind:
                self.add_error("place", WHERE[_where((role, kind))])

    def _is_held(self) -> bool:
        """Whether the person has this role here on one of the days asked for."""
        if self.person is None:
            return False
        last_day = self.cleaned_data["until"] or datetime.date.max
        held = self.person.assignments.not_ended(self.cleaned_data["since"]).filter(valid_from__lte=last_day)
        return held.filter(role=self.cleaned_data["role"], **at(self.cleaned_data["place"])).exists()


def _said(kind: Kind) -> str:
    return f"{name_of(kind)}: {SHORT[kind]}"


def _where(kind: Kind) -> str:
    """The kind of place that a role is for, with Veilig Thuis apart."""
    return "veilig_thuis" if kind[0] == Assignment.Role.VEILIG_THUIS else kind[1]


class PortalAccessForm(AccessForm):
    """Who gets a role for the whole portal, from and until. Nobody gives such a role to themselves."""

    place = None  # type: ignore[assignment]  # Django's way to leave out a field

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super(AccessForm, self).__init__(*args, **kwargs)
        self.by = by
        self._set_choices("role", [(kind[0], _said(kind)) for kind in KINDS if kind[1] == "portal"])

    def _clean_place(self) -> None:
        self.cleaned_data["place"] = None


class CouncilAccessForm(AccessForm):
    """Who gets a role for one municipality, from and until."""

    place = None  # type: ignore[assignment]  # Django's way to leave out a field

    def __init__(self, *args: Any, place: Municipality, by: User, **kwargs: Any) -> None:
        super(AccessForm, self).__init__(*args, **kwargs)
        self.by, self.municipality = by, place
        self.fields["until"].help_text = _("Leeg betekent: tot iemand de toegang beëindigt.")
        gives = reach_in(by, place)
        self._set_choices("role", [(kind[0], _said(kind)) for kind in KINDS if kind in gives])

    def _clean_place(self) -> None:
        self.cleaned_data["place"] = self.municipality


class EndForm(forms.Form):
    """When access ends: now, or after a last day."""

    last_day = DateField(label=_("Laatste dag"), required=False, help_text=_("Leeg betekent: de toegang stopt meteen."))

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def clean_last_day(self) -> datetime.date | None:
        """A day from today on and within the access that ends; None is now."""
        last_day: datetime.date | None = self.cleaned_data["last_day"]
        if last_day and last_day < self.assignment.valid_from:
            raise forms.ValidationError(_("De laatste dag ligt voor de eerste dag."))
        if last_day and self.assignment.valid_until and last_day > self.assignment.valid_until:
            raise forms.ValidationError(
                _("Deze toegang eindigt al eerder. Geef langer toegang met het formulier daarvoor.")
            )
        if last_day and last_day < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een latere dag. Laat leeg om meteen te stoppen."))
        return last_day

    @property
    def on(self) -> datetime.date:
        """The first day without access."""
        last_day = self.cleaned_data["last_day"]
        return last_day + datetime.timedelta(days=1) if last_day else timezone.localdate()


def _numbers(parts: list[str]) -> set[int]:
    """Numbers of assignments as a form sends them; anything else is refused."""
    if not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in parts):
        raise forms.ValidationError(_("Deze lijst klopt niet. Laad de pagina opnieuw."), code="invalid")
    return {int(part) for part in parts}


class NumbersField(forms.CharField):
    """Numbers of assignments, with commas between them."""

    def clean(self, value: Any) -> Any:
        """The numbers."""
        return _numbers([part for part in str(super().clean(value)).split(",") if part])


class EndingField(forms.MultipleChoiceField):
    """The ticked numbers; what was not on the page ends nothing (services.go_through)."""

    def validate(self, value: Any) -> None:
        """There is no list of choices to hold them against."""

    def clean(self, value: Any) -> Any:
        """The numbers."""
        return _numbers(super().clean(value))


class ReviewForm(forms.Form):
    """Who was on the page of the review, and whose access ends."""

    seen = NumbersField(max_length=4000)
    ending = EndingField(required=False)


class ClaimRuleForm(forms.Form):
    """Which value of which claim of which provider gives which role, in a region or in one of its places."""

    provider = forms.ChoiceField(label=_("Aanbieder"))
    claim = forms.CharField(
        label=_("Claim"), max_length=100, help_text=_("Wat de aanbieder meestuurt, bijvoorbeeld groups of roles.")
    )
    value = forms.CharField(
        label=_("Waarde"), max_length=200, help_text=_("Precies zoals de aanbieder die stuurt; hoofdletters tellen.")
    )
    role = forms.ChoiceField(label=_("Rol"), widget=forms.RadioSelect)
    place = forms.ChoiceField(
        label=_("Voor"), required=False, error_messages={"invalid_choice": _("Kies een plaats uit de lijst.")}
    )

    def __init__(self, *args: Any, region: Region, by: User, rule: ClaimRule | None = None, **kwargs: Any) -> None:
        self.region, self.rule = region, rule or ClaimRule()
        if rule:
            place = rule.place
            kwargs["initial"] = {"provider": rule.provider, "claim": rule.claim, "value": rule.value} | {
                "role": rule.role,
                "place": value_of(place) if place and place != region else "",
            }
        super().__init__(*args, **kwargs)
        gives = reach(by, region)
        self.kinds = {
            VALUES[kind]: kind for kind in KINDS if kind in gives and kind[0] not in ClaimRule.NEVER
        }  # a rule gives no role that goes with more than one kind of place
        choices, self.places = place_choices(region, {_where(kind) for kind in self.kinds.values()}, by)
        named = {one.key: one.name for one in settings.IDENTITY_PROVIDERS}
        if rule:
            named.setdefault(rule.provider, rule.provider)
        for name, offered in (
            ("provider", list(named.items())),
            ("role", [(value, _said(kind)) for value, kind in self.kinds.items()]),
            ("place", choices),
        ):
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # each is a ChoiceField

    def clean(self) -> dict[str, Any]:
        """The role goes with the place, and there is no such rule yet."""
        cleaned = super().clean() or self.cleaned_data
        if "role" in cleaned and "place" in cleaned:
            kind = self.kinds[cleaned["role"]]
            cleaned["place"] = self.places.get(cleaned["place"], self.region)
            if kind_of(cleaned["place"]) != kind[1]:
                self.add_error("place", WHERE[_where(kind)])
        if not self.errors and ClaimRule.objects.filter(**self.content).exclude(pk=self.rule.pk).exists():
            self.add_error(None, _("Deze regel is er al."))
        return cleaned

    @property
    def content(self) -> dict[str, Any]:
        """The columns of the rule."""
        content = {name: self.cleaned_data[name] for name in ("provider", "claim", "value", "role")}
        return content | at(self.cleaned_data["place"])


class ClaimsForm(forms.Form):
    """What a provider would tell of somebody, to see which roles would follow. Nothing of it is kept."""

    asked = forms.ChoiceField(label=_("Aanbieder"))
    claims = forms.CharField(
        label=_("Claims"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_('Als JSON, zonder namen van mensen. Bijvoorbeeld: {"groups": ["griffie", "beleid"]}'),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.key, one.name) for one in settings.IDENTITY_PROVIDERS]
        self.fields["asked"].choices = named  # type: ignore[attr-defined]

    def clean_claims(self) -> dict[str, Any]:
        """The claims by name."""
        try:
            found = json.loads(self.cleaned_data["claims"])
        except json.JSONDecodeError as error:
            told = {"line": error.lineno, "sign": error.colno}
            raise forms.ValidationError(
                _("Dit is geen JSON: kijk op regel %(line)d, teken %(sign)d.") % told
            ) from error
        except (RecursionError, ValueError) as error:
            raise forms.ValidationError(_("Dit is geen JSON die we kunnen lezen.")) from error
        if not isinstance(found, dict):
            raise forms.ValidationError(_("Zet alles tussen accolades: namen van claims met hun waarden."))
        return found
