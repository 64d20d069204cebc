"""The costs of an action in columns: one cost, or one amount per calendar year that all have the same cover.

What does not fit (several costs, a cover in parts, a text beside one cost) is one word, and stands in words beside it;
its amounts per year still stand in the columns of the years.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from actions.models import Cost
from actions.rules import money
from actions.rules.cost_words import whole_cost_in_words
from reading.plans.own_format import MORE, NO, YES, Value, labels, names, one_line, year_code


def cost_values(costs: Sequence[Cost], *, cost_text: str) -> dict[str, Value]:
    """The cells of an action's costs by code; a code that is not there is an empty cell. Wants fundings loaded."""
    if not costs:
        return {}
    if not _fits(costs, cost_text):
        return {"cost_kind": MORE, **_planned_by_year(costs)}
    first = costs[0]
    is_amount = first.has_amount
    values: dict[str, Value] = {
        "cost_kind": labels(Cost.Kind)[first.kind],
        "total": first.total,
        "nature": labels(Cost.Nature)[first.nature],
        "funding": names(funding.source.name for funding in first.fundings.all()),
    }
    if is_amount or first.stage != Cost.Stage.ESTIMATED:
        values["stage"] = labels(Cost.Stage)[first.stage]
    if is_amount or first.approximate:
        values["cost_approximate"] = YES if first.approximate else NO
    if first.year is not None:
        return values | {year_code(cost.year or 0): cost.amount for cost in costs}
    if is_amount or first.per != Cost.Per.UNSTATED:
        values["per"] = labels(Cost.Per)[first.per]
    return values | {"amount": first.amount, "amount_max": first.amount_max}


def _fits(costs: Sequence[Cost], cost_text: str) -> bool:
    """Whether the columns can hold all that is known of these costs."""
    told = any(cost.text not in ("", cost_text) for cost in costs)
    covers = [_cover(cost) for cost in costs]
    if told or any(amount is not None for cover in covers for _source, amount in cover):
        return False
    if len(costs) == 1 and costs[0].year is None:
        return True
    plain = all(
        cost.has_amount and cost.amount_max is None and cost.total is None and cost.per == Cost.Per.UNSTATED
        for cost in costs
    )
    years = {cost.year for cost in costs}
    alike = {(cost.nature, cost.stage, cost.approximate, cover) for cost, cover in zip(costs, covers, strict=True)}
    return plain and None not in years and len(years) == len(costs) and len(alike) == 1


def _planned_by_year(costs: Sequence[Cost]) -> dict[str, Value]:
    """Of several costs the amounts per year, where each year has one that is planned; else nothing.

    With what was spent beside it only when that is told apart by its year: one amount per year must be all there is, or
    clearly not all.
    """
    planned = money.planned_costs(costs)
    years = {cost.year for cost in planned}
    plain = all(cost.has_amount and cost.amount_max is None and cost.year for cost in planned)
    rest = [cost for cost in costs if cost not in planned]
    if len(costs) < 2 or not plain or len(years) < len(planned) or (rest and not any(c.year in years for c in rest)):
        return {}
    return {year_code(cost.year or 0): cost.amount for cost in planned}


def _cover(cost: Cost) -> frozenset[tuple[str, Decimal | None]]:
    return frozenset((funding.source.name, funding.amount) for funding in cost.fundings.all())


def in_words(costs: Iterable[Cost]) -> tuple[str, ...]:
    """Every cost in words, with its cover and its own text: a line for each."""
    return tuple(line for cost in costs if (line := _line(cost)))


def _line(cost: Cost) -> str:
    cover = [(funding.source.name, funding.amount) for funding in cost.fundings.all()]
    return one_line(whole_cost_in_words(cost, cover, "" if cost.text == cost.action.cost_text else cost.text))
