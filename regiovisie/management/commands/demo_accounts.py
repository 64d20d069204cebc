"""Makes accounts to try the portal with: `make data`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from municipalities.models import Organisation, Region
from regiovisie.demo import ACCOUNTS, make_accounts


class Command(BaseCommand):
    """Makes an account per role, with a password that everybody knows; therefore only where DEBUG is on."""

    help = "Maak de voorbeeldgebruikers, met hun toegang. Alleen tijdens ontwikkelen (DEBUG=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many there are; refuse outside development or without data."""
        if not settings.DEBUG:
            raise CommandError("Voorbeeldgebruikers hebben een bekend wachtwoord en mogen alleen met DEBUG=1 bestaan.")
        try:
            made = make_accounts()
        except (Region.DoesNotExist, Organisation.DoesNotExist) as error:
            raise CommandError("Laad eerst de gegevens: load_reference en load_programmes.") from error
        self.stdout.write(f"voorbeeldgebruikers: {len(ACCOUNTS)} ({made} nieuw)")
