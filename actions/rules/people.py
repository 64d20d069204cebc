"""In which order the people of an action are named: everywhere the one of the plan's own words, and else by name."""

from collections.abc import Iterable

from actions.models import Action

Span = tuple[int, int]  # of the plan's words: the place of the first sign, and of the one after the last


def leads_of(action: Action) -> list[str]:
    """The names of who leads. Wants the leads to be loaded."""
    return as_written((lead.name for lead in action.leads.all()), action.who_text)


def partners_of(action: Action) -> list[str]:
    """The names of who joins. Wants the partners to be loaded."""
    return as_written((partner.name for partner in action.partners.all()), action.who_text)


def as_written(names: Iterable[str], written: str) -> list[str]:
    """Each name once, in the order of the words of the plan; what those do not name comes last, by name.

    A plan is shorter than a list of organisations: `GGD` there is `GGD Noordland` here.
    """
    known = sorted(set(names), key=lambda name: (name.casefold(), name))
    text = _plain(written)
    if len(known) < 2 or not text:
        return known
    spans = {name: span for name in known if (span := _span(_plain(name), text))}
    spans = {name: span for name, span in spans.items() if not any(_holds(other, span) for other in spans.values())}
    return sorted(known, key=lambda name: spans.get(name, (len(text), 0)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _span(name: str, text: str) -> Span | None:
    """Where a text names somebody: by the whole name, else by as many of its first words as it can."""
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        part = " ".join(words[:count])
        start = text.find(part)
        while start >= 0:
            end = start + len(part)
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                return start, end
            start = text.find(part, start + 1)
    return None


def _holds(whole: Span, part: Span) -> bool:
    """Whether a span lies within another: `Gemeente` of another municipality than the one that the plan names."""
    return whole != part and whole[0] <= part[0] and part[1] <= whole[1]
