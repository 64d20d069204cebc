"""Does a text hold something that points at one person? The portal keeps no case data (design section 5).

A warning, never a refusal: a number can look like a BSN and be something else. Pure functions; nothing is kept.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

MONTHS = "jan feb mrt maart apr mei jun jul aug sep okt nov dec".split()
_BSN = re.compile(r"(?<![\d€.,-])(?<!€ )\d(?:[ .]?\d){7,8}(?![\d]|[.,]\d)")
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)[ -]?[1-9](?:[ -]?\d){8}(?!\d)")
_FREE_NUMBER = re.compile(r"0[89]0[0-9]")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_NUMERIC_DATE = re.compile(r"(?<![\d-])([0-3]?\d)[-/. ]([01]?\d)[-/. ]((?:19|20)\d\d)(?!\d)")
_WRITTEN_DATE = re.compile(rf"(?<!\d)([0-3]?\d) ({'|'.join(MONTHS)})[a-z]* ((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_BIRTH = re.compile(r"(?:geboren|geb\.?|geboortedatum|geboortedag)[^.;\n]{0,20}$", re.IGNORECASE)
BIRTH_BEFORE_YEARS = 5  # a full date this long ago is seldom news about an action


@dataclass(frozen=True)
class Finding:
    """Something that may point at a person: what it looks like (in Dutch, with article) and the text itself."""

    looks_like: str
    text: str


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the eleven test (11-proef) of the burgerservicenummer."""
    number = digits.zfill(9)
    if len(number) != 9 or not number.isdecimal() or not int(number):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


def findings(text: str, *, today: datetime.date) -> list[Finding]:
    """All that looks like a BSN, telephone number, e-mail address or date of birth, each text once."""
    found = [*_numbers(text), *_births(text, today=today)]
    return list(dict.fromkeys(found))


def sentences(text: str, *, today: datetime.date) -> list[str]:
    """The same as a list that was read in tells them, at the cell."""
    said = _("‘%(text)s’ lijkt op %(looks_like)s. Haal het weg als het over een persoon gaat.")
    return [said % {"text": one.text, "looks_like": one.looks_like} for one in findings(text, today=today)]


def _numbers(text: str) -> Iterator[Finding]:
    for match in _MAIL.finditer(text):
        yield Finding("een e-mailadres", match.group())
    for match in _PHONE.finditer(text):
        if not _FREE_NUMBER.match(match.group()):
            yield Finding("een telefoonnummer", match.group())
    for match in _BSN.finditer(_PHONE.sub("x", text)):
        if is_bsn(re.sub(r"\D", "", match.group())):
            yield Finding("een burgerservicenummer (BSN)", match.group())


def _births(text: str, *, today: datetime.date) -> Iterator[Finding]:
    for pattern in (_NUMERIC_DATE, _WRITTEN_DATE):
        for match in pattern.finditer(text):
            day, month, year = match.groups()
            number = int(month) if month.isdecimal() else _month(month)
            if not (1 <= int(day) <= 31 and 1 <= number <= 12):
                continue
            long_ago = (int(year), number) < (today.year - BIRTH_BEFORE_YEARS, today.month)
            if long_ago or _BIRTH.search(text, max(0, match.start() - 40), match.start()):
                yield Finding("een geboortedatum", match.group())


def _month(name: str) -> int:
    name = "mrt" if name.lower().startswith(("mrt", "maa")) else name.lower()[:3]
    return [month for month in MONTHS if month != "maart"].index(name) + 1
