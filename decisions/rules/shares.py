"""What a municipality pays by an agreed key, with the sum that it makes. Without a key there is no amount. Besluit 109.

Amounts are exact to the cent and add up to the total: what is left after rounding down goes, cent by cent, to the
largest remainders.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from actions.rules.amounts import Amount, amount_of, in_words, part_of
from actions.rules.cost_table import CostTable
from decisions.models import ShareKey
from municipalities.models import Municipality
from reading import formats

CENT = Decimal("0.01")
WHOLE = Decimal(100)  # percent


def read_lines(text: str) -> dict[str, Decimal]:
    """The number of each municipality by its CBS code, in the order of the key."""
    found = (line.split() for line in text.splitlines() if line.strip())
    return {code: Decimal(number) for code, number in found}


def written_lines(numbers: Mapping[str, Decimal]) -> str:
    """The same as a key keeps it."""
    return "\n".join(f"{code} {number.normalize():f}" for code, number in numbers.items())


def lines_in_words(text: str, names: Mapping[str, str]) -> str:
    """The numbers of a key in words: `Voorbeeldstad: 31.245; Oefenbroek: 12.000`."""
    return "; ".join(f"{names.get(code, code)}: {formats.number(number)}" for code, number in read_lines(text).items())


def divided(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """A total over weights, exact to the cent: the parts add up to the total. The largest remainders get a cent more;
    of equal ones the first. Weights must add up to more than nothing.
    """
    whole = sum((Fraction(weight) for weight in weights), Fraction(0))
    cents = int(total / CENT)
    exact = [cents * Fraction(weight) / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_rest[: cents - sum(parts)]:
        parts[place] += 1
    return [part * CENT for part in parts]


@dataclass(frozen=True)
class Share:
    """What one municipality pays in a year by a key, and the sum that it makes; no amount where that cannot be said."""

    code: str
    number: str  # its number in the key, in words
    amount: Amount | None = None
    sum: str = ""

    @property
    def words(self) -> str:
        """The amount in words."""
        return in_words(self.amount) if self.amount else _("niet te zeggen")


@dataclass(frozen=True)
class Division:
    """What a key divides in one year (or in each of its years) over its municipalities."""

    key: ShareKey
    label: str
    total: Amount | None
    shares: list[Share]
    notes: list[str] = field(default_factory=list)

    @property
    def total_words(self) -> str:
        """What is divided, in words."""
        return in_words(self.total) if self.total else _("niet te zeggen")

    def of(self, codes: Iterable[str]) -> list[Share]:
        """The shares of some municipalities."""
        wanted = set(codes)
        return [share for share in self.shares if share.code in wanted]


def agreed_in_words(key: ShareKey) -> str:
    """`Volgt uit de sleutel: naar inwoners, vastgesteld door het bestuurlijk overleg op 3 maart 2025`."""
    kind = str(ShareKey.Kind(key.kind).label)
    when = _(" op %s") % formats.day(key.agreed_on) if key.agreed_on else _("; wanneer is niet gezegd")
    return _("Volgt uit de sleutel: %(kind)s, vastgesteld door %(by)s%(when)s") % {
        "kind": kind,
        "by": key.agreed_by,
        "when": when,
    }


def numbers_in_words(key: ShareKey) -> str:
    """Where the numbers of a key come from: `CBS, van 1 januari 2025`; empty when nobody said so."""
    parts = [key.numbers_from, _("van %s") % formats.day(key.numbers_on) if key.numbers_on else ""]
    return ", ".join(filter(None, parts))


def divisions(key: ShareKey, table: CostTable | None) -> list[Division]:
    """What a key divides: once for all of its years, or year by year where it divides what is planned."""
    if key.kind == ShareKey.Kind.FIXED or key.basis == ShareKey.Basis.TOTAL:
        return [division(key, key.first_year, table)]
    return [division(key, year, table) for year in range(key.first_year, key.last_year + 1)]


def division(key: ShareKey, year: int, table: CostTable | None) -> Division:
    """What a key divides in one of its years. `table` holds the public costs of its programme, with their fundings."""
    numbers = read_lines(key.lines)
    if key.kind == ShareKey.Kind.FIXED:
        return _fixed(key, numbers)
    total, notes = _total(key, year, table)
    label = _years(key) if key.basis == ShareKey.Basis.TOTAL else str(year)
    weights, wrong = _weights(key, numbers)
    told = [_number(key, number) for number in numbers.values()]
    if total is None or weights is None:
        shares = [Share(code, said) for code, said in zip(numbers, told, strict=True)]
        return Division(key, label, total, shares, [*notes, *wrong])
    low, high = divided(total.low, weights), divided(total.high, weights)
    shares = []
    for place, (code, said) in enumerate(zip(numbers, told, strict=True)):
        amount = Amount(low[place], high[place], 1, total.approximate)
        shares.append(Share(code, said, amount, _sum(key, numbers, code, total, amount)))
    if len(weights) > len(numbers):
        rest = in_words(Amount(low[-1], high[-1], 1, total.approximate))
        wrong = [*wrong, _("%s is aan geen enkele gemeente toegedeeld.") % rest]
    return Division(key, label, total, shares, [*notes, *wrong])


def _years(key: ShareKey) -> str:
    if key.first_year == key.last_year:
        return str(key.first_year)
    return _("%(first)d tot en met %(last)d, elk jaar") % {"first": key.first_year, "last": key.last_year}


def _fixed(key: ShareKey, numbers: Mapping[str, Decimal]) -> Division:
    shares = [Share(code, _("vast bedrag"), Amount(number, number, 1)) for code, number in numbers.items()]
    whole = sum(numbers.values(), Decimal(0))
    notes = []
    if key.total is not None and key.total != whole:
        said = {"whole": formats.unbroken_euro(whole), "total": formats.unbroken_euro(key.total)}
        notes.append(_("De bedragen zijn samen %(whole)s; afgesproken is %(total)s.") % said)
    return Division(key, _years(key), Amount(whole, whole, 1) if numbers else None, shares, notes)


def _total(key: ShareKey, year: int, table: CostTable | None) -> tuple[Amount | None, list[str]]:
    """What is divided, and what must be known of it."""
    if key.basis == ShareKey.Basis.TOTAL:
        if key.total is None:
            return None, [_("Het bedrag dat wordt verdeeld, is niet vastgesteld.")]
        return Amount(key.total, key.total, 1), []
    found, unshared, loose = Amount(), False, False
    for one in table.placed if table else ():
        parts = [part_of(each, one.cost) for each in one.cost.fundings.all() if each.source_id == key.source_id]
        if one.is_spent or (key.source_id and not parts):
            continue
        loose = loose or one.years is None
        if not one.counts_in(year):
            continue
        for part in parts if key.source_id else [amount_of(one.cost)]:
            unshared = unshared or part is None
            found += part or Amount()
    said = [_("Opgeteld is wat openbaar is. Zo is het deel van een gemeente voor elke lezer hetzelfde.")]
    if unshared:
        return None, [
            *said,
            _("Een bedrag is van meer bronnen samen; hoeveel van deze bron is, staat niet in het plan."),
        ]
    if not found.count:
        return None, [*said, _("Voor %d is geen bedrag gepland.") % year]
    if loose:
        said.append(_("Bedragen die in geen jaar te plaatsen zijn, zijn niet verdeeld."))
    if table and table.unknown:
        said.append(_("Niet van elke actie is een bedrag bekend. Dit is dus niet alles."))
    return found, said


def _weights(key: ShareKey, numbers: Mapping[str, Decimal]) -> tuple[list[Decimal] | None, list[str]]:
    """By what each municipality counts, and what is wrong with it; None when nothing follows from it."""
    weights = list(numbers.values())
    whole = sum(weights, Decimal(0))
    if not whole:
        return None, [_("De sleutel noemt geen enkel getal.")]
    if key.kind == ShareKey.Kind.INHABITANTS or whole == WHOLE:
        return weights, []
    said = _("De procenten zijn samen %s en niet 100.") % formats.number(whole)
    if whole > WHOLE:
        return None, [said, _("Daaruit volgt geen bedrag per gemeente.")]
    return [*weights, WHOLE - whole], [said]


def _number(key: ShareKey, number: Decimal) -> str:
    if key.kind == ShareKey.Kind.PERCENTAGES:
        return f"{formats.number(number)}\N{NO-BREAK SPACE}%"
    return _("%s inwoners") % formats.number(number)


def _sum(key: ShareKey, numbers: Mapping[str, Decimal], code: str, total: Amount, amount: Amount) -> str:
    """`31.245 van 187.000 inwoners × € 120.000 = € 20.050`, `12,5 % van € 120.000 = € 15.000`."""
    values = {"number": formats.number(numbers[code]), "total": in_words(total), "amount": in_words(amount)}
    if key.kind == ShareKey.Kind.PERCENTAGES:
        return _("%(number)s\N{NO-BREAK SPACE}%% van %(total)s = %(amount)s") % values
    values["whole"] = formats.number(sum(numbers.values(), Decimal(0)))
    return _("%(number)s van %(whole)s inwoners × %(total)s = %(amount)s") % values


def places_notes(
    key: ShareKey, known: Mapping[str, Municipality], members: Iterable[Municipality], today: datetime.date
) -> list[str]:
    """What is to be said of the municipalities of a key: those that it lacks, and those that are no more."""
    codes = read_lines(key.lines)
    missing = [place.name for place in members if place.code not in codes]
    stated = [known[code] for code in codes if code in known]
    ended = [place.name for place in stated if place.valid_until is not None and place.valid_until < today]
    notes = []
    if missing:
        said = _("Niet in de sleutel: %s. Voor wie er niet in staat, is geen bedrag vastgesteld.")
        notes.append(said % formats.listed(missing))
    if ended:
        said = _("Bestaat niet meer als gemeente: %s. Het deel staat nog op de oude naam.")
        notes.append(said % formats.listed(ended))
    return notes


@dataclass(frozen=True)
class OwnShare:
    """What one municipality pays by a key, for the page of its council."""

    key: ShareKey
    label: str
    share: Share
    agreed: str
    notes: list[str]


def own_shares(
    keys: Iterable[ShareKey], table: CostTable | None, codes: Iterable[str], today: datetime.date
) -> list[OwnShare]:
    """The shares of a municipality (and of those that merged into it) by each key.

    Of this year; else of the year of the key that is nearest.
    """
    wanted = list(codes)
    found = []
    for key in keys:
        made = division(key, min(max(today.year, key.first_year), key.last_year), table)
        found += [OwnShare(key, made.label, share, agreed_in_words(key), made.notes) for share in made.of(wanted)]
    return found
