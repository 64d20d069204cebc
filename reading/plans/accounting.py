"""Keeps where each row of a file ends, so that none can go unseen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reading.plans.model import Accounting
from reading.vocabulary import Heap
from tables.model import Table

Heaps = Mapping[tuple[int, int], Heap]  # (table, row) -> where it ends


@dataclass
class Ledger:
    """The heaps of rows while a file is read."""

    heaps: dict[tuple[int, int], Heap] = field(default_factory=dict)

    def put(self, table: int, row: int, heap: Heap) -> None:
        """Put a row on a heap; the last word counts."""
        self.heaps[table, row] = heap

    def closed(self, tables: Iterable[Table]) -> Accounting:
        """The account of all rows of the file; what nobody put anywhere was not understood."""
        heaps: dict[tuple[int, int], Heap] = {}
        empty: list[tuple[int, int, int]] = []
        for table in tables:
            empty += _empty_rows(table)
            for row in table.rows:
                place = table.number, row.number
                heaps[place] = self.heaps.get(place, Heap.NOT_UNDERSTOOD if any(row.cells) else Heap.EMPTY)
        return Accounting(heaps, tuple(empty))


def _empty_rows(table: Table) -> Iterator[tuple[int, int, int]]:
    """The runs of numbers that no row of a table has: a file leaves out what is wholly empty."""
    last = 0
    for row in table.rows:
        if row.number > last + 1:
            yield table.number, last + 1, row.number - 1
        last = row.number
