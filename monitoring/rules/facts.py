"""What the disclosure rule has to know of a source: its releases, how its counts hang together, what others publish."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from math import log

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from monitoring.models import Delivery, Figure, Indicator, Source
from monitoring.rules import disclosure
from monitoring.rules.disclosure import DisclosureError, Known, Release
from monitoring.rules.geography import Geography
from monitoring.rules.small_counts import relations
from monitoring.rules.small_counts.counts import Key
from monitoring.rules.small_counts.relations import Cell, Family, Layouts, Span
from monitoring.rules.small_counts.suspicions import adding_up, parts_of_anything

ROUNDED = 2  # what a count of CBS, rounded to 5, may be away from the true one
ALWAYS = datetime.max.replace(tzinfo=UTC)  # after all that happened, whatever the clock says now
CHANCE = 0.1  # as much as 200 people in a count: how much chance has to say in what is hidden beside a small one
ABOUT = 20  # "circa": one in so many


class Same:
    """Indicators that count the same under several names: one of them stands for all."""

    def __init__(self) -> None:
        self._group: dict[int, set[int]] = {}
        for one, other in Indicator.objects.exclude(same_as=None).values_list("pk", "same_as_id"):
            group = self._group.get(one, {one}) | self._group.get(other or one, {other or one})
            self._group |= dict.fromkeys(group, group)

    def of(self, indicator: int) -> int:
        """The one that stands for all."""
        return min(self._group.get(indicator, {indicator}))

    def all_of(self, indicators: Iterable[int]) -> set[int]:
        """These, and all that count the same."""
        return set().union(*(self._group.get(each, {each}) for each in indicators))


def cell_of(figure: Figure, same: Same) -> Cell:
    """What a figure is about. Raises DisclosureError for an unknown period."""
    try:
        return Cell(same.of(figure.indicator_id), figure.area_code, relations.span(figure.period))
    except ValueError as error:
        raise DisclosureError(_("Onbekende periode: %(period)s.") % {"period": figure.period}) from error


def counts_of(figures: Iterable[Figure], same: Same) -> dict[Cell, int]:
    """The counts among exact figures. Raises DisclosureError for half a report, or two counts of the same."""
    found: dict[Cell, int] = {}
    for figure in figures:
        if figure.indicator.unit == Indicator.Unit.COUNT and figure.value is not None:
            cell, count = cell_of(figure, same), int(figure.value)
            if count != figure.value:
                raise DisclosureError(_("Een aantal is een heel getal; %(value)s niet.") % {"value": figure.value})
            if found.setdefault(cell, count) != count:
                raise DisclosureError(_("Voor dezelfde maanden staan er twee aantallen in deze cijfers."))
    return found


def declared(indicators: Mapping[int, Indicator], same: Same) -> list[Family]:
    """What was said about how indicators hang together. A whole that was once said counts, whatever is said now."""
    found: dict[tuple[int, str], list[int]] = {}
    for key, each in indicators.items():
        if each.unit == Indicator.Unit.COUNT and each.whole_id and same.of(each.whole_id) != key:
            found.setdefault((same.of(each.whole_id), each.dimension), []).append(key)
        if each.unit == Indicator.Unit.PERCENT and each.numerator_id and each.denominator_id:
            found.setdefault((same.of(each.denominator_id), f"procent {each.pk}"), []).append(
                same.of(each.numerator_id)
            )
    return [Family(total, tuple(dict.fromkeys(parts)), name) for (total, name), parts in found.items()]


def shared(indicators: Mapping[int, Indicator]) -> set[int]:
    """Those that the portal itself describes, not a source of exact counts: what they are is sure."""
    return {key for key, each in indicators.items() if not (each.is_draft or each.source.is_exact) and each.relation}


class Facts:
    """All that anybody may know of the counts of a source. `others` are further figures that become public."""

    def __init__(self, source: Source, same: Same, *, others: Collection[Figure] = ()) -> None:
        assert source.veilig_thuis is not None
        self.source, self.same, self.others = source, same, others
        self.whole = source.veilig_thuis.code
        self.earlier = Earlier(source, same)

    def publish(self, new: Mapping[Cell, int]) -> Release:
        """What the rule makes of new counts. Raises DisclosureError."""
        counts = {**self.earlier.standing_at(ALWAYS), **new}
        ever = {cell for each in self.earlier.exact.values() for cell in each}
        if relations.overlapping(ever | new.keys()):
            raise DisclosureError(
                _("Perioden in deze cijfers overlappen elkaar voor een deel. Lever hele maanden, of 'januari t/m'.")
            )
        known, sums = self._around(new)
        return disclosure.publish(counts, sums, before=self.earlier.releases(), known=known, chance=self._chance)

    def _chance(self, cell: Key) -> float:
        """What one count costs more to hide than another of its size: the same each time, known to nobody.

        Without it, that one count is hidden and not its neighbour tells which of the two is the smaller.
        """
        drawn = salted_hmac("monitoring.rules.facts", f"{self.source.key} {cell!r}").digest()
        return -CHANCE * log((int.from_bytes(drawn[:8], "big") + 1) / 2**64)

    def narrowed(self) -> list[Cell]:
        """Hidden counts that can be narrowed to less than 1-9 now, by what others published since their release."""
        releases = self.earlier.releases()
        if not releases:
            return []
        known, sums = self._around({})
        return [cell for cell in disclosure.narrowed(releases, sums, known) if isinstance(cell, Cell)]

    def unprotected(self) -> list[Cell]:
        """Hidden counts that can be narrowed to less than 1-9 now, by anything."""
        releases = self.earlier.releases()
        if not releases:
            return []
        known, sums = self._around({})
        return [cell for cell in disclosure.unprotected(releases, sums, known) if isinstance(cell, Cell)]

    def _around(self, new: Mapping[Cell, int]) -> tuple[dict[Cell, Known], list[disclosure.Sum]]:
        together = [*self.earlier.exact.values(), new]
        own = dict.fromkeys(cell for counts in together for cell in counts)
        indicators = self._indicators({int(str(cell.indicator)) for cell in own})
        geography = Geography(self.whole, {str(cell.area) for cell in own})
        touching = geography.touching()
        known = self._known(own, indicators, touching)
        areas = {str(cell.area) for cell in [*own, *known]} | {code for code in touching if code.startswith("GM")}
        layouts = geography.layouts(areas)
        families = self._families(together, indicators, layouts)
        return known, relations.sums([*own, *known], layouts=layouts, families=families)

    def _indicators(self, counted: set[int]) -> dict[int, Indicator]:
        """Those that were counted, what they are parts of, the parts of that, and shares of them."""
        mine = Indicator.objects.filter(pk__in=self.same.all_of(counted))
        wholes = {each for each in mine.values_list("whole", flat=True) if each}
        around = self.same.all_of(counted | wholes)
        found = Indicator.objects.filter(Q(pk__in=around) | Q(whole__in=around) | Q(denominator__in=around))
        found = found.select_related("source")
        # who stands for others says how they hang together when it knows, else another does
        order = sorted(found, key=lambda each: (each.whole_id is not None, bool(each.relation), -each.pk))
        return {self.same.of(each.pk): each for each in order}

    def _families(
        self, together: Collection[Mapping[Cell, int]], indicators: Mapping[int, Indicator], layouts: Layouts
    ) -> list[Family]:
        said = declared(indicators, self.same)
        unknown = {key for key, each in indicators.items() if each.relation == Indicator.Relation.UNDECLARED}
        found = dict.fromkeys(said)
        for counts in self._compared(together, layouts):
            found |= dict.fromkeys(adding_up(counts, said, shared(indicators)))
            found |= dict.fromkeys(parts_of_anything(counts, unknown))
        return list(found)

    def _compared(self, together: Collection[Mapping[Cell, int]], layouts: Layouts) -> Iterator[Mapping[Cell, int]]:
        """Each delivery, and all of them together: a total may come with one and its parts with another.

        With what they come to: a total may be of the region in a half-year, its parts of municipalities in quarters.
        """
        every = {cell: count for counts in together for cell, count in counts.items()}
        for counts in [*together, every]:
            filled = dict(counts)
            for each in relations.computed(counts, layouts=layouts):
                filled[each.total] = sum(filled[part] for part in each.parts)
            yield filled

    def _known(self, own: Iterable[Cell], indicators: Collection[int], areas: Collection[str]) -> dict[Cell, Known]:
        """The public counts of others about the same things, areas and times."""
        spans = [cell.months for cell in own if isinstance(cell.months, Span)]
        if not spans:
            return {}
        figures = Figure.objects.public().exclude(disclosed=True, delivery__source=self.source).exclude(value=None)
        figures = figures.filter(
            indicator__in=self.same.all_of(indicators), area_code__in=areas, indicator__unit=Indicator.Unit.COUNT
        ).order_by("delivery_id")
        first, last = min(each.start for each in spans), max(each.end for each in spans)
        found: dict[Cell, Known] = {}
        for figure in [*figures, *self.others]:
            if figure.value is None:
                continue
            try:
                cell = cell_of(figure, self.same)
            except DisclosureError:  # a period that no count here can have
                continue
            assert isinstance(cell.months, Span)
            if cell.months.start < last and cell.months.end > first and cell.area in areas:
                found[cell] = _known(figure)
        return found


def _known(figure: Figure) -> Known:
    value = int(figure.value or 0)
    if figure.qualifier:
        return Known(value, max(value // ABOUT, ROUNDED))
    return Known(value, 0 if value % disclosure.BASE else ROUNDED)


class Earlier:
    """All that a source released: exact counts and what was published of them."""

    def __init__(self, source: Source, same: Same) -> None:
        self.deliveries = list(source.deliveries.released())
        figures = Figure.objects.filter(delivery__in=self.deliveries).select_related("indicator")
        by_delivery: dict[int, list[Figure]] = {delivery.pk: [] for delivery in self.deliveries}
        for figure in figures:
            by_delivery[figure.delivery_id].append(figure)
        self.exact: dict[int, dict[Cell, int]] = {}
        self.hidden: dict[int, set[Cell]] = {}
        for delivery in self.deliveries:
            mine = by_delivery[delivery.pk]
            self.exact[delivery.pk] = counts_of((figure for figure in mine if not figure.disclosed), same)
            closed = [each for each in mine if each.disclosed and each.reason == Figure.Reason.PROTECTED]
            self.hidden[delivery.pk] = {cell_of(each, same) for each in closed} & self.exact[delivery.pk].keys()

    def standing_at(self, moment: datetime) -> dict[Cell, int]:
        """The exact counts behind what was public at a moment."""
        found: dict[Cell, int] = {}
        for delivery in self._standing(moment):
            found |= self.exact[delivery.pk]
        return found

    def stands(self, cell: Cell) -> bool:
        """Whether a count is still public or hidden: what nobody delivered, as long as anything is."""
        standing = self.standing_at(ALWAYS)
        return cell in standing or (bool(standing) and not any(cell in each for each in self.exact.values()))

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
