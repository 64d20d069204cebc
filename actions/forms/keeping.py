"""The forms of what a programme consists of: one per kind."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from actions.forms.fields import PickField, heading
from actions.forms.keeping_dated import AboutForm, DocumentForm, MomentForm, OrganisationForm, PhaseForm
from actions.forms.kept import KeptForm, as_typed, key_of
from actions.models import ActionLine, FundingSource, Goal, Note, Programme, Theme, Topic
from actions.rules.kept import Values
from actions.rules.kinds import Kind


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
        plain = {self.kind.field(name).attname: key_of(value) for name, value in rest.items()}
        return plain | place

    def typed_as(self, held: Values) -> dict[str, Any]:
        """With the place as one choice."""
        rest = {name: held[self.kind.field(name).attname] for name in self.kind.fields if name not in ("line", "theme")}
        return rest | {"place": _place(held["line_id"], held["theme_id"])}


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


FORMS: Mapping[str, type[KeptForm]] = {
    "over": AboutForm,
    "documenten": DocumentForm,
    "lijnen": LineForm,
    "themas": ThemeForm,
    "doelen": GoalForm,
    "notities": NoteForm,
    "fasen": PhaseForm,
    "momenten": MomentForm,
    "dekkingsbronnen": SourceForm,
    "organisaties": OrganisationForm,
}


def form_of(kind: Kind, programme: Programme, row: Any, data: Any = None) -> KeptForm:
    """The form of a row; `data` is what was sent."""
    return FORMS[kind.slug](data, kind=kind, programme=programme, row=row)
