"""Labels and codes of areas in files, to the codes of the portal.

StatLine puts the level behind a name: "Groningen (PV)", "Groningen (VT)", "Groningen (gemeente)", all in one column.
A name that fits more than one area is never guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

COUNTRY, PART, PROVINCE, VEILIG_THUIS, MUNICIPALITY = "NL", "LD", "PV", "VT", "GM"
LEVELS = {
    **{"ld": PART, "landsdeel": PART, "pv": PROVINCE, "provincie": PROVINCE, "prov": PROVINCE, "land": COUNTRY},
    **{"vt": VEILIG_THUIS, "veiligthuis": VEILIG_THUIS, "veiligthuisregio": VEILIG_THUIS, "vtregio": VEILIG_THUIS},
    **{"gm": MUNICIPALITY, "gemeente": MUNICIPALITY, "gem": MUNICIPALITY},
}
CODE = re.compile(r"(NL|LD|PV|VT|GM)\d{2,4}")
NUMBER = re.compile(r"[0-9]{1,4}")
SUFFIX = re.compile(r"(.+?) *\(([^()]+)\)")
PREFIX = re.compile(r"(gemeente|gem\.?|provincie|prov\.?) +(.+)", re.IGNORECASE)
PREFIXES = {"g": MUNICIPALITY, "p": PROVINCE}
# What a delivery calls the whole region it is about, alone or with the name of that region behind or before it.
TOTALS = frozenset(
    {
        "totaal",
        "totaalgeneraal",
        "eindtotaal",
        "regiototaal",
        "totaalregio",
        "heleregio",
        "regio",
        "deregio",
        "onzeregio",
    }
    | {
        "totaalderegio",
        "geheleregio",
        "alleregios",
        "allegemeenten",
        "totaalgemeenten",
        "totaalallegemeenten",
        "vtregio",
    }
    | {"totaalvtregio", "totaalveiligthuis", "veiligthuistotaal", "werkgebied", "totaalwerkgebied", "regioalsgeheel"}
)
AROUND_TOTAL = ("totaalregio", "totaal", "regiototaal", "heleregio", "regio", "veiligthuisregio", "veiligthuis", "vt")


def squashed(text: str) -> str:
    """A label without case, spaces and signs: "Noord- en Midden Limburg" is "Noord- en Midden-Limburg"."""
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area that figures may be about, with all names that files use for it."""

    code: str
    name: str
    names: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Place:
    """The area that a cell is about."""

    code: str
    label: str


@dataclass(slots=True)
class KnownAreas:
    """All areas that figures may be about, found by code or by label."""

    by_code: Mapping[str, KnownArea]
    by_label: Mapping[str, frozenset[str]] = field(init=False)
    whole: str = ""  # the code of the region that own deliveries are about, when that is known before reading

    def __init__(self, areas: Iterable[KnownArea], *, whole: str = "") -> None:
        self.whole = whole
        self.by_code = {area.code: area for area in areas}
        labels: dict[str, set[str]] = defaultdict(set)
        for area in self.by_code.values():
            for name in {area.name, *area.names}:
                labels[squashed(name)].add(area.code)
        self.by_label = {label: frozenset(codes) for label, codes in labels.items()}

    def find(self, text: str, *, level: str = "") -> Place | None:
        """The area with this code or label; None when there is none, or more than one.

        `level`: the only one that the heading above it allows ("Gemeente"), or "".
        """
        text = " ".join(text.split())
        if level == MUNICIPALITY and NUMBER.fullmatch(text):
            text = f"GM{int(text):04}"
        if CODE.fullmatch(text.upper()):
            area = self.by_code.get(text.upper())
            return Place(area.code, area.name) if area and level in ("", area.level) else None
        codes = self.candidates(text)
        if level:
            codes = {code for code in codes if code.startswith(level)}
        return Place(codes.pop(), text) if len(codes) == 1 else None

    def whole_in(self, words: str) -> str:
        """The code of the one Veilig Thuis region that words above a table or the name of its file name; else ""."""
        text = squashed(words)
        named = [area for area in self.by_code.values() if area.level == VEILIG_THUIS and self._longest(area, text)]
        longest = max((self._longest(area, text) for area in named), default=0)
        found = [area.code for area in named if self._longest(area, text) == longest]
        return found[0] if len(found) == 1 else ""

    def find_whole(self, text: str, whole: str) -> Place | None:
        """The region of a delivery, when a row calls it "Totaal regio", or by a name with such words around it."""
        label = squashed(text)
        area = self.by_code.get(whole)
        if area is None or not label:
            return None
        names = {squashed(name) for name in (area.name, *area.names)}
        around = {f"{word}{name}" for word in AROUND_TOTAL for name in names}
        around |= {f"{name}{word}" for word in AROUND_TOTAL for name in names}
        names = set() if any(code.startswith(MUNICIPALITY) for code in self.candidates(text)) else names
        return Place(whole, " ".join(text.split())) if label in TOTALS | names | around | {squashed(whole)} else None

    @staticmethod
    def _longest(area: KnownArea, text: str) -> int:
        return max((len(name) for each in (area.name, *area.names) if (name := squashed(each)) in text), default=0)

    def candidates(self, label: str) -> set[str]:
        """The codes of all areas that a label may mean."""
        label = " ".join(label.split())
        if (match := SUFFIX.fullmatch(label)) and (suffix := LEVELS.get(squashed(match[2]))):
            codes = self.by_label.get(squashed(match[1]), frozenset())
            exact = self.by_label.get(squashed(label), frozenset())
            return {code for code in codes | exact if code.startswith(suffix)}
        found = self.by_label.get(squashed(label), frozenset())
        if not found and (match := PREFIX.fullmatch(label)):
            codes = self.by_label.get(squashed(match[2]), frozenset())
            return {code for code in codes if code.startswith(PREFIXES[match[1][0].lower()])}
        return set(found)
