"""The cost of an action from the columns of our own export, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from reading.plans import messages
from reading.plans.choices import read_kind, read_per
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Money
from reading.plans.own_format import CODES, MORE, Value
from reading.vocabulary import CostKind, Per

Kind = CostKind
MORE_CHANGED = _(
    "Deze actie heeft meer kosten dan in deze kolommen passen; wat hier is ingevuld, is niet gelezen. "
    "Pas de kosten aan op de pagina van de actie."
)
NO_AMOUNT = _("Er staat geen bedrag bij. Vul het bedrag in of kies een andere soort kosten.")
AMOUNT_AND_YEARS = _(
    "Er staat een bedrag en er staan bedragen per jaar; alleen die per jaar zijn gelezen. Kies er één."
)
BESIDE_YEARS = _("'%(text)s' past niet bij bedragen per jaar en is niet gelezen. Maak deze cel leeg.")
UNKNOWN = _("'%(text)s' kent deze kolom niet. Kies een waarde uit de lijst.")


@dataclass
class CostCells:
    """The values of the columns about money of one row."""

    own: Mapping[str, Value]
    text: str
    approximate: bool = False
    problems: list[tuple[str, str]] = field(default_factory=list)  # the code of the cell, and what is wrong
    left_out: list[str] = field(default_factory=list)  # codes of cells that must change nothing

    @property
    def _others(self) -> list[str]:
        """The filled cells, without the kind."""
        codes = [code for code in self.own if code in CODES or code.startswith("cost:")]
        return [code for code in codes if code != "cost_kind" and self.own[code] not in (None, "", ())]

    @property
    def is_filled(self) -> bool:
        """Whether any of them says something."""
        return bool(self._others or self.own.get("cost_kind"))

    def read(self) -> Money:
        """The cost of the action; what does not go together is told, and then it is not understood."""
        money = self._read()
        return replace(money, understood=False) if self.problems else money

    def _read(self) -> Money:
        kind_text = str(self.own.get("cost_kind") or "")
        if kind_text.lower() == MORE.lower():
            return self._more()
        kind = read_kind(kind_text)
        if kind_text and kind is None:
            self._tell("cost_kind", say(UNKNOWN, text=shortened(kind_text)))
        years = self._years()
        amount = self._amount("amount")
        if kind not in (None, Kind.AMOUNT):
            for code in ("amount", "amount_max", *(f"cost:{year}" for year in years)):
                if self.own.get(code) is not None:
                    self._tell(code, say(messages.MONEY_BESIDE, kind=kind_text, text=_said(self.own[code])))
            return Money(self.text, kind or Kind.UNSTATED, funding=self._funding())
        if years:
            return self._by_year(years, amount)
        if amount is None:
            if kind is None and not any(code in self._others for code in ("amount", "amount_max")):
                return Money(self.text, funding=self._funding())
            if not any(code == "amount" for code, _problem in self.problems):
                self._tell("amount", say(NO_AMOUNT))
            return Money(self.text, Kind.UNCLEAR, funding=self._funding(), understood=False)
        return self._one(amount)

    def _more(self) -> Money:
        """Of more costs than fit in columns only the amounts per year can be read."""
        others = [code for code in self._others if not code.startswith("cost:")]
        if others:
            self._tell(others[0], say(MORE_CHANGED))
            self.left_out += ["cost_kind", *self._others]
        years = self._years()
        return Money(self.text, Kind.AMOUNT if years else Kind.UNCLEAR, by_year=years)

    def _years(self) -> dict[int, Decimal]:
        amounts = {code: self._amount(code) for code in self.own if code.startswith("cost:")}
        return {int(code[5:]): found for code, found in amounts.items() if found is not None}

    def _one(self, amount: Decimal) -> Money:
        highest = self._amount("amount_max")
        if highest is not None and highest < amount:
            self._tell("amount_max", say(messages.MONEY_BACKWARDS, text=_said(highest)))
            highest = None
        per_text = str(self.own.get("per") or "")
        per = read_per(per_text)
        if per_text and per is None:
            self._tell("per", say(UNKNOWN, text=shortened(per_text)))
        return Money(
            self.text,
            Kind.AMOUNT,
            amount,
            highest,
            per or Per.UNSTATED,
            self._amount("total"),
            approximate=self.approximate,
            funding=self._funding(),
        )

    def _by_year(self, years: dict[int, Decimal], amount: Decimal | None) -> Money:
        if amount is not None:
            self._tell("amount", say(AMOUNT_AND_YEARS))
        for code in ("amount_max", "per"):
            if self.own.get(code):
                self._tell(code, say(BESIDE_YEARS, text=_said(self.own[code])))
        total = self._amount("total")
        return Money(
            self.text,
            Kind.AMOUNT,
            by_year=years,
            total=total,
            approximate=self.approximate,
            funding=self._funding(),
        )

    def _amount(self, code: str) -> Decimal | None:
        value = self.own.get(code)
        if isinstance(value, Decimal):
            return value
        if value and not any(told == code for told, _problem in self.problems):
            self._tell(code, say(messages.MONEY_NUMBER, text=_said(value)))
        return None

    def _funding(self) -> str | None:
        value = self.own.get("funding")
        return "; ".join(value) or None if isinstance(value, tuple) else None

    def _tell(self, code: str, problem: str) -> None:
        self.problems.append((code, problem))


def _said(value: Value) -> str:
    """A value as its cell shows it."""
    return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else shortened(str(value))
