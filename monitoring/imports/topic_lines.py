"""What each topic of a file becomes, one line each, with what is still asked about it."""

from typing import Literal, TypedDict

from monitoring.imports.choices import KNOWN, NEW, SKIP, TopicChoice, What, key_of
from monitoring.imports.deliveries import DeliveryPlan
from monitoring.imports.indicators import Match, unit_of
from monitoring.imports.names import is_total
from monitoring.models import Indicator
from reading.figures.model import Series

RELATION: Literal["relation"] = "relation"  # asked of a topic of exact counts: how it hangs together with others


class TopicLine(TypedDict):
    """A topic of the file. `what` is known (also a draft of an earlier file), new, or skip."""

    key: str
    words: str
    unit: str  # as the file has it
    kind: str  # of Indicator.Unit
    own: bool
    figures: int
    what: What
    indicator: int | None  # that it becomes, when that is there already
    title: str
    draft: bool  # waits for a definition
    declares: bool  # its relation may be said here: it is new, or a draft of this source
    relation: str
    whole: str
    dimension: str
    asks: str  # "", ambiguous, double or relation
    among: list[int]
    new: int
    changed: int
    unchanged: int
    finalised: int  # provisional before, definitive now


def topic_lines(plan: DeliveryPlan, lines: dict[str, TopicLine]) -> dict[int, str]:
    """Add the topics of a plan to the lines; gives the key of each series by its identity."""
    keys: dict[int, str] = {}
    for figure in plan.read:
        key = keys.get(id(figure.series))
        if key is None:
            key = keys[id(figure.series)] = key_of(figure.series)
            if key not in lines:
                lines[key] = _line(key, figure.series, plan.matches()[id(figure.series)], plan)
        lines[key]["figures"] += 1
    return keys


def _line(key: str, series: Series, match: Match, plan: DeliveryPlan) -> TopicLine:
    indicator = match.indicator
    choice = plan.choices.topics.get(key, {})
    declares = plan.own and indicator is not None and indicator.is_draft and indicator.unit == Indicator.Unit.COUNT
    relation, whole, dimension = _relation(indicator, choice, declares=declares)
    asks: str = "" if choice.get("what") and match.asks == "ambiguous" else match.asks
    if not asks and declares and not relation:
        asks = RELATION
    return {
        "key": key,
        "words": words_of(series),
        "unit": series.unit,
        "kind": _kind(indicator, series),
        "own": plan.own,
        "figures": 0,
        "what": SKIP if indicator is None else NEW if match.is_new else KNOWN,
        "indicator": indicator.pk if indicator else None,
        "title": indicator.title if indicator else "",
        "draft": bool(indicator and indicator.is_draft),
        "declares": declares,
        "relation": relation,
        "whole": whole,
        "dimension": dimension,
        "asks": asks,
        "among": [each.pk for each in match.among],
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "finalised": 0,
    }


def words_of(series: Series) -> str:
    """A topic as the file calls it, with its categories."""
    apart = [category for name, category in series.dimensions if not is_total(name, category)]
    return "; ".join([series.topic, *apart])


def _relation(indicator: Indicator | None, choice: TopicChoice, *, declares: bool) -> tuple[str, str, str]:
    """How a topic hangs together: as somebody chose here, else as it is written."""
    if indicator is None:
        return "", "", ""
    if declares and choice.get("relation"):
        return choice["relation"], choice.get("whole", ""), choice.get("dimension", "")
    return indicator.relation, str(indicator.whole_id or ""), indicator.dimension


def _kind(indicator: Indicator | None, series: Series) -> str:
    return indicator.unit if indicator else unit_of(series)
