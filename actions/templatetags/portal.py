"""Dutch formats for templates: money, numbers, quarters and dates. Identifiers, CSV and SVG never pass through here."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from django import template

from reading import quarters

register = template.Library()
LOCALE = "nl_NL"


@register.filter
def euro(amount: Decimal | int | None) -> str:
    """An amount in euros: `€ 5.000`, with cents only when there are any; empty for None."""
    if amount is None:
        return ""
    pattern = "¤ #,##0" if amount == int(amount) else "¤ #,##0.00"
    return format_currency(amount, "EUR", format=pattern, locale=LOCALE, currency_digits=False)


@register.filter
def getal(number: Decimal | int | None) -> str:
    """A number as people write it: `1.234,5`; empty for None."""
    return "" if number is None else format_decimal(number, format="#,##0.####", locale=LOCALE)


@register.filter
def opsomming(words: Sequence[str]) -> str:
    """Words as people list them: `Appingedam, Delfzijl en Loppersum`; empty without words."""
    return format_list(words, locale=LOCALE)


@register.filter
def kwartaal(quarter: str | None) -> str:
    """A quarter in words: `3e kwartaal 2021`; empty for None."""
    return quarters.label(quarter) if quarter else ""


@register.filter
def periode(start: str | None, end: str | None) -> str:
    """From and until a quarter in words."""
    return quarters.span_label(start, end)


@register.filter
def datum(day: datetime.date | None) -> str:
    """A date in words: `17 maart 2020`; empty for None."""
    return format_date(day, "d MMMM y", locale=LOCALE) if day else ""


@register.filter
def maand(day: datetime.date | None) -> str:
    """A month in words: `december 2018`; empty for None."""
    return format_date(day, "MMMM y", locale=LOCALE) if day else ""
