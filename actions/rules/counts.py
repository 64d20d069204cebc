"""How far a number of actions is, counted per status, and in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from actions.models import Action
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
        """`1 actie`, `29 acties`."""
        return "1 actie" if self.total == 1 else f"{self.total} acties"

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
        return Counts({status: self.by_status.get(status, 0) + other.by_status.get(status, 0) for status in statuses})


def counts_by(actions: QuerySet[Action], field: str) -> dict[int, Counts]:
    """Counts per value of a field of the action, such as `line_id`; one query that aggregates in the database."""
    rows = actions.order_by().values_list(field, "status").annotate(number=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for key, status, number in rows:
        found.setdefault(key, {})[status] = number
    return {key: Counts(by_status) for key, by_status in found.items()}


def together(parts: Iterable[Counts]) -> Counts:
    """Counts added up."""
    return sum(parts, start=Counts({}))
