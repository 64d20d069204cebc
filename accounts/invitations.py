"""Mail to people: that they got access, and whatever else a template says."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User


def send_invitation(request: HttpRequest, user: User, *, context: dict[str, str]) -> None:
    """Mail somebody who got access: with a link to choose a password, or to sign in when there is one already.

    `context` is what the templates account/email/invitation_*.txt say about it. A mail server that is away is no
    error: the mail waits in the outbox.
    """
    if user.has_usable_password():
        path = reverse("account_login")
    else:
        key = default_token_generator.make_token(user)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    mail = {"by": request.user, "url": request.build_absolute_uri(path), **context}
    send_mail("account/email/invitation", user, mail)


def send_mail(template: str, user: User, context: dict[str, Any]) -> None:
    """Mail somebody what the templates `<template>_subject.txt` and `_message.txt` say. Workers do so too."""
    get_adapter().render_mail(template, user.email, {"user": user, **context}).send()


def write_to(address: str, name: str, template: str, context: dict[str, Any], *, reply_to: str = "") -> None:
    """The same to somebody who may have no account; `reply_to` is where an answer goes."""
    mail = get_adapter().render_mail(template, address, {"user": {"name": name}, **context})
    mail.reply_to = [reply_to] if reply_to else []
    mail.send()
