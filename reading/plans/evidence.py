"""What a text says of the cell it stands in: is it a heading, or a value under one? And does it fit its column?"""

import functools
import re
from enum import IntEnum

from reading.plans.choices import read_status
from reading.plans.headings import ONLY_A_YEAR, QUARTERS, SURE, Meaning, may_be_exact, means
from reading.plans.lexer import one_of
from reading.plans.money import read_money
from reading.plans.planning import read_planning
from reading.plans.texts import words
from reading.vocabulary import CostKind
from tables.model import Cell

LONGEST = 70  # signs: what is longer is no heading
LABELLED = re.compile(r"[^:]{2,30}:\s*(?=[^\s(])(.+)")  # "Trekker: GGD"
TIMES = frozenset({"planning", "start", "end"})
AMOUNTS = frozenset({"cost", "total", "amount", "amount_max"})
PEOPLE = frozenset({"who", "lead", "partners"})
OF_PLANS = TIMES | AMOUNTS | PEOPLE | {"what", "how", "goals", "status", "priority", "funding"}
OF_A_PLAN = 5  # different ones: no table of risks says so much
OF_A_YEAR = AMOUNTS | {"planning", "goals", "status", "funding", ""}  # headings that may say a year: "Kosten 2025"
# Headings of tables that stand beside a plan: risks, meetings, money, people, words, versions.
BESIDE = re.compile(
    one_of(r"""
    risico\W?s? | risico omschrijving | omschrijving risico | kans | impact | gevolgen? | kans x impact | score |
    beheersmaatregel(?:en)? | overleg(?:gen|vorm|structuur)? | vergadering(?:en)? | bijeenkomst(?:en)? |
    overlegtafels? | gremium | gremia | deelnemers? | aanwezig(?:en)? | voorzitter | agenda | datum | locatie | naam |
    namen | functie | rol | organisatie | e-?mail | e-?mailadres | telefoon(?:nummer)? | contactpersoon |
    contactgegevens | adres | bron | bronnen | post | kostenpost | begrotingspost | inkomsten | uitgaven | baten |
    lasten | saldo | kleur | betekenis | symbool | afkorting(?:en)? | begrip(?:pen)? | definitie | versie | auteur |
    wijziging(?:en)? | indicator(?:en)? | nulmeting | streefwaarde | norm | besluit(?:en)? | vraag | antwoord |
    bijlagen? | document(?:en)? | hoofdstuk | pagina | budgethouder""")
)
OF_ITS_KIND = re.compile(
    one_of(r"""
    risico\W?s? | risico omschrijving | omschrijving risico | overleg(?:gen|vorm|structuur)? | vergadering(?:en)? |
    bijeenkomst(?:en)? | overlegtafels? | gremium | gremia | naam | namen | functie | rol | contactpersoon | bron |
    bronnen | kleur | symbool | afkorting(?:en)? | begrip(?:pen)? | versie |
    indicator(?:en)? | besluit(?:en)? | vraag | hoofdstuk""")
)  # with one of these first, the table is about something else than actions
OF_MONEY_FIRST = re.compile(
    one_of("post | kostenpost | begrotingspost | inkomsten | uitgaven | baten | lasten | dekking | financiering")
)  # the same, unless the table says what is done and by whom or when
_NUMBERS = re.compile(r"[€\s]*\d[\d.,\s%€/-]*")
# Titles of what stands beside a plan.
TITLES_BESIDE = re.compile(
    one_of(r"""
    legenda\b.* | (?:verklaring|uitleg|betekenis)\b.* | (?:kosten en )?dekking(?:splan|soverzicht)?\b.* |
    financi(?:ën|en|eel|ele)\b.* | begroting\b.* | budget(?:ten)?\b.* | kosten(?:overzicht)?(?: en .*)? |
    risico\W?s?\b.* | risico(?:analyse|tabel|paragraaf|matrix)\b.* | overleg(?:gen|structuur|vormen|tafels)?\b.* |
    vergader\w*\b.* | contact\w*\b.* | afkortingen\b.* | begrippen\w*\b.* | bron(?:nen)?\b.* | governance\b.* |
    versiebeheer\b.* | samenvatting\b.* | besluiten\w*\b.* | projectorganisatie\b.* | deelnemers\b.* |
    opmerkingen\b.* | noten\b.* | voetnoten\b.* | toelichting\b.*""")
)
_NO_HEADING = re.compile(
    r"(?<!\d)\d{1,2}(?![\d.])|\d{5}|\.\s+\w"
)  # other numbers than a year or "x € 1.000"; sentences
_EURO = re.compile(r"€|\beuro\b|\beur\b")


class Sign(IntEnum):
    """How much a text looks like a heading."""

    VALUE = -2  # something that stands under one: a time, an amount, a status, "Trekker: GGD"
    OPEN = 0
    FOUND = 1  # a word of headings in a phrase
    EXACT = 3


@functools.lru_cache(maxsize=5_000)
def sign(text: str) -> Sign:
    """How much a text looks like a heading by itself."""
    read = words(text)
    if not read:
        return Sign.OPEN
    if len(read) > LONGEST:
        return Sign.VALUE
    meaning = means(text)
    exact = is_heading_word(text)
    if exact and not any(letter.isdigit() for letter in read):
        return Sign.EXACT
    if _is_value(text, read, meaning):
        return Sign.VALUE
    if exact:
        return Sign.EXACT
    return Sign.FOUND if meaning.known else Sign.OPEN


def is_heading_word(text: str) -> bool:
    """Whether a text as a whole is a heading that we know, of a plan or of a table beside it."""
    if len(text) > LONGEST or _NO_HEADING.search(text):
        return False
    read = words(text).strip(" .:?*")
    if may_be_exact(read) and means(text).score == SURE:
        return True
    return bool(BESIDE.fullmatch(read))


def _is_value(text: str, read: str, meaning: Meaning) -> bool:
    if meaning.score == ONLY_A_YEAR or (QUARTERS.search(read) and not meaning.known):
        return False  # "2025" or "Q1 2025" may stand above a column
    labelled = LABELLED.fullmatch(read)
    if labelled and not means(labelled[1]).known:
        return True
    if meaning.field in AMOUNTS:
        return read_money(text, text).kind not in (CostKind.UNCLEAR, CostKind.AMOUNT)
    of_a_year = meaning.known and meaning.year and meaning.field in OF_A_YEAR
    return not of_a_year and is_value(text)


def is_value(text: str) -> bool:
    """Whether a text is a time, an amount or a status."""
    return is_time(text) or read_status(text)[0] is not None or read_money(text, text).kind != CostKind.UNCLEAR


def is_time(text: str, value: object = None) -> bool:
    """Whether a text says when: a period or a recurrence."""
    planning = read_planning(text, value)
    return bool(planning.start or planning.end or planning.recurrence)


def is_money(cell: Cell) -> bool:
    """Whether a cell says what something costs, in any way."""
    return read_money(cell.text, cell.value).kind != CostKind.UNCLEAR


def is_amount(cell: Cell) -> bool:
    """Whether a cell is an amount of money and says so: `€ 500`."""
    return bool(_EURO.search(words(cell.text))) and read_money(cell.text, cell.value).kind == CostKind.AMOUNT


def fits(field: str, cell: Cell) -> int:
    """Whether a cell is of the kind of its column: 1 when it is, -1 when it cannot be, 0 when nothing says so."""
    text = cell.text
    if field in TIMES:
        return 1 if is_time(text, cell.value) else -1 if is_amount(cell) else 0
    if field in AMOUNTS:
        return 1 if is_money(cell) else 0
    if field == "status":
        return 1 if read_status(text)[0] is not None else -1 if is_amount(cell) else 0
    if field in PEOPLE or field == "what":
        return -1 if is_amount(cell) or is_number(text) else 0
    return 0


def is_number(text: str) -> bool:
    """Whether a text is nothing but numbers and signs: an amount, a year, a share."""
    return bool(_NUMBERS.fullmatch(text))


def says_otherwise(field: str, cell: Cell) -> bool:
    """Whether a number or an amount stands where a name or a time belongs, at a glance."""
    if field in PEOPLE or field == "what":
        return is_number(cell.text) or is_amount(cell)
    return field in TIMES and is_amount(cell)


def is_beside(headings: tuple[str, ...]) -> bool:
    """Whether these are the headings of a table beside the plan: of risks, meetings, people, money."""
    texts = [text for text in headings if text and means(text).field not in ("number", "id")]
    found = [words(text).strip(" .:?*") for text in texts]
    if not found:
        return False
    fields = {means(text).field for text in texts}
    if OF_MONEY_FIRST.fullmatch(found[0]):
        return "what" not in fields or not fields & (TIMES | PEOPLE)
    if "what" in fields and fields & TIMES and fields & PEOPLE and len(fields & OF_PLANS) >= OF_A_PLAN:
        return False  # a plan, whatever its first column is
    return bool(OF_ITS_KIND.fullmatch(found[0])) or 2 * sum(map(bool, map(BESIDE.fullmatch, found))) > len(found)
