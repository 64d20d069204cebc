"""What the dashboard of a region answers: how far, what it costs, what the figures say, who decided, what comes next.

Pure assembly: reads what the reader may see and writes nothing. Counts what the project leader released; what still
waits for release is told apart, and so is how much of the numbers is not public. As many queries for one action as for
a thousand.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import standing
from actions.models import Action, ActionLine, Goal, Programme, ProgressUpdate, Theme
from actions.models.action import overdue
from actions.models.base import Classification, Viewer, is_so
from actions.models.money import has_amount
from actions.pages.charts import StatusBar, status_bar
from actions.pages.news import News, news_of
from actions.pages.plan_news import plan_news
from actions.rules.cost_table import CostTable, cost_tables
from actions.rules.counts import Counts, tally, together
from actions.rules.origins import MARKS, OriginCounts, counted, origin_marks
from decisions.models import Promise
from decisions.pages.counted import DocumentState, document_states
from decisions.pages.promises import Summary, summary_of
from monitoring.rules.series import IndicatorFigures
from reading import quarters
from regiovisie.pages.key_figures import key_figures
from regiovisie.pages.milestones import Agenda, Milestone, coming

LATEST = 4  # changes shown
ASKED = 3  # questions and promises shown


@dataclass
class LineState:
    """A line of the programme with how far its actions are."""

    line: ActionLine
    counts: Counts = field(default_factory=lambda: Counts({}))
    themes: list[Theme] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    @property
    def bar(self) -> StatusBar:
        """The counts as a picture."""
        return status_bar(self.counts.by_status)


@dataclass(frozen=True)
class PlanState:
    """The actions of a programme, counted once in the database."""

    by_line: dict[int, Counts]
    with_amount: int
    origins: OriginCounts
    overdue: int  # should have ended before this quarter, and nobody said that they did
    not_public: int  # released, but not for everybody: they count for who may read them only
    concepts: int  # new actions that wait for release
    reports: int  # actions with a progress update that waits for release

    @property
    def counts(self) -> Counts:
        """All released actions."""
        return together(self.by_line.values())

    @property
    def waiting_in_words(self) -> str:
        """What waits for release: `2 nieuwe acties en voortgang bij 1 actie`."""
        new = ngettext("%d nieuwe actie", "%d nieuwe acties", self.concepts) % self.concepts
        reports = ngettext("voortgang bij %d actie", "voortgang bij %d acties", self.reports) % self.reports
        return _(" en ").join([new] * bool(self.concepts) + [reports] * bool(self.reports))


@dataclass(frozen=True)
class Dashboard:
    """All that the page shows."""

    programme: Programme
    state: PlanState
    lines: list[LineState]
    ambitions: list[Goal]
    loose_themes: list[Theme]
    costs: CostTable | None  # None: no action has an amount
    figures: list[IndicatorFigures]
    documents: list[DocumentState]
    asked: Summary  # what councils asked and were promised
    milestones: list[Milestone]
    more_milestones: int
    changes: list[News]
    today: datetime.date

    @property
    def counts(self) -> Counts:
        """All released actions."""
        return self.state.counts

    @property
    def is_over(self) -> bool:
        """Whether the last year of the programme has passed."""
        return self.programme.is_over(on=self.today)


def dashboard(programme: Programme, user: Viewer) -> Dashboard:
    """The dashboard of a programme as this reader may see it."""
    today = standing.today()
    released = Action.objects.visible_to(user).released().filter(programme=programme)
    public = released.filter(classification=Classification.PUBLIC)
    state = plan_state(programme, user, today)
    with_actions = bool(state.counts.total)
    goals = [] if with_actions else list(programme.goals.visible_to(user).filter(action=None))
    themes = [] if with_actions else list(programme.themes.visible_to(user))
    asked = summary_of(Promise.objects.filter(programme=programme), user, most=ASKED)
    agenda = Agenda([], 0) if programme.is_over(on=today) else coming(programme, released, user, today, asked.coming)
    return Dashboard(
        programme=programme,
        state=state,
        lines=line_states(programme.lines.visible_to(user), state.by_line, themes=themes, goals=goals),
        ambitions=[goal for goal in goals if not goal.line_id and not goal.theme_id],
        loose_themes=[theme for theme in themes if not theme.line_id],
        costs=cost_tables(released, [programme])[programme.pk] if state.with_amount else None,
        figures=key_figures(programme),
        documents=document_states(programme, user, today),
        asked=asked,
        milestones=agenda.shown,
        more_milestones=agenda.more,
        changes=_changes(programme, public, user) if with_actions else [],
        today=today,
    )


def _changes(programme: Programme, public: QuerySet[Action], user: Viewer) -> list[News]:
    """The last changes of actions and of the plan itself, together."""
    found = [*news_of(public, user, most=LATEST), *plan_news(programme, most=LATEST)]
    return sorted(found, key=lambda news: (news.on, news.moment), reverse=True)[:LATEST]


def plan_state(programme: Programme, user: Viewer, today: datetime.date) -> PlanState:
    """Counts of actions by line and status, and of what is late, has an amount or waits; one query."""
    waiting = ProgressUpdate.objects.visible_to(user).concepts().filter(action=OuterRef("pk"))
    rows = (
        Action.objects.visible_to(user)
        .filter(programme=programme)
        .order_by()
        .annotate(
            is_concept=is_so(Q(released_at__isnull=True)),
            is_hidden=is_so(~Q(classification=Classification.PUBLIC)),
            is_late=is_so(overdue(quarters.of(today))),
            has_amount=has_amount(),
            has_report=Exists(waiting),
        )
        .annotate(**origin_marks())
        .values("line_id", "status", "is_concept", "is_hidden", "is_late", "has_amount", "has_report", *MARKS)
        .annotate(number=Count("pk"))
    )
    return _summed([dict(row) for row in rows])


def _summed(rows: list[dict[str, Any]]) -> PlanState:
    released = [row for row in rows if not row["is_concept"]]
    return PlanState(
        by_line=tally((row["line_id"], row["status"], row["is_hidden"], False, row["number"]) for row in released),
        with_amount=_number(released, "has_amount"),
        origins=counted((*(row[mark] for mark in MARKS), row["number"]) for row in released),
        overdue=_number(released, "is_late"),
        not_public=_number(released, "is_hidden"),
        concepts=_number(rows, "is_concept"),
        reports=_number(released, "has_report"),
    )


def _number(rows: Iterable[dict[str, Any]], key: str) -> int:
    return sum(row["number"] for row in rows if row[key])


def line_states(
    lines: Iterable[ActionLine], by_line: dict[int, Counts], *, themes: list[Theme], goals: list[Goal]
) -> list[LineState]:
    """The lines in their order, each with its counts, or with its themes and goals when there are no actions."""
    states = [LineState(line, by_line.get(line.pk, Counts({}))) for line in lines]
    for state in states:
        state.themes = [theme for theme in themes if theme.line_id == state.line.pk]
        state.goals = [goal for goal in goals if goal.line_id == state.line.pk and not goal.theme_id]
    return states
