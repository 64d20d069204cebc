"""Advice says of what kind of body, to whom and what was done with it; a commitment who signed, for what and how long."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0010_edited_before"),
        ("decisions", "0001_initial"),
        ("municipalities", "0003_roles"),
    ]

    operations = [
        # The parties get a table with more in it: the one that is there keeps its rows, and its history.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="decisions.commitment",
                                verbose_name="afspraak",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="municipalities.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "decisions_commitment_parties",
                        "unique_together": {("commitment", "organisation")},
                        "verbose_name": "ondertekening",
                        "verbose_name_plural": "ondertekeningen",
                        "ordering": ["organisation__name", "pk"],
                    },
                ),
                migrations.AlterField(
                    model_name="commitment",
                    name="parties",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="commitments",
                        through="decisions.Signature",
                        to="municipalities.organisation",
                        verbose_name="partijen",
                    ),
                ),
            ],
        ),
        migrations.AlterModelTable(name="signature", table=None),
        migrations.AlterUniqueTogether(name="signature", unique_together=set()),
        migrations.RenameModel(old_name="HistoricalCommitment_parties", new_name="HistoricalSignature"),
        migrations.AlterModelOptions(name="historicalsignature", options={"verbose_name": "HistoricalSignature"}),
        migrations.AlterField(
            model_name="historicalsignature",
            name="commitment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="decisions.commitment",
                verbose_name="afspraak",
            ),
        ),
        migrations.AlterField(
            model_name="historicalsignature",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="municipalities.organisation",
                verbose_name="organisatie",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="role",
            field=models.CharField(blank=True, max_length=200, verbose_name="getekend door (functie)"),
        ),
        migrations.AddField(
            model_name="signature",
            name="since",
            field=models.DateField(blank=True, null=True, verbose_name="doet mee vanaf"),
        ),
        migrations.AddField(
            model_name="signature",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="doet mee tot en met"),
        ),
        migrations.AddField(
            model_name="historicalsignature",
            name="role",
            field=models.CharField(blank=True, max_length=200, verbose_name="getekend door (functie)"),
        ),
        migrations.AddField(
            model_name="historicalsignature",
            name="since",
            field=models.DateField(blank=True, null=True, verbose_name="doet mee vanaf"),
        ),
        migrations.AddField(
            model_name="historicalsignature",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="doet mee tot en met"),
        ),
        migrations.AddField(
            model_name="advice",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("advisory_council", "Adviesraad"),
                    ("committee", "Commissie"),
                    ("client_council", "Cliëntenraad"),
                    ("people", "Ervaringsdeskundigen"),
                    ("youth_council", "Jongerenraad"),
                    ("other", "Anders"),
                ],
                max_length=20,
                verbose_name="soort orgaan",
            ),
        ),
        migrations.AddField(
            model_name="advice",
            name="link",
            field=models.URLField(blank=True, verbose_name="vindplaats"),
        ),
        migrations.AddField(
            model_name="advice",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advices",
                to="municipalities.municipality",
                verbose_name="advies aan gemeente",
            ),
        ),
        migrations.AddField(
            model_name="advice",
            name="response",
            field=models.TextField(blank=True, verbose_name="wat ermee is gedaan"),
        ),
        migrations.AddField(
            model_name="advice",
            name="response_by",
            field=models.CharField(blank=True, max_length=200, verbose_name="reactie van"),
        ),
        migrations.AddField(
            model_name="advice",
            name="response_on",
            field=models.DateField(blank=True, null=True, verbose_name="datum van de reactie"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("intent", "Intentieverklaring"),
                    ("covenant", "Convenant"),
                    ("agreement", "Samenwerkingsafspraak"),
                    ("promise", "Toezegging"),
                    ("other", "Anders"),
                ],
                max_length=10,
                verbose_name="soort afspraak",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="link",
            field=models.URLField(blank=True, verbose_name="vindplaats"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="purpose",
            field=models.TextField(blank=True, verbose_name="waarvoor"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="geldt vanaf"),
        ),
        migrations.AddField(
            model_name="commitment",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="geldt tot en met"),
        ),
        migrations.AddField(
            model_name="historicaladvice",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("advisory_council", "Adviesraad"),
                    ("committee", "Commissie"),
                    ("client_council", "Cliëntenraad"),
                    ("people", "Ervaringsdeskundigen"),
                    ("youth_council", "Jongerenraad"),
                    ("other", "Anders"),
                ],
                max_length=20,
                verbose_name="soort orgaan",
            ),
        ),
        migrations.AddField(
            model_name="historicaladvice",
            name="link",
            field=models.URLField(blank=True, verbose_name="vindplaats"),
        ),
        migrations.AddField(
            model_name="historicaladvice",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="municipalities.municipality",
                verbose_name="advies aan gemeente",
            ),
        ),
        migrations.AddField(
            model_name="historicaladvice",
            name="response",
            field=models.TextField(blank=True, verbose_name="wat ermee is gedaan"),
        ),
        migrations.AddField(
            model_name="historicaladvice",
            name="response_by",
            field=models.CharField(blank=True, max_length=200, verbose_name="reactie van"),
        ),
        migrations.AddField(
            model_name="historicaladvice",
            name="response_on",
            field=models.DateField(blank=True, null=True, verbose_name="datum van de reactie"),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("intent", "Intentieverklaring"),
                    ("covenant", "Convenant"),
                    ("agreement", "Samenwerkingsafspraak"),
                    ("promise", "Toezegging"),
                    ("other", "Anders"),
                ],
                max_length=10,
                verbose_name="soort afspraak",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="link",
            field=models.URLField(blank=True, verbose_name="vindplaats"),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="purpose",
            field=models.TextField(blank=True, verbose_name="waarvoor"),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="geldt vanaf"),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="valid_until",
            field=models.DateField(blank=True, null=True, verbose_name="geldt tot en met"),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "Gepland"),
                    ("signed", "Ondertekend"),
                    ("ended", "Beëindigd"),
                    ("unknown", "Onbekend"),
                ],
                default="unknown",
                max_length=10,
                verbose_name="stand",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcommitment",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "Gepland"),
                    ("signed", "Ondertekend"),
                    ("ended", "Beëindigd"),
                    ("unknown", "Onbekend"),
                ],
                default="unknown",
                max_length=10,
                verbose_name="stand",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="commitment_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="signature_starts_before_it_ends",
            ),
        ),
    ]
