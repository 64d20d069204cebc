"""What people write of one step of a decision: `vastgesteld 14-11-2024`, `aangehouden tot maart 2027`.

An outcome, a moment, and behind a colon what belongs to it. What is not understood is said, never guessed.
"""

import re
from dataclasses import dataclass

from reading.days import When, bare, read_when
from reading.plans.texts import words

# Codes by what people write; the longest that fits counts.
OUTCOMES = {
    **dict.fromkeys(
        ("gewijzigd vastgesteld", "geamendeerd vastgesteld", "gewijzigd", "geamendeerd"), "adopted_amended"
    ),
    **dict.fromkeys(
        (
            f"{first} met {last}" if turned else f"met {last} {first}"
            for first in ("vastgesteld", "aangenomen")
            for last in ("wijziging", "wijzigingen", "amendement", "amendementen", "een amendement")
            for turned in (True, False)
        ),
        "adopted_amended",
    ),
    **dict.fromkeys(("gewijzigd aangenomen", "geamendeerd aangenomen"), "adopted_amended"),
    **dict.fromkeys(("vastgesteld", "ongewijzigd vastgesteld", "aangenomen", "akkoord", "ingestemd"), "adopted"),
    **dict.fromkeys(("unaniem vastgesteld", "unaniem aangenomen", "ongewijzigd aangenomen"), "adopted"),
    **dict.fromkeys(("aangehouden", "uitgesteld", "verdaagd"), "deferred"),
    **dict.fromkeys(("verworpen", "afgewezen", "niet vastgesteld", "niet aangenomen"), "rejected"),
    **dict.fromkeys(("ter kennisname", "ter kennisgeving", "ter kennisneming", "kennisgenomen"), "for_information"),
    **dict.fromkeys(("gedaan", "gehouden", "uitgebracht", "ingediend", "geadviseerd", "behandeld"), "done"),
    **dict.fromkeys(("niet van toepassing", "nvt", "n.v.t.", "n.v.t"), "not_applicable"),
    **dict.fromkeys(("onbekend", "niet bekend", "?"), "unknown"),
    **dict.fromkeys(("voorgelegd", "aangeboden", "geagendeerd"), "submitted"),
    **dict.fromkeys(("gepland", "staat gepland", "verwacht"), "planned"),
}
_OUTCOME = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(OUTCOMES, key=len, reverse=True)))})(?![\w.])")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """What was written. `left` is what was not understood; empty when all was."""

    code: str = ""
    when: When | None = None
    until: When | None = None  # behind `tot`
    text: str = ""  # what stands behind the colon
    link: str = ""
    left: str = ""


def read_outcome(text: str) -> Outcome:
    """What a cell says."""
    link = _LINK.search(text)
    if link:
        text = text[: link.start()] + text[link.end() :]
    head, _colon, behind = text.partition(":")
    told = words(head).strip(" ;,.") if words(head) not in OUTCOMES else words(head)
    found = _OUTCOME.match(told)
    rest = told[found.end() :] if found else told
    first, _until, last = f" {rest} ".partition(" tot ")
    first, last = (bare(part.strip(" ,;()-")) for part in (first, last))
    when, until = read_when(first) if first else None, read_when(last) if last else None
    is_read = bool(found) and bool(when) == bool(first) and bool(until) == bool(last or _until)
    return Outcome(
        code=OUTCOMES[found.group()] if found else "",
        when=when,
        until=until,
        text=" ".join(behind.split()),
        link=link.group().rstrip(".,;") if link else "",
        left="" if is_read else head.strip() or text.strip(),
    )
