"""Loads sources, indicators and figures: `make data`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monitoring.loading.figures import load_figures
from municipalities.loading.fixture_file import FixtureError


class Command(BaseCommand):
    """Loads the figures of fixtures/figures and those printed in programmes; a second run brings them up to date."""

    help = "Laad bronnen, indicatoren en cijfers, of werk ze bij. Draai eerst load_programmes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per file; exit with a message when a file cannot be read."""
        try:
            loaded = load_figures(settings.BASE_DIR / "fixtures")
        except FixtureError as error:
            raise CommandError(str(error)) from error
        for line in loaded:
            self.stdout.write(str(line))
