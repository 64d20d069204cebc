"""The outbox: every mail of the portal is a row first, and a worker sends it. A mail server may be away for a day.

A mail is claimed by one UPDATE, sent, and marked at once, so that it goes out once. A worker that is killed exactly
between the server's "250" and the mark sends it a second time, under the same Message-ID: SMTP has no better.
"""

import datetime
import logging
import smtplib
import time
from collections.abc import Sequence
from email.utils import make_msgid
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.db.models import F

from jobs import outages, services
from jobs.clock import DatabaseNow
from jobs.models import Mail

logger = logging.getLogger(__name__)

PAUSES = (1, 2, 5, 15, 30, 60)  # minutes before the next attempt; the last one again and again
GIVE_UP_AFTER = datetime.timedelta(hours=24)
KEPT = datetime.timedelta(days=30)  # that a mail which ended stays in the list of the back office
ROUND = 10.0  # seconds after which a round begins no further mail: the worker's clock has more to do
# What goes wrong with one mail; anything else goes wrong with the server, so that the other mails can wait as well.
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, ValueError)
ADDRESSES = ("to", "cc", "bcc", "reply_to")


class Outbox(BaseEmailBackend):
    """The EMAIL_BACKEND: keeps messages instead of sending them. Undone with the transaction it is used in."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages that have a recipient; gives how many."""
        return sum(_keep(message) for message in email_messages)


def _keep(message: EmailMessage) -> bool:
    if not message.recipients():
        return False
    if message.attachments:
        raise ValueError("the outbox keeps no attachments")
    headers = {"Message-ID": make_msgid(domain=DNS_NAME)} | {k: str(v) for k, v in message.extra_headers.items()}
    content = {
        **{name: [str(address) for address in getattr(message, name)] for name in ADDRESSES},
        "from_email": str(message.from_email),
        "body": str(message.body),
        "subtype": message.content_subtype,
        "headers": headers,
        "alternatives": [[str(text), str(kind)] for text, kind in getattr(message, "alternatives", [])],
    }
    now, to = DatabaseNow(), ", ".join(message.recipients())
    subject = " ".join(str(message.subject).split())
    with transaction.atomic():
        Mail.objects.create(to=to, subject=subject, content=content, created_at=now, send_after=now)
        transaction.on_commit(partial(services.send_periodic, "mail-outbox"))
    return True


def deliver() -> int:
    """Send what is due, until the server turns out to be away; gives how many were sent. May run in many workers."""
    _give_up_old()
    until, sent = time.monotonic() + ROUND, 0
    due = list(Mail.objects.due().order_by("send_after", "pk").values_list("pk", flat=True)[:100])
    server = get_connection(settings.MAIL_BACKEND) if due else None
    for number in due:
        mail = _claim(number) if time.monotonic() < until else None
        if mail is not None:
            problem = _send(mail, server)
            sent += problem is None
            if problem is not None and not isinstance(problem, OF_ONE_MAIL):
                break
    if server is not None:
        _close(server)
    return sent


def delete_old() -> int:
    """Delete the rows of mails that ended a while ago; gives how many."""
    ended = Mail.objects.filter(state__in=[Mail.State.SENT, Mail.State.GIVEN_UP])
    return ended.made_before(KEPT).delete()[0]


def _claim(number: int) -> Mail | None:
    claimed = Mail.objects.due().filter(pk=number)
    if not claimed.update(state=Mail.State.SENDING, attempts=F("attempts") + 1, claimed_at=DatabaseNow()):
        return None
    return Mail.objects.get(pk=number)


def _send(mail: Mail, server: Any) -> Exception | None:
    """Send a claimed mail and mark it before anything else is said to the server; gives what went wrong."""
    try:
        server.open()  # a server that is open stays open after a message: no goodbye between sending and marking
        server.send_messages([message_of(mail)])
    except (OSError, smtplib.SMTPException, ValueError) as problem:
        _close(server)
        _postpone(mail, problem)
        return problem
    _end(mail, Mail.State.SENT, problem="")
    return None


def message_of(mail: Mail) -> EmailMessage:
    """The message as it was given to the outbox."""
    content: dict[str, Any] = mail.content or {}
    fields = {name: content[name] for name in (*ADDRESSES, "from_email", "body", "headers")}
    message = EmailMultiAlternatives(subject=mail.subject, **fields)
    message.content_subtype = content["subtype"]
    for text, kind in content["alternatives"]:
        message.attach_alternative(text, kind)
    return message


def _postpone(mail: Mail, problem: Exception) -> None:
    logger.warning("mail %s not sent in attempt %s: %s", mail.pk, mail.attempts, _named(problem))
    if _is_refusal(problem):
        _end(mail, Mail.State.GIVEN_UP, problem=outages.summary(problem))
        return
    pause = datetime.timedelta(minutes=PAUSES[min(mail.attempts, len(PAUSES)) - 1])
    Mail.objects.attempt(mail.pk, mail.attempts).update(
        state=Mail.State.WAITING, send_after=DatabaseNow() + pause, problem=outages.summary(problem)[:200]
    )


def _end(mail: Mail, state: str, *, problem: str) -> None:
    Mail.objects.attempt(mail.pk, mail.attempts).update(
        state=state, content=None, problem=problem[:200], finished_at=DatabaseNow()
    )


def _give_up_old() -> None:
    late = Mail.objects.filter(state=Mail.State.WAITING) | Mail.objects.due()
    given_up = late.made_before(GIVE_UP_AFTER).update(
        state=Mail.State.GIVEN_UP, content=None, finished_at=DatabaseNow()
    )
    if given_up:
        logger.error("%s mails given up: not sent in %s", given_up, GIVE_UP_AFTER)


def _is_refusal(problem: Exception) -> bool:
    """Whether trying again is of no use: the server, or the mail itself, says so."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return problem.smtp_code >= 500
    return isinstance(problem, ValueError)


def _named(problem: Exception) -> str:
    """For the log: what went wrong, without addresses."""
    code = getattr(problem, "smtp_code", getattr(problem, "errno", None))
    return f"{type(problem).__name__} {code}" if code else type(problem).__name__


def _close(server: Any) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException) as problem:
        logger.info("the mail server did not say goodbye: %s", _named(problem))
