"""What WeasyPrint leaves out of the tags of a PDF, added before it is written. The parts are pydyf's, named as in PDF.

Pictures without a text and what stands in the margins are decoration (an artifact), the contents are a table of
contents (TOC) whose links have a name, each heading of a table says which cells it is for, and the metadata name the
language.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

LANGUAGE = (
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language><rdf:Bag>'
    b"<rdf:li>nl</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF>"
)
CONTENTS = {"/LBody": "/Reference", "/LI": "/TOCI", "/L": "/TOC"}  # a list of links is one: what its parts are there


def complete(pdf: Any, names: Mapping[str, str]) -> None:
    """Complete the tags of a PDF; `names`: for each target of a link, the words of the link."""
    _label_pages(pdf)
    _name_language(pdf)
    for element in _elements(pdf):
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if _is_in_head(element, pdf) else "/Row"
        elif element["S"] == "/Link":
            _name_link(element, pdf, names)
        elif element["S"] == "/Figure" and "Alt" not in element:
            _at(pdf, element["P"])["K"].remove(element.reference)
    _set_apart(pdf)


def _label_pages(pdf: Any) -> None:
    labels = pydyf.Dictionary({"S": "/D"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, labels])})


def _name_language(pdf: Any) -> None:
    metadata = _at(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(b"</rdf:RDF>", LANGUAGE) for part in metadata.stream]


def _elements(pdf: Any) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"]


def _is_in_head(element: Any, pdf: Any) -> bool:
    while "P" in element:
        element = _at(pdf, element["P"])
        if element.get("S") == "/THead":
            return True
    return False


def _name_link(link: Any, pdf: Any, names: Mapping[str, str]) -> None:
    """Give a link the words it shows, and name the list that it is in after what it is: the contents."""
    parts = [_at(pdf, kid) for kid in link["K"] if isinstance(kid, bytes)]
    for annotation in [_at(pdf, part["Obj"]) for part in parts if part.get("Type") == "/OBJR"]:
        target = annotation["Contents"].string
        annotation["Contents"] = pydyf.String(names.get(target, target))
    while "P" in link:
        link = _at(pdf, link["P"])
        if link.get("S") in CONTENTS:
            link["S"] = CONTENTS[link["S"]]


def _set_apart(pdf: Any) -> None:
    """Make an artifact of each part of a page that no element of the tree holds."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    held = set(_under(pdf, root))
    places = iter(_at(pdf, root["ParentTree"])["Nums"])
    by_page = [parents for _key, parents in zip(places, places, strict=True) if isinstance(parents, pydyf.Array)]
    for page, parents in zip(pdf.page_references, by_page, strict=True):
        loose = {mark for mark, parent in enumerate(parents) if parent not in held}
        for mark in loose:
            parents[mark] = b"null"
        _mark_as_artifacts(_at(pdf, _at(pdf, page)["Contents"]), loose)


def _under(pdf: Any, element: Any) -> Iterator[bytes]:
    yield element.reference
    for kid in element.get("K", []):
        if isinstance(kid, bytes) and _at(pdf, kid).get("Type") == "/StructElem":
            yield from _under(pdf, _at(pdf, kid))


def _mark_as_artifacts(content: Any, marks: set[int]) -> None:
    """In the operators of a page, a tag and its properties stand before BDC."""
    for at, operator in enumerate(content.stream):
        if operator == b"BDC" and content.stream[at - 1].get("MCID") in marks:
            content.stream[at - 2] = "/Artifact"
            content.stream[at - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _at(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]
