"""Loads the programmes of fixtures/programmes: `make data`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actions.loading.programmes import load_topics, read_programme, read_programmes
from decisions.loading.programmes import load_programme
from municipalities.loading.fixture_file import Block, FixtureError


class Command(BaseCommand):
    """Loads topics and programmes; a programme that is there already is left alone."""

    help = "Laad de programma's uit fixtures/programmes. Een programma dat er al is, blijft zoals het is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which programmes."""
        parser.add_argument("--programme", metavar="SLUG", help="laad alleen dit programma")

    def handle(self, *args: Any, programme: str | None, **options: Any) -> None:
        """Print one line per file; what cannot be read is named at the end and leaves nothing behind."""
        fixtures = settings.BASE_DIR / "fixtures"
        errors: list[FixtureError] = []
        try:
            self.stdout.write(str(load_topics(fixtures / "reference" / "topics.yaml")))
            blocks = self.blocks(fixtures / "programmes", programme, errors)
        except FixtureError as error:
            raise CommandError(str(error)) from error
        for block in blocks:
            try:
                self.load(block)
            except FixtureError as error:
                errors.append(error)
        if errors:
            raise CommandError("\n".join(str(error) for error in errors))

    def blocks(self, folder: Path, slug: str | None, errors: list[FixtureError]) -> list[Block]:
        """The programmes to load: all, or the one that was asked for."""
        if slug is None:
            blocks, found = read_programmes(folder)
            errors += found
            return blocks
        path = folder / f"{slug}.yaml"
        if not path.is_file() or path.parent != folder:
            raise CommandError(f"Er is geen programma '{slug}' in fixtures/programmes.")
        return [read_programme(path)]

    def load(self, block: Block) -> None:
        """Load one programme and say what was in it."""
        loading = load_programme(block)
        if loading is None:
            self.stdout.write(f"{block['slug']}: staat er al, niet gewijzigd")
            return
        counts = loading.counts
        self.stdout.write(
            f"{block['slug']}: {counts['ActionLine']} lijnen, {counts['Theme']} thema's, {counts['Action']} acties, "
            f"{counts['Goal']} doelen, {counts['Note']} notities, {counts['Adoption']} vaststellingen"
        )
