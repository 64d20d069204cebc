"""A few figures that say most about a region: of what stands for it, named as such."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Count, Min, OuterRef, Q, Subquery

from actions.models import Programme
from monitoring.models import Figure
from monitoring.rules import wording
from monitoring.rules.areas import COUNTRY, NETHERLANDS, PROVINCES, Area, areas_of, province_area, veilig_thuis_area
from monitoring.rules.rates import POPULATION
from monitoring.rules.series import IndicatorFigures, put_together
from monitoring.rules.standing import LEVELS
from municipalities.models import Region

AT_MOST = 3
DRAWN_AT_MOST = 2  # with a chart: these need room


def key_figures(programme: Programme) -> list[IndicatorFigures]:
    """Two or three figures of the region itself, else of the province, else of the country; one query, and two more
    where something is to be added up.

    Those of one kind of area only: figures of the region and of the country side by side are taken for each other. Own
    figures of Veilig Thuis are only shown where others have none.
    """
    figures = list(_that_may_stand(programme))
    adding = any(figure.area_code.startswith("GM") for figure in figures)
    areas = areas_of(programme) if adding else _areas_of(figures)
    known = [item for item in put_together(figures, areas) if item.standing]
    if not known:
        return []
    nearest = min(map(_distance, known))
    found: dict[int, IndicatorFigures] = {}
    for item in known:
        if _distance(item) == nearest:
            found.setdefault(item.indicator.pk, item)
    shown = list(found.values())[:AT_MOST]
    return _explained_once(shown[:DRAWN_AT_MOST] if any(item.chart for item in shown[:DRAWN_AT_MOST]) else shown)


def _explained_once(items: list[IndicatorFigures]) -> list[IndicatorFigures]:
    """With the figures that stand for the region only: what is said of others has no place here."""
    alone = [replace(item, series=[item.standing]) for item in items if item.standing]
    told_at = wording.explained_once([(item.title, item.interpretation) for item in alone])
    return [replace(item, same_as=title) for item, title in zip(alone, told_at, strict=True)]


def _that_may_stand(programme: Programme) -> Iterable[Figure]:
    """Figures of areas that may stand for the region, and of parts of it that may be added up."""
    members = programme.region.memberships.order_by()
    watched = programme.veilig_thuis_regions.order_by()
    # where there are several of a kind, each is only a part (monitoring.rules.standing)
    only_watched = watched.values("kind").annotate(only=Min("code"), number=Count("pk")).filter(number=1)
    nearby = Q(area_code__in=Subquery(only_watched.values("only")))
    nearby |= Q(area_code__in=Subquery(members.values("municipality__code")), indicator__additive=True)
    if not programme.region.fictitious:
        inside = members.values("region").annotate(
            only=Min("municipality__province_code"), number=Count("municipality__province_code", distinct=True)
        )
        nearby |= Q(area_code__in=Subquery(inside.filter(number=1).values("only"))) | Q(area_code=NETHERLANDS)
    name = Region.objects.exclude(code="").filter(code=OuterRef("area_code")).values("name")[:1]
    figures = Figure.objects.to_show([programme]).filter(nearby).exclude(indicator__slug=POPULATION)
    return figures.annotate(region_name=Subquery(name))


def _areas_of(figures: Iterable[Figure]) -> dict[str, Area]:
    """The areas of these figures, each named as everywhere."""
    found = {NETHERLANDS: COUNTRY}
    for figure in figures:
        code = figure.area_code
        if code in PROVINCES:
            found.setdefault(code, province_area(code))
        else:
            found.setdefault(
                code, veilig_thuis_area(Region(code=code, name=getattr(figure, "region_name", "") or code))
            )
    return found


def _distance(item: IndicatorFigures) -> int:
    assert item.area is not None
    return LEVELS.index(item.area.level)
