"""Damage done to whole files: each number gives one file, the same every time."""

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz.seeds import SEEDS
from tests.tables.files import zipped

TAG = re.compile(r"<[^<>]+>")
ELEMENT = re.compile(r"<([\w:]+)\b[^<>]*>[^<>]*</\1>")
NUMBER = re.compile(r"\d+")
VALUE = re.compile(r'"[^"<>]*"')
WORDS = re.compile(r">[^<>]+<")
NUMBERS = [
    "-1",
    "0",
    "",
    " ",
    "1e400",
    "-1e-400",
    "NaN",
    "Infinity",
    "999999999",
    "99999999999999999999",
    "9" * 5000,
    "٣",
    "²",
    "½",
    "1048577",
    "0x1F",
    "1,5",
    "1.5.5",
    "1_0",
]
TEXTS = [
    "", " ", "\n", "\t", ";", '"', '""', "'", "=1+1", "#REF!", "\ufeff", "\u202e", "\U0001f600", "İ", "ß", "ŉ", "\xa0",
    "e\u0301" * 50, "•" * 500, "- " * 500, "<li>" * 200, "(" * 300, "9" * 300, "1-" * 300, "i.s.m. " * 100, "0,0." * 99,
    "31-02-2026", "Q5 2026", "week 54 2026", "2026-2025", "€ -5", "€ 1e9", "PM" * 99, "x" * 3000, "Totaal", "zie actie",
    "Actielijn 1", "Thema: x", "Q1 2025 t/m", "tot en met " * 50, "€ " * 200, "2025: " * 100, "per jaar " * 80,
    "2099999999Q1", "_x0000_", "_xD800_", "%s %(text)s {0} {name}", "jan" * 90, "1/2/3/4/5", "00:00", "1 januari 0000",
]  # fmt: skip
ENTITIES = ["&#0;", "&#xD800;", "&#x10FFFF;", "&x;", "&amp;", "<!-- -->", "<![CDATA[x]]>", "<?php x?>"]
EXTENSIONS = ["docx", "xlsx", "ods", "csv", "txt", "tsv", "json", "pdf", "doc", "", "XLSX", "csv.exe", "html"]
BOMB = '<!DOCTYPE l [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ENCODINGS = [
    "utf-16-le",
    "utf-16-be",
    "utf-16",
    "utf-32",
    "utf-32-le",
    "utf-7",
    "cp1252",
    "cp437",
    "mac-roman",
    "cp037",
]
JUNK = [
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x00",
    b"\x1b[0m",
    b"warning: x\n",
    b"<br><b>Error</b>\n",
    b"\x1f\x8b",
    b"PK",
    b"{",
    b"[" * 2000,
    b"sep=;\n",
    b"sep=\n",
    b"\n" * 50,
]

Random = random.Random


def cut(data: bytes, by: Random) -> bytes:
    return data[: by.randrange(len(data) + 1)]


def without_piece(data: bytes, by: Random) -> bytes:
    start = by.randrange(len(data) + 1)
    return data[:start] + data[start + by.randrange(1, 200) :]


def flipped(data: bytes, by: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(by.choice([1, 1, 3, 20]) if changed else 0):
        changed[by.randrange(len(changed))] = by.randrange(256)
    return bytes(changed)


def doubled(data: bytes, by: Random) -> bytes:
    start = by.randrange(len(data) + 1)
    piece = data[start : start + by.randrange(1, 300)]
    return data[:start] + piece * by.choice([2, 2, 50, 2000]) + data[start:]


def led(data: bytes, by: Random) -> bytes:
    return by.choice(JUNK) * by.choice([1, 1, 2, 3]) + data


def trailed(data: bytes, by: Random) -> bytes:
    return data + by.choice(JUNK) * by.choice([1, 1, 2, 3])


def recoded(data: bytes, by: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(by.choice(ENCODINGS), "replace")


def with_odd_bytes(data: bytes, by: Random) -> bytes:
    place = by.randrange(len(data) + 1)
    return (
        data[:place] + by.choice([b"\0", b"\xff", b"\x1a", b"\r", b"\x85", b"\xed\xa0\x80", b"\xc0\x80"]) + data[place:]
    )


def with_odd_text(data: bytes, by: Random) -> bytes:
    """A cell of a csv, a value of JSON or a word that is something else."""
    text = data.decode("utf-8", "replace")
    pieces = list(re.finditer(by.choice([r'[^";|\t\n<>]+', r"\d+", r'"[^"]*"']), text))
    if pieces:
        piece = by.choice(pieces)
        text = text[: piece.start()] + by.choice([*TEXTS, *NUMBERS]) + text[piece.end() :]
    return text.encode("utf-8", "replace")


def shuffled(data: bytes, by: Random) -> bytes:
    lines = data.split(b"\n")
    by.shuffle(lines)
    return b"\n".join(lines)


def marks(data: bytes, by: Random) -> bytes:
    mark = by.choice(
        ["•", "<li>", ";", '"', "(", "9", "i.s.m. ", " ", "\n", "- ", "{", "[", '{"a":', "\t", "|", "'", ","]
    )
    return data + (mark * by.choice([100, 5000])).encode()


PLAIN: list[Callable[[bytes, Random], bytes]] = [
    cut, without_piece, flipped, doubled, led, trailed, recoded, with_odd_bytes, with_odd_text, with_odd_text,
    with_odd_text, with_odd_text, shuffled, marks,
]  # fmt: skip


# --- What is in a zip ---


def _once(pattern: re.Pattern[str], by: Random, made: Callable[[str], str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        one = by.choice(found)
        return text[: one.start()] + made(one[0]) + text[one.end() :]

    return change


def changed_xml(text: str, by: Random) -> str:
    """Some XML with one thing changed in it."""
    return by.choice(
        [
            _once(TAG, by, lambda _: ""),
            _once(TAG, by, lambda tag: tag * by.choice([2, 200])),
            _once(ELEMENT, by, lambda _: ""),
            _once(ELEMENT, by, lambda element: element * by.choice([2, 300])),
            _once(NUMBER, by, lambda _: by.choice(NUMBERS)),
            _once(NUMBER, by, lambda _: by.choice(NUMBERS)),
            _once(VALUE, by, lambda _: f'"{by.choice(["A1:XFD1048576", "A0", "ZZZ9", "restart", "true", *NUMBERS])}"'),
            _once(WORDS, by, lambda _: f">{by.choice(ENTITIES)}<"),
            _once(WORDS, by, lambda _: ">" + by.choice(TEXTS).replace("<", "&lt;") + "<"),
            _once(WORDS, by, lambda _: ">" + by.choice(TEXTS).replace("<", "&lt;") + "<"),
            lambda whole: WORDS.sub("><", whole),  # every table without text
            lambda whole: re.sub(r"<(w:tc|c|table:table-cell)\b.*?</\1>", "", whole, flags=re.DOTALL),
            lambda whole: re.sub(r"<(w:tr|row|table:table-row)\b.*?</\1>", "", whole, flags=re.DOTALL),
            _once(ELEMENT, by, lambda element: "<x>" * 200 + element + "</x>" * 200),
            lambda whole: BOMB + whole,
            lambda whole: f'<?xml version="1.0" encoding="{by.choice(["utf-7", "utf-16", "x", "ascii"])}"?>' + whole,
        ]
    )(text)


def changed_zip(data: bytes, by: Random) -> bytes:
    """A zip with one or more parts changed, swapped, left out or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(by.choice([1, 1, 2, 4])):
        name, other = by.choice(list(parts)), by.choice(list(parts))
        how = by.randrange(10)
        if how == 0:
            parts[name], parts[other] = parts[other], parts[name]
        elif how == 1 and len(parts) > 1:
            del parts[name]
        elif how == 2:
            parts[name] = by.choice(PLAIN)(parts[name], by)
        elif how == 3:
            parts[by.choice(["xl/vbaProject.bin", "../x", "word/document.XML", "a\\b", "x" * 300])] = b"x"
        else:
            parts[name] = changed_xml(parts[name].decode("utf-8", "replace"), by).encode("utf-8", "replace")
    return zipped(parts)


def damaged(number: int, seed: int = 0) -> tuple[str, bytes]:
    """The name and the bytes of the damaged file with this number."""
    by = random.Random(seed * 1_000_003 + number)
    name, data = SEEDS[number % len(SEEDS)]
    is_zip = data.startswith(b"PK")
    for _ in range(by.choice([1, 1, 1, 2, 3])):
        if is_zip and data.startswith(b"PK") and by.random() < 0.85:
            try:
                data = changed_zip(data, by)
                continue
            except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, OSError, EOFError, struct.error):
                pass
        data = by.choice(PLAIN[:9] if is_zip else PLAIN)(data, by)
    if by.random() < 0.05:
        name = f"{name.partition('.')[0]}.{by.choice(EXTENSIONS)}"
    return name, data
