"""Reading a PDF back with pikepdf: its structure and its text."""

import re
from collections.abc import Container, Iterator
from typing import Any

import pikepdf


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop(0)
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting[:0] = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/OBJR"]


def of_kind(pdf: pikepdf.Pdf, *kinds: str) -> list[Any]:
    """The structure elements of these kinds (`H1`, `Figure`)."""
    return [element for element in elements(pdf) if str(element.S).removeprefix("/") in kinds]


def text(pdf: pikepdf.Pdf, held: Container[tuple[tuple[int, int], int]] | None = None) -> str:
    """What stands on the pages, by the Unicode maps of the fonts; white space made single.

    With `held`: only what is marked so, as the number of the object of a page and of the mark on it.
    """
    found = []
    for page in pdf.pages:
        maps = {name: _unicode_map(font) for name, font in page.Resources.Font.items()}
        current: dict[str, str] = {}
        mark = -1
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                mark = int(operands[1].get("/MCID", -1))
            if str(operator) == "Tf":
                current = maps[str(operands[0])]
            elif held is not None and (page.obj.objgen, mark) not in held:
                continue
            elif str(operator) in ("TJ", "Tj"):
                parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                found += [_decoded(bytes(part), current) for part in parts if isinstance(part, pikepdf.String)]
            elif str(operator) == "ET":
                found.append(" ")
    return " ".join("".join(found).split())


def _decoded(shown: bytes, mapping: dict[str, str]) -> str:
    codes = [shown[at : at + 2].hex() for at in range(0, len(shown), 2)]
    return "".join(mapping.get(code, "?") for code in codes)


def _unicode_map(font: Any) -> dict[str, str]:
    source = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", source)
    return {code.lower(): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}
