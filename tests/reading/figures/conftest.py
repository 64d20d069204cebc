"""Reads texts as files, against a few real areas. No database."""

import pytest

from reading.figures.areas import KnownArea, KnownAreas
from reading.figures.reader import read_figures

AREAS = KnownAreas(
    [
        KnownArea("NL01", "Nederland"),
        KnownArea("LD01", "Noord-Nederland"),
        KnownArea("PV20", "Groningen"),
        KnownArea("PV22", "Drenthe"),
        KnownArea("PV31", "Limburg"),
        KnownArea("VT02", "Drenthe", ("Drenthe (VT)", "Veilig Thuis Drenthe")),
        KnownArea("VT08", "Groningen", ("Groningen (VT)", "Veilig Thuis Groningen")),
        KnownArea(
            "VT13", "Noord- en Midden Limburg", ("Noord- en Midden-Limburg", "Veilig Thuis Noord- en Midden-Limburg")
        ),
        KnownArea("VT16", "Noord-Brabant Noord", ("Brabant Noordoost (VT)", "Brabant Noordoost")),
        KnownArea("VT25", "Zuid-Limburg", ("Veilig Thuis Zuid-Limburg",)),
        KnownArea("GM0014", "Groningen", ("Groningen (gemeente)",)),
        KnownArea("GM0373", "Bergen", ("Bergen (NH.)",)),
        KnownArea("GM0893", "Bergen", ("Bergen (L.)",)),
        KnownArea("GM0482", "Alblasserdam"),
        KnownArea("GM0788", "Haaren"),
        KnownArea("GM0917", "Heerlen"),
        KnownArea("GM0935", "Maastricht"),
        KnownArea("GM1954", "Beekdaelen"),
        KnownArea("GM0505", "Dordrecht"),
    ]
)


@pytest.fixture
def read(tmp_path):
    """Reads texts or bytes as files: `read(text)`, or `read(("84852NED.csv", text), ...)`."""

    def call(*contents, table=None):
        files = []
        for number, content in enumerate(contents):
            name, content = content if isinstance(content, tuple) else (f"levering-{number}.csv", content)
            path = tmp_path / f"{number}"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            files.append((path, name))
        return read_figures(files, areas=AREAS, table=table)

    return call


@pytest.fixture
def figures(read):
    """The figures of texts, as (topic, unit, area, period, value or reason, status)."""

    def call(*contents, **options):
        return [
            (each.series.topic, each.series.unit, each.area, each.period, each.value or each.reason, each.status)
            for each in read(*contents, **options).figures
        ]

    return call
