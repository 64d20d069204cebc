"""Bytes of a text file to text, in the encodings that Dutch spreadsheets write.

UTF-8 and UTF-16 show themselves. Windows, Mac and DOS write one byte for each letter, and any bytes are a text in each
of them: which one it was, the letters say that come out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tables.model import Refused

ENCODING = "De tekens van dit bestand zijn niet te lezen; sla het in Excel op als “CSV UTF-8” of als .xlsx."
NUL = "Deze tekst bevat NUL-tekens en is dus geen gewone tekst; sla de tabel op als .xlsx of als “CSV UTF-8”."
STRAY_START = (
    "Voor de eerste regel staan tekens die er niet horen; open het bestand in Excel en sla het op als “CSV UTF-8” of"
    " als .xlsx."
)
DOUBT = (
    "Het is niet zeker met welke tekens dit bestand is opgeslagen: “{read}” kan ook “{other}” zijn. Klopt het niet, sla"
    " het bestand dan op als “CSV UTF-8” of als .xlsx."
)
CONTROL = re.compile("[\x01-\x08\x0e-\x1f]")
# A second byte order mark (also one that was read as Windows-1252), control characters, what is invisible or unknown.
STRAY = re.compile("[\x01-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffd-\uffff]|ï»¿|þÿ|ÿþ")
UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{3,400}-?")  # "é" is "+AOk-" there
# What Dutch texts have that UTF-7 writes so: letters with accents, typographic signs, the euro.
DUTCH = re.compile("[\u00a0-\u017f\u2010-\u2044\u20ac]")

# What letters with accents look like when they were read in another encoding: "cari‰s", "financiÃ«le", "â‚¬ 100".
GARBLED = re.compile("(?<=[^\\W\\d_])(?:[‚‰‹„Šˆ¢£]|Ã[^\\w\\s])(?=[^\\W\\d_])|â‚¬|Ã[«¯©¨¶¼]|\ufffd")


ENCODINGS = ("cp1252", "mac_roman", "cp858")  # the first wins when two fit equally well
LOOKED_AT = 2_000  # letters beyond ASCII
ENOUGH = 6  # points for letters that fit, before an encoding other than that of Windows is beyond doubt
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# Where Dutch texts have letters with accents and signs: with one character before them and two after.
OFTEN = re.compile(
    "[A-Za-zéëïöü][ëéïöüèê](?![A-Z])|[a-z]ç[aou]|[^A-Za-z]é(?![A-Z])|[A-Z][ËÉÏÖ](?![a-z])|[^A-Za-z]É[A-Za-zéë]"
)
SOMETIMES = re.compile(
    "[A-Za-z][áâäóô](?![A-Z])|[^0-9]à(?![A-Za-z])|[^A-Za-z]ö(?![A-Z])|[A-Z][ÈÜÇÄ](?![a-z])|[^A-Za-z][ËÖÜ][A-Za-zéë]"
    "|[A-Za-z]’|[^A-Za-z]‘[A-Za-z0-9]|[^A-Za-z][“„][^ ]|[^ ]”(?![A-Za-z])|[^A-Za-z][–—•·](?![A-Za-z])|[^A-Za-z]•"
    "|[A-Za-z .]…(?![A-Za-z])|[^A-Za-z]€(?![A-Za-z])|[^A-Za-z][½¼¾²³°µ×±§]|.\u00a0|[A-Za-z][²³®™©](?![A-Za-z])",
    re.DOTALL,
)
NEITHER = re.compile("[ŠšŽžíìîúùûñßøåæœ]")  # letters of names
BETWEEN = ' \t\r\n;,|"'  # words
NEITHER = re.compile("[ŠšŽžíìîúùûñßøåæœ]")  # letters of names


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what must be told when its encoding is not certain."""

    text: str
    encoding: str = ""
    read: str = ""  # a word as it was read; "" when there is no doubt
    other: str = ""  # what it may be as well

    @property
    def doubt(self) -> str:
        """The sentence that tells the doubt; "" when there is none."""
        return DOUBT.format(read=self.read, other=self.other) if self.read else ""


def decoded(data: bytes) -> Decoded:
    """UTF-8, UTF-16 with a byte order mark, else what the letters say. Refused when it is none, or not text."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        found = Decoded(data.decode("utf-16" if utf_16 else "utf-8-sig"))
    except UnicodeDecodeError:
        found = by_letters(data) if not utf_16 else Decoded("")
    text = found.text
    if "\0" in text:
        raise Refused(NUL)
    if not text or is_utf_7(text) or len(CONTROL.findall(text[:100_000])) > len(text[:100_000]) / 100:
        raise Refused(ENCODING)
    refuse_stray_start(text)
    return found


def by_letters(data: bytes) -> Decoded:
    """The text in the encoding in which most letters fit; "" when they fit in none. For one byte a letter."""
    texts: dict[str, str] = {}
    for encoding in ENCODINGS:
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:  # not all bytes are a letter in Windows-1252
            continue
    scores = {encoding: sum(map(_fit, _places(text))) for encoding, text in texts.items()}
    best, *others = sorted(scores, key=lambda encoding: -scores[encoding])
    windows = ENCODINGS[0]
    if scores[best] <= 0:
        if windows not in texts:
            return Decoded("")
        best, others = windows, [encoding for encoding in texts if encoding != windows]
    if scores[best] >= ENOUGH or (best == windows and scores[best] >= 0):
        return Decoded(texts[best], best)
    other = texts[windows if windows in others else others[0]]
    place = next(BEYOND_ASCII.finditer(other)).start()
    return Decoded(texts[best], best, _word(texts[best], place), _word(other, place))


def _places(text: str) -> Iterator[str]:
    """What stands around each letter beyond ASCII: one character before it, two after."""
    for found in islice(BEYOND_ASCII.finditer(text), LOOKED_AT):
        place = found.start()
        yield (text[place - 1] if place else " ") + text[place : place + 3]


def _fit(place: str) -> int:
    """Points for a letter in its place."""
    if OFTEN.match(place):
        return 2
    if SOMETIMES.match(place):
        return 1
    return 0 if NEITHER.match(place, 1) else -1


def _word(text: str, place: int) -> str:
    """The word around a place."""
    start = max(text.rfind(sign, 0, place) for sign in BETWEEN) + 1
    ends = [end for sign in BETWEEN if (end := text.find(sign, place + 1)) >= 0]
    return text[max(start, place - 30) : min([*ends, place + 30])].strip()


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
