"""Money and cover of the plan in words, for templates."""

from django import template

from actions.models import Action, Cost
from actions.rules import money

register = template.Library()


@register.filter
def bedrag(amount: money.Amount) -> str:
    """A sum of amounts: `€ 15.000`, `ongeveer € 15.000 tot € 25.000`."""
    return money.in_words(amount)


@register.filter
def kosten(cost: Cost) -> str:
    """A cost in words: `€ 15.000 per jaar`, `Nader te bepalen`."""
    return money.describe(cost)


@register.filter
def dekking(action: Action) -> list[str]:
    """The funding sources of an action, each once, in the order of its costs."""
    return list(dict.fromkeys(funding.source.name for cost in action.costs.all() for funding in cost.fundings.all()))
