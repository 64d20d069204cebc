"""Periodic work: who leaves soon hears it, and so do the people who answer for it; a review that is due is asked for.

Each notice is claimed by one UPDATE before it goes out, so that two workers do not both send it.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.invitations import send_mail
from accounts.models import User
from municipalities.models import AccessReview, Assignment, Region
from municipalities.models.assignments import SOON
from municipalities.models.reviews import due
from municipalities.services.confirming import answering_people

AGAIN = datetime.timedelta(days=30)  # before a review that is due is asked for once more


def remind() -> None:
    """Send what is due today. Periodic work (municipalities/apps.py)."""
    _of_endings(timezone.localdate())
    _of_reviews(timezone.localdate())


def _of_endings(today: datetime.date) -> None:
    """Tell of access that ends within some weeks, once for each last day."""
    ending = Assignment.objects.not_ended(today).filter(
        Q(told_of=None) | ~Q(told_of=F("valid_until")),
        awaits=False,
        valid_until__lte=today + datetime.timedelta(days=SOON),
        user__is_active=True,
    )
    for assignment in ending.select_related("user", "region", "municipality", "organisation__region"):
        with transaction.atomic():
            if not ending.filter(pk=assignment.pk).update(told_of=assignment.valid_until):
                continue
            context = {"assignment": assignment}
            _send("account/email/access_ends", [assignment.user], context)
            others = [one for one in answering_people(assignment.place) if one != assignment.user]
            _send("account/email/access_ends_of", others, context)


def _of_reviews(today: datetime.date) -> None:
    """Ask who answers for a region to go through its access: when a year is over, and every month after that."""
    for region in due(Region.objects.with_programme(), today):
        with transaction.atomic():
            review, _made = AccessReview.objects.open().get_or_create(region=region, defaults={"finished_on": None})
            waits = Q(reminded_on=None) | Q(reminded_on__lte=today - AGAIN)
            if AccessReview.objects.filter(waits, pk=review.pk).update(reminded_on=today):
                _send("account/email/review_due", answering_people(region), {"region": region})


def _send(template: str, people: Iterable[User], context: dict[str, Any]) -> None:
    for user in people:
        send_mail(template, user, context)
