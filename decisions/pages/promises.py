"""The term list of a council or of a region: its filters, its views with how much is in each, and one page of rows."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page
from django.db.models import Count, Q, Window
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import standing
from accounts.asked import not_understood, numbered
from actions import seen
from actions.models.base import Viewer
from decisions.models import Promise
from decisions.models.promises import PromiseQuerySet
from decisions.rules.promises import OVERDUE, Standing, Tally, due_in_words, of_promise, owed_in_words
from decisions.rules.ties import NAMES, Tied, ties_of

PER_PAGE = 25
LOOKED_AT = 60  # rows from which other pages take what is first and what comes
PAGE = "pagina"
CLOSED = "closed"
ABOUT_ONE = re.compile(rf"({'|'.join(Promise.TIES)})-([\w-]+)")


@dataclass(frozen=True)
class PromiseRow:
    """One question or promise as lists show it."""

    promise: Promise
    standing: Standing
    tied: Tied | None = None

    @property
    def owed(self) -> str:
        """Who owes the answer."""
        return owed_in_words(self.promise)

    @property
    def due(self) -> str:
        """Until when an answer is in time."""
        return due_in_words(self.promise)


def rows_of(promises: Sequence[Promise], user: Viewer, today: datetime.date) -> list[PromiseRow]:
    """These with where they stand and what they are about; at most five queries."""
    ties = ties_of(promises, user)
    return [PromiseRow(each, of_promise(each, today), ties.get(each.pk)) for each in promises]


def tally_of(promises: PromiseQuerySet, today: datetime.date) -> Tally:
    """How many stand where; one query."""
    late = Q(state=Promise.State.OPEN, due_on__lt=today)  # the rule of `overdue`, for counting beside the others
    found = promises.order_by().aggregate(
        open=Count("pk", filter=Q(state=Promise.State.OPEN)),
        overdue=Count("pk", filter=late),
        answered=Count("pk", filter=Q(state=Promise.State.ANSWERED)),
        closed=Count("pk", filter=Q(state__in=Promise.CLOSED)),
    )
    return Tally(**found)


class AboutField(forms.ChoiceField):
    """What it is about: a kind of thing, or one thing (`action-12`)."""

    def valid_value(self, value: Any) -> bool:
        """A kind, or a kind with an id."""
        return bool(super().valid_value(value) or ABOUT_ONE.fullmatch(str(value)))


class PromiseFilter(forms.Form):
    """What a reader asks of a term list, read from the address."""

    status = forms.ChoiceField(
        label=_("Stand"), required=False,
        choices=[
            ("", _("Alles")), (OVERDUE, _("Te laat")), *Promise.State.choices, (CLOSED, _("Afgedaan of vervallen")),
        ],
    )  # fmt: skip
    soort = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Alles")), *Promise.Kind.choices])
    bij = AboutField(label=_("Gaat over"), required=False, choices=[("", _("Alles")), *NAMES.items()])
    gemeente = forms.ChoiceField(label=_("Raad van"), required=False)

    def __init__(self, request: HttpRequest, *, councils: Sequence[tuple[str, str]]) -> None:
        super().__init__(request.GET, auto_id="filter-%s")
        councils_field: Any = self.fields["gemeente"]
        councils_field.choices = [("", _("Alle raden")), *councils]
        if not councils:
            del self.fields["gemeente"]
        self.is_valid()
        for name in self.errors:
            not_understood(request, name)

    @property
    def values(self) -> dict[str, str]:
        """The filters that are in use and were understood."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_about_one(self) -> bool:
        """Whether it asks for what is tied to one thing."""
        return bool(ABOUT_ONE.fullmatch(self.values.get("bij", "")))

    def of(self, promises: PromiseQuerySet, user: Viewer, today: datetime.date) -> PromiseQuerySet:
        """Those that answer to it."""
        asked = self.values
        if council := asked.get("gemeente"):
            promises = promises.filter(municipality__slug=council)
        if kind := asked.get("soort"):
            promises = promises.filter(kind=kind)
        if about := asked.get("bij"):
            one = ABOUT_ONE.fullmatch(about)
            promises = promises.about(one[1] if one else about, user)
            if one:
                is_number = one[2].isdecimal() and len(one[2]) < 18
                ids = Q(**{Promise.TIES[one[1]]: one[2]}) if is_number or one[1] == "indicator" else Q(pk__in=[])
                promises = promises.filter(ids)
        return _standing(promises, asked.get("status", ""), today)


def _standing(promises: PromiseQuerySet, state: str, today: datetime.date) -> PromiseQuerySet:
    if state == OVERDUE:
        return promises.overdue(on=today)
    if state == CLOSED:
        return promises.filter(state__in=Promise.CLOSED)
    return promises.filter(state=state) if state else promises


@dataclass(frozen=True)
class View:
    """A view of the list that has a link of its own."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class TermList:
    """A page of the list with its filters and views."""

    form: PromiseFilter
    tally: Tally
    views: list[View]
    rows: list[PromiseRow]
    page: Page[Promise]
    query: str  # of this list, up to the number of a page
    shows_council: bool

    @property
    def is_filtered(self) -> bool:
        """Whether not everything is shown."""
        return bool(self.form.values)


def term_list(request: HttpRequest, promises: PromiseQuerySet, *, several_councils: bool, query: str = "") -> TermList:
    """The term list of these questions and promises, as far as the reader may see them; at most nine queries.

    `query`: what the address keeps, such as `?programma=`.
    """
    today = standing.today()
    seen = promises.visible_to(request.user)
    councils = list(_councils(seen)) if several_councils else []
    form = PromiseFilter(request, councils=councils)
    tally = tally_of(seen, today)
    kept = query.removeprefix("?")
    found = form.of(seen, request.user, today).in_order()
    rows = found.select_related("municipality", "programme__region", "programme__successor", "line")
    page = numbered(rows, PER_PAGE, request.GET.get(PAGE, "1"))
    asked = "&".join(part for part in (kept, urlencode(form.values)) if part)
    return TermList(
        form=form,
        tally=tally,
        views=_views(form, tally, kept),
        rows=rows_of(list(page), request.user, today),
        page=page,
        query=f"?{asked}&{PAGE}=" if asked else f"?{PAGE}=",
        shows_council=several_councils,
    )


def _councils(promises: PromiseQuerySet) -> Sequence[tuple[str, str]]:
    names = promises.order_by("municipality__name").values_list("municipality__slug", "municipality__name")
    return list(names.distinct())


def _views(form: PromiseFilter, tally: Tally, kept: str) -> list[View]:
    """Everything, what is late, open, waits for the griffier, or is closed."""
    told = [
        ("", _("Alles"), tally.total),
        (OVERDUE, _("Te laat"), tally.overdue),
        (Promise.State.OPEN.value, _("Open"), tally.open),
        (Promise.State.ANSWERED.value, _("Beantwoord"), tally.answered),
        (CLOSED, _("Afgedaan of vervallen"), tally.closed),
    ]
    current = form.values.get("status", "") if len(form.values) < 2 else None
    return [
        View(
            str(label),
            count,
            "?" + "&".join(part for part in (kept, urlencode({"status": state}) if state else "") if part),
            state == current and not (set(form.values) - {"status"}),
        )
        for state, label, count in told
    ]


@dataclass(frozen=True)
class Summary:
    """What other pages tell of a term list: how many stand where, and the first that nobody answered."""

    tally: Tally
    first: list[PromiseRow]
    coming: list[Promise]  # what nobody answered and is due today or later, the first first; not noted as shown yet


def summary_of(promises: PromiseQuerySet, user: Viewer, *, most: int) -> Summary:
    """How many stand where, and the first that nobody answered, what is late before the others; one query."""
    today = standing.today()
    states = Promise.State
    wanted = {
        "n_open": Q(state=states.OPEN),
        "n_overdue": Q(state=states.OPEN, due_on__lt=today),
        "n_answered": Q(state=states.ANSWERED),
        "n_closed": Q(state__in=Promise.CLOSED),
    }
    counts: dict[str, Any] = {name: Window(Count("pk", filter=condition)) for name, condition in wanted.items()}
    found = promises.visible_to(user).annotate(**counts).in_order().select_related("municipality")
    with seen.not_yet():  # most are only looked at
        rows: list[Any] = list(found[:LOOKED_AT])
    tally = Tally(*(getattr(rows[0], name) for name in wanted)) if rows else Tally()
    waiting = [one for one in rows if one.state == states.OPEN]
    first = [PromiseRow(one, of_promise(one, today)) for one in waiting[:most]]
    for row in first:
        row.promise.note_when_hidden()
    return Summary(tally, first, [one for one in waiting if one.due_on and one.due_on >= today])
