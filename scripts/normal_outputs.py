"""Brings outputs of the portal into a form that can be compared: without what differs each time, files unpacked."""

import hashlib
import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable

import pikepdf

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CHANCE: list[tuple[re.Pattern[str], str]] = [  # what is other each time, and what stands for it
    (re.compile(r'(name="csrfmiddlewaretoken" value=")\w+'), r"\1(token)"),
    (re.compile(r'("X-CSRFToken": ?")\w+', re.IGNORECASE), r"\1(token)"),
    (re.compile(r"""(nonce="|'nonce-)[^"']*"""), r"\1(nonce)"),
    (re.compile(UUID), "(uuid)"),
    (re.compile(r'(value="[\w.-]+):\w{6}:[\w-]{43}"'), r'\1:(time):(signature)"'),  # Django's signing with a time
    (re.compile(r"(/static/[\w./-]+?)\.[0-9a-f]{12}(\.\w+)"), r"\1\2"),
]
MADE_AT = re.compile(  # in docProps/core.xml of docx and xlsx, and meta.xml of ods
    r"(<(dcterms:created|dcterms:modified|meta:creation-date|dc:date)\b[^>]*>)[^<]*"
)
STYLESHEET = re.compile(r'[ \t]*<link rel="stylesheet" href="/static/[^>]*>\n?')
SPACE = re.compile(r"[ \t\r\n\f]+")
AS_WRITTEN = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL)
BLOCKS = (
    "html head meta title link script style body header footer main nav section article aside search div p ul ol li dl "
    "dt dd table caption colgroup col thead tbody tfoot tr th td form fieldset legend details summary h1 h2 h3 h4 "
    "h5 h6 hr br figure figcaption blockquote option optgroup select template svg g rect line path circle polyline "
    "polygon defs desc"
)
AROUND_BLOCK = re.compile(rf" ?(<!doctype[^>]*>|</?(?:{'|'.join(BLOCKS.split())})\b[^>]*>) ?")
BEFORE_END = re.compile(r" (/?>)")

Parts = dict[str, str]


def parts_of(content: bytes) -> Parts:
    """An output as named texts: one for a page or csv, one per part of an office file, structure and text of a PDF."""
    if content.startswith(b"PK\x03\x04"):
        return _unzipped(content)
    if content.startswith(b"%PDF"):
        return _pdf(content)
    return {"": _text(content)}


def without_chance(text: str) -> str:
    """A text without tokens, nonces, random keys and hashes in names of static files."""
    for pattern, instead in CHANCE:
        text = pattern.sub(instead, text)
    return text


def without_stylesheets(text: str) -> str:
    """A page without its links to our own style sheets."""
    return STYLESHEET.sub("", text)


def laid_out(markup: str) -> str:
    """Markup with white space that a browser does not show taken out: runs are one, and none stands around a block.

    Space between words and elements within a line stays; so does everything within pre, textarea and script.
    """
    pieces = AS_WRITTEN.split(markup)  # between, as written, its tag, between, ...
    for place in range(0, len(pieces), 3):
        one = SPACE.sub(" ", pieces[place])
        pieces[place] = BEFORE_END.sub(r"\1", AROUND_BLOCK.sub(r"\1", one))
    del pieces[2::3]
    return "".join(pieces).strip()


def _text(content: bytes) -> str:
    try:
        return without_chance(content.decode("utf-8"))
    except UnicodeDecodeError:
        return f"(binary, {len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()})"


def _unzipped(content: bytes) -> Parts:
    """The parts of an office file in their order, without times of the archive and of making."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        texts = {name: MADE_AT.sub(r"\1(time)", _text(archive.read(name))) for name in names}
    return {"(order)": "\n".join(names), **texts}


def _pdf(content: bytes) -> Parts:
    """A PDF written out object by object, without when and as which copy it was made; its text when a tool is here."""
    parts = {"(objects)": _objects(content)}
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
        parts["(text)"] = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    return parts


def _objects(content: bytes) -> str:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for key in ("/CreationDate", "/ModDate"):
            if key in document.docinfo:
                del document.docinfo[key]
        for each in document.objects:
            if isinstance(each, pikepdf.Stream) and "/Length1" in each:
                each.write(_timeless_font(each.read_bytes()))
        document.save(
            written,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    text = written.getvalue().decode("latin-1")
    return re.sub(r"(<xmp:(?:CreateDate|ModifyDate)>)[^<]*", r"\1(time)", without_chance(text))


def _timeless_font(font: bytes) -> bytes:
    """A TrueType font without when it was cut down, and the sums over that: OpenType's table `head`."""
    changed = bytearray(font)
    for entry in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        tag, _sum, start, _length = struct.unpack_from(">4sIII", font, entry)
        if tag == b"head":
            for first, last in ((entry + 4, entry + 8), (start + 8, start + 12), (start + 28, start + 36)):
                changed[first:last] = bytes(last - first)
    return bytes(changed)


def is_markup(kind: str) -> bool:
    """Whether white space in an output of this content type may be mere layout."""
    return kind.startswith(("text/html", "image/svg"))


def same(first: Parts, second: Parts, change: Callable[[str], str]) -> bool:
    """Whether all parts are equal after a change to each."""
    return list(first) == list(second) and all(change(first[name]) == change(second[name]) for name in first)


def lines_of(text: str) -> list[str]:
    """A text in lines that a diff can show: markup is also cut between its tags."""
    return text.replace("><", ">\n<").splitlines(keepends=False)
