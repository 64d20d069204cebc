"""The part of the trace that the database itself guards: entries do not change, and go after their term only.

An entry can be removed when a row in `accounts_traceterm` says that all before a moment goes, and never when it is
younger than a year, whatever that row says. A migration installs this; one that alters the table must do it again,
because SQLite makes the table anew and loses what guarded it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE TRIGGER IF NOT EXISTS traceentry_no_update BEFORE UPDATE ON accounts_traceentry
    BEGIN SELECT RAISE(ABORT, 'the trace is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS traceentry_no_delete BEFORE DELETE ON accounts_traceentry
    WHEN julianday(OLD.at) > julianday('now', '-1 year')
      OR NOT EXISTS (SELECT 1 FROM accounts_traceterm WHERE julianday(until) > julianday(OLD.at))
    BEGIN SELECT RAISE(ABORT, 'the trace is append-only'); END""",
    # REPLACE removes the row that is in its way without a word to the other two; what is told once is not told again.
    """CREATE TRIGGER IF NOT EXISTS traceentry_no_replace BEFORE INSERT ON accounts_traceentry
    WHEN EXISTS (SELECT 1 FROM accounts_traceentry WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM accounts_traceentry WHERE once = NEW.once)
    BEGIN SELECT CASE WHEN EXISTS (SELECT 1 FROM accounts_traceentry WHERE id = NEW.id)
      THEN RAISE(ABORT, 'the trace is append-only') ELSE RAISE(IGNORE) END; END""",
)
POSTGRES = (
    """CREATE OR REPLACE FUNCTION traceentry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.at <= now() - interval '1 year'
           AND EXISTS (SELECT 1 FROM accounts_traceterm WHERE until > OLD.at) THEN
          RETURN OLD;
        END IF;
      END IF;
      RAISE EXCEPTION 'the trace is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE OR REPLACE TRIGGER traceentry_rows BEFORE UPDATE OR DELETE ON accounts_traceentry
    FOR EACH ROW EXECUTE FUNCTION traceentry_guard()""",
    """CREATE OR REPLACE TRIGGER traceentry_truncate BEFORE TRUNCATE ON accounts_traceentry
    FOR EACH STATEMENT EXECUTE FUNCTION traceentry_guard()""",
)
REMOVAL: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS traceentry_{name}" for name in ("no_update", "no_delete", "no_replace")),
    "postgresql": (
        "DROP TRIGGER IF EXISTS traceentry_rows ON accounts_traceentry",
        "DROP TRIGGER IF EXISTS traceentry_truncate ON accounts_traceentry",
        "DROP FUNCTION IF EXISTS traceentry_guard()",
    ),
}
INSTALLATION: dict[str, tuple[str, ...]] = {"sqlite": SQLITE, "postgresql": POSTGRES}


def install(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse changes; does no harm when it does so already."""
    _run(connection, INSTALLATION)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Let the database allow changes: for a migration, and for tests that empty their tables."""
    _run(connection, REMOVAL)


def install_by_migration(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython."""
    install(schema_editor.connection)


def remove_by_migration(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython, backwards."""
    remove(schema_editor.connection)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements.get(connection.vendor, ()):
            cursor.execute(statement)
