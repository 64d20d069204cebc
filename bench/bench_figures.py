"""How long 250,000 figures take to load, beside reading the csv and a plain bulk insert of the same rows."""

import csv
import datetime
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from monitoring.imports.deliveries import plan_deliveries, store_all
from monitoring.imports.places import known_areas
from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.rules.areas import PROVINCES
from reading.figures.reader import read_figures
from tests import factories

FIGURES = 250_000
RATIO = 2.5
MEGABYTES = 300
AREAS = 100
PERIODS = [f"{half}e halfjaar {year}" for year in range(2000, 2025) for half in (1, 2)]
CATEGORIES = [f"Beroep: nummer {number}" for number in range(FIGURES // (2 * AREAS * len(PERIODS)))]
HEADINGS = ["Kenmerken", "Regio's", "Perioden", "Gestarte adviezen (aantal)", "Ontvangen meldingen (aantal)"]


def write_statline(path: Path, *areas: str) -> None:
    """A csv as StatLine writes it: quoted, padded, with a byte order mark, and some unknown figures."""
    wanted = FIGURES // (2 * len(areas) * len(CATEGORIES))
    periods = (
        PERIODS if wanted == len(PERIODS) else [f"{month % 12 + 1}-{1900 + month // 12}" for month in range(wanted)]
    )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(HEADINGS)
        for category in CATEGORIES:
            for number, area in enumerate(areas):
                for index, period in enumerate(periods):
                    value = (number * 7 + index) % 4000 * 5
                    writer.writerow([category, area, period, f"{value or '.':>8}", f"{value + 5:>8}"])


@pytest.fixture
def statline(tmp_path: Path) -> Path:
    """250,000 figures about a hundred municipalities."""
    path = tmp_path / "84848NED.csv"
    region = factories.region()
    names = [f"Plaats {number}" for number in range(AREAS)]
    for number, name in enumerate(names):
        factories.municipality(region, code=f"GM{number:04}", name=name, name_cbs=name)
    write_statline(path, *names)
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


PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def bench_memory_of_the_command(tmp_path: Path) -> None:
    """The peak of the whole process, with and without JSON, in a database of its own."""
    path = tmp_path / "84848NED.csv"
    write_statline(path, *(f"{name} (PV)" for name in list(PROVINCES.values())[:10]))
    manage = [sys.executable, "-c", PEAK, str(settings.BASE_DIR / "manage.py")]
    own = os.environ | {"DATA_DIR": str(tmp_path)}
    own.pop("DATABASE_URL", None)
    subprocess.run([*manage, "migrate", "--verbosity", "0"], check=True, env=own, stdout=subprocess.DEVNULL)
    for options in (["--dry-run", "--json"], []):
        command = [*manage, "import_figures", str(path), *options]
        megabytes = int(subprocess.run(command, check=True, env=own, capture_output=True, text=True).stdout)
        print(f"\n{FIGURES} figures {' '.join(options)}: {megabytes} MB")
        assert megabytes < MEGABYTES
