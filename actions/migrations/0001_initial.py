from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import reading.quarters


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                        verbose_name="staat zelf in het plan",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "national",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sooner", "Eerder en beter in beeld"),
                            ("stop", "Stoppen en duurzaam oplossen"),
                            ("groups", "Specifieke groepen"),
                        ],
                        max_length=10,
                        verbose_name="landelijke actielijn",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="inleiding")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
            ],
            options={
                "verbose_name": "lijn",
                "verbose_name_plural": "lijnen",
                "ordering": ["programme", "number"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="sleutel")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vision", "Regiovisie"),
                            ("plan", "Plan"),
                            ("vision_and_plan", "Regiovisie en plan"),
                            ("summary", "Oplegger"),
                            ("proposal", "Raadsvoorstel"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="eerste jaar")),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="laatste jaar")),
                ("period_note", models.CharField(blank=True, max_length=300, verbose_name="toelichting op de periode")),
                (
                    "decided_by",
                    models.CharField(
                        choices=[
                            ("council", "de gemeenteraad"),
                            ("college", "het college van burgemeester en wethouders"),
                            ("both", "college en raad"),
                            ("unknown", "niet genoemd in de bron"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="wie besluit",
                    ),
                ),
                (
                    "answerable",
                    models.CharField(blank=True, max_length=250, verbose_name="verantwoordelijk bestuursorgaan"),
                ),
                ("dated", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("source_note", models.TextField(blank=True, verbose_name="bron")),
                ("link", models.URLField(blank=True, verbose_name="vindplaats")),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("public", "Openbaar"),
                            ("internal", "Intern (concept)"),
                            ("confidential", "Vertrouwelijk"),
                            ("secret", "Geheim"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="classificatie",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documenten",
                "ordering": ["programme", "position"],
            },
        ),
        migrations.CreateModel(
            name="FundingSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                        verbose_name="staat zelf in het plan",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="naam")),
                ("text", models.TextField(blank=True, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "dekkingsbron",
                "verbose_name_plural": "dekkingsbronnen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="naam in het webadres")),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="uitleg")),
            ],
            options={
                "verbose_name": "onderwerp",
                "verbose_name_plural": "onderwerpen",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="volgorde")),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="nummer")),
                ("what", models.TextField(blank=True, max_length=2000, verbose_name="wat")),
                ("how", models.TextField(blank=True, max_length=10000, verbose_name="hoe")),
                (
                    "planning_text",
                    models.TextField(blank=True, max_length=1000, verbose_name="planning zoals opgeschreven"),
                ),
                (
                    "starts_in",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="vanaf kwartaal",
                    ),
                ),
                (
                    "ends_in",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="tot en met kwartaal",
                    ),
                ),
                (
                    "recurrence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ongoing", "Doorlopend"),
                            ("yearly", "Elk jaar"),
                            ("half_yearly", "Elk half jaar"),
                            ("quarterly", "Elk kwartaal"),
                            ("monthly", "Elke maand"),
                        ],
                        max_length=12,
                        verbose_name="herhaling",
                    ),
                ),
                ("planning_approximate", models.BooleanField(default=False, verbose_name="planning bij benadering")),
                ("who_text", models.TextField(blank=True, max_length=2000, verbose_name="wie zoals opgeschreven")),
                ("cost_text", models.TextField(blank=True, max_length=1000, verbose_name="kosten zoals opgeschreven")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "Onbekend"),
                            ("planned", "Gepland"),
                            ("running", "Loopt"),
                            ("delayed", "Vertraagd"),
                            ("done", "Afgerond"),
                            ("secured", "Geborgd"),
                            ("stopped", "Gestopt"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("secured_with", models.CharField(blank=True, max_length=200, verbose_name="geborgd bij")),
                (
                    "priority",
                    models.CharField(
                        blank=True,
                        choices=[("high", "Hoog"), ("medium", "Midden"), ("low", "Laag")],
                        max_length=10,
                        verbose_name="prioriteit",
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("public", "Openbaar"),
                            ("internal", "Intern (concept)"),
                            ("confidential", "Vertrouwelijk"),
                            ("secret", "Geheim"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="classificatie",
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("updated_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="versie")),
                (
                    "leads",
                    models.ManyToManyField(
                        blank=True,
                        related_name="led_actions",
                        to="municipalities.organisation",
                        verbose_name="trekkers",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="absorbed",
                        to="actions.action",
                        verbose_name="opgegaan in",
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Leeg betekent: alle deelnemende gemeenten.",
                        related_name="actions",
                        to="municipalities.municipality",
                        verbose_name="gemeenten",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joined_actions",
                        to="municipalities.organisation",
                        verbose_name="partners",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
            ],
            options={
                "verbose_name": "actie",
                "verbose_name_plural": "acties",
                "ordering": ["programme", "line", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Cost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amount", "Bedrag"),
                            ("to_be_determined", "Nader te bepalen"),
                            ("in_kind", "Inzet van medewerkers"),
                            ("existing_budget", "Binnen bestaande middelen"),
                            ("none", "Geen kosten"),
                            ("unstated", "Niet genoemd"),
                            ("unclear", "Niet te lezen"),
                        ],
                        default="amount",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="bedrag",
                    ),
                ),
                (
                    "amount_max",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="hoogste bedrag",
                    ),
                ),
                (
                    "total",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="totaal zoals opgeschreven",
                    ),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("year", "per jaar"),
                            ("once", "eenmalig"),
                            ("unstated", "niet gezegd of het per jaar is"),
                        ],
                        default="unstated",
                        max_length=10,
                        verbose_name="per",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jaar")),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[("structural", "structureel"), ("incidental", "incidenteel")],
                        max_length=12,
                        verbose_name="structureel of incidenteel",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("estimated", "geraamd"), ("granted", "toegekend"), ("spent", "uitgegeven")],
                        default="estimated",
                        max_length=10,
                        verbose_name="stadium",
                    ),
                ),
                ("approximate", models.BooleanField(default=False, verbose_name="ongeveer")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="zoals opgeschreven")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
            ],
            options={
                "verbose_name": "kosten",
                "verbose_name_plural": "kosten",
                "ordering": ["action_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FundingBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="bedrag",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budgets",
                        to="actions.fundingsource",
                        verbose_name="dekkingsbron",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget",
                "verbose_name_plural": "budgetten",
                "ordering": ["source", "year"],
            },
        ),
        migrations.CreateModel(
            name="Funding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="bedrag",
                    ),
                ),
                (
                    "cost",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fundings",
                        to="actions.cost",
                        verbose_name="kosten",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fundings",
                        to="actions.fundingsource",
                        verbose_name="dekkingsbron",
                    ),
                ),
            ],
            options={
                "verbose_name": "dekking",
                "verbose_name_plural": "dekking",
            },
        ),
        migrations.CreateModel(
            name="HistoricalAction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="volgorde")),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="nummer")),
                ("what", models.TextField(blank=True, max_length=2000, verbose_name="wat")),
                ("how", models.TextField(blank=True, max_length=10000, verbose_name="hoe")),
                (
                    "planning_text",
                    models.TextField(blank=True, max_length=1000, verbose_name="planning zoals opgeschreven"),
                ),
                (
                    "starts_in",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="vanaf kwartaal",
                    ),
                ),
                (
                    "ends_in",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        null=True,
                        validators=[reading.quarters.validate_quarter],
                        verbose_name="tot en met kwartaal",
                    ),
                ),
                (
                    "recurrence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ongoing", "Doorlopend"),
                            ("yearly", "Elk jaar"),
                            ("half_yearly", "Elk half jaar"),
                            ("quarterly", "Elk kwartaal"),
                            ("monthly", "Elke maand"),
                        ],
                        max_length=12,
                        verbose_name="herhaling",
                    ),
                ),
                ("planning_approximate", models.BooleanField(default=False, verbose_name="planning bij benadering")),
                ("who_text", models.TextField(blank=True, max_length=2000, verbose_name="wie zoals opgeschreven")),
                ("cost_text", models.TextField(blank=True, max_length=1000, verbose_name="kosten zoals opgeschreven")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unknown", "Onbekend"),
                            ("planned", "Gepland"),
                            ("running", "Loopt"),
                            ("delayed", "Vertraagd"),
                            ("done", "Afgerond"),
                            ("secured", "Geborgd"),
                            ("stopped", "Gestopt"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("secured_with", models.CharField(blank=True, max_length=200, verbose_name="geborgd bij")),
                (
                    "priority",
                    models.CharField(
                        blank=True,
                        choices=[("high", "Hoog"), ("medium", "Midden"), ("low", "Laag")],
                        max_length=10,
                        verbose_name="prioriteit",
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("public", "Openbaar"),
                            ("internal", "Intern (concept)"),
                            ("confidential", "Vertrouwelijk"),
                            ("secret", "Geheim"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="classificatie",
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("updated_at", models.DateTimeField(verbose_name="bijgewerkt op")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="versie")),
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                        verbose_name="opgegaan in",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical actie",
                "verbose_name_plural": "historical acties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAction_leads",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicalaction",
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
                "verbose_name": "HistoricalAction_leads",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAction_municipalities",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicalaction",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalAction_municipalities",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAction_partners",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicalaction",
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
                "verbose_name": "HistoricalAction_partners",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCost",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amount", "Bedrag"),
                            ("to_be_determined", "Nader te bepalen"),
                            ("in_kind", "Inzet van medewerkers"),
                            ("existing_budget", "Binnen bestaande middelen"),
                            ("none", "Geen kosten"),
                            ("unstated", "Niet genoemd"),
                            ("unclear", "Niet te lezen"),
                        ],
                        default="amount",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="bedrag",
                    ),
                ),
                (
                    "amount_max",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="hoogste bedrag",
                    ),
                ),
                (
                    "total",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="totaal zoals opgeschreven",
                    ),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("year", "per jaar"),
                            ("once", "eenmalig"),
                            ("unstated", "niet gezegd of het per jaar is"),
                        ],
                        default="unstated",
                        max_length=10,
                        verbose_name="per",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jaar")),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[("structural", "structureel"), ("incidental", "incidenteel")],
                        max_length=12,
                        verbose_name="structureel of incidenteel",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("estimated", "geraamd"), ("granted", "toegekend"), ("spent", "uitgegeven")],
                        default="estimated",
                        max_length=10,
                        verbose_name="stadium",
                    ),
                ),
                ("approximate", models.BooleanField(default=False, verbose_name="ongeveer")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="zoals opgeschreven")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                        verbose_name="actie",
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
                "verbose_name": "historical kosten",
                "verbose_name_plural": "historical kosten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFunding",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="bedrag",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "cost",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.cost",
                        verbose_name="kosten",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.fundingsource",
                        verbose_name="dekkingsbron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dekking",
                "verbose_name_plural": "historical dekking",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFundingBudget",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("0"), message="Een bedrag kan niet negatief zijn."
                            )
                        ],
                        verbose_name="bedrag",
                    ),
                ),
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.fundingsource",
                        verbose_name="dekkingsbron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical budget",
                "verbose_name_plural": "historical budgetten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrigin",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Wettelijke taak"),
                            ("national", "Landelijk programma"),
                            ("regional", "Regionale inzet"),
                        ],
                        max_length=10,
                        verbose_name="herkomst",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="zoals opgeschreven")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                        verbose_name="actie",
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
                "verbose_name": "historical herkomst",
                "verbose_name_plural": "historical herkomst",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParticipation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
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
                "verbose_name": "historical deelname",
                "verbose_name_plural": "historical deelnames",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgramme",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, verbose_name="naam in het webadres")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("short_title", models.CharField(max_length=60, verbose_name="korte titel")),
                (
                    "line_word",
                    models.CharField(
                        choices=[
                            ("actielijn", "actielijn"),
                            ("ontwikkellijn", "ontwikkellijn"),
                            ("programmalijn", "programmalijn"),
                        ],
                        default="actielijn",
                        max_length=20,
                        verbose_name="woord voor een lijn",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="eerste jaar")),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="laatste jaar")),
                ("summary", models.TextField(blank=True, verbose_name="samenvatting")),
                ("dated", models.DateField(verbose_name="datum van het document")),
                ("dated_note", models.CharField(blank=True, max_length=300, verbose_name="toelichting op de datum")),
                ("source_note", models.TextField(blank=True, verbose_name="bron")),
                (
                    "evaluation_every_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="evaluatie om de … jaar"),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("public", "Openbaar"),
                            ("internal", "Intern (concept)"),
                            ("confidential", "Vertrouwelijk"),
                            ("secret", "Geheim"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="classificatie",
                    ),
                ),
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
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.region",
                        verbose_name="regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical programma",
                "verbose_name_plural": "historical programma's",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgressUpdate",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("on", models.DateField(verbose_name="datum")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "Onbekend"),
                            ("planned", "Gepland"),
                            ("running", "Loopt"),
                            ("delayed", "Vertraagd"),
                            ("done", "Afgerond"),
                            ("secured", "Geborgd"),
                            ("stopped", "Gestopt"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("no_change", models.BooleanField(default=False, verbose_name="geen wijziging")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="wat is er gebeurd")),
                ("author_name", models.CharField(blank=True, max_length=200, verbose_name="namens")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van wie",
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
                "verbose_name": "historical voortgangsbericht",
                "verbose_name_plural": "historical voortgangsberichten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Wettelijke taak"),
                            ("national", "Landelijk programma"),
                            ("regional", "Regionale inzet"),
                        ],
                        max_length=10,
                        verbose_name="herkomst",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="zoals opgeschreven")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
            ],
            options={
                "verbose_name": "herkomst",
                "verbose_name_plural": "herkomst",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="actions.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelname",
                "verbose_name_plural": "deelnames",
            },
        ),
        migrations.AddField(
            model_name="document",
            name="participants",
            field=models.ManyToManyField(
                related_name="documents",
                through="actions.Participation",
                to="municipalities.municipality",
                verbose_name="deelnemers",
            ),
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="naam in het webadres")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("short_title", models.CharField(max_length=60, verbose_name="korte titel")),
                (
                    "line_word",
                    models.CharField(
                        choices=[
                            ("actielijn", "actielijn"),
                            ("ontwikkellijn", "ontwikkellijn"),
                            ("programmalijn", "programmalijn"),
                        ],
                        default="actielijn",
                        max_length=20,
                        verbose_name="woord voor een lijn",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="eerste jaar")),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="laatste jaar")),
                ("summary", models.TextField(blank=True, verbose_name="samenvatting")),
                ("dated", models.DateField(verbose_name="datum van het document")),
                ("dated_note", models.CharField(blank=True, max_length=300, verbose_name="toelichting op de datum")),
                ("source_note", models.TextField(blank=True, verbose_name="bron")),
                (
                    "evaluation_every_years",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="evaluatie om de … jaar"),
                ),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("public", "Openbaar"),
                            ("internal", "Intern (concept)"),
                            ("confidential", "Vertrouwelijk"),
                            ("secret", "Geheim"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="classificatie",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True, related_name="programmes", to="municipalities.organisation", verbose_name="partners"
                    ),
                ),
                (
                    "predecessor",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="successor",
                        to="actions.programme",
                        verbose_name="voorganger",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="municipalities.region",
                        verbose_name="regio",
                    ),
                ),
                (
                    "veilig_thuis_regions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="municipalities.region", verbose_name="Veilig Thuis-regio's"
                    ),
                ),
            ],
            options={
                "verbose_name": "programma",
                "verbose_name_plural": "programma's",
                "ordering": ["region", "-first_year"],
            },
        ),
        migrations.CreateModel(
            name="PlanImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="inlezen/", verbose_name="bestand")),
                ("name", models.CharField(max_length=200, verbose_name="naam van het bestand")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="jaar van kwartalen zonder jaar"
                    ),
                ),
                (
                    "amounts_in",
                    models.CharField(
                        blank=True,
                        choices=[("euro", "euro's"), ("thousands", "duizenden euro's")],
                        max_length=10,
                        verbose_name="bedragen in",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=200, verbose_name="lijn van acties zonder lijn")),
                ("mapping", models.JSONField(default=dict, verbose_name="kolommen")),
                ("edits", models.JSONField(default=dict, verbose_name="verbeterde cellen")),
                ("left_out", models.JSONField(default=list, verbose_name="niet overnemen")),
                ("refused", models.CharField(blank=True, max_length=500, verbose_name="waarom niet gelezen")),
                ("release", models.BooleanField(default=False, verbose_name="nieuwe acties meteen vrijgeven")),
                ("fingerprint", models.CharField(blank=True, max_length=64, verbose_name="wat er is bevestigd")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("applied_at", models.DateTimeField(null=True, verbose_name="in het plan gezet op")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="ongedaan gemaakt op")),
                ("outcome", models.JSONField(default=dict, verbose_name="uitkomst")),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="terug door",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_imports",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "ingelezen plan",
                "verbose_name_plural": "ingelezen plannen",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("xlsx", "Excel (xlsx)"),
                            ("ods", "OpenDocument (ods)"),
                            ("csv", "csv"),
                            ("docx", "Word (docx)"),
                        ],
                        max_length=4,
                        verbose_name="soort bestand",
                    ),
                ),
                ("query", models.TextField(blank=True, verbose_name="filters, zoals in het adres")),
                ("file", models.FileField(blank=True, upload_to="uitvoer/", verbose_name="bestand")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("contents_known", models.BooleanField(default=False, verbose_name="inhoud is bijgehouden")),
                (
                    "made_with",
                    models.JSONField(blank=True, default=list, editable=False, verbose_name="gemaakt met deze rechten"),
                ),
                (
                    "actions",
                    models.ManyToManyField(
                        blank=True,
                        editable=False,
                        related_name="exports",
                        to="actions.action",
                        verbose_name="acties in het bestand",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_exports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_exports",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitgevoerd plan",
                "verbose_name_plural": "uitgevoerde plannen",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                ("starts", models.DateField(blank=True, null=True, verbose_name="eerste maand")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="laatste maand")),
                ("ends_text", models.CharField(blank=True, max_length=80, verbose_name="einde in woorden")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "fase",
                "verbose_name_plural": "fasen",
                "ordering": ["programme", "position"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTheme",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                        verbose_name="staat zelf in het plan",
                    ),
                ),
                ("key", models.SlugField(max_length=80, verbose_name="sleutel")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.actionline",
                        verbose_name="lijn",
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
                "verbose_name": "historical thema",
                "verbose_name_plural": "historical thema's",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgramme_veilig_thuis_regions",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicalprogramme",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.region",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalProgramme_veilig_thuis_regions",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgramme_partners",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicalprogramme",
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
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalProgramme_partners",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalprogramme",
            name="predecessor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actions.programme",
                verbose_name="voorganger",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPhase",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                ("starts", models.DateField(blank=True, null=True, verbose_name="eerste maand")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="laatste maand")),
                ("ends_text", models.CharField(blank=True, max_length=80, verbose_name="einde in woorden")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
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
                "verbose_name": "historical fase",
                "verbose_name_plural": "historical fasen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFundingSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                        verbose_name="staat zelf in het plan",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="naam")),
                ("text", models.TextField(blank=True, verbose_name="toelichting")),
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
                "verbose_name": "historical dekkingsbron",
                "verbose_name_plural": "historical dekkingsbronnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, verbose_name="sleutel")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vision", "Regiovisie"),
                            ("plan", "Plan"),
                            ("vision_and_plan", "Regiovisie en plan"),
                            ("summary", "Oplegger"),
                            ("proposal", "Raadsvoorstel"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="eerste jaar")),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="laatste jaar")),
                ("period_note", models.CharField(blank=True, max_length=300, verbose_name="toelichting op de periode")),
                (
                    "decided_by",
                    models.CharField(
                        choices=[
                            ("council", "de gemeenteraad"),
                            ("college", "het college van burgemeester en wethouders"),
                            ("both", "college en raad"),
                            ("unknown", "niet genoemd in de bron"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="wie besluit",
                    ),
                ),
                (
                    "answerable",
                    models.CharField(blank=True, max_length=250, verbose_name="verantwoordelijk bestuursorgaan"),
                ),
                ("dated", models.DateField(blank=True, null=True, verbose_name="datum")),
                ("source_note", models.TextField(blank=True, verbose_name="bron")),
                ("link", models.URLField(blank=True, verbose_name="vindplaats")),
                (
                    "classification",
                    models.CharField(
                        choices=[
                            ("public", "Openbaar"),
                            ("internal", "Intern (concept)"),
                            ("confidential", "Vertrouwelijk"),
                            ("secret", "Geheim"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="classificatie",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
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
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documenten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActionLine",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                        verbose_name="staat zelf in het plan",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "national",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sooner", "Eerder en beter in beeld"),
                            ("stop", "Stoppen en duurzaam oplossen"),
                            ("groups", "Specifieke groepen"),
                        ],
                        max_length=10,
                        verbose_name="landelijke actielijn",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="inleiding")),
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
                "verbose_name": "historical lijn",
                "verbose_name_plural": "historical lijnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actions.programme",
                verbose_name="programma",
            ),
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("central", "Centrale ambitie"), ("sub", "Deelambitie"), ("objective", "Doel")],
                        default="objective",
                        max_length=10,
                        verbose_name="niveau",
                    ),
                ),
                ("text", models.TextField(verbose_name="doel")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="actions.goal",
                        verbose_name="hoort bij doel",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "doel",
                "verbose_name_plural": "doelen",
                "ordering": ["programme", "position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="fundingsource",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="funding_sources",
                to="actions.programme",
                verbose_name="programma",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="actions.programme",
                verbose_name="programma",
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="actions.programme",
                verbose_name="programma",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="actions",
                to="actions.programme",
                verbose_name="programma",
            ),
        ),
        migrations.CreateModel(
            name="ProgressUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="datum")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "Onbekend"),
                            ("planned", "Gepland"),
                            ("running", "Loopt"),
                            ("delayed", "Vertraagd"),
                            ("done", "Afgerond"),
                            ("secured", "Geborgd"),
                            ("stopped", "Gestopt"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("no_change", models.BooleanField(default=False, verbose_name="geen wijziging")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="wat is er gebeurd")),
                ("author_name", models.CharField(blank=True, max_length=200, verbose_name="namens")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="progress_updates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "voortgangsbericht",
                "verbose_name_plural": "voortgangsberichten",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReadPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, verbose_name="wat er is verbeterd")),
                ("format", models.CharField(max_length=16, verbose_name="vorm")),
                ("tables", models.BinaryField(verbose_name="tabellen")),
                ("reading", models.BinaryField(verbose_name="lezing")),
                (
                    "plan_import",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_plan",
                        to="actions.planimport",
                        verbose_name="ingelezen plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "gelezen plan",
                "verbose_name_plural": "gelezen plannen",
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                        verbose_name="staat zelf in het plan",
                    ),
                ),
                ("key", models.SlugField(max_length=80, verbose_name="sleutel")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="themes", to="actions.topic", verbose_name="onderwerpen"
                    ),
                ),
            ],
            options={
                "verbose_name": "thema",
                "verbose_name_plural": "thema's",
                "ordering": ["programme", "line", "position"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("attention", "Aandacht voor"),
                            ("build_on", "Voortbouwen op successen"),
                            ("national_development", "Landelijke ontwikkelingen"),
                            ("measure_taken", "Maatregelen die al genomen zijn"),
                            ("monitoring_source", "Bronnen van monitoring"),
                            ("funding", "Over de financiering"),
                            ("context", "Achtergrond"),
                            ("definition", "Definities"),
                            ("missing", "Staat niet in de bron"),
                        ],
                        max_length=25,
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="actions.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie",
                "verbose_name_plural": "notities",
                "ordering": ["programme", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Home",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="zoals opgeschreven")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="homes",
                        to="actions.action",
                        verbose_name="actie",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="guests",
                        to="actions.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "andere plek",
                "verbose_name_plural": "andere plekken",
            },
        ),
        migrations.CreateModel(
            name="HistoricalNote",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("attention", "Aandacht voor"),
                            ("build_on", "Voortbouwen op successen"),
                            ("national_development", "Landelijke ontwikkelingen"),
                            ("measure_taken", "Maatregelen die al genomen zijn"),
                            ("monitoring_source", "Bronnen van monitoring"),
                            ("funding", "Over de financiering"),
                            ("context", "Achtergrond"),
                            ("definition", "Definities"),
                            ("missing", "Staat niet in de bron"),
                        ],
                        max_length=25,
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="titel")),
                ("text", models.TextField(blank=True, verbose_name="tekst")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.actionline",
                        verbose_name="lijn",
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
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical notitie",
                "verbose_name_plural": "historical notities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHome",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="zoals opgeschreven")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                        verbose_name="actie",
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical andere plek",
                "verbose_name_plural": "historical andere plekken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("central", "Centrale ambitie"), ("sub", "Deelambitie"), ("objective", "Doel")],
                        default="objective",
                        max_length=10,
                        verbose_name="niveau",
                    ),
                ),
                ("text", models.TextField(verbose_name="doel")),
                ("source_note", models.TextField(blank=True, verbose_name="toelichting op de bron")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                        verbose_name="actie",
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.actionline",
                        verbose_name="lijn",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.goal",
                        verbose_name="hoort bij doel",
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
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical doel",
                "verbose_name_plural": "historical doelen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="actions.theme",
                verbose_name="thema",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="goals",
                to="actions.theme",
                verbose_name="thema",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="actions",
                to="actions.theme",
                verbose_name="thema",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalTheme_topics",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicaltheme",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.theme",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalTheme_topics",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAction_topics",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.action",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="actions.historicalaction",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalAction_topics",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="action",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="actions", to="actions.topic", verbose_name="onderwerpen"
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", False), ("kind", "amount")),
                    models.Q(
                        models.Q(("kind", "amount"), _negated=True),
                        ("amount__isnull", True),
                        ("amount_max__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="cost_amount_only_when_stated",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_max__isnull", True), ("amount_max__gte", models.F("amount")), _connector="OR"
                ),
                name="cost_range_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="cost",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                name="cost_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingbudget",
            constraint=models.UniqueConstraint(fields=("source", "year"), name="funding_budget_once_per_year"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("document", "municipality"), name="participation_once"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_year__isnull", True), ("last_year__gte", models.F("first_year")), _connector="OR"
                ),
                name="programme_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingsource",
            constraint=models.UniqueConstraint(fields=("programme", "name"), name="funding_source_once"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="document_key_once"),
        ),
        migrations.AddConstraint(
            model_name="actionline",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="line_number_once"),
        ),
        migrations.AddIndex(
            model_name="progressupdate",
            index=models.Index(fields=["action", "on"], name="actions_pro_action__a74548_idx"),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="theme_key_once"),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_in__isnull", True),
                    ("ends_in__isnull", True),
                    ("starts_in__lte", models.F("ends_in")),
                    _connector="OR",
                ),
                name="action_starts_before_it_ends",
            ),
        ),
        migrations.RenameField(
            model_name="readplan",
            old_name="plan_import",
            new_name="incoming",
        ),
        migrations.AlterField(
            model_name="planimport",
            name="applied_at",
            field=models.DateTimeField(null=True, verbose_name="overgenomen op"),
        ),
        migrations.AlterField(
            model_name="planimport",
            name="applied_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="overgenomen door",
            ),
        ),
        migrations.AlterField(
            model_name="readplan",
            name="key",
            field=models.CharField(max_length=64, verbose_name="hoe er is gelezen"),
        ),
    ]
