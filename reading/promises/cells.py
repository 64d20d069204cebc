"""The cells of a term list: days in every notation of plans, states, kinds and addresses. Never a silent guess."""

import datetime
import re
from decimal import Decimal

from reading.plans.planning_words import MONTHS
from reading.promises.headings import plain
from tables.model import Cell

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_BEFORE = r"(?:v[oó][oó]r(?: of op)?|uiterlijk(?: op)?|op|per|tot|tot en met|t/m|d\.?d\.?)?\s*"
_WRITTEN = re.compile(rf"{_BEFORE}([0-3]?\d)\s*(?:e|ste|de)?[ -]({_NAME})\.?[ -]('?\d\d|(?:19|20)\d\d)", re.IGNORECASE)
_NUMBERS = re.compile(rf"{_BEFORE}([0-3]?\d)[-/.]([01]?\d)[-/.]((?:19|20)\d\d|\d\d)", re.IGNORECASE)
_ISO = re.compile(rf"{_BEFORE}((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?:T.*| 00:00(?::00)?)?", re.IGNORECASE)
STATES = {
    "open": """
        open | openstaand | lopend | loopt | in behandeling | nog niet | nieuw | actueel | niet afgedaan | onderhanden |
        in uitvoering | nog open | gepland""",
    "answered": "beantwoord | antwoord gegeven | ter afdoening | voorstel afdoen | beantwoord aan raad",
    "done": "afgedaan | afgehandeld | gereed | klaar | uitgevoerd | voldaan | afgerond | gesloten | nagekomen | ja",
    "lapsed": "vervallen | ingetrokken | niet meer van toepassing | nvt",
}  # fmt: skip
KINDS = {
    "technical": "technische vraag | technische vragen",
    "written": "raadsvraag | raadsvragen | schriftelijke vraag | schriftelijke vragen | vraag | vragen",
    "motion": "motie | moties",
    "amendment": "amendement | amendementen",
    "promise": "toezegging | toezeggingen | toegezegd",
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {plain(word): code for code, said in table.items() for word in said.split("|")}


_STATES = _by_word(STATES)
_KINDS = _by_word(KINDS)
_CALLED = {"motie": "motion", "amendement": "amendment"}


def read_day(cell: Cell) -> datetime.date | None:
    """The day of a cell; None for what names no day, or one that does not exist."""
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date()
    if isinstance(cell.value, datetime.date):
        return cell.value
    text = " ".join(cell.text.split()).rstrip(".")
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        return None
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WRITTEN.fullmatch(text):
        return _day(_year(found[3]), MONTHS[found[2].lower()], int(found[1]))
    return None


def _year(text: str) -> int:
    number = int(text.lstrip("'"))
    return number if number > 99 else 2000 + number


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None
    return found if 2000 <= year < 2100 else None


def read_state(text: str) -> str:
    """The state that a cell names (`open`, `answered`, `done`, `lapsed`); empty when it is none of these."""
    return _STATES.get(plain(text), "")


def read_kind(text: str) -> str:
    """The kind that a cell or heading names; empty when it is not known."""
    text = plain(text)
    if text in _KINDS:
        return _KINDS[text]
    return next((_KINDS[word] for word in sorted(_KINDS, key=len, reverse=True) if word in text), "")


def kind_of_text(text: str) -> str:
    """What a row calls itself in its first word: `Motie veilige straten`; empty when it does not."""
    return _CALLED.get(plain(text.split(maxsplit=1)[0].strip(":,.")), "") if text.strip() else ""


def read_link(text: str) -> str:
    """An address that can be opened; empty for anything else."""
    text = text.strip()
    return text if re.fullmatch(r"https?://[^\s<>\"]{4,490}", text) else ""
