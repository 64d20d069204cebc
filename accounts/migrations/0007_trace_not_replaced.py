"""On SQLite an entry of the trace cannot be replaced either."""

from django.db import migrations

from accounts.trace_guard import install_by_migration


class Migration(migrations.Migration):
    """Installs the guard again, with what was added to it."""

    dependencies = [("accounts", "0006_signed_in")]

    operations = [migrations.RunPython(install_by_migration, migrations.RunPython.noop)]
