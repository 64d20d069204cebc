"""Writes many figures at once: measured five times as fast as bulk_create, which makes an object of each row."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from monitoring.models import Delivery, Figure, Indicator
from reading.figures.model import ReadFigure

Row = tuple[int | str | bool | None, ...]
COLUMNS = (
    *("indicator_id", "delivery_id", "area_code", "period", "value", "reason", "qualifier", "status"),
    *("text", "note", "url", "as_printed", "document", "is_current", "disclosed", "exact"),
)
ROWS = {"sqlite": 70, "postgresql": 1_000}  # in one statement; SQLite takes 999 values in each


def insert(figures: Iterable[ReadFigure], indicators: dict[int, Indicator], delivery: Delivery) -> None:
    """Write figures of a delivery; `indicators` by the identity of their series."""
    exact = delivery.source.is_exact  # waits for its release
    words = ("", "", "", "", delivery.source.document)
    flags = (not exact, False, exact)  # is_current, disclosed, exact
    keys = {identity: indicator.pk for identity, indicator in indicators.items()}
    rows = (
        (keys[id(series)], delivery.pk, area, period, value, reason, qualifier, status, *words, *flags)
        for _row, series, area, _label, period, value, reason, status, qualifier in figures
    )
    with connection.cursor() as cursor:
        for batch in _batches(rows, ROWS[connection.vendor]):
            cursor.execute(_statement(len(batch)), [value for row in batch for value in row])


def _batches(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while batch := list(islice(rows, size)):
        yield batch


def _statement(rows: int) -> str:
    """An INSERT for so many rows. The database gives decimals and defaults their type."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in COLUMNS)
    values = ", ".join([f"({', '.join(['%s'] * len(COLUMNS))})"] * rows)
    return f"INSERT INTO {quote(Figure._meta.db_table)} ({columns}) VALUES {values}"
