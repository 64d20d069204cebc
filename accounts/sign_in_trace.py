"""Signing in and out, and the extra step, told in the trace. A database that only reads is no reason for an error."""

import logging
from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts import second_step, trace
from accounts.models import TraceEntry, User

logger = logging.getLogger(__name__)
Kind = trace.Kind


def signed_in(sender: Any, user: User, **more: Any) -> None:
    """Receiver of `user_logged_in`."""
    _tell(trace.entry(Kind.SIGNED_IN, by=user))


def signed_out(sender: Any, user: User | None, **more: Any) -> None:
    """Receiver of `user_logged_out`."""
    if user is not None:
        _tell(trace.entry(Kind.SIGNED_OUT, by=user))


def failed(sender: Any, credentials: dict[str, Any], **more: Any) -> None:
    """Receiver of `user_login_failed`. What was typed is not kept: people type their password in the wrong field.

    Of an account that is not there one entry an hour, so that a stranger does not fill the trace.
    """
    email = str(credentials.get("email") or credentials.get("username") or "").lower()
    user = User.objects.filter(email=email).first() if email else None
    if user is not None:
        _tell(trace.entry(Kind.SIGN_IN_FAILED, by=None, on=user))
    else:
        hour = timezone.now().strftime("%Y%m%d%H")
        _tell(trace.entry(Kind.SIGN_IN_FAILED, by=None, label="onbekend e-mailadres", once=f"failed:{hour}"))


def factor_set(sender: Any, user: User, authenticator: Any, **more: Any) -> None:
    """Receiver of allauth's `authenticator_added`."""
    _tell(trace.entry(Kind.FACTOR_SET, by=user, on=user, detail=second_step.in_words(authenticator)))


def factor_removed(sender: Any, user: User, authenticator: Any, **more: Any) -> None:
    """Receiver of allauth's `authenticator_removed`."""
    _tell(trace.entry(Kind.FACTOR_REMOVED, by=user, on=user, detail=second_step.in_words(authenticator)))


def _tell(entry: TraceEntry) -> None:
    try:
        with transaction.atomic():
            if entry.once:
                trace.record_once({entry.once: entry}, lambda new: list(new.values()))
            else:
                entry.save()
    except DatabaseError as error:
        logger.warning("not told in the trace: %s", type(error).__name__)


def listen() -> None:
    """Hear of all this from now on (accounts/apps.py)."""
    for signal, receiver in (
        (user_logged_in, signed_in),
        (user_logged_out, signed_out),
        (user_login_failed, failed),
        (authenticator_added, factor_set),
        (authenticator_removed, factor_removed),
    ):
        signal.connect(receiver, dispatch_uid=f"accounts.sign_in_trace.{receiver.__name__}")
