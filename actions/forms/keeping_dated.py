"""The forms of what has years and dates of its own, and of who takes part: programme, document, phase, organisation."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from actions.forms.fields import PickField, heading
from actions.forms.kept import KeptForm, as_typed
from actions.models import Document, Moment, Phase, Programme
from municipalities.forms import YEARS, DateField
from municipalities.models import Municipality, Organisation, Region


class MonthField(forms.DateField):
    """A month, kept as its first day; the browser has a calendar of months for it."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2026-03"})

    def __init__(self, **options: Any) -> None:
        invalid = {"invalid": _("Schrijf jaar en maand, bijvoorbeeld 2026-03.")}
        formats = ["%Y-%m", "%m-%Y", "%Y-%m-%d"]
        super().__init__(required=False, input_formats=formats, validators=YEARS, error_messages=invalid, **options)


class PhaseForm(KeptForm):
    """A phase."""

    starts = MonthField(label=heading(Phase, "starts"))
    ends = MonthField(label=heading(Phase, "ends"))

    class Meta:
        model = Phase
        fields = ("title", "starts", "ends", "ends_text", "text")
        formfield_callback = as_typed

    field_order = ("title", "starts", "ends", "ends_text", "text")

    def clean(self) -> dict[str, Any]:
        """From before until."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("De laatste maand ligt voor de eerste maand."))
        return cleaned


class MomentForm(KeptForm):
    """A moment of the year."""

    starts_on = DateField(label=heading(Moment, "starts_on"))
    ends_on = DateField(
        label=heading(Moment, "ends_on"), required=False, help_text=Moment._meta.get_field("ends_on").help_text
    )

    class Meta:
        model = Moment
        fields = ("title", "kind", "starts_on", "ends_on", "repeats", "text", "internal")
        formfield_callback = as_typed

    field_order = ("title", "kind", "starts_on", "ends_on", "repeats", "text", "internal")

    def clean(self) -> dict[str, Any]:
        """From before until, and less than a year: what comes back does not overlap itself."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        elif first and last and (last - first).days >= 365:
            self.add_error("ends_on", _("Een moment duurt korter dan een jaar. Een langere tijd is een fase."))
        return cleaned


class YearsForm(KeptForm):
    """What has years and a date of its own."""

    def clean(self) -> dict[str, Any]:
        """The years in their order, each of four digits."""
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        for name in ("first_year", "last_year"):
            if cleaned.get(name) and not 1990 <= cleaned[name] <= 2099:
                self.add_error(name, _("Vul een jaar in van vier cijfers, bijvoorbeeld 2026."))
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste jaar ligt voor het eerste jaar."))
        return cleaned


class DocumentForm(YearsForm):
    """A document. Who may read it is not asked here: that has a form of its own."""

    careful = (
        *("title", "period_note", "answerable", "portfolio_holder", "annexes", "consequences"),
        *("source_note", "mandate", "reason"),
    )

    dated = DateField(label=heading(Document, "dated"), required=False)

    class Meta:
        model = Document
        fields = (
            *("title", "kind", "first_year", "last_year", "period_note", "decided_by", "answerable"),
            *("portfolio_holder", "stated_classification", "annexes", "consequences", "dated", "dated_precision"),
            *("source_note", "link", "mandate"),
        )
        formfield_callback = as_typed


class AboutForm(YearsForm):
    """What a programme says of itself."""

    careful = (
        *("title", "short_title", "summary", "dated_note", "source_note", "evaluation_note"),
        "reason",
    )

    dated = DateField(label=heading(Programme, "dated"))
    veilig_thuis_regions = PickField(
        label=heading(Programme, "veilig_thuis_regions"), refusal=_("Kies uit de lijst."),
        help_text=_("Van deze Veilig Thuis-organisaties horen de cijfers bij dit programma."),
    )  # fmt: skip
    partners = PickField(label=heading(Programme, "partners"), refusal=_("Kies uit de lijst."))

    class Meta:
        model = Programme
        fields = (
            *("title", "short_title", "first_year", "last_year", "line_word", "summary", "dated", "dated_precision"),
            *("dated_note", "source_note", "evaluation_note", "evaluation_every_years", "predecessor"),
        )
        formfield_callback = as_typed

    def prepare(self) -> None:
        """The organisations and earlier programmes of the region, and all Veilig Thuis organisations."""
        region = self.programme.region
        earlier: Any = self.fields["predecessor"]
        earlier.queryset = region.programmes.exclude(pk=self.programme.pk).filter(
            Q(successor=None) | Q(successor=self.programme)
        )
        earlier.empty_label = _("Geen eerder programma")
        places = Region.objects.filter(kind=Region.Kind.VEILIG_THUIS)
        offers = {
            "veilig_thuis_regions": {one.pk: one.organisation or str(one) for one in places},
            "partners": dict(region.organisations.values_list("pk", "name")),
        }
        for name, offer in offers.items():
            field: Any = self.fields[name]
            field.offer(offer)
            if name not in self.initial or not isinstance(next(iter(self.initial[name]), 0), int):
                self.initial[name] = list(getattr(self.instance, name).values_list("pk", flat=True))


class OrganisationForm(KeptForm):
    """An organisation of the region. One that is there gets another name on its own page, which all plans follow."""

    careful = ("name", "reason")

    ended_on = DateField(
        label=heading(Organisation, "ended_on"), required=False,
        help_text=Organisation._meta.get_field("ended_on").help_text,
    )  # fmt: skip

    class Meta:
        model = Organisation
        fields = ("name", "kind", "municipality", "ended_on")
        formfield_callback = as_typed

    def prepare(self) -> None:
        """The municipalities of the region; the name only of a new one."""
        place: Any = self.fields["municipality"]
        here = Q(memberships__in=self.programme.region.memberships.on(timezone.localdate()))
        held = Q(pk=self.instance.municipality_id)
        place.queryset = Municipality.objects.filter(here | held).distinct()
        place.empty_label = _("Geen gemeente")
        if self.instance.pk:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("Een andere naam geeft u op de pagina van de organisatie.")

    def clean_name(self) -> str:
        """A name that no other organisation of the region has."""
        name: str = self.cleaned_data["name"]
        others = self.programme.region.organisations.exclude(pk=self.instance.pk)
        if name.casefold() in {other.casefold() for other in others.values_list("name", flat=True)}:
            raise forms.ValidationError(_now("Deze organisatie staat er al. Kies een andere naam."))
        return name
