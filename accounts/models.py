"""People who sign in, by e-mail address."""

import uuid
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse
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


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    """What people typed and could not save."""

    def of(self, user: User) -> Self:
        """What this person typed, the last first; nobody else's is ever given."""
        return self.filter(user_id=user.pk)


class KeptForm(models.Model):
    """What somebody typed in a form that was sent while they were signed out. Nothing of it is saved yet."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    action = models.TextField()  # where the form was sent to: a path of the portal
    page = models.TextField()  # where the form stood: a path with its query
    content = models.TextField()  # signed for this person, packed: accounts.kept reads and writes it
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("niet opgeslagen formulier")
        verbose_name_plural = _("niet opgeslagen formulieren")
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return self.action

    def get_absolute_url(self) -> str:
        """The page that shows what was typed, field by field."""
        return reverse("kept-form", args=[self.key])

    @property
    def return_url(self) -> str:
        """Where the form stands, filled in with what was typed (accounts.kept)."""
        return f"{self.page}{'&' if '?' in self.page else '?'}{urlencode({'getypt': str(self.key)})}"
