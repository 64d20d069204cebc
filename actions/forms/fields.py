"""Form fields that read what people type in Dutch, strictly: what could mean two things is refused, never guessed."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from reading import formats, quarters
from reading.plans.one_quarter import NotOneQuarter, OneQuarter, Side, read_one_quarter

NEGATIVE = _("Een bedrag kan niet negatief zijn.")
UNREADABLE = _("Dit bedrag is niet te lezen. Schrijf het bijvoorbeeld als 1.250 of 1.250,50.")
POINT = _("Schrijf centen achter een komma en duizenden met een punt, bijvoorbeeld 12,50 of 1.250.")
COMMA = _("Na de komma staan hoogstens twee cijfers. Schrijf duizenden met een punt, bijvoorbeeld 1.250.")
TOO_LARGE = _("Dit bedrag is te groot: het hoogste is 9.999.999.999,99.")
QUARTER_EXAMPLES = _("Bijvoorbeeld: Q3 2026 of juni 2026.")
HIGHEST = Decimal("9999999999.99")

_SIGNS = re.compile(r"^(?:€|eur\b|euro\b)|(?:€|\beur|\beuro)$", re.IGNORECASE)
_NO_CENTS = re.compile(r",[-–—]{1,2}$")
_AMOUNT = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,2})?")
_POINTED = re.compile(r"[0-9]+(?:\.[0-9]+)+(?:,[0-9]{0,2})?|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}")
_COMMAED = re.compile(r"[0-9.]+,[0-9]{3,}|[0-9]+(?:,[0-9]+){2,}")


def heading(model: type[models.Model], field: str) -> StrOrPromise:
    """What a field of a form is called that holds a field of a model, and is called the same."""
    return capfirst(model._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def read_amount(text: str) -> Decimal:
    """An amount in euros as a person types it: `1.250`, `1.250,50`, `€ 5.000,-`. Anything doubtful: ValidationError.

    `12.50` and `1,250` are refused: in one country that is money, in another something a thousand times as much.
    """
    if len(text) > 40:
        raise ValidationError(UNREADABLE, code="unreadable")
    clean = _SIGNS.sub("", re.sub(r"\s+", " ", text.strip())).strip()
    clean = _NO_CENTS.sub("", clean).strip()
    if re.match(r"[-−–—] ?[€0-9]", clean):
        raise ValidationError(NEGATIVE, code="negative")
    if not _AMOUNT.fullmatch(clean):
        reason = POINT if _POINTED.fullmatch(clean) else COMMA if _COMMAED.fullmatch(clean) else UNREADABLE
        raise ValidationError(reason, code="unreadable")
    try:
        amount: Decimal = parse_decimal(clean, locale=formats.LOCALE, strict=True)
    except NumberFormatError as error:
        raise ValidationError(UNREADABLE, code="unreadable") from error
    if amount > HIGHEST:
        raise ValidationError(TOO_LARGE, code="too_large")
    return amount.quantize(Decimal("0.01"))


class MoneyField(forms.CharField):
    """An amount in euros; empty gives None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """Text to Decimal."""
        text = super().to_python(value)
        return read_amount(text) if text else None

    def run_validators(self, value: Any) -> None:
        """None of the text validators hold for a number; reading was the check."""

    def clean(self, value: Any) -> Any:
        """Refuse NUL characters before reading."""
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError(UNREADABLE, code="unreadable")
        return super().clean(value)

    def prepare_value(self, value: Any) -> Any:
        """A stored amount in Dutch; what somebody typed stays as typed."""
        return formats.amount(value) if isinstance(value, Decimal) else value


class VersionField(forms.IntegerField):
    """The version of the row that a form was made from, hidden. Missing or tampered with: -1, never the last one."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, label=_("versie"), min_value=0, max_value=2**31 - 1)

    def clean(self, value: Any) -> int:
        """Text to a number; what cannot be a version gives -1, so that saving shows what the row is now."""
        try:
            version = super().clean(value)
        except ValidationError:
            return -1
        return -1 if version is None else version


class QuarterField(forms.CharField):
    """A quarter in every notation that the reader of plans knows, shown as people write it. Empty gives None."""

    def __init__(self, *, side: Side = "", **options: Any) -> None:
        attributes = {
            "autocomplete": "off",
            "spellcheck": "false",
            "class": "utrecht-textbox utrecht-textbox--html-input input--short",
        }
        options.setdefault("widget", forms.TextInput(attrs=attributes))
        options.setdefault("help_text", QUARTER_EXAMPLES)
        self.side: Side = side
        super().__init__(max_length=80, **options)

    def clean(self, value: Any) -> Any:
        """Text to a sortable quarter; what is none, or more than one, is refused with what to write."""
        found = self.read(super().clean(value) or "")
        return found.quarter if found else None

    def read(self, text: str) -> OneQuarter | None:
        """The same, with whether it is about then; None when nothing was typed."""
        if not text.strip():
            return None
        try:
            return read_one_quarter(text, side=self.side)
        except NotOneQuarter as refused:
            raise ValidationError(str(refused), code="quarter") from refused

    def prepare_value(self, value: Any) -> Any:
        """A stored quarter in words; what somebody typed stays as typed."""
        return quarters.label(value) if isinstance(value, str) and quarters.QUARTER.fullmatch(value) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it is another quarter, however it is written."""
        try:
            return bool(self.clean(data) != (initial or None))
        except ValidationError:
            return True


class PickWidget(forms.CheckboxSelectMultiple):
    """Checkboxes: what is chosen first, the rest folded away under a summary that says how many there are."""

    template_name = "actions/widgets/pick.html"
    fold_from = 9  # a shorter list is shown whole

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The options apart: chosen ones, and the others."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for _name, group, _index in context["widget"]["optgroups"] for option in group]
        chosen = [option for option in options if option["selected"]]
        whole = len(options) < self.fold_from
        context["widget"] |= {
            "shown": options if whole else chosen,
            "folded": [] if whole else [option for option in options if not option["selected"]],
        }
        return context


class PickField(forms.MultipleChoiceField):
    """Ids out of a list that was loaded beforehand; an id that is not in it is refused without asking the database."""

    widget = PickWidget

    def __init__(self, *, refusal: Any, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.error_messages["invalid_choice"] = refusal

    def offer(self, rows: Mapping[int, str]) -> None:
        """Set the choices: id and name."""
        self.choices = [(str(key), name) for key, name in rows.items()]

    def clean(self, value: Any) -> Any:
        """The ids chosen, as a frozenset of numbers."""
        return frozenset(int(key) for key in super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Ids as the texts that the choices are."""
        return [str(key) for key in value] if isinstance(value, Iterable) and not isinstance(value, str) else value
