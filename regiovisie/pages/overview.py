"""The home page: every region that runs a programme, its state in one line, and its place on the map."""

import re
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from actions.models import Action, ActionLine, Goal, Programme
from actions.models.base import Viewer
from actions.rules.counts import Counts, counts_by
from municipalities.access import access
from municipalities.models import Membership, Municipality, Region

MAP_SIZE = (1000, 1180)  # of the outlines: `_viewbox` in fixtures/geo/outlines.json
BESIDE = 36  # from the middle of a number to the name beside it
START = re.compile(r"M(-?[\d.]+)[, ](-?[\d.]+)")


@dataclass(frozen=True)
class RegionState:
    """A region in one line, with its municipalities of today for the map. `number` ties list and map together."""

    number: int
    region: Region
    programme: Programme | None
    counts: Counts
    lines: int
    goals: int
    municipalities: list[Municipality]
    may_start: bool = False  # the reader starts its programme

    @property
    def title(self) -> str:
        """The programme with its period, unless its title says the period already."""
        if self.programme is None:
            return ""
        title, period = self.programme.short_title, self.programme.period
        return title if str(self.programme.first_year) in title else f"{title} ({period})"

    @property
    def line_words(self) -> str:
        """What this programme calls its lines: `actielijnen`."""
        word = self.programme.get_line_word_display() if self.programme else "lijn"
        return word if self.lines == 1 else f"{word}en"

    @property
    def drawn(self) -> list[Municipality]:
        """The municipalities that have an outline."""
        return [place for place in self.municipalities if place.outline]

    @property
    def label_at(self) -> tuple[int, int] | None:
        """Where the number stands on the map: the middle of where the outlines begin."""
        starts = [match for place in self.drawn if (match := START.match(place.outline))]
        if not starts:
            return None
        across, down = (sum(float(start[axis]) for start in starts) / len(starts) for axis in (1, 2))
        return round(across), round(down)

    @property
    def name_at(self) -> tuple[int, str] | None:
        """Where its name stands on the map, beside the number, and which end that is: towards the middle of the map."""
        if self.label_at is None:
            return None
        across = self.label_at[0]
        return (across + BESIDE, "start") if across < MAP_SIZE[0] / 2 else (across - BESIDE, "end")


def current_programmes(user: Viewer) -> dict[int, Programme]:
    """Per region id the programme that the region's address names, of those that the reader may see."""
    found: dict[int, Programme] = {}
    for programme in Programme.objects.visible_to(user).current_first():
        found.setdefault(programme.region_id, programme)
    return found


def region_states(user: Viewer) -> list[RegionState]:
    """The regions with a programme by name, the fictitious ones last. As many queries for one region as for more."""
    programmes = current_programmes(user)
    shown = list(programmes.values())
    actions = Action.objects.visible_to(user).released().filter(programme__in=shown)
    counts = counts_by(actions, "programme_id")
    lines = _number_per_programme(ActionLine, shown, user)
    goals = _number_per_programme(Goal, shown, user)
    places = _members_today()
    rights = access(user)
    starting = rights.regions("lead_region") | rights.regions("administer_region")
    regions = Region.objects.with_programme().order_by("fictitious", "name")
    return [
        RegionState(
            number,
            region,
            programme := programmes.get(region.pk),
            counts.get(programme.pk, Counts({})) if programme else Counts({}),
            lines.get(programme.pk, 0) if programme else 0,
            goals.get(programme.pk, 0) if programme else 0,
            places.get(region.pk, []),
            rights.everywhere or region.pk in starting,
        )
        for number, region in enumerate(regions, start=1)
    ]


def _number_per_programme(
    model: type[ActionLine] | type[Goal], programmes: list[Programme], user: Viewer
) -> dict[int, int]:
    rows = model.objects.visible_to(user).filter(programme__in=programmes).order_by()
    return dict(rows.values_list("programme_id").annotate(Count("pk")))


def _members_today() -> dict[int, list[Municipality]]:
    today = timezone.localdate()
    members = Membership.objects.on(today).filter(region__kind=Region.Kind.PROGRAMME).select_related("municipality")
    found: dict[int, list[Municipality]] = {}
    for member in members.order_by("municipality__name"):
        found.setdefault(member.region_id, []).append(member.municipality)
    return found


def country_outline() -> str:
    """All real municipalities of today as one SVG path: the neutral ground of the map."""
    today = timezone.localdate()
    places = Municipality.objects.existing_on(today).filter(fictitious=False).exclude(outline="")
    return "".join(places.order_by("code").values_list("outline", flat=True))
