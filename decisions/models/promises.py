"""What a council asked, moved or was promised: one row of its term list. The griffier of the council closes it."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actions.models import Action, ActionLine, Document, Programme, Recorded
from actions.models.base import Classification, Viewer, classified_for, read_through
from actions.models.classified import SECRET_HAS_GROUND, Classified
from municipalities.access import access
from municipalities.models import Municipality
from municipalities.models.places import Grants
from reading.plans.lexer import shortened

# The right on a municipality that reading each classification asks, beside that on the region (actions.models.base).
READING_IN_COUNCIL = {
    Classification.INTERNAL: "read_municipality",
    Classification.CONFIDENTIAL: "close_promises",
    Classification.SECRET: "close_promises",
}


_NOTHING = {"document": None, "line": None, "action": None, "indicator": "", "evaluation": None}
_AT_MOST_ONE = Q(
    *(Q(**{name: nothing for name, nothing in _NOTHING.items() if name != tie}) for tie in _NOTHING), _connector=Q.OR
)


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Questions, motions and promises, in the words of the portal."""

    def visible_to(self, user: Viewer) -> Self:
        """What a user may read: by classification, for readers of the region and for the council that it is of."""
        rights = access(user)
        if rights.everywhere:
            return self.all()
        readable = classified_for(user, region="programme__region_id")
        for classification, right in READING_IN_COUNCIL.items():
            if places := rights.municipalities(right):
                readable |= Q(classification=classification, municipality_id__in=places)
        programme = classified_for(user, region="programme__region_id", field="programme__classification")
        return self.filter(readable & programme)

    def open(self) -> Self:
        """What nobody answered yet."""
        return self.filter(state=Promise.State.OPEN)

    def overdue(self, *, on: datetime.date) -> Self:
        """What nobody answered and was due before a day. The same rule as `Promise.is_overdue`."""
        return self.open().filter(due_on__lt=on)

    def not_closed(self) -> Self:
        """What the griffier still has on the list."""
        return self.exclude(state__in=Promise.CLOSED)

    def in_order(self) -> Self:
        """As a term list: what is open first, by the day it is due; without such a day after those that have one."""
        rank = models.Case(
            *(models.When(state=state, then=models.Value(at)) for at, state in enumerate(Promise.State.values)),
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, F("due_on").asc(nulls_last=True), F("on").desc(nulls_last=True), "pk")

    def about(self, kind: str, user: Viewer) -> Self:
        """What is tied to a kind of thing (`Promise.TIES`) that the user may see; `programme`: to none of those."""
        evaluations: Any = Programme.evaluations.rel.related_model  # of a room above this one
        seen = {
            "document": Q(document__in=Document.objects.visible_to(user)),
            "line": Q(line__in=ActionLine.objects.visible_to(user)),
            "action": Q(action__in=Action.objects.visible_to(user)),
            "indicator": ~Q(indicator=""),
            "evaluation": Q(evaluation__in=evaluations.objects.visible_to(user).values("pk")),
        }
        if kind in seen:
            return self.filter(pk__in=Promise.objects.filter(seen[kind]).values("pk"))
        tied = [Promise.objects.filter(each).values("pk") for each in seen.values()]
        return self.exclude(Q(*(Q(pk__in=rows) for rows in tied), _connector=Q.OR))


class Promise(Recorded, Classified):
    """A question, motion, amendment or promise of one council, with who owes the answer and until which day."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("Technische vraag")
        WRITTEN = "written", _("Raadsvraag")
        MOTION = "motion", _("Motie")
        AMENDMENT = "amendment", _("Amendement")
        PROMISE = "promise", _("Toezegging")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Beantwoord")
        DONE = "done", _("Afgedaan")
        LAPSED = "lapsed", _("Vervallen")

    READERS = {
        Classification.INTERNAL: _("wie toegang heeft tot de regio, en de raad en de contactpersoon van de gemeente"),
        Classification.CONFIDENTIAL: _("de projectleider, beleidsmedewerkers en de griffier van de gemeente"),
        Classification.SECRET: _("de projectleider en de griffier van de gemeente"),
    }
    CLOSED = (State.DONE, State.LAPSED)
    TIES: ClassVar[dict[str, str]] = {  # what it can be tied to, and the field that says so
        "document": "document_id", "line": "line_id", "action": "action_id",
        "indicator": "indicator", "evaluation": "evaluation",
    }  # fmt: skip

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("raad van"), on_delete=models.PROTECT, related_name="promises"
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.CASCADE, related_name="promises"
    )
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.PROMISE)
    number = models.CharField(_("nummer in de lijst van de raad"), max_length=40, blank=True)
    text = models.TextField(_("tekst"), max_length=5000)
    on = models.DateField(_("datum"), null=True, blank=True)
    holder = models.CharField(_("portefeuillehouder"), max_length=120, blank=True)  # a role, never a person's name
    owed_by = models.CharField(_("wie moet antwoorden"), max_length=160, blank=True)
    due_on = models.DateField(_("termijn"), null=True, blank=True)  # the last day on which it is in time
    due_text = models.CharField(_("termijn zoals opgeschreven"), max_length=120, blank=True)  # when it names no day
    answer = models.TextField(_("antwoord"), blank=True, max_length=10_000)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("afgedaan of vervallen op"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("afgedaan door"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+", editable=False,
    )  # fmt: skip
    link = models.URLField(
        _("vindplaats"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    line = models.ForeignKey(
        ActionLine, verbose_name=_("lijn"), on_delete=models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    action = models.ForeignKey(
        Action, verbose_name=_("actie"), on_delete=models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    indicator = models.SlugField(_("cijfer"), max_length=100, blank=True)  # its key: figures are of a room above
    evaluation = models.PositiveBigIntegerField(_("evaluatie"), null=True, blank=True)  # its id, for the same reason
    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)

    objects = PromiseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vraag of toezegging")
        verbose_name_plural = _("vragen en toezeggingen")
        ordering = ["municipality__name", "due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="promise_by_due_day")]
        constraints = [
            SECRET_HAS_GROUND,
            models.CheckConstraint(
                condition=Q(state__in=["done", "lapsed"], closed_on__isnull=False)
                | Q(state__in=["open", "answered"], closed_on__isnull=True),
                name="promise_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=_AT_MOST_ONE,
                name="promise_tied_to_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.get_kind_display().lower()}: {self.label}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("decisions:promise", args=[self.pk])

    @property
    def label(self) -> str:
        """The first words of its text, as a name in a list."""
        return shortened(" ".join(self.text.split()))

    @property
    def heading(self) -> str:
        """What stands above its page: all of it when that is a sentence or two, else the first words."""
        text = self.text.strip()
        return text if len(text) <= 160 and "\n" not in text else self.label

    @property
    def heading_tells_all(self) -> bool:
        """Whether its heading is its whole text."""
        return self.heading == self.text.strip()

    @property
    def is_closed(self) -> bool:
        """Whether the griffier closed it: done, or lapsed."""
        return self.state in self.CLOSED

    def is_overdue(self, on: datetime.date) -> bool:
        """Whether nobody answered it and its last day is over: due 1 July, it is overdue from 2 July."""
        return self.state == self.State.OPEN and self.due_on is not None and self.due_on < on

    @property
    def tie(self) -> tuple[str, int | str] | None:
        """What it is tied to: the kind and the id (of a figure its key); None for the programme as a whole."""
        for kind, field in self.TIES.items():
            if value := getattr(self, field):
                return kind, value
        return None

    def read_through(self) -> Grants:
        """Why somebody may read it: nothing when everybody may. Of a plan that is not public it takes the region."""
        region, programme = self.programme.region, self.programme.classification
        found = list(read_through((self.classification, programme), region))
        if not self.is_public and programme == Classification.PUBLIC:
            found.append((READING_IN_COUNCIL[Classification(self.classification)], self.municipality))
        return found

    def grants(self, permission: str) -> Grants:
        """Who keeps it: the council's own people and the leader of the region. Only the griffier closes and reopens.

        What is closed changes no more, except for who may reopen it.
        """
        places: list[tuple[str, models.Model]] = [("close_promises", self.municipality)]
        if permission == "change_promise" and not self.is_closed:
            places += [("keep_decisions", self.municipality), ("lead_region", self.programme.region)]
        return places if permission in ("change_promise", "close_promise") else []
