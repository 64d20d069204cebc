"""What waits for one person: own actions to report on, concepts to release, reports and jobs. Reads, writes nothing."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import KeptForm, User
from actions.models import Action, Programme, ProgressUpdate
from actions.models.action import overdue
from actions.models.plan import first_goal
from actions.rules.quality import misses_any
from decisions.models import Promise
from decisions.pages.promises import Summary, summary_of
from decisions.pages.turns import Turn, next_of, plans_for, turns_of
from evaluations.models import Evaluation
from jobs.models import Job
from monitoring.models import FigureImport
from monitoring.rules.rights import keeps_figures
from municipalities.access import access
from municipalities.models import Assignment, Municipality, Region
from municipalities.models.reviews import due
from municipalities.pages.ruling import RuleLine
from municipalities.rules.rights import gives_access
from municipalities.services import rules_to_confirm, to_confirm
from reading import quarters

SHOWN = 5
PUT_BACK_DAYS = 90


@dataclass(frozen=True)
class Task:
    """An action of the organisations that somebody reports for."""

    action: Action
    latest: ProgressUpdate | None
    is_overdue: bool

    @property
    def waits(self) -> bool:
        """Whether the latest message still waits for the project leader."""
        return self.latest is not None and not self.latest.is_released


@dataclass(frozen=True)
class Lead:
    """What a project leader has to do for the current programme of a region."""

    programme: Programme
    messages: int  # progress that waits for release
    concepts: int  # actions that wait for release
    overdue: list[Action]  # the first few
    overdue_count: int
    lacking: int = 0  # actions that lack something that a plan should say
    turns: list[Turn] | None = None  # the steps of decisions that are overdue; None: not for this reader

    @property
    def first_turns(self) -> list[Turn]:
        """The steps that are overdue the longest."""
        return (self.turns or [])[:SHOWN]

    @property
    def waiting(self) -> int:
        """All that waits for release."""
        return self.messages + self.concepts

    @property
    def waiting_in_words(self) -> str:
        """What waits for release: `1 bericht over voortgang en 2 nieuwe acties`."""
        messages = ngettext("%d bericht over voortgang", "%d berichten over voortgang", self.messages) % self.messages
        new = ngettext("%d nieuwe actie", "%d nieuwe acties", self.concepts) % self.concepts
        return _(" en ").join([messages] * bool(self.messages) + [new] * bool(self.concepts))


@dataclass
class Mine:
    """Everything of the page of one person; a part is empty when the person has no such role."""

    roles: list[Assignment] = field(default_factory=list)  # the first few that hold today
    more_roles: bool = False
    is_owner: bool = False
    tasks: list[Task] = field(default_factory=list)
    closed: list[Task] = field(default_factory=list)
    put_back: list[Any] = field(default_factory=list)  # lines of history: what was put back, by whom and why
    leads: list[Lead] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)  # lines of history: the latest changes in led programmes
    administered: list[Region] = field(default_factory=list)  # where this person gives access
    to_review: list[Region] = field(default_factory=list)  # where nobody went through the access for a year
    empty: list[Region] = field(default_factory=list)  # without a programme yet, that this person may start
    to_confirm: list[Assignment] = field(default_factory=list)  # access that somebody else gave
    rules: list[RuleLine] = field(default_factory=list)  # for a role at sign-in, that somebody else set
    reporting: list[Programme] = field(default_factory=list)
    reports: list[Evaluation] = field(default_factory=list)
    counting: list[Programme] = field(default_factory=list)  # where this person keeps own counts of Veilig Thuis
    counts_elsewhere: bool = False  # keeps counts that no programme here shows
    keeps_figures: bool = False
    offered: int = 0  # figures that wait for the cijferbeheerder
    returned: list[FigureImport] = field(default_factory=list)  # what the cijferbeheerder sent back
    administers_portal: bool = False
    councils: list[Municipality] = field(default_factory=list)  # of which this person keeps the term list
    turns: list[Turn] = field(default_factory=list)  # the steps of those councils that are late or come next
    keeping: list[tuple[Programme, Municipality]] = field(default_factory=list)  # where they keep their decisions
    asked: Summary | None = None  # what councils asked and were promised, of who keeps that
    jobs: list[Job] = field(default_factory=list)
    kept: list[KeptForm] = field(default_factory=list)  # what this person typed and could not save

    @property
    def has_role(self) -> bool:
        """Whether there is anything that this person may do."""
        of_figures = self.counting or self.counts_elsewhere or self.keeps_figures or self.administers_portal
        return bool(
            self.roles or self.is_owner or self.leads or self.empty or self.reporting or self.administered or of_figures
        )


def mine_of(user: User) -> Mine:
    """Read the page of a user. The number of queries does not depend on how much there is."""
    rights = access(user)
    mine = Mine(is_owner=bool(rights.organisations()), jobs=list(Job.objects.of(user)[:10]))
    mine.roles, mine.more_roles = rights.held[:SHOWN], len(rights.held) > SHOWN
    mine.kept = list(KeptForm.objects.of(user).defer("content"))
    if mine.is_owner:
        tasks = _tasks(user)
        mine.tasks = [task for task in tasks if not task.action.is_closed]
        mine.closed = [task for task in tasks if task.action.is_closed]
        mine.put_back = _put_back(user)
    programmes = list(_current(user))
    led = [one for one in programmes if rights.everywhere or one.region_id in rights.regions("lead_region")]
    if led:
        mine.leads = _leads(led, user)
        mine.changes = _changes(led)
    _add_asked(mine, user, led)
    _add_turns(mine, user)
    answered = rights.regions("administer_region") | rights.regions("lead_region")
    mine.empty = _without_programme(answered, programmes)
    of_programmes = dict.fromkeys(one.region for one in programmes)
    mine.administered = [one for one in [*of_programmes, *mine.empty] if rights.everywhere or one.pk in answered]
    if mine.administered:
        mine.to_review = list(
            due(Region.objects.filter(pk__in=[one.pk for one in mine.administered]), timezone.localdate())
        )
    if gives_access(user):
        mine.to_confirm = list(to_confirm(user)[:20])
    mine.rules = [RuleLine(rule, may_confirm=True) for rule in rules_to_confirm(user)]
    reporting = rights.regions("report_region")
    mine.reporting = [one for one in programmes if rights.everywhere or one.region_id in reporting]
    _add_figures(mine, user)
    if mine.reporting:
        made = Evaluation.objects.visible_to(user).filter(created_by=user)
        mine.reports = list(made.select_related("programme__region")[:10])
    return mine


def _current(user: User) -> QuerySet[Programme]:
    """The current programmes that somebody may see, with what their addresses ask."""
    return Programme.objects.visible_to(user).current().select_related("region", "successor").order_by("region__name")


def _add_asked(mine: Mine, user: User, led: list[Programme]) -> None:
    """The term lists that somebody keeps: of the own councils, and of all councils of the regions that they lead."""
    of_council = mine.more_roles or any(role.municipality_id for role in mine.roles)
    councils = access(user).municipalities("keep_decisions") if of_council else set()
    mine.councils = list(Municipality.objects.filter(pk__in=councils)) if councils else []
    if led or councils:
        kept = Promise.objects.filter(Q(municipality__in=councils) | Q(programme__in=led))
        mine.asked = summary_of(kept, user, most=2 * SHOWN)


def _add_turns(mine: Mine, user: User) -> None:
    """Whose turn it is to decide: the own councils' steps, and what is overdue in the programmes that they lead."""
    led = [] if access(user).everywhere else [lead.programme.pk for lead in mine.leads]
    councils = {place.pk for place in mine.councils}
    if not led and not councils:
        return
    plans, today = plans_for(user, led, councils), timezone.localdate()
    if led:
        mine.leads = [replace(lead, turns=turns_of(plans.of(lead.programme), today)) for lead in mine.leads]
    mine.turns = [*turns_of(plans, today, councils), *next_of(plans, today, councils)]
    ours = ((document.programme, place) for document, place in plans.places if place.pk in councils)
    mine.keeping = list(dict.fromkeys(ours))


def _without_programme(regions: set[int], programmes: list[Programme]) -> list[Region]:
    """Those of these regions that have none of these programmes."""
    empty = regions - {one.region_id for one in programmes}
    return list(Region.objects.with_programme().filter(pk__in=empty)) if empty else []


def _add_figures(mine: Mine, user: User) -> None:
    """What somebody keeps of figures: own counts of Veilig Thuis, what all regions read, and who may."""
    rights = access(user)
    mine.administers_portal = rights.allows("administer_portal", None)
    mine.keeps_figures = keeps_figures(user)
    if mine.keeps_figures:
        mine.offered = FigureImport.objects.offered().count()
    counted = rights.regions("keep_counts")
    if counted:
        mine.counting = list(_current(user).filter(veilig_thuis_regions__in=counted).distinct())
        mine.counts_elsewhere = not mine.counting
    back = FigureImport.objects.filter(offered_by=user, applied_at=None).exclude(returned_at=None)
    mine.returned = list(back.select_related("programme__region", "returned_by").prefetch_related("files")[:SHOWN])


def _tasks(user: User) -> list[Task]:
    """Own actions of current programmes: those that should have ended first, then by when they end."""
    latest = Prefetch("updates", ProgressUpdate.objects.order_by("-on", "-pk")[:1], to_attr="latest")
    actions = Action.objects.visible_to(user).led_by(user).filter(programme__in=Programme.objects.current())
    found = actions.select_related("programme__region").prefetch_related("goals", latest)
    today = quarters.of(timezone.localdate())
    tasks = [
        Task(action, next(iter(action.latest), None), action.is_overdue(on=today))  # type: ignore[attr-defined]
        for action in found
    ]
    return sorted(tasks, key=lambda task: (not task.is_overdue, task.action.ends_in or "9", task.action.number))


def _put_back(user: User) -> list[Any]:
    """What a project leader put back lately, with the words of the owner."""
    since = timezone.now() - datetime.timedelta(days=PUT_BACK_DAYS)
    lines = ProgressUpdate.history.filter(history_type="-", author_id=user.pk, history_date__gte=since)
    return list(lines.exclude(history_user=user).select_related("action").order_by("-history_date")[:SHOWN])


def _leads(programmes: list[Programme], user: User) -> list[Lead]:
    """What waits and what is late; who leads a programme may see all the messages on the actions that they may see."""
    actions = Action.objects.visible_to(user).filter(programme__in=programmes)
    is_late = overdue(quarters.of(timezone.localdate()))
    told = actions.order_by().values_list("programme").annotate(
        messages=Count("updates", distinct=True, filter=Q(updates__released_at__isnull=True)),
        concepts=Count("pk", distinct=True, filter=Q(released_at__isnull=True)),
        late=Count("pk", distinct=True, filter=is_late),
        lacking=Count("pk", distinct=True, filter=misses_any(on=timezone.localdate())),
    )  # fmt: skip
    counts = {pk: numbers for pk, *numbers in told}
    first: dict[int, list[Action]] = {}
    shown = actions.filter(is_late).annotate(first_goal=first_goal("pk")).order_by("ends_in", "pk")
    for action in shown.prefetch_related("leads")[: 20 * SHOWN]:
        first.setdefault(action.programme_id, []).append(action)
    return [
        Lead(one, messages, concepts, first.get(one.pk, [])[:SHOWN], late, lacking)
        for one in programmes
        for messages, concepts, late, lacking in [counts.get(one.pk, (0, 0, 0, 0))]
    ]


def _changes(programmes: list[Programme]) -> list[Any]:
    """The last thing that people changed in each action, lately; what was loaded from documents is no news."""
    lines = Action.history.filter(programme__in=programmes, history_user__isnull=False)
    found: dict[int, Any] = {}
    for line in lines.select_related("history_user").order_by("-history_date", "-history_id")[: 20 * SHOWN]:
        found.setdefault(line.id, line)
    return list(found.values())[: 2 * SHOWN]
