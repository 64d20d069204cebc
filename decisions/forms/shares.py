"""The form of a key by which municipalities divide costs, with a number for each municipality."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import ParagraphField
from actions.forms.fields import MoneyField, heading, read_amount
from decisions.forms.kept import UNKNOWN, KeptForm, link_field
from decisions.models import ShareKey
from decisions.rules.inhabitants import Inhabitants
from decisions.rules.shares import read_lines, written_lines
from municipalities.forms import DateField
from reading import formats

Kind = ShareKey.Kind
NOT_BY_INHABITANTS = _("Er is niets ingevuld. Kies eerst bij ‘soort sleutel’: naar inwoners.")
NOT_A_NUMBER = _("Dit is geen getal. Schrijf het bijvoorbeeld als 31.245 of 12,5.")
HIGHEST = {Kind.INHABITANTS: Decimal(99_999_999), Kind.PERCENTAGES: Decimal(100)}


def year_field(label: Any) -> forms.IntegerField:
    """A calendar year."""
    wrong = _("Schrijf een jaartal vanaf 2000 tot en met 2100, bijvoorbeeld 2026.")
    return forms.IntegerField(
        label=label, min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )  # fmt: skip


class ShareKeyForm(KeptForm):
    """A key; `places` are the municipalities that it may name: CBS code and name."""

    careful: ClassVar[tuple[str, ...]] = ("title", "note", "agreed_by")
    fields_of_row = ShareKey.CONTENT

    title = forms.CharField(
        label=_("Waarvoor"), max_length=200, error_messages={"required": _("Schrijf waarvoor de bijdrage is.")},
        help_text=_("Bijvoorbeeld: bijdrage aan Veilig Thuis."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=heading(ShareKey, "kind"), choices=Kind.choices, error_messages=UNKNOWN)
    first_year = year_field(heading(ShareKey, "first_year"))
    last_year = year_field(heading(ShareKey, "last_year"))
    basis = forms.ChoiceField(
        label=heading(ShareKey, "basis"), choices=ShareKey.Basis.choices, initial=ShareKey.Basis.TOTAL,
        help_text=_("Bij vaste bedragen telt dit niet."), error_messages=UNKNOWN,
    )  # fmt: skip
    total = MoneyField(
        label=_("Bedrag per jaar in euro"), required=False, help_text=_("Leeg als wordt verdeeld wat gepland is.")
    )
    source_id = forms.ChoiceField(label=heading(ShareKey, "source"), required=False, error_messages=UNKNOWN)
    document_id = forms.ChoiceField(label=_("Staat in document"), required=False, error_messages=UNKNOWN)
    agreed_by = forms.CharField(
        label=heading(ShareKey, "agreed_by"), max_length=200,
        error_messages={"required": _("Schrijf welk orgaan dit vaststelde. Zonder besluit is er geen sleutel.")},
        help_text=_("Het orgaan, bijvoorbeeld: het bestuurlijk overleg."),
    )  # fmt: skip
    agreed_on = DateField(label=heading(ShareKey, "agreed_on"), required=False, help_text=_("Leeg: niet bekend."))
    numbers_from = forms.CharField(
        label=heading(ShareKey, "numbers_from"), required=False, max_length=200,
        help_text=_("Bij inwoners, bijvoorbeeld: CBS, bevolking op 1 januari."),
    )  # fmt: skip
    numbers_on = DateField(label=heading(ShareKey, "numbers_on"), required=False)
    link = link_field()
    note = ParagraphField(label=heading(ShareKey, "note"), required=False, max_length=2000, rows=2)

    def __init__(
        self, data: Any = None, *, row: ShareKey | None = None, places: dict[str, str],
        sources: dict[int, str], documents: dict[int, str], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, row=row, **options)
        for name, offered in (("source_id", sources), ("document_id", documents)):
            self.fields[name].choices = [("", _("Geen")), *offered.items()]  # type: ignore[attr-defined]
        numbers = read_lines(self.initial.get("lines", ""))
        self.places = places | {code: code for code in numbers if code not in places}
        self.filled_words: str = ""
        for code, name in self.places.items():
            self.fields[f"deel_{code}"] = forms.CharField(
                label=name, required=False, max_length=20, initial=_shown(numbers.get(code)),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )  # fmt: skip

    def fill(self, found: Inhabitants, typed: Mapping[str, Any]) -> None:
        """Offer numbers in the fields that were left empty, with where they come from; all that was typed stays."""
        self.initial.update({name: typed.get(name, "") for name in self.fields})
        if typed.get("kind") != Kind.INHABITANTS:
            self.filled_words = str(NOT_BY_INHABITANTS)
            return
        empty = [code for code in self.places if not str(typed.get(f"deel_{code}", "")).strip()]
        filled, kept = [code for code in empty if code in found.numbers], len(self.places) - len(empty)
        self.initial.update({f"deel_{code}": _shown(found.numbers[code]) for code in filled})
        for code in self.places:
            self.fields[f"deel_{code}"].help_text = found.of_words(code)
        if filled and not (kept and self.initial["numbers_from"]):
            self.initial.update({"numbers_from": found.source, "numbers_on": found.on})
        self.filled_words = found.filled_words(len(filled), kept)

    def shown(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """With the number of each municipality in its own field."""
        numbers = read_lines(content["lines"])
        return dict(content) | {f"deel_{code}": _shown(numbers.get(code)) for code in self.places}

    @property
    def parts(self) -> list[Any]:
        """The fields of the municipalities, for the template."""
        return [self[f"deel_{code}"] for code in self.places]

    def clean(self) -> dict[str, Any]:
        """Read the numbers; refuse years that run backwards and a total that is missing or has no place."""
        cleaned = super().clean()
        for name in ("source_id", "document_id"):
            cleaned[name] = int(cleaned[name]) if cleaned.get(name) else None
        kind = cleaned.get("kind")
        numbers = {code: self._number(code, kind) for code in self.places} if kind else {}
        cleaned["lines"] = written_lines({code: number for code, number in numbers.items() if number is not None})
        if not cleaned["lines"] and not self.errors:
            self.add_error(None, _("Vul bij ten minste één gemeente een getal in."))
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and not 0 <= last - first <= 20:
            self.add_error("last_year", _("Het laatste jaar komt na het eerste, en hoogstens twintig jaar later."))
        self._clean_total(cleaned)
        return cleaned

    def _clean_total(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("kind") == Kind.FIXED:
            cleaned["basis"] = ShareKey.Basis.TOTAL
        elif cleaned.get("basis") == ShareKey.Basis.TOTAL:
            if cleaned.get("total") is None and "total" not in self.errors:
                self.add_error("total", _("Vul in welk bedrag per jaar wordt verdeeld."))
        elif cleaned.get("total") is not None:
            self.add_error("total", _("Verdeelt de sleutel wat gepland is? Maak dit bedrag dan leeg."))

    def _number(self, code: str, kind: str) -> Decimal | None:
        """What was typed for a municipality, as the kind of key reads it."""
        typed = (self.cleaned_data.get(f"deel_{code}") or "").strip()
        if not typed:
            return None
        try:
            number = _read(typed, kind)
        except (InvalidOperation, ValueError):
            self.add_error(f"deel_{code}", NOT_A_NUMBER)
            return None
        except forms.ValidationError as error:
            self.add_error(f"deel_{code}", error)
            return None
        if kind in HIGHEST and not 0 <= number <= HIGHEST[Kind(kind)]:
            self.add_error(f"deel_{code}", NOT_A_NUMBER)
        return number


def _read(typed: str, kind: str) -> Decimal:
    if kind == Kind.PERCENTAGES:
        number = Decimal(typed.removesuffix("%").strip().replace(",", "."))
        if not number.is_finite() or number != number.quantize(Decimal("0.0001")):
            raise ValueError
        return number
    number = read_amount(typed)
    if kind == Kind.INHABITANTS and number != int(number):
        raise ValueError
    return number


def _shown(number: Decimal | None) -> str:
    return "" if number is None else formats.number(number)
