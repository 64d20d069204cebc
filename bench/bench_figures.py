"""How long 250,000 figures take to load, beside reading the csv and a plain bulk insert of the same rows."""

import csv
import datetime
import time
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction

from monitoring.imports.deliveries import plan_deliveries, store_all
from monitoring.imports.places import known_areas
from monitoring.imports.reading.reader import read_figures
from monitoring.models import Delivery, Figure, Indicator, Source
from tests import factories

FIGURES = 250_000
RATIO = 2.5
MEGABYTES = 300
AREAS = 100
PERIODS = [f"{half}e halfjaar {year}" for year in range(2000, 2025) for half in (1, 2)]
CATEGORIES = [f"Beroep: nummer {number}" for number in range(FIGURES // (2 * AREAS * len(PERIODS)))]
HEADINGS = ["Kenmerken", "Regio's", "Perioden", "Gestarte adviezen (aantal)", "Ontvangen meldingen (aantal)"]


@pytest.fixture
def statline(tmp_path: Path) -> Path:
    """A csv as StatLine writes it: quoted, padded, with a mark of order, and some unknown figures."""
    path = tmp_path / "84848NED.csv"
    region = factories.region()
    for number in range(AREAS):
        factories.municipality(region, code=f"GM{number:04}", name=f"Plaats {number}", name_cbs=f"Plaats {number}")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(HEADINGS)
        for category in CATEGORIES:
            for area in range(AREAS):
                for index, period in enumerate(PERIODS):
                    value = (area * 7 + index) % 4000 * 5
                    writer.writerow([category, f"Plaats {area}", period, f"{value or '.':>8}", f"{value + 5:>8}"])
    return path


def plain_insert(path: Path) -> None:
    """The same rows without any question: read by column, written in one go."""
    source = Source.objects.create(key="plain", title="Plain")
    delivery = Delivery.objects.create(source=source, title="Plain")
    indicators = {
        (category, column): Indicator.objects.create(
            slug=f"plain-{number}-{column}", title="Plain", unit="aantal", source=source
        )
        for number, category in enumerate(CATEGORIES)
        for column in (3, 4)
    }
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, delimiter=";")
        next(lines)
        for line in lines:
            for column in (3, 4):
                text = line[column].strip()
                rows.append(
                    Figure(
                        indicator=indicators[line[0], column],
                        delivery=delivery,
                        area_code=line[1],
                        period=f"{line[2][-4:]}H{line[2][0]}",
                        value=None if text == "." else Decimal(text),
                        reason="onbekend" if text == "." else "",
                        status="definitief",
                    )
                )
    Figure.objects.bulk_create(rows, batch_size=2000)


@pytest.mark.django_db
def bench_loading_beside_a_plain_insert(statline: Path) -> None:
    start = time.perf_counter()
    with transaction.atomic():
        plain_insert(statline)
    plain = time.perf_counter() - start
    Figure.objects.all().delete()

    start = time.perf_counter()
    reading = read_figures([(statline, statline.name)], areas=known_areas())
    read = time.perf_counter() - start
    counts = store_all(plan_deliveries(reading), today=datetime.date(2026, 1, 1))
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    again = sum(plan.counts().unchanged for plan in plan_deliveries(reading))
    print(
        f"\n{counts.new} figures in {loaded:.1f} s (read in {read:.1f} s); plain {plain:.1f} s; "
        f"ratio {loaded / plain:.2f}; again {time.perf_counter() - start:.1f} s ({connection.vendor})"
    )
    assert counts.new == again == Figure.objects.count() == FIGURES
    assert loaded <= RATIO * plain
