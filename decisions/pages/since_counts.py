"""How many changes there are since a document was adopted, for where the document is only mentioned.

The same comparison as on the page of the changes (`since`), of what has a line of history since; one query for all
documents of all programmes. What is in it does not depend on the reader: it is what everybody may know.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, Value
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Action, ActionLine, Classification, Cost, Document, Goal
from actions.models.base import is_so
from decisions.pages.since import UNCHANGED, Decided, Things, pair, things
from decisions.rules.wording import since_in_words
from reading import formats

FIELDS: dict[str, tuple[str, ...]] = {
    "line": ("number", "title", "text"),
    "action": ("number", "what", "how", "planning_text", "who_text", "cost_text"),
    "goal": ("text", "action_id", "line_id", "theme_id"),
    "cost": (
        *("action_id", "kind", "amount", "amount_max", "total", "per", "year", "nature", "stage", "approximate"),
        "text",
    ),
}
MODELS: dict[str, Any] = {"line": ActionLine, "action": Action, "goal": Goal, "cost": Cost}
AMOUNTS = ("amount", "amount_max", "total")
Moments = Mapping[int, Iterable[datetime.datetime]]  # per programme


@dataclass(frozen=True)
class SinceLink:
    """Where the changes of a document since a day stand, and how many there are; None: the text of then is not kept."""

    document: Document
    day: datetime.date
    count: int | None
    query: str

    @property
    def words(self) -> str:
        """`Sindsdien 3 wijzigingen`, `Ongewijzigd sinds 14 november 2024`."""
        return since_in_words(self.day, self.count)

    @property
    def adopted(self) -> str:
        """What stands before it: `vastgesteld op 14 november 2024`; the day only once."""
        return _("vastgesteld") if self.count == 0 else _("vastgesteld op %s") % formats.day(self.day)

    @property
    def address(self) -> str:
        """The page of the changes; wants the programme with its region at hand."""
        return reverse("decisions:since", args=[self.document.programme.region.slug, self.document.key]) + self.query


def since_links(decided: Iterable[tuple[Document, Decided]], *, by_day: bool = False) -> dict[int, SinceLink]:
    """Per document its changes since a moment that it was adopted; one query, none when nothing was adopted.

    `by_day`: the link names the day, where that need not be the first on which anybody adopted it.
    """
    told = list(decided)
    moments: dict[int, set[datetime.datetime]] = defaultdict(set)
    for document, one in told:
        moments[document.programme_id].add(one.moment)
    counts = changes_since(moments)
    found = {}
    for document, one in told:
        query = document.programme.query
        if by_day:
            query += f"{'&' if query else '?'}vastgesteld={one.day.isoformat()}"
        found[document.pk] = SinceLink(document, one.day, counts[document.programme_id, one.moment], query)
    return found


class Kept(NamedTuple):
    """One line of history."""

    kind: str
    id: int
    programme: int
    number: int
    moment: datetime.datetime
    sort: str
    was_public: bool
    is_seen: bool  # whether everybody sees the row now
    held: dict[str, Any]

    @property
    def is_there(self) -> bool:
        """Whether the row is there after this line."""
        return self.sort != "-"

    @property
    def row(self) -> Any:
        """The row as it was, for reading only."""
        held = dict(self.held)
        for name in AMOUNTS:
            if held.get(name) is not None:
                held[name] = Decimal(str(held[name])).quantize(Decimal("0.01"))
        return MODELS[self.kind](pk=self.id, **held)


def changes_since(moments: Moments) -> dict[tuple[int, datetime.datetime], int | None]:
    """How many things are not as they were, per programme and moment; one query, none when nothing is asked."""
    asked = {programme: sorted(each) for programme, each in moments.items()}
    rows: dict[int, dict[tuple[str, int], list[Kept]]] = defaultdict(lambda: defaultdict(list))
    if asked:
        lines = [Kept(*line) for line in _lines({programme: each[0] for programme, each in asked.items()})]
        for line in sorted(lines, key=lambda line: (line.moment, line.number)):
            rows[line.programme][line.kind, line.id].append(line)
    return {
        (programme, moment): _count(rows[programme], moment) for programme, each in asked.items() for moment in each
    }


def _lines(first: Mapping[int, datetime.datetime]) -> Iterable[Any]:
    """The history of lines and goals, and of the actions that have anything after the first moment."""

    def after(programme: str) -> Q:
        return reduce(or_, (Q(**{programme: pk}, history_date__gt=moment) for pk, moment in first.items()))

    actions = Action.history.filter(after("programme")).values("id")
    goals = Goal.history.filter(after("programme"), action_id__isnull=False).values("action_id")
    costs = Cost.history.filter(after("action__programme")).values("action_id")
    visitor = AnonymousUser()
    public = Q(classification=Classification.PUBLIC, released_at__isnull=False)
    seen = Q(id__in=Action.objects.visible_to(visitor).released().values("pk"))

    def touched(action: str) -> Q:
        return reduce(or_, (Q(**{f"{action}__in": each}) for each in (actions, goals, costs)))

    here = Q(programme__in=list(first))
    always = Q(id__isnull=False)
    line_seen = Q(id__in=ActionLine.objects.visible_to(visitor).values("pk"))
    of_costs = Q(action__programme__in=list(first)) & touched("action_id")
    arms = (
        _arm("action", here & touched("id"), "programme_id", public, seen),
        _arm("goal", here & (Q(action_id__isnull=True) | touched("action_id")), "programme_id", always, always),
        _arm("cost", of_costs, "action__programme_id", always, always),
    )
    lines: Iterable[Any] = _arm("line", here, "programme_id", Q(published=True), line_seen).union(*arms, all=True)
    return lines


def _arm(kind: str, which: Q, programme: str, public: Q, seen: Q) -> Any:
    lines = MODELS[kind].history.filter(which).order_by()
    return lines.annotate(was_public=is_so(public), is_seen=is_so(seen)).values_list(
        Value(kind), "id", programme, "history_id", "history_date", "history_type", "was_public", "is_seen",
        JSONObject(**{name: name for name in FIELDS[kind]}),
    )  # fmt: skip


def _count(rows: Mapping[tuple[str, int], list[Kept]], moment: datetime.datetime) -> int | None:
    then: dict[str, list[Any]] = defaultdict(list)
    now: dict[str, list[Any]] = defaultdict(list)
    for (kind, _pk), lines in rows.items():
        last = lines[-1]
        left_in_public = any(line.was_public and not line.is_there for line in lines)
        if last.is_there and last.is_seen:
            now[kind].append(last.row)
        before = [line for line in lines if line.moment <= moment][-1:]
        if before and before[0].is_there and before[0].was_public and (last.is_seen or left_in_public):
            then[kind].append(before[0].row)
    old, new = _things(then), _things(now)
    if not old:
        return None
    return sum(pair(key, old.get(key), new.get(key), []).mark != UNCHANGED for key in old.keys() | new.keys())


def _things(rows: Mapping[str, list[Any]]) -> Things:
    kinds = ("line", "action", "goal", "cost")
    return things(*(rows.get(kind, []) for kind in kinds))
