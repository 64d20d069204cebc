"""Nothing is secret without a ground, a body and a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0011_classified")]

    operations = [
        migrations.AddConstraint(
            model_name="action",
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
                name="action_secret_has_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
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
                name="document_secret_has_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
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
                name="programme_secret_has_ground",
            ),
        ),
    ]
