"""The field that the classification replaces goes; and no evaluation is secret without a ground, a body and a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0002_classified")]

    operations = [
        migrations.RemoveField(model_name="evaluation", name="is_public"),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("classification", "secret"), _negated=True),
                    models.Q(
                        models.Q(("secret_ground", ""), _negated=True),
                        models.Q(("secret_body", ""), _negated=True),
                        ("secret_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="evaluation_secret_has_ground",
            ),
        ),
    ]
