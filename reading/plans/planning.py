"""Reads when something happens: a text or a typed date to quarters and recurrence (design section 8, first table).

The table of words (`planning_words`) makes tokens of a text, the grammar (`planning_grammar`) puts them together. What
is left must be one whole sentence of a few kinds: otherwise nothing is read and the user is told why.
"""

import datetime
import functools
import re
from decimal import Decimal

from reading.plans import messages
from reading.plans.durations import read_duration
from reading.plans.lexer import Token, kinds, merged, quote, shortened
from reading.plans.messages import say
from reading.plans.model import Planning
from reading.plans.planning_grammar import RULES, Sentence, Unread
from reading.plans.planning_words import WORDS
from reading.plans.spans import Span, year_span
from reading.plans.texts import plain, words
from reading.vocabulary import Recurrence

NOTHING = {"", "-", "--", "n.v.t.", "n.v.t", "nvt", "niet van toepassing"}
FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST = 1_000  # signs, as the portal keeps them
A_QUARTER = 92  # days, at most
# Days between two times, at most.
BETWEEN_TIMES = {
    Recurrence.MONTHLY: 31,
    Recurrence.QUARTERLY: 92,
    Recurrence.HALF_YEARLY: 184,
    Recurrence.YEARLY: 366,
}
# Kinds of tokens that leave a whole planning unread.
REFUSED = (
    ("x", messages.PLANNING_RELATIVE),
    ("i", messages.PLANNING_NOT_EXACT),
)
# Sentences that are read, by kinds: S period, F start, U end, p period without a year, r recurrence, z recurrence
# without a code, e occasion, A afterwards.
SENTENCES = re.compile(r"[rze]*[SFUp][rze]*|[rze]+|[SF]Ar+")


def read_planning(text: str, value: object = None, *, year: int | None = None) -> Planning:
    """Read a planning as written, or the typed value of its cell; `year` is for quarters without one, and reported."""
    text = plain(text)
    if isinstance(value, datetime.date):
        return _typed_date(text, value.date() if isinstance(value, datetime.datetime) else value, year)
    if isinstance(value, int | Decimal | datetime.timedelta):
        if not isinstance(value, bool | datetime.timedelta) and value in range(FIRST_YEAR, LAST_YEAR + 1):
            span = year_span(int(value))
            return Planning(text, span.start, span.end)
        return Planning(text, understood=False, problems=(say(messages.PLANNING_TYPED),))
    if words(text) in NOTHING:
        return Planning(text)
    if len(text) > LONGEST:
        return Planning(text, understood=False, problems=(say(messages.TOO_LONG),))
    if read_duration(text):
        return Planning(text, understood=False, problems=(say(messages.PLANNING_DURATION, text=shortened(text)),))
    return _written(text, year)


@functools.lru_cache(maxsize=5_000)
def _written(text: str, year: int | None) -> Planning:
    try:
        return _read(text, year)
    except Unread as unread:
        return Planning(text, understood=False, problems=(str(unread),))


def says_end(text: str) -> bool:
    """Whether a text writes an end of its own: `Q1-Q3 2025`, and not `2025` or `Q3 2025`."""
    return any(token.kind in "SU" and (token.kind == "U" or token.value.joined) for token in _times(text))


def span_of(text: str, value: object = None) -> Span | None:
    """The days of the only period in a text or typed value; None when there is none, or more than one."""
    found = _times(plain(text))
    span: Span | None = found[0].value if len(found) == 1 else None
    if isinstance(value, datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return span if span and span.first <= day <= span.last else Span(day, day)
    return span


@functools.lru_cache(maxsize=5_000)
def _times(text: str) -> tuple[Token, ...]:
    """The periods, starts and ends in a text."""
    if len(text) > LONGEST:
        return ()
    sentence = Sentence(text, WORDS.tokens(text))
    try:
        _refuse(sentence)
        for rule in RULES:
            rule(sentence)
    except Unread:
        return ()
    return tuple(token for token in sentence.tokens if token.kind in "SFU")


def _typed_date(text: str, day: datetime.date, year: int | None) -> Planning:
    """A typed date; when the sheet shows it as "2026" or "mrt 2026", that is what it means."""
    shown = _written(text, year) if text else Planning()
    quarter = Span(day, day).start
    if shown.start and shown.end and shown.start <= quarter <= shown.end:
        return shown
    return Planning(text, quarter, quarter)


def _read(text: str, year: int | None) -> Planning:
    sentence = Sentence(text, WORDS.tokens(text), year)
    _afterwards(sentence)
    _refuse(sentence)
    for rule in RULES:
        rule(sentence)
    return _finish(text, sentence)


def _afterwards(sentence: Sentence) -> None:
    """`Verkenning Q1 2021; daarna bepalen of ...`: what comes afterwards without a date is told, not read."""
    place = kinds(sentence.tokens).find("A")
    if place < 0:
        return
    before, after = sentence.tokens[:place], sentence.tokens[place:]
    if any(token.kind in "PSYNhflutVvcn" for token in after):
        raise Unread(say(messages.PLANNING_SEVERAL, text=quote(sentence.tokens)))
    if not any(token.kind == "r" for token in after):
        sentence.tokens = before
        sentence.note(messages.PLANNING_AFTERWARDS, after)


def _refuse(sentence: Sentence) -> None:
    """Raise Unread for words with which no period can be trusted, and for periods that do not exist."""
    for kind, message in REFUSED:
        found = [token for token in sentence.tokens if token.kind == kind]
        if found:
            raise Unread(say(message, text=shortened(sentence.text)))
    missing = [token for token in sentence.tokens if token.kind in "PS" and token.value is None]
    if missing:
        raise Unread(say(messages.PLANNING_NOT_THERE, text=quote(missing)))


def _finish(text: str, sentence: Sentence) -> Planning:
    """Read what is left as a whole, or raise Unread."""
    unread = _harmless(sentence)
    times = [token for token in sentence.tokens if token.kind in "SFUp"]
    if "|" in kinds(sentence.tokens):
        raise Unread(say(messages.PLANNING_CHOICE, text=shortened(text)))
    if len(times) > 1:
        raise Unread(say(messages.PLANNING_SEVERAL, text=quote(times)))
    if not SENTENCES.fullmatch(kinds(sentence.tokens)):
        raise Unread(say(messages.PLANNING_UNREAD))
    time = times[0] if times and times[0].kind != "p" else None
    recurrence = _recurrence(sentence)
    _tell(sentence, times, time, unread)
    start, end = _quarters(sentence, time, recurrence)
    if not (start or end or recurrence):
        reason = sentence.notes[0] if times or (sentence.notes and not unread) else say(messages.PLANNING_UNREAD)
        return Planning(text, understood=False, problems=(reason,))
    approximate = bool(time and time.value.approximate)
    return Planning(text, start, end, recurrence, approximate, problems=tuple(dict.fromkeys(sentence.notes)))


def _harmless(sentence: Sentence) -> list[Token]:
    """Take out signs and words that do not change the meaning; gives the words among them that are not known."""
    sentence.apply(r"(?<=[kwe])[-~/+|]+|[-~/+|]+(?=[kwe])", lambda run: merged(";", run))
    sentence.apply("a", lambda run: merged("w", run))
    sentence.apply(r"(?<=[SFUrz])[-~]+(?=[rz])|(?<=[rz])[-~]+(?=[SFU])", lambda run: merged(";", run))
    sentence.apply(r"(?<=[rz])[/+]|[/+](?=[rz])", lambda run: merged(";", run))
    sentence.apply(r"v(?![SPp])", lambda run: merged("w", run))
    if not any(token.kind in "SFUp" for token in sentence.tokens):
        sentence.apply("f", lambda run: merged("k", run))
    unread = sentence.drop("w")
    sentence.drop("k,;()")
    return unread


def _recurrence(sentence: Sentence) -> Recurrence | None:
    """The recurrence, when there is one and the portal has a code for it."""
    found = [token for token in sentence.tokens if token.kind == "r"]
    strange = [token for token in sentence.tokens if token.kind == "z"]
    if strange:
        sentence.note(messages.RECURRENCE_NO_CODE, strange)
        return None
    if len({token.value for token in found}) > 1:
        sentence.note(messages.RECURRENCE_SEVERAL, found)
        return None
    return found[0].value if found else None


def _tell(sentence: Sentence, times: list[Token], time: Token | None, unread: list[Token]) -> None:
    """Note what was not read beside what was."""
    if times and not time:
        sentence.note(messages.PLANNING_NO_YEAR, times)
    if time:
        sentence.notes += time.value.notes
    occasions = [token for token in sentence.tokens if token.kind == "e"]
    if occasions and not (time and time.value.days <= A_QUARTER):
        sentence.note(messages.PLANNING_NO_DATE, occasions)
    if unread:
        sentence.note(messages.PLANNING_PART_UNREAD, unread)


def _quarters(sentence: Sentence, time: Token | None, recurrence: Recurrence | None) -> tuple[str | None, str | None]:
    """Start and end. Of what recurs, a period gives the start, and the end only when an end is written."""
    if time is None:
        return None, None
    span: Span = time.value
    if time.kind == "F":
        return span.start, None
    if time.kind == "U":
        return None, span.end
    recurs = any(token.kind in "rz" for token in sentence.tokens)
    if not recurs:
        return span.start, span.end
    if any(token.kind == "A" for token in sentence.tokens):
        return span.start, None
    written = span.joined not in ("", "either")
    if _end_is_doubtful(sentence, span, recurrence, written=written):
        sentence.note(messages.PLANNING_OPEN_END, [time])
    return span.start, span.end if written else None


def _end_is_doubtful(sentence: Sentence, span: Span, recurrence: Recurrence | None, *, written: bool) -> bool:
    """`maandelijks in 2026` may well end with 2026; `Q3-Q4 2021, jaarlijks` may well not end there."""
    if recurrence is None:
        return False
    if recurrence == Recurrence.ONGOING:
        inside = r"\b(?:in|gedurende|tijdens|heel|hele)\s+(?:(?:het|de)\s+)?(?:jaar\s+)?'?\d\d"
        return not written and bool(re.search(inside, words(sentence.text)))
    fits = BETWEEN_TIMES[recurrence] < span.days
    return fits != written
