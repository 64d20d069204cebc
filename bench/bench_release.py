"""How long a normal year takes to decide, and how much of it stays hidden: 16 municipalities, 7 topics, with "t/m"."""

import math
import random
import time
from itertools import product

import pytest

from monitoring.rules.disclosure import Release, is_small, publish
from monitoring.rules.small_counts.relations import Cell, Family, Span, span, sums, within

REGION = "VT01"
MUNICIPALITIES = [f"GM{number:04}" for number in range(1, 17)]
SIZES = [0.3, 0.5, 0.5, 1, 1, 1, 1.5, 2, 2, 3, 4, 6, 8, 12, 15, 30]  # of municipalities
PARTS = {1: 0.35, 2: 0.25, 3: 0.15, 4: 0.12, 5: 0.08, 6: 0.05}  # of all reports
MONTHLY = 4  # reports of a municipality of size 1
TOTAL = 0
SECONDS = 10  # for one release


def year(seed: int) -> dict[tuple[str, int, int], int]:
    """Reports by municipality, kind and month."""
    chance = random.Random(seed)
    sizes = [chance.choice(SIZES) for _each in MUNICIPALITIES]
    return {
        (area, kind, month): _poisson(chance, size * MONTHLY * share)
        for (area, size), (kind, share), month in product(
            zip(MUNICIPALITIES, sizes, strict=True), PARTS.items(), range(12)
        )
    }


def _poisson(chance: random.Random, mean: float) -> int:
    limit, count, left = math.exp(-mean), 0, chance.random()
    while left > limit:
        left *= chance.random()
        count += 1
    return count


def periods(month: int) -> list[Span]:
    alone = span(f"2026M{month:02}")
    return [alone, span(f"2026M01-2026M{month:02}")] if month > 1 else [alone]


def released(counts: dict[Cell, int], before: list[Release]) -> Release:
    families = [Family(TOTAL, tuple(PARTS), "aard")]
    return publish(counts, sums(counts, layouts=within(REGION, MUNICIPALITIES), families=families), before=before)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("batches", [12, 1], ids=["every month", "at once"])
def bench_a_year(seed: int, batches: int) -> None:
    reports = year(seed)

    def count(cell: Cell) -> int:
        areas = MUNICIPALITIES if cell.area == REGION else [cell.area]
        kinds = PARTS if cell.indicator == TOTAL else [cell.indicator]
        return sum(reports[area, kind, month % 12] for area in areas for kind in kinds for month in cell.months.months)

    before: list[Release] = []
    counts: dict[Cell, int] = {}
    for months in [range(1, 13)] if batches == 1 else [[month] for month in range(1, 13)]:
        spans = [each for month in months for each in periods(month)]
        counts |= {
            (cell := Cell(*each)): count(cell) for each in product([TOTAL, *PARTS], [REGION, *MUNICIPALITIES], spans)
        }
        start = time.process_time()
        before.append(released(counts, before))
        seconds = time.process_time() - start
    hidden, small = len(before[-1].hidden), sum(is_small(each) or not each for each in counts.values())
    of_region = [cell in before[-1].hidden for cell in counts if cell.area == REGION]
    print(
        f"\n{len(counts)} counts, the last release in {seconds:.1f} s; hidden {hidden / len(counts):.0%} (0 to 9: "
        f"{small / len(counts):.0%}), of the region {sum(of_region) / len(of_region):.0%}"
    )
    assert seconds <= SECONDS
