"""The trace: what was done with rights, accounts and what is hidden. Rows are added and never change.

Plain values instead of keys to other tables: an entry says how things were called then, and outlives them.
"""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """Something tries to change or remove entries of the trace."""


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise AppendOnly("the trace only grows; accounts.trace.forget_old removes what is kept long enough")


class TraceQuerySet(models.QuerySet["TraceEntry"]):
    """Entries of the trace: they can be read and added. The database itself refuses the rest as well."""

    update = bulk_update = delete = update_or_create = _refuse


class TraceEntry(models.Model):
    """One thing that was done: when, by whom, with whom or what, and where."""

    class Kind(models.TextChoices):
        GIVEN = "given", _("Recht gegeven")
        CONFIRMED = "confirmed", _("Recht bevestigd")
        REFUSED = "refused", _("Recht geweigerd")
        CHANGED = "changed", _("Recht gewijzigd")
        MOVED = "moved", _("Recht verplaatst")
        ENDED = "ended", _("Recht beëindigd")
        RULE_SET = "rule_set", _("Regel voor rollen ingesteld")
        RULE_REMOVED = "rule_removed", _("Regel voor rollen verwijderd")
        CLOSED = "closed", _("Account gesloten")
        REOPENED = "reopened", _("Account heropend")
        SIGNED_IN = "signed_in", _("Ingelogd")
        SIGN_IN_FAILED = "sign_in_failed", _("Inloggen mislukt")
        SIGNED_OUT = "signed_out", _("Uitgelogd")
        FACTOR_SET = "factor_set", _("Extra stap ingesteld")
        FACTOR_REMOVED = "factor_removed", _("Extra stap weggehaald")
        SEEN = "seen", _("Gezien")
        EXPORTED = "exported", _("Als bestand meegenomen")
        CLASSIFIED = "classified", _("Classificatie gewijzigd")
        RELEASED = "released", _("Vrijgegeven")
        WITHDRAWN = "withdrawn", _("Ingetrokken")
        TRACE_EXPORTED = "trace_exported", _("Spoor als bestand meegenomen")
        FORGOTTEN = "forgotten", _("Oud spoor verwijderd")

    at = models.DateTimeField(_("wanneer"), default=timezone.now, db_index=True)
    kind = models.CharField(_("wat"), max_length=20, choices=Kind)
    by_id = models.PositiveBigIntegerField(_("nummer van wie"), null=True)  # NULL: the portal itself, or nobody known
    by_name = models.CharField(_("wie"), max_length=160, blank=True)
    subject_type = models.CharField(_("soort"), max_length=40, blank=True)  # app_label.model
    subject_id = models.PositiveBigIntegerField(_("nummer"), null=True)
    subject_label = models.CharField(_("met wie of wat"), max_length=250, blank=True)
    region_id = models.PositiveBigIntegerField(_("nummer van de regio"), null=True)
    municipality_id = models.PositiveBigIntegerField(_("nummer van de gemeente"), null=True)
    place_name = models.CharField(_("waar"), max_length=160, blank=True)
    detail = models.CharField(_("bijzonderheden"), max_length=500, blank=True)
    # What must stand in the trace once only, however often it is told (seen by this person in this hour).
    once = models.CharField(max_length=120, null=True, unique=True, editable=False)

    objects: ClassVar[Any] = TraceQuerySet.as_manager()

    delete = _refuse

    class Meta:
        verbose_name = _("regel in het spoor")
        verbose_name_plural = _("spoor")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["region_id", "-at"], name="trace_of_region"),
            models.Index(fields=["kind", "-at"], name="trace_of_kind"),
            models.Index(fields=["by_id", "-at"], name="trace_of_person"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry. Raises AppendOnly for one that is there already."""
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)


class TraceTerm(models.Model):
    """Until when the trace is being cleared, at this moment: without such a row the database lets no entry go.

    Only `accounts.trace.forget_old` makes one, and removes it in the same transaction.
    """

    until = models.DateTimeField()

    class Meta:
        verbose_name = _("termijn van het spoor")
        verbose_name_plural = _("termijnen van het spoor")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.until:%Y-%m-%d}"
