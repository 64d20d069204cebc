"""Fetches what one checkout shows, for `compare_outputs.py`; runs inside that checkout, with its own Python.

Relies on nothing that may move: Django, addresses, management commands, the name of a model and the name of a task.
The environment says where the empty database and DATA_DIR are. Time stands still and random keys are counted, so that
the same code gives the same bytes.
"""

import argparse
import datetime
import hashlib
import json
import multiprocessing
import random
import sqlite3
import sys
import uuid
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django
import weasyprint
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections
from django.db.backends.signals import connection_created
from django.test import Client
from django.utils import timezone
from page_links import Link, internal, links_of, shape

LOADS = ("migrate", "load_reference", "load_programmes", "load_figures", "demo_accounts")
EXAMPLE = "voorbeeldregio"
ROLES = {  # name: address of the demo account
    "bezoeker": "",
    "projectleider": "projectleider@voorbeeld.example",
    "beleidsmedewerker": "beleidsmedewerker@voorbeeld.example",
    "raadslid": "raadslid@voorbeeld.example",  # signed in without any access; made here
    "trekker": "trekker@voorbeeld.example",
    "veiligthuis": "veiligthuis@voorbeeld.example",
    "cijferbeheerder": "cijferbeheerder@voorbeeld.example",
    "beheerder": "beheerder@voorbeeld.example",
}
SEEDS = ["/", "/over/", "/toegankelijkheid/", "/gemeenten/", "/gemeenten/?q=maas", "/onderwerpen/", "/vergelijken/"]
SEEDS += ["/mijn/", "/kaart.svg", "/bestaat-niet/"]
FILES = [
    f"{name}{end}" for name in ("acties", "cijfers") for end in (".csv", ".xlsx", "-excel.csv", ".csv-metadata.json")
]
FILES += [f"plan/downloaden/{kind}/" for kind in ("docx", "xlsx", "ods", "csv")]
PAGES = ["", "plan/", "plan/?weergave=tijdlijn", "plan/?stand=2021-12-31", "plan/?stand=2025-06-30"]
PAGES += ["plan/?q=veilig", "kosten/", "besluiten/", "cijfers/", "evaluaties/"]
BY_CHANCE = ("Content-Length", "ETag", "Last-Modified")  # headers that follow from the bytes or the moment
AT_ONCE = 2  # roles that are fetched at the same time


class Reports:
    """What went into WeasyPrint: markup per report, under the name of the report that is made now."""

    name = ""
    markup: dict[str, str] = {}

    @classmethod
    def listen(cls) -> None:
        """Note the markup of every report from now on; before the app's own modules take the class."""

        class Listening(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
            def __init__(self, *args: Any, **named: Any) -> None:
                cls.markup[cls.name] = str(named.get("string") or args)
                super().__init__(*args, **named)

        weasyprint.HTML = Listening


def hold_still(moment: datetime.datetime) -> None:
    """Stop the clocks of Django and SQLite, and count keys that would be random; before any app is loaded."""
    timezone.now = lambda: moment
    chance = random.Random(0)
    uuid.uuid4 = lambda: uuid.UUID(int=chance.getrandbits(128), version=4)

    def stop_sqlite(connection: Any, **kwargs: Any) -> None:
        own = sqlite3.connect(":memory:", check_same_thread=False)
        now = moment.strftime("%Y-%m-%d %H:%M:%S.%f")

        def strftime(*values: Any) -> Any:
            stopped = [now if str(value).lower() == "now" else value for value in values]
            return own.execute(f"SELECT strftime({', '.join('?' * len(stopped))})", stopped).fetchone()[0]

        connection.connection.create_function("strftime", -1, strftime)

    connection_created.connect(stop_sqlite, weak=False)


def model(name: str) -> Any:
    """The model with this name, in whatever app it lives."""
    found = [each for each in apps.get_models() if each.__name__ == name]
    if len(found) != 1:
        raise LookupError(f"{len(found)} models are called {name}")
    return found[0]


def client(role: str) -> Client:
    """A browser in which somebody with this role is signed in."""
    return signed_in(ROLES[role])


def signed_in(email: str) -> Client:
    """A browser for who has this address; errors are pages, as in a deployment."""
    browser = Client(raise_request_exception=False, headers={"host": "localhost"})
    if email:
        browser.force_login(get_user_model().objects.get(email=email))
        if b"data-private" not in browser.get("/over/").content:
            raise RuntimeError(f"not signed in: {email}")
    return browser


def load() -> None:
    """Fill the empty database as `make data` does, and add somebody without access."""
    for command in LOADS:
        call_command(command, verbosity=0)
    get_user_model().objects.create_user(ROLES["raadslid"], name="Raadslid")
    settings.DEBUG = False  # from here on as in a deployment; the static files keep their plain names


def make_reports() -> dict[str, str]:
    """A public evaluation per programme, its PDF made here; gives how each job ended."""
    current_app.loader.import_default_modules()
    ended = {}
    for programme in model("Programme").objects.select_related("region").order_by("slug"):
        slug = programme.region.slug
        leader = "projectleider" if slug == EXAMPLE else f"projectleider.{slug}"
        query = urlencode({"programma": programme.slug})
        form = {
            "title": f"Evaluatie van {programme.slug}",
            "introduction": "Waarom deze evaluatie.\n\nEn voor wie.",
            "conclusion": "Wat de regio concludeert.",
            "audience": "public",
        }
        browser = signed_in(f"{leader}@voorbeeld.example")
        answer = browser.post(f"/regios/{slug}/evaluaties/nieuw/?{query}", form)
        if answer.status_code != 302:
            raise RuntimeError(f"no evaluation of {programme.slug}: {answer.status_code}")
        Reports.name = programme.slug
        job = model("Job").objects.latest("pk")
        current_app.tasks["jobs.run"](job.pk)
        job.refresh_from_db()
        ended[programme.slug] = f"{job.state} {job.error}".strip()
    return ended


class Crawl:
    """Follows the links of one role, plain addresses before those with a query; or fetches a given list."""

    def __init__(self, role: str, into: Path, *, most: int, variations: int) -> None:
        self.role, self.into, self.most, self.variations = role, into, most, variations
        self.browser = client(role)
        self.plain: deque[Link] = deque()
        self.asking: deque[Link] = deque()
        self.seen: dict[Link, None] = {}
        self.per_shape: Counter[str] = Counter()
        self.outputs: list[dict[str, Any]] = []

    def run(self, only: list[Link]) -> dict[str, Any]:
        """All outputs, and every address that was seen, fetched or not."""
        if only:
            for link in only:
                self._note(self._fetch(link))
        else:
            self._note(map(Link, seeds()))
            for link in self._next():
                self._note(self._fetch(link))
        return {"role": self.role, "outputs": self.outputs, "seen": [list(link) for link in self.seen]}

    def _next(self) -> Iterator[Link]:
        while (self.plain or self.asking) and len(self.outputs) < self.most:
            link = (self.plain or self.asking).popleft()
            if "?" in link.address:
                self.per_shape[shape(link.address)] += 1
                if self.per_shape[shape(link.address)] > self.variations:
                    continue
            yield link

    def _note(self, links: Iterable[Link]) -> None:
        for link in links:
            if link not in self.seen:
                self.seen[link] = None
                (self.asking if "?" in link.address else self.plain).append(link)

    def _fetch(self, link: Link) -> list[Link]:
        """Keep what one address gives; its links."""
        answer: Any = self.browser.get(link.address, headers={"HX-Request": "true"} if link.fragment else {})
        content = answer.getvalue() if answer.streaming else answer.content
        answer.close()
        kind, to = answer.get("Content-Type", ""), answer.get("Location", "")
        headers = {name: value for name, value in sorted(answer.items()) if name not in BY_CHANCE}
        kept = {"status": answer.status_code, "type": kind, "headers": headers}
        self.outputs.append(keep(self.into, self.role, link, content) | kept)
        found = links_of(content.decode(), at=link.address) if kind.startswith(("text/html", "image/svg")) else []
        target = internal(Link(to), at=link.address) if to else None
        return [*found, target] if target else found


def keep(into: Path, role: str, link: Link, content: bytes) -> dict[str, Any]:
    """Write an output to a file of its own; how the list of outputs names it."""
    name = hashlib.sha1(repr((role, link)).encode(), usedforsecurity=False).hexdigest()[:20]
    (into / name).write_bytes(content)
    return {"role": role, "address": link.address, "fragment": link.fragment, "file": name}


def seeds() -> list[str]:
    """Where each role begins; the rest is found by following links."""
    regions = model("Programme").objects.order_by("region__slug").values_list("region__slug", flat=True).distinct()
    return SEEDS + [f"/regios/{slug}/{page}" for slug in regions for page in PAGES + FILES]


def crawl(task: tuple[str, list[Link], argparse.Namespace]) -> dict[str, Any]:
    """One role, in a process of its own."""
    role, only, given = task
    connections.close_all()
    return Crawl(role, given.into, most=given.most, variations=given.variations).run(only)


def fetch(given: argparse.Namespace) -> list[dict[str, Any]]:
    """Every role; with a list given, exactly those addresses."""
    listed: dict[str, list[Link]] = {role: [] for role in given.roles}
    if given.like:
        for each in json.loads(given.like.read_text())["outputs"]:
            listed.setdefault(each["role"], []).append(Link(each["address"], each["fragment"]))
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(AT_ONCE) as pool:
        return pool.map(crawl, [(role, listed[role], given) for role in given.roles], chunksize=1)


def report_outputs(into: Path, ended: dict[str, str]) -> list[dict[str, Any]]:
    """What went into each report, and how its job ended, as outputs of their own."""
    texts = {slug: Reports.markup.get(slug, "") + f"\n<!-- {how} -->\n" for slug, how in ended.items()}
    return [
        keep(into, "rapport", Link(slug), text.encode()) | {"status": 200, "type": "text/html", "headers": {}}
        for slug, text in texts.items()
    ]


def main() -> None:
    """Load, make the reports, fetch, and write the list of outputs last: without it nothing was fetched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--like", type=Path)
    parser.add_argument("--today", type=datetime.datetime.fromisoformat, required=True)
    parser.add_argument("--roles", nargs="+", required=True)
    parser.add_argument("--most", type=int, required=True)
    parser.add_argument("--variations", type=int, required=True)
    given = parser.parse_args()
    hold_still(given.today)
    Reports.listen()
    django.setup()
    load()
    ended = make_reports()
    found = fetch(given)
    outputs = report_outputs(given.into, ended) + [each for role in found for each in role["outputs"]]
    seen = {role["role"]: role["seen"] for role in found}
    (given.into / "outputs.json").write_text(json.dumps({"outputs": outputs, "seen": seen}, indent=1))


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    main()
