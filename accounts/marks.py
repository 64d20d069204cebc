"""The mark in a form that says, signed, for whom it was made."""

from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.request import UnreadablePostError

from accounts.models import User

MARK = "formulier_van"
SALT = "accounts.marks"


def mark_of(user: User) -> str:
    """The mark for this person."""
    return signing.Signer(salt=SALT).sign(str(user.pk))


def sent_mark(request: HttpRequest) -> str:
    """The mark in what was sent; empty when there is none, or more was sent than can be read."""
    try:
        return str(request.POST.get(MARK, ""))
    except (SuspiciousOperation, UnreadablePostError):  # the view says so, if it must
        return ""


def owner_of_form(request: HttpRequest) -> User | None:
    """Whose form was sent, if it was one of ours and the person still has an open account."""
    try:
        pk = signing.Signer(salt=SALT).unsign(sent_mark(request))
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=int(pk), is_active=True).first()
