"""More damaged files than CI reads: `python -m tests.fuzz 20000 7` reads 20,000 of seed 7, tells what goes wrong."""

import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiovisie.settings")
django.setup()

from tests.fuzz.mutations import damaged  # noqa: E402
from tests.fuzz.reading import read_all  # noqa: E402

count, seed = int(sys.argv[1]), int(sys.argv[2])
wrong, read = 0, [0, 0]
with tempfile.TemporaryDirectory() as folder:
    for number in range(count):
        name, data = damaged(number, seed)
        began = time.process_time()
        try:
            answers = read_all(name, data, Path(folder))
            read = [total + (answer == "read") for total, answer in zip(read, answers, strict=True)]
        except Exception:  # noqa: BLE001 (anything at all is what this looks for)
            wrong += 1
            print(number, seed, name, traceback.format_exc().strip().splitlines()[-3:])
        if (took := time.process_time() - began) > 2:
            wrong += 1
            print(number, seed, name, f"{took:.1f} s")
print(f"{count} files, {wrong} wrong, read as plan and as figures: {read}")
sys.exit(bool(wrong))
