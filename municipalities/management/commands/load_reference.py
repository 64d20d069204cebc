"""Loads municipalities, regions and their ties: `make data`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from municipalities.loading.fixture_file import FixtureError
from municipalities.loading.reference import load_reference


class Command(BaseCommand):
    """Loads the reference data of fixtures/reference; a second run brings it up to date."""

    help = "Laad gemeenten, herindelingen, regio's en centrumgemeenten, of werk ze bij."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per file; exit with a message when a file cannot be read."""
        try:
            loaded = load_reference(settings.BASE_DIR / "fixtures")
        except FixtureError as error:
            raise CommandError(str(error)) from error
        for line in loaded:
            self.stdout.write(str(line))
