"""Loads figures from files: `manage.py import_figures 84852NED.csv`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from monitoring.imports.deliveries import Counts, plan_deliveries, store_all
from monitoring.imports.odd import QUESTIONS, odd_figures
from monitoring.imports.places import known_areas
from monitoring.imports.sources import cbs_table, source_with
from reading.figures.as_json import written
from reading.figures.model import Reading
from reading.figures.reader import read_figures
from tables.model import Refused

CLEAN, WITH_PROBLEMS, REFUSED = 0, 1, 2  # exit codes (design section 7)


class Command(BaseCommand):
    """Loads figures and says what was read and what was not. Exit 0: clean, 1: with problems, 2: refused."""

    help = "Laad cijfers van CBS (csv of JSON) of van een Veilig Thuis-organisatie (xlsx, xls, ods of csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and what they do not say themselves."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="een bestand, of alle bladzijden ervan")
        parser.add_argument("--source", metavar="KEY", help="de bron van de cijfers, of het nummer van de CBS-tabel")
        parser.add_argument("--dry-run", action="store_true", help="lees alleen, schrijf niets")
        parser.add_argument("--json", action="store_true", help="toon wat er is gelezen als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the files, write what is new, and leave with the exit code that fits."""
        try:
            reading, counts = self.load(**options)
        except Refused as refused:
            self.stderr.write(str(refused))
            sys.exit(REFUSED)
        if options["json"]:
            for piece in written(reading, counts.as_dict()):
                self.stdout.write(piece, ending="")
        else:
            self.report(reading, counts, dry_run=options["dry_run"])
        if reading.problems:
            sys.exit(WITH_PROBLEMS)

    def load(self, *, files: list[Path], source: str | None, dry_run: bool, **options: Any) -> tuple[Reading, Counts]:
        """What was read, and what it brings. Raises Refused."""
        given = source_with(source) if source else None
        named = [(path, path.name) for path in files]
        whole = given.veilig_thuis.code if given and given.veilig_thuis else ""
        reading = read_figures(named, areas=known_areas(whole=whole), table=cbs_table(given))
        plans = plan_deliveries(reading, source=given)
        if dry_run:
            return reading, sum((plan.counts() for plan in plans), Counts())
        return reading, store_all(plans, today=timezone.localdate())

    def report(self, reading: Reading, counts: Counts, *, dry_run: bool) -> None:
        """Say in words how much was read, and what was not."""
        done = "Zou worden geladen" if dry_run else "Geladen"
        self.stdout.write(
            f"{done}: {counts.new} nieuw, {counts.changed} gewijzigd, {counts.unchanged} ongewijzigd;"
            f" {len(reading.problems)} keer iets om na te kijken."
        )
        for odd in odd_figures(reading.figures, today=timezone.localdate()).values():
            self.stdout.write(f"Let op ({odd.count} keer): {QUESTIONS[odd.kind]}")
        for problem in reading.problems:
            self.stdout.write(f"rij {problem.row}: {problem.message}" if problem.row else problem.message)
