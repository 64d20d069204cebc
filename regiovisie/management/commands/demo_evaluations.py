"""Makes the evaluations of the Voorbeeldregio: `make data`. The worker makes their reports once it runs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from actions.models import Programme
from regiovisie.demo import make_evaluations


class Command(BaseCommand):
    """Makes the evaluations that are not there yet, in the name of the leader; only where DEBUG is on."""

    help = "Maak de twee fictieve evaluaties van de Voorbeeldregio. Alleen tijdens ontwikkelen (DEBUG=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many were made; refuse outside development or without data."""
        if not settings.DEBUG:
            raise CommandError("Fictieve evaluaties zijn er alleen met DEBUG=1.")
        try:
            made, total = make_evaluations(settings.BASE_DIR / "fixtures")
        except (Programme.DoesNotExist, User.DoesNotExist) as error:
            raise CommandError("Laad eerst de gegevens: load_programmes en demo_accounts.") from error
        self.stdout.write(f"evaluaties: {total} ({made} nieuw)")
