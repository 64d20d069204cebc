"""Titles of deliveries say nothing of the file: they are public. Of exact counts no mark of the content is kept."""

import re
from typing import Any

from django.db import migrations

from monitoring.titles import delivery_title

HASH = re.compile(r", \d\d-\d\d-\d{4} \([0-9a-f]{8}\)(?:, \d+)?$")


def rename(apps: Any, schema_editor: Any) -> None:
    """Give deliveries that came as a file the title that they would get now, the first one first."""
    deliveries = apps.get_model("monitoring", "Delivery")
    figures = apps.get_model("monitoring", "Figure")
    given: set[tuple[int, str]] = set()
    for each in deliveries.objects.exclude(file_name="").select_related("source").order_by("pk"):
        told = set(figures.objects.filter(delivery=each).values_list("period", flat=True))
        if not HASH.search(each.title) or not told:
            continue
        table = each.source.key.removeprefix("cbs-").upper() if each.source.key.startswith("cbs-") else ""
        publisher = f"CBS-tabel {table}" if table else each.source.publisher or each.source.title
        number = 1
        while (each.source_id, title := delivery_title(publisher, told, number=number)) in given:
            number += 1
        given.add((each.source_id, title))
        each.title = title
        if each.source.veilig_thuis_id:
            each.sha256, each.new, each.changed, each.unchanged = "", each.new + each.changed, 0, 0
        each.save(update_fields=["title", "sha256", "new", "changed", "unchanged"])


def look_again(apps: Any, schema_editor: Any) -> None:
    """Previews that were kept before topics could be chosen are not shown: the files are read in again."""
    for found in apps.get_model("monitoring", "FigureImport").objects.filter(applied_at=None, refused=""):
        if found.preview and "topics" not in found.preview:
            found.preview, found.refused = {}, "Het portaal is vernieuwd. Lees het bestand opnieuw in."
            found.save(update_fields=["preview", "refused"])


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0012_topics_of_sources")]

    operations = [
        migrations.RunPython(rename, migrations.RunPython.noop),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
