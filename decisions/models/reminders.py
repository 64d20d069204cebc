"""Which reminders of a term went to whom: each goes out once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from decisions.models.promises import Promise


class PromiseReminder(models.Model):
    """One person was told of one term, before it or after it; another term is another reminder."""

    class Kind(models.TextChoices):
        SOON = "soon", _("binnenkort")
        OVERDUE = "overdue", _("te laat")

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="promise_reminders")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    due_on = models.DateField(_("termijn"))
    sent_on = models.DateField(_("verstuurd op"))

    class Meta:
        verbose_name = _("herinnering aan een termijn")
        verbose_name_plural = _("herinneringen aan termijnen")
        constraints = [
            models.UniqueConstraint(fields=["promise", "user", "kind", "due_on"], name="promise_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}, {self.get_kind_display()}"
