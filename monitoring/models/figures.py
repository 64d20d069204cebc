"""Figures, and the deliveries they came with. A figure has a source, a period, and a value or why there is none."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Programme
from monitoring.models.indicators import Indicator
from monitoring.models.sources import Source
from municipalities.models.places import Grants


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, in the words of the portal."""

    def standing(self) -> Self:
        """Deliveries that nobody withdrew."""
        return self.filter(withdrawn_at=None)

    def released(self) -> Self:
        """Deliveries of exact counts that Veilig Thuis released, the first one first; withdrawn ones included."""
        return self.exclude(source__veilig_thuis=None).exclude(released_at=None).order_by("released_at", "pk")

    def waiting(self) -> Self:
        """Deliveries of exact counts that wait for release."""
        return self.standing().exclude(source__veilig_thuis=None).filter(released_at=None)

    def concerning(self, programme: Programme, codes: Iterable[str]) -> Self:
        """Deliveries with figures about these areas, of Veilig Thuis of the programme, or read in from its pages.

        Figures printed in a document only of this region's own programmes.
        """
        own = Q(source__veilig_thuis__in=programme.veilig_thuis_regions.all())
        public = Q(source__programme=None) | Q(source__programme__region=programme.region_id)
        about = Exists(Figure.objects.filter(delivery=OuterRef("pk"), area_code__in=list(codes)))
        from_here = Q(pk__in=programme.figure_imports.values("deliveries"))
        return self.filter(own | (Q(source__veilig_thuis=None) & public & about) | from_here)


class Delivery(models.Model):
    """One delivery of figures: which source, when it came. A later delivery replaces figures without erasing them."""

    class State(models.TextChoices):
        """Whether its figures may be seen."""

        PUBLIC = "public", _("Openbaar")
        WAITING = "waiting", _("Wacht op vrijgave")
        WITHDRAWN = "withdrawn", _("Ingetrokken")

    class WithdrawnKind(models.TextChoices):
        """Why a delivery was taken back."""

        WRONG = "wrong", _("Er staat een fout in")
        REPLACED = "replaced", _("Een ander bestand vervangt het")
        TOO_MUCH = "too_much", _("Het verraadt te veel")

    source = models.ForeignKey(Source, verbose_name=_("bron"), on_delete=models.PROTECT, related_name="deliveries")
    title = models.CharField(_("titel"), max_length=200)
    received_on = models.DateField(_("ontvangen op"), null=True, blank=True)
    file_name = models.CharField(_("bestand"), max_length=250, blank=True)
    sha256 = models.CharField(_("kenmerk van de inhoud (SHA-256)"), max_length=64, blank=True)
    new = models.PositiveIntegerField(_("nieuwe cijfers"), default=0)
    changed = models.PositiveIntegerField(_("gewijzigde cijfers"), default=0)
    unchanged = models.PositiveIntegerField(_("ongewijzigde cijfers"), default=0)
    reason = models.TextField(_("waarom deze correctie"), blank=True)
    interpretation = models.TextField(_("duiding van Veilig Thuis"), blank=True)
    released_at = models.DateTimeField(_("vrijgegeven op"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vrijgegeven door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ingetrokken door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_because = models.TextField(_("waarom ingetrokken"), blank=True)
    withdrawn_kind = models.CharField(
        _("soort reden van intrekken"), max_length=10, choices=WithdrawnKind, blank=True
    )  # empty: before the portal asked

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanlevering")
        verbose_name_plural = _("aanleveringen")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "title"], name="delivery_once"),
            models.UniqueConstraint(
                fields=["source", "sha256"],
                condition=~Q(sha256="") & Q(withdrawn_at=None),
                name="delivery_content_once",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | ~Q(interpretation=""), name="delivery_released_with_interpretation"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="delivery_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        if not self.source.is_exact:
            return self.title
        return gettext("Aanlevering %s van Veilig Thuis") % self.pk  # its title may name the file

    @property
    def state(self) -> State:
        """Public, waiting for release by Veilig Thuis, or withdrawn."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.WAITING if self.source.is_exact and not self.released_at else self.State.PUBLIC

    def grants(self, permission: str) -> Grants:
        """Where the rights on a delivery come from.

        `release_delivery`: only exact counts are released, by Veilig Thuis itself. `withdraw_delivery`: by whose
        figures they are. `read_delivery`, its file and how much it held: of exact counts by Veilig Thuis only.
        """
        if permission in ("release_delivery", "read_delivery") and not self.source.is_exact:
            return []
        known = ("release_delivery", "withdraw_delivery", "read_delivery")
        return self.source.decided_at() if permission in known else []


WITH_SOURCES = ("indicator__source", "indicator__same_as__source", "delivery__source")
# What was released last counts, whenever it was delivered; of figures of others nothing is released.
LATEST_FIRST = (F("delivery__released_at").desc(nulls_last=True), "-delivery_id")


class FigureQuerySet(models.QuerySet["Figure"]):
    """Figures, in the words of the portal."""

    def exact(self) -> Self:
        """Counts as Veilig Thuis delivered them: never for a page, chart, file or report."""
        return self.filter(delivery__source__veilig_thuis__isnull=False, disclosed=False)

    def public(self) -> Self:
        """Figures that may be seen: of public sources, and what the disclosure rule made of exact counts.

        The only way to figures for whoever shows them, in whatever form.
        """
        open_source = Q(delivery__source__veilig_thuis=None, disclosed=False, exact=False)
        released = Q(disclosed=True, delivery__released_at__isnull=False)
        return self.filter(open_source | released, delivery__withdrawn_at=None)

    def current(self) -> Self:
        """Public figures that no later delivery replaced."""
        return self.public().filter(is_current=True)

    def to_show(self, programmes: Iterable[Programme]) -> Self:
        """Current figures with their sources: general ones, and those printed in papers of these programmes only.

        By indicator in the order of showing, own figures of Veilig Thuis after the others, then by period.
        """
        return (
            self.current()
            .filter(Q(indicator__is_draft=False) | Q(disclosed=True))  # a draft that was released says so itself
            .filter(Q(indicator__source__programme=None) | Q(indicator__source__programme__in=programmes))
            .filter(Q(document="") | Q(delivery__source__programme__in=programmes))
            .select_related(*WITH_SOURCES)
            .order_by("indicator__position", "indicator__title", "disclosed", "period", "area_code")
        )

    def with_previous(self) -> Self:
        """Adds what the latest public figure before it said: `previous_value` and `previous_status`.

        Own figures came in the order in which they were released, the others in the order in which they were delivered.
        """
        released = Q(delivery__released_at__lt=OuterRef("delivery__released_at"))
        delivered = Q(delivery__released_at=None, delivery_id__lt=OuterRef("delivery_id"))
        before = (
            Figure.objects.public()
            .filter(
                indicator=OuterRef("indicator"),
                area_code=OuterRef("area_code"),
                period=OuterRef("period"),
                disclosed=OuterRef("disclosed"),
                delivery__source=OuterRef("delivery__source"),
            )
            .filter(released | delivered)
            .order_by(*LATEST_FIRST)
        )
        return self.annotate(
            previous_value=Subquery(before.values("value")[:1]), previous_status=Subquery(before.values("status")[:1])
        )

    def hidden_again(self) -> Self:
        """Hidden own figures of which there was a public one before, hidden or not: something is said of all of them,
        since nobody may know whether the count behind it changed."""
        hidden = self.filter(disclosed=True, reason=Figure.Reason.PROTECTED).with_previous()
        return hidden.exclude(previous_status=None)


class Figure(models.Model):
    """A value of an indicator for an area and a period, from one delivery. Areas by code: a code keeps its time."""

    class Reason(models.TextChoices):
        UNKNOWN = "onbekend", _("onbekend, onvoldoende betrouwbaar of geheim")
        IMPOSSIBLE = "kan_niet_voorkomen", _("kan niet voorkomen")
        NOT_STATED = "niet_vermeld", _("niet vermeld")
        PROTECTED = "afgeschermd", _("afgeschermd: anders is te herleiden om wie het gaat")

    class Qualifier(models.TextChoices):
        CIRCA = "circa", _("circa")
        ABOUT = "about", _("rond de")
        MORE_THAN = "more_than", _("meer dan")
        AT_LEAST = "at_least", _("minstens")
        ESTIMATE = "estimate", _("naar schatting")

    class Status(models.TextChoices):
        PROVISIONAL = "voorlopig", _("voorlopig")
        REVISED = "nader_voorlopig", _("nader voorlopig")
        FINAL = "definitief", _("definitief")
        CORRECTED = "gecorrigeerd", _("gecorrigeerd")
        UNKNOWN = "onbekend", _("onbekend of het definitief is")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="figures"
    )
    delivery = models.ForeignKey(
        Delivery, verbose_name=_("aanlevering"), on_delete=models.CASCADE, related_name="figures"
    )
    area_code = models.CharField(_("gebied"), max_length=10)
    # 2023, 2023H1, 2023Q3, 2023M07; empty where the source names no period
    period = models.CharField(_("periode"), max_length=16, blank=True)
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    reason = models.CharField(_("waarom geen waarde"), max_length=20, choices=Reason, blank=True)
    qualifier = models.CharField(_("slag om de arm"), max_length=12, choices=Qualifier, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.UNKNOWN)
    as_printed = models.CharField(_("zoals afgedrukt"), max_length=80, blank=True)  # what no number says: "1 op de 5"
    text = models.TextField(_("zoals opgeschreven"), blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    url = models.URLField(_("vindplaats"), max_length=500, blank=True)
    # The key of the document of a programme that it stands printed in. What is printed stays printed: it is not
    # replaced by what others deliver, and replaces nothing.
    document = models.CharField(_("afgedrukt in"), max_length=80, blank=True)
    is_current = models.BooleanField(_("geldt nu"), default=True)
    # Made of exact counts by the disclosure rule, when Veilig Thuis released them; stands beside the exact figure.
    disclosed = models.BooleanField(_("openbaar gemaakt"), default=False)
    # As Veilig Thuis counted it. Said by the row itself: moving its delivery to an open source publishes nothing.
    exact = models.BooleanField(_("precies aantal"), default=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering = ["indicator", "area_code", "period"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, reason="") | (Q(value__isnull=True) & ~Q(reason="")),
                name="figure_value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(exact=False) | Q(disclosed=False, is_current=False), name="figure_exact_is_never_public"
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "disclosed", "document"],
                condition=Q(is_current=True),
                name="figure_current_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area_code", "period", "delivery", "disclosed"], name="figure_once_per_delivery"
            ),
        ]
        indexes = [models.Index(fields=["area_code", "indicator", "period"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_code} {self.period}"

    def may_stand_with(self, programme: Programme) -> bool:
        """Whether it may stand with a programme: it is of a general source, or printed in a document of its own."""
        return not self.document or self.delivery.source.programme_id == programme.pk

    @property
    def is_provisional(self) -> bool:
        """Whether the source may still change it."""
        return self.status in (self.Status.PROVISIONAL, self.Status.REVISED)
