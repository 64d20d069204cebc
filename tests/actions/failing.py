"""Makes a write fail half-way, to see that nothing of it stays: the history of one model refuses its line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class HalfWay(Exception):
    """Raised by the write that fails."""


@contextmanager
def history_refused(model: Any) -> Iterator[None]:
    """Within this block no line of history can be written for a model."""
    into = f'INSERT INTO "{model.history.model._meta.db_table}"'

    def refuse(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if sql.startswith(into):
            raise HalfWay
        return execute(sql, *given)

    with connection.execute_wrapper(refuse):
        yield
