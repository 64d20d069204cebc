"""What the user decides in the preview of a plan: fields without a column, where rows belong, and what names mean."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="planimport",
            name="fields",
            field=models.JSONField(default=dict, verbose_name="aangevulde velden"),
        ),
        migrations.AddField(
            model_name="planimport",
            name="heaps",
            field=models.JSONField(default=dict, verbose_name="verplaatste rijen"),
        ),
        migrations.AddField(
            model_name="planimport",
            name="answers",
            field=models.JSONField(default=dict, verbose_name="antwoorden"),
        ),
    ]
