from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_roles_for_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="published",
            field=models.BooleanField(
                default=True,
                help_text="Uit: dit is er alleen voor wie een actie mag zien die het noemt.",
                verbose_name="staat op de lijst van de regio",
            ),
        ),
    ]
