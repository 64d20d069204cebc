"""The year of a programme as a calendar file (RFC 5545): what people subscribe to in their own calendar.

Each thing keeps its UID, so a calendar changes what it has instead of adding it again. All are whole days that keep
nobody busy. What has a quarter or a month stands on the last day of it (what begins: on the first), and says so.
"""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from actions.models import Programme
from reading.vocabulary import Precision
from regiovisie.pages.milestones import STARTS
from regiovisie.pages.year import Entry

PRODUCT = "-//Regiovisieportaal//Jaarkalender//NL"
READ_AGAIN = datetime.timedelta(days=1)


def calendar_file(programme: Programme, entries: Iterable[Entry], *, today: datetime.date) -> bytes:
    """The file of these entries; the same on a day as long as nothing changes. What has no date at all is left out."""
    name = _("%(region)s: %(title)s") % {"region": programme.region.name, "title": programme.short_title}
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", name)  # RFC 7986
    calendar.add("x-wr-calname", name)  # what calendars read that are older
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    made_at = datetime.datetime.combine(today, datetime.time(), tzinfo=datetime.UTC)
    for entry in entries:
        if entry.precision != Precision.YEAR:
            calendar.add_component(_event(entry, made_at))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, made_at: datetime.datetime) -> Event:
    first, last = _days(entry)
    is_exact = entry.precision == Precision.DAY
    about = [] if is_exact else [_("De dag staat niet vast: %s.") % entry.when]
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.PORTAL_URL).hostname or 'regiovisie'}")
    event.add("dtstamp", made_at)
    event.add("dtstart", first)
    event.add("dtend", last + datetime.timedelta(days=1))  # the first day that it is over
    event.add(
        "summary", f"{entry.kind}: {entry.title}" if is_exact else f"{entry.when}, {entry.kind.lower()}: {entry.title}"
    )
    event.add("transp", "TRANSPARENT")
    if about := [*about, *filter(None, [entry.text, entry.source])]:
        event.add("description", "\n\n".join(about))
    if address := f"{settings.PORTAL_URL}{entry.address}" if entry.address else entry.link:
        event.add("url", address)
    return event


def _days(entry: Entry) -> tuple[datetime.date, datetime.date]:
    if entry.precision == Precision.DAY:
        return entry.first, entry.last
    day = entry.first if entry.kind == STARTS else entry.last
    return day, day
