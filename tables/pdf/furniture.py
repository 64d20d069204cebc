"""What stands on page after page around the text: headers, footers and numbers of pages are no part of the plan."""

import re
from collections import Counter
from collections.abc import Sequence

from tables.pdf.lines import Line
from tables.pdf.parts import Part, Sheet

EDGE = 0.14  # of the height of a page: above and below, where headers and footers stand
OFTEN = 0.3  # of the pages: what stands there so often (left and right pages may differ)
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"(?:[-–|]\s*)?(?:(?:pagina|blad(?:zijde)?|pag\.?|page|p\.)\s*)?\d{1,4}(?:\s*(?:van|/|of|\|)\s*\d{1,4})?(?:\s*[-–|])?",
    re.IGNORECASE,
)


def without_furniture(sheets: Sequence[Sheet]) -> None:
    """Take headers, footers and numbers of pages off the sheets."""
    lines = Counter(key for sheet in sheets for key in {_line_key(sheet, line) for line in sheet.loose})
    parts = Counter(key for sheet in sheets for key in {_part_key(part) for part in sheet.parts})
    least = max(2, OFTEN * len(sheets))
    for sheet in sheets:
        sheet.loose = [line for line in sheet.loose if not _is_furniture(sheet, line, lines, least)]
        sheet.parts = [
            part
            for part in sheet.parts
            if not (parts[_part_key(part)] >= least and _at_edge(sheet, part.top, part.bottom))
        ]


def _is_furniture(sheet: Sheet, line: Line, often: Counter[tuple[str, int]], least: float) -> bool:
    if not _at_edge(sheet, line.y - line.size, line.y):
        return False
    return bool(PAGE_NUMBER.fullmatch(line.text)) or often[_line_key(sheet, line)] >= least


def _line_key(sheet: Sheet, line: Line) -> tuple[str, int]:
    """What a line says apart from numbers, and about how far from the nearer edge it stands."""
    from_edge = line.y if line.y < sheet.height / 2 else sheet.height - line.y + 10_000
    return DIGITS.sub("#", line.text), round(from_edge / 4)


def _part_key(part: Part) -> tuple[str, int]:
    return DIGITS.sub("#", "\n".join(part.texts)), round(part.top / 4)


def _at_edge(sheet: Sheet, top: float, bottom: float) -> bool:
    return bottom <= EDGE * sheet.height or top >= (1 - EDGE) * sheet.height
