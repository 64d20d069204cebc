"""Puts the tokens of a planning together: parts of a year get their year, periods are joined, starts and ends found.

Every rule is a pattern of kinds, a sign each (`planning_words.LEGEND` says what they stand for), with what becomes of
it: S a span of days, F a start, U an end, p a period without year. `RULES` is their order. Whatever no rule takes stays
as it is; `planning` then refuses it or tells the user.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reading import quarters
from reading.plans import messages
from reading.plans.lexer import Token, kinds, merged, quote, rewrite
from reading.plans.messages import say
from reading.plans.spans import Join, Part, Span, year_span
from reading.plans.texts import words

A_YEAR = 365  # days
UNTIL_END = re.compile(r"(?:^|\s)(?:tot|voor|vóór)\s+eind")


class Unread(Exception):
    """This text is not read; the message says why, for the user."""


@dataclass
class Sentence:
    """A planning while it is put together."""

    text: str
    tokens: list[Token]
    year: int | None = None  # for parts of a year of which no year is written
    notes: list[str] = field(default_factory=list)

    def apply(self, pattern: str, build: Callable[[list[Token]], Token | None]) -> None:
        """Put together every run of tokens of these kinds."""
        self.tokens = rewrite(self.tokens, pattern, build)

    def drop(self, kinds: str) -> list[Token]:
        """Take the tokens of these kinds out."""
        dropped = [token for token in self.tokens if token.kind in kinds]
        self.tokens = [token for token in self.tokens if token.kind not in kinds]
        return dropped

    def note(self, message: object, run: list[Token], **values: object) -> None:
        """Something that the user must look at."""
        self.notes.append(say(message, text=quote(run), **values))


def _only(run: list[Token], kinds: str) -> Token:
    return next(token for token in run if token.kind in kinds)


# --- Years ---


def _closings(sentence: Sentence) -> None:
    """`start Q1 2025; einde Q2 2026`: an end there, beside a start; `eind 2026` stays a part of 2026 as well."""
    for match in reversed([*re.finditer(r"(?<=^f)[^h]+[,;]h(?=([PSYN]))", kinds(sentence.tokens))]):
        place = match.end() - 1
        here = sentence.tokens[place]
        if here.text.lower().startswith("eind"):
            stays = [here] if match[1] in "YN" else []
            sentence.tokens[place : place + 1] = [Token("l", here.text), *stays]


def _shades(sentence: Sentence) -> None:
    """`eind juni`, `begin 2e kwartaal`; alone, `begin` is itself a part of a year."""
    sentence.apply("hP", lambda run: merged("P", run, run[1].value.shaded(run[0].value)))
    sentence.apply("h(?=[YN]|[-~t/+,u])", _shade_alone)


def _shade_alone(run: list[Token]) -> Token:
    first, last = run[0].value
    return merged("P", run, Part(first, last, approximate=True))


def _years(sentence: Sentence) -> None:
    """Parts with their year beside them: `Q3 2021`, `2026-Q4`, `Q3 (2021)`, `mrt '26`; then years by themselves."""
    for match in reversed([*re.finditer(r"(?<=Y)\((P[-~t/+,]P)\)", kinds(sentence.tokens))]):  # "2025 (Q1-Q3)"
        sentence.tokens[slice(*match.span())] = sentence.tokens[slice(*match.span(1))]
    sentence.apply("P[YN]", _dated)
    sentence.apply(r"Y[~/]N", _short_range)
    sentence.apply(r"Y~?P(?=[-~/+]Y~?P(?![YN~]))", _dated)  # "2021 Q1-2021 Q3"
    sentence.apply(r"P~[YN](?!~)|P/Y(?!/)|P\(Y\)", _dated)
    sentence.apply(r"Y\(P\)|Y[~/,]?P", _dated)
    sentence.apply("P,Y", _dated)
    sentence.apply("Y", lambda run: merged("S", run, year_span(run[0].value)))
    sentence.apply("N", lambda run: merged("n", run))


def _dated(run: list[Token]) -> Token:
    span = _of_year(_only(run, "P"), _only(run, "YN").value, run)
    return merged("S", run, span)


def _of_year(part: Token, year: int, run: list[Token]) -> Span:
    span: Span | None = part.value.of_year(year)
    if span is None:
        raise Unread(say(messages.PLANNING_NOT_THERE, text=quote(run)))
    return span.noting(say(messages.PLANNING_GAP, text=quote(run))) if span.joined == "gap" else span


def _short_range(run: list[Token]) -> Token:
    """`2024-25`; `2024/25` may be two calendar years or the school year: not read."""
    first, last = run[0].value, run[-1].value
    if last <= first:
        raise Unread(say(messages.PLANNING_BACKWARDS, text=quote(run)))
    if run[1].kind == "/" and last == first + 1:
        raise Unread(say(messages.PLANNING_TWO_YEARS, text=f"{first}/{last % 100}", first=first, last=last))
    return merged("S", run, year_span(first, last, "dash"))


# --- Several periods ---


def _chains(sentence: Sentence) -> None:
    """Periods with a link between them: `Q2 2021-Q3 2021`, `Q1 t/m Q3 2024`, `2022, 2023 en 2024`."""
    sentence.apply(r"[PS](?:[-~t/+,u][PS])+", lambda run: _chain(run, sentence))
    sentence.apply("P", lambda run: _chain(run, sentence))


def _chain(run: list[Token], sentence: Sentence) -> Token:
    places, links = run[::2], [token.kind for token in run[1::2]]
    written = [token.value.first.year if token.kind == "S" else None for token in places]
    if not any(written):
        if sentence.year is None or any(token.value.weeks for token in places):
            return merged("p", run)
        sentence.note(messages.PLANNING_YEAR_ASSUMED, run, year=sentence.year)
        written = [sentence.year] * len(places)
    _refuse_mixed(places, links, run)
    spans = [
        token.value if token.kind == "S" else _of_year(token, _near(written, place), run)
        for place, token in enumerate(places)
    ]
    span = _join(spans, links, quote(run))
    if span.joined == "dash" and all(token.kind == "S" for token in places) and spans[0].days < A_YEAR:
        span = replace(span, joined="until")
    return merged("S", run, span)


def _refuse_mixed(places: list[Token], links: list[str], run: list[Token]) -> None:
    """Raise Unread where a part of a year meets a whole year: `Q1 - 2025`, `maart 2025-2026`, `juni 2024 en 2025`."""
    bare = [_is_bare_year(token) for token in places]
    if not any(bare) or all(bare):
        return
    if any(token.kind == "P" for token in places) or set(links) - set("-tu"):
        raise Unread(say(messages.PLANNING_SEVERAL, text=quote(run)))


def _is_bare_year(token: Token) -> bool:
    return token.kind == "S" and not token.value.joined and token.value.days >= A_YEAR


def _near(years: list[int | None], place: int) -> int:
    """The year for a part without one: the next that is written, else the one before."""
    after = [year for year in years[place:] if year]
    return after[0] if after else [year for year in years[:place] if year][-1]


def _join(spans: list[Span], links: list[str], text: str) -> Span:
    """One span of several: first what is a range, then what is listed."""
    parts: list[Span] = [spans[0]]
    lists: set[str] = set()
    for span, link in zip(spans[1:], links, strict=True):
        if link not in "-~tu":
            parts.append(span)
            lists.add(link)
        elif parts[-1].joined or span.joined:
            raise Unread(say(messages.PLANNING_SEVERAL, text=text))
        else:
            parts[-1] = _range(parts[-1], span, link, text)
    return _listed(parts, "either" if lists == {"/"} else "list", text) if lists else parts[0]


def _range(first: Span, last: Span, link: str, text: str) -> Span:
    if link == "u":
        last = _exclusive(last, text)
    if last.first < first.first or last.last < first.last:
        raise Unread(say(messages.PLANNING_BACKWARDS, text=text))
    joined: Join = "until" if link in "tu" else "dash"
    return Span(first.first, last.last, first.approximate or last.approximate, joined, (*first.notes, *last.notes))


def _listed(parts: list[Span], joined: Join, text: str) -> Span:
    """`2022, 2023 en 2024`; with a gap in it (`Q1 en Q3 2025`) the user must look."""
    if any(later.first < earlier.first for earlier, later in pairwise(parts)):
        raise Unread(say(messages.PLANNING_SEVERAL, text=text))
    last = max(part.last for part in parts)
    span = Span(parts[0].first, last, any(part.approximate for part in parts), joined)
    if all(quarters.index(later.start) - quarters.index(earlier.end) <= 1 for earlier, later in pairwise(parts)):
        return span
    if joined == "either":
        raise Unread(say(messages.PLANNING_SEVERAL, text=text))
    return span.noting(say(messages.PLANNING_GAP, text=text))


def _exclusive(span: Span, text: str) -> Span:
    """`tot 1 juli` ends on 30 June, `tot eind 2026` with 2026; `tot 2026` may or may not include 2026: not read."""
    eve = span.first - datetime.timedelta(days=1)
    if UNTIL_END.search(words(text)):
        return span
    if span.first == span.last:
        return Span(eve, eve, span.approximate)
    if quarters.of(eve) != span.end:
        raise Unread(say(messages.PLANNING_UNTIL, text=text))
    return span


# --- Starts and ends ---


def _between(sentence: Sentence) -> None:
    """`tussen 1 maart en 1 juni 2025`: from the first to the last, whatever lies between."""
    sentence.apply("bS", lambda run: merged("S", run, replace(run[1].value, joined="until", notes=())))


def _about(sentence: Sentence) -> None:
    """`circa Q3 2025`, `rond 25 november 2024`."""
    sentence.apply("a+,?S", lambda run: merged("S", run, replace(run[-1].value, approximate=True)))
    sentence.apply("a+[ep]", lambda run: merged(run[-1].kind, run))


def _starts(sentence: Sentence) -> None:
    """`Start Q4 2020- verder in 2021`, `vanaf Q3 2021`, `2026 en verder`."""

    def continues(run: list[Token]) -> Token:
        sentence.note(messages.PLANNING_CONTINUES, run[-2:])
        return merged("F", run, _only(run, "S").value)

    sentence.apply(r"(?:f[,k]*)?S[-~,;]?cS", continues)
    sentence.apply(r"f[,kw]*S(?:[-~,]?o)?", lambda run: _start(run, sentence))
    sentence.apply(r"S[-~,]?o", lambda run: merged("F", run, run[0].value))


def _start(run: list[Token], sentence: Sentence) -> Token:
    """A start; what is written as a range with its own end (`Start Q1 2025 - Q4 2026`) has an end too."""
    _tell_unread(run, sentence)
    span: Span = _only(run, "S").value
    if run[-1].kind == "o" or not span.joined:
        return merged("F", run, span)
    if span.joined == "until":
        return merged("S", run, span)
    if span.joined != "either":
        sentence.note(messages.PLANNING_START_RANGE, run)
    return merged("F", run, replace(span, approximate=True))


def _tell_unread(run: list[Token], sentence: Sentence) -> None:
    unread = [token for token in run if token.kind == "w"]
    if unread:
        sentence.note(messages.PLANNING_PART_UNREAD, unread)


def _ends(sentence: Sentence) -> None:
    """`t/m 2026`, `uiterlijk Q4 2024`, `tot 1 juli 2026`, `voor 1 juli 2026`; with a start before it, both."""

    def until(run: list[Token]) -> Token:
        _tell_unread(run, sentence)
        span: Span = run[-1].value
        if span.joined not in ("", "either"):
            raise Unread(say(messages.PLANNING_SEVERAL, text=quote(run)))
        return merged("U", run, span)

    def before(run: list[Token]) -> Token:
        span: Span = run[-1].value
        if run[0].kind == "v" and span.first != span.last:  # "voor 2026" may well be "for 2026"
            raise Unread(say(messages.PLANNING_UNTIL, text=quote(run)))
        return merged("U", run, _exclusive(span, quote(run)))

    def said_last(run: list[Token]) -> Token:
        """`december 2025 gereed`."""
        return until([run[1], run[0]])

    sentence.apply(r"l?t[,]*S|l[,kw]*S", until)
    sentence.apply(r"l?[uvV]S", before)
    sentence.apply(r"^Sl$", said_last)
    sentence.apply(r"^Ul$", lambda run: run[0])
    sentence.apply(r"[ftluvV]+p", lambda run: merged("p", run))
    sentence.apply(r"F[-~,;+/]*U", lambda run: merged("S", run, _range(run[0].value, run[-1].value, "t", quote(run))))


RULES: tuple[Callable[[Sentence], None], ...] = (_closings, _shades, _years, _chains, _between, _about, _starts, _ends)
