"""People who sign in, by e-mail address."""

from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password the user cannot sign in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody with an account. What they may do follows from their assignments, not from this row."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    # Part of what a session and a mailed link are checked by: another number ends them all (accounts.services).
    session_number = models.PositiveIntegerField(_("nummer van de sessies"), default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as shown."""
        return str(self)

    def get_short_name(self) -> str:
        """The name as shown."""
        return str(self)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "accounts.models.User", f"{self.password}:{self.session_number}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Of a superuser too an object is asked where its rights come from: exact counts are not for them."""
        if self.is_superuser and hasattr(obj, "grants") and obj.grants(perm.rpartition(".")[2]):
            return any(getattr(backend, "has_perm", never)(self, perm, obj) for backend in get_backends())
        return super().has_perm(perm, obj)


def never(user: User, perm: str, obj: Any) -> bool:
    """What a backend says that knows no rights."""
    return False


class PortalRequest(HttpRequest):
    """A request as our views see it: with the user, and whether htmx asks for a part of the page only."""

    user: User  # AnonymousUser for visitors: has_perm, is_active and is_authenticated exist on both
    wants_fragment: bool
