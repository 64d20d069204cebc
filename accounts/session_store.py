"""Sessions in the database, as Django's own, that tell a database which is away from a session which is gone."""

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import DatabaseError


class SessionStore(DatabaseSessions):
    """Named in SESSION_ENGINE."""

    def save(self, must_create: bool = False) -> None:
        """Raises the error of a database that cannot write. Django's own answers 400, "signed out elsewhere", to it."""
        try:
            super().save(must_create)
        except UpdateError as error:
            cause = error.__context__
            if isinstance(cause, DatabaseError) and type(cause) is not DatabaseError:
                raise cause from cause.__cause__
            raise  # no row was updated: signed out elsewhere
