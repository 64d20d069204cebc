"""Questions and promises of councils in a report: what everybody may read, told as on the day of the report."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from actions.models import Programme
from decisions.models import Promise
from decisions.pages.promises import rows_of
from decisions.rules.promises import Tally
from reading import formats


@dataclass(frozen=True)
class PromiseItem:
    """One question, motion or promise."""

    council: str
    kind: str
    text: str
    on: str
    owed: str
    standing: str
    about: str
    answer: str


@dataclass(frozen=True)
class Promises:
    """All of a programme, what is late and open first."""

    sentence: str
    items: list[PromiseItem]


def read_promises(programme: Programme, *, reader: AnonymousUser, on: datetime.date) -> Promises:
    """The questions and promises of a programme that a reader may see; at most six queries."""
    found = Promise.objects.visible_to(reader).filter(programme=programme).in_order()
    rows = rows_of(list(found.select_related("municipality", "programme__region", "line")), reader, on)
    items = [
        PromiseItem(
            council=row.promise.municipality.name,
            kind=f"{row.promise.get_kind_display()} {row.promise.number}".strip(),
            text=row.promise.text,
            on=formats.day(row.promise.on),
            owed=row.owed,
            standing=row.standing.sentence,
            about=row.tied.label if row.tied else "",
            answer=row.promise.answer,
        )
        for row in rows
    ]
    each = [row.promise for row in rows]
    tally = Tally(
        open=sum(one.state == Promise.State.OPEN for one in each),
        overdue=sum(one.is_overdue(on) for one in each),
        answered=sum(one.state == Promise.State.ANSWERED for one in each),
        closed=sum(one.is_closed for one in each),
    )
    return Promises(tally.sentence, items)
