"""What reading in files would do, as a page shows it before anything counts: kept as JSON, with a job or without."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypedDict

from actions.templatetags.portal import getal
from monitoring import periods
from monitoring.imports.changes import Change, ChangeLine, changed, largest
from monitoring.imports.deliveries import CHANGED, NEW, STATES, Counts, DeliveryPlan
from monitoring.imports.reading.model import ReadFigure, Reading
from monitoring.imports.sources import cbs_table
from monitoring.models import Figure, Indicator

PROBLEMS = 100  # told one by one; of the others only their number
INDICATORS = 200  # rows; a table of CBS may hold thousands of topics
SAMPLE = 20  # figures


class SourceLine(TypedDict):
    """A source that was recognised or chosen."""

    title: str
    table: str | None  # of CBS
    is_new: bool
    exact: bool  # its counts wait for release
    shared: bool  # all regions read it
    files: list[str]


class IndicatorLine(TypedDict):
    """What the files bring of one indicator."""

    title: str
    unit: str
    draft: bool  # waits for a definition
    new: int
    changed: int
    unchanged: int
    finalised: int  # provisional before, definitive now


class SampleLine(TypedDict):
    """One figure as it was read, in the words of a page."""

    row: int
    title: str
    area: str
    period: str
    value: str  # "" when there is none
    reason: str
    status: str
    state: str  # new, changed or unchanged


class Preview(TypedDict):
    """All of it. `counts` has new, changed and unchanged; `problems` has rows (null: none) with sentences."""

    sources: list[SourceLine]
    counts: dict[str, int]
    finalised: int
    indicators: list[IndicatorLine]
    more_indicators: int
    problems: list[tuple[int | None, str]]
    problem_count: int
    sample: list[SampleLine]
    changes: list[ChangeLine]  # values that would become others, the largest change first
    change_count: int
    definitive_count: int  # of those: values that were definitive
    large_count: int  # of those: by half or more


def preview_of(reading: Reading, plans: Sequence[DeliveryPlan]) -> Preview:
    """What storing these plans would do now. Every plan has a source."""
    counts, finalised = Counts(), 0
    lines: dict[str, IndicatorLine] = {}
    sample: list[SampleLine] = []
    changes: list[Change] = []
    for plan in plans:
        comparison, indicators = plan.compared()
        counts += comparison.counts
        finalised += len(comparison.finalised)
        for index, figure in enumerate(plan.figures):
            line = lines.get(indicators[id(figure.series)].slug)
            if line is None:
                line = lines[indicators[id(figure.series)].slug] = _line(indicators[id(figure.series)])
            line[STATES[comparison.states[index]]] += 1
            line["finalised"] += index in comparison.finalised
        sample += _sample(plan, comparison.states, indicators)
        changes += changed(plan.figures, comparison, indicators)
    return {
        "sources": list(_sources(plans)),
        "counts": counts.as_dict(),
        "finalised": finalised,
        "indicators": list(lines.values())[:INDICATORS],
        "more_indicators": max(len(lines) - INDICATORS, 0),
        "problems": [(problem.row, str(problem.message)) for problem in reading.problems[:PROBLEMS]],
        "problem_count": len(reading.problems),
        "sample": sample[:: max(len(sample) // SAMPLE, 1)][:SAMPLE],
        "changes": largest(changes),
        "change_count": len(changes),
        "definitive_count": sum(change.is_definitive for change in changes),
        "large_count": sum(change.is_large for change in changes),
    }


def _sources(plans: Sequence[DeliveryPlan]) -> Iterator[SourceLine]:
    by_key: dict[str, SourceLine] = {}
    for plan in plans:
        assert plan.source is not None
        source = plan.source
        line = by_key.setdefault(
            source.key,
            {
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


def _line(indicator: Indicator) -> IndicatorLine:
    unit = indicator.get_unit_display()
    return {
        "title": indicator.title,
        "unit": str(indicator.source_unit or unit if indicator.unit == Indicator.Unit.OTHER else unit),
        "draft": indicator.is_draft,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "finalised": 0,
    }


def _sample(plan: DeliveryPlan, states: bytearray, indicators: dict[int, Indicator]) -> list[SampleLine]:
    """Figures spread over the file; those that bring something, if there are any."""
    bringing = [index for index, state in enumerate(states) if state in (NEW, CHANGED)] or range(len(states))
    step = max(len(bringing) // SAMPLE, 1)
    return [
        _shown(plan.figures[index], indicators[id(plan.figures[index].series)], STATES[states[index]])
        for index in bringing[::step][:SAMPLE]
    ]


def _shown(figure: ReadFigure, indicator: Indicator, state: str) -> SampleLine:
    return {
        "row": figure.row,
        "title": indicator.title,
        "area": figure.area_label or figure.area,
        "period": periods.label(figure.period),
        "value": "" if figure.value is None else getal(Decimal(figure.value)),
        "reason": str(Figure.Reason(figure.reason).label) if figure.reason else "",
        "status": str(Figure.Status(figure.status).label),
        "state": state,
    }
