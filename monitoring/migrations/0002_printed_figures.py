"""What stands printed in a document of a programme is not replaced by what others deliver; a period may be unstated."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def name_the_documents(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Figures of a source that is a document of a programme say which; which of them holds, the loading decides."""
    figure, source = apps.get_model("monitoring", "Figure"), apps.get_model("monitoring", "Source")
    key = source.objects.filter(deliveries=OuterRef("delivery")).values("key")[:1]
    printed = figure.objects.filter(delivery__source__programme__isnull=False)
    figure.objects.filter(pk__in=printed.values("pk")).update(document=Subquery(key))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="figure", name="figure_current_once"),
        migrations.AddField(
            model_name="figure",
            name="as_printed",
            field=models.CharField(blank=True, max_length=80, verbose_name="zoals afgedrukt"),
        ),
        migrations.AddField(
            model_name="figure",
            name="document",
            field=models.CharField(blank=True, max_length=80, verbose_name="afgedrukt in"),
        ),
        migrations.AddField(
            model_name="source",
            name="rounds_to",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="rondt aantallen af op veelvouden van"
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="period",
            field=models.CharField(blank=True, max_length=16, verbose_name="periode"),
        ),
        migrations.RunPython(name_the_documents, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("indicator", "area_code", "period", "disclosed", "document"),
                name="figure_current_once",
            ),
        ),
    ]
