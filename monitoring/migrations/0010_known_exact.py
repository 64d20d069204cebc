from typing import Any

from django.db import migrations


def name_exact(apps: Any, schema_editor: Any) -> None:
    """Counts that came from Veilig Thuis say so themselves; none of them was ever current."""
    rows = apps.get_model("monitoring", "Figure").objects
    rows.filter(delivery__source__veilig_thuis__isnull=False, disclosed=False).update(exact=True, is_current=False)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0009_exact_figures")]

    operations = [migrations.RunPython(name_exact, migrations.RunPython.noop)]
