"""Serves the portal with a worker beside it, for trying it out: `make demo`."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from regiovisie.demo import ACCOUNTS

HOST = "127.0.0.1"
LOOK_EVERY = 0.2  # seconds between two looks at the children
START_WITHIN = 60.0  # seconds
STOP_WITHIN = 10.0  # seconds

WORKER = [
    *("-W", "ignore:You're running the worker with superuser privileges"),  # harmless: it listens to no network
    *("-m", "celery", "--quiet", "--app", "regiovisie", "worker", "--pool", "threads", "--concurrency", "2"),
    *("--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
]


def web_arguments(port: int) -> list[str]:
    """What Python runs to serve the portal on a port."""
    return [
        *("-m", "gunicorn", "regiovisie.wsgi", "--bind", f"{HOST}:{port}", "--log-level", "warning"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
    ]


def environment() -> dict[str, str]:
    """As in production, so that nobody sees the pages of a developer; only the demo accounts are named."""
    served = {"DEBUG": "0", "DEMO": "1", "STATIC_ROOT": str(settings.DATA_DIR / "static")}
    return os.environ | {"SECRET_KEY": settings.SECRET_KEY} | served


def collect_static() -> None:
    """Put the static files where the web server looks for them. CommandError when that fails."""
    arguments = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    if subprocess.run(arguments, cwd=settings.BASE_DIR, env=environment(), check=False).returncode:
        raise CommandError("De vormgeving kon niet worden klaargezet; zie de melding hierboven.")


def answers(port: int) -> bool:
    """Whether something takes connections on a port; waits a second at most."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def is_free(port: int) -> bool:
    """Whether a port can be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


@dataclass
class Child:
    """A process with a group of its own, so that Ctrl-C reaches the parent only and the group ends as one."""

    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, in a session of its own."""
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments], cwd=settings.BASE_DIR, env=environment(), start_new_session=True
        )

    def has_ended(self) -> bool:
        """Whether it does not run, or was never started."""
        return self.process is None or self.process.poll() is not None

    def signal_group(self, number: signal.Signals) -> None:
        """Signal the process and what it started; nothing happens when they are gone."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def restart(self) -> None:
        """Start the process again in place of one that ended."""
        self.signal_group(signal.SIGKILL)  # what the ended process may have left behind
        self.start()


def stop(children: list[Child]) -> None:
    """Ends the children in an orderly way; after STOP_WITHIN seconds by force. A second Ctrl-C changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.signal_group(signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN
    while time.monotonic() < deadline and not all(child.has_ended() for child in children):
        time.sleep(LOOK_EVERY)
    for child in children:
        child.signal_group(signal.SIGKILL)


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """End like Ctrl-C does, on any signal that asks to stop."""
    raise KeyboardInterrupt


class Command(BaseCommand):
    """`manage.py demo --port 8000`: web server and worker until Ctrl-C."""

    help = "Start het portaal met een werker voor taken op de achtergrond, om het uit te proberen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="poort op 127.0.0.1")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Serve until somebody stops it, then end both processes."""
        if not is_free(port):
            raise CommandError(f"Poort {port} is bezet. Kies een andere: make demo PORT={port + 1}")
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, interrupt)
        collect_static()
        web, worker = Child(web_arguments(port)), Child(WORKER)
        try:
            web.start()
            worker.start()
            self.wait_until_served(web, port)
            self.announce(port)
            self.watch(web, worker)
        except KeyboardInterrupt:
            self.stdout.write("\nHet portaal stopt.")
        finally:
            stop([web, worker])

    def wait_until_served(self, web: Child, port: int) -> None:
        """Return when the port answers. CommandError when the server ends, or takes longer than START_WITHIN."""
        deadline = time.monotonic() + START_WITHIN
        while not answers(port):
            if web.has_ended() or time.monotonic() > deadline:
                raise CommandError("De webserver is niet gestart; zie de melding hierboven.")
            time.sleep(LOOK_EVERY)

    def announce(self, port: int) -> None:
        """Print the address, and the accounts to sign in with."""
        role_width, mail_width = (max(len(account[column]) for account in ACCOUNTS) for column in (0, 1))
        self.stdout.write("\nInloggen kan als:")
        for role, mail, password in ACCOUNTS:
            self.stdout.write(f"  {role:<{role_width}}  {mail:<{mail_width}}  {password}")
        self.stdout.write(f"\nHet portaal draait op http://{HOST}:{port} (stoppen: Ctrl-C)")
        self.stdout.flush()

    def watch(self, web: Child, worker: Child) -> None:
        """Starts the worker again whenever it ends; returns only by an exception."""
        while True:
            time.sleep(LOOK_EVERY)
            if web.has_ended():
                raise CommandError("De webserver is gestopt; zie de melding hierboven.")
            if worker.has_ended():
                self.stderr.write("De werker is gestopt en wordt opnieuw gestart.")
                worker.restart()
