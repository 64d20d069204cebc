"""Figures as people read them: from tables, sentences and pictures of pages, and from the report."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

from reading import periods

NUMBER = r"\d[\d.]*"
NAMED = r'aria-label="([^"]+): (?:het laatste cijfer van elk gebied, per [a-z]+|alle cijfers)">'
TABLE = re.compile(NAMED + r"(.*?)</table>", re.S)
ROW = re.compile(rf'<th scope="row">([^<]*)</th><td>([^<]*)</td><td class="number">({NUMBER})')
COUNTED_HERE = re.compile(rf"<li>([^<:]+): <strong>({NUMBER})</strong> \(([^<]+), ([^,<)]+)\)")
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.S)


class Told(NamedTuple):
    """What stands somewhere: of what, where, when, and how many."""

    title: str
    area: str
    period: str
    value: int


class Words:
    """What areas and periods are called on pages."""

    def __init__(self, areas: dict[str, str], told: Iterable[str]) -> None:
        self.areas = {_plain(name): code for code, name in areas.items()}
        assert len(self.areas) == len(areas)  # else nobody knows what a row is about
        self.periods = {periods.label(period): period for period in told}

    def told(self, title: str, area: str, period: str, number: str) -> Told:
        place = self.areas[_plain(unescape(area))]
        return Told(unescape(title), place, self.periods[period], int(number.replace(".", "")))

    def in_page(self, html: str) -> Iterator[Told]:
        """The tables, the sentences beneath charts, and the list of the council page."""
        for title, table in TABLE.findall(html):
            yield from (self.told(title, *row) for row in ROW.findall(table))
        for title, number, area, period in COUNTED_HERE.findall(html):
            yield self.told(f"{title}, eigen telling van Veilig Thuis", area, period, number)
        for sentence in CAPTION.findall(html):
            yield from self.in_sentence(sentence)

    def in_sentence(self, sentence: str) -> Iterator[Told]:
        """`Meldingen, Noordland: 105 in januari 2026 en 95 in maart 2026. Het hoogste is 110 (februari 2026)`."""
        name, said = unescape(sentence).strip().split(": ", 1)
        title, area = name.rsplit(", ", 1)
        labels = "|".join(sorted(map(re.escape, self.periods), key=len, reverse=True))
        for number, period in re.findall(rf"({NUMBER}) (?:in |\()({labels})", said):
            yield self.told(title, area, period, number)

    def in_report(self, items: Iterable[Any]) -> Iterator[Told]:
        """The tables and the sentences of the figures in a report."""
        for item in items:
            for table in item.tables:
                for area, cells in table.rows:
                    found = zip(table.periods, cells, strict=True)
                    yield from (self.told(item.title, area, at, cell) for at, cell in found if cell[:1].isdigit())
            for chart in item.charts:
                yield from self.in_sentence(chart.sentence)


def _plain(area: str) -> str:
    """The name without what kind of area it is, which stands behind it."""
    return re.sub(r" \([^)]*\)$", "", area)


def in_picture(svg: str) -> set[int]:
    """The numbers at the points of a chart."""
    labels = re.findall(rf'font-weight="600">({NUMBER})</text>', svg)
    return {int(each.replace(".", "")) for each in labels}
