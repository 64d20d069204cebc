"""Reads a term list of councils from a file: `manage.py import_promises lijst.xlsx --region zuid-limburg`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import User
from actions.models import Programme
from decisions.imports.promises import Proposal, counts_of
from decisions.models import PromiseImport
from decisions.rules.offers import places_of_programme
from decisions.services import reading_in
from municipalities.models import Municipality
from tables import kinds, limits
from tables.model import Refused

CLEAN, WITH_PROBLEMS, REFUSED = 0, 1, 2  # exit codes (design section 7)


class Command(BaseCommand):
    """Reads a list, says what was read and what was not, and writes it. Exit 0: clean, 1: with problems, 2: refused."""

    help = f"Lees een lijst van vragen en toezeggingen ({kinds.SENTENCE}) in, voor een regio of een gemeente."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where it belongs and on whose behalf it is read."""
        parser.add_argument("file", type=Path, metavar="FILE", help="het bestand met de lijst")
        parser.add_argument("--region", required=True, metavar="SLUG", help="de regio")
        parser.add_argument("--municipality", metavar="SLUG", help="de gemeente van rijen die er geen noemen")
        parser.add_argument("--by", metavar="E-MAIL", help="wie de lijst inleest; anders een technisch beheerder")
        parser.add_argument("--dry-run", action="store_true", help="lees alleen, schrijf niets")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, write it unless asked not to, and leave with the exit code that fits."""
        try:
            proposals, problems = self.read(**options)
        except Refused as refused:
            self.stderr.write(str(refused))
            sys.exit(REFUSED)
        counts = counts_of(proposals)
        done = "Zou er gebeuren" if options["dry_run"] else "Overgenomen"
        self.stdout.write(
            f"{done}: {counts['new']} nieuw, {counts['changed']} gewijzigd, {counts['same']} ongewijzigd, "
            f"{counts['left_out']} weggelaten."
        )
        told = problems + [(one.row.row, said) for one in proposals for said in one.problems]
        for row, message in told:
            self.stdout.write(f"rij {row}: {message}" if row else message)
        if told:
            sys.exit(WITH_PROBLEMS)

    @transaction.atomic
    def read(
        self, *, file: Path, region: str, municipality: str | None, by: str | None, dry_run: bool, **options: Any
    ) -> tuple[list[Proposal], list[tuple[int, str]]]:
        """What each row does, and what could not be read. Raises Refused, and then nothing is written."""
        user = _user(by)
        programme = Programme.objects.current().filter(region__slug=region).current_first().first()
        if programme is None:
            raise Refused(f"Er is geen regio '{region}' met een programma; kijk in het adres hoe zij heet.")
        council = Municipality.objects.filter(slug=municipality).first() if municipality else None
        if municipality and council is None:
            raise Refused(f"Er is geen gemeente '{municipality}'; kijk in het adres van de gemeente hoe zij heet.")
        places = places_of_programme(programme, user)
        if not places or (council and council not in {each.municipality for each in places}):
            raise Refused(f"{user} mag hier geen vragen en toezeggingen toevoegen; kies met --by iemand die dat mag.")
        found = reading_in.keep(programme, council, content=_content(file), name=file.name, pasted=False, by=user)
        proposals = reading_in.proposals_of(found, places, user)
        problems = [(each["row"] or 0, each["message"]) for each in found.problems]
        if dry_run:
            PromiseImport.objects.filter(pk=found.pk).delete()
        else:
            reading_in.apply(found, places, by=user)
        return proposals, problems


def _user(address: str | None) -> User:
    people = User.objects.filter(is_active=True)
    found = people.filter(email=address).first() if address else people.filter(is_superuser=True).first()
    if found is None:
        raise Refused("Zeg met --by wie de lijst inleest: het e-mailadres van een account.")
    return found


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(limits.MAX_BYTES + 1)
    except OSError as error:
        raise Refused(f"Het bestand {file.name} kan niet worden geopend; controleer de naam en de map.") from error
