"""How sources call their topics, as somebody chose it once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.models.indicators import Indicator
from monitoring.models.sources import Source


class SourceTopic(models.Model):
    """How a source calls a topic in its files, and what somebody chose that it is: the next file needs no choice."""

    source = models.ForeignKey(Source, verbose_name=_("bron"), on_delete=models.CASCADE, related_name="topics")
    key = models.CharField(_("onderwerp, eenheid en categorieën"), max_length=700)
    words = models.CharField(_("zoals in het bestand"), max_length=250)
    indicator = models.ForeignKey(  # empty: not taken over
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, null=True, blank=True, related_name="names"
    )

    class Meta:
        verbose_name = _("onderwerp van een bron")
        verbose_name_plural = _("onderwerpen van een bron")
        ordering = ["words"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="source_topic_once")]

    def __str__(self) -> str:
        return self.words
