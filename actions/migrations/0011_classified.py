"""The ground of what is secret: who imposed it, when, and who lifted it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def facts_unknown(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was secret before its ground was kept, says that it is not recorded; of the history nothing is invented."""
    for name in ("Programme", "Document", "Action"):
        secret = apps.get_model("actions", name).objects.filter(classification="secret", secret_ground="")
        secret.update(secret_ground="niet vastgelegd", secret_body="niet vastgelegd", secret_on=timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0010_edited_before"),
        ("municipalities", "0003_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="action",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="action",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="action",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="action",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.AddField(
            model_name="document",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="document",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="document",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="document",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="document",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.AddField(
            model_name="historicalprogramme",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="historicalprogramme",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="historicalprogramme",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="historicalprogramme",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="historicalprogramme",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.AddField(
            model_name="programme",
            name="lifted_by",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgeheven door"),
        ),
        migrations.AddField(
            model_name="programme",
            name="lifted_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgeheven op"),
        ),
        migrations.AddField(
            model_name="programme",
            name="secret_body",
            field=models.CharField(blank=True, max_length=120, verbose_name="opgelegd door"),
        ),
        migrations.AddField(
            model_name="programme",
            name="secret_ground",
            field=models.CharField(blank=True, max_length=200, verbose_name="grond van de geheimhouding"),
        ),
        migrations.AddField(
            model_name="programme",
            name="secret_on",
            field=models.DateField(blank=True, null=True, verbose_name="opgelegd op"),
        ),
        migrations.RunPython(facts_unknown, migrations.RunPython.noop),
    ]
