"""Reads one quarter as a person types it in a field, in every notation that the reader of plannings knows.

What is more than one quarter, or none, is refused with a sentence that says what to write; never a silent guess.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from reading import quarters
from reading.plans import messages
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Planning
from reading.plans.planning import read_planning
from reading.plans.texts import plain

Side = Literal["", "start", "end"]  # which end of a period the field asks, if any

NO_YEAR = _("Bij ‘%(text)s’ staat geen jaar. Schrijf bijvoorbeeld: 3e kwartaal 2026.")
NOT_ONE = _("Uit ‘%(text)s’ is geen kwartaal op te maken. Schrijf bijvoorbeeld: 3e kwartaal 2026.")
SEVERAL = _("‘%(text)s’ is meer dan één kwartaal: %(span)s. Kies er één, bijvoorbeeld: %(example)s.")
RECURS = _("‘%(text)s’ zegt ook hoe vaak het terugkomt. Schrijf hier alleen het kwartaal: %(example)s.")
PART_UNREAD = _("‘%(text)s’ is maar voor een deel te lezen. Schrijf alleen het kwartaal: %(example)s.")


class NotOneQuarter(Exception):
    """The text is not one quarter; the message tells what to write instead."""


@dataclass(frozen=True)
class OneQuarter:
    """A quarter as the database has it (`2026Q3`), and whether the words said that it is about then (`eind 2026`)."""

    quarter: str
    is_approximate: bool = False


def read_one_quarter(text: str, *, side: Side = "") -> OneQuarter:
    """The quarter that a text is: `derde kwartaal 2026`, `Q3-2026`, `juni 2026`, `eind 2026`. Raises NotOneQuarter.

    A field for a beginning also takes `vanaf Q3 2026`, one for an end `uiterlijk Q3 2026`.
    """
    text = plain(text)
    if written := quarters.read(text):
        return OneQuarter(written)
    planning = read_planning(text)
    if not planning.understood or not (planning.start or planning.end):
        missing = say(messages.PLANNING_NO_YEAR, text=text)
        raise NotOneQuarter(say(NO_YEAR if missing in planning.problems else NOT_ONE, text=shortened(text)))
    return OneQuarter(_only(planning, side), planning.approximate)


def _only(planning: Planning, side: Side) -> str:
    """The one quarter of a planning that was understood."""
    start, end = planning.start, planning.end
    named = start or end
    assert named
    said = {"text": shortened(planning.text), "example": quarters.label((end if side == "end" else start) or named)}
    if planning.recurrence:
        raise NotOneQuarter(say(RECURS, **said))
    if planning.problems:
        raise NotOneQuarter(say(PART_UNREAD, **said))
    if start == end or (side == "start" and not end) or (side == "end" and not start):
        return named
    whole = f"{quarters.label(start)} tot en met {quarters.label(end)}" if start and end else ""
    raise NotOneQuarter(say(SEVERAL, span=whole or quarters.span_label(start, end), **said))
