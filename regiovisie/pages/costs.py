"""What the actions of a programme cost together, in words for a summary. What does not add up stays apart."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from actions.models import Action, Cost
from actions.rules import money

COVERED = "gedekt"
NOT_NAMED = "dekking niet genoemd"


@dataclass(frozen=True)
class CostLine:
    """One sum: `€ 95.000` `per jaar`, and how much of it has cover."""

    amount: str
    per: str
    cover: str


@dataclass(frozen=True)
class CostStage:
    """The sums of one stage: estimated, granted or spent."""

    label: str
    lines: list[CostLine]

    @property
    def cover(self) -> str:
        """What holds for the cover of every sum; empty when they differ."""
        covers = {line.cover for line in self.lines}
        return covers.pop() if len(covers) == 1 else ""

    @property
    def cover_sentence(self) -> str:
        """The same as a sentence of its own."""
        if self.cover == COVERED:
            return "Voor dit alles noemt het plan waar het geld vandaan komt."
        return (
            "Het plan noemt niet waar dit geld vandaan komt."
            if self.cover == NOT_NAMED
            else f"{self.cover.capitalize()}."
        )


def cost_stages(actions: QuerySet[Action]) -> list[CostStage]:
    """What the actions cost, by stage and by what amounts are per; only what has an amount. Two queries."""
    costs = Cost.objects.filter(action__in=actions, kind=Cost.Kind.AMOUNT).order_by().prefetch_related("fundings")
    return [
        CostStage(stage.label.capitalize(), [_line(per, cover) for per, cover in stage.groups])
        for stage in money.totals(costs)
    ]


def sums_by_programme(actions: QuerySet[Action]) -> dict[int, list[CostStage]]:
    """The same sums per programme id, without their cover; one query."""
    return {programme: _in_words(found) for programme, found in totals_by_programme(actions).items()}


def totals_by_programme(actions: QuerySet[Action]) -> dict[int, list[money.StageTotals]]:
    """What the actions cost per programme id, added up in the database; the cover is left out. One query."""
    rows = (
        Cost.objects.filter(action__in=actions, kind=Cost.Kind.AMOUNT)
        .order_by()
        .values("action__programme_id", "stage", "per", "year")
        .annotate(
            low=Sum("amount"),
            high=Sum(Coalesce("amount_max", "amount")),
            number=Count("pk"),
            approximate_ones=Count("pk", filter=Q(approximate=True)),
        )
    )
    found: dict[int, dict[str, money.StageTotals]] = {}
    for row in rows:
        stages = found.setdefault(row["action__programme_id"], {})
        stage = stages.setdefault(row["stage"], money.StageTotals(row["stage"]))
        year: int | None = row["year"]
        cover = (
            stage.per.setdefault(row["per"], money.Cover())
            if year is None
            else stage.years.setdefault(year, money.Cover())
        )
        cover.planned += money.Amount(row["low"], row["high"], row["number"], bool(row["approximate_ones"]))
    return {
        programme: [stages[stage] for stage in money.STAGES if stage in stages] for programme, stages in found.items()
    }


def _in_words(stages: list[money.StageTotals]) -> list[CostStage]:
    return [
        CostStage(stage.label.capitalize(), [CostLine(*_sum(per, cover), cover="") for per, cover in stage.groups])
        for stage in stages
    ]


def _line(per: str, cover: money.Cover) -> CostLine:
    return CostLine(*_sum(per, cover), _cover_in_words(cover))


def _sum(per: str, cover: money.Cover) -> tuple[str, str]:
    """An amount and what it is per, in words."""
    if per == str(Cost.Per.UNSTATED.label):
        amounts = "een bedrag" if cover.planned.count == 1 else f"{cover.planned.count} bedragen"
        per = f"in {amounts} waarbij niet staat of het per jaar is"
    return money.in_words(cover.planned), per


def _cover_in_words(cover: money.Cover) -> str:
    """How much is covered; a source that is not named is unknown, not absent."""
    if not cover.covered.high:
        return NOT_NAMED if cover.unnamed.count else "nog geen dekking"
    if not cover.unnamed.count and not cover.open.count:
        return COVERED
    return f"waarvan {money.in_words(cover.covered)} gedekt"
