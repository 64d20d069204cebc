"""Messages that the leader edited before this was recorded: their history tells."""

from typing import Any

from django.db import migrations
from django.db.models import F, Q

EDITED = ["Tekst aangepast en vrijgegeven", "Tekst aangepast voor vrijgave"]  # as the history words it


def from_history(apps: Any, schema_editor: Any) -> None:
    """Mark each message of which somebody else than its author changed the text."""
    lines = apps.get_model("actions", "HistoricalProgressUpdate").objects.filter(history_change_reason__in=EDITED)
    by_others = lines.filter(~Q(history_user=F("author")) | Q(history_user__isnull=True) | Q(author__isnull=True))
    edited = apps.get_model("actions", "ProgressUpdate").objects.filter(pk__in=by_others.values("id"))
    edited.update(is_edited=True)


class Migration(migrations.Migration):
    dependencies = [("actions", "0009_edited_messages")]

    operations = [migrations.RunPython(from_history, migrations.RunPython.noop)]
