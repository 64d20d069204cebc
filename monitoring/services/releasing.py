"""Verbs on deliveries: releasing the exact counts of Veilig Thuis."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Programme
from monitoring import relations
from monitoring.disclosure import DisclosureError, Release, Sum, publish, rate
from monitoring.imports.fixtures import mark_current
from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.relations import Cell
from monitoring.rights import counted_by

PER = {Indicator.Unit.PERCENT.value: 100, Indicator.Unit.PER_THOUSAND.value: 1000}


class ReleaseError(Exception):
    """A delivery that cannot be released or withdrawn; the message is for the user."""


@transaction.atomic
def release(delivery: Delivery, *, interpretation: str, by: User, drafts_too: bool = False) -> list[Figure]:
    """Make the exact counts of a delivery public, with the words of Veilig Thuis on what they do and do not say.

    A topic that nobody described is never released by accident: only with `drafts_too`.

    What is published is decided once, by the disclosure rule, together with all that the source released before, and
    kept as rows. Raises ReleaseError; then nothing is released.
    """
    delivery = Delivery.objects.select_for_update().select_related("source").get(pk=delivery.pk)
    if not delivery.source.is_exact:
        raise ReleaseError(_("Deze aanlevering is al openbaar: alleen eigen cijfers van Veilig Thuis geeft u vrij."))
    if delivery.released_at or delivery.withdrawn_at:
        raise ReleaseError(_("Deze aanlevering is al vrijgegeven of ingetrokken."))
    if not interpretation.strip():
        raise ReleaseError(_("Schrijf erbij wat deze cijfers wel en niet zeggen."))
    if not drafts_too and Figure.objects.exact().filter(delivery=delivery, indicator__is_draft=True).exists():
        raise ReleaseError(_("Beschrijf eerst alle onderwerpen, of kies wat er met de andere gebeurt."))
    disclosed = would_publish(delivery)
    delivery.released_at, delivery.released_by = timezone.now(), by
    delivery.interpretation = interpretation.strip()
    delivery.save(update_fields=["released_at", "released_by", "interpretation"])
    made = Figure.objects.bulk_create(disclosed)
    mark_current()
    return made


def would_publish(delivery: Delivery) -> list[Figure]:
    """The public figures that a release would make of a delivery now, not saved. Raises ReleaseError."""
    exact = list(Figure.objects.exact().filter(delivery=delivery).select_related("indicator"))
    try:
        published = _publish(delivery, exact)
        return [_disclosed(figure, published) for figure in exact]
    except DisclosureError as error:
        raise ReleaseError(str(error)) from error


def decides_for(programme: Programme, user: User | AnonymousUser) -> bool:
    """Whether somebody may release or withdraw own figures of Veilig Thuis about this programme's region."""
    return bool(counted_by(user, programme))


def _publish(delivery: Delivery, exact: list[Figure]) -> Release:
    """What the rule makes of the counts, given all releases of the source before."""
    new = _counts(exact)
    earlier = _Earlier(delivery.source)
    counts = earlier.standing_at(timezone.now()) | new
    if relations.overlapping(counts):
        raise DisclosureError(
            _("Perioden in deze cijfers overlappen elkaar voor een deel. Lever hele maanden, of 'januari t/m'.")
        )
    ever = counts.keys() | {cell for found in earlier.exact.values() for cell in found}
    return publish(counts, _ties(delivery.source, ever), before=earlier.releases(), known=_known(counts))


def _ties(source: Source, cells: Iterable[Cell]) -> Iterator[Sum]:
    """How the counts of a source hang together: all its areas lie in its region, kinds are parts of their whole."""
    assert source.veilig_thuis is not None
    whole = source.veilig_thuis.code
    cells = set(cells)
    within = {cell.area: whole for cell in cells if cell.area != whole}
    parts = Indicator.objects.filter(pk__in={cell.indicator for cell in cells}, whole__isnull=False)
    kinds = {each.pk: (each.whole_id or 0, each.dimension) for each in parts}
    return relations.sums(cells, within=within, kinds=kinds)


def _known(cells: Iterable[Cell]) -> set[Cell]:
    """Cells that others (CBS) publish too: hiding those would protect nothing."""
    cells = set(cells)
    others = Figure.objects.public().filter(
        disclosed=False, indicator__in={cell.indicator for cell in cells}, area_code__in={cell.area for cell in cells}
    )
    found = set()
    for figure in others.exclude(value=None):
        try:
            found.add(_cell(figure))
        except DisclosureError:  # a period that no count here can have
            continue
    return found & cells


def _disclosed(figure: Figure, published: Release) -> Figure:
    """The public row beside an exact figure. Words beside the exact count may tell it, so they stay with that."""
    value = _public_value(figure, published) if figure.value is not None else None
    reason = figure.reason if figure.value is None else "" if value is not None else Figure.Reason.PROTECTED
    return Figure(
        indicator=figure.indicator,
        delivery_id=figure.delivery_id,
        area_code=figure.area_code,
        period=figure.period,
        value=value,
        reason=reason,
        status=figure.status,
        disclosed=True,
        is_current=False,
    )


def _public_value(figure: Figure, published: Release) -> Decimal | None:
    """A count as published, or a share of published counts; a share of what is not published here stays hidden."""
    indicator, cell = figure.indicator, _cell(figure)
    if indicator.unit == Indicator.Unit.COUNT:
        count = published.shown(cell)
        return None if count is None else Decimal(count)
    if indicator.numerator_id is None or indicator.denominator_id is None:
        return None
    part, whole = (cell._replace(indicator=each) for each in (indicator.numerator_id, indicator.denominator_id))
    if part not in published.counts or whole not in published.counts:
        return None
    return rate(published.shown(part), published.shown(whole), per=PER[indicator.unit])


def _counts(figures: Iterable[Figure]) -> dict[Cell, int]:
    """The counts among exact figures. Raises DisclosureError for half a report, or two counts for the same months."""
    found: dict[Cell, int] = {}
    for figure in figures:
        if figure.indicator.unit == Indicator.Unit.COUNT and figure.value is not None:
            cell, count = _cell(figure), int(figure.value)
            if count != figure.value:
                raise DisclosureError(_("Een aantal is een heel getal; %(value)s niet.") % {"value": figure.value})
            if found.setdefault(cell, count) != count:
                raise DisclosureError(_("Voor dezelfde maanden staan er twee aantallen in deze cijfers."))
    return found


def _cell(figure: Figure) -> Cell:
    try:
        return Cell(figure.indicator_id, figure.area_code, relations.span(figure.period))
    except ValueError as error:
        raise DisclosureError(_("Onbekende periode: %(period)s.") % {"period": figure.period}) from error


class _Earlier:
    """All that a source released: exact counts and what was published of them."""

    def __init__(self, source: Source) -> None:
        self.deliveries = list(source.deliveries.released())
        figures = Figure.objects.filter(delivery__in=self.deliveries).select_related("indicator")
        self.exact: dict[int, dict[Cell, int]] = {}
        self.hidden: dict[int, set[Cell]] = {}
        for delivery in self.deliveries:
            mine = [figure for figure in figures if figure.delivery_id == delivery.pk]
            self.exact[delivery.pk] = _counts(figure for figure in mine if not figure.disclosed)
            closed = [each for each in mine if each.disclosed and each.reason == Figure.Reason.PROTECTED]
            self.hidden[delivery.pk] = {_cell(each) for each in closed} & self.exact[delivery.pk].keys()

    def standing_at(self, moment: datetime) -> dict[Cell, int]:
        """The exact counts behind what was public at a moment."""
        found: dict[Cell, int] = {}
        for delivery in self._standing(moment):
            found |= self.exact[delivery.pk]
        return found

    def releases(self) -> list[Release]:
        """What was public after each release, the first one first."""
        found = []
        for each in self.deliveries:
            assert each.released_at is not None
            hidden: set[Cell] = set()
            counts: dict[Cell, int] = {}
            for delivery in self._standing(each.released_at):
                hidden = (hidden - self.exact[delivery.pk].keys()) | self.hidden[delivery.pk]
                counts |= self.exact[delivery.pk]
            found.append(Release(counts, (), frozenset(hidden)))
        return found

    def _standing(self, moment: datetime) -> list[Delivery]:
        return [
            each
            for each in self.deliveries
            if each.released_at is not None
            and each.released_at <= moment
            and (each.withdrawn_at is None or each.withdrawn_at > moment)
        ]
