"""Puts the cost of an action together from all columns about money: text, a column per year, a total, the cover."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from reading.plans import messages
from reading.plans.amounts import to_cents
from reading.plans.choices import read_kind, read_per
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Money
from reading.plans.money import read_money
from reading.plans.texts import plain, words
from reading.vocabulary import CostKind, Per
from tables.model import Cell

Kind = CostKind
NO_FUNDING = {"", "-", "--", "n.v.t.", "nvt", "geen", "n.t.b.", "ntb", "pm", "p.m.", "nader te bepalen", "onbekend"}


@dataclass(frozen=True, slots=True)
class CostCell:
    """A cell with money in it, and what its heading says."""

    cell: Cell
    heading: str = ""
    year: int | None = None
    thousands: bool = False
    per: Per | None = None

    def read(self) -> Money:
        """What the cell says."""
        if self.cell.error:
            return Money(self.cell.text, Kind.UNCLEAR, understood=False, problems=(say(messages.CELL_ERROR),))
        return read_money(self.cell.text, self.cell.value, thousands=self.thousands, per=self.per)


@dataclass(slots=True)
class CostCells:
    """All cells of a row about money."""

    texts: list[CostCell] = field(default_factory=list)
    years: list[CostCell] = field(default_factory=list)
    total: CostCell | None = None
    amount: CostCell | None = None
    amount_max: CostCell | None = None
    kind: str = ""
    per: str = ""
    funding: str = ""

    def read(self) -> Money:
        """The cost of the action."""
        money = _one(self.texts)
        money = _with_per(_with_amounts(money, self), self.per)
        money = _with_years(money, self.years)
        if self.total and self.total.cell:
            money = _with_total(money, self.total)
        return _with_funding(money, self.funding)


def _one(cells: Sequence[CostCell]) -> Money:
    """Of columns such as "eenmalig" and "structureel" the one that is filled; both do not fit in one cost."""
    filled = [cell for cell in cells if cell.cell]
    if len(filled) < 2:
        return filled[0].read() if filled else Money()
    read = [cell.read() for cell in filled]
    first = read[0]
    if len({(one.kind, one.amount, one.max, one.per) for one in read}) == 1:
        return first
    real = [one for one in read if one.kind not in (Kind.NONE, Kind.UNSTATED)]
    if any(one.amount for one in real):  # beside an amount, nought says no more than an empty cell
        real = [one for one in real if one.amount != 0 or one.max]
    if len(real) == 1 and real[0].amount != 0:
        return real[0]
    text = "; ".join(f"{' '.join(cell.heading.split())}: {plain(cell.cell.text)}" for cell in filled)
    return Money(text, Kind.UNCLEAR, understood=False, problems=(say(messages.MONEY_SEVERAL, text=shortened(text)),))


def _with_amounts(money: Money, cells: CostCells) -> Money:
    """Columns with the bare amounts beside the text: what they say is the cost."""
    kind, per = read_kind(cells.kind), read_per(cells.per)
    amount = _bare(cells.amount, ours=bool(cells.kind))
    if amount is None:
        beside = cells.amount.read() if cells.amount and cells.amount.cell else None
        if beside is not None and money.kind == Kind.UNSTATED:
            return replace(beside, per=per or beside.per)
        if kind is None or kind in (Kind.AMOUNT, money.kind):
            return money
        return Money(money.text or plain(cells.kind), kind, funding=money.funding)
    highest = _bare(cells.amount_max, ours=bool(cells.kind))
    problems: tuple[str, ...] = ()
    if money.amount is not None and money.amount != amount:
        problems = (say(messages.AMOUNT_DIFFERS, text=shortened(money.text)),)
    text = money.text or plain(cells.amount.cell.text if cells.amount else "")
    stated = per or money.per or Per.UNSTATED
    return Money(
        text, Kind.AMOUNT, amount, highest, stated, money.total, {}, money.approximate, money.funding, True, problems
    )


def _with_per(money: Money, text: str) -> Money:
    """A column that says whether amounts are per year or once; what the text of the cost says itself stands."""
    per = read_per(text)
    if not words(text).strip(" -") or money.amount is None or per == money.per:
        return money
    if per and money.per == Per.UNSTATED:
        return replace(money, per=per)
    return replace(money, problems=(*money.problems, say(messages.PER_UNREAD, text=shortened(text))))


def _bare(cell: CostCell | None, *, ours: bool) -> Decimal | None:
    """The amount in a column of amounts; `ours`: our own export, with a decimal point in csv."""
    if cell is None or not cell.cell:
        return None
    if ours and isinstance(cell.cell.value, str):
        try:
            return to_cents(Decimal(cell.cell.text))
        except InvalidOperation:
            pass
    money = cell.read()
    return money.amount if money.max is None else None


def _with_years(money: Money, cells: Sequence[CostCell]) -> Money:
    """Columns "Kosten 2025", "Kosten 2026": amounts by year (design section 8)."""
    read = [(cell, cell.read()) for cell in cells if cell.cell]
    if not read:
        return money
    by_year: dict[int, Decimal] = {}
    problems: list[str] = []
    reasons: dict[CostKind, str] = {}
    told = False
    for cell, one in read:
        problems += [f"{cell.year}: {problem}" for problem in one.problems]
        if one.kind == Kind.AMOUNT and one.amount is not None and one.max is None and cell.year:
            by_year[cell.year] = one.amount
        elif one.kind not in (Kind.NONE, Kind.UNSTATED):
            reasons[one.kind] = f"{cell.year}: {one.text}"
            told = told or bool(one.problems)
    text = "; ".join([*([money.text] if money.text else []), *(f"{cell.year}: {one.text}" for cell, one in read)])
    approximate = any(one.approximate for _, one in read)
    funding = next((one.funding for _, one in read if one.funding), money.funding)
    if not by_year:
        kind = next(iter(reasons), Kind.NONE) if len(reasons) < 2 else Kind.UNCLEAR
        if money.kind not in (Kind.UNSTATED, Kind.NONE):
            return replace(money, text=text, problems=(*money.problems, *problems))
        return Money(text, kind, understood=kind != Kind.UNCLEAR, problems=tuple(problems))
    if not told:
        problems += [say(messages.YEAR_NOT_AMOUNT, text=shortened(reason)) for reason in reasons.values()]
    years = Money(text, Kind.AMOUNT, by_year=by_year, approximate=approximate, funding=funding)
    return _beside(replace(years, problems=tuple(problems)), money)


def _beside(years: Money, money: Money) -> Money:
    """Amounts by year, beside a column for all years: that is their total or it is told."""
    if money.kind in (Kind.UNSTATED, Kind.NONE) or (money.by_year and money.by_year == years.by_year):
        return years
    if money.amount is not None and money.amount == sum(years.by_year.values()):
        return replace(years, total=money.amount, problems=(*years.problems, *money.problems))
    note = say(messages.YEARS_DIFFER, text=shortened(money.text))
    return replace(years, problems=(*years.problems, note))


def _with_total(money: Money, cell: CostCell) -> Money:
    read = cell.read()
    if money.kind == Kind.UNSTATED:
        return read
    if read.kind in (Kind.NONE, Kind.UNSTATED):
        return money
    if read.amount is None or read.max is not None or money.kind != Kind.AMOUNT:
        note = say(messages.TOTAL_UNREAD, text=shortened(read.text))
        return replace(money, problems=(*money.problems, note))
    wrong = money.by_year and sum(money.by_year.values()) != read.amount
    notes = (say(messages.TOTAL_DIFFERS, text=shortened(read.text)),) if wrong else ()
    return replace(money, total=read.amount, problems=(*money.problems, *read.problems, *notes))


def _with_funding(money: Money, text: str) -> Money:
    """The column for the cover; what the text of the cost says of it must not differ."""
    funding = plain(text)
    if words(funding) in NO_FUNDING:
        return money
    if money.funding and words(money.funding) not in words(funding):
        note = say(messages.FUNDING_DIFFERS, text=shortened(money.funding))
        return replace(money, funding=funding, problems=(*money.problems, note))
    return replace(money, funding=funding)
