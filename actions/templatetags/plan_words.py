"""Money and cover of the plan in words, for templates."""

from django import template

from actions.models import Action
from actions.rules import amounts, people
from actions.rules.cost_words import cost_in_words, whole_cover_in_words

register = template.Library()
register.filter("bedrag", amounts.in_words)
register.filter("kosten", cost_in_words)
register.filter("gedekt", whole_cover_in_words)
register.filter("trekkers", people.leads_of)


@register.filter
def dekking(action: Action) -> list[str]:
    """The funding sources of an action, each once, in the order of its costs."""
    return list(dict.fromkeys(funding.source.name for cost in action.costs.all() for funding in cost.fundings.all()))
