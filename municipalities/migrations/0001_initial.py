import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6, unique=True, verbose_name="CBS-code")),
                ("slug", models.SlugField(unique=True, verbose_name="naam in het webadres")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("name_cbs", models.CharField(max_length=120, verbose_name="naam bij CBS")),
                ("province", models.CharField(blank=True, max_length=40, verbose_name="provincie")),
                ("province_code", models.CharField(blank=True, max_length=4, verbose_name="CBS-code van de provincie")),
                ("valid_from", models.DateField(verbose_name="bestaat sinds (of al langer)")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="bestond tot en met")),
                ("fictitious", models.BooleanField(default=False, verbose_name="fictief")),
                ("outline", models.TextField(blank=True, verbose_name="omtrek op de kaart (SVG-pad)")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
            ],
            options={
                "verbose_name": "gemeente",
                "verbose_name_plural": "gemeenten",
                "ordering": ["name"],
                "permissions": [("administer_municipality", "Mag toegang tot de gemeente geven")],
            },
        ),
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="datum")),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merged_from",
                        to="municipalities.municipality",
                        verbose_name="nieuw",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merged_into",
                        to="municipalities.municipality",
                        verbose_name="oud",
                    ),
                ),
            ],
            options={
                "verbose_name": "herindeling",
                "verbose_name_plural": "herindelingen",
                "ordering": ["on", "new"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("regiovisie", "Regio met een programma"), ("veilig_thuis", "Veilig Thuis-regio")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="naam in het webadres")),
                ("code", models.CharField(blank=True, max_length=10, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("statline_name", models.CharField(blank=True, max_length=120, verbose_name="naam bij CBS StatLine")),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="Veilig Thuis-organisatie")),
                ("fictitious", models.BooleanField(default=False, verbose_name="fictief")),
                ("note", models.TextField(blank=True, verbose_name="toelichting")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
            ],
            options={
                "verbose_name": "regio",
                "verbose_name_plural": "regio's",
                "ordering": ["name"],
                "permissions": [
                    ("read_region", "Mag interne stukken van de regio lezen"),
                    ("lead_region", "Mag het plan van de regio bewerken en vrijgeven"),
                    ("report_region", "Mag rapporten van de regio maken"),
                    ("administer_region", "Mag toegang tot de regio geven"),
                    ("keep_counts", "Mag eigen aantallen van Veilig Thuis laden, zien, vrijgeven en intrekken"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True), fields=("code",), name="region_code_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Gemeente"),
                            ("partner", "Ketenpartner"),
                            ("working_group", "Werkgroep"),
                            ("role", "Functie"),
                        ],
                        default="partner",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "published",
                    models.BooleanField(
                        default=True,
                        help_text="Uit: dit is er alleen voor wie een actie mag zien die het noemt.",
                        verbose_name="staat op de lijst van de regio",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="organisations",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to="municipalities.region",
                        verbose_name="regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["name"],
                "permissions": [("report_for_organisation", "Mag voortgang melden voor acties van deze organisatie")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssignment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "Projectleider"),
                            ("policy_officer", "Beleidsmedewerker"),
                            ("owner", "Trekker"),
                            ("administrator", "Beheerder"),
                            ("veilig_thuis", "Veilig Thuis"),
                            ("figure_keeper", "Cijferbeheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("awaits", models.BooleanField(default=False, editable=False, verbose_name="wacht op bevestiging")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bevestigd of geweigerd door",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gegeven door",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.organisation",
                        verbose_name="organisatie",
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
                "verbose_name": "historical toegang",
                "verbose_name_plural": "historical toegang",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "Projectleider"),
                            ("policy_officer", "Beleidsmedewerker"),
                            ("owner", "Trekker"),
                            ("administrator", "Beheerder"),
                            ("veilig_thuis", "Veilig Thuis"),
                            ("figure_keeper", "Cijferbeheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("awaits", models.BooleanField(default=False, editable=False, verbose_name="wacht op bevestiging")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bevestigd of geweigerd door",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gegeven door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="municipalities.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="municipalities.region",
                        verbose_name="regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegang",
                "verbose_name_plural": "toegang",
                "ordering": ["user", "role"],
            },
        ),
        migrations.CreateModel(
            name="RegionUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="municipalities.region"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Subregion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subregions",
                        to="municipalities.region",
                        verbose_name="regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "subregio",
                "verbose_name_plural": "subregio's",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="sinds (of al langer)")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="municipalities.region",
                        verbose_name="regio",
                    ),
                ),
                (
                    "subregion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="memberships",
                        to="municipalities.subregion",
                        verbose_name="subregio",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelname aan een regio",
                "verbose_name_plural": "deelnames aan regio's",
            },
        ),
        migrations.CreateModel(
            name="CentreRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("women_shelter", "vrouwenopvang en huiselijk geweld 18+"),
                            ("social_shelter", "maatschappelijke opvang"),
                            ("sheltered_living", "beschermd wonen"),
                        ],
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="sinds (of al langer)")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="serves",
                        to="municipalities.municipality",
                        verbose_name="centrumgemeente",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="served_by",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "centrumgemeente",
                "verbose_name_plural": "centrumgemeenten",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "municipality", "domain", "valid_from"), name="centre_role_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MunicipalityUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="municipalities.municipality"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="OrganisationUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="municipalities.organisation"),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("region", "name"), name="organisation_once_per_region"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("municipality__isnull", True), ("organisation__isnull", True), ("region__isnull", False)),
                    models.Q(("municipality__isnull", False), ("organisation__isnull", True), ("region__isnull", True)),
                    models.Q(("municipality__isnull", True), ("organisation__isnull", False), ("region__isnull", True)),
                    models.Q(
                        ("municipality__isnull", True),
                        ("organisation__isnull", True),
                        ("region__isnull", True),
                        ("role__in", ["figure_keeper", "administrator"]),
                    ),
                    _connector="OR",
                ),
                name="assignment_for_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "figure_keeper"), _negated=True),
                    models.Q(("municipality", None), ("organisation", None), ("region", None)),
                    _connector="OR",
                ),
                name="assignment_of_figures_for_the_portal",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "veilig_thuis"), _negated=True), ("region__isnull", False), _connector="OR"
                ),
                name="assignment_of_counts_for_a_region",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="regionuserpermission",
            unique_together={("user", "permission", "content_object")},
        ),
        migrations.AddConstraint(
            model_name="subregion",
            constraint=models.UniqueConstraint(fields=("region", "name"), name="subregion_once"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("region", "municipality", "valid_from"), name="membership_once"),
        ),
    ]
