"""Topics across regions: how much each has on them, and what. Only what the reader may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Count, Prefetch
from django.utils.translation import ngettext

from actions.models import Action, Goal, Programme, Theme, Topic
from actions.models.base import Viewer

Row = TypeVar("Row", Action, Theme)


@dataclass
class Tally:
    """What one programme has on one topic."""

    actions: int = 0
    themes: int = 0

    @property
    def in_words(self) -> str:
        """`2 acties, 1 thema`; nothing where it has neither."""
        actions = ngettext("%d actie", "%d acties", self.actions) % self.actions if self.actions else ""
        themes = ngettext("%d thema", "%d thema's", self.themes) % self.themes if self.themes else ""
        return ", ".join(part for part in (actions, themes) if part)


@dataclass(frozen=True)
class Subject:
    """A topic with what each programme has on it, in the order of the table."""

    topic: Topic
    tallies: list[tuple[Programme, Tally]]


@dataclass(frozen=True)
class About:
    """What one programme says on a topic."""

    programme: Programme
    is_current: bool
    actions: list[Action] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)


def programmes_of(user: Viewer) -> list[tuple[Programme, bool]]:
    """All programmes that a reader may see, with whether it is the current one: by region, the fictitious one last."""
    found = Programme.objects.visible_to(user).select_related("region").current_first()
    order = sorted(found, key=lambda row: (row.region.fictitious, row.region.name))
    seen: set[int] = set()
    programmes = []
    for programme in order:
        programmes.append((programme, programme.region_id not in seen))
        seen.add(programme.region_id)
    return programmes


def subjects(user: Viewer) -> list[Subject]:
    """All topics with what every region has on them, in its last programme that has any; four queries."""
    programmes = [programme for programme, _is_current in programmes_of(user)]
    actions = Action.objects.visible_to(user).filter(programme__in=programmes)
    themes = Theme.objects.visible_to(user).filter(programme__in=programmes)
    tallies: dict[tuple[int, int], Tally] = defaultdict(Tally)
    tagged = Action.topics.through.objects.filter(action__in=actions.values("pk"))
    for topic, programme, number in tagged.values_list("topic", "action__programme").annotate(Count("pk")):
        tallies[(topic, programme)].actions = number
    tagged_themes = Theme.topics.through.objects.filter(theme__in=themes.values("pk"))
    for topic, programme, number in tagged_themes.values_list("topic", "theme__programme").annotate(Count("pk")):
        tallies[(topic, programme)].themes = number
    shown = _last_with_any(programmes, {programme for _topic, programme in tallies})
    return [
        Subject(topic, [(programme, tallies[(topic.pk, programme.pk)]) for programme in shown])
        for topic in Topic.objects.all()
    ]


def _last_with_any(programmes: list[Programme], filled: set[int]) -> list[Programme]:
    """One programme per region: the last that says something on any topic, else the last."""
    found: dict[int, Programme] = {}
    for programme in programmes:
        kept = found.setdefault(programme.region_id, programme)
        if kept.pk not in filled and programme.pk in filled:
            found[programme.region_id] = programme
    return list(found.values())


def about(topic: Topic, user: Viewer) -> list[About]:
    """What every programme says on a topic, the ones that say nothing left out; a fixed number of queries."""
    actions = Action.objects.visible_to(user).filter(topics=topic).select_related("line").prefetch_related("goals")
    goals = Prefetch("goals", Goal.objects.visible_to(user))
    themes = Theme.objects.visible_to(user).filter(topics=topic).select_related("line").prefetch_related(goals)
    actions_of = _by_programme(actions.in_plan_order())
    themes_of = _by_programme(themes.order_by("line__number", "position", "pk"))
    return [
        About(programme, is_current, actions_of[programme.pk], themes_of[programme.pk])
        for programme, is_current in programmes_of(user)
        if programme.pk in actions_of or programme.pk in themes_of
    ]


def _by_programme(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.programme_id].append(row)
    return found
