"""What is done to an account. A person's address, and whether the account is open, are written here only."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def change_address(user: User, email: str) -> None:
    """Give somebody another address to sign in with; links that were mailed to the old one stop working.

    Allauth keeps addresses in a table of its own, which from now on holds this one or nothing.
    """
    user.email = email.lower()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()


@transaction.atomic
def close_account(user: User) -> None:
    """Nobody signs in on this account any more; sessions and mailed links end and do not come back when it reopens."""
    user.is_active = False
    user.session_number += 1
    user.save(update_fields=["is_active", "session_number"])


@transaction.atomic
def reopen_account(user: User) -> None:
    """Let somebody sign in again, with their password; what was signed in before, however it was closed, stays out."""
    user.is_active = True
    user.session_number += 1
    user.save(update_fields=["is_active", "session_number"])


@transaction.atomic
def end_sessions(user: User) -> None:
    """Sign somebody out everywhere; they may sign in again."""
    user.session_number += 1
    user.save(update_fields=["session_number"])
