"""Rows of a csv of any length, a few at a time."""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reading.figures import limits, messages
from reading.figures.rows import Row
from tables.delimited import delimiter_of
from tables.encoding import CONTROL, ENCODING, NUL, by_letters, is_utf_7, refuse_stray_start
from tables.model import Refused
from tables.reading import RICH_TEXT

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

CHUNK = 1024**2
SAMPLE = 64 * 1024
WEB = re.compile(r"\s*(?:<!doctype|<html|<head|<body|<table|<\?xml|<error|<meta|<script|<!--)", re.IGNORECASE)
OTHER_STARTS = (("%PDF-", messages.PDF), ("{\\rtf", RICH_TEXT))
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found: what its bytes are, before anybody reads it."""

    path: Path
    name: str
    sha256: str
    encoding: str
    start: str  # its first characters
    doubt: str = ""  # a sentence, when its encoding is not certain


def look_at(path: Path, name: str) -> Source:
    """The digest and the encoding of a file in one pass: UTF-8, UTF-16 with a mark, else what letters say; "" for none.

    Raises Refused for a file that is too large or cannot be opened.
    """
    digest = hashlib.sha256()
    try:
        if path.stat().st_size > limits.MAX_BYTES:
            raise Refused(messages.TOO_LARGE)
        with path.open("rb") as file:
            first = file.read(CHUNK)
            encoding = "utf-16" if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
            decoder = codecs.getincrementaldecoder(encoding)()
            chunk = first
            while chunk:
                digest.update(chunk)
                encoding = _checked(decoder, chunk, encoding)
                chunk = file.read(CHUNK)
    except OSError as error:
        raise Refused(messages.CANNOT_OPEN.format(name=name)) from error
    if b"\0" in first and encoding != "utf-16":
        encoding = ""
    if encoding == "utf-8-sig" and _is_cut_off(decoder):
        encoding = "cp1252"
    doubt = ""
    if encoding == "cp1252":
        found = by_letters(first)
        encoding, doubt = found.encoding or encoding, found.doubt
    start = first[:SAMPLE].decode(encoding, "replace") if encoding else ""
    refuse_stray_start(start)
    if is_utf_7(start):
        raise Refused(ENCODING)
    return Source(path, name, digest.hexdigest(), encoding, start, doubt)


def _checked(decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str) -> str:
    """The encoding, or the next one to try when this chunk is not in it."""
    if encoding not in ("utf-8-sig", "utf-16"):
        return encoding
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return "cp1252" if encoding == "utf-8-sig" else ""
    return encoding


def _is_cut_off(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return True
    return False


def csv_rows(source: Source) -> Iterator[Row]:
    """The records of a csv with `;`, `,`, tabs or `|`, numbered from 1. Raises Refused for what is no such text."""
    if not source.encoding or len(CONTROL.findall(source.start)) > len(source.start) / 100:
        raise Refused(ENCODING)
    for start, message in OTHER_STARTS:
        if source.start.startswith(start):
            raise Refused(message)
    if WEB.match(source.start):
        raise Refused(messages.ERROR_PAGE)
    own = SEPARATOR_LINE.match(source.start)
    delimiter = own[1] if own else _delimiter(source.start)
    # Whatever Windows-1252 has no sign for is left in the text, where it is no letter that anything is called by.
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        if own:
            file.readline()
        yield from _records(csv.reader(file, delimiter=delimiter), delimiter)


def _delimiter(start: str) -> str:
    """The delimiter, by the whole lines of the beginning."""
    text = start.replace("\r\n", "\n").replace("\r", "\n")
    if len(start) >= SAMPLE // 4 and "\n" in text:
        text = text[: text.rindex("\n")]
    if "\0" in text:
        raise Refused(NUL)
    return delimiter_of(text.rstrip("\n") + "\n")


def _records(reader: "CsvReader", delimiter: str) -> Iterator[Row]:
    """The records; refused when a stray quotation mark makes several of them one."""
    number, line = 0, 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = NUL if "NUL" in str(error) else messages.LONG_CELL.format(row=number)
            raise Refused(message) from error
        if not record:
            line = reader.line_num
            continue
        if reader.line_num > line + 1 and any("\n" in cell and delimiter in cell for cell in record):
            raise Refused(messages.OPEN_QUOTE.format(row=number))
        line = reader.line_num
        if len(record) > limits.MAX_COLUMNS or max(map(len, record), default=0) > limits.MAX_CELL:
            raise Refused(messages.LONG_CELL.format(row=number))
        yield number, record
