"""Opening a progress round: everybody who is asked gets one mail, with a link of their own."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.invitations import write_to
from accounts.models import User
from actions.models import Asked, AskedLink, Programme, ProgressRound
from actions.rules.asking import Sheet, sheets
from actions.services.answering import new_link

TOLD = 40  # actions that a mail names; the link has them all
KNOWN = datetime.timedelta(days=30)  # how long after a round it is known who was asked


@dataclass(frozen=True)
class Recipient:
    """Somebody to ask, and the organisations whose actions this person answers for (ids)."""

    name: str
    email: str
    organisations: frozenset[int]
    user_id: int | None = None


@dataclass(frozen=True)
class Terms:
    """What a round asks, until when and in whose name."""

    title: str
    period: str
    message: str
    sender: str
    closes_on: datetime.date


@transaction.atomic
def open_round(programme: Programme, terms: Terms, recipients: Iterable[Recipient], *, by: User) -> ProgressRound:
    """Open a round and mail everybody who is asked, each once."""
    made = ProgressRound(
        programme=programme,
        title=terms.title,
        period=terms.period,
        message=terms.message,
        sender=terms.sender,
        opens_on=timezone.localdate(),
        closes_on=terms.closes_on,
        made_by=by,
    )
    made.save_with_reason(_("Uitvraag verstuurd"), by=by)
    people = [_asked(made, recipient) for recipient in recipients]
    asked = list(Asked.objects.filter(pk__in=people).prefetch_related("organisations"))
    found = sheets(asked, programme)
    for one in asked:
        _mail(one, made, found[one.pk], by=by)
    return made


def forget_people() -> int:
    """Remove names, addresses and links of who was asked in a round that ended 30 days ago. May run twice.

    What they answered stays, in the name of their organisation. Gives of how many people.
    """
    before = timezone.localdate() - KNOWN
    ended = Q(round__closes_on__lt=before) | Q(round__closed_at__date__lt=before)
    found = Asked.objects.filter(ended).exclude(name="", email="", user=None)
    AskedLink.objects.filter(asked__in=found).delete()
    return found.update(name="", email="", user=None)


def _asked(made: ProgressRound, recipient: Recipient) -> int:
    asked = Asked.objects.create(
        round=made,
        user_id=recipient.user_id,
        name=recipient.name,
        email=recipient.email.lower(),
        sent_at=timezone.now(),
    )
    asked.organisations.set(recipient.organisations)
    return asked.pk


def _mail(asked: Asked, made: ProgressRound, sheet: Sheet, *, by: User) -> None:
    """One mail with all that is open; of what a link does not show it says nothing."""
    left = sheet.left
    context = {
        "round": made,
        "total": len(left),
        "actions": left[:TOLD],
        "more": len(left) - len(left[:TOLD]),
        "url": f"{settings.PORTAL_URL}{reverse('actions:answer', args=[new_link(asked)])}",
    }
    write_to(asked.email, asked.name, "actions/mail/asked", context, reply_to=by.email)
