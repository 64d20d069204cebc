"""The same work at the same moment in several threads: what a test inside one transaction cannot see."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

AT_ONCE = 6


def together(work: Callable[[], Any]) -> list[Any]:
    """What the same work gives in threads that begin at once, each with a connection of its own."""
    results: list[Any] = []
    start = threading.Barrier(AT_ONCE)

    def run() -> None:
        try:
            connection.ensure_connection()
            start.wait()
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == AT_ONCE  # nobody ended in an error
    return results
