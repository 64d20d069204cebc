"""Makes a back-up of the database and the files: `make backup`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from regiovisie.backups import archive
from regiovisie.backups.databases import BackupError


class Command(BaseCommand):
    """`manage.py backup --to /pad`: while the portal goes on."""

    help = "Maak een back-up van de database en de bestanden. Het portaal kan blijven draaien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=Path(settings.DATA_DIR, "backups"), help="map voor de back-up")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        """Make it and say what is in it. CommandError with a sentence when that fails."""
        try:
            made = archive.make(to)
        except BackupError as error:
            raise CommandError(f"Er is geen back-up gemaakt. {error}") from error
        size = made.path.stat().st_size / 1_000_000
        counts = f"{made.tables} tabellen, {made.rows} rijen, {made.files} bestanden"
        self.stdout.write(f"Back-up gemaakt en nagelezen: {made.path} ({size:.1f} MB; {counts}).")
        self.stdout.write("Er staan persoonsgegevens in. Bewaar hem versleuteld, op een andere machine.")
        for name in made.missing:
            self.stderr.write(f"Let op: dit bestand was er al niet meer: {name}")
