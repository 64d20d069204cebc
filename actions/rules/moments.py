"""On which days a moment of a programme falls in a year, and what holds for every region, with where that is said."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from actions.models.moments import Moment

WEEKS_FOR_VIEWS = 12  # Wet gemeenschappelijke regelingen, artikel 35, eerste lid


@dataclass(frozen=True)
class Span:
    """One time that something happens: its first and its last day, and the year that it is of."""

    year: int
    first: datetime.date
    last: datetime.date

    def touches(self, years: range) -> bool:
        """Whether any of its days is in these years."""
        return self.first.year < years.stop and self.last.year >= years.start


def spans(moment: Moment, years: range, *, last_year: int | None) -> Iterator[Span]:
    """Each time that a moment falls in these years; what comes back does so up to the last year of the programme."""
    length = moment.last_day - moment.starts_on
    for year in range(years.start - 1, years.stop + 1):  # the first week of a year may begin in December
        comes_back = year > moment.starts_on.year and moment.repeats != Moment.Repeats.ONCE
        if year != moment.starts_on.year and not (comes_back and year <= (last_year or year)):
            continue
        first = _in_year(moment, year)
        span = Span(year, first, first + length)
        if span.touches(years):
            yield span


def _in_year(moment: Moment, year: int) -> datetime.date:
    first = moment.starts_on
    if year == first.year:
        return first
    if moment.repeats == Moment.Repeats.WEEK:
        iso_year, week, weekday = first.isocalendar()
        return _of_week(iso_year + year - first.year, week, weekday)
    return _of_date(year, first.month, first.day)


def _of_week(year: int, week: int, weekday: int) -> datetime.date:
    """A day of a week; in a year without a week 53 that of its last week."""
    try:
        return datetime.date.fromisocalendar(year, week, weekday)
    except ValueError:
        return datetime.date.fromisocalendar(year, week - 1, weekday)


def _of_date(year: int, month: int, day: int) -> datetime.date:
    """A day of a year; 29 February is the 28th in most years."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return datetime.date(year, month, day - 1)


def views_until(moment: Moment, span: Span) -> Span | None:
    """The twelve weeks in which councils can give their view on the budget of the region, before its board gets it."""
    if moment.kind != Moment.Kind.REGIONAL_BUDGET:
        return None
    day = datetime.timedelta(days=1)
    return Span(span.year, span.first - WEEKS_FOR_VIEWS * 7 * day, span.first - day)


@dataclass(frozen=True)
class Fixed:
    """What comes back each year in every region, by law or because the country agreed so; `source` says where."""

    key: str  # in the calendar file: never another one for the same thing
    kind: Moment.Kind
    title: StrOrPromise
    source: StrOrPromise  # what the link is called
    link: str
    month: int
    day: int
    until: tuple[int, int] | None = None  # month and day
    text: StrOrPromise = ""
    whole_week: bool = False  # from Monday to Sunday, the week that this day is in

    def span(self, year: int) -> Span:
        """When it falls in a year."""
        day = datetime.date(year, self.month, self.day)
        if self.whole_week:
            monday = day - datetime.timedelta(days=day.weekday())
            return Span(year, monday, monday + datetime.timedelta(days=6))
        return Span(year, day, datetime.date(year, *self.until) if self.until else day)


_WGR = "https://wetten.overheid.nl/BWBR0003740"
_GEMEENTEWET = "https://wetten.overheid.nl/BWBR0005416"

# "Before the 30th" is told as the last day on which it is in time. A kadernota has no day by law: regions keep that.
FIXED = (
    Fixed(
        "wgr-34b", Moment.Kind.FRAMEWORK,
        _("Gemeenschappelijke regelingen: laatste dag voor kaders en voorlopige jaarrekening aan de raden"),
        _("Wet gemeenschappelijke regelingen, artikel 34b: vóór 30 april"), _WGR, 4, 29,
    ),
    Fixed(
        "werelddag-ouderen", Moment.Kind.CAMPAIGN, _("Werelddag tegen ouderenmishandeling"),
        _("Verenigde Naties, resolutie 66/127"), "https://undocs.org/A/RES/66/127", 6, 15,
    ),
    Fixed(
        "wmo-251", Moment.Kind.ACCOUNTS, _("Gemeenten: laatste dag voor het ervaringsonderzoek Wmo"),
        _("Wmo 2015, artikel 2.5.1: vóór 1 juli"), "https://wetten.overheid.nl/BWBR0035362", 6, 30,
    ),
    Fixed(
        "gemeentewet-200", Moment.Kind.ACCOUNTS, _("Gemeenten: laatste dag voor de jaarstukken aan de provincie"),
        _("Gemeentewet, artikel 200: vóór 15 juli"), _GEMEENTEWET, 7, 14,
    ),
    Fixed(
        "wgr-34-begroting", Moment.Kind.REGIONAL_BUDGET,
        _("Gemeenschappelijke regelingen: laatste dag voor de begroting aan de provincie"),
        _("Wet gemeenschappelijke regelingen, artikel 34: vóór 15 september"), _WGR, 9, 14,
        text=_("De raden krijgen het ontwerp twaalf weken voordat het algemeen bestuur het krijgt (artikel 35)."),
    ),
    Fixed(
        "gemeentewet-191", Moment.Kind.BUDGET, _("Gemeenten: laatste dag voor de begroting aan de provincie"),
        _("Gemeentewet, artikel 191: vóór 15 november"), _GEMEENTEWET, 11, 14,
    ),
    Fixed(
        "week-kindermishandeling", Moment.Kind.CAMPAIGN, _("Week tegen kindermishandeling (zoals in eerdere jaren)"),
        _("weektegenkindermishandeling.nl"), "https://www.weektegenkindermishandeling.nl/", 11, 20, whole_week=True,
        text=_("De week van 20 november, zoals in 2018, 2019, 2021 en 2023. De organisatie maakt de dagen bekend."),
    ),
    Fixed(
        "orange-the-world", Moment.Kind.CAMPAIGN,
        _("Orange the World: begint op de Internationale dag tegen geweld tegen vrouwen"),
        _("Verenigde Naties, resolutie 54/134"), "https://undocs.org/A/RES/54/134", 11, 25, until=(12, 10),
        text=_("De campagne duurt tot en met de Dag van de mensenrechten, 10 december."),
    ),
)  # fmt: skip


def fixed_in(years: range) -> Iterable[tuple[Fixed, Span]]:
    """What holds for every region, with when it falls in these years."""
    return [(fixed, fixed.span(year)) for year in years for fixed in FIXED]
