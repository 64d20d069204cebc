"""What the page for the council of one municipality answers. Pure assembly: reads what the reader may see.

A municipality speaks for itself and for those that merged into it: what those joined and decided is named as theirs.
"""

import datetime
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from actions import periods
from actions.counts import Counts, counts_by, together
from actions.models import Action, Adoption, Document, Goal, Participation, Programme, ProgressUpdate
from actions.models.base import Viewer
from actions.templatetags.portal import opsomming
from municipalities.models import CentreRole, Membership, Merger, Municipality, Region
from regiovisie.costs import CostStage, cost_stages
from regiovisie.council_figures import ComparedFigures, compared_figures
from regiovisie.dashboards import LineState, PlanState, line_states, plan_state
from regiovisie.overview import current_programmes

LATEST = 3  # progress updates and finished actions shown
PLANNED_MERGER = "planned"


@dataclass(frozen=True)
class Centre:
    """A centre municipality with all that it does for another, and what the sources say of that."""

    place: Municipality
    domains: list[str]
    notes: list[str]

    @property
    def domains_in_words(self) -> str:
        """`maatschappelijke opvang en beschermd wonen`."""
        return opsomming(self.domains)


@dataclass(frozen=True)
class Places:
    """A municipality with where it belongs, what it came from and what it became. All ties of today."""

    place: Municipality
    memberships: list[Membership]
    centre_roles: list[CentreRole]
    mergers: list[Merger]
    today: datetime.date

    @property
    def has_ended(self) -> bool:
        """Whether the municipality does not exist any more."""
        return self.place.valid_until is not None and self.place.valid_until < self.today

    @property
    def became(self) -> list[Merger]:
        """The mergers in which this municipality went into another."""
        return [merger for merger in self.mergers if merger.old_id == self.place.pk and merger.kind != PLANNED_MERGER]

    @property
    def came_from(self) -> list[Merger]:
        """The mergers in which another municipality went into this one."""
        return [merger for merger in self.mergers if merger.new_id == self.place.pk and merger.kind != PLANNED_MERGER]

    @property
    def planned_mergers(self) -> list[Merger]:
        """Mergers that are a plan still."""
        return [merger for merger in self.mergers if merger.kind == PLANNED_MERGER]

    @property
    def centres(self) -> list[Centre]:
        """The centre municipalities, each once."""
        found: dict[int, Centre] = {}
        for role in self.centre_roles:
            centre = found.setdefault(role.centre_id, Centre(role.centre, [], []))
            centre.domains.append(str(role.get_domain_display()))
            if role.note and role.note not in centre.notes:
                centre.notes.append(role.note)
        return list(found.values())

    @property
    def own_ids(self) -> list[int]:
        """The municipality and those that went into it, by id."""
        return [self.place.pk, *(merger.old_id for merger in self.came_from)]

    @property
    def regions(self) -> list[Membership]:
        """Where it takes part in a programme."""
        return [member for member in self.memberships if member.region.kind == Region.Kind.PROGRAMME]

    @property
    def veilig_thuis(self) -> list[Region]:
        """The Veilig Thuis regions that it is in."""
        return [member.region for member in self.memberships if member.region.kind == Region.Kind.VEILIG_THUIS]


@dataclass(frozen=True)
class Decision:
    """Where a council or college of this municipality (or one that merged into it) stands with a document."""

    adoption: Adoption
    is_own: bool
    is_past: bool  # it was planned for a quarter that is over, and nobody said what came of it


@dataclass(frozen=True)
class Promise:
    """One programme of a region that this municipality is in: what was promised, done and what it costs."""

    programme: Programme
    membership: Membership | None
    participations: list[Participation]
    lines: list[LineState] = field(default_factory=list)
    ambitions: list[Goal] = field(default_factory=list)
    only_for_some: list[Action] = field(default_factory=list)
    finished: list[Action] = field(default_factory=list)
    updates: list[ProgressUpdate] = field(default_factory=list)
    costs: list[CostStage] = field(default_factory=list)
    region: PlanState | None = None  # the plan of the whole region
    earlier: list[Programme] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def joined_before(self) -> str:
        """The municipalities that joined before they merged, if the municipality itself did not."""
        names = list(dict.fromkeys(each.municipality.name for each in self.participations))
        own = self.membership is not None and self.membership.municipality_id in {
            each.municipality_id for each in self.participations
        }
        return "" if own or self.membership is None else opsomming(names)

    @property
    def decision_in_words(self) -> str:
        """What council and college decided together; not more than is known."""
        states = [
            each.adoption.state for each in self.decisions if each.adoption.state != Adoption.State.FOR_INFORMATION
        ]
        adopted, total = sum(state in Adoption.DECIDED for state in states), len(states)
        if not adopted:
            return "Geen besluit bekend"
        return "Vastgesteld" if adopted == total else f"{adopted} van de {total} keer vastgesteld"

    @cached_property
    def counts(self) -> Counts:
        """The actions that concern this municipality."""
        return together(state.counts for state in self.lines)


@dataclass(frozen=True)
class CouncilPage:
    """All that the page shows."""

    places: Places
    promises: list[Promise]
    decisions: list[Decision]
    figures: ComparedFigures

    @property
    def place(self) -> Municipality:
        """The municipality itself."""
        return self.places.place

    @property
    def adopted(self) -> int:
        """How many of its decisions are known to be made."""
        return sum(decision.adoption.state in Adoption.DECIDED for decision in self.decisions)


def council_page(place: Municipality, user: Viewer) -> CouncilPage:
    """The page of a municipality as this reader may see it."""
    today = timezone.localdate()
    places = places_of(place, today)
    participations = list(
        Participation.objects.filter(municipality__in=places.own_ids)
        .filter(document__in=_visible_documents(user))
        .select_related("document", "municipality")
        .order_by("document__programme", "document__position", "municipality__name")
    )
    decisions = decisions_of(places, user)
    promises = promises_of(places, participations, decisions, user)
    programmes = [promise.programme for promise in promises]
    return CouncilPage(
        places=places,
        promises=promises,
        decisions=decisions,
        figures=compared_figures(place, places.veilig_thuis, programmes),
    )


def places_of(place: Municipality, today: datetime.date) -> Places:
    """Where a municipality belongs today, or on its last day."""
    day = min(today, place.valid_until) if place.valid_until else today
    holds = Q(valid_until=None) | Q(valid_until__gte=day)
    roles = CentreRole.objects.filter(holds, municipality=place, valid_from__lte=day)
    mergers = Merger.objects.filter(Q(old=place) | Q(new=place)).select_related("old", "new")
    return Places(
        place=place,
        memberships=list(place.memberships.on(day).select_related("region", "subregion").order_by("region__name")),
        centre_roles=list(roles.select_related("centre").order_by("pk")),
        mergers=list(mergers.order_by("on", "old__name", "new__name")),
        today=today,
    )


def promises_of(
    places: Places, participations: list[Participation], decisions: list[Decision], user: Viewer
) -> list[Promise]:
    """The current programme of every region that the municipality is in, with what concerns this municipality."""
    regions = {member.region_id: member for member in places.regions}
    taking_part = {participation.document.programme_id for participation in participations}
    visible = Programme.objects.visible_to(user).filter(Q(pk__in=taking_part) | Q(region__in=regions))
    programmes = list(visible.select_related("region", "successor").order_by("-first_year"))
    current = current_programmes(user)
    promises = []
    for programme in programmes:
        if current[programme.region_id].pk != programme.pk:
            continue
        papers = [each for each in participations if each.document.programme_id == programme.pk]
        earlier = [other for other in programmes if other.region_id == programme.region_id and other.pk != programme.pk]
        decided = [each for each in decisions if each.adoption.document.programme_id == programme.pk]
        promise = Promise(programme, regions.get(programme.region_id), papers, earlier=earlier, decisions=decided)
        promises.append(promise if places.has_ended or not papers else _with_plan(promise, places, user))
    return promises


def _with_plan(promise: Promise, places: Places, user: Viewer) -> Promise:
    """The promise with what the plan says, as far as it concerns this municipality."""
    programme = promise.programme
    released = Action.objects.visible_to(user).released().filter(programme=programme)
    ours = involving(released, places.own_ids)
    by_line = counts_by(ours, "line_id")
    region = plan_state(programme, user, places.today)
    goals = [] if by_line else list(programme.goals.filter(action=None, theme=None))
    return replace(
        promise,
        lines=line_states(programme, by_line, themes=[], goals=goals),
        ambitions=[goal for goal in goals if not goal.line_id],
        only_for_some=_labelled(ours.filter(pk__in=_naming(places.own_ids))),
        finished=_labelled(ours.filter(status__in=Action.FINISHED), at_most=LATEST),
        updates=list(ProgressUpdate.objects.visible_to(user).filter(action__in=ours).news()[:LATEST]),
        costs=cost_stages(released) if region.with_amount else [],
        region=region,
    )


def involving(actions: QuerySet[Action], municipality_ids: list[int]) -> QuerySet[Action]:
    """Actions for all municipalities, and those that name one of these."""
    naming_any = Action.municipalities.through.objects.values("action_id")
    return actions.filter(~Q(pk__in=naming_any) | Q(pk__in=_naming(municipality_ids)))


def _naming(municipality_ids: list[int]) -> QuerySet[Any, Any]:
    named = Action.municipalities.through.objects.filter(municipality_id__in=municipality_ids)
    return named.values("action_id")


def _labelled(actions: QuerySet[Action], *, at_most: int | None = None) -> list[Action]:
    return list(actions.prefetch_related("goals").order_by("line__number", "position", "pk")[:at_most])


def decisions_of(places: Places, user: Viewer) -> list[Decision]:
    """What is known of the decisions of the council and college, newest programme first."""
    quarter = periods.of(places.today)
    adoptions = (
        Adoption.objects.filter(municipality__in=places.own_ids, document__in=_visible_documents(user))
        .exclude(state=Adoption.State.NOT_APPLICABLE)
        .select_related("document__programme", "municipality")
        .order_by("-document__programme__first_year", "document__position", "municipality__name", "-body")
    )
    return [
        Decision(
            adoption,
            is_own=adoption.municipality_id == places.place.pk,
            is_past=adoption.state == Adoption.State.PLANNED
            and bool(adoption.planned_for and adoption.planned_for < quarter),
        )
        for adoption in adoptions
    ]


def _visible_documents(user: Viewer) -> QuerySet[Document]:
    return Document.objects.visible_to(user)
