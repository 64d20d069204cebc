"""Money in a report: sums that mix nothing, and how many actions have no amount."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.models import Action, Cost, FundingSource, Programme
from actions.rules import money


@dataclass(frozen=True)
class GroupItem:
    """A sum of costs that are alike, in words; `count` costs are in it."""

    label: str  # per year, once, in 2025...
    count: int
    planned: str
    covered: str
    unnamed: str  # of which the plan names no source


@dataclass(frozen=True)
class StageItem:
    """Costs of one stage: estimated, granted or spent."""

    label: str
    groups: list[GroupItem]


@dataclass(frozen=True)
class SourceItem:
    """A source of cover, with its budget per year where the plan gives one."""

    name: str
    text: str
    budgets: list[tuple[int, Decimal]]
    planned: list[tuple[str, str]]
    actions: int


@dataclass(frozen=True)
class Finances:
    """Costs and cover of the actions that everybody may see."""

    actions: int
    with_amount: int
    stages: list[StageItem]
    unknown: list[tuple[str, int]]  # why there is no amount, number of actions
    sources: list[SourceItem]

    @property
    def without_amount(self) -> int:
        """Actions of which no amount is known."""
        return self.actions - self.with_amount


def read_finances(programme: Programme, actions: Sequence[Action]) -> Finances:
    """What these actions cost, and what they are paid from. Wants their costs and fundings to be loaded."""
    costs = [cost for action in actions for cost in action.costs.all()]
    unknown = money.unknowns(actions)
    sources = programme.funding_sources.known_from(actions).prefetch_related("budgets")
    return Finances(
        actions=len(actions),
        with_amount=len(actions) - sum(len(reason.actions) for reason in unknown),
        stages=[StageItem(stage.label, _groups(stage)) for stage in money.totals(costs)],
        unknown=[(reason.label, len(reason.actions)) for reason in unknown],
        sources=_sources(sources, costs),
    )


def _groups(stage: money.StageTotals) -> list[GroupItem]:
    return [
        GroupItem(
            label=label,
            count=cover.planned.count,
            planned=money.in_words(cover.planned),
            covered=_some(cover.covered),
            unnamed=_some(cover.unnamed),
        )
        for label, cover in stage.groups
    ]


def _some(amount: money.Amount) -> str:
    return money.in_words(amount) if amount.count else ""


def _sources(sources: Iterable[FundingSource], costs: list[Cost]) -> list[SourceItem]:
    payers: dict[int, set[int]] = {}
    for cost in costs:
        for funding in cost.fundings.all():
            payers.setdefault(funding.source_id, set()).add(cost.action_id)
    return [
        SourceItem(
            name=plan.source.name,
            text=plan.source.text,
            budgets=sorted(plan.budgets.items()),
            planned=_planned(plan),
            actions=len(payers.get(plan.source.pk, ())),
        )
        for plan in money.cover_plan(sources, costs)
    ]


def _planned(plan: money.SourcePlan) -> list[tuple[str, str]]:
    by_year = [(f"in {year}", money.in_words(amount)) for year, amount in sorted(plan.planned.years.items())]
    return by_year + [(label, money.in_words(amount)) for label, amount in plan.planned.groups]
