"""An action of a plan: the words of the plan, and beside them how the portal reads them."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts import standing
from actions.models.base import Classification, Recorded, Viewer, classified_for, read_through
from actions.models.classified import SECRET_HAS_GROUND, Classified
from actions.models.plan import ActionLine, Goal, Theme, Topic
from actions.models.programme import Programme
from municipalities.access import access
from municipalities.models import Municipality, Organisation
from municipalities.models.places import Grants
from reading import formats, quarters, vocabulary
from reading.plans.moments import Moment, moment_in


def goes_on(year: int) -> Q:
    """The condition that the programme of an action runs in a year; one without last year goes on. Never NULL."""
    return Q(programme__last_year__isnull=True) | Q(programme__last_year__gte=year)


def overdue(on: str) -> Q:
    """The condition that an action should have ended before a quarter and is not closed. Never NULL.

    The end of a first part (exploring, starting up) is no end of the action: what comes after it has no date. Of a
    programme that has ended nothing is expected any more.
    """
    year, _quarter = quarters.split(on)
    return Q(ends_in__isnull=False, ends_in__lt=on, planned_part="") & goes_on(year) & ~Q(status__in=Action.CLOSED)


def naming_none() -> Q:
    """The condition that an action names no municipality. That is no word on whom it is for (`Action.for_all`)."""
    return Q(~Exists(Action.municipalities.through.objects.filter(action=OuterRef("pk"))))


def naming(municipalities: "Iterable[int] | QuerySet[Municipality]") -> Q:
    """The condition that an action names one of these municipalities (their ids, or a query)."""
    named = Action.municipalities.through.objects.filter(action=OuterRef("pk"), municipality__in=municipalities)
    return Q(Exists(named))


def concerning(municipalities: "Iterable[int] | QuerySet[Municipality]") -> Q:
    """The condition that the plan does not say of an action that it is for others only."""
    return naming_none() | naming(municipalities)


def name_of(*, what: str, goal: str, number: str, pk: int | None) -> str:
    """What an action is called: its what, else its first goal, else its number, else its id."""
    return what or goal or f"Actie {number or pk}"


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """Actions that a user may see: released and public, or by rights on the region or on a leading organisation."""
        rights = access(user)
        if rights.everywhere:
            return self.all()
        readable = classified_for(user, region="programme__region_id")
        released = Q(released_at__isnull=False) | Q(programme__region_id__in=rights.regions("read_region"))
        seen = (
            readable & released & classified_for(user, region="programme__region_id", field="programme__classification")
        )
        if rights.organisations():
            owned = Action.leads.through.objects.filter(organisation_id__in=rights.organisations()).values("action_id")
            # also of the programme: one administrator gives this right at once (Assignment.HOLDS_AT_ONCE)
            open_enough = [Classification.PUBLIC, Classification.INTERNAL]
            seen |= Q(pk__in=owned, classification__in=open_enough, programme__classification__in=open_enough)
        return self.filter(seen)

    def led_by(self, user: Viewer) -> Self:
        """Actions of the organisations that a user reports for."""
        owned = Action.leads.through.objects.filter(organisation_id__in=access(user).organisations())
        return self.filter(pk__in=owned.values("action_id"))

    def released(self) -> Self:
        """Actions that the project leader released."""
        return self.filter(released_at__isnull=False)

    def overdue(self, *, on: str) -> Self:
        """Actions that should have ended before a quarter and are not closed."""
        return self.filter(overdue(on))

    def concerning(self, municipalities: "Iterable[int] | QuerySet[Municipality]") -> Self:
        """The actions of the region of which the plan does not say that they are for others only.

        Those that name one of these municipalities, and those that name none: for all, or nothing is stated.
        """
        return self.filter(concerning(municipalities))

    def in_plan_order(self) -> Self:
        """By line and theme (what has no theme last), then in the order of the plan."""
        return self.order_by("line__number", F("theme__position").asc(nulls_last=True), "theme_id", "position", "pk")


class Action(Classified, Recorded):
    """Something the region does. Text as written stays beside the interpretation; what is not known is empty."""

    READERS = {**Classified.READERS, Classification.INTERNAL: _("wie toegang heeft tot de regio, en de trekkers")}

    Status = vocabulary.Status

    FINISHED = (Status.DONE, Status.SECURED)
    CLOSED = (*FINISHED, Status.STOPPED)

    Recurrence = vocabulary.Recurrence

    Priority = vocabulary.Priority

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="actions"
    )
    line = models.ForeignKey(ActionLine, on_delete=models.PROTECT, related_name="actions", verbose_name=_("lijn"))
    theme = models.ForeignKey(
        Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name=_("thema")
    )
    position = models.PositiveIntegerField(_("volgorde"), default=0)
    number = models.CharField(_("nummer"), max_length=20, blank=True)
    what = models.TextField(_("wat"), blank=True, max_length=2000)
    how = models.TextField(_("hoe"), blank=True, max_length=10_000)

    planning_text = models.TextField(_("planning zoals opgeschreven"), blank=True, max_length=1000)
    starts_in = models.CharField(  # NULL: open or unknown
        _("vanaf kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    ends_in = models.CharField(  # NULL: open or unknown
        _("tot en met kwartaal"), max_length=6, null=True, blank=True, validators=[quarters.validate_quarter]
    )
    recurrence = models.CharField(_("herhaling"), max_length=12, choices=Recurrence, blank=True)
    planning_approximate = models.BooleanField(_("planning bij benadering"), default=False)
    planned_part = models.CharField(
        _("begin en eind gelden alleen voor"),
        max_length=80,
        blank=True,
        help_text=_("Leeg: voor de hele actie. Anders bijvoorbeeld: de verkenning."),
    )

    # Since when the words of the plan are no longer what was agreed (actions.rules.superseded); NULL: they are.
    planning_replaced_on = models.DateField(_("woorden over de planning vervangen op"), null=True, blank=True)
    who_replaced_on = models.DateField(_("woorden over wie vervangen op"), null=True, blank=True)
    cost_replaced_on = models.DateField(_("woorden over kosten vervangen op"), null=True, blank=True)

    who_text = models.TextField(_("wie zoals opgeschreven"), blank=True, max_length=2000)
    leads = models.ManyToManyField(Organisation, related_name="led_actions", blank=True, verbose_name=_("trekkers"))
    partners = models.ManyToManyField(
        Organisation, related_name="joined_actions", blank=True, verbose_name=_("partners")
    )

    cost_text = models.TextField(_("kosten zoals opgeschreven"), blank=True, max_length=1000)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNKNOWN)
    secured_with = models.CharField(_("geborgd bij"), max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="absorbed", verbose_name=_("opgegaan in")
    )
    priority = models.CharField(_("prioriteit"), max_length=10, choices=Priority, blank=True)
    municipalities = models.ManyToManyField(
        Municipality,
        related_name="actions",
        blank=True,
        verbose_name=_("gemeenten"),
        help_text=_("Alleen gemeenten die het plan bij deze actie noemt. Leeg betekent: het plan noemt er geen."),
    )
    for_all = models.BooleanField(
        _("voor alle gemeenten die meedoen"), default=False, help_text=_("Alleen als het plan dat zegt.")
    )
    topics = models.ManyToManyField(Topic, related_name="actions", blank=True, verbose_name=_("onderwerpen"))
    released_at = models.DateTimeField(_("vrijgegeven op"), null=True, blank=True)
    source_note = models.TextField(_("toelichting op de bron"), blank=True)
    updated_at = models.DateTimeField(_("bijgewerkt op"))
    version = models.PositiveIntegerField(
        _("versie"), default=0
    )  # counts edits: a form that knows an older one is refused

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[leads, partners, municipalities, topics])

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering = ["programme", "line", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_in__isnull=True) | Q(ends_in__isnull=True) | Q(starts_in__lte=F("ends_in")),
                name="action_starts_before_it_ends",
            ),
            SECRET_HAS_GROUND,
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page of this action."""
        return reverse("actions:action", args=[self.pk]) + standing.query()

    @property
    def label(self) -> str:
        """What the action is called: its what, else its first goal, else its number."""
        return self.name_from(self.goals.all() if self.pk and not self.what else [])

    def name_from(self, goals: Iterable[Goal]) -> str:
        """The same, for who has the goals at hand."""
        first = next(iter(goals), None)
        return name_of(what=self.what, goal=first.text if first else "", number=self.number, pk=self.pk)

    @property
    def is_closed(self) -> bool:
        """Done, secured or stopped: no progress is expected any more."""
        return self.status in self.CLOSED

    @property
    def states_amount(self) -> bool:
        """Whether the plan states an amount, whatever else it says of the costs. Wants costs loaded."""
        return any(cost.has_amount for cost in self.costs.all())

    def is_overdue(self, *, on: str) -> bool:
        """Whether the action should have ended before a quarter and is not closed."""
        year, _quarter = quarters.split(on)
        is_past = bool(self.ends_in and self.ends_in < on and not self.planned_part)
        return is_past and not self.is_closed and (self.programme.last_year or year) >= year

    @property
    def is_released(self) -> bool:
        """Whether the project leader released the action; before that it is a concept."""
        return self.released_at is not None

    @property
    def shown_classification(self) -> str:
        """What a page that shows it is stamped with: a concept counts as internal."""
        return self.classification if self.is_released or not self.is_public else Classification.INTERNAL

    @property
    def _hides_something(self) -> bool:
        concept = "classification" in self.__dict__ and self.__dict__.get("released_at", True) is None
        return concept or super()._hides_something

    @property
    def moment(self) -> Moment | None:
        """The day or named week that the words of the plan give beside the quarter, as far as these agree."""
        yearly = self.recurrence == self.Recurrence.YEARLY
        holds = self.planning_text and not self.planning_replaced_on
        found = moment_in(self.planning_text, yearly=yearly) if holds else None
        return found if found and found.falls_in(self.starts_in, self.ends_in, yearly=yearly) else None

    @property
    def planning(self) -> str:
        """The planning as interpreted, in words; empty when it was not understood."""
        moment = self.moment
        parts = [
            quarters.span_label(self.starts_in, self.ends_in),
            self.get_recurrence_display().lower(),
            moment.words if moment else "",
        ]
        text = ", ".join(part for part in parts if part)
        text = f"ongeveer {text}" if text and self.planning_approximate else text
        return f"{text}{self.part_in_words}" if text else text

    @property
    def planning_replaced(self) -> str:
        """What is said beside the words on planning once something else was agreed; empty while they hold."""
        return formats.replaced(self.planning_replaced_on)

    @property
    def who_replaced(self) -> str:
        """The same of the words on who."""
        return formats.replaced(self.who_replaced_on)

    @property
    def cost_replaced(self) -> str:
        """The same of the words on costs."""
        return formats.replaced(self.cost_replaced_on)

    @property
    def part_in_words(self) -> str:
        """The part that alone is planned, to put behind words: ` (alleen de verkenning)`; empty for the whole."""
        return f" (alleen {self.planned_part})" if self.planned_part else ""

    @property
    def status_label(self) -> str:
        """The status in words, with whom it is secured or what it merged into."""
        if self.status == self.Status.STOPPED and self.merged_into_id:
            return "Opgegaan in een andere actie"
        if self.status == self.Status.SECURED and self.secured_with:
            return f"Geborgd bij {self.secured_with}"
        return self.get_status_display()

    def read_through(self) -> Grants:
        """Why somebody may read this action: nothing when it is public (`municipalities.rules.why`)."""
        kinds = (self.classification, self.programme.classification)
        found = list(read_through(kinds, self.programme.region, released=self.is_released))
        if found and set(kinds) <= {Classification.PUBLIC, Classification.INTERNAL}:
            found += [("report_for_organisation", lead) for lead in self.leads.all()]
        return found

    def grants(self, permission: str) -> Grants:
        """Rights on an action come from its region and, for reporting progress, from the organisations that lead it."""
        places: list[tuple[str, models.Model]] = []
        if permission in ("change_action", "report_action"):
            places.append(("lead_region", self.programme.region))
        if permission == "report_action":
            places += [("report_for_organisation", lead) for lead in self.leads.all()]
        return places


class SetAside(Recorded):
    """A municipality that the text of an action names, and of which the leader says that the action is not for it."""

    action = models.ForeignKey(Action, verbose_name=_("actie"), on_delete=models.CASCADE, related_name="set_aside")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("genoemd, niet bedoeld")
        verbose_name_plural = _("genoemd, niet bedoeld")
        constraints = [models.UniqueConstraint(fields=["action", "municipality"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.action}"


class Home(Recorded):
    """A further place in the plan where an action is named ("Meldcodetour (zie actielijn 1)")."""

    action = models.ForeignKey(Action, verbose_name=_("actie"), on_delete=models.CASCADE, related_name="homes")
    line = models.ForeignKey(ActionLine, verbose_name=_("lijn"), on_delete=models.CASCADE, related_name="guests")
    theme = models.ForeignKey(
        Theme, verbose_name=_("thema"), on_delete=models.SET_NULL, null=True, blank=True, related_name="guests"
    )
    text = models.CharField(_("zoals opgeschreven"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("andere plek")
        verbose_name_plural = _("andere plekken")

    def __str__(self) -> str:
        return f"{self.action} in {self.line}"


class Origin(Recorded):
    """Where an action comes from: the law, the national programme or the region; several, or none stated."""

    class Kind(models.TextChoices):
        LAW = "law", _("Wettelijke taak")
        NATIONAL = "national", _("Landelijk programma")
        REGIONAL = "regional", _("Regionale inzet")

    action = models.ForeignKey(Action, verbose_name=_("actie"), on_delete=models.CASCADE, related_name="origins")
    kind = models.CharField(_("herkomst"), max_length=10, choices=Kind)
    text = models.CharField(_("zoals opgeschreven"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("herkomst")
        verbose_name_plural = _("herkomst")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
