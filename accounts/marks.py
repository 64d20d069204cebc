"""The mark in a form that says, signed, for whom it was made."""

from django.core import signing
from django.http import HttpRequest

from accounts.models import User

MARK = "formulier_van"
SALT = "accounts.marks"


def mark_of(user: User) -> str:
    """The mark for this person."""
    return signing.Signer(salt=SALT).sign(str(user.pk))


def owner_of_form(request: HttpRequest) -> User | None:
    """Whose form was sent, if it was one of ours and the person still has an open account."""
    try:
        pk = signing.Signer(salt=SALT).unsign(request.POST.get(MARK, ""))
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=int(pk), is_active=True).first()
