"""What a report says, read once from the database into plain values: what is public and released on that moment.

A constant number of queries, whatever the size of the plan. Nothing here knows how the report looks.
"""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from actions.models import Document, Programme
from actions.pages.charts import StatusBar, status_bar
from evaluations.models import Evaluation
from evaluations.snapshot.additions import OwnItem, read_additions
from evaluations.snapshot.decisions import Decisions, read_decisions
from evaluations.snapshot.figures import FigureItem, read_figures
from evaluations.snapshot.finances import Finances, read_finances
from evaluations.snapshot.plan import LineItem, PlanItem, Sources, count, read_actions, read_plan
from evaluations.snapshot.promises import Promises, read_promises
from municipalities.models import Region


@dataclass(frozen=True)
class Holds:
    """The ids of what is in a report: to call it back, and to give it only to who may see all of it."""

    deliveries: list[int]
    actions: list[int]
    documents: list[int]


@dataclass(frozen=True)
class Snapshot:
    """All that is in a report."""

    title: str
    introduction: str
    conclusion: str
    region: str
    fictitious: bool
    programme: str
    short_title: str
    period: str
    ended: str  # that its years have passed; empty while it runs
    summary: str
    line_word: str
    evaluation_every_years: int | None
    evaluation_note: str
    day: datetime.date
    municipalities: list[str]
    plan: PlanItem
    bar: StatusBar
    finances: Finances
    figures: list[FigureItem]
    missing_figures: str  # what to say when none is about the region itself
    decisions: Decisions
    promises: Promises
    additions: list[OwnItem]  # an annex: nothing counts it
    sources: Sources
    holds: Holds

    @property
    def has_own_figures(self) -> bool:
        """Whether any figure is about the region itself."""
        return bool(self.figures) and not self.missing_figures

    @property
    def key_figure(self) -> FigureItem | None:
        """The first figure with a chart that is about the region itself; the summary tells what it says."""
        return next((figure for figure in self.figures if figure.charts and figure.is_own), None)

    @property
    def lines(self) -> list[LineItem]:
        """The lines of the programme."""
        return self.plan.lines


def take(evaluation: Evaluation, *, on: datetime.date) -> Snapshot:
    """Read what the report of an evaluation says on a day (today: the plan is read as it stands now)."""
    programme = evaluation.programme
    reader = AnonymousUser()
    actions = read_actions(programme, reader=reader)
    plan = read_plan(programme, actions, reader=reader, on=on)
    figures, missing, deliveries = read_figures(programme)
    documents = Document.objects.visible_to(reader).filter(programme=programme)
    return Snapshot(
        title=evaluation.title,
        introduction=evaluation.introduction,
        conclusion=evaluation.conclusion,
        region=programme.region.name,
        fictitious=programme.region.fictitious,
        programme=programme.title,
        short_title=programme.short_title,
        period=programme.period,
        ended=programme.ended_in_words,
        summary=programme.summary,
        line_word=programme.get_line_word_display(),
        evaluation_every_years=programme.evaluation_every_years,
        evaluation_note=programme.evaluation_note,
        day=on,
        municipalities=_members(programme.region, on),
        plan=plan,
        bar=status_bar(count(plan.actions)),
        finances=read_finances(programme, actions),
        figures=figures,
        missing_figures=missing,
        decisions=read_decisions(programme, reader=reader, on=on),
        promises=read_promises(programme, reader=reader, on=on),
        additions=read_additions(programme, reader=reader, on=on),
        sources=plan.sources,
        holds=Holds(
            deliveries=sorted(deliveries),
            actions=[action.pk for action in actions],
            documents=list(documents.values_list("pk", flat=True)),
        ),
    )


def is_public(programme: Programme) -> bool:
    """Whether everybody may read the programme: a report holds public content only."""
    return Programme.objects.visible_to(AnonymousUser()).filter(pk=programme.pk).exists()


def _members(region: Region, day: datetime.date) -> list[str]:
    return list(region.municipalities_on(day).order_by("name").values_list("name", flat=True).distinct())
