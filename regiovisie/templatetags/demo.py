"""The accounts to try the portal with, for the sign-in page of a development server."""

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django import template
from django.conf import settings

from regiovisie.demo import ACCOUNTS, PASSPHRASE, PEOPLE

register = template.Library()


@register.inclusion_tag("regiovisie/_demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """Who one can sign in as; nobody outside a demonstration (DEMO)."""
    return {"people": PEOPLE if settings.DEMO else [], "passphrase": PASSPHRASE}


@register.inclusion_tag("regiovisie/_demo_code.html", takes_context=True)
def demo_code(context: template.Context, secret: str = "") -> dict[str, str]:
    """The code that an app would show now, so that a demonstration needs no telephone: for its own accounts only."""
    request = context["request"]
    user = request.user if request.user.is_authenticated else request._login_stage.login.user
    if not settings.DEMO or user.email not in {mail for _title, mail, _passphrase in ACCOUNTS}:
        return {}
    if not secret:
        secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    return {"code": format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))}
