"""When words of the plan are no longer what was agreed: somebody changed what they were read as, and left the words.

Pure; the history behind it is read by `actions.services.superseding`. Who changes the words themselves, or puts back
what they were read as, takes the mark away. A plan that is read in brings words and reading together: the same rule.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from actions.models import Cost
from actions.rules.content import Content


@dataclass(frozen=True)
class Words:
    """A text as written, the parts of an action that it is read as, and the field that holds since when it is not."""

    text: str
    parts: tuple[str, ...]
    mark: str


WORDS = (
    Words(
        "planning_text",
        ("starts_in", "ends_in", "recurrence", "planning_approximate", "planned_part"),
        "planning_replaced_on",
    ),
    Words("who_text", ("leads", "partners"), "who_replaced_on"),
    Words("cost_text", ("costs",), "cost_replaced_on"),
)


def reading_of(words: Words, content: Content) -> tuple[Any, ...]:
    """What a text is read as. What was spent is no reading of a plan, nor how far an amount has come."""
    return tuple(_costs(content) if name == "costs" else getattr(content, name) for name in words.parts)


def _costs(content: Content) -> list[Any]:
    planned = [item for item in content.costs if item.stage != Cost.Stage.SPENT]
    return [replace(item, pk=None, stage="") for item in planned]


def asks_history(words: Words, old: Content, new: Content, *, marked: bool) -> bool:
    """Whether something of before may be put back, so that the mark of then holds again."""
    if not getattr(new, words.text):
        return False
    if getattr(old, words.text) != getattr(new, words.text):
        return True
    return marked and reading_of(words, old) != reading_of(words, new)


def marked_since(
    words: Words, old: Content, new: Content, *, since: datetime.date | None, on: datetime.date
) -> datetime.date | None:
    """Since when the words do not hold, after a change on a day of what was not there before; None: they hold."""
    if not getattr(new, words.text) or getattr(old, words.text) != getattr(new, words.text):
        return None
    if reading_of(words, old) == reading_of(words, new):
        return since
    return since or on
