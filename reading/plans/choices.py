"""Reads columns with few possible values: status, priority, recurrence, the number of an action, municipalities."""

import re
from decimal import Decimal
from typing import TypeVar

from django.db.models import TextChoices

from reading.plans.texts import plain, words
from reading.vocabulary import CostKind, Per, Priority, Recurrence, Status

Choice = TypeVar("Choice", bound=TextChoices)
STATUSES = {
    Status.UNKNOWN: "onbekend",
    Status.PLANNED: "gepland|nog niet gestart|niet gestart|nog te starten|nog niet begonnen|te starten|"
    "moet nog starten",
    Status.RUNNING: "loopt|lopend|in uitvoering|gestart|bezig|mee bezig|actief|in gang|opgestart|onderweg|op schema|"
    "loopt volgens planning|loopt conform planning|loopt op schema|ligt op schema|loopt goed",
    Status.DELAYED: "vertraagd|vertraging|loopt vertraging op|loopt achter",
    Status.DONE: "afgerond|gereed|klaar|voltooid|uitgevoerd|gerealiseerd|afgesloten|behaald",
    Status.SECURED: "geborgd|overgedragen",
    Status.STOPPED: "gestopt|vervallen|geschrapt|beëindigd|stopgezet|komt te vervallen",
}
PRIORITIES = {
    Priority.HIGH: "hoog|hoge|hoge prioriteit|high|urgent",
    Priority.MEDIUM: "midden|gemiddeld|middel|normaal|medium|gemiddelde prioriteit",
    Priority.LOW: "laag|lage|lage prioriteit|low",
}
_STATUS = {word: status for status, line in STATUSES.items() for word in line.split("|")}
_PER = {
    **dict.fromkeys(("structureel", "jaarlijks", "s"), Per.YEAR),
    **dict.fromkeys(("incidenteel", "eenmalig", "i"), Per.ONCE),  # beside "structureel", incidental is once
}
_PRIORITY = {word: priority for priority, line in PRIORITIES.items() for word in line.split("|")}
SECURED_WITH = re.compile(r"(?:geborgd|overgedragen)\s+(?:bij|aan|in)\s+", re.IGNORECASE)
EVERYWHERE = re.compile(
    r"alle|alle (?:\d+ )?(?:deelnemende |regio)?gemeenten|(?:de )?(?:hele )?regio|regiobreed|regionaal|-"
)


def read_status(text: str) -> tuple[Status | None, str]:
    """The status, and with whom it is secured; (None, "") when the text is no status that we know."""
    text = plain(text)
    secured = SECURED_WITH.match(text)
    if secured:
        return Status.SECURED, text[secured.end() :].strip(" .")
    return _STATUS.get(words(text).strip(" .")), ""


def read_priority(text: str) -> Priority | None:
    """The priority, None when the text is none that we know."""
    return _PRIORITY.get(words(text).strip(" ."))


def labelled(text: str, choices: type[Choice]) -> Choice | None:
    """The choice that the portal itself writes so; None when the text is none of its labels."""
    return {words(str(choice.label)): choice for choice in choices}.get(words(text)) if text else None


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


def read_municipalities(text: str) -> tuple[str, ...]:
    """Names or codes of municipalities; none when it says that all join."""
    if EVERYWHERE.fullmatch(words(text).strip(" .")):
        return ()
    text = re.sub(r"^gemeenten?\s+", "", plain(text), flags=re.IGNORECASE)
    names = re.split(r"[;,\n]|\s+en\s+", text)
    return tuple(dict.fromkeys(name.strip(" .") for name in names if name.strip(" .")))
