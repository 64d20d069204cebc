"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No self-registration: an administrator gives access."""

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
