"""The year of a programme: what falls in which month, quarter or year, of all that the portal knows.

Budgets and days that hold everywhere, moments that the leader keeps, phases and actions, decisions, promises and
evaluations. As the reader may see them; as many queries for one thing as for a thousand.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from babel.dates import format_date
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Action, Document, Moment, Programme
from actions.models.base import Viewer
from actions.rules.moments import Span, fixed_in, spans, views_until
from decisions.models import Adoption, Commitment, Promise
from decisions.rules.wording import foreseen
from reading import formats, quarters
from reading.vocabulary import Precision
from regiovisie.pages import milestones
from regiovisie.pages.milestones import ENDS, STARTS, Milestone

FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(frozen=True)
class Entry:
    """Something in the year. `first` and `last` are days, as precise as `precision`; `when` is what people read."""

    key: str  # the same each time that it is told, and of nothing else
    first: datetime.date
    last: datetime.date
    precision: Precision
    when: str
    kind: str
    title: str
    text: str = ""
    address: str = ""
    source: str = ""  # where that is said, and the link to it
    link: str = ""
    mark: str = ""  # `concept`, `intern`: not for everybody
    is_fixed: bool = False  # holds for every region

    @property
    def order(self) -> tuple[datetime.date, bool, str, str]:
        """By day; what the region does before what holds everywhere."""
        return (self.first, self.is_fixed, self.kind, self.title)


def entries(programme: Programme, user: Viewer, years: range) -> list[Entry]:
    """All that falls in these years, the first first; seven queries."""
    found = [
        *_fixed(years),
        *_moments(programme, user, years),
        *_actions(programme, user, years),
        *_phases(programme, years),
        *_decisions(programme, user, years),
        *_commitments(programme, user, years),
        *_promises(programme, user, years),
        *_own(programme, years),
    ]
    return sorted(found, key=lambda entry: entry.order)


# --- What holds everywhere, and what the leader keeps ---


def _fixed(years: range) -> Iterator[Entry]:
    for fixed, span in fixed_in(years):
        entry = _spanned(f"vast-{fixed.key}-{span.year}", span, fixed.kind, str(fixed.title))
        yield replace(entry, text=str(fixed.text), source=str(fixed.source), link=fixed.link, is_fixed=True)


def _moments(programme: Programme, user: Viewer, years: range) -> Iterator[Entry]:
    # One year more: the twelve weeks before a budget may begin in the year before it.
    reach = range(years.start, years.stop + 1)
    for moment in programme.moments.visible_to(user):
        for span in spans(moment, reach, last_year=programme.last_year):
            key, mark = f"moment-{moment.pk}-{span.year}", _("intern") if moment.internal else ""
            if span.touches(years):
                entry = _spanned(key, span, moment.kind, moment.title)
                yield replace(entry, text=moment.text, mark=mark)
            views = views_until(moment, span)
            if views and views.touches(years):
                entry = _spanned(f"{key}-zienswijzen", views, moment.kind, _("Zienswijzen van de raden, twaalf weken"))
                then = f"{moment.title}, {days_in_words(span.first, span.last)}"
                yield replace(entry, text=_("Daarna: %s.") % then, mark=mark)


def _spanned(key: str, span: Span, kind: str, title: str) -> Entry:
    """Something on days that are known."""
    label = str(Moment.Kind(kind).label)
    return Entry(key, span.first, span.last, Precision.DAY, days_in_words(span.first, span.last), label, title)


def days_in_words(first: datetime.date, last: datetime.date) -> str:
    """Days in a list of a year: `maandag 14 november`, `19 tot en met 25 november`; a year only where two differ."""
    if first == last:
        return format_date(first, "EEEE d MMMM", locale=formats.LOCALE)
    if first.year != last.year:
        return f"{formats.day(first)} tot en met {formats.day(last)}"
    start = format_date(first, "d" if first.month == last.month else "d MMMM", locale=formats.LOCALE)
    return f"{start} tot en met {format_date(last, 'd MMMM', locale=formats.LOCALE)}"


# --- What the plan foresees ---


def _actions(programme: Programme, user: Viewer, years: range) -> Iterator[Entry]:
    """When actions start and end, and when what comes back each year does; concepts for who may see them."""
    first, last = _quarters(years)
    seen = Action.objects.visible_to(user).filter(programme=programme)
    for action in milestones.planned_in(seen, first, last).order_by("position", "pk"):
        for due, kind in ((action.starts_in, STARTS), (action.ends_in, ENDS)):
            if due and first <= due <= last:
                yield _of(milestones.starts_or_ends(action, due, kind), years)
        if action.recurrence == Action.Recurrence.YEARLY:
            yield from _yearly(action, years)


def _yearly(action: Action, years: range) -> Iterator[Entry]:
    for year in years:
        begun = not action.starts_in or action.starts_in < f"{year}Q1"
        if begun and (not action.ends_in or action.ends_in > f"{year}Q4"):
            found = milestones.again(action, datetime.date(year, 1, 1))
            yield _of(replace(found, key=f"{found.key}-{year}"), range(year, year + 1))


def _phases(programme: Programme, years: range) -> Iterator[Entry]:
    for milestone in milestones.of_phases(programme.phases.all(), *_quarters(years)):
        yield _of(milestone, years)


def _quarters(years: range) -> tuple[str, str]:
    return f"{years.start}Q1", f"{years.stop - 1}Q4"


def _of(milestone: Milestone, years: range) -> Entry:
    """What the plan foresees, in the year; without a date it is of the whole year."""
    first, last, precision = _days(milestone, years.start)
    when = days_in_words(first, last) if precision == Precision.DAY else milestone.when
    return Entry(
        milestone.key, first, last, precision, when, milestone.kind, milestone.text, address=milestone.address,
        mark=milestone.mark,
    )  # fmt: skip


def _days(milestone: Milestone, year: int) -> tuple[datetime.date, datetime.date, Precision]:
    if not milestone.is_dated:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR
    if len(milestone.day) == len("2027-03-05"):
        day = datetime.date.fromisoformat(milestone.day)
        return day, day, Precision.DAY
    last = quarters.last_day(milestone.quarter)
    if milestone.day:
        first = datetime.date.fromisoformat(f"{milestone.day}-01")
        following = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        return first, following - datetime.timedelta(days=1), Precision.MONTH
    return datetime.date(last.year, last.month - 2, 1), last, Precision.QUARTER


def _own(programme: Programme, years: range) -> Iterator[Entry]:
    """The evaluations that the programme says it has, in the last year of each period; and its own last day."""
    every, until = programme.evaluation_every_years, programme.last_year or LAST_YEAR
    for year in years:
        passed = year - programme.first_year + 1
        if every and passed > 0 and passed % every == 0 and year <= until:
            yield _of(
                replace(milestones.evaluation(programme), key=f"evaluatie-{programme.pk}-{year}"), range(year, year + 1)
            )
        if year == programme.last_year:
            day = datetime.date(year, 12, 31)
            title = _("De looptijd van het programma")
            yield Entry(f"programma-{programme.pk}", day, day, Precision.DAY, days_in_words(day, day), ENDS, title)


# --- What bodies decide, and what councils were promised ---


def _decisions(programme: Programme, user: Viewer, years: range) -> Iterator[Entry]:
    """Steps that are planned, counted per document, body and step."""
    rows = list(
        Adoption.objects.seen_by(user)
        .filter(
            Q(planned_for__range=_quarters(years)) | Q(planned_on__year__range=(years.start, years.stop - 1)),
            Q(seen_state=Adoption.State.PLANNED),
            document__in=Document.objects.visible_to(user).filter(programme=programme),
        )
        .order_by()
        .values_list("planned_on", "planned_for", "document_id", "body", "kind")
        .annotate(number=Count("pk"))
    )
    address = reverse("decisions:decisions", args=[programme.region.slug]) + programme.query
    documents = Document.objects.in_bulk({row[2] for row in rows})  # read as rows, so that the page is stamped
    for day, quarter, document, body, kind, number in rows:
        when = day.isoformat() if day else str(quarter)
        label, text = str(Adoption.Kind(kind).label), foreseen(body, number, documents[document].title)
        yield _on(f"stap-{document}-{body}-{kind}-{when}", day, quarter, label, text, address)


def _commitments(programme: Programme, user: Viewer, years: range) -> Iterator[Entry]:
    """Declarations and agreements that are planned, and those that end."""
    planned = Q(state=Commitment.State.PLANNED, planned_for__range=_quarters(years))
    ends = Q(valid_until__year__range=(years.start, years.stop - 1))
    address = reverse("decisions:decisions", args=[programme.region.slug]) + programme.query
    for one in Commitment.objects.visible_to(user).filter(planned | ends, programme=programme):
        if one.state == Commitment.State.PLANNED and one.planned_for and int(one.planned_for[:4]) in years:
            yield _on(f"afspraak-{one.pk}", None, one.planned_for, _("Gepland"), one.title, address)
        if one.valid_until and one.valid_until.year in years:
            yield _on(f"afspraak-{one.pk}-eindigt", one.valid_until, None, ENDS, one.title, address)


def _on(key: str, day: datetime.date | None, quarter: str | None, kind: str, title: str, address: str) -> Entry:
    of_day = quarters.of(day) if day else quarter or ""
    when = quarters.label(of_day)
    made = Milestone(of_day, when, kind, title, address, day.isoformat() if day else "", key=key)
    return _of(made, range(int(of_day[:4]), int(of_day[:4]) + 1))


def _promises(programme: Programme, user: Viewer, years: range) -> Iterator[Entry]:
    """The terms of what councils asked and were promised, as far as nobody answered."""
    open_ones = Promise.objects.visible_to(user).open().filter(programme=programme)
    due = open_ones.filter(due_on__year__range=(years.start, years.stop - 1)).select_related("municipality")
    for milestone in milestones.of_terms(list(due), _quarters(years)[1]):
        yield _of(milestone, years)


# --- The page ---

MOST = 8  # of one quarter without a day: the rest is in the plan


@dataclass(frozen=True)
class Month:
    """A month with what falls in it."""

    first: datetime.date
    entries: list[Entry]
    is_now: bool

    @property
    def name(self) -> str:
        """`maart`."""
        return format_date(self.first, "MMMM", locale=formats.LOCALE)


@dataclass(frozen=True)
class Quarter:
    """Three months, and what falls in them on a day that the plan does not name."""

    name: str
    months: list[Month]
    entries: list[Entry]

    @property
    def shown(self) -> list[Entry]:
        """What the page names."""
        return self.entries[:MOST]

    @property
    def more(self) -> int:
        """How many the page does not name."""
        return len(self.entries) - len(self.shown)


@dataclass(frozen=True)
class Year:
    """The calendar of a year."""

    year: int
    quarters: list[Quarter]
    undated: list[Entry]
    has_own: bool  # anything besides what holds for every region

    @property
    def before(self) -> int | None:
        """The year before, as far as there is a page of it."""
        return self.year - 1 if self.year > FIRST_YEAR else None

    @property
    def after(self) -> int | None:
        """The next year, likewise."""
        return self.year + 1 if self.year < LAST_YEAR else None


def year_of(found: Iterable[Entry], year: int, today: datetime.date) -> Year:
    """Entries of a year put in their months and quarters; what began earlier is in its first month."""
    all_of_it = list(found)
    in_months: dict[int, list[Entry]] = {month: [] for month in range(1, 13)}
    in_quarters: dict[int, list[Entry]] = {number: [] for number in range(1, 5)}
    for entry in all_of_it:
        month = entry.first.month if entry.first.year == year else 1
        if entry.precision in (Precision.DAY, Precision.MONTH):
            in_months[month].append(entry)
        elif entry.precision == Precision.QUARTER:
            in_quarters[(month - 1) // 3 + 1].append(entry)
    months = [
        Month(datetime.date(year, number, 1), found_there, (today.year, today.month) == (year, number))
        for number, found_there in in_months.items()
    ]
    return Year(
        year,
        [
            Quarter(quarters.label(f"{year}Q{number}"), months[number * 3 - 3 : number * 3], found_there)
            for number, found_there in in_quarters.items()
        ],
        undated=[entry for entry in all_of_it if entry.precision == Precision.YEAR],
        has_own=any(not entry.is_fixed for entry in all_of_it),
    )
