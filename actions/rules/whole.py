"""A new action as the project leader reads it before everybody can: whole, with what it brings into the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from actions.models import Action, Classification, Programme
from actions.rules import people
from actions.rules.content import content_in, mark_of, with_content
from actions.rules.cost_words import item_in_words
from municipalities.models import Organisation


@dataclass(frozen=True)
class Whole:
    """An action with its costs in words, and the lines, themes, organisations and sources that come with it."""

    action: Action
    mark: str  # of all that it says: when it changes, it was not read
    leads: list[str]
    partners: list[str]
    costs: list[str]
    brings: list[tuple[str, str]]

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it once it is released."""
        return self.action.classification == Classification.PUBLIC


@dataclass(frozen=True)
class Known:
    """What of a programme everybody may see now, by id."""

    lines: set[int]
    themes: set[int]
    organisations: set[int]
    sources: set[int]

    @classmethod
    def of(cls, programme: Programme) -> "Known":
        """Four queries."""
        everybody = AnonymousUser()
        public = Action.objects.visible_to(everybody).filter(programme=programme)
        organisations = Organisation.objects.visible_to(everybody).filter(region=programme.region_id)
        return cls(
            lines=_ids(programme.lines.visible_to(everybody)),
            themes=_ids(programme.themes.visible_to(everybody)),
            organisations=_ids(organisations),
            sources=_ids(programme.funding_sources.known_from(public)),
        )


def wholes(programme: Programme, actions: QuerySet[Action]) -> list[Whole]:
    """The actions, whole; a fixed number of queries."""
    rows = with_content(actions.select_related("line", "theme")).prefetch_related("costs__fundings__source")
    found = list(rows)
    known = Known.of(programme) if found else Known(set(), set(), set(), set())
    return [_whole(action, known) for action in found]


def _whole(action: Action, known: Known) -> Whole:
    sources = {paid.source_id: paid.source.name for cost in action.costs.all() for paid in cost.fundings.all()}
    costs = [item_in_words(item, sources) for item in content_in(action).costs]
    leads, partners = people.leads_of(action), people.partners_of(action)
    return Whole(action, mark_of(action), leads, partners, costs, list(_brought(action, known, sources)))


def _brought(action: Action, known: Known, sources: dict[int, str]) -> Iterator[tuple[str, str]]:
    """What nobody outside the region can see yet, with what it is."""
    if action.line_id not in known.lines:
        yield _("Nieuwe lijn"), str(action.line)
    if action.theme and action.theme_id not in known.themes:
        yield _("Nieuw thema"), action.theme.title
    for organisation in {*action.leads.all(), *action.partners.all()}:
        if organisation.pk not in known.organisations:
            yield _("Nieuwe organisatie"), organisation.name
    for key, name in sources.items():
        if key not in known.sources:
            yield _("Nieuwe dekkingsbron"), name


def _ids(rows: QuerySet[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True))
