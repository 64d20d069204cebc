"""What an administrator fills in to give or end access."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validators import validate_deliverable
from municipalities.models import Assignment, Organisation, Region
from municipalities.models.assignments import Place

YEARS = [
    MinValueValidator(datetime.date(2000, 1, 1), _("Kies een datum na 1999.")),
    MaxValueValidator(datetime.date(2099, 12, 31), _("Kies een datum voor 2100.")),
]
ROLES = [
    (Assignment.Role.LEADER, _("Projectleider: bewerkt het plan en geeft vrij")),
    (Assignment.Role.POLICY_OFFICER, _("Beleidsmedewerker: leest ook wat intern is en maakt rapporten")),
    (Assignment.Role.OWNER, _("Trekker: meldt de voortgang van de acties van één organisatie")),
    (Assignment.Role.VEILIG_THUIS, _("Veilig Thuis: laadt eigen aantallen, geeft ze vrij en trekt ze in")),
    (Assignment.Role.ADMINISTRATOR, _("Beheerder: geeft en beëindigt toegang")),
]
PORTAL_ROLES = [
    (Assignment.Role.FIGURE_KEEPER, _("Cijferbeheerder: laadt cijfers die alle regio's lezen en trekt ze in")),
    (Assignment.Role.ADMINISTRATOR, _("Beheerder van het portaal: geeft en beëindigt deze rollen")),
]


class DateField(forms.DateField):
    """A date in this century, picked in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Vul een bestaande datum in, bijvoorbeeld 31-12-2026.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=YEARS, **kwargs)


class VeiligThuisField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    """A Veilig Thuis region, by the name of the organisation that counts there."""

    def label_from_instance(self, obj: Any) -> str:
        """The organisation; without one the region."""
        return obj.organisation or str(obj)


class AccessForm(forms.Form):
    """Who gets which role, for the region or for one of its organisations, from and until."""

    email = forms.EmailField(label=_("E-mailadres"), max_length=254, validators=[validate_deliverable])
    name = forms.CharField(
        label=_("Naam"),
        max_length=120,
        required=False,
        help_text=_("Alleen nodig als deze persoon nog geen account heeft."),
    )
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=ROLES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van deze rollen.")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisatie"),
        required=False,
        empty_label=_("Geen"),
        help_text=_("Alleen voor een trekker. De andere rollen gelden voor de hele regio."),
    )
    veilig_thuis = VeiligThuisField(
        Region.objects.none(),
        label=_("Veilig Thuis-organisatie"),
        required=False,
        empty_label=_("Geen"),
        help_text=_(
            "Alleen voor de rol Veilig Thuis. Niemand anders ziet de precieze aantallen, ook de beheerder niet."
        ),
    )
    since = DateField(label=_("Vanaf"), initial=timezone.localdate)
    until = DateField(
        label=_("Tot en met"), required=False, help_text=_("Leeg betekent: tot iemand de toegang beëindigt.")
    )

    def __init__(self, *args: Any, region: Region, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region, self.by = region, by
        organisations = self.fields["organisation"]
        assert isinstance(organisations, forms.ModelChoiceField)
        organisations.queryset = region.organisations.visible_to(by)
        veilig_thuis = self.fields["veilig_thuis"]
        assert isinstance(veilig_thuis, forms.ModelChoiceField)
        veilig_thuis.queryset = Region.objects.veilig_thuis_of(region)

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
        """Put the region or the organisation chosen under `place`, and judge what must agree."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("De laatste dag ligt voor de eerste dag."))
        if "email" in cleaned and not self.person and cleaned.get("name") == "":
            self.add_error("name", _("Vul een naam in: er is nog geen account met dit e-mailadres."))
        self._clean_place()
        if not self.errors and self._is_held():
            self.add_error(None, _("Deze persoon heeft deze toegang in die periode al. Beëindig die eerst."))
        return cleaned

    def _clean_place(self) -> None:
        """An owner reports for an organisation, Veilig Thuis counts for its own, all others work for the region."""
        if not {"role", "organisation", "veilig_thuis"} <= self.cleaned_data.keys():
            return
        organisation = self.cleaned_data.pop("organisation")
        veilig_thuis = self.cleaned_data.pop("veilig_thuis")
        is_owner = self.cleaned_data["role"] == Assignment.Role.OWNER
        counts = self.cleaned_data["role"] == Assignment.Role.VEILIG_THUIS
        self.cleaned_data["place"] = organisation or veilig_thuis or self.region
        if counts and not veilig_thuis:
            self.add_error(
                "veilig_thuis", _("Kies de Veilig Thuis-organisatie waarvoor deze persoon de cijfers levert.")
            )
        if not counts and veilig_thuis:
            self.add_error("veilig_thuis", _("Kies hier 'Geen': dit is alleen voor de rol Veilig Thuis."))
        if is_owner and not organisation:
            self.add_error("organisation", _("Kies de organisatie waarvoor deze persoon de voortgang meldt."))
        if not is_owner and organisation:
            self.add_error("organisation", _("Kies hier 'Geen': deze rol geldt voor de hele regio."))

    def _is_held(self) -> bool:
        """Whether the person has this role here on one of the days asked for."""
        if self.person is None:
            return False
        place: Place = self.cleaned_data["place"]
        same = {"role": self.cleaned_data["role"], type(place).__name__.lower(): place}
        last_day = self.cleaned_data["until"] or datetime.date.max
        held = self.person.assignments.not_ended(self.cleaned_data["since"])
        return held.filter(valid_from__lte=last_day, **same).exists()


class PortalAccessForm(AccessForm):
    """Who gets a role for the whole portal, from and until. Nobody gives such a role to themselves."""

    organisation = None  # type: ignore[assignment]  # Django's way to leave out a field
    veilig_thuis = None  # type: ignore[assignment]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super(AccessForm, self).__init__(*args, **kwargs)
        self.by = by
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = PORTAL_ROLES

    def _clean_place(self) -> None:
        self.cleaned_data["place"] = None

    def _is_held(self) -> bool:
        if self.person is None:
            return False
        last_day = self.cleaned_data["until"] or datetime.date.max
        held = self.person.assignments.for_portal().not_ended(self.cleaned_data["since"])
        return held.filter(valid_from__lte=last_day, role=self.cleaned_data["role"]).exists()


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
        if last_day and last_day < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een latere dag. Laat leeg om meteen te stoppen."))
        return last_day

    @property
    def on(self) -> datetime.date:
        """The first day without access."""
        last_day = self.cleaned_data["last_day"]
        return last_day + datetime.timedelta(days=1) if last_day else timezone.localdate()
