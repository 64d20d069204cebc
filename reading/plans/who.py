"""Reads who leads and who joins, from one column or from columns of their own (design section 8)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reading.plans import messages
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Who
from reading.plans.texts import plain, spelling, words
from reading.plans.who_words import (
    AFTER,
    ALL,
    AND,
    APART,
    AUDIENCE,
    BEFORE,
    CALLED,
    CHOICE,
    INITIALS,
    KNOWN,
    LABEL,
    MARKED,
    NO_NAME,
    NO_NAMES,
    NOBODY,
    NOT_YET,
    PAIRS,
    PEOPLE_WITH,
    PROPER,
    SAME_ROLE,
    SPLITS,
    SUBJECTS,
    TOGETHER,
)

SLASHED = re.compile(r"(?<![\w/.-])[\wÀ-ÿ&]{2,20}(?:/[\wÀ-ÿ&]{2,20})+(?![\w/.-])")
BRACKETED = re.compile(r"([^\s(;,\n][^(;,\n]*?)\s*\(([^()]{2,80})\)")
WRAPPED = re.compile(r"((?:^|\s)(?:de|het|van|voor|en|der|den|te|in|bij|met|&)|\w-)\n", re.IGNORECASE)
LONGEST = 2_000  # signs, as the portal keeps them
Cut = tuple[int, int]  # where a separator begins and ends


def read_who(text: str) -> Who:
    """Read a column for everyone: the lead is what comes before the first separator, the rest are partners."""
    text = plain(text)
    return replace(_read_who(_apart(text)), text=text)


def _read_who(text: str) -> Who:
    if words(text) in NOBODY:
        return Who(text)
    problem = say(messages.TOO_LONG) if len(text) > LONGEST else _nobody(text)
    if problem:
        return Who(text, problems=(problem,))
    marked = _marked(text, first=False)
    if marked:
        return marked
    cut = next(_cuts(SPLITS, text), None)
    lead = _name(text[: cut[0]] if cut else text)
    unread = _no_name(lead, text)
    partners = _names(text[cut[1] :]) if cut else ()
    if unread:
        return Who(text, partners=_known(partners), problems=(unread,))
    problems = []
    if cut and _may_be_one_name(text, cut):
        problems.append(say(messages.LEAD_OR_NAME, lead=lead, text=shortened(text)))
    roles = _roles(lead)
    if len(roles) > 1:
        problems.append(say(messages.LEADS_TOGETHER, text=shortened(lead)))
    return Who(text, roles, _known(partners), lead, (*problems, *_partner_problems(partners)))


def _marked(text: str, *, first: bool) -> Who | None:
    """`GGD, gemeente X (trekker), politie`: who is called the lead is the lead, whatever the order.

    `first`: also when only the first is called so.
    """
    parts = _pieces(text)
    found = [bool(MARKED.search(spelling(part))) for part in parts]
    if not any(found if first and len(parts) > 1 else found[1:]):
        return None
    names = [_name(part) for part in parts]
    leads = tuple(name for name, is_lead in zip(names, found, strict=True) if is_lead)
    partners = tuple(name for name, is_lead in zip(names, found, strict=True) if name and not is_lead)
    return Who(text, leads, _known(partners), "; ".join(leads), _partner_problems(partners))


def _no_name(lead: str, text: str) -> str | None:
    """Why the text before the first separator is not the name of a lead, as a sentence; None when it may well be."""
    read = spelling(lead)
    if len(read) < 2 or NO_NAME.search(read):
        return say(messages.LEAD_UNREAD, text=shortened(text))
    if CHOICE.search(read):
        return say(messages.LEAD_CHOICE, text=shortened(lead))
    return None


def _known(partners: tuple[str, ...]) -> tuple[str, ...]:
    """Partners without those that are still to be found, and without everyone."""
    return tuple(name for name in partners if not NOT_YET.fullmatch(words(name)) and not ALL.fullmatch(words(name)))


def _partner_problems(partners: tuple[str, ...]) -> tuple[str, ...]:
    unread = [name for name in partners if NOT_YET.fullmatch(words(name))]
    strange = [name for name in partners if NO_NAME.search(spelling(name)) or CHOICE.search(spelling(name))]
    everyone = [name for name in partners if ALL.fullmatch(words(name))]
    return (
        *(say(messages.PARTNER_ALL, text=shortened(name)) for name in everyone),
        *(say(messages.PARTNER_NOT_YET, text=shortened(name)) for name in unread),
        *(say(messages.PARTNER_DOUBTFUL, text=shortened(name)) for name in strange if name not in (*unread, *everyone)),
    )


def read_lead(text: str, *, partners: str = "", who: str = "") -> Who:
    """Read a column of its own for the lead; partners from their own column, else from what `who` says besides."""
    shown, text = plain(who) or plain(text), _apart(plain(text))
    joined, all_of_them = read_partners(partners), partner_problems(partners)
    found = _read_lead(text, joined, who)
    return replace(found, text=shown, problems=(*found.problems, *all_of_them))


def _read_lead(text: str, joined: tuple[str, ...], who: str) -> Who:
    shown = text
    if words(text) in NOBODY:
        return Who(shown, partners=joined or read_partners(who))
    problem = say(messages.TOO_LONG) if len(text) > LONGEST else _nobody(text)
    if problem:
        return Who(shown, partners=joined, problems=(problem,))
    marked = _marked(text, first=True)
    if marked:
        return replace(marked, partners=tuple(dict.fromkeys((*marked.partners, *joined))))
    cut = re.search(TOGETHER, spelling(text))
    lead = _name((text[: cut.start()] if cut else text).replace("\n", "; "))
    unread = _no_name(lead, text)
    if unread:
        return Who(shown, partners=joined, problems=(unread,))
    leads = _names(lead, [cut for cut in _cuts(APART, lead) if not _may_be_one_name(lead, cut)])
    found = (*(_names(text[cut.end() :]) if cut else ()), *joined)
    if not found:
        known = {words(one) for one in leads}
        found = tuple(name for name in read_partners(who) if words(name) not in known)
    one_name = [one for one in leads if any(_may_be_one_name(one, cut) for cut in _cuts(APART, one))]
    problems = tuple(say(messages.LEADS_TOGETHER, text=shortened(one)) for one in one_name)
    return Who(shown, leads, tuple(dict.fromkeys(found)), lead, problems)


def read_partners(text: str) -> tuple[str, ...]:
    """The names in a column of partners."""
    text = _apart(plain(text))
    return () if len(text) > LONGEST or words(text) in NOBODY else _known(_names(text))


def partner_problems(text: str) -> tuple[str, ...]:
    """What to say of a column of partners: everyone together is no name."""
    text = plain(text)
    names = _names(text) if len(text) <= LONGEST else ()
    return tuple(say(messages.PARTNER_ALL, text=shortened(name)) for name in names if ALL.fullmatch(words(name)))


def _apart(text: str) -> str:
    """With two organisations in one word apart (`GGD/VT`), and with those in brackets as partners (`GGD (VT, OM)`)."""
    text = WRAPPED.sub(r"\1 ", text)
    if "/" in text:
        text = SLASHED.sub(_divided, text)
    return BRACKETED.sub(_joined, text) if "(" in text else text


def _divided(match: re.Match[str]) -> str:
    names = match[0].split("/")
    initials = sum(bool(INITIALS.fullmatch(name)) for name in names)
    return "; ".join(names) if initials and all(map(_is_known, names)) else match[0]


def _joined(match: re.Match[str]) -> str:
    names = re.split(r"\s*(?:[,;/&+]|\ben\b)\s*", match[2])
    are_partners = len(names) > 1 and all(map(_is_known, names))
    return f"{match[1]} partners: {'; '.join(names)}" if are_partners else match[0]


def _is_known(name: str) -> bool:
    """Whether this can only be an organisation or role: by its initials or by a word that we know."""
    read = words(name)
    known = KNOWN.match(read)
    return read not in SUBJECTS and bool(INITIALS.fullmatch(name) or (known and known.end() == len(read)))


def _nobody(text: str) -> str | None:
    """Why a text names no lead, as a sentence; None when it does."""
    read = LABEL.sub("", words(text))
    if ALL.fullmatch(read):
        return say(messages.LEAD_ALL, text=shortened(text))
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
    names = map(_name, _pieces(text, cuts))
    return tuple(dict.fromkeys(name for name in names if name and spelling(name) not in NO_NAMES))


def _pieces(text: str, cuts: list[Cut] | None = None) -> list[str]:
    """The text between the separators."""
    pieces, start = [], 0
    for first, last in [*(_cuts(APART, text) if cuts is None else cuts), (len(text), len(text))]:
        pieces.append(text[start:first])
        start = last
    return pieces


def _name(text: str) -> str:
    """A name without the words around it: `waar nodig`, `de`, `ed.`; its brackets in pairs."""
    label = LABEL.match(spelling(text))
    text = text[label.end() :] if label else text
    called = CALLED.match(text)
    text = text[called.end() :] if called else text
    for _ in range(2):
        before = None if PROPER.match(text) else BEFORE.match(spelling(text))
        text = text[before.end() :] if before else text
        text = text[: found.start()] if (found := AFTER.search(spelling(text))) else text
    if text.count("(") > text.count(")"):
        text = text.replace("(", "", 1)
    if text.count(")") > text.count("("):
        text = text.replace(")", "", 1)
    return " ".join(text.split())
