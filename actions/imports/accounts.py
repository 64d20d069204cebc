"""The account of all rows of a file in words and in numbers: on pages, in the outcome and on the command line."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reading.plans.model import Accounting
from reading.vocabulary import Heap

SEVERAL = {
    Heap.ACTION: _("acties"),
    Heap.CONTINUATION: _("rijen die verdergaan met een actie"),
    Heap.HEADING: _("koppen"),
    Heap.SECTION: _("tussenkoppen"),
    Heap.TOTAL: _("totalen"),
    Heap.REFERENCE: _("verwijzingen"),
    Heap.NOTE: _("opmerkingen"),
    Heap.OTHER_TABLE: _("rijen van andere tabellen"),
    Heap.EMPTY: _("lege rijen"),
    Heap.NOT_UNDERSTOOD: _("niet begrepen"),
}
ONE = {
    Heap.CONTINUATION: _("rij die verdergaat met een actie"),
    Heap.OTHER_TABLE: _("rij van een andere tabel"),
    Heap.EMPTY: _("lege rij"),
}

MOVES = (  # what a user can say that a row is, as it stands on a button
    (Heap.ACTION, _("Een actie")),
    (Heap.CONTINUATION, _("Hoort bij de actie erboven")),
    (Heap.HEADING, _("Een rij met koppen")),
    (Heap.SECTION, _("Een tussenkop: lijn of thema")),
    (Heap.NOTE, _("Geen actie")),
)


def counted(heap: Heap, count: int) -> str:
    """`2 koppen`, `1 kop`."""
    return f"{count} {ONE.get(heap, heap.label) if count == 1 else SEVERAL[heap]}"


def counts_of(accounting: Accounting) -> dict[Heap, int]:
    """How many rows each heap has, of those that have any."""
    counts = {heap: accounting.count(heap) for heap in Heap}
    return {heap: count for heap, count in counts.items() if count}


def total_in_words(total: int) -> str:
    """`52 rijen`."""
    return ngettext("%(count)d rij", "%(count)d rijen", total) % {"count": total}


def account_in_words(accounting: Accounting) -> str:
    """`52 rijen: 43 acties, 2 koppen, ...`."""
    return in_words(accounting.total, counts_of(accounting).items())


def in_words(total: int, counts: Iterable[tuple[Heap, int]]) -> str:
    """The same, of numbers that were kept."""
    parts = ", ".join(counted(heap, count) for heap, count in counts)
    return f"{total_in_words(total)}: {parts}" if parts else total_in_words(total)
