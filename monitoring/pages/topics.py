"""What the page of topics shows: drafts first, then what is known, each with whether the reader may describe it."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q

from accounts.asked import numbered
from accounts.models import User
from actions.models import Programme
from monitoring.models import Figure, Indicator, IndicatorQuerySet

AT_ONCE = 50  # topics on a page


@dataclass(frozen=True)
class TopicLine:
    """A topic in the list."""

    indicator: Indicator
    may_define: bool


def topics_of(programme: Programme) -> IndicatorQuerySet:
    """The topics of a region: shared ones, its own, those of its Veilig Thuis; drafts that have figures first."""
    own = Q(source__veilig_thuis__in=programme.veilig_thuis_regions.all()) | Q(region=programme.region)
    shared = Q(source__veilig_thuis=None, region=None, source__programme=None)
    found = Indicator.objects.filter(own | shared)
    if not programme.region.fictitious:
        found = found.exclude(source__fictitious=True)
    found = found.filter(Q(is_draft=False) | Exists(Figure.objects.filter(indicator=OuterRef("pk"))))
    found = found.select_related("source__veilig_thuis", "source__organisation", "region", "whole")
    return found.order_by("-is_draft", "source__veilig_thuis", "position", "title", "pk")


def lines_of(programme: Programme, user: User, *, number: str) -> tuple[list[TopicLine], Page[Indicator], int]:
    """One page of the topics, and how many wait for a description."""
    page = numbered(topics_of(programme), AT_ONCE, number)
    rights: dict[tuple[int, int | None], bool] = {}
    lines = []
    for each in page:
        place = (each.source.veilig_thuis_id or 0, each.region_id)
        if place not in rights:
            rights[place] = user.has_perm("monitoring.define_indicator", each)
        lines.append(TopicLine(each, rights[place]))
    waiting = topics_of(programme).filter(is_draft=True).order_by().aggregate(count=Count("pk"))
    return lines, page, waiting["count"]


def counts_of(programme: Programme, indicator: Indicator) -> list[Indicator]:
    """The counts that a topic may be a part or a share of: what is known, and what comes from the same source."""
    found = topics_of(programme).filter(unit=Indicator.Unit.COUNT)
    return list(found.filter(Q(is_draft=False) | Q(source=indicator.source)).order_by("title"))


def likely(indicator: Indicator, programme: Programme) -> list[Indicator]:
    """What a draft may turn out to be: known topics of this region in the same unit."""
    found = topics_of(programme).filter(is_draft=False, unit=indicator.unit).exclude(pk=indicator.pk)
    if indicator.source.veilig_thuis is None:
        found = found.filter(source__veilig_thuis=None)
    return list(found.order_by("title"))
