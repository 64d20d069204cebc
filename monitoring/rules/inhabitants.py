"""The inhabitants of municipalities as a key to divide costs may use them: exact figures of a year and source."""

import datetime
from collections.abc import Collection
from decimal import Decimal

from django.utils.translation import gettext as _

from decisions.rules.inhabitants import Inhabitants
from monitoring.models import Figure, Source
from monitoring.rules.rates import POPULATION
from reading import periods


def inhabitants_of(codes: Collection[str]) -> list[Inhabitants]:
    """For each year and source what is known of these municipalities, the newest first; one query.

    Of general sources only, and no number that its source calls about or more than: by that one cannot divide.
    """
    figures = Figure.objects.to_show([]).filter(indicator__slug=POPULATION, area_code__in=codes, qualifier="")
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    provisional: set[tuple[str, str]] = set()
    for figure in figures:
        if figure.value is None or periods.kind(figure.period) != "year":
            continue
        group = (figure.period, _named(figure.delivery.source))
        found.setdefault(group, {})[figure.area_code] = figure.value
        if figure.is_provisional:
            provisional.add(group)
    return [
        Inhabitants(_("%s (voorlopig)") % group[1] if group in provisional else group[1], _first_day(group[0]), numbers)
        for group, numbers in sorted(found.items(), reverse=True)
    ]


def _named(source: Source) -> str:
    return source.title if source.fictitious else ", ".join(filter(None, (source.publisher, source.title)))


def _first_day(year: str) -> datetime.date:
    """The day that the inhabitants of a year were counted, by the definition of the indicator."""
    return datetime.date(int(year), 1, 1)
