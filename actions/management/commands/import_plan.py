"""Reads a plan from a file into a programme: `manage.py import_plan plan.docx --programme zuid-limburg`."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from actions.imports import readings
from actions.imports.accounts import account_in_words
from actions.imports.proposals import LEFT_OUT, Preview
from actions.imports.questions import Question
from actions.imports.readings import place_of
from actions.models import Programme
from actions.services import importing
from reading.plans.as_json import reading_as_json
from reading.plans.model import PlanReading
from reading.plans.planning import FIRST_YEAR, LAST_YEAR
from reading.plans.reader import AmountsIn, read_plan
from tables import kinds, limits
from tables.model import Refused

CLEAN, WITH_PROBLEMS, REFUSED = 0, 1, 2  # exit codes (design section 7)
UNCONFIRMED = "Tabellen uit een pdf zijn minder zeker; kijk ze na met --dry-run en geef dan --confirm-tables."
Told = tuple[int, int, str]  # table and row, 0 for the file, and what there is to look at


class Command(BaseCommand):
    """Reads a plan, says what was read and what was not, and writes it. Exit 0: clean, 1: with problems, 2: refused."""

    help = f"Lees een plan ({kinds.SENTENCE}) en zet het in een programma."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and what the file itself does not say."""
        parser.add_argument("file", type=Path, metavar="FILE", help="het bestand met het plan")
        parser.add_argument("--programme", metavar="SLUG", help="het programma waar het plan bij hoort")
        parser.add_argument("--year", type=int, metavar="YYYY", help="het jaar van kwartalen waar geen jaar bij staat")
        parser.add_argument("--amounts-in", choices=["euro", "thousands"], help="bedragen in euro's of in duizenden")
        parser.add_argument("--confirm-tables", action="store_true", help="de tabellen uit een pdf zijn nagekeken")
        parser.add_argument("--dry-run", action="store_true", help="lees alleen, schrijf niets")
        parser.add_argument("--json", action="store_true", help="toon wat er is gelezen als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, write it unless asked not to, print what was read and leave with the exit code that fits."""
        try:
            reading, preview = self.read(**options)
        except Refused as refused:
            self.stderr.write(str(refused))
            sys.exit(REFUSED)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(reading, preview), ensure_ascii=False, indent=1))
        else:
            self.report(reading, preview, written=not options["dry_run"])
        if next(_told(reading, preview), None):
            sys.exit(WITH_PROBLEMS)

    def read(
        self,
        *,
        file: Path,
        programme: str | None,
        year: int | None,
        amounts_in: AmountsIn | None,
        dry_run: bool,
        confirm_tables: bool,
        **options: Any,
    ) -> tuple[PlanReading, Preview | None]:
        """Read the plan, compare it with its programme where one is given, and write it. Raises Refused."""
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(f"Het jaar {year} kan niet; geef een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}.")
        found = _programme(programme)
        if found is None and not dry_run:
            raise Refused("Zeg met --programme in welk programma het plan moet, of geef --dry-run om alleen te lezen.")
        content = _content(file)
        if found is None:
            return read_plan(readings.tables_of(content, name=file.name), year=year, amounts_in=amounts_in), None
        try:
            preview = importing.preview_of_file(
                found, content=content, name=file.name, year=year, amounts_in=amounts_in or "", write=not dry_run,
                confirmed=confirm_tables,
            )  # fmt: skip
        except importing.NotConfirmed as reason:
            raise Refused(UNCONFIRMED) from reason
        return preview.reading, preview

    def report(self, reading: PlanReading, preview: Preview | None, *, written: bool) -> None:
        """Say in words how much was read or written, and where to look."""
        told = sorted(_told(reading, preview))
        self.stdout.write(f"{len(reading.rows)} acties gelezen, {len(told)} keer iets om na te kijken.")
        self.stdout.write(f"Alle rijen van het bestand: {account_in_words(reading.accounting)}.")
        if preview:
            counts = preview.counts
            done = "in het plan gezet" if written else "zou er gebeuren"
            self.stdout.write(
                f"{done}: {counts['new']} nieuw, {counts['changed']} gewijzigd, {counts['unchanged']} ongewijzigd, "
                f"{counts['left_out']} weggelaten.".capitalize()
            )
        for table, row, message in told:
            self.stdout.write(f"tabel {table}, rij {row}: {message}" if table else message)
        for action in preview.missing if preview else ():
            self.stdout.write(f"Staat wel in het plan, niet in het bestand (blijft staan): {action.pk} {action.what}")


def _programme(slug: str | None) -> Programme | None:
    if slug is None:
        return None
    found = Programme.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(f"Er is geen programma '{slug}'; kijk in het adres van het programma hoe het heet.")
    return found


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(limits.MAX_BYTES + 1)
    except OSError as error:
        raise Refused(f"Het bestand {file.name} kan niet worden geopend; controleer de naam en de map.") from error


def _told(reading: PlanReading, preview: Preview | None) -> Iterator[Told]:
    """Everything to look at: of the file, of rows, and what shows beside the plan only."""
    yield from ((problem.table or 0, problem.row or 0, problem.message) for problem in reading.problems)
    for question in _questions(preview) if preview else ():
        yield (*place_of(question.rows[0]), question.said)
    rows = [(row, row.problems) for row in reading.rows]
    if preview:
        rows = [(proposal.row, proposal.problems) for proposal in preview.proposals]
    yield from ((row.table, row.row, problem.message) for row, problems in rows for problem in problems)


def _questions(preview: Preview) -> list[Question]:
    """What is asked once of names; not what each row says too."""
    return [question for question in preview.open_questions if not question.is_told_at_rows]


def _as_json(reading: PlanReading, preview: Preview | None) -> dict[str, Any]:
    """The reading (design section 8); beside a programme also what it does to the plan."""
    found = reading_as_json(reading)
    if preview is None:
        return found
    for row, proposal in zip(found["rows"], preview.proposals, strict=True):
        row["problems"] += [{"field": problem.field, "message": problem.message} for problem in proposal.extra]
    for question in _questions(preview):
        table, place = place_of(question.rows[0])
        found["problems"].append({"table": table, "row": place, "message": question.said})
    found["problems"] += [
        {"table": one.row.table, "row": one.row.row, "message": _("Deze rij is niet overgenomen.")}
        for one in preview.proposals
        if one.kind == LEFT_OUT
    ]
    missing = [{"id": action.pk, "number": action.number, "what": action.what} for action in preview.missing]
    return {**found, "counts": dict(preview.counts), "missing": missing}
