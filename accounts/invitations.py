"""Telling people by e-mail that they got access."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User

logger = logging.getLogger(__name__)


def send_invitation(request: HttpRequest, user: User, *, context: dict[str, str]) -> bool:
    """Mail somebody who got access: with a link to choose a password, or to sign in when there is one already.

    `context` is what the templates account/email/invitation_*.txt say about it. Returns whether the mail was sent.
    """
    if user.has_usable_password():
        path = reverse("account_login")
    else:
        key = default_token_generator.make_token(user)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    mail = {"by": request.user, "url": request.build_absolute_uri(path), **context}
    return send_mail(request, "account/email/invitation", user, mail)


def send_mail(request: HttpRequest, template: str, user: User, context: dict[str, Any]) -> bool:
    """Mail somebody what the templates `<template>_subject.txt` and `_message.txt` say; whether it was sent."""
    try:
        get_adapter(request).send_mail(template, user.email, {"user": user, **context})
    except (OSError, smtplib.SMTPException):
        logger.exception("%s not sent", template)
        return False
    return True
