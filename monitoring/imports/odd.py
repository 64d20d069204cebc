"""Figures that may be read well and yet cannot be, or need a second look: asked about before they count."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from monitoring.imports.indicators import unit_of
from monitoring.models import Indicator
from monitoring.rules.small_counts.relations import span
from reading import periods
from reading.figures.model import ReadFigure

OVER, UNENDED = "over", "unended"
KINDS = (OVER, UNENDED)
QUESTIONS = {
    OVER: _("Een deel is meer dan 100 procent. Dat kan alleen als het om groei gaat, of om meer dan één per persoon."),
    UNENDED: _("Deze periode is nog niet voorbij. Het getal kan dus nog niet volledig zijn."),
}
SAYS = {
    OVER: _("{value} procent bij “{topic}” is meer dan 100."),
    UNENDED: _("De periode {period} is nog niet voorbij."),
}
TOLD = 20  # rows of a kind that are told one by one


@dataclass(slots=True)
class Odd:
    """The figures of one kind that are asked about."""

    kind: str
    count: int = 0
    told: list[tuple[int, str]] = field(default_factory=list)  # row and sentence


def kind_of(figure: ReadFigure, *, today: datetime.date) -> str:
    """Why a figure is asked about; "" when it is not."""
    if not has_ended(figure.period, today=today):
        return UNENDED
    if figure.value is None or len(figure.value) < 3 or figure.series.unit == Indicator.Unit.COUNT:
        return ""
    return OVER if unit_of(figure.series) == Indicator.Unit.PERCENT and Decimal(figure.value) > 100 else ""


def odd_figures(figures: Iterable[ReadFigure], *, today: datetime.date) -> dict[str, Odd]:
    """All that is asked about, by kind."""
    found: dict[str, Odd] = {}
    seen: dict[tuple[int, str], str] = {}
    for figure in figures:
        kind = kind_of(figure, today=today)
        if not kind:
            continue
        odd = found.setdefault(kind, Odd(kind))
        odd.count += 1
        key = (figure.row, kind)
        if key not in seen and len(odd.told) < TOLD:
            value = (figure.value or "").replace(".", ",")
            period = periods.label(figure.period)
            seen[key] = str(SAYS[kind]).format(value=value, topic=figure.series.topic, period=period)
            odd.told.append((figure.row, seen[key]))
    return found


@lru_cache(maxsize=4096)
def has_ended(period: str, *, today: datetime.date) -> bool:
    """Whether all months of a period lie before this day; a period that is not known is not asked about."""
    try:
        end = span(period).end
    except ValueError:
        return True
    return end <= today.year * 12 + today.month - 1
