"""Who may read an evaluation is a classification, with the facts of what is secret."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CHOICES = [
    ("public", "Openbaar"),
    ("internal", "Intern (concept)"),
    ("confidential", "Vertrouwelijk"),
    ("secret", "Geheim"),
]


def as_public_as_it_was(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What everybody might read is public; the rest stays with the readers of the region."""
    model: Any = apps.get_model("evaluations", "Evaluation")
    model.objects.filter(is_public=True).update(classification="public")


def public_or_not(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back: what is not public is for the region; that it was vertrouwelijk or geheim the old field cannot say."""
    model: Any = apps.get_model("evaluations", "Evaluation")
    model.objects.filter(classification="public").update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="classification",
            field=models.CharField(choices=CHOICES, default="internal", max_length=15, verbose_name="classificatie"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.RunPython(as_public_as_it_was, public_or_not),
    ]
