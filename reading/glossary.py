"""Office words of plans and councils, explained in plain Dutch: one place, for every page that uses them."""

import re
from collections.abc import Container

EXPLAINED = {
    "dekking": "het geld waarmee de kosten worden betaald, en waar dat vandaan komt",
    "DUVO": "decentralisatie-uitkering vrouwenopvang: geld van het Rijk voor centrumgemeenten",
    "regiovisie": "het plan waarin gemeenten van een regio samen zeggen wat zij willen bereiken",
    "centrumgemeente": "krijgt geld van het Rijk voor een taak in meer gemeenten, en regelt die taak ook voor hen",
    "ketenpartner": "een organisatie waar gemeenten in deze aanpak mee samenwerken, zoals de politie",
    "voorgelegd": "het voorstel is gegeven aan wie erover beslist; dat is nog geen besluit",
    "ter kennisname": "de raad krijgt het stuk te lezen en besluit er niet over",
    "zienswijze": "de mening van een raad over een voorstel waar een ander over beslist",
    "intentieverklaring": "een stuk waarin partijen zeggen wat zij samen willen doen; het is geen besluit",
}
ENDINGS = {
    "dekking": "(?:en|sbron(?:nen)?|splan)?",
    "regiovisie": "s?",
    "centrumgemeente": "n?",
    "ketenpartner": "s?",
    "zienswijze": "n?",
    "intentieverklaring": "(?:en)?",
}
FOUND = {
    word: re.compile(rf"(?<![\w-]){re.escape(word)}{ENDINGS.get(word, '')}(?![\w-])", re.IGNORECASE)
    for word in EXPLAINED
}


def explained(text: str, *, known: Container[str] = ()) -> dict[str, str]:
    """The office words of a text with what they mean, in the order of the glossary; without those already known."""
    return {word: meaning for word, meaning in EXPLAINED.items() if word not in known and FOUND[word].search(text)}
