import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("actions", "0001_initial"),
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="ontvangen op")),
                ("file_name", models.CharField(blank=True, max_length=250, verbose_name="bestand")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="kenmerk van de inhoud (SHA-256)")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="nieuwe cijfers")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="gewijzigde cijfers")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="ongewijzigde cijfers")),
                ("reason", models.TextField(blank=True, verbose_name="waarom deze correctie")),
                ("interpretation", models.TextField(blank=True, verbose_name="duiding van Veilig Thuis")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("withdrawn_because", models.TextField(blank=True, verbose_name="waarom ingetrokken")),
                (
                    "withdrawn_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Er staat een fout in"),
                            ("replaced", "Een ander bestand vervangt het"),
                            ("too_much", "Het verraadt te veel"),
                        ],
                        max_length=10,
                        verbose_name="soort reden van intrekken",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vrijgegeven door",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingetrokken door",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanlevering",
                "verbose_name_plural": "aanleveringen",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FigureImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source_key", models.CharField(blank=True, max_length=80, verbose_name="gekozen bron")),
                ("preview", models.JSONField(default=dict, verbose_name="voorbeeld")),
                ("choices", models.JSONField(default=dict, verbose_name="keuzes")),
                ("refused", models.CharField(blank=True, max_length=500, verbose_name="waarom niet gelezen")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("applied_at", models.DateTimeField(null=True, verbose_name="overgenomen op")),
                ("offered_at", models.DateTimeField(null=True, verbose_name="aangeboden op")),
                ("returned_at", models.DateTimeField(null=True, verbose_name="teruggestuurd op")),
                ("returned_because", models.TextField(blank=True, verbose_name="waarom teruggestuurd")),
                ("outcome", models.JSONField(default=dict, verbose_name="uitkomst")),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="overgenomen door",
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
                    "deliveries",
                    models.ManyToManyField(
                        related_name="imports", to="monitoring.delivery", verbose_name="aanleveringen"
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aangeboden door",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figure_imports",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="teruggestuurd door",
                    ),
                ),
                (
                    "veilig_thuis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.region",
                        verbose_name="eigen aantallen van Veilig Thuis-regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "ingelezen cijfers",
                "verbose_name_plural": "ingelezen cijfers",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FigureImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(blank=True, upload_to="cijfers/", verbose_name="bestand")),
                ("name", models.CharField(max_length=200, verbose_name="naam van het bestand")),
                (
                    "figure_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="monitoring.figureimport",
                        verbose_name="ingelezen cijfers",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand met cijfers",
                "verbose_name_plural": "bestanden met cijfers",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="sleutel")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("aantal", "aantal"),
                            ("procent", "procent"),
                            ("per 1.000", "per 1.000 inwoners"),
                            ("anders", "andere eenheid"),
                        ],
                        max_length=12,
                        verbose_name="eenheid",
                    ),
                ),
                ("additive", models.BooleanField(default=False, verbose_name="delen mogen worden opgeteld")),
                ("definition", models.TextField(blank=True, verbose_name="wat er geteld wordt")),
                ("interpretation", models.TextField(blank=True, verbose_name="wat zegt dit cijfer (niet)")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="streefwaarde"
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="beginwaarde"
                    ),
                ),
                ("cbs_topic", models.CharField(blank=True, max_length=160, verbose_name="onderwerp bij CBS")),
                ("cbs_category", models.CharField(blank=True, max_length=160, verbose_name="categorie bij CBS")),
                ("is_draft", models.BooleanField(default=False, verbose_name="wacht op een omschrijving")),
                ("source_unit", models.CharField(blank=True, max_length=80, verbose_name="eenheid bij de bron")),
                (
                    "source_path",
                    models.CharField(blank=True, max_length=400, verbose_name="plaats in de tabel van de bron"),
                ),
                ("dimensions", models.JSONField(blank=True, default=dict, verbose_name="categorieën bij de bron")),
                ("dimension", models.CharField(blank=True, max_length=80, verbose_name="soort verdeling")),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "niemand heeft gezegd hoe dit samenhangt"),
                            ("alone", "staat op zichzelf"),
                            ("part", "is een deel van een ander onderwerp"),
                            ("overlaps", "is een deel, en overlapt met andere delen"),
                        ],
                        max_length=10,
                        verbose_name="hoe het samenhangt",
                    ),
                ),
                ("synonyms", models.JSONField(blank=True, default=list, verbose_name="andere namen in bestanden")),
                ("breaks", models.JSONField(blank=True, default=dict, verbose_name="trendbreuken")),
                (
                    "described_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="in het portaal beschreven op"),
                ),
                (
                    "denominator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="monitoring.indicator",
                        verbose_name="noemer",
                    ),
                ),
                (
                    "goals",
                    models.ManyToManyField(
                        blank=True, related_name="indicators", to="actions.goal", verbose_name="zegt iets over doel"
                    ),
                ),
                (
                    "numerator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="monitoring.indicator",
                        verbose_name="teller",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="municipalities.region",
                        verbose_name="eigen indicator van regio",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="monitoring.indicator",
                        verbose_name="telt hetzelfde als",
                    ),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="monitoring.indicator",
                        verbose_name="is een deel van",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicatoren",
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area_code", models.CharField(max_length=10, verbose_name="gebied")),
                ("period", models.CharField(max_length=16, verbose_name="periode")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name="waarde"),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("onbekend", "onbekend, onvoldoende betrouwbaar of geheim"),
                            ("kan_niet_voorkomen", "kan niet voorkomen"),
                            ("niet_vermeld", "niet vermeld"),
                            ("afgeschermd", "afgeschermd: anders is te herleiden om wie het gaat"),
                        ],
                        max_length=20,
                        verbose_name="waarom geen waarde",
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("circa", "circa"),
                            ("about", "rond de"),
                            ("more_than", "meer dan"),
                            ("at_least", "minstens"),
                            ("estimate", "naar schatting"),
                        ],
                        max_length=12,
                        verbose_name="slag om de arm",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorlopig", "voorlopig"),
                            ("nader_voorlopig", "nader voorlopig"),
                            ("definitief", "definitief"),
                            ("gecorrigeerd", "gecorrigeerd"),
                            ("onbekend", "onbekend of het definitief is"),
                        ],
                        default="onbekend",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="zoals opgeschreven")),
                ("note", models.TextField(blank=True, verbose_name="toelichting")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="vindplaats")),
                ("is_current", models.BooleanField(default=True, verbose_name="geldt nu")),
                ("disclosed", models.BooleanField(default=False, verbose_name="openbaar gemaakt")),
                ("exact", models.BooleanField(default=False, verbose_name="precies aantal")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="monitoring.delivery",
                        verbose_name="aanlevering",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="monitoring.indicator",
                        verbose_name="indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "cijfer",
                "verbose_name_plural": "cijfers",
                "ordering": ["indicator", "area_code", "period"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="sleutel")),
                ("title", models.CharField(max_length=250, verbose_name="titel")),
                ("publisher", models.CharField(blank=True, max_length=160, verbose_name="uitgever")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="vindplaats")),
                ("licence", models.CharField(blank=True, max_length=80, verbose_name="licentie")),
                ("note", models.TextField(blank=True, verbose_name="toelichting")),
                ("fictitious", models.BooleanField(default=False, verbose_name="fictief")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sources",
                        to="municipalities.organisation",
                        verbose_name="organisatie die vrijgeeft",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
                (
                    "veilig_thuis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="municipalities.region",
                        verbose_name="eigen cijfers van Veilig Thuis-regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "bron",
                "verbose_name_plural": "bronnen",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="NarrowedNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("looked_after", models.CharField(max_length=200, verbose_name="na welke aanleveringen")),
                ("cells", models.JSONField(default=list, verbose_name="welke aantallen")),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="monitoring.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht over afgeschermde aantallen",
                "verbose_name_plural": "berichten over afgeschermde aantallen",
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="indicators",
                to="monitoring.source",
                verbose_name="bron",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="monitoring.source",
                verbose_name="bron",
            ),
        ),
        migrations.CreateModel(
            name="SourceTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=700, verbose_name="onderwerp, eenheid en categorieën")),
                ("words", models.CharField(max_length=250, verbose_name="zoals in het bestand")),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="monitoring.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="monitoring.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderwerp van een bron",
                "verbose_name_plural": "onderwerpen van een bron",
                "ordering": ["words"],
            },
        ),
        migrations.AddConstraint(
            model_name="figureimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_at", None), models.Q(("returned_because", ""), _negated=True), _connector="OR"
                ),
                name="figure_import_returned_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["area_code", "indicator", "period"], name="monitoring__area_co_e1b8bf_idx"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("value__isnull", False)),
                    models.Q(("value__isnull", True), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="figure_value_or_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exact", False), models.Q(("disclosed", False), ("is_current", False)), _connector="OR"
                ),
                name="figure_exact_is_never_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("indicator", "area_code", "period", "disclosed"),
                name="figure_current_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                fields=("indicator", "area_code", "period", "delivery", "disclosed"), name="figure_once_per_delivery"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("source", "title"), name="delivery_once"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("sha256", ""), _negated=True), ("withdrawn_at", None)),
                fields=("source", "sha256"),
                name="delivery_content_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at", None), models.Q(("interpretation", ""), _negated=True), _connector="OR"
                ),
                name="delivery_released_with_interpretation",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), models.Q(("withdrawn_because", ""), _negated=True), _connector="OR"
                ),
                name="delivery_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcetopic",
            constraint=models.UniqueConstraint(fields=("source", "key"), name="source_topic_once"),
        ),
        migrations.CreateModel(
            name="ReadFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, verbose_name="hoe er is gelezen")),
                ("format", models.CharField(max_length=16, verbose_name="vorm")),
                ("reading", models.BinaryField(verbose_name="lezing")),
                (
                    "incoming",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_figures",
                        to="monitoring.figureimport",
                        verbose_name="ingelezen cijfers",
                    ),
                ),
            ],
            options={
                "verbose_name": "gelezen cijfers",
                "verbose_name_plural": "gelezen cijfers",
            },
        ),
    ]
