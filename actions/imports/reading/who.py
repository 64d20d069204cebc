"""Reads who leads and who joins, from one column or from columns of their own (design section 8)."""

import re
from collections.abc import Iterator

from actions.imports.reading import messages
from actions.imports.reading.lexer import shortened
from actions.imports.reading.messages import say
from actions.imports.reading.model import Who
from actions.imports.reading.texts import plain, spelling, words
from actions.imports.reading.who_words import (
    AFTER,
    AND,
    APART,
    AUDIENCE,
    BEFORE,
    KNOWN,
    LABEL,
    NOBODY,
    NOT_YET,
    PAIRS,
    PEOPLE_WITH,
    SAME_ROLE,
    SPLITS,
    TOGETHER,
)

LONGEST = 2_000  # signs, as the portal keeps them
Cut = tuple[int, int]  # where a separator begins and ends


def read_who(text: str) -> Who:
    """Read a column for everyone: the lead is what comes before the first separator, the rest are partners."""
    text = plain(text)
    if words(text) in NOBODY:
        return Who(text)
    problem = say(messages.TOO_LONG) if len(text) > LONGEST else _nobody(text)
    if problem:
        return Who(text, problems=(problem,))
    cut = next(_cuts(SPLITS, text), None)
    lead = _name(text[: cut[0]] if cut else text)
    if not lead:
        return Who(text, problems=(say(messages.LEAD_UNREAD, text=shortened(text)),))
    partners = _names(text[cut[1] :]) if cut else ()
    problems = []
    if cut and _may_be_one_name(text, cut):
        problems.append(say(messages.LEAD_OR_NAME, lead=lead, text=shortened(text)))
    roles = _roles(lead)
    if len(roles) > 1:
        problems.append(say(messages.LEADS_TOGETHER, text=shortened(lead)))
    return Who(text, roles, partners, lead, tuple(problems))


def read_lead(text: str, *, partners: str = "", who: str = "") -> Who:
    """Read a column of its own for the lead; partners from their own column, else from what `who` says besides."""
    text, shown = plain(text), plain(who) or plain(text)
    joined = read_partners(partners)
    if words(text) in NOBODY:
        return Who(shown, partners=joined or read_partners(who))
    problem = say(messages.TOO_LONG) if len(text) > LONGEST else _nobody(text)
    if problem:
        return Who(shown, partners=joined, problems=(problem,))
    cut = re.search(TOGETHER, spelling(text))
    lead = _name(text[: cut.start()] if cut else text)
    if not lead:
        return Who(shown, partners=joined, problems=(say(messages.LEAD_UNREAD, text=shortened(text)),))
    leads = _names(lead, [cut for cut in _cuts(APART, lead) if not _may_be_one_name(lead, cut)])
    found = (*(_names(text[cut.end() :]) if cut else ()), *joined)
    if not found:
        known = {words(one) for one in leads}
        found = tuple(name for name in read_partners(who) if words(name) not in known)
    return Who(shown, leads, tuple(dict.fromkeys(found)), lead)


def read_partners(text: str) -> tuple[str, ...]:
    """The names in a column of partners."""
    text = plain(text)
    return () if len(text) > LONGEST or words(text) in NOBODY or NOT_YET.fullmatch(words(text)) else _names(text)


def _nobody(text: str) -> str | None:
    """Why a text names no lead, as a sentence; None when it does."""
    read = LABEL.sub("", words(text))
    if NOT_YET.fullmatch(read):
        return say(messages.LEAD_NOT_YET, text=shortened(text))
    if AUDIENCE.match(read):
        return say(messages.LEAD_AUDIENCE, text=shortened(text))
    return None


def _cuts(pattern: re.Pattern[str], text: str) -> Iterator[Cut]:
    """Where a text is cut: not inside a name with "en" in it, nor inside brackets."""
    read = spelling(text)
    names = [match.span() for match in PAIRS.finditer(read)]
    for match in pattern.finditer(read):
        start, end = match.span()
        inside_name = any(first < start and end < last for first, last in names)
        inside_brackets = read.count("(", 0, start) > read.count(")", 0, start) and not re.match(
            TOGETHER, match[0].strip()
        )
        if not (inside_name or inside_brackets or PEOPLE_WITH.search(read[:end])):
            yield start, end


def _may_be_one_name(text: str, cut: Cut) -> bool:
    """Whether "A en B" may be one name that we do not know: B is no organisation or role that we know."""
    after = text[cut[1] :].strip()
    return bool(AND.fullmatch(spelling(text[cut[0] : cut[1]]).strip())) and not (
        KNOWN.match(spelling(after)) or after[:2].isupper()
    )


def _roles(lead: str) -> tuple[str, ...]:
    """`Projectleider A Projectleider B` are two: a text layer lost what stood between them."""
    match = SAME_ROLE.match(lead)
    return (match[1].strip(), lead[match.end(1) :].strip()) if match else (lead,)


def _names(text: str, cuts: list[Cut] | None = None) -> tuple[str, ...]:
    """All names in a text, each once."""
    names, start = [], 0
    for first, last in [*(_cuts(APART, text) if cuts is None else cuts), (len(text), len(text))]:
        names.append(_name(text[start:first]))
        start = last
    return tuple(dict.fromkeys(name for name in names if name))


def _name(text: str) -> str:
    """A name without the words around it: `waar nodig`, `de`, `ed.`; its brackets in pairs."""
    label = LABEL.match(spelling(text))
    text = text[label.end() :] if label else text
    for _ in range(2):
        text = text[len(found[0]) :] if (found := BEFORE.match(spelling(text))) else text
        text = text[: found.start()] if (found := AFTER.search(spelling(text))) else text
    if text.count("(") > text.count(")"):
        text = text.replace("(", "", 1)
    if text.count(")") > text.count("("):
        text = text.replace(")", "", 1)
    return " ".join(text.split())
