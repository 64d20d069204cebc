"""Writes what was read: a delivery for each file, with the figures that are new or that changed.

A delivery erases nothing: a figure that it replaces stays with its own delivery, and is no longer current. Exact counts
of an organisation wait: they are not current before they are released. They are written whole, and compared only for
who may see them: nothing that others can see depends on what they are.
"""

import datetime
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress, count
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.imports.bulk import insert
from monitoring.imports.choices import Choices, key_of
from monitoring.imports.indicators import Indicators, Match
from monitoring.imports.odd import KINDS, kind_of
from monitoring.imports.sources import NEEDS_SOURCE, cbs_table, source_of
from monitoring.imports.topics import save_topics
from monitoring.models import Delivery, DeliveryQuerySet, Figure, FigureQuerySet, Indicator, Source
from monitoring.rules.titles import delivery_title
from reading.figures.keys import Keys
from reading.figures.model import FileReading, ReadFigure, Reading
from tables.model import Refused

BATCH = 2_000  # rows of the database that are read at once
UPDATES = 500  # figures in one query that takes them out of what is current
SAID = ("value", "reason", "status", "qualifier")  # what a figure says, in the order of `Comparison.meet`
NEW, UNCHANGED, CHANGED = 0, 1, 2
State = Literal["new", "unchanged", "changed"]
STATES: tuple[State, State, State] = ("new", "unchanged", "changed")
PROVISIONAL = frozenset({Figure.Status.PROVISIONAL.value, Figure.Status.REVISED.value})


@dataclass(slots=True)
class Counts:
    """What files bring that is not there yet."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)

    def as_dict(self) -> dict[str, int]:
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}


@dataclass(slots=True)
class Comparison:
    """Each figure of a file against the latest one about the same thing."""

    states: bytearray  # NEW, UNCHANGED or CHANGED for each figure, in their order
    finalised: set[int] = field(default_factory=set)  # places of changed figures that were provisional before
    replaced: "array[int]" = field(default_factory=lambda: array("q"))  # keys of current figures that changed

    @property
    def counts(self) -> Counts:
        return Counts(*(self.states.count(state) for state in (NEW, CHANGED, UNCHANGED)))

    def meet(
        self, index: int, figure: ReadFigure, value: Decimal | None, reason: str, status: str, qualifier: str
    ) -> None:
        """Hold a figure against what is known of the same thing; the last time it meets one is what counts."""
        same = _is_same(figure, value, reason, status, qualifier)
        self.states[index] = UNCHANGED if same else CHANGED
        if not same and status in PROVISIONAL and figure.status == Figure.Status.FINAL:
            self.finalised.add(index)
        else:
            self.finalised.discard(index)


@dataclass(slots=True)
class DeliveryPlan:
    """The figures of one source in one file; nothing is written before `store`."""

    file: FileReading
    source: Source | None
    figures: Sequence[ReadFigure]  # that are taken over
    choices: Choices = field(default_factory=Choices)
    compares: bool = True  # False for who may not see the exact counts of the source
    read: Sequence[ReadFigure] = ()  # all of them, also those that are left out
    delivery: Delivery | None = None  # that was written
    _matches: dict[int, Match] | None = None

    @property
    def own(self) -> bool:
        """Whether these are exact counts of an organisation, which wait for their release."""
        return self.source.is_exact if self.source else self.file.own

    def counts(self) -> Counts:
        """What storing this would do. Reads only."""
        return self.compared()[0].counts

    def matches(self) -> dict[int, Match]:
        """What each series is, by the identity of that series: there are a few, for many figures."""
        if self._matches is None:
            by_identity = {id(figure.series): figure.series for figure in self.read or self.figures}
            source = self.source
            assert source is not None
            matched = Indicators(source, own=self.own, choices=self.choices).match(dict.fromkeys(by_identity.values()))
            self._matches = {identity: matched[series] for identity, series in by_identity.items()}
        return self._matches

    def leave_out(self, *, today: datetime.date | None) -> None:
        """Leave out what somebody does not take over, and what is odd today and nobody confirmed."""
        self.read = self.figures
        if self.source is None:
            return
        skipped = {identity for identity, match in self.matches().items() if match.indicator is None}
        asked = frozenset(KINDS) - self.choices.odd if today else frozenset()
        if not skipped and not asked:
            return
        self.figures = [
            figure
            for figure in self.read
            if id(figure.series) not in skipped and not (today and kind_of(figure, today=today) in asked)
        ]

    def compared(self) -> tuple[Comparison, dict[int, Indicator]]:
        """Each figure against what is there, and the indicator of each series by its identity. Reads only."""
        if self.source is None:
            return Comparison(bytearray(len(self.figures))), {}
        indicators = self._indicators()
        if self.own and not self.compares:
            return Comparison(bytearray(len(self.figures))), indicators
        if self._delivered():
            return Comparison(bytearray([UNCHANGED]) * len(self.figures)), indicators
        exact_of = self.source if self.own else None
        return compare(self.figures, indicators, exact_of, document=self.source.document), indicators

    @transaction.atomic
    def store(self, *, today: datetime.date) -> Counts:
        """Write the delivery: exact counts whole, of others what is new or changed. Raises Refused.

        The same file of CBS again changes nothing; nor do the same exact counts, for who may know that.
        """
        if self.source is None:
            raise Refused(NEEDS_SOURCE.format(name=self.file.name))
        if self.source._state.adding:
            self.source.save()
        Source.objects.select_for_update().get(pk=self.source.pk)  # one at a time for a source
        self._matches = None
        if self._delivered():
            self.delivery = self._same().get()
            return Counts(unchanged=len(self.figures))
        indicators = self._indicators()
        words = {
            key_of(each): each.topic for each in {id(figure.series): figure.series for figure in self.read}.values()
        }
        save_topics(self.source, self.matches(), self.figures, self.choices, words)
        comparison = self.compared()[0]
        counts = comparison.counts
        if self.own:
            if not self.compares or counts.unchanged < len(self.figures):
                self.delivery = self._delivery(self.source, Counts(new=len(self.figures)), today)
                insert(self.figures, indicators, self.delivery)
            return counts
        self.delivery = self._delivery(self.source, counts, today)
        for start in range(0, len(comparison.replaced), UPDATES):
            pks = comparison.replaced[start : start + UPDATES]
            Figure.objects.filter(pk__in=pks.tolist()).update(is_current=False)
        differing = compress(self.figures, (state != UNCHANGED for state in comparison.states))
        insert(differing, indicators, self.delivery)
        return counts

    def _same(self) -> DeliveryQuerySet:
        """The delivery of CBS with this content. Of exact counts no mark of their content is kept."""
        return Delivery.objects.standing().filter(source=self.source, sha256=self.file.sha256)

    def _delivered(self) -> bool:
        """Whether this content came from this source before."""
        if self.source is None or self.own or self.source._state.adding:
            return False
        return self._same().exists()

    def _indicators(self) -> dict[int, Indicator]:
        """The indicator of each series that is taken over."""
        return {identity: match.indicator for identity, match in self.matches().items() if match.indicator}

    def _delivery(self, source: Source, counts: Counts, today: datetime.date) -> Delivery:
        told = {figure.period for figure in self.figures}
        return Delivery.objects.create(
            source=source,
            title=next_title(source, told),
            received_on=today,
            file_name=self.file.name[:250],
            sha256="" if self.own else self.file.sha256,
            **counts.as_dict(),
        )


def next_title(source: Source, told: Collection[str]) -> str:
    """The public title of the next delivery of a source about these periods."""
    table = cbs_table(source)
    publisher = _("CBS-tabel %(table)s") % {"table": table} if table else source.publisher or source.title
    taken = set(source.deliveries.values_list("title", flat=True))
    titles = (delivery_title(publisher, told, number=number) for number in count(1))
    return next(title for title in titles if title not in taken)


def plan_deliveries(
    reading: Reading,
    *,
    source: Source | None = None,
    choices: Choices | None = None,
    today: datetime.date | None = None,
) -> list[DeliveryPlan]:
    """A delivery for each file and each table of CBS in it. Raises Refused when the source is of another table.

    `today`: leave out what is odd on that day and not confirmed; without it nothing is.
    """
    chosen = choices or Choices()
    plans = []
    sources: dict[str, Source] = {}  # new ones are made once
    for file in reading.files:
        tables: dict[str | None, list[ReadFigure]] = {}
        kinds = {figure.series.table for figure in file.figures}
        if len(kinds) == 1:
            tables = {kinds.pop(): file.figures}
        else:
            for figure in file.figures:
                tables.setdefault(figure.series.table, []).append(figure)
        for table, figures in tables.items():
            found = source_of(file, table, source)
            plans.append(DeliveryPlan(file, found and sources.setdefault(found.key, found), figures, chosen))
    for plan in plans:
        plan.leave_out(today=today)
    return plans


@transaction.atomic
def store_all(plans: Sequence[DeliveryPlan], *, today: datetime.date) -> Counts:
    """Write all deliveries, or none. Raises Refused."""
    for plan in plans:
        if plan.source is None:
            raise Refused(NEEDS_SOURCE.format(name=plan.file.name))
    return sum((plan.store(today=today) for plan in plans if plan.figures), Counts())


def compare(
    figures: Sequence[ReadFigure],
    indicators: dict[int, Indicator],
    exact_of: Source | None = None,
    *,
    document: str = "",
) -> Comparison:
    """Each figure against the latest one about the same thing, whichever delivery that came with.

    Public figures with public ones only, and what is printed in a document with that document only. `exact_of`: exact
    counts with those of this source, for who may see them.
    """
    result = Comparison(bytearray(len(figures)))
    stored = _stored(indicators, exact_of).filter(document=document)
    if not stored.exists():
        return result
    numbers = {identity: indicator.pk or 0 for identity, indicator in indicators.items()}
    keys = Keys()
    wanted = {
        keys.key(numbers[id(figure.series)], figure.area, figure.period): index for index, figure in enumerate(figures)
    }
    current = array("q", bytes(8 * len(figures)))
    rows = stored.values_list("indicator_id", "area_code", "period", "pk", "is_current", *SAID)
    for indicator, area, period, pk, is_current, *said in rows.iterator(chunk_size=BATCH):
        key = keys.known(indicator, area, period)
        index = None if key is None else wanted.get(key)
        if index is None:
            continue
        result.meet(index, figures[index], *said)
        if is_current:
            current[index] = pk
    changed = (state == CHANGED for state in result.states)
    result.replaced = array("q", filter(None, compress(current, changed)))
    return result


def _stored(indicators: dict[int, Indicator], exact_of: Source | None) -> FigureQuerySet:
    """What there is about these indicators, the earliest delivery first: public, or the exact counts of a source."""
    known = {indicator.pk for indicator in indicators.values() if not indicator._state.adding}
    found = Figure.objects.filter(indicator__in=known, delivery__withdrawn_at=None).order_by("delivery_id")
    if exact_of:
        return found.exact().filter(delivery__source=exact_of.pk or 0)
    return found.public().filter(disclosed=False)


def _is_same(figure: ReadFigure, value: Decimal | None, reason: str, status: str, qualifier: str) -> bool:
    """Whether a figure says what is known already. A file that does not say whether it is final adds nothing."""
    if figure.reason != reason or figure.qualifier != qualifier:
        return False
    if figure.status != status and figure.status != Figure.Status.UNKNOWN:
        return False
    return value is None if figure.value is None else value is not None and Decimal(figure.value) == value
