"""Money in a report: the same table by year as on the pages, and how many actions have no amount."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from actions.models import Action, Programme
from actions.rules import money
from actions.rules.cost_table import CostTable, cost_table
from actions.rules.cover_plan import CoverPlan, SourceYear, cover_plan
from decisions.pages.shares import ShownKey, shown_keys


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
    """A source of cover year by year, as on the page of the costs, and what cannot be said of it."""

    name: str
    years: list["SourceYearItem"]
    text: str = ""
    notes: list[str] = field(default_factory=list)
    actions: int | None = None  # None: of all sources together


@dataclass(frozen=True)
class SourceYearItem:
    """What a source has, pays and has left in one year, in words; empty where nothing is named."""

    label: str
    available: str
    planned: str
    granted: str
    spent: str
    left: str


@dataclass(frozen=True)
class ShareItem:
    """A key by which municipalities divide costs, with what each pays, in words."""

    title: str
    agreed: str
    numbers: str
    note: str
    labels: list[str]
    rows: list[tuple[str, str, list[tuple[str, str]]]]  # municipality, its number, and per label amount and sum
    totals: list[str]
    notes: list[str]


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
    cover_how: str  # how to read the years of the sources; empty when none has a budget
    sources: list[SourceItem]
    without: list[str]  # planned costs of which no source is named, a sentence for each year
    shares: list[ShareItem]


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
        cover_how=cover.how if cover.has_budget else "",
        sources=_sources(cover),
        without=[f"{row.label}: {row.amount.words}, {row.words}." for row in cover.without],
        shares=[_share(shown) for shown in shown_keys(programme, AnonymousUser(), table)],
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
    found = [
        SourceItem(plan.name, [_source_year(row) for row in plan.years], plan.text, plan.notes, len(plan.paid))
        for plan in cover.sources
    ]
    if cover.together:
        found.append(SourceItem(cover.groups[-1].name, [_source_year(row) for row in cover.together]))
    return found


def _share(shown: ShownKey) -> ShareItem:
    return ShareItem(
        title=shown.key.title,
        agreed=shown.agreed,
        numbers=shown.numbers,
        note=shown.key.note,
        labels=[column.label for column in shown.columns],
        rows=[(row.name, row.number, [(share.words, share.sum) for share in row.shares]) for row in shown.rows],
        totals=[column.total_words for column in shown.columns],
        notes=shown.notes,
    )


def _source_year(row: SourceYear) -> SourceYearItem:
    return SourceYearItem(
        label=row.label,
        available=" ".join(filter(None, (row.available.words, row.stage))),
        planned=row.planned.words,
        granted="; ".join(filter(None, (row.granted_words, row.partial_words))),
        spent=row.spent.words,
        left=row.left_words,
    )
