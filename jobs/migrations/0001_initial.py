import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.TextField(verbose_name="aan")),
                ("subject", models.TextField(verbose_name="onderwerp")),
                ("content", models.JSONField(editable=False, null=True, verbose_name="inhoud")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Wacht"),
                            ("sending", "Wordt verstuurd"),
                            ("sent", "Verstuurd"),
                            ("given_up", "Opgegeven"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                ("problem", models.CharField(blank=True, max_length=200, verbose_name="waarom nog niet")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("send_after", models.DateTimeField(verbose_name="volgende poging")),
                ("claimed_at", models.DateTimeField(editable=False, null=True, verbose_name="begonnen op")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="klaar op")),
            ],
            options={
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["state", "send_after"], name="jobs_mail_state_cc49fa_idx")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel")),
                ("kind", models.SlugField(max_length=60, verbose_name="soort")),
                ("subject_id", models.BigIntegerField(null=True, verbose_name="onderwerp")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "Wacht"), ("running", "Bezig"), ("done", "Klaar"), ("failed", "Mislukt")],
                        default="queued",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="voortgang in procenten")),
                ("message", models.CharField(blank=True, max_length=200, verbose_name="waar het mee bezig is")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="fout")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "attempts_allowed",
                    models.PositiveSmallIntegerField(default=3, verbose_name="hoogste aantal pogingen"),
                ),
                ("heartbeat_at", models.DateTimeField(null=True, verbose_name="laatste levensteken")),
                ("queued_at", models.DateTimeField(verbose_name="in de wachtrij sinds")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="klaar op")),
                ("result_url", models.CharField(blank=True, max_length=200, verbose_name="waar het resultaat staat")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
            ],
            options={
                "verbose_name": "taak",
                "verbose_name_plural": "taken",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["state", "heartbeat_at"], name="jobs_job_state_d7ed30_idx")],
            },
        ),
    ]
