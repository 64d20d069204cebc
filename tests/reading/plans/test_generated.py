"""Plans of which the truth is known, in many layouts and all kinds of file: no action is lost, none is invented, and
what is not read right is told. `bench/bench_reading.py` does the same with thousands of plans, and counts by layout.
"""

from collections import Counter

import pytest

from tests.reading.plans.generated.layouts import generate
from tests.reading.plans.generated.scoring import score
from tests.reading.plans.generated.shapes import KINDS
from tests.reading.plans.generated.truth import CARRIERS
from tests.reading.plans.generated.writers import write

PLANS, CHUNKS = 200, 8
MOST_NEEDLESS = 0.02  # of the cells that are read well


def plans(chunk):
    """A part of the plans; all kinds of layout meet all kinds of file."""
    for seed in range(chunk, PLANS, CHUNKS):
        yield generate(seed, kind=tuple(KINDS)[seed % len(KINDS)], carrier=CARRIERS[seed // len(KINDS) % len(CARRIERS)])


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_plans_are_read_right_or_told(chunk):
    wrong, counts = [], Counter()
    for plan in plans(chunk):
        scored = score(write(plan))
        counts += scored.counts
        wrong += [
            f"seed {plan.seed}, {plan.kind}, {plan.carrier}: {fault}"
            for fault in scored.faults
            if fault.what in ("lost", "invented", "silent", "uncounted")
        ]
    assert wrong == []
    assert counts["cells"] > 1_000
    assert counts["needless"] <= MOST_NEEDLESS * counts["right"]


def test_the_same_seed_gives_the_same_plan():
    one, two = write(generate(7)), write(generate(7))
    assert one.tables == two.tables
