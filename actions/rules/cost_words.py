"""How a cost is put into words, once: for pages, history, conflicts, files and the report."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from actions.models import Cost
from actions.rules import amounts
from actions.rules.content import CostItem, name_of
from reading import formats

Paid = tuple[str, Decimal | None]  # the name of a source and how much of the cost it pays; None is all of it


def cost_in_words(cost: Cost | CostItem) -> str:
    """`€ 15.000 per jaar`, `uitgegeven: € 400 in 2025`, `€ 5 (niet gezegd of het per jaar is)`, `Nader te bepalen`."""
    parts = [_sum(cost)]
    if cost.nature:
        parts.append(str(Cost.Nature(cost.nature).label))
    if cost.total is not None:
        parts.append(f"totaal {formats.unbroken_euro(cost.total)}")
    words = ", ".join(parts)
    return words if cost.stage == Cost.Stage.ESTIMATED else f"{Cost.Stage(cost.stage).label}: {words}"


def whole_cost_in_words(cost: Cost | CostItem, cover: Iterable[Paid], text: str = "") -> str:
    """The same with who pays and the words of the plan: `€ 15.000 per jaar, dekking: DUVO (€ 5.000) (pilot)`."""
    names = ", ".join(cover_in_words(name, amount) for name, amount in cover)
    words = cost_in_words(cost) + (_(", dekking: %(names)s") % {"names": names} if names else "")
    return f"{words} ({text})" if text else words


def item_in_words(item: CostItem, sources: Mapping[int, str]) -> str:
    """The whole of a cost that may not be kept yet; `sources` names those that there are."""
    return whole_cost_in_words(item, [(name_of(part.source, sources), part.amount) for part in item.cover], item.text)


def cover_in_words(name: str, amount: Decimal | None) -> str:
    """A source of cover: `DUVO`, or `DUVO (€ 5.000)` when it pays that much of the cost."""
    return name if amount is None else f"{name} ({formats.euro(amount)})"


def _sum(cost: Cost | CostItem) -> str:
    """The amount and what it is per, or why there is no amount."""
    is_amount = cost.kind == Cost.Kind.AMOUNT
    words = amounts.in_words(amounts.amount_of(cost)) if is_amount else str(Cost.Kind(cost.kind).label)
    if cost.year is not None:
        return f"{words} in {cost.year}"
    if not is_amount:
        return words
    per = str(Cost.Per(cost.per).label)
    return f"{words} ({per})" if cost.per == Cost.Per.UNSTATED else f"{words} {per}"


def whole_cover_in_words(cost: Cost) -> str:
    """What a cost is paid from: `Dekking: DUVO (€ 10.000), Wmo`, or that the plan does not name it."""
    parts = [cover_in_words(each.source.name, each.amount) for each in cost.fundings.all()]
    return _("Dekking: %s") % ", ".join(parts) if parts else str(_("Dekking niet genoemd"))
