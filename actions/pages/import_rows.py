"""Every row of a file that is read in, and where it ended: heap by heap, in pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.asked import numbered
from actions.imports.accounts import SEVERAL, counted, counts_of, total_in_words
from actions.imports.shown_rows import TableNames
from actions.models import PlanImport
from reading.plans.model import PlanReading
from reading.vocabulary import Heap
from tables.model import Tables

PER_PAGE = 100
LONGEST = 240  # signs of a row
MOST_RUNS = 200  # of rows, in the words of a heap
ALL, MOVED = "alles", "verplaatst"
WORDS = {  # in the address
    Heap.ACTION: "acties",
    Heap.CONTINUATION: "vervolg",
    Heap.HEADING: "koppen",
    Heap.SECTION: "tussenkoppen",
    Heap.TOTAL: "totalen",
    Heap.REFERENCE: "verwijzingen",
    Heap.NOTE: "opmerkingen",
    Heap.OTHER_TABLE: "andere-tabellen",
    Heap.EMPTY: "leeg",
    Heap.NOT_UNDERSTOOD: "niet-begrepen",
}
EXPLAINED = {
    Heap.ACTION: gettext_lazy("Elke rij hier is het begin van een actie."),
    Heap.CONTINUATION: gettext_lazy("Deze rijen horen bij de actie erboven."),
    Heap.HEADING: gettext_lazy("Deze rijen zeggen wat de kolommen zijn."),
    Heap.SECTION: gettext_lazy("Deze rijen noemen een lijn of thema voor de rijen eronder."),
    Heap.TOTAL: gettext_lazy("Deze rijen tellen bedragen op. Ze zijn geen actie; het geld telt niet dubbel."),
    Heap.REFERENCE: gettext_lazy("Deze rijen verwijzen naar een actie op een andere plek."),
    Heap.NOTE: gettext_lazy("Deze rijen staan naast het plan: een titel, een noot of een toelichting."),
    Heap.OTHER_TABLE: gettext_lazy("Deze rijen staan in een tabel zonder acties."),
    Heap.EMPTY: gettext_lazy("Hier staat niets."),
    Heap.NOT_UNDERSTOOD: gettext_lazy("Deze rijen begreep het portaal niet. Zeg wat ze zijn, of laat ze weg."),
}


def rows_address(found: PlanImport, heap: Heap | None = None) -> str:
    """The page with the rows of a heap; without one all rows."""
    address = reverse("actions:import-rows", args=[found.programme.region.slug, found.pk])
    return f"{address}?{urlencode({'soort': WORDS[heap]})}" if heap else address


@dataclass(frozen=True)
class KeptAccount:
    """Where the rows of a file ended, as an import that was confirmed keeps it."""

    said: str
    places: list[tuple[str, str]]  # per heap that has rows: how many, and which


def kept_account(found: PlanImport) -> KeptAccount | None:
    """The account of an import that is in the plan; None when it kept none."""
    kept = found.outcome.get("accounting", {})
    heaps = {heap: kept[heap.value] for heap in Heap if kept.get(heap.value, {}).get("count")}
    if not heaps:
        return None
    several = len({run[0] for one in heaps.values() for run in one["rows"]}) > 1
    said = [(counted(heap, one["count"]), _runs_in_words(one["rows"], several=several)) for heap, one in heaps.items()]
    total = _("%(total)s in het bestand") % {"total": total_in_words(sum(one["count"] for one in heaps.values()))}
    return KeptAccount(f"{total}: {', '.join(words for words, _rows in said)}.", said)


def _runs_in_words(runs: list[list[int]], *, several: bool) -> str:
    """`Rij 2-14, 16`; with the table where there are several: `Tabel 1, rij 2-14; tabel 2, rij 1`."""
    by_table: dict[int, list[str]] = {}
    for table, first, last in runs[:MOST_RUNS]:
        by_table.setdefault(table, []).append(str(first) if first == last else f"{first}-{last}")
    parts = [
        _("tabel %(table)s, rij %(rows)s" if several else "rij %(rows)s") % {"table": table, "rows": ", ".join(rows)}
        for table, rows in by_table.items()
    ]
    return capfirst("; ".join(parts)) + (_(" en verder") if len(runs) > MOST_RUNS else "")


@dataclass(frozen=True)
class RowListed:
    """A row of the file; or a run of empty rows, which cannot be moved."""

    key: str
    where: str
    text: str
    heap: Heap
    was_moved: bool = False
    can_move: bool = True


@dataclass(frozen=True)
class ListTab:
    """A heap to look at."""

    word: str
    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class RowsPage:
    """The rows of a file, of one heap and one table when asked. Unknown words are 404."""

    found: PlanImport
    tables: Tables
    reading: PlanReading
    asked: Mapping[str, str]

    def __post_init__(self) -> None:
        if self.word not in (ALL, MOVED, *WORDS.values()) or self.table not in ("", *self.table_names):
            raise Http404("Deze lijst bestaat niet.")

    @property
    def word(self) -> str:
        """The heap that was asked for, as in the address."""
        return self.asked.get("soort", ALL)

    @property
    def table(self) -> str:
        """The number of the table that was asked for; empty for all."""
        return self.asked.get("tabel", "")

    @property
    def address(self) -> str:
        """This list, at this page."""
        return f"{rows_address(self.found)}?{urlencode({**self._query, 'pagina': self.asked.get('pagina', '1')})}"

    @property
    def pages_query(self) -> str:
        """The query of a page of this list, up to its number."""
        return f"?{urlencode(self._query)}&pagina="

    @property
    def _query(self) -> dict[str, str]:
        return {"soort": self.word, **({"tabel": self.table} if self.table else {})}

    @cached_property
    def heap(self) -> Heap | None:
        """The heap that was asked for."""
        return next((heap for heap, word in WORDS.items() if word == self.word), None)

    @property
    def explained(self) -> str:
        """What the rows of this heap are."""
        return str(EXPLAINED[self.heap]) if self.heap else ""

    @cached_property
    def table_names(self) -> dict[str, str]:
        """The tables of the file by number, as they are called."""
        names = TableNames.of(self.found, self.reading.columns)
        return {str(table.number): names.where(table.number, None) or _("Tabel 1") for table in self.tables.tables}

    @property
    def total(self) -> str:
        """How many rows the file has."""
        return total_in_words(self.reading.accounting.total)

    @property
    def tabs(self) -> list[ListTab]:
        """All rows, each heap that has rows, and the rows that the user moved."""
        counts = counts_of(self.reading.accounting)
        found = [(ALL, _("Alle rijen"), self.reading.accounting.total)]
        found += [(WORDS[heap], capfirst(str(SEVERAL[heap])), count) for heap, count in counts.items()]
        found += [(MOVED, _("Door u verplaatst"), len(self.found.heaps))] if self.found.heaps else []
        return [
            ListTab(word, label, count, f"?{urlencode({**self._query, 'soort': word})}", word == self.word)
            for word, label, count in found
        ]

    @cached_property
    def movable(self) -> list[str]:
        """Every row with something in it, by key."""
        return [f"{table}:{row}" for table, row in self.reading.accounting.heaps]

    @cached_property
    def places(self) -> list[tuple[int, int, int]]:
        """The rows of this list: table, first and last row, of which runs of empty rows are one."""
        accounting = self.reading.accounting
        rows = [(table, row, row) for (table, row), heap in accounting.heaps.items() if self._shows(table, row, heap)]
        empty = accounting.empty if self.word in (ALL, WORDS[Heap.EMPTY]) else ()
        return sorted([*rows, *(run for run in empty if self.table in ("", str(run[0])))])

    def _shows(self, table: int, row: int, heap: Heap) -> bool:
        if self.table not in ("", str(table)):
            return False
        return self.word == ALL or heap == self.heap or (self.word == MOVED and f"{table}:{row}" in self.found.heaps)

    @property
    def all_keys(self) -> list[str]:
        """Every row of this list, on all its pages, that can be moved."""
        return [f"{table}:{row}" for table, row, _last in self.places if (table, row) in self.reading.accounting.heaps]

    @cached_property
    def page(self) -> Page[tuple[int, int, int]]:
        """The rows of this page."""
        return numbered(self.places, PER_PAGE, self.asked.get("pagina", "1"))

    @property
    def rows(self) -> Iterator[RowListed]:
        """The same, as shown."""
        names, heaps = TableNames.of(self.found, self.reading.columns), self.reading.accounting.heaps
        wanted = {(table, first) for table, first, _last in self.page.object_list}
        texts = {
            (table.number, row.number): "; ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text)
            for table in self.tables.tables
            for row in table.rows
            if (table.number, row.number) in wanted
        }
        for table, first, last in self.page.object_list:
            key, heap = f"{table}:{first}", heaps.get((table, first))
            where = names.where(table, first) + (f"-{last}" if last > first else "")
            text = Truncator(texts.get((table, first), "")).chars(LONGEST)
            yield RowListed(key, where, text, heap or Heap.EMPTY, key in self.found.heaps, can_move=heap is not None)
