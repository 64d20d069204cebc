"""How far somebody is with a second step: an app with codes, and emergency codes that they say they kept.

Who must have one is not known here (municipalities.second_step).
"""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User

RETURN_TO = "after_second_step"  # in the session: where somebody goes who set the second step up
CONFIRMED = "confirmed_at"  # in the row of emergency codes: when their owner said that they were kept
SET_UP_WITHIN = 15 * 60  # seconds after giving a password within which it is not asked again to set the step up


def still_to_do(user: User) -> str:
    """The name of the page where somebody goes on setting it up; "" for who has done so. One query."""
    rows = Authenticator.objects.filter(user_id=user.pk).values_list("type", f"data__{CONFIRMED}")
    codes, factors = [], []
    for kind, confirmed in rows:
        if kind == Authenticator.Type.RECOVERY_CODES:
            codes.append(confirmed)
        else:
            factors.append(kind)
    if not factors:
        return "mfa_activate_totp"
    return "mfa_view_recovery_codes" if codes and not all(codes) else ""


def confirm_codes(user: User) -> None:
    """Somebody says that they kept their emergency codes."""
    for row in Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES):
        row.data[CONFIRMED] = timezone.now().timestamp()
        row.save(update_fields=["data"])


def where_to(request: HttpRequest) -> str:
    """Where somebody goes who is done, once."""
    return str(request.session.pop(RETURN_TO, "") or reverse("my-page"))


def proved_lately(request: HttpRequest) -> bool:
    """Whether somebody gave a password or came from their identity provider within SET_UP_WITHIN."""
    proofs = get_authentication_records(request, request.user)
    return any(time.time() - proof["at"] < SET_UP_WITHIN for proof in proofs)
