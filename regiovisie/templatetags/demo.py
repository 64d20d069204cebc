"""The accounts to try the portal with, for the sign-in page of a development server."""

from django import template
from django.conf import settings

from regiovisie.demo import ACCOUNTS

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[tuple[str, str, str]]:
    """Role, e-mail address and password of each demo account; none outside development (DEBUG)."""
    return list(ACCOUNTS) if settings.DEBUG else []
