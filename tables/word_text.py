"""The text of Word paragraphs and cells as the reader of the document sees it (ECMA-376 part 1, chapter 17).

Deleted text of tracked changes is left out and inserted text is read; notes and hidden text are left out, and so are
the grey hints of empty content controls ("Klik om tekst in te voeren"). A text box follows the paragraph it hangs on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tables.markup import attribute
from tables.text import clean

# Not in the text itself; "del" and "moveFrom" are deleted by tracked changes.
SKIPPED = {
    *{"del", "moveFrom", "delText", "instrText", "drawing", "pict", "object", "txbxContent", "Fallback", "rt"},
    *{"pPr", "rPr", "tcPr", "trPr", "tblPr", "tblPrEx", "tblGrid", "sdtPr", "sdtEndPr", "fldChar"},
}
NEVER_BOXES = {"del", "moveFrom", "pPr", "rPr", "tcPr", "trPr", "tblPr", "sdtPr"}
BULLET = "• "
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class StyleMarks:
    """The ids of styles that say something of the text in a cell."""

    struck: frozenset[str] = frozenset()  # struck through
    lists: frozenset[str] = frozenset()  # of the items of a list


PLAIN = StyleMarks()


def is_on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def value(element: Element, path: str) -> str:
    """What a property says; "" when it is not there."""
    found = element.find(path)
    return "" if found is None else attribute(found, "val") or ""


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


def paragraph_text(paragraph: Element, without_struck: StyleMarks | None = None) -> str:
    """The text of one paragraph, with its line breaks; with styles: without what is struck through."""
    return clean("".join(_runs(paragraph, without_struck.struck if without_struck else None)))


def cell_text(cell: Element, styles: StyleMarks = PLAIN, *, without_struck: bool = False) -> str:
    """The text of a cell, each paragraph on its own line; of a table in it each row on its own line.

    Two or more items of a list begin with a bullet, so that they remain apart. `without_struck`: without what is struck
    through.
    """
    leave_out = styles.struck if without_struck else None
    lines: list[tuple[str, bool]] = []  # and whether it is an item
    begun = ""  # of a paragraph whose end was deleted by a tracked change: the next one goes on in it
    for block in blocks(cell):
        if block.tag == "tbl":
            lines += [(row, False) for row in _nested_rows(block, styles, without_struck=without_struck)]
            continue
        begun += "".join(_runs(block, leave_out))
        if _mark_is_deleted(block):
            continue
        lines.append((begun, _is_item(block, styles)))
        lines += [(cell_text(box, styles, without_struck=without_struck), False) for box in boxes(block)]
        begun = ""
    lines.append((begun, False))
    several = sum(is_item and bool(line.strip()) for line, is_item in lines) > 1
    return clean("\n".join(BULLET + line if is_item and several and line.strip() else line for line, is_item in lines))


def boxes(element: Element) -> Iterator[Element]:
    """What stands in the text boxes that hang on a paragraph, each once."""
    return iter(()) if element.find(".//txbxContent") is None else _boxes(element)


def _boxes(element: Element) -> Iterator[Element]:
    """What Word draws ("Choice") and what older programs draw instead of it ("Fallback") is the same text."""
    for part in element:
        if part.tag == "txbxContent":
            yield part
        elif part.tag == "AlternateContent":
            chosen = part.find("Choice")
            yield from _boxes(part if chosen is None else chosen)
        elif part.tag not in NEVER_BOXES:
            yield from _boxes(part)


def has_table(cell: Element) -> bool:
    """Whether there is a table with text in it in a cell."""
    for block in blocks(cell):
        if block.tag == "tbl":
            if any(_nested_rows(block, PLAIN, without_struck=False)):
                return True
        elif any(map(has_table, boxes(block))):
            return True
    return False


def is_bold(paragraph: Element) -> bool:
    """Whether all its text was made bold."""
    runs = [run for run in paragraph.iter("r") if "".join(_runs(run)).strip()]
    return bool(runs) and all(is_on(run.find("rPr/b")) for run in runs)


def _nested_rows(table: Element, styles: StyleMarks, *, without_struck: bool) -> Iterator[str]:
    for row in inside(table, "tr"):
        texts = (cell_text(cell, styles, without_struck=without_struck) for cell in inside(row, "tc"))
        yield " | ".join(filter(None, texts))


def _runs(element: Element, leave_out: frozenset[str] | None = None) -> Iterator[str]:
    """The pieces of text; `leave_out`: the styles of what is struck through, when that must be left out."""
    struck = leave_out is not None and value(element, "pPr/pStyle") in leave_out
    return _pieces(element, leave_out, struck=struck)


def _pieces(element: Element, leave_out: frozenset[str] | None, *, struck: bool) -> Iterator[str]:
    for part in element:
        if part.tag == "t":
            yield part.text or ""
        elif part.tag in SIGNS:
            yield SIGNS[part.tag]
        elif part.tag in SKIPPED or _is_hint(part) or _is_hidden(part):
            continue
        elif leave_out is None or part.tag != "r" or not _is_struck(part, leave_out, struck=struck):
            yield from _pieces(part, leave_out, struck=struck)


def _is_struck(run: Element, styles: frozenset[str], *, struck: bool) -> bool:
    """Whether a run is struck through: by itself, by its style, or as its paragraph (`struck`)."""
    own = [line for name in ("strike", "dstrike") if (line := run.find(f"rPr/{name}")) is not None]
    if own:
        return any(map(is_on, own))
    return struck or value(run, "rPr/rStyle") in styles


def _is_item(paragraph: Element, styles: StyleMarks) -> bool:
    """Whether a paragraph is an item of a list of Word, by itself or by its style."""
    properties = paragraph.find("pPr")
    if properties is None:
        return False
    own = properties.find("numPr/numId")
    if own is not None:
        return attribute(own, "val") != "0"
    return bool(styles.lists) and value(properties, "pStyle") in styles.lists


def _is_hint(part: Element) -> bool:
    return part.tag == "sdt" and is_on(part.find("sdtPr/showingPlcHdr"))


def _is_hidden(part: Element) -> bool:
    return part.tag == "r" and is_on(part.find("rPr/vanish"))


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether its end was deleted by a tracked change: the next paragraph goes on in it."""
    return paragraph.find("pPr/rPr/del") is not None
