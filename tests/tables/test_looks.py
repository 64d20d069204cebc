"""Text that is struck through and cells with only a colour, in all kinds of files alike."""

import re
import struct
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tables import marks
from tables.model import Remark, Tables
from tables.reading import read_tables
from tests.choosing import examples
from tests.tables import old_files
from tests.tables.files import docx, ods, ods_table, word_table, xlsx


@dataclass(frozen=True)
class Drawn:
    """A cell: words that are or are not struck through, and its colour."""

    words: tuple[tuple[str, bool], ...] = ()
    colour: str = ""

    @property
    def text(self) -> str:
        return " ".join(word for word, _ in self.words)

    @property
    def kept(self) -> str:
        return " ".join(word for word, struck in self.words if not struck)

    @property
    def wholly(self) -> bool:
        return bool(self.words) and not self.kept

    def runs(self) -> list[tuple[str, bool]]:
        """Its words with the spaces between them."""
        return [(word if place == 0 else f" {word}", struck) for place, (word, struck) in enumerate(self.words)]


Grid = list[list[Drawn]]
COLOURS = {"FF0000": 10, "00FF00": 17, "FFFF00": 13}  # and their numbers in the old form of Excel


def as_docx(grid: Grid) -> bytes:
    def cell(drawn: Drawn) -> str:
        shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{drawn.colour}"/></w:tcPr>' if drawn.colour else ""
        runs = "".join(
            f"<w:r><w:rPr>{'<w:strike/>' if struck else ''}</w:rPr><w:t>{text}</w:t></w:r>"
            for text, struck in drawn.runs()
        )
        return f"<w:tc>{shade}<w:p>{runs}</w:p></w:tc>"

    return docx(word_table(*("".join(map(cell, row)) for row in grid)))


def styles(drawn: Drawn) -> int:
    """The number of the style of a cell: struck through or not, with each colour."""
    return 2 * [*COLOURS, ""].index(drawn.colour) + drawn.wholly


def as_xlsx(grid: Grid) -> bytes:
    def cell(drawn: Drawn) -> str:
        if not drawn.words:
            return f"<c s='{styles(drawn)}'/>"
        if drawn.wholly:
            text = f"<t>{drawn.text}</t>"
        else:
            text = "".join(
                f"<r>{'<rPr><strike/></rPr>' if struck else ''}<t xml:space='preserve'>{part}</t></r>"
                for part, struck in drawn.runs()
            )
        return f"<c s='{styles(drawn)}' t='inlineStr'><is>{text}</is></c>"

    rows = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in grid)
    fills = "".join(
        f"<fill><patternFill patternType='{'solid' if fill else 'none'}'><fgColor rgb='FF{fill}'/></patternFill></fill>"
        for fill in [*COLOURS, ""]
    )
    xfs = "".join(f"<xf fontId='{font}' fillId='{fill}'/>" for fill in range(len(COLOURS) + 1) for font in (0, 1))
    return xlsx(
        f"<sheetData>{rows}</sheetData>",
        styles=f"<fonts><font/><font><strike/></font></fonts><fills>{fills}</fills><cellXfs>{xfs}</cellXfs>",
    )


def as_xls(grid: Grid) -> bytes:
    more = old_files.font() + old_files.font(struck=True)
    for fill in (*COLOURS.values(), 0):
        more += old_files.style(0, 0, fill) + old_files.style(1, 0, fill)
    texts, sheet = b"", b""
    count = 0
    for row, cells in enumerate(grid):
        for column, drawn in enumerate(cells):
            place = struct.pack("<HHH", row, column, styles(drawn))
            if not drawn.words:
                sheet += old_files.record(0x201, place)
                continue
            sheet += old_files.record(0xFD, place + struct.pack("<I", count))
            texts += rich_text(drawn)
            count += 1
    more += old_files.record(0xFC, struct.pack("<II", count, count) + texts)
    return old_files.xls(sheet, more=more)


def rich_text(drawn: Drawn) -> bytes:
    runs = [] if drawn.wholly else drawn.runs()
    changes = [("", False), *runs]
    at, found = 0, b""
    for (_, before), (text, struck) in pairwise(changes):
        if struck != before:
            found += struct.pack("<HH", at, int(struck))
        at += len(text)
    written = drawn.text.encode("utf-16-le")
    return struct.pack("<HBH", len(drawn.text), 9, len(found) // 4) + written + found


def as_ods(grid: Grid) -> bytes:
    def cell(drawn: Drawn) -> str:
        look = f"table:style-name='ce{styles(drawn)}'"
        if not drawn.words:
            return f"<table:table-cell {look}/>"
        spans = (
            drawn.text
            if drawn.wholly
            else "".join(
                f"<text:span text:style-name='{'T1' if struck else 'T2'}'>{text}</text:span>"
                for text, struck in drawn.runs()
            )
        )
        return f"<table:table-cell {look} office:value-type='string'><text:p>{spans}</text:p></table:table-cell>"

    looks = "".join(
        f"<style:style style:name='ce{2 * number + struck}' style:family='table-cell'>"
        f"<style:table-cell-properties fo:background-color='{'#' + fill if fill else 'transparent'}'/>"
        f"<style:text-properties style:text-line-through-style='{'solid' if struck else 'none'}'/></style:style>"
        for number, fill in enumerate([*COLOURS, ""])
        for struck in (0, 1)
    )
    looks += (
        "<style:style style:name='T1' style:family='text'><style:text-properties"
        " style:text-line-through-style='solid'/></style:style>"
    )
    rows = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in grid)
    return ods(ods_table(*rows), styles=looks)


WRITERS = {"plan.docx": as_docx, "plan.xlsx": as_xlsx, "plan.xls": as_xls, "plan.ods": as_ods}


def plain(*texts: str) -> list[Drawn]:
    return [Drawn(((text, False),)) if text else Drawn() for text in texts]


def struck(text: str) -> Drawn:
    return Drawn(((text, True),))


def read(grid: Grid, name: str) -> Tables:
    return read_tables(WRITERS[name](grid), filename=name)


HEADINGS = plain("Nr", "Wat", "Wie", "Status")
PLAN = [
    HEADINGS,
    [*plain("1"), Drawn((("Oud", True), ("Nieuw", False))), *plain("GGD", "loopt")],
    [*plain("2"), struck("Weg"), struck("VT"), struck("loopt")],
    [*plain("3"), struck("Weg"), *plain("VT", "loopt")],
    plain("4", "Gewoon", "GGD", "klaar"),
]


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_struck_through_is_left_out_and_told(name):
    found = read(PLAN, name)
    (table,) = found.tables
    assert [(row.texts, row.struck, [cell.struck for cell in row.cells if cell.struck]) for row in table.rows] == [
        (("Nr", "Wat", "Wie", "Status"), False, []),
        (("1", "Nieuw", "GGD", "loopt"), False, ["Oud"]),
        (("2", "Weg", "VT", "loopt"), True, []),
        (("3", "", "VT", "loopt"), False, ["Weg"]),
        (("4", "Gewoon", "GGD", "klaar"), False, []),
    ]
    assert found.remarks == (
        Remark(marks.WHOLLY, 1, 3),
        Remark(marks.STRUCK.format(text="Oud"), 1, 2),
        Remark(marks.STRUCK.format(text="Weg"), 1, 4),
    )


@pytest.mark.parametrize("name", WRITERS)
def test_many_rows_are_told_in_one_sentence(name):
    found = read([HEADINGS, *[[*plain("1"), struck("a"), struck("b"), Drawn()]] * 6, *[PLAN[1]] * 7], name)
    assert found.remarks == (
        Remark(marks.WHOLLY_ROWS.format(rows="2-7"), 1),
        Remark(marks.STRUCK_ROWS.format(rows="8-14"), 1),
    )


def painted(*colours: str) -> Grid:
    """A plan of which the cells under Status have only these colours."""
    return [HEADINGS, *([*plain("1", "Iets", "GGD"), Drawn((), colour)] for colour in colours)]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    ("grid", "columns"),
    [
        (painted("FF0000", "00FF00", "FF0000"), "kolom “Status”"),
        (painted("FF0000", "", "FF0000"), "kolom “Status”"),
        (painted("FF0000", "", ""), ""),  # one cell
        (painted("FF0000", "FF0000", "FF0000"), ""),  # a whole column, for its looks
        (
            [
                HEADINGS,
                *([Drawn((("x", False),), colour)] * 3 + [Drawn((), colour)] for colour in ["FF0000", "", "FF0000"]),
            ],
            "",
        ),  # rows with a colour each
        (
            [
                HEADINGS,
                *([*plain("1", "Iets"), Drawn((), "FF0000"), Drawn((), colour)] for colour in ["", "FF0000", ""]),
            ],
            "",
        ),
        (
            [
                HEADINGS,
                *(
                    [*plain("1", "Iets"), Drawn((), one), Drawn((), other)]
                    for one, other in [("FF0000", ""), ("", "FF0000")]
                ),
            ],
            "de kolommen “Wie” en “Status”",
        ),
    ],
)
def test_a_colour_alone_is_told_when_it_may_say_something(name, grid, columns):
    expected = (Remark(marks.COLOURS.format(columns=columns), 1),) if columns else ()
    assert read(grid, name).remarks == expected


words = st.lists(st.tuples(st.sampled_from(["aa", "bé", "cc", "2"]), st.booleans()), max_size=3).map(tuple)
cells = st.builds(Drawn, words, st.sampled_from([*COLOURS, ""]))
grids = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


@pytest.mark.parametrize("name", WRITERS)
@settings(deadline=None, max_examples=examples(100))
@given(grids)
@example([[struck("a"), Drawn()], plain("", "b")])
def test_only_what_is_in_force_is_read(name, grid):
    """Every word of every row is read, or struck through: then its row says so, and it is told."""
    grid = [plain(*["Kop"] * len(grid[0])), *grid]
    found = read(grid, name)
    (table,) = found.tables
    rows = {row.number: row for row in table.rows}
    told = {remark.row: remark.message for remark in found.remarks if remark.row}
    for number, drawn in enumerate(grid, start=1):
        texts = [cell.text for cell in drawn]
        kept = [cell.kept for cell in drawn]
        if not any(texts):
            assert number not in rows
            continue
        row = rows[number]
        left = [text for text in kept if text]
        place = next(place for place, text in enumerate(texts) if text)
        only_number = len(left) == 1 and kept[place] == texts[place] and not re.search("[a-z]", texts[place])
        wholly = texts != kept and (not left or only_number)
        assert (list(row.texts), row.struck) == (texts if wholly else kept, wholly)
        assert (number in told) == (texts != kept)
