"""People who sign in, by e-mail address; and what who runs the portal declares, and visitors tell them."""

import uuid
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.trace_entries import TraceEntry as TraceEntry  # a room of its own, registered here
from accounts.trace_entries import TraceTerm as TraceTerm


class UserManager(BaseUserManager["User"]):
    """Makes users known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password the user cannot sign in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def with_address(self, email: str, *, name: str) -> "User":
        """The user with an address; who has no account yet gets one. Of two who ask at once, the second finds it."""
        known = self.filter(email__iexact=email).first()
        if known is not None:
            return known
        try:
            with transaction.atomic():
                return self.create_user(email, name=name)
        except IntegrityError:
            return self.get(email__iexact=email)

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


def open_sessions() -> models.QuerySet[Session, Any]:
    """The keys of the sessions that have not ended: Django leaves the rows of those that have."""
    return Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")


class SignedInQuerySet(models.QuerySet["SignedIn"]):
    """Where people are signed in."""

    def of(self, user: User) -> Self:
        """Where this person is signed in now, the last seen first."""
        return self.filter(user_id=user.pk, session_key__in=open_sessions())


class SignedIn(models.Model):
    """A session in words, for the page where somebody ends what is not theirs. What it is worth is Django's row."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60)
    signed_in_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField()

    objects = SignedInQuerySet.as_manager()

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        ordering = ["-last_seen_at", "-pk"]

    def __str__(self) -> str:
        return self.device


class AccessibilityStatement(models.Model):
    """What who runs the portal declares about its accessibility, in the model of Dutch government (one row at most).

    The parts and their order: Besluit digitale toegankelijkheid overheid, model toegankelijkheidsverklaring.
    """

    class Status(models.TextChoices):
        FULL = "full", _("A: voldoet volledig")
        PARTIAL = "partial", _("B: voldoet gedeeltelijk")
        STARTED = "started", _("C: eerste maatregelen genomen")
        NOT = "not", _("D: voldoet niet")

    REQUIRED = ("organisation", "status", "declared_on", "scope", "examination", "barriers", "answered_within", "email")

    organisation = models.CharField(_("organisatie"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, blank=True)
    declared_on = models.DateField(_("datum van de verklaring"), null=True, blank=True)
    signed_by = models.CharField(_("ondertekend door (functie)"), max_length=200, blank=True)
    scope = models.TextField(
        _("voor welke website"),
        blank=True,
        help_text=_("De adressen waarvoor de verklaring geldt, en wat er niet bij hoort."),
    )
    examination = models.TextField(
        _("hoe het is onderzocht"), blank=True, help_text=_("Wie onderzocht wat, wanneer, en wat was de uitkomst?")
    )
    examination_link = models.URLField(_("adres van het onderzoeksrapport"), blank=True)
    barriers = models.TextField(
        _("wat nog niet voldoet"),
        blank=True,
        help_text=_(
            "Per punt: oorzaak, gevolg, een andere manier, en wanneer het klaar is. Niets bekend? Schrijf dat."
        ),
    )
    answered_within = models.PositiveSmallIntegerField(
        _("antwoord op een melding binnen (weken)"), null=True, blank=True, help_text=_("Het model van de overheid: 3.")
    )
    email = models.EmailField(
        _("e-mailadres voor meldingen"), blank=True, help_text=_("Hier komt bericht van elke melding binnen.")
    )
    telephone = models.CharField(_("telefoonnummer voor meldingen"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("toegankelijkheidsverklaring")
        verbose_name_plural = _("toegankelijkheidsverklaring")

    def __str__(self) -> str:
        return str(_("Toegankelijkheidsverklaring"))

    @classmethod
    def current(cls) -> Self:
        """The statement; an empty one, not saved, when nobody wrote it."""
        return cls.objects.order_by("pk").first() or cls()

    @property
    def missing(self) -> list[str]:
        """The names of the parts that the model asks and nobody filled in."""
        empty = {name for name in self.REQUIRED if not getattr(self, name)}
        return [str(field.verbose_name) for field in self._meta.fields if field.name in empty]

    @property
    def term(self) -> str:
        """Within which time a report is answered, in words; "" when that is not promised."""
        weeks = self.answered_within
        return ngettext("%(weeks)d week", "%(weeks)d weken", weeks) % {"weeks": weeks} if weeks else ""


class BarrierReport(models.Model):
    """What somebody could not use, told by a form without an account."""

    problem = models.TextField(_("wat ging er mis?"), max_length=4000)
    page = models.CharField(_("op welke pagina?"), max_length=300, blank=True)
    aid = models.CharField(_("welk hulpmiddel gebruikt u?"), max_length=200, blank=True)
    email = models.EmailField(_("uw e-mailadres"), blank=True)
    reported_at = models.DateTimeField(_("gemeld op"), auto_now_add=True)
    handled_on = models.DateField(_("afgehandeld op"), null=True, blank=True)
    outcome = models.TextField(_("wat ermee is gedaan"), blank=True)

    class Meta:
        verbose_name = _("melding over toegankelijkheid")
        verbose_name_plural = _("meldingen over toegankelijkheid")
        ordering = ["-reported_at", "-pk"]

    def __str__(self) -> str:
        return Truncator(self.problem).chars(80)
