"""Bytes of a text file to text, in the encodings that Dutch spreadsheets write."""

import re

from tables.model import Refused

ENCODING = "De tekens van dit bestand zijn niet te lezen; sla het in Excel op als “CSV UTF-8” of als .xlsx."
NUL = "Deze tekst bevat NUL-tekens en is dus geen gewone tekst; sla de tabel op als .xlsx of als “CSV UTF-8”."
STRAY_START = (
    "Voor de eerste regel staan tekens die er niet horen; open het bestand in Excel en sla het op als “CSV UTF-8” of"
    " als .xlsx."
)
CONTROL = re.compile("[\x01-\x08\x0e-\x1f]")
# A second byte order mark (also one that was read as Windows-1252), control characters, what is invisible or unknown.
STRAY = re.compile("[\x01-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffd-\uffff]|ï»¿|þÿ|ÿþ")
UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{3,400}-?")  # "é" is "+AOk-" there
# What Dutch texts have that UTF-7 writes so: letters with accents, typographic signs, the euro.
DUTCH = re.compile("[\u00a0-\u017f\u2010-\u2044\u20ac]")

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
    if not text or is_utf_7(text) or len(CONTROL.findall(text[:100_000])) > len(text[:100_000]) / 100:
        raise Refused(ENCODING)
    refuse_stray_start(text)
    return text


def refuse_stray_start(text: str) -> None:
    """Refuse a text that begins with signs that are no text: they would end up in the first heading unseen."""
    if STRAY.match(text):
        raise Refused(STRAY_START)


def is_utf_7(text: str) -> bool:
    """Whether a text that was read as another encoding is UTF-7, in which "financiële" is "financi+AOs-le"."""
    return text.isascii() and ("+/v8" in text[:8] or any(map(_is_coded, UTF_7.findall(text))))


def _is_coded(piece: str) -> bool:
    try:
        signs = piece.encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return False
    return bool(DUTCH.search(signs)) and all(sign.isascii() or DUTCH.match(sign) for sign in signs)


def _from_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
