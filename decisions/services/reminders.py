"""Mail to who keeps a term list: three weeks before a term and when it is over, each once, in one mail a day.

Runs every hour in a worker, and may run twice: what was sent is written in the same transaction as the mail.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.invitations import send_mail
from accounts.models import User
from actions.models.base import Classification
from decisions.models import Promise, PromiseReminder
from decisions.models.promises import PromiseQuerySet
from decisions.rules.promises import of_promise
from municipalities.models import Assignment

BEFORE = datetime.timedelta(days=21)
TOLD = 30  # terms in one mail; the list has them all
Kind = PromiseReminder.Kind


def send_due() -> int:
    """Send what is due today; gives to how many people."""
    today = timezone.localdate()
    if not _waiting(today).exists():
        return 0
    keepers = Assignment.objects.on(today).filter(awaits=False, user__is_active=True)
    roles = Q(role__in=[Assignment.Role.GRIFFIER, Assignment.Role.CONTACT], municipality__isnull=False)
    leaders = Q(role=Assignment.Role.LEADER, region__isnull=False)
    people = keepers.filter(roles | leaders).values_list("user", flat=True)
    return sum(_remind(pk, today) for pk in sorted(set(people)))


def _waiting(today: datetime.date) -> PromiseQuerySet:
    """What nobody answered, and is due within three weeks or was due before."""
    return Promise.objects.open().filter(due_on__lte=today + BEFORE)


@transaction.atomic
def _remind(pk: int, today: datetime.date) -> bool:
    user = User.objects.select_for_update().get(pk=pk)
    if PromiseReminder.objects.filter(user=user, sent_on=today).exists():
        return False
    found = _untold(user, today)
    if not found:
        return False
    PromiseReminder.objects.bulk_create(
        PromiseReminder(promise=one, user=user, kind=_kind(one, today), due_on=one.due_on, sent_on=today)
        for one in found
        if one.due_on
    )
    _mail(user, found, today)
    return True


def _untold(user: User, today: datetime.date) -> list[Promise]:
    """What somebody keeps and was not told of yet, what is late first."""
    held = Assignment.objects.on(today).filter(user=user, awaits=False)
    councils = held.filter(role__in=[Assignment.Role.GRIFFIER, Assignment.Role.CONTACT]).values("municipality")
    regions = held.filter(role=Assignment.Role.LEADER, region__isnull=False).values("region")
    mine = _waiting(today).visible_to(user).filter(Q(municipality__in=councils) | Q(programme__region__in=regions))
    told = set(PromiseReminder.objects.filter(user=user).values_list("promise", "kind", "due_on"))
    rows = mine.select_related("municipality", "programme__region").in_order()
    return [one for one in rows if (one.pk, _kind(one, today), one.due_on) not in told]


def _kind(promise: Promise, today: datetime.date) -> str:
    return Kind.OVERDUE.value if promise.is_overdue(today) else Kind.SOON.value


def _mail(user: User, found: Iterable[Promise], today: datetime.date) -> None:
    found = list(found)
    rows = [(_name(one), of_promise(one, today).sentence, _url(one.get_absolute_url())) for one in found[:TOLD]]
    late = sum(one.is_overdue(today) for one in found)
    said = ngettext("%d termijn van de raad", "%d termijnen van de raad", len(found)) % len(found)
    context = {
        "rows": rows,
        "more": len(found) - len(rows),
        "mine": _url(reverse("my-page")),
        "said": said,
        "late": late,
    }
    send_mail("decisions/reminder", user, context)


def _name(promise: Promise) -> str:
    """What a mail calls it; of what is vertrouwelijk or geheim no word of its text."""
    hidden = promise.classification in (Classification.CONFIDENTIAL, Classification.SECRET)
    kind = promise.get_kind_display()
    return (
        f"{promise.municipality}: {kind.lower()} (niet openbaar)"
        if hidden
        else f"{promise.municipality}: {promise.label}"
    )


def _url(path: str) -> str:
    return f"{settings.PORTAL_URL}{path}"
