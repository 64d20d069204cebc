"""Addresses in small letters, once; allauth's own table forgets others than that of the account. Sessions can end."""

from typing import Any

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Lower


def one_address(apps: Any, schema_editor: Any) -> None:
    """Two accounts that differ in capitals only stop the migration: somebody must choose."""
    for user in apps.get_model("accounts", "User").objects.exclude(email=Lower("email")):
        user.email = user.email.lower()
        user.save(update_fields=["email"])
    addresses = apps.get_model("account", "EmailAddress").objects
    addresses.exclude(email=F("user__email")).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [
        migrations.AddField(
            "user",
            "session_number",
            models.PositiveIntegerField(default=0, editable=False, verbose_name="nummer van de sessies"),
        ),
        migrations.RunPython(one_address, migrations.RunPython.noop),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_small_letters"),
        ),
    ]
