"""The text of Word paragraphs and cells as the reader of the document sees it (ECMA-376 part 1, chapter 17).

Deleted text of tracked changes is left out and inserted text is read; text boxes, notes and hidden text are left out,
and so are the grey hints of empty content controls ("Klik om tekst in te voeren").
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tables.markup import attribute
from tables.text import clean

# Not in the text itself; "del" and "moveFrom" are deleted by tracked changes.
SKIPPED = {
    *{"del", "moveFrom", "delText", "instrText", "drawing", "pict", "object", "txbxContent", "Fallback", "rt"},
    *{"pPr", "rPr", "tcPr", "trPr", "tblPr", "tblPrEx", "tblGrid", "sdtPr", "sdtEndPr", "fldChar"},
}
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def is_on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and tables of a cell or document, also those in content controls and insertions."""
    for part in element:
        if part.tag in ("p", "tbl"):
            yield part
        elif part.tag not in SKIPPED and not _is_hint(part):
            yield from blocks(part)


def inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls and insertions."""
    for part in element:
        if part.tag == name:
            yield part
        elif part.tag not in SKIPPED:
            yield from inside(part, name)


def paragraph_text(paragraph: Element) -> str:
    """The text of one paragraph, with its line breaks."""
    return clean("".join(_runs(paragraph)))


def cell_text(cell: Element) -> str:
    """The text of a cell, each paragraph on its own line; of a table in it each row on its own line."""
    text = ""
    for block in blocks(cell):
        if block.tag == "tbl":
            text += "".join(f"{row}\n" for row in _nested_rows(block))
        else:
            text += "".join(_runs(block)) + ("" if _mark_is_deleted(block) else "\n")
    return clean(text)


def is_bold(paragraph: Element) -> bool:
    """Whether all its text was made bold."""
    runs = [run for run in paragraph.iter("r") if "".join(_runs(run)).strip()]
    return bool(runs) and all(is_on(run.find("rPr/b")) for run in runs)


def _nested_rows(table: Element) -> Iterator[str]:
    for row in inside(table, "tr"):
        yield " | ".join(text for cell in inside(row, "tc") if (text := cell_text(cell)))


def _runs(element: Element) -> Iterator[str]:
    for part in element:
        if part.tag == "t":
            yield part.text or ""
        elif part.tag in SIGNS:
            yield SIGNS[part.tag]
        elif part.tag not in SKIPPED and not _is_hint(part) and not _is_hidden(part):
            yield from _runs(part)


def _is_hint(part: Element) -> bool:
    return part.tag == "sdt" and is_on(part.find("sdtPr/showingPlcHdr"))


def _is_hidden(part: Element) -> bool:
    return part.tag == "r" and is_on(part.find("rPr/vanish"))


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether its end was deleted by a tracked change: the next paragraph goes on in it."""
    return paragraph.find("pPr/rPr/del") is not None
