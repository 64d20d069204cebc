"""What somebody chose about the topics of a file, kept as JSON with the files until they are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

from reading.figures.areas import squashed
from reading.figures.model import Series

What = Literal["known", "new", "skip"]
KNOWN: What = "known"
NEW: What = "new"
SKIP: What = "skip"


class TopicChoice(TypedDict, total=False):
    """What a topic is. `whole`: the key of an indicator, or that of another topic of the file."""

    what: What
    indicator: int | None
    relation: str  # of Indicator.Relation
    whole: str
    dimension: str


@dataclass(frozen=True)
class Choices:
    """All choices about some files."""

    topics: Mapping[str, TopicChoice] = field(default_factory=dict)
    odd: frozenset[str] = frozenset()  # kinds of odd figures that are true all the same
    chance: frozenset[str] = frozenset()  # sums that only seem to be sums

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Choices":
        """From JSON."""
        return cls(kept.get("topics", {}), frozenset(kept.get("odd", ())), frozenset(kept.get("chance", ())))

    def as_json(self) -> dict[str, Any]:
        """To JSON."""
        return {"topics": dict(self.topics), "odd": sorted(self.odd), "chance": sorted(self.chance)}


def key_of(series: Series) -> str:
    """The name of a topic in choices: the same for the same topic in the next file of a source."""
    pairs = sorted(f"{squashed(name)}={squashed(category)}" for name, category in series.dimensions)
    return "|".join([squashed(series.path or series.topic), squashed(series.unit) or series.unit, *pairs])[:700]
