"""When the database is away, full or locked: how to know it from a mistake of ours, and what the log says of it."""

import logging
import re

from django.db import DatabaseError, InterfaceError, OperationalError

# The classes of PostgreSQL's codes (Appendix A of its manual) that say "not now": connection, rollback by the server,
# resources, stopped by an administrator, the system; and two single codes: written on a standby, lock not available.
POSTGRES = ("08", "40", "53", "57", "58", "25006", "55P03")
# SQLite's result codes, without what it adds in the higher bits: busy, locked, read-only, I/O, full, cannot open.
SQLITE = (5, 6, 8, 10, 13, 14)
RETRY_AFTER = 30  # seconds after which it makes sense to try again
RESET_KEY = re.compile(r"(/reset/key/)[^\s/]+")  # in an address: who has it chooses somebody's password


def is_outage(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, says that the database cannot be used now."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, DatabaseError | InterfaceError) and _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: DatabaseError | InterfaceError) -> bool:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE
    state: str | None = getattr(cause, "pgcode", None)
    if state:
        return state.startswith(POSTGRES)
    # No code: the server did not answer. Only of Django's own errors without a cause it is a mistake of ours.
    return isinstance(error, InterfaceError) or (cause is not None and type(error) in (DatabaseError, OperationalError))


def summary(error: BaseException) -> str:
    """An error in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


class Calm(logging.Filter):
    """An outage is one line in the log: equal tracebacks would hide all else. No line holds a reset key."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; its traceback only when it tells about a mistake."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and is_outage(error):
            record.msg = f"{record.getMessage().splitlines()[0]} ({summary(error)})"
            record.args, record.exc_info, record.exc_text = (), None, None
        if "/reset/key/" in (message := record.getMessage()):
            record.msg, record.args = RESET_KEY.sub(r"\1...", message), ()
        return True
