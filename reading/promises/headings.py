"""What a column of a term list is about, by the words of its heading, in any order."""

import re
from collections.abc import Sequence

from reading.plans.texts import words

# The words of headings by meaning; a heading that begins with one of these, with more words after it, means it too.
WORDS = {
    "number": """
        nr | nummer | volgnr | volgnummer | kenmerk | registratienummer | zaaknummer | toezeggingnummer |
        toezeggingsnummer | motienummer | motie nr | toezegging nr | vraagnummer | code | id""",
    "kind": "soort | type | aard | categorie",
    "text": """
        toezegging | toezegging / vraag | vraag | vragen | motie | amendement | omschrijving | tekst |
        inhoud | wat | afspraak | toezeggingen | moties | strekking | dictum | omschrijving toezegging |
        tekst toezegging | raadsvraag""",
    "subject": "onderwerp | titel | thema | betreft | agendapunt",
    "council": "raad | gemeente | raad van | gemeenteraad",
    "on": """
        datum | datum toezegging | datum raad | datum vergadering | vergaderdatum | raadsvergadering |
        ingediend op | datum indiening | gedaan op | toegezegd op | datum raadsvergadering | datum motie |
        datum vraag | d.d.""",
    "holder": "portefeuillehouder | portefeuille | ph | pfh | wethouder | collegelid | bestuurder",
    "owed_by": """
        wie | actiehouder | behandelaar | verantwoordelijk | verantwoordelijke | afdeling | door wie |
        toegezegd door | wie antwoordt | uitvoerder | eigenaar | organisatie""",
    "due": """
        termijn | afdoening voor | afdoen voor | uiterlijk | uiterlijk op | deadline | streefdatum | gereed
        | planning | afdoeningstermijn | wanneer | afdoening uiterlijk | datum gereed | afhandelen voor |
        vervaldatum | uiterste datum""",
    "state": "stand | stand van zaken | status | voortgang",
    "answer": "antwoord | beantwoording | reactie | reactie college | afdoening | wijze van afdoening",
    "answered_on": "beantwoord op | datum antwoord | datum beantwoording",
    "closed_on": "afgedaan op | datum afdoening | datum afgedaan | afgehandeld op",
    "link": "link | vindplaats | url | bron | webadres | document | raadsinformatiesysteem",
}  # fmt: skip
_SIGNS = re.compile(r"[?:;.,()\[\]\"'*_/-]+")


def plain(text: str) -> str:
    """A text as headings are compared: `Afdoening vóór:` and `afdoening voor`."""
    text = words(text).replace("ó", "o").replace("é", "e")
    return " ".join(_SIGNS.sub(" ", text).split())


_EXACT = {plain(word): meaning for meaning, said in WORDS.items() for word in said.split("|")}
_LONGEST_FIRST = sorted(_EXACT, key=lambda word: -len(word))


def meaning_of(heading: str) -> str:
    """What a heading means; empty when it is not known."""
    text = plain(heading)
    if text in _EXACT:
        return _EXACT[text]
    if len(text) > 60:
        return ""
    return next((_EXACT[word] for word in _LONGEST_FIRST if text.startswith(f"{word} ")), "")


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """The column of each meaning: an exact heading before one that only begins so, and else the first."""
    found: dict[str, int] = {}
    for exactly in (True, False):
        for at, heading in enumerate(headings):
            is_exact = plain(heading) in _EXACT
            meaning = meaning_of(heading) if heading and is_exact == exactly else ""
            if meaning and meaning not in found:
                found[meaning] = at
    return found


def tells(columns: dict[str, int]) -> bool:
    """Whether these are the headings of a term list: what was asked, and at least one thing more."""
    return len(columns) > 1 and bool({"text", "subject"} & set(columns))
