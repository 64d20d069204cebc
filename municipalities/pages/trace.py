"""The trace as administrators read it: filtered by the address, in pages, and as a file of the same rows."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.asked import not_understood, numbered
from accounts.models import TraceEntry
from municipalities.models import Region
from municipalities.rules.trace_words import sentence_of
from tables.sheets import Column, Sheet, Written

AT_ONCE = 50
COLUMNS = (
    Column("tijdstip", "short", 20, "In de tijd van Nederland."),
    Column("wat", width=26),
    Column("wie", width=26, note="De naam van toen. Leeg: het portaal zelf, of niet bekend."),
    Column("met wie of wat", width=36, note="Van wat vertrouwelijk of geheim is alleen soort en nummer."),
    Column("waar", width=26),
    Column("bijzonderheden", width=44),
    Column("zin", width=80),
)


@dataclass(frozen=True)
class Asked:
    """What the address asks of the trace."""

    kind: str = ""
    who: str = ""
    place: str = ""
    thing: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def values(self) -> dict[str, str]:
        """The parameters of the address, of what was asked only."""
        days = {"vanaf": self.since, "tot": self.until}
        asked = {"soort": self.kind, "wie": self.who, "plaats": self.place, "stuk": self.thing}
        return {name: value for name, value in asked.items() if value} | {
            name: day.isoformat() for name, day in days.items() if day
        }

    @property
    def query(self) -> str:
        """The same behind an address; empty when nothing was asked."""
        return f"?{urlencode(self.values)}" if self.values else ""

    @property
    def pages_query(self) -> str:
        """What stands before the number of a page."""
        return "?" + urlencode({**self.values, "pagina": ""})

    @property
    def in_words(self) -> str:
        """What was asked, for the trace itself: `soort: seen, wie: Anna`."""
        return ", ".join(f"{name}: {value}" for name, value in self.values.items())


@dataclass(frozen=True)
class Line:
    """An entry with its sentence."""

    entry: TraceEntry
    sentence: str


@dataclass(frozen=True)
class Trace:
    """What the page of the trace shows."""

    page: Page[TraceEntry]
    asked: Asked

    @property
    def lines(self) -> list[Line]:
        """The entries of this page."""
        return [Line(entry, sentence_of(entry)) for entry in self.page]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds to choose from."""
        return [(value, str(label)) for value, label in TraceEntry.Kind.choices]


def read_trace(request: HttpRequest, region: Region | None) -> Trace:
    """A page of the trace of a region, or of the whole portal: two queries, whatever there is."""
    asked = asked_of(request)
    page = numbered(entries(asked, region), AT_ONCE, request.GET.get("pagina", "1"))
    return Trace(page, asked)


def asked_of(request: HttpRequest) -> Asked:
    """What an address asks; what is not understood is said."""
    kind = request.GET.get("soort", "")
    if kind and kind not in TraceEntry.Kind.values:
        not_understood(request, "soort")
        kind = ""
    names = ("wie", "plaats", "stuk")
    who, place, thing = (request.GET.get(name, "").replace("\x00", "").strip()[:100] for name in names)
    return Asked(kind, who, place, thing, _day(request, "vanaf"), _day(request, "tot"))


def _day(request: HttpRequest, name: str) -> datetime.date | None:
    asked = request.GET.get(name, "")
    try:
        return datetime.date.fromisoformat(asked) if asked else None
    except ValueError:
        not_understood(request, name)
        return None


def entries(asked: Asked, region: Region | None) -> QuerySet[TraceEntry]:
    """The entries that answer to what was asked, the last first."""
    found = TraceEntry.objects.all() if region is None else TraceEntry.objects.filter(region_id=region.pk)
    wanted = Q()
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.who:
        person = Q(subject_type="accounts.user", subject_label__holds=asked.who)
        wanted &= Q(by_name__holds=asked.who) | person
    if asked.place:
        wanted &= Q(place_name__holds=asked.place)
    if asked.thing:  # `actie 12` is not `actie 125`
        ends = r"(\D|$)" if asked.thing[-1].isdigit() else ""
        wanted &= Q(subject_label__iregex=re.escape(asked.thing) + ends)
    if asked.since:
        wanted &= Q(at__gte=_midnight(asked.since))
    if asked.until:
        wanted &= Q(at__lt=_midnight(min(asked.until, datetime.date.max - datetime.timedelta(days=1)), days=1))
    rows: QuerySet[TraceEntry] = found.filter(wanted)
    return rows


def _midnight(day: datetime.date, *, days: int = 0) -> datetime.datetime:
    at = datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time.min)
    return timezone.make_aware(at)


def sheet_of(asked: Asked, region: Region | None) -> Sheet:
    """The same entries as rows of a file."""
    return Sheet("Spoor", COLUMNS, _rows(asked, region))


def _rows(asked: Asked, region: Region | None) -> Iterator[tuple[Written, ...]]:
    for entry in entries(asked, region).iterator(chunk_size=2000):
        at = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"
        label = entry.get_kind_display()
        yield at, label, entry.by_name, entry.subject_label, entry.place_name, entry.detail, sentence_of(entry)
