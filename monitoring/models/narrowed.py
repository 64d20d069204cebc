"""What Veilig Thuis is told of its hidden counts: which can be worked out from what others publish."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.models.sources import Source


class NarrowedNotice(models.Model):
    """What was found for a source when it was last looked for. It depends on exact counts: never in the back office,
    and so no field of the source either, for the back office shows those."""

    source = models.OneToOneField(Source, verbose_name=_("bron"), on_delete=models.CASCADE, related_name="+")
    looked_after = models.CharField(_("na welke aanleveringen"), max_length=200)
    cells = models.JSONField(_("welke aantallen"), default=list)  # indicator, area and period of each

    class Meta:
        verbose_name = _("bericht over afgeschermde aantallen")
        verbose_name_plural = _("berichten over afgeschermde aantallen")

    def __str__(self) -> str:
        return str(self.source)
