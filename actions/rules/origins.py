"""Where actions come from, counted and in words: the law, the national programme, the region.

A legal task that every municipality has is no effort of its own, so that counts tell them apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Action, Origin

KINDS = (Origin.Kind.LAW, Origin.Kind.NATIONAL, Origin.Kind.REGIONAL)


def origin_marks() -> dict[str, Exists]:
    """Annotations of actions: `from_law`, `from_national`, `from_regional`."""
    own = Origin.objects.filter(action=OuterRef("pk"))
    return {f"from_{kind.value}": Exists(own.filter(kind=kind)) for kind in KINDS}


MARKS = tuple(f"from_{kind.value}" for kind in KINDS)  # the names of these annotations


def origins_listed(origins: Iterable[Origin]) -> list[str]:
    """The origins of one action by name, each once, in the order of `KINDS`."""
    kinds = {origin.kind for origin in origins}
    return [str(kind.label) for kind in KINDS if kind in kinds]


def named_by_origin(actions: Iterable[Action]) -> list[tuple[str, str]]:
    """Per origin the actions that have it, by their number or name: `("Wettelijke taak", "1.B1; 2.2")`."""
    found: dict[str, list[str]] = {}
    for action in actions:
        for kind in {origin.kind for origin in action.origins.all()}:
            found.setdefault(kind, []).append(action.number or action.label)
    return [(str(kind.label), "; ".join(found[kind])) for kind in KINDS if kind in found]


@dataclass(frozen=True)
class OriginCounts:
    """Actions by origin. Each is counted once: by the region's effort, else the national programme, else the law."""

    regional: int = 0
    national: int = 0  # and not by the region
    law: int = 0  # and nothing else
    unnamed: int = 0
    several: int = 0  # of the regional ones: also of the law or the national programme

    def plus(self, number: int, *, law: bool, national: bool, regional: bool) -> "OriginCounts":
        """With so many actions more that have these origins."""
        return OriginCounts(
            regional=self.regional + number * regional,
            national=self.national + number * (national and not regional),
            law=self.law + number * (law and not national and not regional),
            unnamed=self.unnamed + number * (not law and not national and not regional),
            several=self.several + number * (regional and (law or national)),
        )

    @property
    def in_words(self) -> str:
        """`48 regionale inzet (17 ook ...), 12 alleen uit het landelijk programma, ...`; empty when none is named."""
        if not (self.regional or self.national or self.law):
            return ""
        also = _(" (waarvan %d ook wettelijk of landelijk)") % self.several if self.several else ""
        parts = (
            (self.regional, f"{self.regional} {_('regionale inzet')}{also}"),
            (self.national, _("%d alleen uit het landelijk programma") % self.national),
            (self.law, ngettext("%d alleen een wettelijke taak", "%d alleen wettelijke taken", self.law) % self.law),
            (self.unnamed, _("%d zonder herkomst") % self.unnamed),
        )
        return ", ".join(words for number, words in parts if number)


def counts_of(actions: Iterable[Action]) -> OriginCounts:
    """The same of actions with their origins loaded."""
    counts = OriginCounts()
    for action in actions:
        kinds = {origin.kind for origin in action.origins.all()}
        counts = counts.plus(1, **{str(kind.value): kind in kinds for kind in KINDS})
    return counts


def counted(rows: Iterable[tuple[bool, bool, bool, int]]) -> OriginCounts:
    """From the three marks of `MARKS` and the number of actions that have them."""
    counts = OriginCounts()
    for law, national, regional, number in rows:
        counts = counts.plus(number, law=law, national=national, regional=regional)
    return counts
