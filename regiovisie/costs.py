"""What the actions of a programme cost together, in words for a summary. What does not add up stays apart."""

from dataclasses import dataclass

from django.db.models import QuerySet

from actions import money
from actions.models import Action, Cost

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


def _line(per: str, cover: money.Cover) -> CostLine:
    if per == str(Cost.Per.UNSTATED.label):
        amounts = "een bedrag" if cover.planned.count == 1 else f"{cover.planned.count} bedragen"
        per = f"in {amounts} waarbij niet staat of het per jaar is"
    return CostLine(money.in_words(cover.planned), per, _cover_in_words(cover))


def _cover_in_words(cover: money.Cover) -> str:
    """How much is covered; a source that is not named is unknown, not absent."""
    if not cover.covered.high:
        return NOT_NAMED if cover.unnamed.count else "nog geen dekking"
    if not cover.unnamed.count and not cover.open.count:
        return COVERED
    return f"waarvan {money.in_words(cover.covered)} gedekt"
