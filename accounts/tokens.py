"""Links to choose a password."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class TokenGenerator(PasswordResetTokenGenerator):
    """A link works once, for the address it was mailed to, until the account is closed or signed out everywhere."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_number}"
