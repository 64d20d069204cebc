"""What questions and promises are about, as far as the reader may see it: names and addresses, in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.models import Action, ActionLine, Document, Programme
from actions.models.action import name_of
from actions.models.base import Viewer
from actions.models.plan import first_goal
from decisions.models import Promise
from municipalities.models import Region
from reading.plans.lexer import shortened

Key = tuple[str, int | str]
Evaluation: Any = Programme.evaluations.rel.related_model  # of a room above this one: known by its relation only
Indicator: Any = Region.indicators.rel.related_model
NAMES = {
    "document": _("Document"), "line": _("Lijn"), "action": _("Actie"), "indicator": _("Cijfer"),
    "evaluation": _("Evaluatie"), "programme": _("Het programma als geheel"),
}  # fmt: skip


@dataclass(frozen=True)
class Tied:
    """What a question or promise is about."""

    kind: str  # of `Promise.TIES`
    name: str
    address: str

    @property
    def label(self) -> str:
        """With what it is: `Actie: Meldcodetour`."""
        return f"{NAMES[self.kind]}: {self.name}"


def ties_of(promises: Iterable[Promise], user: Viewer) -> dict[int, Tied]:
    """What each of these is about, by its id; what the reader may not see is not there. At most five queries."""
    promises = list(promises)
    wanted: dict[str, set[int | str]] = {}
    for promise in promises:
        if tie := promise.tie:
            wanted.setdefault(tie[0], set()).add(tie[1])
    named: dict[Key, str] = {}
    for kind, ids in wanted.items():
        field = "slug__in" if kind == "indicator" else "pk__in"
        named |= {(kind, key): name for key, name in _names(kind, _seen(kind, user).filter(**{field: ids}))}
    return {
        promise.pk: Tied(tie[0], named[tie], _address(promise, *tie))
        for promise in promises
        if (tie := promise.tie) and tie in named
    }


def offered(programme: Programme, user: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
    """What something new of a programme can be about, for a form: per kind the values (`action-12`) and names."""
    groups = []
    for kind in Promise.TIES:
        rows: Any = _seen(kind, user)
        rows = rows.watched_by(programme) if kind == "indicator" else rows.filter(programme=programme)
        if names := _names(kind, rows):
            groups.append((str(NAMES[kind]), [(f"{kind}-{key}", name) for key, name in names]))
    return groups


def _seen(kind: str, user: Viewer) -> QuerySet[Any]:
    """The rows of a kind that a user may see."""
    if kind == "indicator":
        rows: QuerySet[Any] = Indicator.objects.filter(is_draft=False)
        return rows
    models: dict[str, Any] = {"document": Document, "line": ActionLine, "action": Action, "evaluation": Evaluation}
    found: QuerySet[Any] = models[kind].objects.visible_to(user)
    return found


def _names(kind: str, rows: QuerySet[Any]) -> list[tuple[int | str, str]]:
    if kind == "action":
        told = rows.annotate(first_goal=first_goal("pk")).in_plan_order()
        return [
            (pk, shortened(name_of(what=what, goal=goal or "", number=number, pk=pk)))
            for pk, what, goal, number in told.values_list("pk", "what", "first_goal", "number")
        ]
    if kind == "line":
        return [(pk, f"{number}. {title}") for pk, number, title in rows.values_list("pk", "number", "title")]
    key = "slug" if kind == "indicator" else "pk"
    return [(pk, shortened(title)) for pk, title in rows.values_list(key, "title")]


def _address(promise: Promise, kind: str, key: int | str) -> str:
    programme = promise.programme
    slug = programme.region.slug
    if kind == "action":
        return reverse("actions:action", args=[key])
    if kind == "indicator":
        return reverse("monitoring:indicator", args=[slug, key])
    if kind == "evaluation":
        return reverse("evaluations:evaluation", args=[slug, key])
    if kind == "document":
        return f"{reverse('decisions:decisions', args=[slug])}{programme.query}#document-{key}"
    number = promise.line.number if promise.line else ""
    query = programme.query
    return f"{reverse('actions:plan', args=[slug])}{query}{'&' if query else '?'}lijn={number}"
