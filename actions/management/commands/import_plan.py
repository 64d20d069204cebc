"""Reads a plan from a file: `manage.py import_plan plan.docx --dry-run`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from actions.imports.reading.as_json import reading_as_json
from actions.imports.reading.model import PlanReading
from actions.imports.reading.planning import FIRST_YEAR, LAST_YEAR
from actions.imports.reading.reader import AmountsIn, read_plan
from actions.models import Programme
from tables.model import Refused
from tables.reading import read_tables

CLEAN, WITH_PROBLEMS, REFUSED = 0, 1, 2  # exit codes (design section 7)


class Command(BaseCommand):
    """Reads a plan and says what was read and what was not. Exit 0: clean, 1: with problems, 2: refused."""

    help = "Lees een plan uit een docx-, xlsx-, ods- of csv-bestand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and what the file itself does not say."""
        parser.add_argument("file", type=Path, metavar="FILE", help="het bestand met het plan")
        parser.add_argument("--programme", metavar="SLUG", help="het programma waar het plan bij hoort")
        parser.add_argument("--year", type=int, metavar="YYYY", help="het jaar van kwartalen waar geen jaar bij staat")
        parser.add_argument("--amounts-in", choices=["euro", "thousands"], help="bedragen in euro's of in duizenden")
        parser.add_argument("--dry-run", action="store_true", help="lees alleen, schrijf niets")
        parser.add_argument("--json", action="store_true", help="toon wat er is gelezen als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, print what was read and leave with the exit code that fits."""
        try:
            reading = self.read(**options)
        except Refused as refused:
            self.stderr.write(str(refused))
            sys.exit(REFUSED)
        if options["json"]:
            self.stdout.write(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=1))
        else:
            self.report(reading)
        if not reading.clean:
            sys.exit(WITH_PROBLEMS)

    def read(
        self,
        *,
        file: Path,
        programme: str | None,
        year: int | None,
        amounts_in: AmountsIn | None,
        dry_run: bool,
        **options: Any,
    ) -> PlanReading:
        """Read the plan. Raises Refused."""
        if not dry_run:
            raise Refused("Een plan opslaan kan nog niet; geef --dry-run mee om het bestand alleen te lezen.")
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(f"Het jaar {year} kan niet; geef een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}.")
        years = None
        if programme is not None:
            found = Programme.objects.filter(slug=programme).first()
            if found is None:
                raise Refused(f"Er is geen programma '{programme}'; kijk in het adres van het programma hoe het heet.")
            years = (found.first_year, found.last_year)
        try:
            tables = read_tables(file, filename=file.name)
        except OSError as error:
            raise Refused(f"Het bestand {file.name} kan niet worden geopend; controleer de naam en de map.") from error
        return read_plan(tables, year=year, programme_years=years, amounts_in=amounts_in)

    def report(self, reading: PlanReading) -> None:
        """Say in words how much was read, and where to look."""
        places = [(problem.table or 0, problem.row or 0, problem.message) for problem in reading.problems]
        places += [(row.table, row.row, problem.message) for row in reading.rows for problem in row.problems]
        self.stdout.write(f"{len(reading.rows)} acties gelezen, {len(places)} keer iets om na te kijken.")
        for table, row, message in sorted(places):
            self.stdout.write(f"tabel {table}, rij {row}: {message}" if table else message)
