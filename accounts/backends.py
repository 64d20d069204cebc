"""Signing in by the one address that an account has."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class OneAddressBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """As allauth's, which also opens an account by addresses that stand in a table of its own."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        for user in User.objects.filter(email=email.lower()):
            if found := self._check_password(user, password):
                return found  # type: ignore[no-any-return]
        return None
