"""Money in a report: the same table by year as on the pages, and how many actions have no amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.models import Action, Programme
from actions.rules import money
from actions.rules.cost_table import CostTable, cost_table
from actions.rules.cover_plan import CoverPlan, SourcePlan, cover_plan


@dataclass(frozen=True)
class YearItem:
    """What is planned and spent in one year, in words; empty where nothing is named."""

    label: str  # 2022, 2023 en verder
    planned: str
    granted: str
    cover: str  # gedekt, € 5.000 gedekt, dekking niet genoemd
    spent: str
    without: int
    sentence: str


@dataclass(frozen=True)
class SourceItem:
    """A source of cover, with its budget per year where the plan gives one."""

    name: str
    text: str
    budgets: list[tuple[int, Decimal]]
    planned: list[str]
    actions: int


@dataclass(frozen=True)
class Finances:
    """Costs and cover of the actions that everybody may see."""

    actions: int
    with_amount: int
    known: str
    years: list[YearItem]
    has_spent: bool
    how: str  # how to read the years
    after: str
    loose: list[str]  # amounts that stand in no year, a sentence for each reason
    unknown: list[tuple[str, int]]  # why there is no amount, number of actions
    cover_title: str
    sources: list[SourceItem]


def read_finances(programme: Programme, actions: Sequence[Action]) -> Finances:
    """What these actions cost, and what they are paid from. Wants their costs and fundings to be loaded."""
    table = cost_table(programme, actions)
    sources = programme.funding_sources.known_from(actions).prefetch_related("budgets")
    cover = cover_plan(sources, table)
    return Finances(
        actions=table.actions,
        with_amount=table.with_amount,
        known=table.known,
        years=_years(table),
        has_spent=table.has_spent,
        how=table.how,
        after=table.after_words,
        loose=[f"{amounts.words}." for amounts in table.loose],
        unknown=[(reason.label, len(reason.actions)) for reason in money.unknowns(actions)],
        cover_title=cover.title,
        sources=_sources(cover),
    )


def _years(table: CostTable) -> list[YearItem]:
    if not table.is_placed:
        return []
    return [
        YearItem(
            label=row.label,
            planned=row.planned.words,
            granted=row.granted.words,
            cover=row.cover.words,
            spent=row.spent.words,
            without=row.without,
            sentence=f"{row.words}.",
        )
        for row in table.rows
    ]


def _sources(cover: CoverPlan) -> list[SourceItem]:
    return [
        SourceItem(
            name=plan.source.name,
            text=plan.source.text,
            budgets=sorted(plan.budgets.items()),
            planned=_planned(plan),
            actions=len(plan.paid),
        )
        for plan in cover.sources
    ]


def _planned(plan: SourcePlan) -> list[str]:
    by_year = [f"{row.label}: {row.planned.words}" for row in plan.years if row.planned.count]
    return by_year + [amounts.words for amounts in plan.loose]
