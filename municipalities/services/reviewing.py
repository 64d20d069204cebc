"""Going through everybody who has access to a region: keep or end, a year at most after the last time."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from municipalities.models import AccessReview, Assignment, Region, ReviewedAccess
from municipalities.models.assignments import AssignmentQuerySet
from municipalities.rules.rights import reach
from municipalities.services.giving import end_access


def left_to_review(region: Region) -> AssignmentQuerySet:
    """Who has access and was not yet looked at in the review that is open."""
    looked_at = ReviewedAccess.objects.filter(review__region=region, review__finished_on=None, assignment__isnull=False)
    held = Assignment.objects.within(region).not_ended(timezone.localdate()).filter(awaits=False)
    return held.exclude(pk__in=looked_at.values("assignment"))


@transaction.atomic
def go_through(region: Region, *, seen: Collection[int], ending: Collection[int], by: User) -> bool:
    """Keep the access that somebody saw, and end what they chose at once; gives whether everybody was gone through.

    Nobody ends their own access here, nor what they do not give: that is kept.
    """
    Region.objects.select_for_update().get(pk=region.pk)  # two who review at once: one after the other
    review, _made = AccessReview.objects.open().get_or_create(region=region, defaults={"finished_on": None})
    gives = reach(by, region)
    for assignment in left_to_review(region).filter(pk__in=seen):
        may_end = assignment.user_id != by.pk and (assignment.role, assignment.place_kind) in gives
        ends = may_end and assignment.pk in ending
        if ends:
            end_access(assignment, on=timezone.localdate(), by=by)
        outcome = ReviewedAccess.Outcome.ENDED if ends else ReviewedAccess.Outcome.KEPT
        review.outcomes.create(assignment=assignment, text=str(assignment)[:500], outcome=outcome, by=by)
    if left_to_review(region).exists():
        return False
    review.finished_on = timezone.localdate()
    review.save()
    return True
