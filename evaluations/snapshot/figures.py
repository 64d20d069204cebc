"""Figures in a report: per indicator a chart, a table and what it does and does not say."""

from dataclasses import dataclass, replace

from actions.models import Programme
from monitoring.charts.line import LineChart
from monitoring.models import Figure
from monitoring.rules import series, wording
from monitoring.rules.formats import figure_in_words, previous_in_words
from reading import periods

COLUMNS = 8  # periods beside each other in one table
PER = {"year": "per jaar", "H": "per halfjaar", "Q": "per kwartaal", "M": "per maand", "other": "andere periodes"}
MARKS = {Figure.Status.PROVISIONAL: "*", Figure.Status.REVISED: "**", Figure.Status.CORRECTED: "†"}

ABSENT = {
    Figure.Reason.UNKNOWN: "n.b.",
    Figure.Reason.IMPOSSIBLE: "n.v.t.",
    Figure.Reason.NOT_STATED: "niet vermeld",
    Figure.Reason.PROTECTED: "afg.",
}


@dataclass(frozen=True)
class Table:
    """Figures of periods of one length: a row per area, a column per period; empty where nothing was published."""

    title: str
    periods: list[str]
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class FigureItem:
    """An indicator with all that belongs to it."""

    title: str
    unit: str
    definition: str
    interpretation: str
    is_own: bool  # about the region itself, not only a part of it or an area around it
    is_printed: bool  # in a document of the programme: shown as printed
    not_known: str  # what is said where no figure stands for the region
    charts: list[LineChart]
    tables: list[Table]
    marks: list[str]
    remarks: list[str]  # what belongs to one figure: the words it was printed in, and what is to be known of it
    sources: list[str]
    same_as: str = ""  # the title of the item before it that says the same about what it means


def read_figures(programme: Programme) -> tuple[list[FigureItem], str, set[int]]:
    """The figures of a programme, what is missing of the region itself, and the deliveries that they came with."""
    items = series.indicators_of(programme)
    missing = series.what_is_missing(items, programme.region.name)
    deliveries = {figure.delivery_id for item in items for _area, figure in item.rows}
    told_at = wording.explained_once([(item.title, item.interpretation) for item in items])
    told = [replace(_item(item), same_as=title) for item, title in zip(items, told_at, strict=True)]
    return told, missing, deliveries


def _item(item: series.IndicatorFigures) -> FigureItem:
    figures = [figure for _area, figure in item.rows]
    tables = _tables(item)
    cells = {cell for table in tables for _area, row in table.rows for cell in row}
    return FigureItem(
        title=item.title,
        unit=item.indicator.get_unit_display(),
        definition=item.indicator.definition,
        interpretation=item.interpretation,
        is_own=item.is_about_the_region,
        is_printed=item.indicator.source.programme_id is not None,
        not_known=item.not_known,
        charts=item.charts,
        tables=tables,
        marks=[f"{mark} {status.label} cijfer" for status, mark in MARKS.items() if _marked(cells, mark)]
        + [
            f"{mark}: {reason.label}"
            for reason, mark in ABSENT.items()
            if mark in cells and reason != Figure.Reason.NOT_STATED  # its mark is written out
        ]
        + _hidden_again(figures),
        remarks=item.remarks,
        sources=[_source(source.title, source.publisher) for source in item.sources],
    )


def _marked(cells: set[str], mark: str) -> bool:
    """Whether a cell has this mark: with exactly as many signs."""
    return any(cell.endswith(mark) and not cell.removesuffix(mark).endswith("*") for cell in cells)


def _hidden_again(figures: list[Figure]) -> list[str]:
    """What is said of hidden figures that replace others, once."""
    hidden = [figure for figure in figures if figure.reason == Figure.Reason.PROTECTED]
    mark = ABSENT[Figure.Reason.PROTECTED]
    return [f"{mark}: {words}" for words in dict.fromkeys(map(previous_in_words, hidden)) if words]


def _tables(item: series.IndicatorFigures) -> list[Table]:
    tables = []
    for kind, per in PER.items():
        known = {one.area.name: {figure.period: figure for figure in one.of_kind(kind)} for one in item.series}
        columns = sorted({period for figures in known.values() for period in figures})
        for start in range(0, len(columns), COLUMNS):
            part = columns[start : start + COLUMNS]
            rows = [(name, [_cell(found.get(period)) for period in part]) for name, found in known.items()]
            tables.append(
                Table(
                    f"{item.indicator.get_unit_display()} {per}",
                    [periods.label(period) for period in part],
                    [row for row in rows if any(row[1])],
                )
            )
    return tables


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.value is None:
        return ABSENT[Figure.Reason(figure.reason)]
    return f"{figure_in_words(figure)}{MARKS.get(Figure.Status(figure.status), '')}"


def _source(title: str, publisher: str) -> str:
    return f"{title}, {publisher}" if publisher and publisher not in title else title
