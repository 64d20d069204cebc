"""Amounts and ranges in euros that add up, in words, and how much of them has cover.

A cost without an amount counts as unknown, never as zero. What reads the cover of a cost wants `cost.fundings` loaded.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from actions.models import Cost, Funding
from actions.rules.content import CostItem
from reading import formats

ZERO = Decimal(0)


@dataclass(frozen=True)
class Amount:
    """An amount or a range, of one or more costs. `high` equals `low` unless there is a range among them."""

    low: Decimal = ZERO
    high: Decimal = ZERO
    count: int = 0
    approximate: bool = False

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.low + other.low,
            self.high + other.high,
            self.count + other.count,
            self.approximate or other.approximate,
        )

    @property
    def is_range(self) -> bool:
        """Whether the highest amount differs from the lowest."""
        return self.high != self.low

    @property
    def words(self) -> str:
        """The amount in words; empty when it is of no cost at all."""
        return in_words(self) if self.count else ""

    def without(self, other: "Amount") -> "Amount":
        """What is left after taking off another amount; never less than nothing."""
        return Amount(max(ZERO, self.low - other.low), max(ZERO, self.high - other.high), 1, self.approximate)


class Extent(Enum):
    """How much of a group of costs has cover; what the plan does not name is unknown, not absent."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    UNNAMED = "unnamed"


@dataclass
class Cover:
    """What a group of costs adds up to, and how much of it has cover."""

    planned: Amount = field(default_factory=Amount)
    covered: Amount = field(default_factory=Amount)  # the plan names a source
    open: Amount = field(default_factory=Amount)  # the rest of a cost that is covered in part
    unnamed: Amount = field(default_factory=Amount)  # the plan names no source: we do not know

    def add(self, cost: Cost) -> None:
        """Take in one cost with an amount."""
        whole = amount_of(cost)
        covered = covered_part(cost)
        self.planned += whole
        if covered is None:
            self.unnamed += whole
            return
        self.covered += covered
        rest = whole.without(covered)
        if rest.high:
            self.open += rest

    @property
    def extent(self) -> Extent:
        """How much is covered."""
        if not self.covered.high:
            return Extent.UNNAMED if self.unnamed.count else Extent.NONE
        return Extent.PART if self.unnamed.count or self.open.count else Extent.ALL

    @property
    def words(self) -> str:
        """How much has cover: `gedekt`, `€ 5.000 gedekt`, `dekking niet genoemd`; empty without an amount."""
        if not self.planned.count:
            return ""
        return f"{in_words(self.covered)} gedekt" if self.extent is Extent.PART else COVERED[self.extent]


COVERED = {
    Extent.ALL: "gedekt",
    Extent.UNNAMED: "dekking niet genoemd",
    Extent.NONE: "nog geen dekking",
}


def amount_of(cost: Cost | CostItem) -> Amount:
    """The amount of a cost of kind `amount`, as a range when it is one."""
    low = cost.amount or ZERO
    return Amount(low, low if cost.amount_max is None else cost.amount_max, 1, cost.approximate)


def covered_part(cost: Cost) -> Amount | None:
    """How much of a cost has a source; None when no source is named. A source without amount pays the rest."""
    fundings = list(cost.fundings.all())
    if not fundings:
        return None
    whole = amount_of(cost)
    if any(funding.amount is None for funding in fundings):
        return whole
    stated = sum((funding.amount or ZERO for funding in fundings), ZERO)
    return Amount(min(stated, whole.low), min(stated, whole.high), 1, cost.approximate)


def part_of(funding: Funding, cost: Cost) -> Amount | None:
    """What one source pays of a cost; None when two sources share it and the plan does not say how.

    Never more than the cost itself: of a cost of € 100 to € 200 a source that pays € 150 pays € 100 to € 150.
    """
    others = [other for other in cost.fundings.all() if other.pk != funding.pk]
    stated = sum((other.amount or ZERO for other in others), ZERO)
    whole = amount_of(cost)
    if funding.amount is not None:
        low = max(ZERO, min(funding.amount, whole.low - stated))
        return Amount(low, min(funding.amount, whole.high), 1, cost.approximate)
    if any(other.amount is None for other in others):
        return None
    return whole.without(Amount(stated, stated))


def in_words(amount: Amount) -> str:
    """An amount or range: `€ 15.000 tot € 25.000`, `ongeveer € 60.000`."""
    words = (
        f"{formats.unbroken_euro(amount.low)} tot {formats.unbroken_euro(amount.high)}"
        if amount.is_range
        else formats.unbroken_euro(amount.low)
    )
    return f"ongeveer {words}" if amount.approximate else words
