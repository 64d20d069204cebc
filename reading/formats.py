"""How money, numbers, lists, quarters and dates are written in Dutch, wherever people read them.

Template tags, pages, files and reports call these. Identifiers, csv and SVG never pass through here.
"""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from django.utils.translation import gettext as _

from reading import quarters
from reading.vocabulary import Precision

LOCALE = "nl_NL"
FOR_ALL = "alle gemeenten die meedoen"  # of an action, when the plan says so; read back as such


def euro(amount: Decimal | int | None) -> str:
    """An amount in euros: `€ 5.000`, with cents only when there are any; empty for None."""
    if amount is None:
        return ""
    pattern = "¤ #,##0" if amount == int(amount) else "¤ #,##0.00"
    return format_currency(amount, "EUR", format=pattern, locale=LOCALE, currency_digits=False)


def unbroken_euro(amount: Decimal | int | None) -> str:
    """The same, of which the euro sign stays on the line of its amount."""
    return euro(amount).replace(" ", "\N{NO-BREAK SPACE}")


def amount(number: Decimal | None) -> str:
    """An amount as a form shows it: `1.250` or `1.250,50`; empty for None."""
    if number is None:
        return ""
    pattern = "#,##0" if number == int(number) else "#,##0.00"
    return str(format_decimal(number, format=pattern, locale=LOCALE))


def number(value: Decimal | int | None) -> str:
    """A number as people write it: `1.234,5`; empty for None."""
    return "" if value is None else format_decimal(value, format="#,##0.####", locale=LOCALE)


def listed(words: Sequence[str]) -> str:
    """Words as people list them: `Appingedam, Delfzijl en Loppersum`; empty without words."""
    return format_list(words, locale=LOCALE)


def quarter(period: str | None) -> str:
    """A quarter in words: `3e kwartaal 2021`; empty for None."""
    return quarters.label(period) if period else ""


def day(moment: datetime.date | None) -> str:
    """A date in words: `17 maart 2020`; empty for None."""
    return format_date(moment, "d MMMM y", locale=LOCALE) if moment else ""


def replaced(moment: datetime.date | None) -> str:
    """What stands beside words of a plan that something else came instead of; empty for words that hold."""
    return _("stond in het plan; vervangen op %(day)s") % {"day": day(moment)} if moment else ""


def noted(text: str, note: str) -> str:
    """A text with what is said beside it, if anything: `Q3 2026 (stond in het plan; vervangen op 3 maart 2026)`."""
    return f"{text} ({note})" if text and note else text


def month(moment: datetime.date | None) -> str:
    """A month in words: `december 2018`; empty for None."""
    return format_date(moment, "MMMM y", locale=LOCALE) if moment else ""


def dated(day_of: datetime.date | None, precision: str) -> str:
    """A date as precise as it is known: `17 maart 2020`, `maart 2020`, `1e kwartaal 2020`, `2020`; empty for None."""
    return WORDS[Precision(precision)](day_of) if day_of else ""


def iso(day_of: datetime.date, precision: str) -> str:
    """The same for programs: `2020-03-17`, `2020-03`, `2020Q1`, `2020`; each sorts as text among its own kind."""
    return CODES[Precision(precision)](day_of)


def _quarter_of(day_of: datetime.date) -> str:
    return quarters.label(quarters.of(day_of))


WORDS: dict[Precision, Callable[[datetime.date], str]] = {
    Precision.DAY: day,
    Precision.MONTH: month,
    Precision.QUARTER: _quarter_of,
    Precision.YEAR: lambda day_of: str(day_of.year),
}
CODES: dict[Precision, Callable[[datetime.date], str]] = {
    Precision.DAY: lambda day_of: day_of.isoformat(),
    Precision.MONTH: lambda day_of: f"{day_of:%Y-%m}",
    Precision.QUARTER: quarters.of,
    Precision.YEAR: lambda day_of: str(day_of.year),
}


def yes_no(value: bool) -> str:
    """Whether something is so: `ja` or `nee`."""
    return "ja" if value else "nee"
