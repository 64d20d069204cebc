"""Reads columns with few possible values: status, priority, recurrence, the number of an action, municipalities."""

import re
from decimal import Decimal
from functools import cache
from typing import TypeVar

from django.db.models import TextChoices

from reading.plans import messages
from reading.plans.lexer import one_of
from reading.plans.status_words import BEGINNINGS, COLOURS, OTHER_STATUS, PER_CENT, STATUSES
from reading.plans.texts import plain, words
from reading.vocabulary import CostKind, Per, Priority, Recurrence, Status

Choice = TypeVar("Choice", bound=TextChoices)
PRIORITIES = {
    Priority.HIGH: "hoog|hoge|hoge prioriteit|high|urgent|zeer hoog|must|must have|prioriteit hoog",
    Priority.MEDIUM: "midden|gemiddeld|middel|middelhoog|normaal|medium|gemiddelde prioriteit|should|should have|"
    "prioriteit midden",
    Priority.LOW: "laag|lage|lage prioriteit|low|could|could have|nice to have|prioriteit laag",
}
_STATUS = {word: status for status, line in STATUSES.items() for word in one_of(line).strip().split("|")}
_PER = {
    **dict.fromkeys(("structureel", "jaarlijks", "s"), Per.YEAR),
    **dict.fromkeys(("incidenteel", "eenmalig", "i"), Per.ONCE),  # beside "structureel", incidental is once
}
_PRIORITY = {word: priority for priority, line in PRIORITIES.items() for word in line.split("|")}
LABEL = re.compile(r"^\s*(?:huidige\s+)?(?:status|stand|voortgang)\s*:\s*", re.IGNORECASE)
SECURED_WITH = re.compile(r"(?:geborgd|overgedragen)\s+(?:bij|aan|in)\s+", re.IGNORECASE)
EVERYWHERE = re.compile(
    r"alle|alle (?:\d+ )?(?:deelnemende |regio)?gemeenten(?: die meedoen)?|(?:de )?hele regio|regiobreed"
)
NO_MUNICIPALITY = re.compile(r"(?:de )?regio|regionaal|-")  # of the region, without a word on which municipalities


def read_status(text: str) -> tuple[Status | None, str]:
    """The status, and with whom it is secured; (None, "") when the text is no status that we know."""
    text = plain(text)
    secured = SECURED_WITH.match(text)
    if secured:
        return Status.SECURED, text[secured.end() :].strip(" .")
    read = words(LABEL.sub("", text)).strip(" .!")
    return _known_status(read) or _status_of_parts(read), ""


def _known_status(read: str) -> Status | None:
    return _STATUS.get(read) or next((status for status, pattern in BEGINNINGS.items() if pattern.match(read)), None)


def _status_of_parts(read: str) -> Status | None:
    """`loopt / op schema`, `loopt (op koers)`: when all parts say the same."""
    parts = [part for part in re.split(r"\s*[/,;()]\s*|\s+-\s+", read) if part]
    found = {_known_status(part) for part in parts}
    return found.pop() if len(parts) > 1 and len(found) == 1 else None


def status_with_more(text: str) -> tuple[Status | None, str]:
    """The status that a text begins with, and what it says besides: `In uitvoering (pilot)`; (None, "") when unsure."""
    text = plain(LABEL.sub("", plain(text)))
    begin = re.split(r"\s*[.,;:(\n]\s*|\s+-\s+", text, maxsplit=1)
    status = _known_status(words(begin[0]).strip(" .!"))
    rest = begin[1].strip(" ).") if len(begin) > 1 else ""
    return (status, rest) if status and rest and not OTHER_STATUS.search(words(rest)) else (None, "")


def why_no_status(text: str) -> object:
    """What to say of a text that is no status that we know."""
    read = words(LABEL.sub("", plain(text))).strip(" .!")
    if PER_CENT.fullmatch(read):
        return messages.STATUS_PER_CENT
    return messages.STATUS_COLOUR if COLOURS.fullmatch(read) else messages.STATUS_UNKNOWN


def read_priority(text: str) -> Priority | None:
    """The priority, None when the text is none that we know."""
    return _PRIORITY.get(words(text).strip(" ."))


def labelled(text: str, choices: type[Choice]) -> Choice | None:
    """The choice that the portal itself writes so; None when the text is none of its labels."""
    return _by_label(choices).get(words(text))


@cache
def _by_label(choices: type[Choice]) -> dict[str, Choice]:
    """The choices by their labels as words; looked up for every row."""
    return {words(str(choice.label)): choice for choice in choices}


def read_recurrence(text: str) -> Recurrence | None:
    """A recurrence as the portal itself writes it ("Elk kwartaal"); other words are read as a planning."""
    return labelled(text, Recurrence)


def read_kind(text: str) -> CostKind | None:
    """The kind of a cost as the portal itself writes it."""
    return labelled(text, CostKind)


def read_per(text: str) -> Per | None:
    """Per year or once, as the portal itself writes it or as plans do in a column for it; None for other words."""
    return labelled(text, Per) or _PER.get(words(text).strip(" ."))


def read_number(text: str, value: object) -> str:
    """The number of an action as written: `1.1`, also when a spreadsheet made 1,1 of it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return " ".join(plain(text).split()).rstrip(".")


def says_all(text: str) -> bool:
    """Whether a cell for municipalities says that it is about all of them, or about the whole region."""
    return bool(EVERYWHERE.fullmatch(words(text).strip(" .")))


def names_none(text: str) -> bool:
    """Whether a cell for municipalities names none: it says all, or the region, or has only a dash."""
    return says_all(text) or bool(NO_MUNICIPALITY.fullmatch(words(text).strip(" .")))


def read_municipalities(text: str) -> tuple[str, ...]:
    """Names or codes of municipalities; none when it says that all join (`says_all`), or names none."""
    if names_none(text):
        return ()
    text = re.sub(r"^gemeenten?\s+", "", plain(text), flags=re.IGNORECASE)
    names = re.split(r"[;,\n]|\s+en\s+", text)
    return tuple(dict.fromkeys(name.strip(" .") for name in names if name.strip(" .")))
