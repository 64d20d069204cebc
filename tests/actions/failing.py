"""Makes a write fail half-way, to see that nothing of it stays: the history of one model refuses its line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from simple_history.signals import pre_create_historical_record


class HalfWay(Exception):
    """Raised by the write that fails."""


@contextmanager
def history_refused(model: Any) -> Iterator[None]:
    """Within this block no line of history can be written for a model."""

    def refuse(**given: Any) -> None:
        raise HalfWay

    pre_create_historical_record.connect(refuse, sender=model.history.model)
    try:
        yield
    finally:
        pre_create_historical_record.disconnect(refuse, sender=model.history.model)
