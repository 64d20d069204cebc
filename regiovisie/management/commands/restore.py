"""Puts a back-up back: `make restore FROM=bestand`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regiovisie.backups import archive
from regiovisie.backups.databases import BackupError


class Command(BaseCommand):
    """`manage.py restore BESTAND [--force]`: in place of all that is here."""

    help = "Zet een back-up terug. Zet eerst web, werker en beat stil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="BESTAND", help="wat 'backup' heeft gemaakt")
        parser.add_argument("--force", action="store_true", help="vervang de gegevens die er al zijn")

    def handle(self, *args: Any, path: Path, force: bool, **options: Any) -> None:
        """Put it back and say what is there now. CommandError with a sentence when that fails."""
        if not path.is_file():
            raise CommandError(f"Er is niets teruggezet. Dit bestand is er niet: {path}")
        try:
            done = archive.restore(path, force=force)
        except BackupError as error:
            raise CommandError(f"De back-up is niet teruggezet. {error}") from error
        self.stdout.write(f"Teruggezet: {done.tables} tabellen, {done.rows} rijen, {done.files} bestanden.")
        if done.extra:
            self.stdout.write(f"Verwijderd, want niet in de back-up: {done.extra} bestanden.")
        if archive.waiting_migrations():
            self.stdout.write("De back-up is van een oudere versie. Draai nu: manage.py migrate")
