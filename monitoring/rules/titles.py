"""What a delivery is called in public: whose it is, about which period, and the how manieth.

Nothing of it comes from the figures themselves: no name of a file, no mark of its content, no number of rows.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from monitoring.rules.small_counts.relations import Span, span
from reading import periods

ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde",
    "twaalfde",
)  # fmt: skip
ROOM = 90  # letters for whose it is


def delivery_title(publisher: str, told: Collection[str], *, number: int) -> str:
    """For example "Veilig Thuis Noordland, eerste halfjaar 2026, tweede aanlevering"."""
    about = {"publisher": publisher[:ROOM], "period": told_period(told), "ordinal": ordinal(number)}
    return _("%(publisher)s, %(period)s, %(ordinal)s aanlevering") % about


def told_period(told: Collection[str]) -> str:
    """All periods in words: the one that holds the others, else the first t/m the last."""
    spans = {period: _span(period) for period in told}
    first = min(spans, key=lambda period: (spans[period].start, -spans[period].end))
    last = max(spans, key=lambda period: (spans[period].end, -spans[period].start))
    if spans[first].end >= spans[last].end:
        return _words(first)
    return f"{_words(first)} t/m {_words(last)}"


def ordinal(number: int) -> str:
    """ "eerste" to "twaalfde", then "13e"."""
    return ORDINALS[number - 1] if 0 < number <= len(ORDINALS) else f"{number}e"


def _words(period: str) -> str:
    label = periods.label(period)
    start, _space, rest = label.partition(" ")
    written = {f"{number}e": ORDINALS[number - 1] for number in range(1, 5)}
    return f"{written[start]} {rest}" if start in written else label


def _span(period: str) -> Span:
    try:
        return span(period)
    except ValueError:
        return Span(0, 0)
