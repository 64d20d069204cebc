"""Files with figures, read: parsed once, and kept until they are taken over or removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from actions.models import Programme
from jobs.incoming.kept import Packing, key_of
from monitoring.imports.places import known_areas
from monitoring.imports.sources import NoSource, cbs_table, source_with
from monitoring.models import FigureImport, FigureImportFile, Source
from reading.figures.areas import KnownAreas
from reading.figures.model import FileReading, Problem, ReadFigure, Reading, Series
from reading.figures.reader import read_figures
from tables.model import Refused

PACKING = Packing(Reading, FileReading, ReadFigure, Series, Problem)
OWN_AS_CBS = gettext_lazy(
    "Dit lijken precieze aantallen en geen tabel van CBS: die rondt af op vijftallen. Kies de Veilig Thuis-organisatie."
)
GONE = gettext_lazy("Het bestand is er niet meer. Lees het opnieuw in.")

Named = list[tuple[Path, str]]


@dataclass(frozen=True)
class Way:
    """How files are read: all that their reading depends on beside what is in them."""

    areas: KnownAreas
    table: str | None  # of CBS, chosen by hand

    @classmethod
    def of(cls, found: FigureImport) -> "Way":
        """How these files are read now."""
        given = source_with(found.source_key) if found.source_key else None
        return cls(known_areas(whole=_whole(found.programme, given)), cbs_table(given))

    @cached_property
    def key(self) -> str:
        """Another one: to be read in another way."""
        areas = sorted((area.code, area.name, *area.names) for area in self.areas.by_code.values())
        return key_of(areas, self.areas.whole, self.table)

    def read(self, files: Sequence[FigureImportFile]) -> Reading:
        """Parse the files. Raises Refused."""
        named = [(Path(each.file.path), each.name) for each in files]
        if self.table and _look_exact(named):
            raise NoSource(OWN_AS_CBS)
        return read_figures(named, areas=self.areas, table=self.table)

    def to_keep(self, reading: Reading) -> dict[str, Any]:
        """What is kept of what was read, for `Incoming.keep_reading`."""
        return PACKING.values(self.key, reading=reading)


def reading_of(found: FigureImport) -> Reading:
    """What the files hold: as it was kept, else parsed and kept. Raises Refused, also when they are gone."""
    files = found.file_rows()
    if not files or not all(each.file and each.file.storage.exists(each.file.name or "") for each in files):
        raise Refused(GONE)
    way = Way.of(found)
    kept: Reading | None = PACKING.kept_in(found.readings().filter(key=way.key), "reading")
    if kept is not None:
        return kept
    reading = way.read(files)
    found.keep_reading(way.to_keep(reading))
    return reading


def _whole(programme: Programme, given: Source | None) -> str:
    """The code of the region that own deliveries are about, when there is no doubt."""
    if given:
        return given.veilig_thuis.code if given.veilig_thuis else ""
    watched = list(programme.veilig_thuis_regions.all())
    return watched[0].code if len(watched) == 1 else ""


def _look_exact(named: Named) -> bool:
    """Whether files that were called a table of CBS look like exact counts: as figures of CBS they would be public."""
    try:
        reading = read_figures(named, areas=known_areas())
    except Refused:  # without the number of the table it says nothing: no delivery of an organisation
        return False
    counts = (each for file in reading.files if file.own for each in file.figures if each.series.unit == "aantal")
    return any(each.value is not None and Decimal(each.value) % 5 for each in counts)
