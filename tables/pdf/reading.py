"""Reads a pdf in a process of its own, with limits: from a web server and from a worker of Celery alike.

A fresh Python and no copy of this process: it has no connection, secret or memory of the portal, and a worker of Celery
may not start another one with `multiprocessing`.
"""

import signal
import subprocess
import sys
from pathlib import Path

from tables import limits
from tables.model import Refused, Tables
from tables.pdf.packing import unpacked
from tables.pdf.words import DAMAGED, TOO_HEAVY

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-s", "-m", "tables.pdf.worker")
STOPPED = (-signal.SIGXCPU, -signal.SIGKILL)
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


def read_pdf(data: bytes) -> Tables:
    """The tables of a pdf, each uncertain. Raises Refused with one Dutch sentence."""
    command = (*COMMAND, str(limits.PDF_SECONDS), str(limits.PDF_MEMORY))
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=ROOT, env=ENVIRONMENT, timeout=limits.PDF_WAIT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_HEAVY) from error
    if done.returncode in STOPPED or b"MemoryError" in done.stderr[-1000:]:
        raise Refused(TOO_HEAVY)
    if done.returncode:
        raise Refused(DAMAGED)
    return unpacked(done.stdout)
