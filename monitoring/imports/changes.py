"""What a file changes in figures that people may have quoted: old and new value, how much, since when it stood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress
from typing import TypedDict

from monitoring.imports.deliveries import CHANGED, UPDATES, Comparison
from monitoring.models import Figure, Indicator
from reading import formats, periods
from reading.figures.model import ReadFigure

SHOWN = 200  # the largest changes; of the others only their number


class ChangeLine(TypedDict):
    """One changed value, in the words of a page."""

    title: str
    area: str
    period: str
    old: str
    new: str
    difference: str  # with its sign; "" when one of the two has no value
    share: str  # of the old value, in percent; "" when that says nothing
    definitive: bool  # the source had said that it would not change any more
    large: bool  # by half or more
    since: str  # the day it was received, or how the delivery is called


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that would replace another one with another value."""

    figure: ReadFigure
    indicator: Indicator
    old: Figure

    @property
    def size(self) -> Decimal:
        """How large the change is, in the unit of the figure; a value that comes or goes counts as a whole."""
        new = Decimal(self.figure.value) if self.figure.value is not None else Decimal(0)
        return abs(new - (self.old.value or Decimal(0)))

    @property
    def is_definitive(self) -> bool:
        """Whether the value that goes was final."""
        return self.old.status == Figure.Status.FINAL

    @property
    def is_large(self) -> bool:
        """Whether the value changes by half or more, comes or goes: a source corrects seldom that much."""
        return self.size * 2 >= abs(self.old.value or Decimal(0))

    def line(self) -> ChangeLine:
        """The change in words."""
        old, new = self.old.value, Decimal(self.figure.value) if self.figure.value is not None else None
        both = old is not None and new is not None
        difference = (new or Decimal(0)) - (old or Decimal(0))
        sign = "+" if difference > 0 else "−"
        delivery = self.old.delivery
        return {
            "title": self.indicator.title,
            "area": self.figure.area_label or self.figure.area,
            "period": periods.label(self.figure.period),
            "old": _said(old, self.old.reason),
            "new": _said(new, self.figure.reason),
            "difference": f"{sign}{formats.number(abs(difference))}" if both else "",
            "share": f"{sign}{formats.number(round(abs(difference) / abs(old) * 100))}%" if both and old else "",
            "definitive": self.is_definitive,
            "large": self.is_large,
            "since": formats.day(delivery.received_on) if delivery.received_on else delivery.title,
        }


def changed(
    figures: Sequence[ReadFigure], comparison: Comparison, indicators: dict[int, Indicator]
) -> Iterator[Change]:
    """The figures of a public file whose value differs from the one that holds now; not those of Veilig Thuis."""
    old: dict[tuple[int, str, str], Figure] = {}
    for start in range(0, len(comparison.replaced), UPDATES):
        pks = comparison.replaced[start : start + UPDATES].tolist()
        for row in Figure.objects.public().filter(pk__in=pks).select_related("delivery"):
            old[row.indicator_id, row.area_code, row.period] = row
    for figure in compress(figures, (state == CHANGED for state in comparison.states)):
        indicator = indicators[id(figure.series)]
        before = old.get((indicator.pk or 0, figure.area, figure.period))
        if before is not None and not _same_value(before, figure):
            yield Change(figure, indicator, before)


def largest(changes: Sequence[Change]) -> list[ChangeLine]:
    """The largest changes first."""
    return [change.line() for change in sorted(changes, key=lambda change: change.size, reverse=True)[:SHOWN]]


def _same_value(old: Figure, figure: ReadFigure) -> bool:
    value = Decimal(figure.value) if figure.value is not None else None
    return old.value == value and old.reason == figure.reason


def _said(value: Decimal | None, reason: str) -> str:
    return formats.number(value) if value is not None else str(Figure.Reason(reason).label)
