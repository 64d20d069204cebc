"""Reads what something costs: a text or a typed number to an amount or the reason why there is none (design section 8).

The table of words (`money_words`) makes tokens of a text. Amounts and ranges are put together; then everything that is
left must have a place in one of the readings below, or the user is told.
"""

import datetime
import functools
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from reading.plans import messages
from reading.plans.amounts import times, to_cents
from reading.plans.lexer import Token, merged, quote, rewrite, shortened
from reading.plans.messages import say
from reading.plans.model import Money
from reading.plans.money_statement import Statement, Unread, Worth
from reading.plans.money_words import WORDS, Written
from reading.plans.texts import plain, words
from reading.vocabulary import CostKind, Per

Kind = CostKind
NO_COSTS = {"-", "--", "---", "€ -", "€-"}  # a sheet shows nought as "€ -"
DOUBTFUL_THOUSANDS = Decimal(5_000)  # in a column of thousands: five million for one action
LONGEST = 1_000  # signs, as the portal keeps them
THREE_DECIMALS = re.compile(r"\d{1,3},\d{3}")  # "0,125", "5,000"
SCIENTIFIC = re.compile(r"(?<!\w)\d+(?:[.,]\d+)?\s?[eE]\+?\d{1,2}(?!\w)")
CLOSE = Decimal("0.51")  # a sheet shows typed amounts rounded to whole euros


def read_money(text: str, value: object = None, *, thousands: bool = False, per: Per | None = None) -> Money:
    """Read costs as written, or the typed number of their cell, in euros.

    `thousands`: the heading says that amounts are in thousands; `per`: what the heading says of all its amounts.
    """
    text = plain(text)
    if isinstance(value, bool | datetime.date | datetime.timedelta):
        return _unclear(text, say(messages.MONEY_TYPED))
    if not text and value is None:
        return Money()
    if len(text) > LONGEST:
        return _unclear(text, say(messages.TOO_LONG))
    if words(text) in NO_COSTS:
        return Money(text, Kind.NONE)
    if isinstance(value, int | Decimal):
        return _with_per(_typed(text, Decimal(value), thousands=thousands), per)
    return _with_per(_text(text, thousands=thousands), per)


def _unclear(text: str, problem: str) -> Money:
    return Money(text, Kind.UNCLEAR, understood=False, problems=(problem,))


@functools.lru_cache(maxsize=5_000)
def _text(text: str, *, thousands: bool) -> Money:
    try:
        return _read(text, thousands=thousands)
    except Unread as unread:
        return _unclear(text, str(unread))


def _typed(text: str, value: Decimal, *, thousands: bool) -> Money:
    """A typed number; what the sheet shows with it (`€ 5.000 per jaar`) counts too."""
    shown = _text(text, thousands=False) if text else Money(kind=Kind.AMOUNT, amount=value, per=Per.UNSTATED)
    if "%" in text or value < 0 or (shown.kind == Kind.UNCLEAR and value in range(2010, 2050)):
        return shown if shown.kind == Kind.UNCLEAR else _unclear(text, say(messages.MONEY_NEGATIVE, text=text))
    in_euros = shown.amount is not None and value > CLOSE and abs(shown.amount * 1000 - value) < 1000 * CLOSE
    scaled = value * 1000 if thousands and not in_euros else value
    amount = to_cents(scaled)
    if amount is None:
        return _unclear(text, say(messages.MONEY_TOO_LARGE, text=text))
    is_amount = shown.kind == Kind.AMOUNT and shown.amount is not None and shown.max is None and not shown.by_year
    base = shown if is_amount else Money(text, Kind.AMOUNT, per=Per.UNSTATED)
    doubt = _thousands_doubt(text, value, scaled)
    return replace(base, amount=amount, problems=(*base.problems, *doubt))


def _thousands_doubt(text: str, written: Decimal, scaled: Decimal) -> tuple[str, ...]:
    if scaled == written or written < DOUBTFUL_THOUSANDS:
        return ()
    return (say(messages.MONEY_THOUSANDS, text=shortened(text), amount=_dotted(scaled)),)


def _with_per(money: Money, per: Per | None) -> Money:
    """With what the heading says of all its amounts, unless the cell says it itself."""
    if per is None or money.kind != Kind.AMOUNT or money.per is None or money.per == per:
        return money
    if money.per == Per.UNSTATED:
        return replace(money, per=per)
    note = say(messages.MONEY_PER_DIFFERS, heading=per.label, text=shortened(money.text))
    return replace(money, problems=(*money.problems, note))


def _read(text: str, *, thousands: bool) -> Money:
    tokens = WORDS.tokens(text)
    strange = [token for token in tokens if token.kind == "n"]
    if SCIENTIFIC.search(text):
        raise Unread(say(messages.MONEY_SCIENTIFIC, text=shortened(text)))
    if strange:
        three = THREE_DECIMALS.fullmatch(strange[0].text)
        raise Unread(say(messages.MONEY_DECIMALS if three else messages.MONEY_NUMBER, text=quote(strange)))
    return Statement(text, _amounts(tokens, thousands=thousands)).read()


def _amounts(tokens: list[Token], *, thousands: bool) -> list[Token]:
    """Amounts and ranges in euros: kind A with a value of `Worth`."""

    def one(run: list[Token]) -> Token:
        written: Written = next(token for token in run if token.kind in "A?").value
        marked = written.marked or len(run) > 1
        return merged("A", run, (replace(written, marked=marked, whole=run[-1].kind == "e"), None))

    def span(run: list[Token]) -> Token | None:
        first, last = run[0].value[0], run[-1].value[0]
        if first.unit is None and not first.whole and last.unit is not None and first.number < last.number:
            first = replace(first, unit=last.unit)  # "15-25K"
        return merged("A", run, (first, last))

    def about_equal(run: list[Token]) -> Token | None:
        """`8.000 à 12.000` is a range, `10 à € 500` is not."""
        first, last = run[0].value[0], run[-1].value[0]
        near = first.unit == last.unit and first.number >= 100 and last.number <= 5 * first.number
        return span(run) if near else None

    def years(run: list[Token]) -> Token | None:
        """`per jaar in 2025 en 2026`, `per jaar, 2025-2027`: after "per year" two bare years are years."""
        (first, last) = (_year_of(token) for token in run if token.kind in "y?")
        together = any(token.kind == "+" for token in run)
        if first >= last:
            return None
        return merged("Y", run, (first, last) if together else tuple(range(first, last + 1)))

    rules: list[tuple[str, Callable[[list[Token]], Token | None]]] = [
        ("(?<=p)[;k]*(?:[?]-|[y?][+])[?]", years),
        ("e?Ae?|e[?]e?|[?]e", one),
        ("AaA", about_equal),
        ("A[-t]A", span),
        (r"uA[+t]A", lambda run: span(run[1:])),
    ]
    for pattern, build in rules:
        tokens = rewrite(tokens, pattern, build)
    return [
        replace(token, value=_worth(token, thousands=thousands)) if token.kind == "A" else token for token in tokens
    ]


def _year_of(token: Token) -> int:
    return int(token.value[0] if token.kind == "y" else token.value.number)


def _worth(token: Token, *, thousands: bool) -> Worth:
    """What is written, in euros. Raises Unread when that cannot be."""
    written = [one for one in token.value if one is not None]
    factors = [times(one.unit) if one.unit or not thousands else 1000 for one in written]
    euros = [to_cents(one.number * factor) for one, factor in zip(written, factors, strict=True)]
    if None in euros:
        raise Unread(say(messages.MONEY_TOO_LARGE, text=token.text))
    amounts = [amount for amount in euros if amount is not None]
    if len(amounts) == 2 and amounts[1] < amounts[0]:
        raise Unread(say(messages.MONEY_BACKWARDS, text=token.text))
    notes: tuple[str, ...] = ()
    for one, amount in zip(written, amounts, strict=True):
        if amount != one.number and one.number >= (DOUBTFUL_THOUSANDS if one.unit is None else 1000):
            notes += (say(messages.MONEY_THOUSANDS, text=token.text, amount=_dotted(amount)),)
    return Worth(amounts[0], amounts[1] if len(amounts) == 2 else None, any(one.marked for one in written), notes)


def _dotted(amount: Decimal) -> str:
    return f"{amount:,.0f}".replace(",", ".")
