"""The accounts to try the portal with, for the sign-in page of a development server."""

from typing import Any

from django import template
from django.conf import settings

from regiovisie.demo import PASSPHRASE, PEOPLE

register = template.Library()


@register.inclusion_tag("regiovisie/_demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """Who one can sign in as; nobody outside a demonstration (DEMO)."""
    return {"people": PEOPLE if settings.DEMO else [], "passphrase": PASSPHRASE}
