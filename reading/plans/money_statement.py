"""What the tokens of a cost say together: one amount, amounts by year, or a reason why there is none.

Tokens are asked for by their kinds, a sign each: `money_words.LEGEND` says what they stand for.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from reading.plans import messages
from reading.plans.lexer import Token, kinds, quote, shortened
from reading.plans.messages import say
from reading.plans.model import Money
from reading.vocabulary import CostKind, Per

Kind = CostKind
REASONS = {  # by the kind of token
    "d": Kind.TO_BE_DETERMINED,
    "i": Kind.IN_KIND,
    "x": Kind.EXISTING_BUDGET,
    "g": Kind.EXISTING_BUDGET,
    "z": Kind.NONE,
}
DUVO = re.compile(r"\bdu-?vo\b", re.IGNORECASE)  # one spelling of ours; the words of the plan stay beside the cost
NO_SOURCE = re.compile(
    r"(?:p\.?m\.?|n\.?t\.?b\.?|nader|nog|onbekend|geen|euro|per jaar|p\.?j\.?|eenmalig|structureel|jaarlijks)(?!\w)",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(r"\s*\(?\s*((?:voor|in|van|over)\s+(?:het jaar\s+)?20\d\d)\)?\s*$", re.IGNORECASE)
AT_MOST = re.compile(r"[k;~]*(?:t?m|t)[k;]*A[^Atm]*|[k;]*A[k;poc]*m[k;po]*")
BY_YEAR = re.compile(r"(?:[yY](?:A|d)[po]*)+|(?:A[po]*[yY][po]*)+")


# Kinds in a row (`money_words.LEGEND`) that leave a cost with an amount unread.
REFUSED = (
    (r"q|[au]", messages.MONEY_MEASURE),  # per gemeente; "à 500"; "tussen"
    (r"(?:^|;)e?-+e?A|e-+A|A;*-+;*$", messages.MONEY_NEGATIVE),  # a dash before or after the amount
    (r"m", messages.MONEY_BOUND),  # a maximum of something else
    (r"A[;k]*\+[;k~]*A", messages.MONEY_SEVERAL),  # "500 en 700"
    (r"[?]", messages.MONEY_YEAR_OR_AMOUNT),  # "2025"
    (r"Ad", messages.MONEY_MEASURE),  # "500 p.m." may well be a month
    (r"z", messages.MONEY_UNREAD),  # "500, geen kosten"
)


class Unread(Exception):
    """This text is not read; the message says why, for the user."""


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount or range in euros."""

    amount: Decimal
    max: Decimal | None = None
    marked: bool = False  # written as money, and not as a bare number
    notes: tuple[str, ...] = ()


@dataclass
class Statement:
    """The tokens of one cost, its amounts already in euros."""

    text: str
    tokens: list[Token]
    notes: list[str] = field(default_factory=list)

    def read(self) -> Money:
        """What the tokens say. Raises Unread."""
        if not self._of("A"):
            return self._reason()
        self._signs()
        self._take("c")
        unread = self._take("wb")
        if (unread or self._of("xi")) and not all(token.value.marked for token in self._of("A")):
            raise Unread(say(messages.MONEY_YEAR_OR_AMOUNT, text=quote(self._of("A"))))
        money = self._amount()
        if unread:
            self.note(messages.MONEY_PART_UNREAD, unread)
        for token in self._of("A"):
            self.notes += token.value.notes
        return replace(money, problems=tuple(dict.fromkeys(self.notes)))

    def note(self, message: object, run: list[Token], **values: object) -> None:
        """Something that the user must look at."""
        self.notes.append(say(message, text=quote(run), **values))

    def _of(self, letters: str) -> list[Token]:
        return [token for token in self.tokens if token.kind in letters]

    def _take(self, letters: str) -> list[Token]:
        taken = self._of(letters)
        self.tokens = [token for token in self.tokens if token.kind not in letters]
        return taken

    def _signs(self) -> None:
        """Refuse signs that change an amount; take out those that do not, and harmless words."""
        self._at_most()
        found, shown = kinds(self.tokens), shortened(self.text)
        for pattern, message in REFUSED:
            if re.search(pattern, found):
                raise Unread(say(message, text=shown))
        if re.fullmatch(r"\(\s*[\d.,]+\s*\)", self.text):  # how a bookkeeper writes a negative amount
            raise Unread(say(messages.MONEY_NEGATIVE, text=shown))
        added = re.search(r"A;*\+c+", found)
        if added:
            self.note(messages.MONEY_PART_UNREAD, self.tokens[added.start() + 1 : added.end()])
        self._take("gk;-+te")

    def _at_most(self) -> None:
        """`max. € 5.000`, `tot € 5.000`: read as the amount, and told."""
        if AT_MOST.fullmatch(kinds(self.tokens)) and all(token.value.max is None for token in self._of("A")):
            self._take("mt")
            self.note(messages.MONEY_AT_MOST, self._of("A"))

    def _reason(self) -> Money:
        """No amount, but a reason; of several reasons none is chosen silently."""
        unread = self._take("wbcqnam")
        found = self._of("dixgz")
        if not found:
            if self._of("?"):
                raise Unread(say(messages.MONEY_YEAR_OR_AMOUNT, text=quote(self._of("?"))))
            raise Unread(say(messages.MONEY_FUNDING_ONLY if self._of("f") else messages.MONEY_UNREAD))
        chosen = next((token for letter in "di" for token in found if token.kind == letter), found[0])
        others = [token for token in [*found, *self._of("fT~")] if token.kind != chosen.kind]
        if (others and chosen.kind in "zxg") or (unread and chosen.kind == "g"):
            raise Unread(say(messages.MONEY_UNREAD))
        kind = REASONS[chosen.kind]
        if others or (unread and chosen.kind != "d"):
            self.note(messages.MONEY_BESIDE, [*others, *unread], kind=chosen.text)
        if chosen.kind == "i" and chosen.value:
            self.note(messages.MONEY_STAFF, [chosen])
        return Money(self.text, kind, problems=tuple(self.notes))

    def _amount(self) -> Money:
        approximate = bool(self._take("~"))
        funding = self._funding()
        if re.fullmatch("p+AY", kinds(self.tokens)):  # "jaarlijks € 5.000 (2025-2027)"
            self.tokens = [*self._of("A"), *self._of("p"), *self._of("Y")]
        by_year = BY_YEAR.fullmatch(kinds(self.tokens))
        is_range = any(token.value.max is not None for token in self._of("A"))
        if by_year and not (is_range and re.fullmatch("Ap+Y", kinds(self.tokens))):
            return self._by_year(funding, approximate=approximate)
        later = self._take("d")
        if later:
            self.note(messages.MONEY_BESIDE, self._of("A"), kind=quote(later))
            return Money(self.text, Kind.TO_BE_DETERMINED)
        if self._of("yY"):
            self.note(messages.MONEY_PART_UNREAD, self._take("yY"))
        staff = self._take("i")
        if staff:
            self.note(messages.MONEY_PART_UNREAD, staff)
        return self._single(funding, approximate=approximate)

    def _single(self, funding: str | None, *, approximate: bool) -> Money:
        total = self._total()
        amounts = [token for token in self._of("A") if token is not total]
        yearly, once = self._of("p"), self._of("o")
        if yearly and once:
            raise Unread(say(messages.MONEY_PER_BOTH, text=shortened(self.text)))
        if len(amounts) != 1:
            raise Unread(say(messages.MONEY_SEVERAL, text=shortened(self.text)))
        per = Per.YEAR if yearly else Per.ONCE if once else Per.UNSTATED
        worth: Worth = amounts[0].value
        if total and (not yearly or total.value.max or total.value.amount < (worth.max or worth.amount)):
            self.note(messages.MONEY_TOTAL, [amounts[0], total])
        sum_ = total.value.amount if total else None
        return Money(self.text, Kind.AMOUNT, worth.amount, worth.max, per, sum_, {}, approximate, funding)

    def _total(self) -> Token | None:
        """Of two amounts, the total of the other: `15.000 euro per jaar; totaal 30.000 euro`."""
        amounts = self._of("A")
        if len(amounts) != 2 or len(self._of("T")) != 1:
            return None
        yearly = re.search("A(?=p)|(?<=p)A", kinds(self.tokens))
        if yearly:
            return next(token for token in amounts if token is not self.tokens[yearly.start()])
        return max(amounts, key=lambda token: token.value.amount)

    def _by_year(self, funding: str | None, *, approximate: bool) -> Money:
        by_year: dict[int, Decimal] = {}
        first = self.tokens[0].kind
        segments = re.findall(r"[yY][^yY]+" if first in "yY" else r"A[^A]+", kinds(self.tokens))
        place = 0
        for segment in segments:
            run = self.tokens[place : place + len(segment)]
            place += len(segment)
            self._one_year(run, by_year)
        if len(by_year) == 1 and len(segments) == 1 and first == "A":  # "€ 5.000 in 2025"
            self.note(messages.MONEY_ONE_YEAR, self.tokens)
        if not by_year:
            raise Unread(say(messages.MONEY_UNREAD))
        if funding and len(by_year) > 1:
            self.notes.append(say(messages.MONEY_FUNDING_YEARS, text=funding))
        return Money(self.text, Kind.AMOUNT, by_year=by_year, approximate=approximate, funding=funding)

    def _one_year(self, run: list[Token], by_year: dict[int, Decimal]) -> None:
        years: tuple[int, ...] = next(token for token in run if token.kind in "yY").value
        worth = next((token.value for token in run if token.kind == "A"), None)
        yearly = any(token.kind == "p" for token in run)
        if worth is None:
            self.note(messages.MONEY_PART_UNREAD, run)
            return
        if worth.max is not None or not years or (len(years) > 1 and not yearly) or set(years) & set(by_year):
            raise Unread(say(messages.MONEY_YEARS, text=quote(run)))
        if yearly and len(years) == 1:
            self.note(messages.MONEY_PART_UNREAD, [token for token in run if token.kind == "p"])
        by_year.update(dict.fromkeys(years, worth.amount))

    def _funding(self) -> str | None:
        """The source that pays: `(gedekt uit ...)`, `uit DUVO`, `uit reguliere middelen`."""
        named = self._take("fx")
        if not named:
            return None
        name = named[0].text[len(named[0].text) - named[0].value :] if named[0].value else ""
        year = YEAR_AFTER.search(name)
        if year:
            self.notes.append(say(messages.MONEY_YEAR_UNREAD, text=year[1]))
            name = name[: year.start()]
        name = name.strip(" .:-")
        bare = re.sub(r"\bwmo 2015\b", "wmo", name, flags=re.IGNORECASE)
        if re.search(r"\d{3}|€", bare):
            raise Unread(say(messages.MONEY_SEVERAL, text=shortened(self.text)))
        if len(named) > 1 or not bare[:1].isalpha() or re.search(r"\d", bare) or NO_SOURCE.match(bare):
            self.note(messages.MONEY_FUNDING_UNREAD, named)
            return None
        return DUVO.sub("DUVO", name)
