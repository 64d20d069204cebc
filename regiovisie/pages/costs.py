"""What the actions of a programme cost together, in words for a summary. What does not add up stays apart."""

from dataclasses import dataclass

from django.db.models import QuerySet

from actions.models import Action, Cost
from actions.rules import money
from reading.vocabulary import Per

COVER = {
    money.Extent.ALL: "gedekt",
    money.Extent.UNNAMED: "dekking niet genoemd",
    money.Extent.NONE: "nog geen dekking",
    money.Extent.PART: "waarvan %(amount)s gedekt",
}
SENTENCES = {
    money.Extent.ALL: "Voor dit alles noemt het plan waar het geld vandaan komt.",
    money.Extent.UNNAMED: "Het plan noemt niet waar dit geld vandaan komt.",
}


@dataclass(frozen=True)
class CostLine:
    """One sum: `€ 95.000` `per jaar`, and how much of it has cover."""

    amount: str
    per: str
    cover: str = ""
    extent: money.Extent | None = None  # None: the cover is left out


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
        extent = self.lines[0].extent
        return SENTENCES[extent] if extent in SENTENCES else f"{self.cover.capitalize()}."


def cost_stages(actions: QuerySet[Action]) -> list[CostStage]:
    """What the actions cost, by stage and by what amounts are per; only what has an amount. Two queries."""
    costs = Cost.objects.with_amount().filter(action__in=actions).order_by().prefetch_related("fundings")
    return [_stage(stage, with_cover=True) for stage in money.totals(costs)]


def sums_by_programme(actions: QuerySet[Action]) -> dict[int, list[CostStage]]:
    """The same sums per programme id, without their cover; one query."""
    totals = money.totals_by_programme(actions)
    return {programme: [_stage(stage, with_cover=False) for stage in found] for programme, found in totals.items()}


def _stage(stage: money.StageTotals, *, with_cover: bool) -> CostStage:
    return CostStage(stage.label.capitalize(), [_line(per, cover, with_cover) for per, cover in stage.sums])


def _line(per: Per | int, cover: money.Cover, with_cover: bool) -> CostLine:
    amount, about = money.in_words(cover.planned), _per(per, cover.planned.count)
    if not with_cover:
        return CostLine(amount, about)
    words = COVER[cover.extent]
    if cover.extent is money.Extent.PART:
        words %= {"amount": money.in_words(cover.covered)}
    return CostLine(amount, about, words, cover.extent)


def _per(per: Per | int, count: int) -> str:
    """What a sum of so many amounts is per, within a sentence."""
    if per != Cost.Per.UNSTATED:
        return money.per_in_words(per)
    amounts = "een bedrag" if count == 1 else f"{count} bedragen"
    return f"in {amounts} waarbij niet staat of het per jaar is"
