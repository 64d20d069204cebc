"""The process that reads one pdf: the file comes in on standard input, what was read goes out on standard output.

A pdf is a program, and pdfminer was not made for hostile ones: here it has so much processor time and memory, no more
files and no more processes, and nothing of the portal to see. Whatever goes wrong ends this process and nothing else.
"""

import logging
import resource
import sys

from tables.model import Refused
from tables.pdf.document import tables_of
from tables.pdf.operators import TooMuch
from tables.pdf.packing import packed
from tables.pdf.page import TooMuchOnPage
from tables.pdf.words import TOO_HEAVY

FILES = 16


def main(seconds: int, memory: int) -> None:
    """Read what comes in, within these limits: seconds of processor time, bytes of address space."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    try:
        answer = packed(tables_of(sys.stdin.buffer.read()))
    except Refused as refused:
        answer = packed(refused)
    except (MemoryError, RecursionError, TooMuch, TooMuchOnPage):
        answer = packed(Refused(TOO_HEAVY))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
