"""How gunicorn serves, in the image and in the demonstration; the command says on which port, with how many workers."""

import os
from typing import Any

umask = 0o077


def post_fork(server: Any, worker: Any) -> None:
    """What the portal writes is for the portal to read; gunicorn's own `umask` is for gunicorn's own files only."""
    os.umask(umask)


# No address of a visitor, no query (people search for names), no key: regiovisie/discretion.py.
logger_class = "regiovisie.discretion.GunicornLogger"
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s bytes %(M)s ms'
