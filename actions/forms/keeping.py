"""The forms of what a programme consists of: one per kind, each with a reason and the version it was made from."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.fields import PickField, VersionField, heading
from actions.models import ActionLine, Document, FundingSource, Goal, Note, Phase, Programme, Theme, Topic
from actions.rules.kept import Values
from actions.rules.kinds import Kind
from actions.services.keeping import version_of
from municipalities.forms import YEARS, DateField
from municipalities.models import Municipality, Organisation, Region


def as_typed(field: models.Field[Any, Any], **options: Any) -> Any:
    """The form field of a field of a model: texts without carriage returns, with the name that the model gives it."""
    options["label"] = heading(field.model, field.name)
    if isinstance(field, models.TextField):
        return ParagraphField(
            rows=3, required=not field.blank, max_length=20_000, label=options["label"],
            help_text=options.get("help_text", ""),
        )  # fmt: skip
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    made = field.formfield(**options)
    if isinstance(made, forms.IntegerField):
        made.widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "utrecht-textbox input--short", "size": 6}
        )
        made.error_messages["invalid"] = _("Vul een getal in, bijvoorbeeld 2.")
    return made


class KeptForm(CarefulForm, forms.ModelForm[Any]):
    """A form of one row of a programme. `row` may be new, and has its programme."""

    careful: ClassVar[tuple[str, ...]] = ("title", "text", "source_note", "reason")

    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100,
        help_text=_("Komt in de geschiedenis. Bijvoorbeeld: besluit stuurgroep 12 mei."),
    )  # fmt: skip
    seen = VersionField()

    def __init__(self, *args: Any, kind: Kind, programme: Programme, row: Any, **kwargs: Any) -> None:
        self.kind, self.programme = kind, programme
        initial = kwargs.pop("initial", None) or {"seen": version_of(kind, row.pk) if row.pk else 0}
        super().__init__(*args, instance=row, initial=initial, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Offer what this programme has."""

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields about the row itself."""
        apart = {"reason", "seen", "personal_ok"}
        return [field for field in self if field.name not in apart]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as a row holds it; only of a valid form."""
        held = {}
        for name, key in zip(self.kind.fields, self.kind.keys, strict=True):
            value = self.cleaned_data[name]
            held[key] = value.pk if isinstance(value, models.Model) else value
        return held | {name: frozenset(self.cleaned_data[name]) for name in self.kind.sets}

    def proposing(self, proposal: Values, *, version: int, row: Any) -> "KeptForm":
        """The same form, filled in with a proposal on top of a later version."""
        initial = self.typed_as(proposal) | {
            "seen": version,
            "reason": self.cleaned_data["reason"],
            "personal_ok": self.cleaned_data["personal_ok"],
        }
        return type(self)(kind=self.kind, programme=self.programme, row=row, initial=initial)

    def typed_as(self, held: Values) -> dict[str, Any]:
        """Values of a row as the fields of the form take them."""
        plain = {name: held[key] for name, key in zip(self.kind.fields, self.kind.keys, strict=True)}
        return plain | {name: sorted(held[name]) for name in self.kind.sets}


class LineForm(KeptForm):
    """A line."""

    class Meta:
        model = ActionLine
        fields = ("number", "title", "text", "national", "source_note", "published")
        formfield_callback = as_typed

    def clean_number(self) -> int:
        """A number that no other line of the programme has."""
        number: int = self.cleaned_data["number"]
        if self.programme.lines.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _now("Nummer %(number)s heeft al een andere lijn. Kies een ander nummer."), params={"number": number}
            )
        return number


class ThemeForm(KeptForm):
    """A theme."""

    topics = PickField(
        label=heading(Theme, "topics"), refusal=_("Kies onderwerpen uit de lijst."),
        help_text=_("Zo vinden andere regio's dit thema."),
    )  # fmt: skip

    class Meta:
        model = Theme
        fields = ("title", "line", "text", "source_note", "published")
        formfield_callback = as_typed

    field_order = ("title", "line", "text", "topics")

    def prepare(self) -> None:
        """The lines of the programme, and all topics."""
        lines: Any = self.fields["line"]
        lines.queryset, lines.empty_label = self.programme.lines.all(), _("Los van de lijnen")
        topics: Any = self.fields["topics"]
        topics.offer(dict(Topic.objects.values_list("pk", "title")))
        if self.instance.pk and "topics" not in self.initial:
            self.initial["topics"] = list(self.instance.topics.values_list("pk", flat=True))

    def clean_line(self) -> ActionLine | None:
        """A theme with actions stays in the line of these actions."""
        line: ActionLine | None = self.cleaned_data["line"]
        if line and self.instance.pk and self.instance.actions.exclude(line=line).exists():
            raise forms.ValidationError(
                _now("Onder dit thema staan acties van een andere lijn. Verplaats eerst die acties, of kies hun lijn.")
            )
        return line


class HangingForm(KeptForm):
    """What hangs under the programme, a line or a theme: one list to choose from."""

    place = forms.ChoiceField(
        label=_("Waar hoort het bij?"), required=False,
        error_messages={"invalid_choice": _("Kies een plaats uit de lijst.")},
    )  # fmt: skip

    def prepare(self) -> None:
        """The lines of the programme, each with its themes."""
        lines, themes = list(self.programme.lines.all()), list(self.programme.themes.all())
        choices: list[tuple[str, Any]] = [("", _("Het hele programma"))]
        for line in lines:
            choices.append((f"lijn-{line.pk}", str(line)))
            choices += [(f"thema-{one.pk}", f"{line} › {one}") for one in themes if one.line_id == line.pk]
        choices += [(f"thema-{one.pk}", str(one)) for one in themes if one.line_id is None]
        place: Any = self.fields["place"]
        place.choices = choices
        if "place" not in self.initial:
            self.initial["place"] = _place(self.instance.line_id, self.instance.theme_id)

    @property
    def values(self) -> dict[str, Any]:
        """With the place as the line or the theme that it is."""
        what, _dash, pk = self.cleaned_data["place"].partition("-")
        place = {"line_id": int(pk) if what == "lijn" else None, "theme_id": int(pk) if what == "thema" else None}
        rest = {name: self.cleaned_data[name] for name in self.kind.fields if name not in ("line", "theme")}
        plain = {self.kind.field(name).attname: _key(value) for name, value in rest.items()}
        return plain | place

    def typed_as(self, held: Values) -> dict[str, Any]:
        """With the place as one choice."""
        rest = {name: held[self.kind.field(name).attname] for name in self.kind.fields if name not in ("line", "theme")}
        return rest | {"place": _place(held["line_id"], held["theme_id"])}


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _place(line: int | None, theme: int | None) -> str:
    return f"thema-{theme}" if theme else f"lijn-{line}" if line else ""


class GoalForm(HangingForm):
    """A goal of the programme, a line or a theme."""

    class Meta:
        model = Goal
        fields = ("text", "level", "parent", "source_note")
        formfield_callback = as_typed

    field_order = ("text", "level", "place", "parent")

    def prepare(self) -> None:
        """Places, and the goals that it can be a part of: not itself, and none of its own parts."""
        super().prepare()
        goals = list(self.programme.goals.filter(action=None))
        own = {self.instance.pk} - {None}
        for _round in goals:
            own |= {goal.pk for goal in goals if goal.parent_id in own}
        parent: Any = self.fields["parent"]
        parent.queryset = self.programme.goals.filter(action=None).exclude(pk__in=own)
        parent.empty_label = _("Geen ander doel")
        parent.label_from_instance = lambda goal: goal.text[:90]


class NoteForm(HangingForm):
    """A note of the programme, a line or a theme."""

    class Meta:
        model = Note
        fields = ("kind", "title", "text", "source_note")
        formfield_callback = as_typed

    field_order = ("kind", "title", "text", "place")

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        cleaned = super().clean()
        if not cleaned.get("title") and not cleaned.get("text") and not {"title", "text"} & self.errors.keys():
            self.add_error("text", _("Schrijf een titel of een tekst."))
        return cleaned


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


class SourceForm(KeptForm):
    """A funding source."""

    class Meta:
        model = FundingSource
        fields = ("name", "text", "published")
        formfield_callback = as_typed

    def clean_name(self) -> str:
        """A name that no other source of the programme has."""
        name: str = self.cleaned_data["name"]
        if self.programme.funding_sources.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_now("Deze dekkingsbron staat er al. Kies een andere naam."))
        return name


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
        *("source_note", "reason"),
    )

    dated = DateField(label=heading(Document, "dated"), required=False)

    class Meta:
        model = Document
        fields = (
            *("title", "kind", "first_year", "last_year", "period_note", "decided_by", "answerable"),
            *("portfolio_holder", "stated_classification", "annexes", "consequences", "dated", "dated_precision"),
            *("source_note", "link"),
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


FORMS: Mapping[str, type[KeptForm]] = {
    "over": AboutForm,
    "documenten": DocumentForm,
    "lijnen": LineForm,
    "themas": ThemeForm,
    "doelen": GoalForm,
    "notities": NoteForm,
    "fasen": PhaseForm,
    "dekkingsbronnen": SourceForm,
    "organisaties": OrganisationForm,
}


def form_of(kind: Kind, programme: Programme, row: Any, data: Any = None) -> KeptForm:
    """The form of a row; `data` is what was sent."""
    return FORMS[kind.slug](data, kind=kind, programme=programme, row=row)


class RemoveForm(CarefulForm):
    """Why a row goes, and the version that was looked at."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(
        label=_("Waarom haalt u dit weg?"), required=False, max_length=100, help_text=_("Komt in de geschiedenis.")
    )
    seen = VersionField()


class MoveForm(forms.Form):
    """Where what hangs under a row goes."""

    to: Any = forms.ModelChoiceField(
        None, label=_("Verplaats naar"), empty_label=_("Maak een keuze"),
        error_messages={"required": _("Kies waar het naartoe gaat."), "invalid_choice": _("Kies uit de lijst.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, targets: Any) -> None:
        super().__init__(data, label_suffix="")
        to: Any = self.fields["to"]
        to.queryset = targets
