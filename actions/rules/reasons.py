"""Which changes of an action ask for a reason: another end or another amount than was agreed (docs/besluiten/125).

Of a concept nothing was agreed yet. Filling in what was empty asks nothing either: that is what everybody hopes for.
"""

from collections import Counter

from django.utils.translation import gettext as _

from actions.models import Cost
from actions.rules.content import Content

AGREED = ("amount", "amount_max", "total", "per", "year")


def reason_asked(old: Content, new: Content, *, is_released: bool) -> str:
    """The sentence that asks for a reason of a change; empty when the change needs none."""
    if not is_released:
        return ""
    ends = bool(old.ends_in) and old.ends_in != new.ends_in
    planned = _planned(old)
    costs = bool(planned) and planned != _planned(new)
    if ends and costs:
        return _("Schrijf waarom het einde en de kosten veranderen.")
    if ends:
        return _("Schrijf waarom het einde verandert.")
    return _("Schrijf waarom de kosten veranderen.") if costs else ""


def _planned(content: Content) -> Counter[tuple[object, ...]]:
    """The amounts that were planned; what was spent is a fact, and no agreement."""
    stated = (cost for cost in content.costs if cost.kind == Cost.Kind.AMOUNT and cost.stage != Cost.Stage.SPENT)
    return Counter(tuple(getattr(cost, name) for name in AGREED) for cost in stated)
