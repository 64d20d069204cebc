"""The reviews of access that were done: when, by whom, what stayed and what ended."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.models import AccessReview, Region, ReviewedAccess
from reading import formats


@dataclass(frozen=True)
class Review:
    """One time that somebody went through everybody."""

    pk: int
    finished_on: datetime.date | None
    kept: list[ReviewedAccess]
    ended: list[ReviewedAccess]

    @property
    def sentence(self) -> str:
        """`Nagelopen door Anna en Bram: 12 rollen bleven, 1 rol eindigde.`"""
        people = list(dict.fromkeys(str(row.by) for row in (*self.kept, *self.ended) if row.by))
        stayed = ngettext("%d rol bleef", "%d rollen bleven", len(self.kept)) % len(self.kept)
        went = ngettext("%d rol eindigde", "%d rollen eindigden", len(self.ended)) % len(self.ended)
        told = {"people": formats.listed(people) or _("onbekend"), "stayed": stayed, "went": went}
        return _("Nagelopen door %(people)s: %(stayed)s, %(went)s.") % told


def reviews_of(region: Region) -> list[Review]:
    """The reviews of a region, the one that is not finished first, then the last; two queries."""
    found = list(AccessReview.objects.filter(region=region))
    found.sort(key=lambda one: (one.finished_on or datetime.date.max, one.pk), reverse=True)
    rows = ReviewedAccess.objects.filter(review__in=found).select_related("by").order_by("text", "pk")
    by_outcome: dict[tuple[int, str], list[ReviewedAccess]] = {}
    for row in rows:
        by_outcome.setdefault((row.review_id, row.outcome), []).append(row)
    kept, ended = ReviewedAccess.Outcome.KEPT, ReviewedAccess.Outcome.ENDED
    return [
        Review(one.pk, one.finished_on, by_outcome.get((one.pk, kept), []), by_outcome.get((one.pk, ended), []))
        for one in found
    ]
