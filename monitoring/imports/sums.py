"""Topics of exact counts that add up in the file while nobody said that they are parts: asked about first."""

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from typing import TypedDict

from monitoring.imports.choices import key_of
from monitoring.imports.deliveries import DeliveryPlan
from monitoring.imports.topic_lines import TopicLine
from monitoring.models import Indicator
from monitoring.rules.small_counts.adding_up import AddsUp, adding_up

PARTS = (Indicator.Relation.PART, Indicator.Relation.OVERLAPS)
MOST_COLUMNS = 60


class SumLine(TypedDict):
    """A topic that is the sum of others in the file."""

    id: str
    total: str
    parts: list[str]
    exactly: bool


def open_sums(plans: Sequence[DeliveryPlan], lines: Mapping[str, TopicLine]) -> list[SumLine]:
    """The sums that nobody declared or called chance."""
    columns: dict[str, dict[Hashable, int]] = {}
    for plan in plans:
        for figure in plan.figures if plan.own else ():
            key = key_of(figure.series)
            if figure.value is not None and lines[key]["kind"] == Indicator.Unit.COUNT and lines[key]["what"] != "skip":
                columns.setdefault(key, {})[figure.area, figure.period] = int(figure.value.partition(".")[0])
    chance = plans[0].choices.chance if plans else frozenset()
    found = [
        _line(each, lines)
        for each in adding_up(dict(list(columns.items())[:MOST_COLUMNS]))
        if not _is_declared(each, lines)
    ]
    return list({line["id"]: line for line in found if line["id"] not in chance}.values())


def _is_declared(found: AddsUp[str], lines: Mapping[str, TopicLine]) -> bool:
    """Whether all that adds up is said to be a part of it, or, of two that are the same, one of the other.

    Kinds in one division are no parts of each other, so that one is nearly some others together means nothing.
    """
    if not found.exactly and any(_are_beside(lines[part], lines[found.total]) for part in found.parts):
        return True
    if len(found.parts) == 1:
        return _is_part(lines[found.parts[0]], lines[found.total]) or _is_part(
            lines[found.total], lines[found.parts[0]]
        )
    return all(_is_part(lines[part], lines[found.total]) for part in found.parts)


def _is_part(line: TopicLine, whole: TopicLine) -> bool:
    if line["relation"] not in PARTS or not line["whole"]:
        return False
    return line["whole"] in (whole["key"], str(whole["indicator"] or "-"))


def _are_beside(line: TopicLine, other: TopicLine) -> bool:
    if line["relation"] not in PARTS or not line["whole"]:
        return False
    return (line["whole"], line["dimension"]) == (other["whole"], other["dimension"])


def _line(found: AddsUp[str], lines: Mapping[str, TopicLine]) -> SumLine:
    parts = sorted(found.parts)
    same = sorted([found.total, *parts]) if len(parts) == 1 else [found.total, "=", *parts]
    return {
        "id": hashlib.sha256("\n".join(same).encode()).hexdigest()[:12],  # of the names, not of the counts
        "total": lines[found.total]["words"],
        "parts": [lines[part]["words"] for part in found.parts],
        "exactly": found.exactly,
    }
