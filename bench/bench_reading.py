"""How well generated plans are read, per kind of layout, and how long 5,000 rows take.

`python bench/bench_reading.py --plans 2000 [--seed 0] [--kind NAME] [--carrier docx] [--show 20] [--seconds]`
"""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiovisie.settings")
import django

django.setup()

from reading.plans.reader import read_plan  # noqa: E402
from tests.reading.plans.generated.layouts import generate  # noqa: E402
from tests.reading.plans.generated.scoring import Score, score  # noqa: E402
from tests.reading.plans.generated.shapes import KINDS  # noqa: E402
from tests.reading.plans.generated.writers import Written, write  # noqa: E402
from tests.reading.plans.plans import table, tables  # noqa: E402

COLUMNS = ("plans", "cells", "right", "told", "silent", "needless", "lost", "invented", "refused", "heap", "uncounted")
WORST = ("uncounted", "lost", "invented", "silent", "needless", "told", "heap")


def measure(args: argparse.Namespace) -> dict[str, Counter[str]]:
    """The counts per kind of layout; shows the plans that go wrong when asked."""
    found: dict[str, Counter[str]] = {}
    shown = 0
    for seed in range(args.seed, args.seed + args.plans):
        written = write(generate(seed, kind=args.kind, carrier=args.carrier))
        scored = score(written)
        counts = found.setdefault(written.plan.kind, Counter())
        counts.update(scored.counts)
        counts["plans"] += 1
        wrong = [fault for fault in scored.faults if fault.what in args.faults]
        if wrong and shown < args.show:
            shown += 1
            show(written, scored, args.faults)
    return found


def show(written: Written, scored: Score, faults: list[str]) -> None:
    """One plan: its rows as written, and what went wrong."""
    plan = written.plan
    print(f"\n=== seed {plan.seed}: {plan.kind}, {plan.carrier}")
    for number, block in enumerate(plan.blocks, start=1):
        print(f"  -- table {number} {block.heading}")
        for place, row in enumerate(block.rows, start=1):
            heap = "/".join(sorted(row.heaps))[:8]
            print(f"  {place:3} {heap:8} {' ; '.join(text.replace(chr(10), ' / ') for text in row.texts)}")
    for fault in sorted(scored.faults, key=lambda one: WORST.index(one.what)):
        if fault.what in faults:
            print(f"  !! {fault.what} {fault.place} {fault.field}: truth {fault.truth!r}, read {fault.read!r}")
    for problem in read_plan(written.tables).problems if not scored.counts["refused"] else ():
        print(f"  .. {problem.table}:{problem.row} {problem.message}")


def report(found: dict[str, Counter[str]]) -> Counter[str]:
    """A line per kind of layout, and one for all; gives the counts of all."""
    print(f"{'kind':22}" + "".join(f"{name:>10}" for name in COLUMNS))
    total: Counter[str] = Counter()
    for kind in [kind for kind in KINDS if kind in found]:
        total.update(found[kind])
        print(f"{kind:22}" + "".join(f"{found[kind][name]:>10}" for name in COLUMNS))
    print(f"{'all':22}" + "".join(f"{total[name]:>10}" for name in COLUMNS))
    cells, right = max(total["cells"], 1), max(total["right"], 1)
    print(
        f"right {100 * total['right'] / cells:.2f} %, told {100 * total['told'] / cells:.2f} %, "
        f"wrong in silence {total['silent']}, needless alarms {100 * total['needless'] / right:.2f} % of the cells "
        f"read well, in the right heap {100 - 100 * total['heap'] / max(total['rows'], 1):.2f} % of the rows"
    )
    return total


def seconds(rows: int = 5_000) -> float:
    """How long a plan of so many rows takes: the best of three."""
    head = ("Nr", "Wat", "Wanneer", "Hoe", "Wie", "Doel", "Kosten", "Status")
    body = [
        (f"{n}", f"Actie nummer {n}", f"Q{n % 4 + 1} 2025", "Via de werkgroep", "GGD i.s.m. politie", "Minder recidive",
         f"€ {n % 90 + 10}.500 per jaar", "loopt")
        for n in range(rows)
    ]  # fmt: skip
    given = tables(table(head, *body))
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert len(read_plan(given).rows) == rows
        times.append(time.perf_counter() - start)
    return min(times)


def bench_the_reading_of_plans() -> None:
    """Two thousand plans: nearly all is right, next to nothing is lost or wrong in silence."""
    total = report(measure(arguments([])))
    assert total["right"] >= 0.97 * total["cells"]
    assert total["needless"] <= 0.02 * total["right"]
    assert total["uncounted"] == 0
    assert max(total["lost"], total["invented"], total["silent"]) <= 0.0002 * total["cells"]


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What is asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--carrier", choices=("docx", "xlsx", "ods", "csv", "pasted"))
    parser.add_argument("--show", type=int, default=0, help="show so many plans that go wrong")
    parser.add_argument("--faults", nargs="+", default=[*WORST[:5]], choices=WORST, help="which faults to show")
    return parser.parse_args(given)


def main() -> None:
    """Measure and report."""
    report(measure(arguments()))
    print(f"5,000 rows: {seconds():.2f} s")


if __name__ == "__main__":
    main()
