"""Which actions have an amount and why others have none, and the costs of one action as one row of data."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from actions.models import Action, Cost
from actions.rules.amounts import Amount, amount_of
from actions.rules.cost_years import Placed
from reading import formats


@dataclass(frozen=True)
class Unknown:
    """Actions without any amount, for one reason."""

    kind: str
    actions: list[Action]

    @property
    def label(self) -> str:
        """The reason in words."""
        return str(Cost.Kind(self.kind).label)


def unknowns(actions: Iterable[Action]) -> list[Unknown]:
    """Actions without any amount, by reason; an action that says nothing on costs is `unstated`."""
    found: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if not action.states_amount:
            kinds = [cost.kind for cost in action.costs.all()]
            found[kinds[0] if kinds else Cost.Kind.UNSTATED].append(action)
    return [Unknown(kind, found[kind]) for kind in Cost.Kind.values if kind in found]


def planned_costs(costs: Sequence[Cost]) -> list[Cost]:
    """What an action is to cost: all but what was spent, unless only that is known."""
    planned = [cost for cost in costs if cost.stage != Cost.Stage.SPENT]
    return planned or list(costs)


@dataclass(frozen=True)
class RowAmount:
    """The amount of an action in one row of data, and what it is for; None when its amounts do not add up."""

    low: Decimal | None = None
    high: Decimal | None = None  # only of a range
    per: str = ""
    approximate: bool | None = None  # None without an amount


def row_amount(several: Sequence[Placed]) -> RowAmount:
    """The costs of one action with an amount, as one row of data.

    Amounts of calendar years add up to `samen in 2025 en 2026`; more amounts that do not belong together stay apart.
    """
    found = [one for one in several if not one.is_spent] or list(several)
    counted = [one for one in found if not (one.granted and one.cost.year)]  # of one year: what was granted counts
    if not counted:
        return RowAmount()
    whole = sum((amount_of(one.cost) for one in counted), Amount())
    if len(counted) > 1 and not _add_up(counted):
        return RowAmount(per=_("meer bedragen, zie kosten"), approximate=whole.approximate)
    return RowAmount(whole.low, whole.high if whole.is_range else None, _per(counted), whole.approximate)


def _add_up(counted: Sequence[Placed]) -> bool:
    """Whether amounts are all of a calendar year, all once or all per year."""
    kinds = {"calendar" if one.cost.year else one.cost.per for one in counted}
    return len(kinds) == 1 and kinds != {Cost.Per.UNSTATED}


def _per(counted: Sequence[Placed]) -> str:
    years = sorted({one.cost.year for one in counted if one.cost.year})
    if not years:
        return str(counted[0].cost.get_per_display())
    together = _("samen in %s") if len(years) > 1 else _("in %s")
    return together % formats.listed([str(year) for year in years])
