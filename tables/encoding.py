"""Bytes of a text file to text, in the encodings that Dutch spreadsheets write."""

import re

from tables.model import Refused

ENCODING = "De tekens van dit bestand zijn niet te lezen; sla het in Excel op als “CSV UTF-8” of als .xlsx."
NUL = "Deze tekst bevat NUL-tekens en is dus geen gewone tekst; sla de tabel op als .xlsx of als “CSV UTF-8”."
CONTROL = re.compile("[\x01-\x08\x0e-\x1f]")

# What letters with accents look like when they were read in another encoding: "cari‰s", "financiÃ«le", "â‚¬ 100".
GARBLED = re.compile("(?<=[^\\W\\d_])(?:[‚‰‹„Šˆ¢£]|Ã[^\\w\\s])(?=[^\\W\\d_])|â‚¬|Ã[«¯©¨¶¼]|\ufffd")


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with a byte order mark, else Windows-1252. Refused when it is none of these, or not text."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = _from_windows(data) if not utf_16 else ""
    if "\0" in text:
        raise Refused(NUL)
    if not text or len(CONTROL.findall(text[:100_000])) > len(text[:100_000]) / 100:
        raise Refused(ENCODING)
    return text


def _from_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
