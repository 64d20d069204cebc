"""How far a number of actions is, counted per status, and in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Action, Classification
from actions.models.base import is_so
from reading import formats
from reading.vocabulary import Status

# The order in a sentence; what is not known comes last, in its own words.
ORDER = (
    *(Action.Status.RUNNING, Action.Status.DELAYED, Action.Status.DONE, Action.Status.SECURED),
    *(Action.Status.PLANNED, Action.Status.STOPPED),
)


def in_status(number: int, status: Status) -> str:
    """So many actions in a status, within a sentence: `1 loopt`, `5 lopen`, `2 gepland`."""
    if status == Action.Status.RUNNING and number > 1:
        return f"{number} lopen"
    return f"{number} {status.label.lower()}"


@dataclass(frozen=True)
class Counts:
    """Numbers of actions by status. A status that does not occur counts as 0; an unknown status stays unknown."""

    by_status: dict[str, int]
    hidden: int = 0  # of all: released, yet not public; they are there for who may read them only
    concepts: int = 0  # of all: wait for release

    @property
    def total(self) -> int:
        """All actions."""
        return sum(self.by_status.values())

    @property
    def unknown(self) -> int:
        """Actions of which the status is not known."""
        return self.by_status.get(Action.Status.UNKNOWN, 0)

    @property
    def known(self) -> int:
        """Actions of which the status is known."""
        return self.total - self.unknown

    @property
    def finished(self) -> int:
        """Actions that are done, or handed over (geborgd)."""
        return sum(self.by_status.get(status, 0) for status in Action.FINISHED)

    @property
    def total_label(self) -> str:
        """`1 actie`, `29 acties`; and what of these not everybody sees: `24 acties (waarvan 1 concept)`."""
        words = "1 actie" if self.total == 1 else f"{self.total} acties"
        return f"{words} {self.apart}" if self.apart else words

    @property
    def apart(self) -> str:
        """What not everybody sees of these: `(waarvan 2 niet openbaar en 1 concept)`; empty when all is public."""
        parts = [_("%d niet openbaar") % self.hidden] if self.hidden else []
        parts += [ngettext("%d concept", "%d concepten", self.concepts) % self.concepts] if self.concepts else []
        return _("(waarvan %s)") % formats.listed(parts) if parts else ""

    @property
    def in_words(self) -> str:
        """How far the actions are, as the rest of a sentence: `4 lopen, 2 afgerond, van 1 is het niet bekend`."""
        if not self.total:
            return ""
        if not self.known:
            return "status niet bekend" if self.total == 1 else "van geen enkele is de status bekend"
        parts = [in_status(self.by_status[status], status) for status in ORDER if self.by_status.get(status)]
        if self.unknown:
            parts.append(f"van {self.unknown} is de status niet bekend")
        return ", ".join(parts)

    def __add__(self, other: "Counts") -> "Counts":
        statuses = self.by_status.keys() | other.by_status.keys()
        by_status = {status: self.by_status.get(status, 0) + other.by_status.get(status, 0) for status in statuses}
        return Counts(by_status, self.hidden + other.hidden, self.concepts + other.concepts)


def counts_by(actions: QuerySet[Action], field: str) -> dict[int, Counts]:
    """Counts per value of a field of the action, such as `line_id`; one query that aggregates in the database."""
    marks = {
        "is_hidden": is_so(~Q(classification=Classification.PUBLIC)),
        "is_concept": is_so(Q(released_at__isnull=True)),
    }
    rows = actions.order_by().annotate(**marks).values(field, "status", *marks).annotate(number=Count("pk"))
    return tally(rows.values_list(field, "status", *marks, "number"))


def counts_of(actions: Iterable[Action]) -> Counts:
    """The same of actions at hand, all together."""
    rows = [
        (0, action.status, action.classification != Classification.PUBLIC, not action.is_released, 1)
        for action in actions
    ]
    return tally(rows).get(0, Counts({}))


def tally(rows: Iterable[tuple[int, str, bool, bool, int]]) -> dict[int, Counts]:
    """Counts per key: of rows of a key, a status, whether not public, whether a concept, and a number of actions.

    Every count of actions ends here, so that the same reader meets the same number everywhere, or reads what differs.
    """
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    apart: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for key, status, is_hidden, is_concept, number in rows:
        found[key][status] += number
        apart[key][0] += number if is_hidden and not is_concept else 0
        apart[key][1] += number if is_concept else 0
    return {key: Counts(dict(by_status), *apart[key]) for key, by_status in found.items()}


def together(parts: Iterable[Counts]) -> Counts:
    """Counts added up."""
    return sum(parts, start=Counts({}))
