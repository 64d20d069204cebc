"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No self-registration: an administrator gives access."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False


def client_ip(request: HttpRequest) -> str:
    """Where a request comes from, behind as many proxies as TRUSTED_PROXIES says: one answer for axes and allauth."""
    address: str = get_adapter(request).get_client_ip(request)
    return address
