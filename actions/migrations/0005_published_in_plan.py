from typing import Any

from django.db import migrations, models
from django.db.models import Q


def mark(apps: Any, schema_editor: Any) -> None:
    """What was read in or typed with an action exists by what uses it, not by itself."""
    for outcome in apps.get_model("actions", "PlanImport").objects.values_list("outcome", flat=True):
        for kind, name in (("ActionLine", "lines"), ("Theme", "themes"), ("FundingSource", "sources")):
            made = (outcome or {}).get(name, [])
            apps.get_model("actions", kind).objects.filter(pk__in=made).update(published=False)
    told = apps.get_model("actions", "HistoricalFundingSource").objects
    typed = told.filter(history_type="+", history_user__isnull=False).values("id")
    apps.get_model("actions", "FundingSource").objects.filter(pk__in=list(typed.values_list("id", flat=True))).update(
        published=False
    )
    public = apps.get_model("actions", "Action").objects.filter(released_at__isnull=False, classification="public")
    named = Q(led_actions__in=public) | Q(joined_actions__in=public) | Q(programmes__isnull=False)
    named |= Q(commitments__isnull=False) | Q(municipality__isnull=False) | Q(assignments__isnull=False)
    organisations = apps.get_model("municipalities", "Organisation").objects
    known = list(organisations.filter(named).values_list("pk", flat=True).distinct())
    organisations.exclude(pk__in=known).update(published=False)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_kept_readings"),
        ("municipalities", "0004_published_organisations"),
    ]

    operations = [
        migrations.AddField(
            model_name="actionline",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                verbose_name="staat zelf in het plan",
            ),
        ),
        migrations.AddField(
            model_name="fundingsource",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                verbose_name="staat zelf in het plan",
            ),
        ),
        migrations.AddField(
            model_name="historicalactionline",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                verbose_name="staat zelf in het plan",
            ),
        ),
        migrations.AddField(
            model_name="historicalfundingsource",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                verbose_name="staat zelf in het plan",
            ),
        ),
        migrations.AddField(
            model_name="historicaltheme",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                verbose_name="staat zelf in het plan",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het gebruikt.",
                verbose_name="staat zelf in het plan",
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
