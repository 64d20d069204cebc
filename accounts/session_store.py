"""Sessions in the database, as Django's own, that tell a database which is away from a session which is gone."""

from typing import Any

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import DatabaseError

from accounts.sealing import UnreadableError, seal, unseal


class SessionStore(DatabaseSessions):
    """Named in SESSION_ENGINE. The secret of a second step that is being set up is kept encrypted here too."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As it stands in the database."""
        if SECRET_SESSION_KEY in session_dict:
            session_dict = session_dict | {SECRET_SESSION_KEY: seal(session_dict[SECRET_SESSION_KEY])}
        return super().encode(session_dict)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """As it is used; a secret that no key opens is gone, and another one is made."""
        found: dict[str, Any] = super().decode(session_data)
        if SECRET_SESSION_KEY in found:
            try:
                found[SECRET_SESSION_KEY] = unseal(found[SECRET_SESSION_KEY])
            except UnreadableError:
                del found[SECRET_SESSION_KEY]
        return found

    def save(self, must_create: bool = False) -> None:
        """Raises the error of a database that cannot write. Django's own answers 400, "signed out elsewhere", to it."""
        try:
            super().save(must_create)
        except UpdateError as error:
            cause = error.__context__
            if isinstance(cause, DatabaseError) and type(cause) is not DatabaseError:
                raise cause from cause.__cause__
            raise  # no row was updated: signed out elsewhere
