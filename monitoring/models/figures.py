"""Indicators and figures. A figure always has a source, a period, and a value or the reason why there is none."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Goal, Programme
from municipalities.models import Organisation, Region
from municipalities.models.places import Grants


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


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, in the words of the portal."""

    def watched_by(self, programme: Programme) -> Self:
        """Indicators that a region may expect figures of: shared ones, its own and those of its Veilig Thuis; not
        those of one document, and no drafts."""
        own = Q(source__veilig_thuis=None) | Q(source__veilig_thuis__in=programme.veilig_thuis_regions.all())
        shared = self.filter(Q(region=None) | Q(region=programme.region), own, source__programme=None, is_draft=False)
        return shared if programme.region.fictitious else shared.filter(source__fictitious=False)


class Indicator(models.Model):
    """What is counted, in which unit, and what the figure does and does not say (duiding)."""

    class Unit(models.TextChoices):
        COUNT = "aantal", _("aantal")
        PERCENT = "procent", _("procent")
        PER_THOUSAND = "per 1.000", _("per 1.000 inwoners")
        OTHER = "anders", _("andere eenheid")

    class Relation(models.TextChoices):
        """How its counts hang together with those of others; the disclosure rule takes the worst where nobody said."""

        UNDECLARED = "", _("niemand heeft gezegd hoe dit samenhangt")
        ALONE = "alone", _("staat op zichzelf")
        PART = "part", _("is een deel van een ander onderwerp")
        OVERLAPS = "overlaps", _("is een deel, en overlapt met andere delen")

    slug = models.SlugField(_("sleutel"), max_length=100, unique=True)
    title = models.CharField(_("titel"), max_length=200)
    unit = models.CharField(_("eenheid"), max_length=12, choices=Unit)
    additive = models.BooleanField(_("delen mogen worden opgeteld"), default=False)
    definition = models.TextField(_("wat er geteld wordt"), blank=True)
    interpretation = models.TextField(_("wat zegt dit cijfer (niet)"), blank=True)
    source = models.ForeignKey(Source, verbose_name=_("bron"), on_delete=models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    target = models.DecimalField(_("streefwaarde"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField(_("beginwaarde"), max_digits=14, decimal_places=2, null=True, blank=True)
    cbs_topic = models.CharField(_("onderwerp bij CBS"), max_length=160, blank=True)
    cbs_category = models.CharField(_("categorie bij CBS"), max_length=160, blank=True)  # empty: the total
    is_draft = models.BooleanField(_("wacht op een omschrijving"), default=False)  # came with a file; not shown yet
    source_unit = models.CharField(_("eenheid bij de bron"), max_length=80, blank=True)
    source_path = models.CharField(_("plaats in de tabel van de bron"), max_length=400, blank=True)
    dimensions = models.JSONField(_("categorieën bij de bron"), default=dict, blank=True)
    region = models.ForeignKey(  # an indicator of its own, with baseline and target
        Region,
        verbose_name=_("eigen indicator van regio"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="indicators",
    )
    whole = models.ForeignKey(
        "self",
        verbose_name=_("is een deel van"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
    )
    dimension = models.CharField(_("soort verdeling"), max_length=80, blank=True)  # parts of one belong together
    relation = models.CharField(_("hoe het samenhangt"), max_length=10, choices=Relation, blank=True)
    same_as = models.ForeignKey(  # printed in a document, or another table: what the one shows, is known of the other
        "self", verbose_name=_("telt hetzelfde als"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    synonyms = models.JSONField(_("andere namen in bestanden"), default=list, blank=True)
    numerator = models.ForeignKey(
        "self", verbose_name=_("teller"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    denominator = models.ForeignKey(
        "self", verbose_name=_("noemer"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    breaks = models.JSONField(
        _("trendbreuken"), default=dict, blank=True
    )  # period from which, and why: {"2019": "..."}
    described_at = models.DateTimeField(
        _("in het portaal beschreven op"), null=True, blank=True
    )  # so fixtures leave it
    goals = models.ManyToManyField(Goal, verbose_name=_("zegt iets over doel"), related_name="indicators", blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def grants(self, permission: str) -> Grants:
        """Who says what it counts: its region, or Veilig Thuis of its own counts; a shared one the cijferbeheerder."""
        if permission != "define_indicator":
            return []
        if self.region:
            return [("report_region", self.region)]
        return [("keep_figures", None), *self.source.decided_at()]


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
        """Current figures with their sources: general ones, and those printed in papers of these programmes.

        By indicator in the order of showing, own figures of Veilig Thuis after the others, then by period.
        """
        return (
            self.current()
            .filter(Q(indicator__is_draft=False) | Q(disclosed=True))  # a draft that was released says so itself
            .filter(Q(indicator__source__programme=None) | Q(indicator__source__programme__in=programmes))
            .select_related("indicator__source", "delivery__source")
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
    period = models.CharField(_("periode"), max_length=16)  # 2023, 2023H1, 2023Q3, 2023M07
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    reason = models.CharField(_("waarom geen waarde"), max_length=20, choices=Reason, blank=True)
    qualifier = models.CharField(_("slag om de arm"), max_length=12, choices=Qualifier, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.UNKNOWN)
    text = models.TextField(_("zoals opgeschreven"), blank=True)
    note = models.TextField(_("toelichting"), blank=True)
    url = models.URLField(_("vindplaats"), max_length=500, blank=True)
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
                fields=["indicator", "area_code", "period", "disclosed"],
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

    @property
    def is_provisional(self) -> bool:
        """Whether the source may still change it."""
        return self.status in (self.Status.PROVISIONAL, self.Status.REVISED)
