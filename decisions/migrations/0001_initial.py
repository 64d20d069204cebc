import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import reading.quarters


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("actions", "0001_initial"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=200, verbose_name="van wie")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("positive", "Positief"),
                            ("negative", "Negatief"),
                            ("mixed", "Positief met kanttekeningen"),
                            ("unknown", "Niet genoemd in de bron"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="strekking",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="advices",
                        to="actions.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "advies",
                "verbose_name_plural": "adviezen",
                "ordering": ["document", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Gepland"), ("signed", "Ondertekend"), ("unknown", "Onbekend")],
                        default="unknown",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "planned_for",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="gepland voor kwartaal",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="ondertekend op")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                (
                    "parties",
                    models.ManyToManyField(
                        blank=True,
                        related_name="commitments",
                        to="municipalities.organisation",
                        verbose_name="partijen",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "intentieverklaring of toezegging",
                "verbose_name_plural": "intentieverklaringen en toezeggingen",
                "ordering": ["programme", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAdoption",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "body",
                    models.CharField(
                        choices=[("council", "Raad"), ("college", "College")], max_length=10, verbose_name="orgaan"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Gepland"),
                            ("submitted", "Voorgelegd"),
                            ("adopted", "Vastgesteld"),
                            ("adopted_amended", "Gewijzigd vastgesteld"),
                            ("deferred", "Aangehouden"),
                            ("rejected", "Verworpen"),
                            ("for_information", "Ter kennisname"),
                            ("not_applicable", "Niet van toepassing"),
                            ("unknown", "Onbekend"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                (
                    "planned_for",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="gepland voor kwartaal",
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="voorgelegd op")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                ("amendment", models.TextField(blank=True, verbose_name="wijziging")),
                ("text", models.TextField(blank=True, verbose_name="zoals opgeschreven")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("link", models.URLField(blank=True, verbose_name="vindplaats")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical vaststelling",
                "verbose_name_plural": "historical vaststellingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAdvice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("by", models.CharField(max_length=200, verbose_name="van wie")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("positive", "Positief"),
                            ("negative", "Negatief"),
                            ("mixed", "Positief met kanttekeningen"),
                            ("unknown", "Niet genoemd in de bron"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="strekking",
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical advies",
                "verbose_name_plural": "historical adviezen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Gepland"), ("signed", "Ondertekend"), ("unknown", "Onbekend")],
                        default="unknown",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "planned_for",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="gepland voor kwartaal",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="ondertekend op")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical intentieverklaring of toezegging",
                "verbose_name_plural": "historical intentieverklaringen en toezeggingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitment_parties",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.commitment",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="decisions.historicalcommitment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCommitment_parties",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.CharField(
                        choices=[("council", "Raad"), ("college", "College")], max_length=10, verbose_name="orgaan"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Gepland"),
                            ("submitted", "Voorgelegd"),
                            ("adopted", "Vastgesteld"),
                            ("adopted_amended", "Gewijzigd vastgesteld"),
                            ("deferred", "Aangehouden"),
                            ("rejected", "Verworpen"),
                            ("for_information", "Ter kennisname"),
                            ("not_applicable", "Niet van toepassing"),
                            ("unknown", "Onbekend"),
                        ],
                        default="unknown",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                (
                    "planned_for",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="gepland voor kwartaal",
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="voorgelegd op")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                ("amendment", models.TextField(blank=True, verbose_name="wijziging")),
                ("text", models.TextField(blank=True, verbose_name="zoals opgeschreven")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("link", models.URLField(blank=True, verbose_name="vindplaats")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adoptions",
                        to="actions.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "vaststelling",
                "verbose_name_plural": "vaststellingen",
                "ordering": ["document", "municipality__name", "body"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "municipality", "body"), name="adoption_once_per_body"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            models.Q(("state__in", ["planned", "submitted", "unknown"]), _negated=True),
                            _connector="OR",
                        ),
                        name="adoption_date_only_when_decided",
                    ),
                ],
            },
        ),
    ]
