"""What the forms of a kind of row share: the fields of its model, a reason, and the version that it was made from."""

from typing import Any, ClassVar, Self

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm, ParagraphField
from actions.forms.fields import VersionField, heading
from actions.models import Programme
from actions.rules.kept import Values
from actions.rules.kinds import Kind
from municipalities.services.keeping import version_of


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
    _name_empty_choice(made)
    if isinstance(made, forms.IntegerField):
        made.widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "utrecht-textbox input--short", "size": 6}
        )
        made.error_messages["invalid"] = _("Vul een getal in, bijvoorbeeld 2.")
    return made


def _name_empty_choice(made: Any) -> None:
    """Say in words what choosing nothing is, where a list offers that."""
    said = _("Kies …") if made.required else _("Geen")
    if isinstance(made, forms.ModelChoiceField):
        if made.empty_label is not None:
            made.empty_label = said
    elif isinstance(made, forms.ChoiceField):
        choices: Any = made.choices
        made.choices = [(value, label if value else said) for value, label in choices]


def key_of(value: Any) -> Any:
    """A value that was chosen, as a row holds it."""
    return value.pk if isinstance(value, models.Model) else value


class RowForm(CarefulForm, forms.ModelForm[Any]):
    """A form of one row of a kind. `row` may be new."""

    careful: ClassVar[tuple[str, ...]] = ("title", "text", "source_note", "reason")

    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100,
        help_text=_("Komt in de geschiedenis. Bijvoorbeeld: besluit stuurgroep 12 mei."),
    )  # fmt: skip
    seen = VersionField()

    def __init__(self, *args: Any, kind: Kind, row: Any, **kwargs: Any) -> None:
        self.kind = kind
        initial = kwargs.pop("initial", None) or {"seen": version_of(kind.model, row.pk) if row.pk else 0}
        super().__init__(*args, instance=row, initial=initial, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Offer what there is to choose from."""

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields about the row itself."""
        apart = {"reason", "seen", "personal_ok"}
        return [field for field in self if field.name not in apart]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as a row holds it; only of a valid form."""
        typed = self.cleaned_data
        plain = {key: key_of(typed[name]) for name, key in zip(self.kind.fields, self.kind.keys, strict=True)}
        return plain | {name: frozenset(typed[name]) for name in self.kind.sets}

    def proposing(self, proposal: Values, *, version: int, row: Any) -> Self:
        """The same form, filled in with a proposal on top of a later version."""
        initial = self.typed_as(proposal) | {
            "seen": version,
            "reason": self.cleaned_data["reason"],
            "personal_ok": self.cleaned_data["personal_ok"],
        }
        return self._again(row=row, initial=initial)

    def _again(self, **options: Any) -> Self:
        return type(self)(kind=self.kind, **options)

    def typed_as(self, held: Values) -> dict[str, Any]:
        """Values of a row as the fields of the form take them."""
        plain = {name: held[key] for name, key in zip(self.kind.fields, self.kind.keys, strict=True)}
        return plain | {name: sorted(held[name]) for name in self.kind.sets}


class KeptForm(RowForm):
    """A form of one row of a programme. A new row has its programme."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        self.programme = programme
        super().__init__(*args, **kwargs)

    def _again(self, **options: Any) -> Self:
        return super()._again(programme=self.programme, **options)


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
