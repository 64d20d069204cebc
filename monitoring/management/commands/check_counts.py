"""Says which hidden counts can be narrowed by what others published since: `manage.py check_counts`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from monitoring.models import Indicator
from monitoring.services import narrowed_by

NARROWED = 1  # exit code


class Command(BaseCommand):
    """Exit 0: nothing can be narrowed. Exit 1: something can; it is listed, without any count."""

    help = "Toont welke afgeschermde aantallen af te leiden zijn uit wat anderen daarna publiceerden."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each series."""
        found = narrowed_by()
        titles = dict(Indicator.objects.values_list("pk", "title"))
        for each in found:
            lines = {f"{each.source}: {titles.get(cell.indicator, '')}, {cell.area}" for cell in each.cells}  # type: ignore[call-overload]
            for line in sorted(lines):
                self.stdout.write(line)
        if found:
            sys.exit(NARROWED)
        self.stdout.write("Geen afgeschermd aantal is af te leiden uit wat anderen publiceren.")
