"""What the pages of deliveries show: the list with who may decide, and what a release would make public."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.asked import numbered
from accounts.models import User
from actions.models import Classification, Programme
from monitoring.imports.places import known_areas
from monitoring.models import Delivery, DeliveryQuerySet, Figure, Indicator, NarrowedNotice
from monitoring.rules.areas import areas_of
from monitoring.rules.rights import counted_by
from monitoring.services import ReleaseError, decides_for, reports_with, suspected, would_publish
from reading import periods

AT_ONCE = 25  # deliveries on a page


@dataclass(frozen=True)
class DeliveryRow:
    """A delivery with what the reader may do with it."""

    delivery: Delivery
    may_read: bool  # how it is called and how much it holds: of exact counts only Veilig Thuis itself
    may_withdraw: bool
    may_release: bool
    held: int | None  # figures of a delivery that did not come as a file; of a file the delivery itself says it


def deliveries_of(programme: Programme) -> DeliveryQuerySet:
    """The deliveries about a region, newest first, with what their rights hang on."""
    found = Delivery.objects.concerning(programme, areas_of(programme))
    return found.select_related("source__veilig_thuis", "source__programme__region", "released_by", "withdrawn_by")


def releasable_by(user: User, programme: Programme) -> list[Delivery]:
    """The deliveries about a region that wait for this person; nothing to ask for who may release none."""
    found = deliveries_of(programme).waiting() if decides_for(programme, user) else Delivery.objects.none()
    return [each for each in found if user.has_perm("monitoring.release_delivery", each)]


def rows_of(programme: Programme, user: User, *, number: str) -> tuple[list[DeliveryRow], Page[Delivery]]:
    """One page of the deliveries, with how many figures each holds and who took it over."""
    page = numbered(deliveries_of(programme).prefetch_related("imports__applied_by"), AT_ONCE, number)
    figures = Figure.objects.filter(delivery__in=[each for each in page if not each.file_name], disclosed=False)
    held = dict(figures.order_by().values_list("delivery").annotate(count=Count("pk")))
    return [_row(each, user, held) for each in page], page


def _row(delivery: Delivery, user: User, held: dict[int, int]) -> DeliveryRow:
    return DeliveryRow(
        delivery,
        may_read=not delivery.source.is_exact or user.has_perm("monitoring.read_delivery", delivery),
        may_withdraw=delivery.withdrawn_at is None and user.has_perm("monitoring.withdraw_delivery", delivery),
        may_release=delivery.state == Delivery.State.WAITING and user.has_perm("monitoring.release_delivery", delivery),
        held=None if delivery.file_name else held.get(delivery.pk, 0),
    )


def holding_again(delivery: Delivery) -> list[Delivery]:
    """The earlier deliveries of the same source of which figures hold again when this one is withdrawn."""
    cells = ("indicator", "area_code", "period")
    mine = set(delivery.figures.values_list(*cells))
    others = Delivery.objects.standing().filter(source=delivery.source).exclude(pk=delivery.pk)
    if delivery.source.is_exact:
        others = others.filter(released_at__lt=delivery.released_at) if delivery.released_at else others.none()
    else:
        others = others.filter(pk__lt=delivery.pk)
    figures = Figure.objects.filter(delivery__in=others, period__in={period for _indicator, _area, period in mine})
    again = {pk for pk, *cell in figures.values_list("delivery", *cells) if tuple(cell) in mine}
    return [each for each in others if each.pk in again]


def narrowed_for(programme: Programme, user: User) -> list[str]:
    """The hidden counts that others tell, in words: for Veilig Thuis of the region itself and nobody else."""
    mine = counted_by(user, programme)
    notices = NarrowedNotice.objects.filter(source__veilig_thuis__in=mine) if mine else []
    cells = [cell for notice in notices for cell in notice.cells]
    if not cells:
        return []
    topics = dict(Indicator.objects.filter(pk__in=[cell[0] for cell in cells if cell]).values_list("pk", "title"))
    areas = known_areas().by_code
    unnamed = _("een aantal dat niet apart is geleverd, maar uit te rekenen is")
    told = set()
    for cell in cells:
        if cell:
            topic, area, period = cell
            name = areas[area].name if area in areas else area
            told.add(", ".join([topics.get(topic, ""), name, periods.label(period)]))
        else:
            told.add(unnamed)
    return sorted(told)


@dataclass(frozen=True)
class ReportRow:
    """A report in which figures of a delivery stand. What its reader may not see has no title and no address."""

    title: str
    address: str
    region: str
    is_public: bool
    is_certain: bool  # made before the portal kept what is in a report: they may stand in it


def reports_for(delivery: Delivery, user: User) -> list[ReportRow]:
    """The reports that hold figures of a delivery, or may hold them, and are not closed."""
    found = reports_with(delivery).filter(closed_at=None)
    seen = {each.pk: each for each in found.visible_to(user).select_related("programme__region")}
    told = found.values_list("pk", "programme__region__name", "classification", "contents_known")
    return [  # what is not seen is not read either: the page has no stamp of it, and the trace no entry
        ReportRow(
            title=seen[pk].title if pk in seen else "",
            address=seen[pk].get_absolute_url() if pk in seen else "",
            region=region,
            is_public=classification == Classification.PUBLIC,
            is_certain=is_certain,
        )
        for pk, region, classification, is_certain in told
    ]


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
    sums: Sequence[tuple[str, list[str]]] = ()  # what adds up while nobody said so: hides more

    @property
    def hidden(self) -> int:
        """How many figures stay hidden."""
        return sum(row.is_hidden for row in self.rows)

    @property
    def shown(self) -> int:
        """How many figures become public."""
        return len(self.rows) - self.hidden

    @property
    def hides_shares(self) -> bool:
        """Whether a percentage or a rate stays hidden: those are public only when public counts tell them."""
        return any(row.is_hidden and row.figure.indicator.unit != Indicator.Unit.COUNT for row in self.rows)

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
        sums = [(total.title, [each.title for each in parts]) for total, parts in suspected(delivery)]
        return ReleasePage(_named(would_publish(delivery)), sums=sums)
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
