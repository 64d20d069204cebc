import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("actions", "0001_initial"),
        ("monitoring", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("introduction", models.TextField(blank=True, max_length=10000, verbose_name="inleiding")),
                ("conclusion", models.TextField(blank=True, max_length=10000, verbose_name="conclusie")),
                ("is_public", models.BooleanField(default=False, verbose_name="openbaar")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("pdf", models.FileField(blank=True, upload_to="evaluaties/", verbose_name="pdf")),
                ("rendered_at", models.DateTimeField(blank=True, null=True, verbose_name="pdf gemaakt op")),
                ("contents_known", models.BooleanField(default=False, verbose_name="inhoud is bijgehouden")),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gesloten op")),
                (
                    "actions",
                    models.ManyToManyField(
                        blank=True,
                        editable=False,
                        related_name="evaluations",
                        to="actions.action",
                        verbose_name="acties in het rapport",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gesloten door",
                    ),
                ),
                (
                    "closed_for",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="monitoring.delivery",
                        verbose_name="gesloten om",
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
                        blank=True,
                        editable=False,
                        related_name="evaluations",
                        to="monitoring.delivery",
                        verbose_name="cijfers uit aanleveringen",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        blank=True,
                        editable=False,
                        related_name="evaluations",
                        to="actions.document",
                        verbose_name="documenten in het rapport",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="actions.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
                "ordering": ["-created_at", "-pk"],
            },
        ),
    ]
