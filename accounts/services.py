"""What is done to an account, and with what a visitor tells who runs the portal.

A person's address, and whether the account is open, are written here only.
"""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import trace
from accounts.models import AccessibilityStatement, BarrierReport, PortalRequest, SignedIn, User, open_sessions
from accounts.sealing import in_row, reseal
from accounts.sessions import note_device

SAME_FOR = datetime.timedelta(hours=1)  # the same words again within this time are the same report


@transaction.atomic
def change_address(user: User, email: str) -> None:
    """Give somebody another address to sign in with; links that were mailed to the old one stop working.

    Allauth keeps addresses in a table of its own, which from now on holds this one or nothing.
    """
    user.email = email.lower()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()


@transaction.atomic
def close_account(user: User, *, by: User | None = None) -> None:
    """Nobody signs in on this account any more; sessions and mailed links end and do not come back when it reopens."""
    user.is_active = False
    user.session_number += 1
    user.save(update_fields=["is_active", "session_number"])
    trace.record(trace.Kind.CLOSED, by=by, on=user)


@transaction.atomic
def reopen_account(user: User, *, by: User | None = None) -> None:
    """Let somebody sign in again, with their password; what was signed in before, however it was closed, stays out."""
    user.is_active = True
    user.session_number += 1
    user.save(update_fields=["is_active", "session_number"])
    trace.record(trace.Kind.REOPENED, by=by, on=user)


@transaction.atomic
def end_sessions(user: User) -> None:
    """Sign somebody out everywhere; they may sign in again."""
    user.session_number += 1
    user.save(update_fields=["session_number"])


@transaction.atomic
def end_session(user: User, *, pk: int) -> str:
    """End one session of somebody; the device that it was on, "" when it had ended already."""
    found = user.signed_in.filter(pk=pk).first()
    if found is None:
        return ""
    Session.objects.filter(session_key=found.session_key).delete()
    found.delete()
    return found.device


@transaction.atomic
def end_other_sessions(request: PortalRequest) -> None:
    """End all sessions of who asks but the one that they ask it in, also what the page does not know of."""
    others = request.user.signed_in.exclude(session_key=request.session.session_key)
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    request.user.signed_in.all().delete()
    end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    note_device(request)


@transaction.atomic
def clear_sessions() -> None:
    """Remove the sessions that have ended, and forget that they were there. Periodic work."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    SignedIn.objects.exclude(session_key__in=open_sessions()).delete()


@transaction.atomic
def forget_second_step(user: User) -> None:
    """Take the second step of somebody away who lost it, sign them out everywhere and tell them by mail.

    With their password alone they come no further than the page to set a new one up, if they may change anything.
    """
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    told = _("Technisch beheer heeft de extra code van uw account weggehaald. Bij het inloggen zet u een nieuwe aan.")
    unknown = _("Heeft u daar niet om gevraagd? Meld het dan meteen aan de beheerder van uw regio.")
    subject = _("Regiovisieportaal: uw extra code is weggehaald")
    send_mail(subject, f"{told}\n\n{unknown}\n", settings.DEFAULT_FROM_EMAIL, [user.email])


@transaction.atomic
def reseal_second_steps() -> int:
    """Encrypt the secrets of all second steps with the newest key; how many rows there are.

    Raises UnreadableError, and changes nothing, when a key is missing.
    """
    rows = Authenticator.objects.select_for_update().all()
    for row in rows:
        row.data = in_row(row.data, reseal)
        row.save(update_fields=["data"])
    return len(rows)


@transaction.atomic
def report_barrier(*, problem: str, page: str, aid: str, email: str, base: str) -> BarrierReport:
    """Keep what somebody could not use, and tell who runs the portal that it is there; the mail says no more than that.

    `base`: the address of the portal, for the link in the mail. Without an address in the statement nobody is mailed.
    """
    words = {"problem": problem, "page": page, "aid": aid, "email": email}
    before = BarrierReport.objects.filter(**words, reported_at__gt=timezone.now() - SAME_FOR).first()
    if before:
        return before
    report = BarrierReport.objects.create(**words)
    if to := AccessibilityStatement.current().email:
        link = base + reverse("admin:accounts_barrierreport_change", args=[report.pk])
        told = _("Iemand heeft gemeld dat iets in het portaal niet toegankelijk is. U leest de melding in het beheer:")
        subject = _("Regiovisieportaal: melding over toegankelijkheid")
        send_mail(subject, f"{told}\n\n{link}\n", settings.DEFAULT_FROM_EMAIL, [to])
    return report
