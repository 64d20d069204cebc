"""What reading in files would do, as a page shows it before anything counts: kept as JSON, with a job or without.

Of exact counts nothing is compared here, for who looks may not know them; `compared` is for who may.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypedDict

from monitoring.imports.changes import Change, ChangeLine, changed, largest
from monitoring.imports.deliveries import CHANGED, NEW, STATES, Counts, DeliveryPlan, compare
from monitoring.imports.odd import QUESTIONS, odd_figures
from monitoring.imports.sources import cbs_table
from monitoring.imports.sums import SumLine, open_sums
from monitoring.imports.topic_lines import TopicLine, topic_lines
from monitoring.models import Figure, Indicator
from reading import formats, periods
from reading.figures.model import ReadFigure, Reading

PROBLEMS = 100  # told one by one; of the others only their number
TOPICS = 200  # rows; a table of CBS may hold thousands of topics
SAMPLE = 20  # figures


class SourceLine(TypedDict):
    """A source that was recognised or chosen."""

    key: str
    title: str
    table: str | None  # of CBS
    is_new: bool
    exact: bool  # its counts wait for release
    shared: bool  # all regions read it
    files: list[str]


class OddLine(TypedDict):
    """Figures that are left out unless somebody says that they are true."""

    kind: str
    question: str
    count: int
    told: list[tuple[int, str]]
    confirmed: bool


class SampleLine(TypedDict):
    """One figure as it was read, in the words of a page."""

    row: int
    title: str
    area: str
    period: str
    value: str  # "" when there is none
    reason: str
    status: str


class Preview(TypedDict):
    """All of it. `counts` has new, changed and unchanged; `problems` has rows (null: none) with sentences."""

    sources: list[SourceLine]
    counts: dict[str, int]
    compared: dict[str, int] | None  # exact counts with those of before: for who may see them only
    finalised: int
    topics: list[TopicLine]
    more_topics: int
    open: int  # topics and sums that somebody must say something about first
    sums: list[SumLine]
    odd: list[OddLine]
    problems: list[tuple[int | None, str]]
    problem_count: int
    sample: list[SampleLine]
    changes: list[ChangeLine]  # values that would become others, the largest change first
    change_count: int
    definitive_count: int  # of those: values that were definitive
    large_count: int  # of those: by half or more


@dataclass
class _Brought:
    """What the deliveries bring together, as far as they were gone through."""

    counts: Counts = field(default_factory=Counts)
    compared: Counts = field(default_factory=Counts)
    finalised: int = 0
    lines: dict[str, TopicLine] = field(default_factory=dict)
    sample: list[SampleLine] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def take(self, plan: DeliveryPlan, *, exact: bool) -> None:
        """Go through one delivery. `exact`: exact counts are compared with those of before."""
        comparison, indicators = plan.compared()
        self.counts += comparison.counts
        self.finalised += len(comparison.finalised)
        keys = topic_lines(plan, self.lines)
        for index, figure in enumerate(plan.figures):
            line = self.lines[keys[id(figure.series)]]
            line[STATES[comparison.states[index]]] += 1
            line["finalised"] += index in comparison.finalised
        self.sample += _sample(plan, comparison.states, indicators)
        if not plan.own:
            self.changes += changed(plan.figures, comparison, indicators)
        elif exact:
            self.compared += compare(plan.figures, indicators, plan.source).counts


def preview_of(
    reading: Reading, plans: Sequence[DeliveryPlan], *, today: datetime.date, exact: bool = False
) -> Preview:
    """What storing these plans would do now. Every plan has a source. `exact`: the reader may see exact counts."""
    brought = _Brought()
    for plan in plans:
        brought.take(plan, exact=exact)
    sums = open_sums(plans, brought.lines)
    topics = sorted(brought.lines.values(), key=lambda line: not line["asks"] and not line["own"])  # own as in the file
    return {
        "sources": list(_sources(plans)),
        "counts": brought.counts.as_dict(),
        "compared": brought.compared.as_dict() if exact and any(plan.own for plan in plans) else None,
        "finalised": brought.finalised,
        "topics": topics[:TOPICS],
        "more_topics": max(len(topics) - TOPICS, 0),
        "open": len(sums) + sum(bool(line["asks"]) for line in topics),
        "sums": sums,
        "odd": list(_odd(plans, today)),
        "problems": [(problem.row, str(problem.message)) for problem in reading.problems[:PROBLEMS]],
        "problem_count": len(reading.problems),
        "sample": brought.sample[:: max(len(brought.sample) // SAMPLE, 1)][:SAMPLE],
        "changes": largest(brought.changes),
        "change_count": len(brought.changes),
        "definitive_count": sum(change.is_definitive for change in brought.changes),
        "large_count": sum(change.is_large for change in brought.changes),
    }


def _sources(plans: Sequence[DeliveryPlan]) -> Iterator[SourceLine]:
    by_key: dict[str, SourceLine] = {}
    for plan in plans:
        assert plan.source is not None
        source = plan.source
        line = by_key.setdefault(
            source.key,
            {
                "key": source.key,
                "title": source.title,
                "table": cbs_table(source),
                "is_new": source._state.adding,
                "exact": source.is_exact,
                "shared": source.is_shared,
                "files": [],
            },
        )
        line["files"].append(plan.file.name)
    yield from by_key.values()


def _odd(plans: Sequence[DeliveryPlan], today: datetime.date) -> Iterator[OddLine]:
    found = odd_figures((figure for plan in plans for figure in plan.read), today=today)
    confirmed = plans[0].choices.odd if plans else frozenset()
    for kind, odd in found.items():
        yield {
            "kind": kind,
            "question": str(QUESTIONS[kind]),
            "count": odd.count,
            "told": odd.told,
            "confirmed": kind in confirmed,
        }


def _sample(plan: DeliveryPlan, states: bytearray, indicators: dict[int, Indicator]) -> list[SampleLine]:
    """Figures spread over the file; those that bring something, if there are any."""
    bringing = [index for index, state in enumerate(states) if state in (NEW, CHANGED)] or range(len(states))
    step = max(len(bringing) // SAMPLE, 1)
    return [
        _shown(plan.figures[index], indicators[id(plan.figures[index].series)]) for index in bringing[::step][:SAMPLE]
    ]


def _shown(figure: ReadFigure, indicator: Indicator) -> SampleLine:
    return {
        "row": figure.row,
        "title": indicator.title,
        "area": figure.area_label or figure.area,
        "period": periods.label(figure.period),
        "value": "" if figure.value is None else formats.number(Decimal(figure.value)),
        "reason": str(Figure.Reason(figure.reason).label) if figure.reason else "",
        "status": str(Figure.Status(figure.status).label),
    }
