"""Why the reader sees something that is not public."""

from typing import Any

from django import template

from municipalities.rules.why import why

register = template.Library()


@register.simple_tag(takes_context=True)
def seen_because(context: dict[str, Any], shown: Any) -> str:
    """The sentence for something with `read_through()`; empty for what everybody may see."""
    return why(context["request"].user, shown.read_through())
