"""How far somebody is with a second step: an app with codes or a passkey, and emergency codes that they say they kept.

Who must have one is not known here (municipalities.second_step).
"""

import time
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User

RETURN_TO = "after_second_step"  # in the session: where somebody goes who set the second step up
CONFIRMED = "confirmed_at"  # in the row of emergency codes: when their owner said that they were kept
SET_UP_WITHIN = 15 * 60  # seconds after giving a password within which it is not asked again to set the step up


NAMES = {
    Authenticator.Type.TOTP: _("App met codes"),
    Authenticator.Type.WEBAUTHN: _("Passkey"),
    Authenticator.Type.RECOVERY_CODES: _("Noodcodes"),
}


@dataclass(frozen=True)
class Own:
    """The second steps of somebody, and how a page asks for one."""

    has_app: bool
    passkeys: int

    @property
    def is_last_passkey(self) -> bool:
        """Whether without one passkey there is no second step left."""
        return self.passkeys == 1 and not self.has_app

    @property
    def title(self) -> str:
        """What the page of the second step is called."""
        return gettext("Tweede stap: uw passkey") if self.passkeys else gettext("Vul uw code in")

    @property
    def code_asked(self) -> str:
        """Which code somebody may fill in."""
        if self.has_app:
            return gettext(
                "Open de app met codes op uw telefoon en vul de code van dit portaal in. Heeft u uw telefoon niet? "
                "Vul dan een noodcode in."
            )
        return gettext("Vul een van uw noodcodes in. Elke noodcode werkt één keer.")


def own(user: User) -> Own:
    """The second steps of somebody: one query."""
    kinds = list(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    return Own(Authenticator.Type.TOTP in kinds, kinds.count(Authenticator.Type.WEBAUTHN))


def in_words(step: Any) -> str:
    """A second step as the trace tells it: `Passkey: Chrome op Windows`."""
    name = str(NAMES[Authenticator.Type(step.type)])
    return f"{name}: {step.wrap().name}" if step.type == Authenticator.Type.WEBAUTHN else name


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
