"""How many people live in municipalities, offered to who makes a key by inhabitants, and never taken in silence.

Such numbers are figures. Who keeps figures says in `AppConfig.ready` how they are read; decisions do not know figures.
"""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reading import formats

MOST_YEARS = 3


@dataclass(frozen=True)
class Inhabitants:
    """The inhabitants of some municipalities on one day, by their CBS code, from one source."""

    source: str  # `CBS, Regionale kerncijfers Nederland`
    on: datetime.date
    numbers: dict[str, Decimal]

    @property
    def key(self) -> str:
        """What a button sends to ask for these."""
        return self.on.isoformat()

    @property
    def words(self) -> str:
        """Where they come from, and of when: `CBS, Regionale kerncijfers Nederland, 1 januari 2020`."""
        return f"{self.source}, {formats.day(self.on)}"

    def known_words(self, codes: Collection[str]) -> str:
        """Of how many of these municipalities a number is known."""
        known = sum(code in self.numbers for code in codes)
        if known == len(codes):
            return _("van elke gemeente bekend")
        return _("van %(known)d van de %(all)d gemeenten bekend") % {"known": known, "all": len(codes)}

    def filled_words(self, filled: int, kept: int) -> str:
        """What was filled in and what was left as it was typed: nothing is saved yet."""
        said = ngettext("Ingevuld bij %d gemeente", "Ingevuld bij %d gemeenten", filled) % filled
        parts = [f"{said}: {self.words}."]
        if kept:
            words = ngettext("%d getal dat er al stond, bleef.", "%d getallen die er al stonden, bleven.", kept)
            parts += [words % kept, _("Maak een vak leeg om het te laten invullen.")]
        parts.append(_("Er is nog niets opgeslagen. Kijk de getallen na en pas aan wat anders is afgesproken."))
        return " ".join(parts)

    def of_words(self, code: str) -> str:
        """What these figures say of one municipality, also when that is nothing."""
        number = self.numbers.get(code)
        if number is None:
            return _("Geen inwonertal bekend van %s. Vul het zelf in.") % formats.day(self.on)
        return _("Inwoners op %(day)s: %(number)s.") % {"day": formats.day(self.on), "number": formats.number(number)}


Reader = Callable[[Collection[str]], list[Inhabitants]]
_readers: list[str] = []


def register(reader: str) -> None:
    """Say, by its dotted path, who reads the inhabitants of municipalities by their CBS codes, the newest first."""
    if reader not in _readers:
        _readers.append(reader)


def offered(codes: Collection[str]) -> list[Inhabitants]:
    """What may be filled in for these municipalities: of each of the last years of which a number is known."""
    found: list[Inhabitants] = []
    for path in _readers:
        reader: Reader = import_string(path)
        found += reader(codes)
    return sorted(found, key=lambda each: each.on, reverse=True)[:MOST_YEARS]
