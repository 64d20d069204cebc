"""What the form of an action folds away: groups of fields, each with what is in it said on its summary."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

LONGEST = 70  # signs of a text on a summary
MOST_NAMES = 3
MOST_SAID = 3

# What people change least often, in the order of the page: the name of a group, its heading and its fields.
GROUPS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("wat", _("Wat en hoe"), ("what", "how", "goals", "number")),
    ("partners", _("Met wie"), ("partners", "partners_typed")),
    ("woorden", _("Planning in woorden"), ("planning_text", "planned_part")),
    ("voor-wie", _("Voor wie en waarover"), ("municipalities", "for_all", "topics", "priority")),
)


@dataclass(frozen=True)
class Fold:
    """A group of fields. Open when there is something to look at: a mistake, or what somebody else changed."""

    key: str
    heading: str
    summary: str
    fields: list[tuple[str, forms.BoundField]]  # each with the template that shows it
    is_open: bool


def folds_of(form: forms.Form, *, told: Iterable[str]) -> list[Fold]:
    """The groups of a form; `told` are the parts that the page speaks of."""
    about = set(told)
    return [_fold(form, key, str(heading), names, about) for key, heading, names in GROUPS]


def _fold(form: forms.Form, key: str, heading: str, names: tuple[str, ...], about: set[str]) -> Fold:
    fields = [form[name] for name in names]
    said = [words for words in map(_said, fields) if words]
    return Fold(
        key,
        heading,
        " · ".join(said[:MOST_SAID]) or _now("Nog niets ingevuld"),
        [(_template(field), field) for field in fields],
        is_open=any(field.errors for field in fields) or bool(about & set(names)),
    )


def _template(field: forms.BoundField) -> str:
    return f"actions/{'_tick' if isinstance(field.field, forms.BooleanField) else '_field'}.html"


def _said(field: forms.BoundField) -> str:
    """What a field holds, in a few words; empty when it holds nothing."""
    value = field.value()
    if not value:
        return ""
    if isinstance(field.field, forms.BooleanField):
        return str(field.label)
    choices: Any = getattr(field.field, "choices", ())
    if isinstance(field.field, forms.MultipleChoiceField):
        return _names([str(label) for key, label in choices if key in set(map(str, value))])
    if isinstance(field.field, forms.ChoiceField):
        label = dict(choices).get(value, "")
        return f"{str(field.label).lower()} {str(label).lower()}" if label else ""
    return Truncator(" ".join(str(value).split())).chars(LONGEST)


def _names(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    told = ", ".join(names[:MOST_NAMES])
    return _now("%(names)s en nog %(more)d") % {"names": told, "more": more} if more > 0 else told
