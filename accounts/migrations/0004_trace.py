"""The trace, which the database itself guards."""

import django.utils.timezone
from django.db import migrations, models

from accounts import trace_guard


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_accessibility"),
    ]

    operations = [
        migrations.CreateModel(
            name="TraceTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "termijn van het spoor",
                "verbose_name_plural": "termijnen van het spoor",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TraceEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="wanneer")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("given", "Recht gegeven"),
                            ("confirmed", "Recht bevestigd"),
                            ("refused", "Recht geweigerd"),
                            ("changed", "Recht gewijzigd"),
                            ("moved", "Recht verplaatst"),
                            ("ended", "Recht beëindigd"),
                            ("closed", "Account gesloten"),
                            ("reopened", "Account heropend"),
                            ("signed_in", "Ingelogd"),
                            ("sign_in_failed", "Inloggen mislukt"),
                            ("signed_out", "Uitgelogd"),
                            ("factor_set", "Extra stap ingesteld"),
                            ("factor_removed", "Extra stap weggehaald"),
                            ("seen", "Gezien"),
                            ("exported", "Als bestand meegenomen"),
                            ("classified", "Classificatie gewijzigd"),
                            ("released", "Vrijgegeven"),
                            ("withdrawn", "Ingetrokken"),
                            ("trace_exported", "Spoor als bestand meegenomen"),
                            ("forgotten", "Oud spoor verwijderd"),
                        ],
                        max_length=20,
                        verbose_name="wat",
                    ),
                ),
                ("by_id", models.PositiveBigIntegerField(null=True, verbose_name="nummer van wie")),
                ("by_name", models.CharField(blank=True, max_length=160, verbose_name="wie")),
                ("subject_type", models.CharField(blank=True, max_length=40, verbose_name="soort")),
                ("subject_id", models.PositiveBigIntegerField(null=True, verbose_name="nummer")),
                ("subject_label", models.CharField(blank=True, max_length=250, verbose_name="met wie of wat")),
                ("region_id", models.PositiveBigIntegerField(null=True, verbose_name="nummer van de regio")),
                ("municipality_id", models.PositiveBigIntegerField(null=True, verbose_name="nummer van de gemeente")),
                ("place_name", models.CharField(blank=True, max_length=160, verbose_name="waar")),
                ("detail", models.CharField(blank=True, max_length=500, verbose_name="bijzonderheden")),
                ("once", models.CharField(editable=False, max_length=120, null=True, unique=True)),
            ],
            options={
                "verbose_name": "regel in het spoor",
                "verbose_name_plural": "spoor",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["region_id", "-at"], name="trace_of_region"),
                    models.Index(fields=["kind", "-at"], name="trace_of_kind"),
                    models.Index(fields=["by_id", "-at"], name="trace_of_person"),
                ],
            },
        ),
        migrations.RunPython(trace_guard.install_by_migration, trace_guard.remove_by_migration),
    ]
