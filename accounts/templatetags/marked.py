"""The token of every form also says whose form it is, so that what they typed can be kept for them alone."""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.marks import MARK, mark_of

register = template.Library()


class MarkedTokenNode(CsrfTokenNode):
    """Django's token against forged forms, followed by the mark of who is signed in, if anybody is."""

    def render(self, context: Any) -> SafeString:
        """Both hidden fields."""
        user = getattr(context.get("request"), "user", None)
        if user is None or not user.is_authenticated:
            return SafeString(super().render(context))
        mark = format_html('<input type="hidden" name="{}" value="{}">', MARK, mark_of(user))
        return SafeString(super().render(context) + mark)


@register.tag
def csrf_token(parser: Any, token: Any) -> MarkedTokenNode:
    """As Django's own tag; a builtin of the templates (settings), so that no form can forget it."""
    return MarkedTokenNode()
