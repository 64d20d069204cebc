"""What the programmes of its regions promise one municipality: what was done, what it costs, what changed.

Everything is read for all programmes at once, so that a municipality in two regions asks no more of the database.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from actions.models import Action, ActionLine, Document, Goal, Participation, Programme
from actions.models.action import concerning, naming, naming_none
from actions.models.base import Classification, Viewer, is_so
from actions.models.money import has_amount
from actions.models.plan import first_goal
from actions.pages.news import News, news_of
from actions.rules.cost_table import cost_table, priced_actions, public_table
from actions.rules.counts import Counts, tally
from actions.rules.origins import MARKS, OriginCounts, counted, origin_marks
from decisions.models import Adoption, Commitment, ShareKey
from decisions.rules.shares import OwnShare, own_shares
from decisions.rules.wording import of_commitment
from evaluations.models import Evaluation
from regiovisie.pages.dashboards import LineState
from regiovisie.pages.places import Places
from regiovisie.pages.promised import LATEST, Decision, Exempt, Pledge, Promise, Reach

NEWS = 40  # changes read, of all programmes together


def promises_of(
    places: Places, participations: list[Participation], decisions: list[Decision], user: Viewer
) -> list[Promise]:
    """The current programme of every region that the municipality is in, with what concerns this municipality."""
    regions = {member.region_id: member for member in places.regions}
    taking_part = {participation.document.programme_id for participation in participations}
    by_region: dict[int, list[Programme]] = defaultdict(list)
    for programme in _programmes(set(regions), taking_part, user):
        by_region[programme.region_id].append(programme)
    ours = [
        (programmes[0], [each for each in programmes[1:] if each.region_id in regions or each.pk in taking_part])
        for programmes in by_region.values()
        if programmes[0].region_id in regions or programmes[0].pk in taking_part
    ]
    shown = [programme for programme, _earlier in ours if programme.pk in taking_part and not places.has_ended]
    exempt = [each.adoption for each in decisions if each.adoption.state == Adoption.State.NOT_APPLICABLE]
    decisions = [each for each in decisions if each.adoption.state != Adoption.State.NOT_APPLICABLE]
    plans = Plans(shown, places, user) if shown else None
    not_ours = _not_ours(shown, participations, places, exempt, user) if shown else {}
    promises = []
    for programme, earlier in sorted(ours, key=lambda each: -each[0].first_year):
        promise = Promise(
            programme,
            regions.get(programme.region_id),
            [each for each in participations if each.document.programme_id == programme.pk],
            earlier=earlier,
            decisions=[each for each in decisions if each.adoption.document.programme_id == programme.pk],
            not_ours=not_ours.get(programme.pk, []),
        )
        promises.append(plans.told_in(promise) if plans and programme in shown else promise)
    return promises


def _not_ours(
    programmes: list[Programme],
    participations: list[Participation],
    places: Places,
    exempt: list[Adoption],
    user: Viewer,
) -> dict[int, list[Exempt]]:
    """Per programme the documents that name who takes part, and not this municipality; one query."""
    words = {each.document_id: each.text or each.source_note for each in exempt}
    ours = {(each.document.programme_id, each.document.kind) for each in participations}
    named = Participation.objects.filter(document=OuterRef("pk"))
    documents = Document.objects.visible_to(user).filter(
        Exists(named), ~Exists(named.filter(municipality__in=places.own_ids)), programme__in=programmes
    )
    found: dict[int, list[Exempt]] = defaultdict(list)
    for document in documents.order_by("position", "pk"):
        is_alike = (document.programme_id, document.kind) in ours
        found[document.programme_id].append(Exempt(document, words.get(document.pk, ""), needs_title=is_alike))
    return found


def _programmes(regions: set[int], taking_part: set[int], user: Viewer) -> QuerySet[Programme]:
    """All visible programmes of these regions and of the regions that it takes part in; the current one first."""
    joined = Programme.objects.filter(pk__in=taking_part).values("region")
    reports = Evaluation.objects.public().filter(programme=OuterRef("pk"))
    return (
        Programme.objects.visible_to(user)
        .filter(Q(region__in=regions) | Q(region__in=joined))
        .select_related("region", "successor")
        .annotate(last_report=Subquery(reports.order_by("-rendered_at").values("rendered_at")[:1]))
        .annotate(has_commitments=Exists(Commitment.objects.filter(programme=OuterRef("pk"))))
        .annotate(has_key=Exists(ShareKey.objects.filter(programme=OuterRef("pk"))))
        .current_first()
    )


class CountedRow(NamedTuple):
    """How many actions of a line have a status, concern the municipality or not, and have an amount or not."""

    programme_id: int
    line_id: int
    status: str
    is_hidden: bool
    is_ours: bool
    has_amount: bool
    for_all: bool
    names_none: bool
    from_law: bool
    from_national: bool
    from_regional: bool
    number: int


class Plans:
    """What the plans of some programmes say, as far as it concerns one municipality; at most seven queries."""

    def __init__(self, programmes: list[Programme], places: Places, user: Viewer) -> None:
        self.programmes, self.places, self.user = programmes, places, user
        self.released = Action.objects.visible_to(user).released().filter(programme__in=programmes)
        self.ours = self.released.concerning(places.own_ids)
        self.rows = self._counted()
        with_actions = {row.programme_id for row in self.rows if row.is_ours}
        self.without = [programme for programme in programmes if programme.pk not in with_actions]
        self.lines = _grouped(ActionLine.objects.visible_to(user).filter(programme__in=programmes).order_by("number"))
        self.goals = _grouped(self._goals()) if self.without else {}
        self.shown = _grouped(self._shown()) if with_actions else {}
        self.updates = self._updates() if with_actions else {}
        self.priced = priced_actions(self.released, self._priced()) if any(row.has_amount for row in self.rows) else {}
        self.keys = _grouped(self._keys())
        self.commitments = _grouped(self._commitments())

    def told_in(self, promise: Promise) -> Promise:
        """The promise of one programme with what its plan says."""
        programme = promise.programme
        goals = self.goals.get(programme.pk, [])
        shown = self.shown.get(programme.pk, [])
        finished = [action for action in shown if action.is_ours and action.status in Action.FINISHED]
        return replace(
            promise,
            lines=self._lines(programme, goals),
            ambitions=[goal for goal in goals if not goal.line_id],
            only_for_some=[action for action in shown if action.names_us],
            finished=finished[:LATEST],
            changes=self.updates.get(programme.pk, []),
            costs=cost_table(programme, self.priced[programme]) if programme in self.priced else None,
            reach=self._reach(programme),
            origins=self._origins(programme),
            pledges=self._pledges(programme),
            shares=self._shares(programme),
            has_key=programme.pk in self.keys,
        )

    def _counted(self) -> list[CountedRow]:
        what = ("programme_id", "line_id", "status", "is_hidden", "is_ours", "has_amount", "for_all", "names_none")
        fields = (*what, *MARKS)
        rows = (
            self.released.order_by()
            .annotate(is_ours=is_so(concerning(self.places.own_ids)), has_amount=has_amount())
            .annotate(names_none=is_so(naming_none()), is_hidden=is_so(~Q(classification=Classification.PUBLIC)))
            .annotate(**origin_marks())
            .values(*fields)
            .annotate(number=Count("pk"))
            .values_list(*fields, "number")
        )
        return [CountedRow(*row) for row in rows]

    def _lines(self, programme: Programme, goals: list[Goal]) -> list[LineState]:
        by_line = _counts(row for row in self.rows if row.is_ours)
        return [
            LineState(line, by_line.get(line.pk, Counts({})), goals=[each for each in goals if each.line_id == line.pk])
            for line in self.lines.get(programme.pk, [])
        ]

    def _keys(self) -> Iterable[ShareKey]:
        keyed = [programme for programme in self.programmes if getattr(programme, "has_key", False)]
        return ShareKey.objects.visible_to(self.user).filter(programme__in=keyed) if keyed else []

    def _shares(self, programme: Programme) -> list[OwnShare]:
        """What the municipality pays; of what is planned only what is public, so that every reader sees the same."""
        keys = self.keys.get(programme.pk, [])
        table = public_table(programme, self.priced[programme]) if keys and programme in self.priced else None
        return own_shares(keys, table, self.places.own_codes, self.places.today)

    def _pledges(self, programme: Programme) -> list[Pledge]:
        promised = self.commitments.get(programme.pk, [])
        return [Pledge(each, of_commitment(each, self.places.today)) for each in promised]

    def _commitments(self) -> QuerySet[Commitment] | list[Commitment]:
        programmes = [programme for programme in self.programmes if getattr(programme, "has_commitments", True)]
        return Commitment.objects.filter(programme__in=programmes).order_by("pk") if programmes else []

    def _priced(self) -> list[Programme]:
        """The programmes in which an action has an amount."""
        priced = {row.programme_id for row in self.rows if row.has_amount}
        return [programme for programme in self.programmes if programme.pk in priced]

    def _ours(self, programme: Programme) -> list[CountedRow]:
        return [row for row in self.rows if row.programme_id == programme.pk and row.is_ours]

    def _reach(self, programme: Programme) -> Reach:
        ours = self._ours(programme)
        return Reach(
            for_all=sum(row.number for row in ours if row.for_all),
            unstated=sum(row.number for row in ours if row.names_none and not row.for_all),
        )

    def _origins(self, programme: Programme) -> OriginCounts:
        return counted(
            (row.from_law, row.from_national, row.from_regional, row.number) for row in self._ours(programme)
        )

    def _goals(self) -> QuerySet[Goal]:
        return Goal.objects.visible_to(self.user).filter(programme__in=self.without, action=None, theme=None)

    def _shown(self) -> QuerySet[Action]:
        """Actions for a few municipalities that name this one, and finished ones, in the order of the plan."""
        finished = Q(status__in=Action.FINISHED)
        return (
            self.released.annotate(
                names_us=is_so(naming(self.places.own_ids)),
                is_ours=is_so(concerning(self.places.own_ids)),
                first_goal=Substr(first_goal("pk"), 1, 200),
            )
            .filter(Q(names_us=True) | (finished & Q(is_ours=True)))
            .order_by("line__number", "position", "pk")
        )

    def _updates(self) -> dict[int, list[News]]:
        """News per programme: what became public after its last report, or all when there is no report."""
        reports = {programme.pk: getattr(programme, "last_report", None) for programme in self.programmes}
        found: dict[int, list[News]] = defaultdict(list)
        for news in news_of(self.ours.filter(classification=Classification.PUBLIC), self.user, most=NEWS):
            since = reports[news.programme]
            if since is None or news.moment > since:
                found[news.programme].append(news)
        return found


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.programme_id].append(row)
    return found


def _counts(rows: Iterable[CountedRow]) -> dict[int, Counts]:
    return tally((row.line_id, row.status, row.is_hidden, False, row.number) for row in rows)
