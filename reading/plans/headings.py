"""Recognises what a column is about by its heading: by meaning, in any words that plans use, also as a question.

Every rule gives a score; the highest wins. Two meanings with the same score are no meaning: the user chooses.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reading.plans.heading_words import EITHER, EXACT, FOUND, NO_PLACE, NO_PLACE_INSIDE, TOGETHER
from reading.plans.lexer import one_of
from reading.plans.texts import words
from reading.vocabulary import Per

WEAK = 50  # a score below this is a guess, and told
SIGNS = r"""[?:;.,()\[\]/&+"'€*-]"""
YEAR = re.compile(r"(?<!\d)(20[1-4]\d)(?!\d)")
QUARTERS = re.compile(r"\b(?:q|k)[1-4]\b|\bkwartaal [1-4]\b")
THOUSANDS = re.compile(
    r"[x*]\s*(?:€|eur|euro)?\s*(?:1[. ]?000\b(?![.,]\d)|duizend)|(?:€|eur|euro)\s+[x*]\s+1[. ]?000\b|"
    r"in\s+duizend(?:en|tallen)?\b|\(\s*(?:in\s+)?(?:k\s?€|€\s?k)\s*\)|in\s+(?:k\s?€|€\s?k)|(?:€|euro)\s*1\.000\b\)"
)
PER_YEAR = re.compile(r"\b(?:per jaar|p\.?\s?j\b|jaarlijkse?|structurele?|structureel|per jr)")
ONCE = re.compile(r"\b(?:eenmalige?|éénmalige?|incidentele?|incidenteel)\b")
SEVERAL_YEARS = re.compile(r"\be\.?v\b|en verder|\bvanaf\b|t/m|tot en met|\btot\b")
FIRST = ("theme", "how", "goals")  # of `EITHER`: "Project" says better what is done than "Prestatie"
SURE = 100  # score of an exact heading
ONLY_A_YEAR = 30  # score of a heading such as "2025": its cells decide whether these are costs
LONGEST = 70  # signs: what is longer is no heading
_FOUND = [
    ("", 95, re.compile(rf"\b(?:{one_of(NO_PLACE_INSIDE)})\b")),
    *((field, score, re.compile(pattern)) for field, score, pattern in FOUND),
]


def _by_heading(table: Mapping[str, str]) -> dict[str, str]:
    return {heading: field for field, headings in table.items() for heading in one_of(headings).split("|")}


_EXACT = {**_by_heading({"": NO_PLACE, **EXACT}), **dict.fromkeys(one_of(EITHER["goals"]).split("|"), "what")}
_EITHER = _by_heading(EITHER)
_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST_WORDS = {word[0] for heading in _EXACT if (word := _LETTERS.search(heading))} | {
    *("per", "jaarlijks", "jaarlijkse", "structureel", "structurele", "eenmalig", "eenmalige", "incidenteel"),
    *("incidentele", "éénmalig", "éénmalige"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means. `field` is "" when it has no place in the portal or when several fit equally well."""

    heading: str
    field: str = ""
    score: int = 0
    others: tuple[str, ...] = ()  # the fields between which the user must choose
    year: int | None = None
    thousands: bool = False
    per: Per | None = None
    otherwise: str = ""  # what it is when another column of the table has this field

    @property
    def known(self) -> bool:
        """Whether the heading is in our vocabulary, also when the portal has no place for it."""
        return self.score > 0


def means(heading: str) -> Meaning:
    """What the heading of a column means."""
    return _means(heading) if len(heading) <= 2 * LONGEST else Meaning(heading)


@functools.lru_cache(maxsize=5_000)  # each cell of a table may be a heading
def _means(heading: str) -> Meaning:
    text = words(heading).replace("_", " ")
    if not text or len(text) > LONGEST or QUARTERS.search(text):
        return Meaning(heading)
    years = {int(year) for year in YEAR.findall(text)}
    year = years.pop() if len(years) == 1 and not SEVERAL_YEARS.search(text) else None
    thousands = in_thousands(text)
    bare = THOUSANDS.sub(" ", YEAR.sub(" ", text))
    per = Per.YEAR if PER_YEAR.search(bare) else Per.ONCE if ONCE.search(bare) else None
    base = _base(bare)
    found = _scores(base, _base(re.sub(r"\(.*?\)", " ", bare)))
    if year and base in ("", "€", "euro", "eur"):
        return Meaning(heading, "cost", ONLY_A_YEAR, year=year, thousands=thousands)
    best = max(found.values(), default=0)
    fields = sorted(field for field, score in found.items() if score == best)
    field = fields[0] if len(fields) == 1 else TOGETHER.get(frozenset(fields), "")
    if not year and not base and "€" in text:
        field, best = "cost", SURE  # "€", "(x € 1.000)"
    if field == "goals" and year:
        best = min(best, WEAK - 1)  # "Resultaten 2024" may be what was achieved
    others = () if field else tuple(one for one in fields if one)
    otherwise = _EITHER.get(base, "") if field == "what" else ""
    per = per if field in ("cost", "total") else None
    return Meaning(heading, field, best, others, year, thousands, per, otherwise)


def settled(meanings: Sequence[Meaning]) -> list[Meaning]:
    """The meanings of all columns of a table: "Mijlpaal" is what is done, but beside "Actie" it is a goal; a guess."""
    either = [place for place, meaning in enumerate(meanings) if meaning.otherwise]
    if not any(meaning.field == "what" and not meaning.otherwise for meaning in meanings) and either:
        either.remove(min(either, key=lambda place: FIRST.index(meanings[place].otherwise)))
    return [
        replace(meaning, field=meaning.otherwise, score=WEAK - 1) if place in either else meaning
        for place, meaning in enumerate(meanings)
    ]


def may_be_exact(text: str) -> bool:
    """Whether a text begins with the first word of a heading that we know, at a glance; else it is none as a whole."""
    first = _LETTERS.search(text)
    return not first or first[0] in _FIRST_WORDS


def in_thousands(text: str) -> bool:
    """Whether a heading or a line above a table says that amounts are in thousands: `(x € 1.000)`."""
    return bool(THOUSANDS.search(words(text)))


def _base(text: str) -> str:
    """A heading without punctuation: `Wat gaan we doen?`, `Nr.`, `Doel / resultaat`."""
    return " ".join(re.sub(rf"{SIGNS}+(?=\s|$)|(?<=\s){SIGNS}+|[/&+()]", " ", f" {text} ").split())


def _scores(base: str, main: str) -> dict[str, int]:
    """The score of each field that fits; `main` is the heading without what stands in brackets."""
    for text in (base, main, *(" ".join(pattern.sub(" ", base).split()) for pattern in (PER_YEAR, ONCE))):
        if text in _EXACT:
            return {_EXACT[text]: SURE}
    parts = [part for part in re.split(r"\s+(?:en|of)\s+|\s+", base) if part in _EXACT]
    whole = len(parts) > 1 and len(" ".join(parts)) >= len(re.sub(r"\s+(?:en|of)\s+", " ", base))
    if whole:
        return {_EXACT[part]: SURE for part in parts}
    scores: dict[str, int] = {}
    for field, score, pattern in _FOUND:
        if pattern.search(main or base) or (not scores and pattern.search(base)):
            scores[field] = max(scores.get(field, 0), score)
    return scores
