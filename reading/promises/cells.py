"""The cells of a term list: days in every notation of plans, states, kinds and addresses. Never a silent guess."""

import datetime
import re
from decimal import Decimal

from reading import days
from reading.promises.headings import plain
from tables.model import Cell

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
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        return None
    return days.read_day(cell.text)


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
