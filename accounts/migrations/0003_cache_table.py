"""The table of the cache that all processes share where there is no Redis (settings: CACHES)."""

from typing import Any

from django.core.management.commands.createcachetable import Command
from django.db import migrations

TABLE = "cache"


def make(apps: Any, schema_editor: Any) -> None:
    """Also where Redis is in use, which may be left out one day. Nothing happens when the table is there."""
    command = Command()
    command.verbosity = 0
    command.create_table(schema_editor.connection.alias, TABLE, dry_run=False)


def remove(apps: Any, schema_editor: Any) -> None:
    """What is counted in it starts again from nothing."""
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_one_address")]

    operations = [migrations.RunPython(make, remove)]
