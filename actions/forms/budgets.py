"""The grid of funding sources and years as a form; a cell is read as people write money."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm
from actions.forms.fields import NEGATIVE, read_amount
from actions.models import FundingSource
from actions.rules.budgets import STAGES, Budget, Grid, Place
from reading.plans.model import Money
from reading.plans.money import read_money
from reading.vocabulary import CostKind, Per

SEEN = "gezien"
NEW_YEAR = "nieuw_jaar"
FIRST, LAST, MOST_YEARS = 2000, 2100, 30
UNREADABLE = _("Dit is niet te lezen. Schrijf 120.000, ca. 5.000 of 75.000 toegekend. Leeg: niet bekend.")
NO_AMOUNT = _("Dit is geen bedrag. Nog niet bekend? Maak de cel leeg. Is er niets? Schrijf 0.")
RANGE = _("Schrijf één bedrag, geen van-tot. Weet u het niet precies? Schrijf bijvoorbeeld ca. 5.000.")
ONE_YEAR = _("Elke cel is één jaar. Schrijf alleen het bedrag voor dat jaar.")
NOT_SEEN = _("De pagina is niet volledig aangekomen. Er is niets veranderd. Laad de pagina opnieuw.")
# No minus: of a range (5.000-8.000), of whole euros (5.000,-). Accountants also write (5.000) or 5.000-.
_MINUS = re.compile(r"(?<![\d.,])(?<!\d )(?:[-−–—]|\bmin(?:us)?\b) ?(?:€ ?)?\d|^\(.*\d\)$|\d ?[-−–—]$", re.IGNORECASE)


def read_budget(text: str) -> Budget | None:
    """`120.000`, `ca. 5.000`, `€ 75.000 toegekend`, `15k verwacht`; empty is None. Anything else: ValidationError."""
    clean = " ".join(text.split())
    if not clean:
        return None
    stage = next((stage for label, stage in STAGES.items() if clean.lower().endswith(f" {label}")), "")
    if stage:
        clean = clean[: clean.rindex(" ")].rstrip(" ,;(")
    if _MINUS.search(clean):
        raise ValidationError(NEGATIVE, code="negative")
    try:
        return Budget(read_amount(clean), stage)
    except ValidationError as error:
        wrong = error
    if wrong.code == "too_large":
        raise wrong
    money = read_money(clean)
    plain = money.kind == CostKind.AMOUNT and money.max is None and not money.by_year and money.total is None
    if not plain or money.amount is None or money.problems or money.funding or money.per != Per.UNSTATED:
        raise ValidationError(_why_not(money)) if money.kind != CostKind.UNCLEAR else _unclear(clean, wrong)
    return Budget(Decimal(money.amount).quantize(Decimal("0.01")), stage, money.approximate)


def _why_not(money: Money) -> Any:
    """What is wrong with what was understood, yet is not one amount for one year."""
    if money.kind != CostKind.AMOUNT:
        return NO_AMOUNT
    if money.by_year or money.per != Per.UNSTATED:
        return ONE_YEAR
    return RANGE if money.max is not None else UNREADABLE


def _unclear(clean: str, wrong: ValidationError) -> ValidationError:
    return wrong if any(sign in clean for sign in ".,") and clean[-1:].isdigit() else ValidationError(UNREADABLE)


@dataclass(frozen=True)
class Row:
    """A source with its cells, for the template; without an id the row of a new source."""

    name: str
    cells: list[Any]
    source: int | None = None


class BudgetGridForm(CarefulForm):
    """All cells of all sources. What the writer saw comes along, signed, so that only what they changed is written."""

    careful: ClassVar[tuple[str, ...]] = ("new_name", "reason")

    new_name = forms.CharField(label=_("Nieuwe bron"), required=False, max_length=160)
    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100,
        help_text=_("Komt in de geschiedenis. U mag dit leeg laten."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, programme: int, sources: Sequence[FundingSource], years: Sequence[int], grid: Grid
    ) -> None:
        super().__init__(data)
        self.programme, self.sources, self.grid = programme, sources, grid
        self.years = sorted({*years, *(self._sent_years() if data is not None else ())})[:MOST_YEARS]
        for source in sources:
            for year in self.years:
                budget = grid.get((source.pk, year))
                self._add(f"b_{source.pk}_{year}", f"{source.name} {year}", budget.text if budget else "")
        for year in self.years:
            self._add(f"new_{year}", f"Nieuwe bron {year}", "")

    def _add(self, name: str, label: str, initial: str) -> None:
        attributes = {"autocomplete": "off", "aria-label": label, "data-cell": "", "data-was": initial}
        self.fields[name] = forms.CharField(
            label=label, required=False, max_length=40, initial=initial, widget=forms.TextInput(attrs=attributes)
        )

    def _sent_years(self) -> set[int]:
        ends = {key.rpartition("_")[2] for key in self.data if key.startswith("new_")}
        asked = str(self.data.get(NEW_YEAR, "")).strip()
        return {int(end) for end in {*ends, asked} if end.isdecimal() and len(end) == 4 and FIRST <= int(end) <= LAST}

    @property
    def rows(self) -> list[Row]:
        """The sources with their cells, and last the row of a new one."""
        rows = [
            Row(source.name, [self[f"b_{source.pk}_{year}"] for year in self.years], source.pk)
            for source in self.sources
        ]
        return [*rows, Row("", [self[f"new_{year}"] for year in self.years])]

    @property
    def seen(self) -> str:
        """What the page shows, signed."""
        shown = [[*place, budget.text] for place, budget in sorted(self.grid.items())]
        return signing.dumps([self.programme, shown], salt=SEEN, compress=True)

    def clean(self) -> dict[str, Any]:
        """Read every cell; refuse a new source without a name, or with one that is there."""
        cleaned = super().clean()
        self.was = self._was()
        places = [(source.pk, year) for source in self.sources for year in self.years]
        self.typed = self._cells({place: name_of(place) for place in places})
        new = self._cells({(0, year): f"new_{year}" for year in self.years})
        budgets = {year: budget for (_new, year), budget in new.items()}
        name = " ".join((cleaned.get("new_name") or "").split())
        if budgets and not name:
            self.add_error("new_name", _("Schrijf hoe de nieuwe bron heet."))
        if name.casefold() in {source.name.casefold() for source in self.sources}:
            self.add_error("new_name", _("Deze bron staat er al. Vul de bedragen in op de eigen regel."))
        self.new: Mapping[str, Mapping[int, Budget]] = {name: budgets} if name else {}
        return cleaned

    def _was(self) -> Grid:
        try:
            of, shown = signing.loads(str(self.data.get(SEEN, "")), salt=SEEN)
        except signing.BadSignature:
            of, shown = None, []
        if of != self.programme:
            self.add_error(None, NOT_SEEN)
        found = {(source, year): read_budget(text) for source, year, text in shown}
        known = {source.pk for source in self.sources}
        return {place: budget for place, budget in found.items() if budget and place[0] in known}

    def _cells(self, names: Mapping[Place, str]) -> Grid:
        found: Grid = {}
        for place, name in names.items():
            try:
                budget = read_budget(self.cleaned_data.get(name) or "")
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if budget is not None:
                found[place] = budget
        return found


def name_of(place: Place) -> str:
    """The field of a cell."""
    return f"b_{place[0]}_{place[1]}"
