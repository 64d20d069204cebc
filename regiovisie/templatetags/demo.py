"""The accounts to try the portal with, for the sign-in page of a development server."""

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django import template
from django.conf import settings
from django.core.cache import cache

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
    if secret:
        return {"code": _codes(secret)[0]}
    step = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if step is None:
        return {}
    codes = _codes(decrypt(step.data["secret"]))
    return {"code": next((code for code in codes if not _is_used(step, code)), codes[0])}


def _codes(secret: str) -> list[str]:
    """The codes that are taken now: first the one that an app shows, then its neighbours."""
    now, far = int(time.time()) // app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE
    steps = sorted(range(now - far, now + far + 1), key=lambda step: (abs(step - now), -step))
    return [format_hotp_value(hotp_value(secret, step)) for step in steps]


def _is_used(step: Authenticator, code: str) -> bool:
    """Whether somebody, who shares the account, came in with this code a moment ago: it works once."""
    return cache.get(TOTP(step)._get_used_cache_key(code)) is not None
