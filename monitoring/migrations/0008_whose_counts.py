from typing import Any

from django.db import migrations


def name_veilig_thuis(apps: Any, schema_editor: Any) -> None:
    """Files with exact counts that came in before say whose they are: by their deliveries, else by the programme."""
    found = apps.get_model("monitoring", "FigureImport").objects
    for each in found.select_related("programme").prefetch_related("deliveries__source"):
        whose = {delivery.source.veilig_thuis_id for delivery in each.deliveries.all()} - {None}
        if not whose and any(source.get("exact") for source in each.preview.get("sources", [])):
            whose = set(each.programme.veilig_thuis_regions.values_list("pk", flat=True)[:1])
        if whose:
            each.veilig_thuis_id = whose.pop()
            each.save(update_fields=["veilig_thuis"])


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0007_offered_imports")]

    operations = [migrations.RunPython(name_veilig_thuis, migrations.RunPython.noop)]
