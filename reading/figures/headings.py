"""What the columns of a table with figures are, by their headings."""

import re
from typing import NamedTuple

from reading.figures.areas import MUNICIPALITY, PROVINCE, VEILIG_THUIS, squashed

AREA, AREA_CODE, PERIOD, PERIOD_CODE, YEAR, PART = "area", "area_code", "period", "period_code", "year", "part"
TOPIC, UNIT, VALUE, ORIGINAL, STATUS, REASON = "topic", "unit", "value", "original", "status", "reason"
TABLE, TITLE, ACCURACY, SOURCE, IGNORED = "table", "title", "accuracy", "source", "ignored"
NAME, CATEGORY = "name", "category"  # a dimension in two columns: what it is called, and which category

# By heading without case and signs. Dutch and English tables of CBS, both versions of OData, and deliveries.
KNOWN = {
    AREA: "regios regio regions region regionaam gebied gebieden gebiednaam gebiedsnaam gemeente gemeenten gemeentenaam"
    " woongemeente naamgemeente veiligthuisregio veiligthuisregios vtregio provincie provincies regioenlandelijk"
    " municipality gemeenteregio regioofgemeente regiogemeente woonplaatsgemeente",
    AREA_CODE: "regiocode gebiedcode gebiedscode gemeentecode gmcode cbscode regionscode codegemeente gemcode",
    PERIOD: "perioden periode periods period periodelabel tijdvak verslagperiode periodenaam rapportageperiode",
    PERIOD_CODE: "periodecode periodencode periodscode",
    YEAR: "jaar verslagjaar kalenderjaar year jaartal",
    PART: "maand kwartaal halfjaar maanden kwartalen maandkwartaal month quarter maandnaam week weeknummer dag datum",
    TOPIC: "onderwerp onderwerpen topic topics measure meting indicator indicatortitel soortcijfer",
    UNIT: "eenheid unit meeteenheid",
    VALUE: "waarde value cijfer getal",
    ORIGINAL: "waardeorigineel stringvalue",
    STATUS: "status periodestatus cijferstatus",
    REASON: "ontbreektreden valueattribute reden waardereden",
    TABLE: "tabelid tabel tabelnummer table",
    TITLE: "tabeltitel titel",
    ACCURACY: "nauwkeurigheid",
    SOURCE: "bron source",
    IGNORED: "id bronurl url regiotype opmerking opmerkingen toelichting rij volgnummer geraadpleegdop"
    " duiding aanlevering",
}
ROLES = {heading: role for role, headings in KNOWN.items() for heading in headings.split()}
AREA_LEVELS = {
    **{"gemeentenaam": MUNICIPALITY, "woongemeente": MUNICIPALITY, "naamgemeente": MUNICIPALITY},
    **{"gemeente": MUNICIPALITY, "gemeenten": MUNICIPALITY, "municipality": MUNICIPALITY, "gmcode": MUNICIPALITY},
    **{"gemeentecode": MUNICIPALITY, "codegemeente": MUNICIPALITY, "gemcode": MUNICIPALITY},
    **{"provincie": PROVINCE, "provincies": PROVINCE, "veiligthuisregio": VEILIG_THUIS, "vtregio": VEILIG_THUIS},
    **{"veiligthuisregios": VEILIG_THUIS},
}
WIDTHS = {MUNICIPALITY: 0, VEILIG_THUIS: 2, PROVINCE: 3}  # other headings, such as "Regio's": 1
NUMBERED = ("leeftijd", "postcode", "wijk", "buurt", "nummer", "code", "volgnr")
PERSONAL = frozenset(
    "bsn burgerservicenummer geboortedatum voornaam achternaam casusnummer clientnummer cliëntnummer dossiernummer"
    " naamclient naamcliënt telefoonnummer".split()
)
TOPIC_KEY = re.compile(r"[A-Za-z]\w*_\d{1,4}")  # OntvangenMeldingen_1: a topic of OData version 3
DIMENSION_PAIR = re.compile(r"kenmerk(\d*)(naam)?")
TABLE_ID = re.compile(r"(?<![0-9A-Za-z])(\d{5}(?:NED|ENG))(?![0-9A-Za-z])", re.IGNORECASE)
UNIT_BEHIND = re.compile(r"(.*\S)\s+(\((?:[^()]|\([^()]*\))*\))", re.DOTALL)
PERCENTS = frozenset({"%", "procent", "percentage", "percentages", "pct", "perc."})
COUNTS = re.compile(r"aantal(?!.* per )|number(?!.* per )|stuks|personen|meldingen|adviezen|casussen|zaken|gezinnen")
BARE_UNIT = re.compile(
    r"aantal.*|%.*|in %.*|procent|x 1 ?\.?000.*|per 1.*|1 ?\.?000 euro|mln .*|euro|number|jaar|ha|km.*|index.*"
)


LONGEST_UNIT_HEADING = 500  # signs: in a longer heading no unit is looked for


class Topic(NamedTuple):
    """A topic from a heading: its own words, the groups above it with it, and its unit."""

    title: str
    path: str
    unit: str


def role_of(heading: str) -> str:
    """What a column with this heading holds; "" for a dimension or a topic."""
    squeezed = squashed(heading)
    if match := DIMENSION_PAIR.fullmatch(squeezed):
        return f"{NAME if match[2] else CATEGORY}{match[1]}"
    return ROLES.get(squeezed, "")


def width_of(heading: str) -> int:
    """How wide the meaning of a column is: "Gemeente" is narrower than "Regio", "Maand" than "Kwartaal"."""
    if role_of(heading) == PART:
        return "MQH".find(part_of(heading)) if part_of(heading) else -1
    return WIDTHS.get(level_of(heading), 1)


def part_of(heading: str) -> str:
    """What a number in a column beside the year is: M, Q or H; "" for what is no part that figures have, as a week."""
    squeezed = squashed(heading)
    if squeezed.startswith(("kwarta", "quarter")):
        return "Q"
    return "M" if squeezed.startswith(("maand", "month")) else "H" if squeezed.startswith("halfjaar") else ""


def is_numbered(heading: str) -> bool:
    """Whether the numbers in a column are names of categories: ages are no figures."""
    return squashed(heading).startswith(NUMBERED)


def is_about_a_person(heading: str) -> bool:
    """Whether a column holds something of one person. Such a file is no table of figures."""
    return squashed(heading) in PERSONAL


def level_of(heading: str) -> str:
    """The only level of area that a column with this heading may hold, or ""."""
    return AREA_LEVELS.get(squashed(heading), "")


def table_in(text: str) -> str | None:
    """The number of a table of CBS in a title, an address or the name of a file; None for none or several."""
    found = {match.upper() for match in TABLE_ID.findall(text.replace("_", " "))}
    return found.pop() if len(found) == 1 else None


def topic_in(heading: str, *, any_unit: bool) -> Topic:
    """A heading such as "Bevolking/Leeftijd/Jonger dan 20 jaar (aantal)" taken apart.

    `any_unit`: whatever stands in brackets at the end is the unit, as CBS writes it; else only words that are one.
    """
    text = " ".join(heading.split())
    unit = ""
    short = len(text) <= LONGEST_UNIT_HEADING
    if short and (match := UNIT_BEHIND.fullmatch(text)) and (any_unit or is_unit(match[2][1:-1])):
        text, unit = match[1], match[2][1:-1].strip()
    return Topic(title_of(text), text, unit)


def title_of(path: str) -> str:
    """The last part of a path: "Groep/Ontvangen meldingen". A stroke before a small letter is part of a name."""
    parts = re.split(r"/(?=[^a-z\s])", path)
    return parts[-1].strip() or path


def is_unit(text: str) -> bool:
    """Whether these words are a unit."""
    return bool(BARE_UNIT.fullmatch(text.strip().lower()))


def is_count(unit: str) -> bool:
    """Whether the unit counts things, so that its figures have no decimals."""
    return bool(COUNTS.match(unit.lower()))


def words_of_key(key: str) -> str:
    """The title in a key of OData: "OntvangenMeldingen_1" is "Ontvangen meldingen"."""
    words = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^A-Z_]+|[A-Z]", re.sub(r"_\d+$", "", key))
    return " ".join(word if word.isupper() or not index else word.lower() for index, word in enumerate(words))
