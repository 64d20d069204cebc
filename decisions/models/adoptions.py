"""Where councils and colleges stand with a document: what they decided, and the steps before that.

One row is one step of one municipality: who (`body`) does what (`kind`). Counts and strips are of decisions only:
`Adoption.objects.decisions()`. Who reads rows for somebody asks `seen_by`: under embargo an outcome is not told.
"""

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.query import ModelIterable
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts import standing
from actions.models import Document, Recorded
from actions.models.base import Viewer, is_so
from municipalities.access import access
from municipalities.models import Municipality
from municipalities.models.places import Grants
from reading import quarters
from reading.vocabulary import Precision

WEB_ADDRESS = URLValidator(schemes=["http", "https"])


class SeenIterable(ModelIterable[Any]):
    """The rows of `seen_by`: what is under embargo for the reader leaves the database without its outcome."""

    def __iter__(self) -> Iterator[Any]:
        for adoption in super().__iter__():
            if adoption.withheld:
                adoption.withhold()
            yield adoption


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Steps, in the words of the portal."""

    def decisions(self) -> Self:
        """Only the decisions themselves: what is counted as adopted or not."""
        return self.filter(kind=Adoption.Kind.DECISION)

    def seen_by(self, user: Viewer) -> Self:
        """The same rows as this reader may know them; count `seen_state`, never `state`.

        Until its embargo ends, an outcome is known to who reads in the region and to the municipality's own people.
        For all others the row is what it was before: submitted, planned or unknown.
        """
        rights = access(user)
        hidden = Q(embargo_until__gt=standing.moment())
        if rights.everywhere:
            hidden = Q(pk__in=[])
        elif user.is_authenticated:
            hidden &= ~Q(document__programme__region_id__in=rights.regions("read_region"))
            hidden &= ~Q(municipality_id__in=rights.municipalities("read_municipality"))
        before = Case(
            When(hidden & Q(submitted_on__isnull=False), then=Value(Adoption.State.SUBMITTED.value)),
            When(hidden & _planned(), then=Value(Adoption.State.PLANNED.value)),
            When(hidden, then=Value(Adoption.State.UNKNOWN.value)),
            default="state",
            output_field=models.CharField(),
        )
        until = Case(When(hidden, then=None), default="deferred_until", output_field=models.DateField(null=True))
        seen = self.annotate(withheld=is_so(hidden), seen_state=before, seen_until=until)
        seen._iterable_class = SeenIterable
        return seen


def _planned() -> Q:
    return Q(planned_on__isnull=False) | Q(planned_for__isnull=False)


class Adoption(Recorded):
    """One step of one municipality with one document: where it stands."""

    class Body(models.TextChoices):
        COUNCIL = "council", _("Raad")
        COLLEGE = "college", _("College")
        COMMITTEE = "committee", _("Commissie")
        ADVISORY = "advisory", _("Adviesorgaan")

    class Kind(models.TextChoices):  # in the order in which steps are usually taken
        CONSULTATION = "consultation", _("Inspraak")
        ADVICE = "advice", _("Advies")
        VIEW = "view", _("Zienswijze")
        DECISION = "decision", _("Besluit")

    class State(models.TextChoices):
        PLANNED = "planned", _("Gepland")
        SUBMITTED = "submitted", _("Voorgelegd")
        ADOPTED = "adopted", _("Vastgesteld")
        ADOPTED_AMENDED = "adopted_amended", _("Gewijzigd vastgesteld")
        DEFERRED = "deferred", _("Aangehouden")
        REJECTED = "rejected", _("Verworpen")
        FOR_INFORMATION = "for_information", _("Ter kennisname")
        DONE = "done", _("Gedaan")  # of a step that decides nothing: held, given, sent
        NOT_APPLICABLE = "not_applicable", _("Niet van toepassing")
        UNKNOWN = "unknown", _("Onbekend")

    DECIDED = (State.ADOPTED, State.ADOPTED_AMENDED)
    OPEN = (State.PLANNED, State.SUBMITTED, State.UNKNOWN)  # nothing came of it yet, as far as is known
    WRITTEN: ClassVar[tuple[str, ...]] = ("text", "source_note")  # what was written about the outcome
    # What is the outcome, and with it under embargo.
    OUTCOME: ClassVar[tuple[str, ...]] = ("amendment", "reason", *WRITTEN, "link")

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="adoptions"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="adoptions"
    )
    body = models.CharField(_("orgaan"), max_length=10, choices=Body)
    kind = models.CharField(_("stap"), max_length=12, choices=Kind, default=Kind.DECISION)
    state = models.CharField(_("stand"), max_length=20, choices=State, default=State.UNKNOWN)
    planned_for = models.CharField(
        _("gepland voor kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    planned_on = models.DateField(_("gepland op"), null=True, blank=True)
    submitted_on = models.DateField(_("voorgelegd op"), null=True, blank=True)
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    deferred_until = models.DateField(_("aangehouden tot"), null=True, blank=True)
    deferred_precision = models.CharField(
        _("hoe precies dat is"), max_length=8, choices=Precision, default=Precision.DAY
    )
    amendment = models.TextField(_("wijziging"), blank=True)
    reason = models.TextField(_("reden"), blank=True)
    text = models.TextField(_("zoals opgeschreven"), blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)
    link = models.URLField(_("vindplaats"), blank=True, validators=[WEB_ADDRESS])
    embargo_until = models.DateTimeField(
        _("embargo tot"),
        null=True,
        blank=True,
        help_text=_("Tot dit moment ziet alleen wie in de regio of de gemeente werkt wat is besloten."),
    )
    text_as_of = models.DateTimeField(
        _("besloten over de tekst van"),
        null=True,
        blank=True,
        help_text=_("Op dit moment stond het document zo in het portaal als het is vastgesteld."),
    )

    objects = AdoptionQuerySet.as_manager()
    history = HistoricalRecords()
    withheld: bool  # of rows from `seen_by`: whether the outcome is not for this reader yet

    class Meta:
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        ordering = ["document", "municipality__name", "body"]
        constraints = [
            models.UniqueConstraint(fields=["document", "municipality", "body", "kind"], name="adoption_once_per_step"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(state__in=["planned", "submitted", "unknown"]),
                name="adoption_date_only_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=True) | Q(planned_for__isnull=True), name="adoption_planned_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="decision") | Q(body__in=["council", "college"]) & ~Q(state="done"),
                name="adoption_decided_by_council_or_college",
            ),
            models.CheckConstraint(
                condition=Q(kind="decision") | ~Q(state__in=["adopted", "adopted_amended", "rejected"]),
                name="adoption_only_a_decision_adopts",
            ),
            models.CheckConstraint(
                condition=Q(deferred_until__isnull=True) | Q(state="deferred"), name="adoption_until_when_deferred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.get_body_display().lower()}: {self.get_state_display().lower()}"

    def withhold(self) -> None:
        """Forget the outcome: what is left is what everybody knew before. Such a row is for reading only."""
        self.state = self.seen_state  # type: ignore[attr-defined]  # an annotation of `seen_by`
        self.decided_on = self.deferred_until = self.text_as_of = self.embargo_until = None
        for field in self.OUTCOME:
            setattr(self, field, "")

    def grants(self, permission: str) -> Grants:
        """Who leads the region keeps all rows; a municipality's own people keep theirs."""
        if permission != "change_adoption":
            return []
        return [("lead_region", self.document.programme.region), ("keep_decisions", self.municipality)]

    def due(self) -> datetime.date | None:
        """The last day on which the step should be taken, as far as a plan or a deferral says so."""
        if self.state == self.State.DEFERRED:
            return last_day(self.deferred_until, self.deferred_precision) if self.deferred_until else None
        if self.state not in self.OPEN:
            return None
        return self.planned_on or (quarters.last_day(self.planned_for) if self.planned_for else None)

    def is_overdue(self, *, on: datetime.date) -> bool:
        """Whether it should have been taken before a day, and no outcome is known."""
        due = self.due()
        return due is not None and due < on


def last_day(first: datetime.date, precision: str) -> datetime.date:
    """The last day of what a date means: `maart 2027` ends on the 31st."""
    if precision == Precision.MONTH:
        return (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
    if precision == Precision.QUARTER:
        return quarters.last_day(quarters.of(first))
    return first.replace(month=12, day=31) if precision == Precision.YEAR else first


class RouteStep(Recorded):
    """One step of the route of a document: who does what, and for when it is planned for all municipalities."""

    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="route")
    body = models.CharField(_("orgaan"), max_length=10, choices=Adoption.Body)
    kind = models.CharField(_("stap"), max_length=12, choices=Adoption.Kind, default=Adoption.Kind.DECISION)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    planned_for = models.CharField(
        _("gepland voor kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    planned_on = models.DateField(_("gepland op"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stap van een route")
        verbose_name_plural = _("stappen van routes")
        ordering = ["document", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "body", "kind"], name="route_step_once"),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=True) | Q(planned_for__isnull=True), name="route_step_planned_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="decision") | Q(body__in=["council", "college"]),
                name="route_step_decided_by_council_or_college",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.get_kind_display().lower()}"

    @property
    def key(self) -> tuple[int, str, str]:
        """Which step of which document it is."""
        return self.document_id, self.body, self.kind
