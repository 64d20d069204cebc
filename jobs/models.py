"""A piece of work in the background, as a row: the row is the truth, the broker carries only its id."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from jobs import registry
from jobs.clock import DatabaseNow

STALE_AFTER = datetime.timedelta(seconds=30)  # a running job without a sign of life for so long has lost its worker
RESEND_AFTER = datetime.timedelta(seconds=60)  # a job that waits for so long may have lost its message
# A clock may be corrected by a little; what lies further ahead was written before the clock was set back.
AHEAD = datetime.timedelta(seconds=5)
SENDING_FOR = datetime.timedelta(minutes=2)  # more than a mail server that answers can take, see EMAIL_TIMEOUT


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, in the words of the progress page and the sweeper."""

    def of(self, user: User) -> Self:
        """The jobs that this user started, newest first."""
        return self.filter(created_by_id=user.pk)

    def visible_to(self, user: User) -> Self:
        """A job is seen by who started it, and by a superuser."""
        return self.all() if user.is_active and user.is_superuser else self.of(user)

    def about(self, kind: str, subject_id: int) -> Self:
        """The jobs of a kind on one object, newest first."""
        return self.filter(kind=kind, subject_id=subject_id)

    def waiting(self) -> Self:
        """Jobs that wait for a worker."""
        return self.filter(state=Job.State.QUEUED)

    def running(self) -> Self:
        """Jobs that a worker has, or had when it was killed."""
        return self.filter(state=Job.State.RUNNING)

    def waiting_longer(self, than: datetime.timedelta) -> Self:
        """Jobs that wait so long by the clock of the database, or since a moment that has yet to come."""
        late, early = DatabaseNow() - than, DatabaseNow() + AHEAD
        return self.waiting().filter(Q(queued_at__lt=late) | Q(queued_at__gt=early))

    def lifeless(self) -> Self:
        """Running jobs without a recent sign of life. One that lies ahead of the database's clock is none."""
        late, early = DatabaseNow() - STALE_AFTER, DatabaseNow() + AHEAD
        return self.running().filter(Q(heartbeat_at=None) | Q(heartbeat_at__lt=late) | Q(heartbeat_at__gt=early))

    def unfinished(self) -> Self:
        """Jobs that still wait or run."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def attempt(self, job_id: int, attempt: int) -> Self:
        """A running job, as long as this attempt at it is the latest: what a worker writes, it writes here."""
        return self.running().filter(pk=job_id, attempts=attempt)


class Job(models.Model):
    """One piece of work: what kind, on which object, how far it is and what came of it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Wacht")
        RUNNING = "running", _("Bezig")
        DONE = "done", _("Klaar")
        FAILED = "failed", _("Mislukt")

    ATTEMPTS = 3  # a worker that is killed by the job itself must not be killed for ever

    key = models.UUIDField(_("sleutel"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.SlugField(_("soort"), max_length=60)
    subject_id = models.BigIntegerField(_("onderwerp"), null=True)
    title = models.CharField(_("titel"), max_length=200)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(_("voortgang in procenten"), default=0)
    message = models.CharField(_("waar het mee bezig is"), max_length=200, blank=True)
    error = models.CharField(_("fout"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)  # only goes up: it tells attempts apart
    attempts_allowed = models.PositiveSmallIntegerField(_("hoogste aantal pogingen"), default=ATTEMPTS)
    heartbeat_at = models.DateTimeField(_("laatste levensteken"), null=True)
    queued_at = models.DateTimeField(_("in de wachtrij sinds"))
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.CASCADE, related_name="jobs"
    )
    result_url = models.CharField(_("waar het resultaat staat"), max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "heartbeat_at"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        """The progress page."""
        return reverse("jobs:detail", args=[self.key])

    @property
    def is_finished(self) -> bool:
        """Done or failed: nothing moves any more."""
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def has_failed(self) -> bool:
        """Whether it ended without a result; it may be tried again."""
        return self.state == self.State.FAILED

    @property
    def preview_url(self) -> str:
        """Where a failed job can be looked at again before it is confirmed anew; "" when there is no such page."""
        return self.result_url if self.has_failed and registry.has_preview(self.kind) else ""

    @property
    def sentence(self) -> str:
        """Where the job is, for who waits for it."""
        if self.state == self.State.QUEUED:
            return gettext("De taak staat klaar en begint vanzelf.")
        if self.state == self.State.RUNNING:
            return self.message or gettext("De taak is begonnen.")
        return gettext("Klaar.") if self.state == self.State.DONE else self.error

    @property
    def step(self) -> str:
        """Changes when there is something new to say, not with every percent."""
        return f"{self.state} {self.message}"


class MailQuerySet(models.QuerySet["Mail"]):
    """Mails, in the words of who sends them. All moments are the database's."""

    def due(self) -> Self:
        """What may be sent now; also what a worker began to send, that was killed or has lost its clock."""
        now = DatabaseNow()
        stuck = Q(claimed_at=None) | Q(claimed_at__lt=now - SENDING_FOR) | Q(claimed_at__gt=now + AHEAD)
        waiting = Q(state=Mail.State.WAITING, send_after__lte=now)
        return self.filter(waiting | (Q(state=Mail.State.SENDING) & stuck))

    def attempt(self, mail_id: int, attempt: int) -> Self:
        """A mail that is being sent, as long as this attempt at it is the latest."""
        return self.filter(pk=mail_id, state=Mail.State.SENDING, attempts=attempt)

    def made_before(self, age: datetime.timedelta) -> Self:
        """Mails older than this."""
        return self.filter(created_at__lt=DatabaseNow() - age)


class Mail(models.Model):
    """One e-mail in the outbox. What it says may be a secret (a link to choose a password): deleted when it ended."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Wacht")
        SENDING = "sending", _("Wordt verstuurd")
        SENT = "sent", _("Verstuurd")
        GIVEN_UP = "given_up", _("Opgegeven")

    to = models.TextField(_("aan"))
    subject = models.TextField(_("onderwerp"))
    content = models.JSONField(_("inhoud"), null=True, editable=False)  # jobs.outbox knows its form; NULL once it ended
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    problem = models.CharField(_("waarom nog niet"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"))
    send_after = models.DateTimeField(_("volgende poging"))
    claimed_at = models.DateTimeField(_("begonnen op"), null=True, editable=False)
    finished_at = models.DateTimeField(_("klaar op"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "send_after"])]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"
