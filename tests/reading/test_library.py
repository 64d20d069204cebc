"""The library is used by itself: without apps, models or a database."""

import subprocess
import sys

from django.conf import settings

ALONE = """
from django.conf import settings
settings.configure(USE_I18N=False)
from reading.plans.planning import read_planning
from reading.plans.reader import read_plan
from reading.figures.reader import read_figures
from tables.reading import read_pasted
plan = read_plan(read_pasted("Wat\\tWanneer\\tKosten\\nMeldcode\\tQ3 2026\\t5.000 euro per jaar"))
row = plan.rows[0]
print(row.what, row.planning.start, row.cost.amount, row.cost.per)
from django.apps import apps
print(apps.ready)
"""


def test_a_plan_is_read_without_the_portal():
    done = subprocess.run([sys.executable, "-c", ALONE], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (done.stdout.split("\n")[:2], done.stderr) == (["Meldcode 2026Q3 5000.00 year", "False"], "")
