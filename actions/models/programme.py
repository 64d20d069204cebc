"""A region's programme and its papers. A document has its own period, body and participants."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts import standing
from actions.models.base import Classification, Recorded, Viewer, classified_for, is_so, read_through
from actions.models.classified import SECRET_HAS_GROUND, Classified
from municipalities.models import Municipality, Organisation, Region
from municipalities.models.places import Grants
from reading import formats
from reading.vocabulary import Precision


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Programmes that a user may see."""
        return self.filter(classified_for(user, region="region_id"))

    def current(self) -> Self:
        """Programmes that no later programme replaced; one that is not public yet replaces nothing."""
        return self.filter(~_replaced())

    def current_first(self) -> Self:
        """What no later programme replaced first, what is public before what is not, then the latest first.

        A region's address names the first one: the same for every reader, while a successor is being prepared.
        """
        hidden = ~Q(classification=Classification.PUBLIC)
        marks = [is_so(mark) for mark in (_replaced(), hidden)]
        return self.order_by(*marks, "-first_year", "-pk")


def _replaced() -> Q:
    """The condition that a later programme replaced this one. Never NULL."""
    return Q(successor__isnull=False, successor__classification=Classification.PUBLIC)


class Programme(Classified, Recorded):
    """What a region agreed for a period. A region's address names the current one."""

    class LineWord(models.TextChoices):
        ACTION_LINE = "actielijn", _("actielijn")
        DEVELOPMENT_LINE = "ontwikkellijn", _("ontwikkellijn")
        PROGRAMME_LINE = "programmalijn", _("programmalijn")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("regio"))
    slug = models.SlugField(_("naam in het webadres"), max_length=80, unique=True)
    title = models.CharField(_("titel"), max_length=250)
    short_title = models.CharField(_("korte titel"), max_length=60)
    line_word = models.CharField(
        _("woord voor een lijn"), max_length=20, choices=LineWord, default=LineWord.ACTION_LINE
    )
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"), null=True, blank=True)
    predecessor = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successor", verbose_name=_("voorganger")
    )
    summary = models.TextField(_("samenvatting"), blank=True)
    dated = models.DateField(_("datum van het document"))
    dated_precision = models.CharField(
        _("hoe precies de datum is"), max_length=8, choices=Precision, default=Precision.DAY
    )
    dated_note = models.CharField(_("toelichting op de datum"), max_length=300, blank=True)
    source_note = models.TextField(_("bron"), blank=True)
    evaluation_note = models.TextField(_("over de evaluatie, in de woorden van het document"), blank=True)
    evaluation_every_years = models.PositiveSmallIntegerField(_("evaluatie om de … jaar"), null=True, blank=True)
    veilig_thuis_regions = models.ManyToManyField(
        Region, related_name="+", blank=True, verbose_name=_("Veilig Thuis-regio's")
    )
    partners = models.ManyToManyField(Organisation, related_name="programmes", blank=True, verbose_name=_("partners"))

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[veilig_thuis_regions, partners])

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programma's")
        ordering = ["region", "-first_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=models.F("first_year")),
                name="programme_starts_before_it_ends",
            ),
            SECRET_HAS_GROUND,
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan page, also of an earlier programme."""
        return reverse("actions:plan", args=[self.region.slug]) + self.query

    @property
    def query(self) -> str:
        """What to put behind the addresses of its region; empty when these name it anyway."""
        return standing.query(programma="" if self.is_current and self.is_public else self.slug)

    @property
    def is_current(self) -> bool:
        """Whether no later programme replaced this one; one that is not public yet replaces nothing."""
        successor: Programme | None = getattr(self, "successor", None)
        return successor is None or not successor.is_public

    @property
    def state_in_words(self) -> str:
        """Which of the programmes of its region it is: `nu`, `eerder`, `nog niet openbaar`."""
        if not self.is_public:
            return gettext("nog niet openbaar")
        return gettext("nu") if self.is_current else gettext("eerder")

    def is_over(self, *, on: datetime.date) -> bool:
        """Whether its last year has passed on a day; a programme without last year goes on."""
        return self.last_year is not None and self.last_year < on.year

    @property
    def ended_in_words(self) -> str:
        """What stands above a programme whose years have passed, wherever it is shown; empty while it runs."""
        if not self.is_over(on=standing.today()):
            return ""
        return gettext("Dit programma liep tot en met %d en is mogelijk verouderd.") % (self.last_year or 0)

    @property
    def follow_up(self) -> "Programme | None":
        """The programme that came after this one, once everybody may see it."""
        if self.is_current:
            return None
        self.successor.region = self.region  # the same, and at hand
        return self.successor

    @property
    def dated_in_words(self) -> str:
        """The date of the document, as precise as it is known: `2021`, `17 maart 2020`."""
        return formats.dated(self.dated, self.dated_precision)

    def day_in_words(self, moment: datetime.date) -> str:
        """A day in the history of the plan: what is dated as the document is as precise as the document."""
        return formats.dated(*self._as_known(moment))

    def day_as_code(self, moment: datetime.date) -> str:
        """The same for files that programs read: `2026-11-27`, or `2021` for what is dated as the document."""
        return formats.iso(*self._as_known(moment))

    def is_day(self, moment: datetime.date) -> bool:
        """Whether a day in the history of the plan is known to the day."""
        return self._as_known(moment)[1] == Precision.DAY

    def _as_known(self, moment: datetime.date) -> tuple[datetime.date, str]:
        day = timezone.localtime(moment).date() if isinstance(moment, datetime.datetime) else moment
        return day, self.dated_precision if day == self.dated else Precision.DAY

    @property
    def line_words(self) -> str:
        """The word for its lines, for more than one."""
        return f"{self.get_line_word_display()}en"

    @property
    def period(self) -> str:
        """The years, as people write them: `2019-2022`, `2021 en verder`."""
        if self.last_year is None:
            return f"{self.first_year} en verder"
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}-{self.last_year}"

    def grants(self, permission: str) -> Grants:
        """Rights on a programme come from its region."""
        places = {
            "change_programme": "lead_region",
            "report_programme": "report_region",
            "read_programme": "read_region",
        }
        return [(places[permission], self.region)] if permission in places else []


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Documents that a user may see: by their own classification and by that of the programme."""
        return self.filter(
            classified_for(user, region="programme__region_id"),
            classified_for(user, region="programme__region_id", field="programme__classification"),
        )

    def participants(self) -> "models.QuerySet[Municipality]":
        """The municipalities that take part in any of these documents."""
        return Municipality.objects.filter(participations__document__in=self).distinct()


class Document(Classified, Recorded):
    """A paper of a programme: vision, plan, or both in one. It says which body decides on it."""

    class Kind(models.TextChoices):
        VISION = "vision", _("Regiovisie")
        PLAN = "plan", _("Plan")
        VISION_AND_PLAN = "vision_and_plan", _("Regiovisie en plan")
        SUMMARY = "summary", _("Oplegger")
        PROPOSAL = "proposal", _("Raadsvoorstel")

    WITH_ACTIONS = (Kind.PLAN, Kind.VISION_AND_PLAN)

    class Decider(models.TextChoices):
        COUNCIL = "council", _("de gemeenteraad")
        COLLEGE = "college", _("het college van burgemeester en wethouders")
        BOTH = "both", _("college en raad")
        UNKNOWN = "unknown", _("niet genoemd in de bron")

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="documents"
    )
    key = models.SlugField(_("sleutel"), max_length=60)
    title = models.CharField(_("titel"), max_length=250)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"), null=True, blank=True)
    period_note = models.CharField(_("toelichting op de periode"), max_length=300, blank=True)
    decided_by = models.CharField(_("wie besluit"), max_length=10, choices=Decider, default=Decider.UNKNOWN)
    answerable = models.CharField(_("verantwoordelijk bestuursorgaan"), max_length=250, blank=True)
    portfolio_holder = models.CharField(  # a role, never a name
        _("portefeuillehouder (functie)"), max_length=250, blank=True
    )
    stated_classification = models.CharField(  # what the paper says of itself; `classification` is what we do
        _("classificatie zoals in het stuk"), max_length=100, blank=True
    )
    annexes = models.TextField(_("bijlagen"), blank=True)
    consequences = models.TextField(_("overige consequenties"), blank=True)
    dated = models.DateField(_("datum"), null=True, blank=True)
    dated_precision = models.CharField(
        _("hoe precies de datum is"), max_length=8, choices=Precision, default=Precision.DAY
    )
    source_note = models.TextField(_("bron"), blank=True)
    link = models.URLField(_("vindplaats"), blank=True)
    mandate = models.TextField(
        _("mandaat na de vaststelling"),
        blank=True,
        help_text=_("Wie mag wat wijzigen als het document is vastgesteld? Noem functies, geen namen."),
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    participants = models.ManyToManyField(
        Municipality, through="Participation", related_name="documents", verbose_name=_("deelnemers")
    )

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="document_key_once"),
            SECRET_HAS_GROUND,
        ]

    def read_through(self) -> Grants:
        """Why somebody may read this document: nothing when it is public."""
        return read_through((self.classification, self.programme.classification), self.programme.region)

    def __str__(self) -> str:
        return self.title

    @property
    def dated_in_words(self) -> str:
        """The date of the document, as precise as it is known; empty when it has none."""
        return formats.dated(self.dated, self.dated_precision)

    @property
    def accompanies(self) -> bool:
        """Whether it comes with other documents (a proposal, a summary), so that nobody adopts it for itself."""
        return self.kind in (Document.Kind.PROPOSAL, Document.Kind.SUMMARY)

    @property
    def particulars(self) -> list[tuple[str, str]]:
        """What the paper says of itself, as label and text; what it does not say is left out."""
        fields = ("portfolio_holder", "stated_classification", "annexes", "consequences")
        labels = (_("Portefeuillehouder"), _("Classificatie"), _("Bijlagen"), _("Overige consequenties"))
        said = [(str(label), str(getattr(self, field))) for label, field in zip(labels, fields, strict=True)]
        return [(label, text) for label, text in said if text]

    @property
    def period(self) -> str:
        """The years of the document, empty when it names none."""
        years = [str(year) for year in (self.first_year, self.last_year) if year]
        return "-".join(dict.fromkeys(years))


class Participation(Recorded):
    """A municipality joins in a document (Hoeksche Waard joins Dordrecht's plan, not its vision)."""

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="participations"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="participations"
    )
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        constraints = [
            models.UniqueConstraint(fields=["document", "municipality"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.document}"


class Phase(Recorded):
    """A phase of a programme, in months."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="phases"
    )
    title = models.CharField(_("titel"), max_length=160)
    starts = models.DateField(_("eerste maand"), null=True, blank=True)  # first day of the month
    ends = models.DateField(_("laatste maand"), null=True, blank=True)  # first day of the month
    ends_text = models.CharField(_("einde in woorden"), max_length=80, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        ordering = ["programme", "position"]

    def __str__(self) -> str:
        return self.title

    @property
    def months(self) -> str:
        """From and until in months, in words; without last month the words of the document."""
        starts = formats.month(self.starts)
        ends = formats.month(self.ends) or self.ends_text
        return " tot en met ".join(part for part in (starts, ends) if part)
