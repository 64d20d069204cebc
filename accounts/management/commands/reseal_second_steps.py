"""Encrypts the secrets of all second steps with the newest key: after a key was put in front of SECOND_STEP_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.sealing import UnreadableError
from accounts.services import reseal_second_steps


class Command(BaseCommand):
    """`manage.py reseal_second_steps`; the older keys may go when it is done."""

    help = "Versleutel de geheimen van de tweede stap opnieuw, met de eerste sleutel van SECOND_STEP_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """All of them or, when a key is missing, none."""
        try:
            done = reseal_second_steps()
        except UnreadableError as error:
            raise CommandError(
                "Een geheim is met geen enkele sleutel te lezen. Zet de oude sleutel terug in SECOND_STEP_KEYS."
            ) from error
        self.stdout.write(f"opnieuw versleuteld: {done}")
