"""Whether a text names a person where a role was asked. A warning, never a refusal: a portfolio has capitals too."""

import re

_BETWEEN = r"(?:(?:van|de|der|den|het|ten|ter|te|'t|el|al) )*"
_INITIALS = re.compile(rf"\b(?:[A-Z]\.\s?)+{_BETWEEN}[A-Z][\w'-]+")
_TITLED = re.compile(
    r"\b(?:wethouder|burgemeester|raadslid|mevrouw|mevr\.?|mw\.?|dhr\.?|de heer|meneer|heer)\s+"
    rf"{_BETWEEN}([A-Z][\w'-]+)",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"[A-Z][a-zë'é-]+ {_BETWEEN}[A-Z][a-zë'é-]+")  # `Anna de Vries`, and nothing beside it
PORTFOLIO = frozenset(
    """zorg jeugd jeugdzorg jeugdhulp wmo welzijn onderwijs financiën financien sociaal sociale veiligheid wonen sport
    cultuur participatie werk maatschappelijke maatschappelijk volksgezondheid gezondheid openbare inkomen domein
    college raad commissie gemeente gemeenteraad veilig huiselijk en van voor""".split()
)


def person_in(text: str) -> str:
    """The part of a text that looks like the name of a person; empty when nothing does."""
    if found := _INITIALS.search(text):
        return found.group()
    for found in _TITLED.finditer(text):
        if found[1][0].isupper() and found[1].casefold() not in PORTFOLIO:
            return found.group()
    whole = _WHOLE.fullmatch(text.strip())
    return text.strip() if whole and not PORTFOLIO & set(text.casefold().split()) else ""
