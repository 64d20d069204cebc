"""When two names of a topic are the same: case, accents and signs do not count, nor "Totaal" and "Aantal"."""

import re
import unicodedata

from reading.figures.areas import squashed

AROUND = re.compile(
    r"^(?:(?:totaal|totale?n?)\b[:\s]*(?=\S)|(?:het )?aantal\s+(?=\S))+|[\s:,(]*\btotaal\)?$", re.IGNORECASE
)
TOTAL = "totaal"
TOTALS = frozenset({TOTAL, "totalen", "alle", "allen", "alles", "total"})


def plain_name(text: str) -> str:
    """A name without case, accents, signs, and the words that only say that it is a number or a total.

    "Totaal afgeronde onderzoeken" is "Afgeronde onderzoeken"; "Vervolgmelding: totaal" is "Vervolgmelding".
    """
    text = " ".join(text.split())
    return _bare(AROUND.sub("", text)) or _bare(text)


def is_total(name: str, category: str) -> bool:
    """Whether a category is all of its dimension: "Totaal", or "Totaal aard van het geweld" of that dimension."""
    word = _bare(category)
    if word in TOTALS:
        return True
    rest = word.removeprefix(TOTAL) if word.startswith(TOTAL) else ""
    return bool(rest) and (rest in _bare(name) or _bare(name) in rest)


def _bare(text: str) -> str:
    """Letters and figures only, without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return squashed("".join(letter for letter in apart if not unicodedata.combining(letter)))
