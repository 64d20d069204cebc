"""What the disclosure rule speaks of: counts, sums of counts, what others publish, and what a release shows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

BASE = 5  # published counts are multiples of it, as CBS has them
SMALLEST = 10  # from here a count is published

Key = Any  # whatever can be a key of a dict: the rule does not look into it
Var = tuple[Key, int]  # a count as it was: the same key with another value is another count
Equation = Mapping[Var, int]  # counts with 1 or -1, together always the same


class DisclosureError(Exception):
    """Counts that cannot be published without telling a small one; the message is for the user."""


@dataclass(frozen=True)
class Sum:
    """A count and the counts that it should be the sum of.

    What is missing is a count too, one that nobody delivers: `rest` is its name, so that it can be a part of further
    sums. What is counted double has a name as well, yet is no number of people.
    """

    total: Key
    parts: tuple[Key, ...]
    over_time: bool = False  # of periods; the others are of areas or kinds, and their totals are missed most
    complete: bool = False  # readers may know that nothing is missing
    rest: Key = None
    double: Key = None
    computed: bool = False  # nobody delivers the total: it is no more than what its parts come to


@dataclass(frozen=True)
class Known:
    """A count that others publish, and how far the true one may be from it."""

    value: int
    slack: int


@dataclass(frozen=True)
class Release:
    """The exact counts that hold after a release, how they hang together, and which of them are hidden."""

    counts: Mapping[Key, int]
    sums: tuple[Sum, ...] = ()
    hidden: frozenset[Key] = frozenset()

    def shown(self, key: Key) -> int | None:
        """The published count: rounded to 5, None when it is hidden."""
        return None if key in self.hidden else rounded(self.counts[key])


def is_small(count: int) -> bool:
    """Whether a count may not be published. Nought may: it is about nobody, and moves never lean on it."""
    return 0 < count < SMALLEST


def rounded(count: int) -> int:
    """A count of 10 or more to the nearest 5."""
    return (count + BASE // 2) // BASE * BASE


def rate(part: int | None, whole: int | None, *, per: int) -> Decimal | None:
    """`part` per 100 or 1,000 of `whole`, both as published, in one decimal; None where either is hidden or nought."""
    if part is None or not whole:
        return None
    return (Decimal(part) * per / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
