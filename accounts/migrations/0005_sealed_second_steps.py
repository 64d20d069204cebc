"""Secrets of second steps that are there are encrypted; who has emergency codes saw them and is not asked to keep them."""

import time
from typing import Any

from django.db import migrations

from accounts.sealing import in_row, reseal, unseal


def encrypt(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        row.data = in_row(row.data, reseal)
        if row.type == "recovery_codes":
            row.data["confirmed_at"] = time.time()
        row.save(update_fields=["data"])


def decrypt(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        row.data = in_row(row.data, unseal)
        row.data.pop("confirmed_at", None)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_trace"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
