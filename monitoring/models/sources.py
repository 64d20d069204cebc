"""Where figures come from."""

import datetime

from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.models import Programme
from municipalities.models import Organisation, Region


class Source(models.Model):
    """Where figures come from: a CBS table, a published document."""

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=250)
    publisher = models.CharField(_("uitgever"), max_length=160, blank=True)
    url = models.URLField(_("vindplaats"), max_length=500, blank=True)
    licence = models.CharField(_("licentie"), max_length=80, blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    programme = models.ForeignKey(  # a published document: its figures are shown with this programme only
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, null=True, blank=True, related_name="sources"
    )
    fictitious = models.BooleanField(_("fictief"), default=False)
    rounds_to = models.PositiveSmallIntegerField(_("rondt aantallen af op veelvouden van"), null=True, blank=True)
    # Counts exactly and releases itself: its figures reach nobody before that, and the disclosure rule after it.
    veilig_thuis = models.ForeignKey(
        Region,
        verbose_name=_("eigen cijfers van Veilig Thuis-regio"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie die vrijgeeft"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sources",
    )

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def in_words(self) -> str:
        """The source as one names it: title, publisher and licence, as far as they are known."""
        named = ", ".join(part for part in (self.title, self.publisher) if part)
        return f"{named} ({self.licence})" if self.licence else named

    @property
    def named(self) -> str:
        """Who says it, in short: the publisher, else the title. A document is named itself: it may quote others."""
        return self.title if self.programme_id else self.publisher or self.title

    @property
    def document(self) -> str:
        """What its figures stand printed in: its own key when it is a document of a programme, else empty."""
        return self.key if self.programme_id else ""

    @property
    def is_exact(self) -> bool:
        """Whether it delivers exact counts, which wait for release."""
        return self.veilig_thuis_id is not None

    @property
    def is_shared(self) -> bool:
        """Whether all regions read its figures: it is of no Veilig Thuis region and of no programme."""
        return self.veilig_thuis_id is None and self.programme_id is None

    def next_moment(self) -> datetime.datetime:
        """Now, yet after all that befell its deliveries: what stood when hangs on no clock that was set back."""
        moments = self.deliveries.aggregate(released=Max("released_at"), withdrawn=Max("withdrawn_at")).values()
        latest: list[datetime.datetime] = [each + datetime.timedelta(microseconds=1) for each in moments if each]
        return max([timezone.now(), *latest])

    def decided_at(self) -> list[tuple[str, models.Model | None]]:
        """Where the right to load, release or withdraw its figures comes from."""
        if self.veilig_thuis is not None:
            return [("keep_counts", self.veilig_thuis)]
        return [("report_region", self.programme.region)] if self.programme else [("keep_figures", None)]
