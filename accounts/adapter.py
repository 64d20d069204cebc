"""How allauth behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No self-registration: an administrator gives access."""

    # allauth's own Dutch says "je", the portal says "u"
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet."),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "too_many_login_attempts": _("U heeft het te vaak geprobeerd. Probeer het over een uur opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False


def client_ip(request: HttpRequest) -> str | None:
    """Where a request comes from, behind as many proxies as TRUSTED_PROXIES says: one answer for axes and allauth.

    None for a request that came from nowhere, such as a session that a test or command begins.
    """
    if not request.META.get("REMOTE_ADDR"):
        return None
    address: str = get_adapter(request).get_client_ip(request)
    return address
