"""What the pages of deliveries show: the list with who may decide, and what a release would make public."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from accounts.models import User
from actions.models import Programme
from monitoring.areas import areas_of
from monitoring.imports.places import known_areas
from monitoring.models import Delivery, DeliveryQuerySet, Figure, Indicator
from monitoring.services import ReleaseError, would_publish

AT_ONCE = 25  # deliveries on a page


@dataclass(frozen=True)
class DeliveryRow:
    """A delivery with what the reader may do with it."""

    delivery: Delivery
    may_decide: bool
    held: int | None  # figures of a delivery that did not come as a file; of a file the delivery itself says it

    @property
    def may_count(self) -> bool:
        """Whether the reader may know how many figures there are, and the name of the file."""
        return self.may_decide or not self.delivery.source.is_exact

    @property
    def may_withdraw(self) -> bool:
        return self.may_decide and self.delivery.withdrawn_at is None

    @property
    def may_release(self) -> bool:
        return self.may_decide and self.delivery.state == Delivery.State.WAITING


def deliveries_of(programme: Programme) -> DeliveryQuerySet:
    """The deliveries about a region, newest first, with what their rights hang on."""
    found = Delivery.objects.concerning(programme, areas_of(programme))
    return found.select_related(
        "source__veilig_thuis", "source__organisation", "source__programme", "released_by", "withdrawn_by"
    )


def rows_of(programme: Programme, user: User, *, number: str) -> tuple[list[DeliveryRow], Page[Delivery]]:
    """One page of the deliveries, with how many figures each holds and who took it over."""
    page = Paginator(deliveries_of(programme).prefetch_related("imports__applied_by"), AT_ONCE).get_page(number)
    figures = Figure.objects.filter(delivery__in=[each for each in page if not each.file_name], disclosed=False)
    held = dict(figures.order_by().values_list("delivery").annotate(count=Count("pk")))
    rows = [
        DeliveryRow(
            each, user.has_perm("monitoring.release_delivery", each), None if each.file_name else held.get(each.pk, 0)
        )
        for each in page
    ]
    return rows, page


@dataclass(frozen=True)
class PublicFigure:
    """A figure as it would be public."""

    area: str
    figure: Figure

    @property
    def is_hidden(self) -> bool:
        """Whether the disclosure rule keeps it back."""
        return self.figure.reason == Figure.Reason.PROTECTED


@dataclass(frozen=True)
class ReleasePage:
    """What a release would make public, in the order of showing."""

    rows: list[PublicFigure]
    refused: str = ""  # why it cannot be released

    @property
    def hidden(self) -> int:
        """How many figures stay hidden."""
        return sum(row.is_hidden for row in self.rows)

    @property
    def shown(self) -> int:
        """How many figures become public."""
        return len(self.rows) - self.hidden

    @property
    def drafts(self) -> list[Indicator]:
        """The indicators that wait for a definition."""
        found = {row.figure.indicator for row in self.rows if row.figure.indicator.is_draft}
        return sorted(found, key=lambda indicator: indicator.title)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that would be published."""
        told = [_told(row.figure) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def release_page(delivery: Delivery) -> ReleasePage:
    """What releasing a delivery would publish now, or why it cannot be released."""
    try:
        return ReleasePage(_named(would_publish(delivery)))
    except ReleaseError as reason:
        return ReleasePage([], refused=str(reason))


def _named(figures: Iterable[Figure]) -> list[PublicFigure]:
    areas = known_areas().by_code
    named = [
        PublicFigure(areas[each.area_code].name if each.area_code in areas else each.area_code, each)
        for each in figures
    ]
    return sorted(named, key=lambda row: (row.figure.indicator.title, row.area, row.figure.period))


def _told(figure: Figure) -> tuple[str, ...]:
    value = "" if figure.value is None else f"{figure.value.normalize():f}"
    return str(figure.indicator_id), figure.area_code, figure.period, value, figure.reason, figure.status
