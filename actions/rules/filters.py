"""The filters of the plan: what may be asked in the address, and the actions that answer to it.

An unknown value is an error of the form, which pages answer with 404; a bad search text is told beside its field.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast
from django.http import Http404, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.standing import ASKED, today
from actions.models import Action, ActionLine, Cost, Document, Goal, Origin, Programme, Theme, Topic
from actions.models.action import naming, naming_none
from actions.models.base import Viewer
from actions.rules.content import heading_of
from actions.rules.timeline import CONTINUOUS, years_of
from municipalities.models import Municipality, Organisation
from reading import quarters as periods

NOT_NAMED = "geen"
PLACE = ("lijn", "thema")  # where in the plan; the others say something of the action itself
LONGEST_SEARCH = 200
MOST_WORDS = 8
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Options:
    """What can be chosen in the filters of one programme."""

    lines: Sequence[ActionLine]
    themes: Sequence[Theme]
    leads: Choices
    municipalities: Choices
    topics: Choices
    quarters: Sequence[str]


@dataclass(frozen=True)
class Chip:
    """A filter that is in use, with the query of the address without it."""

    label: str
    value: str
    query: str


def choices_of(programme: Programme, user: Viewer) -> dict[str, Choices]:
    """What occurs in a programme to choose from, in one query: lists of (value, label) per filter.

    Of `periode` the quarters in which something starts or ends.
    """
    mine = Action.objects.visible_to(user).filter(programme=programme).values("pk")
    documents = Document.objects.visible_to(user).filter(programme=programme)
    key = Cast("pk", CharField())
    led = Action.leads.through.objects.filter(action__in=mine)
    tagged = Action.topics.through.objects.filter(action__in=mine)
    placed = Action.municipalities.through.objects.filter(action__in=mine)
    leads = Organisation.objects.filter(pk__in=led.values("organisation"))
    topics = Topic.objects.filter(pk__in=tagged.values("topic"))
    places = Municipality.objects.filter(
        Q(participations__document__in=documents) | Q(pk__in=placed.values("municipality"))
    )
    rows = leads.order_by().values_list(Value("trekker"), key, "name")
    rows = rows.union(
        topics.order_by().values_list(Value("onderwerp"), "slug", "title"),
        places.order_by().values_list(Value("gemeente"), "slug", "name"),
    )
    planned = Action.objects.filter(pk__in=mine).order_by()
    for edge in ("starts_in", "ends_in"):
        rows = rows.union(planned.exclude(**{edge: None}).values_list(Value("periode"), edge, edge))
    found: dict[str, Choices] = {"trekker": [], "onderwerp": [], "gemeente": [], "periode": []}
    for name, value, label in rows:
        found[name].append((value, label))
    return {name: sorted(pairs, key=lambda pair: pair[1].casefold()) for name, pairs in found.items()}


def options_of(programme: Programme, user: Viewer) -> Options:
    """What the filters of a programme offer this reader: three queries."""
    lines = list(programme.lines.visible_to(user))
    numbers = {line.pk: line.number for line in lines}
    seen = programme.themes.visible_to(user)
    themes = sorted(seen, key=lambda theme: (numbers.get(theme.line_id or 0, 0), theme.position, theme.pk))
    choices = choices_of(programme, user)
    quarters = _quarters_of(programme, [quarter for quarter, _label in choices["periode"]])
    return Options(lines, themes, choices["trekker"], choices["gemeente"], choices["onderwerp"], quarters)


def _quarters_of(programme: Programme, planned: Sequence[str]) -> list[str]:
    """The quarters of the plan's real years: of its programme and of what it plans; without last year until now."""
    first, last = years_of(planned, programme)
    if programme.last_year is None:
        last = max(last, today().year)
    return [periods.from_index(count) for count in range(first * 4, last * 4 + 4)]


class QuarterField(forms.ChoiceField):
    """A choice of quarters that also takes a quarter outside the list: addresses are shared, and plans change."""

    def valid_value(self, value: Any) -> bool:
        """Whether it is one of the choices, or a quarter at all."""
        return bool(super().valid_value(value) or periods.QUARTER.fullmatch(str(value)))


class PlanFilter(forms.Form):
    """What a reader asks of the plan, read from the address."""

    q = forms.CharField(label=_("Zoek in het plan"), max_length=LONGEST_SEARCH, required=False)
    lijn = forms.ChoiceField(required=False)
    status = forms.ChoiceField(label=heading_of("status"), required=False)
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    trekker = forms.ChoiceField(label=_("Trekker"), required=False)
    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)
    onderwerp = forms.ChoiceField(label=_("Onderwerp"), required=False)
    prioriteit = forms.ChoiceField(label=heading_of("priority"), required=False)
    kosten = forms.ChoiceField(label=_("Kosten"), required=False)
    herkomst = forms.ChoiceField(label=_("Herkomst"), required=False)
    periode = QuarterField(label=_("Loopt in"), required=False)

    def __init__(self, data: QueryDict, *, programme: Programme, options: Options) -> None:
        self.asked = data
        for name in (*PARAMETERS, PAGE):
            data.get(name)  # an address of the plan is known wherever it is used, also where a file holds all of it
        self.programme = programme
        self.options = options
        super().__init__(data, auto_id="filter-%s")
        self.fields["lijn"].label = str(programme.get_line_word_display()).capitalize()
        choices_by_name = self._choices()
        self._labels = {"q": {}, **{name: dict(choices) for name, choices in choices_by_name.items()}}
        for name, choices in choices_by_name.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", str(_("Alles"))), *choices]
        self.fields["q"].error_messages["max_length"] = _(
            "Deze zoektekst is te lang (hoogstens 200 tekens). Er is niet op gezocht."
        )

    def _choices(self) -> dict[str, Choices]:
        options = self.options
        unnamed = (NOT_NAMED, str(_("Niet genoemd")))
        return {
            "lijn": [(str(line.number), str(line)) for line in options.lines],
            "thema": [(theme.key, theme.title) for theme in options.themes],
            "status": [(value, str(label)) for value, label in Action.Status.choices],
            "trekker": [*options.leads, unnamed],
            "gemeente": [*options.municipalities, unnamed],
            "onderwerp": list(options.topics),
            "prioriteit": [*[(value, str(label)) for value, label in Action.Priority.choices], unnamed],
            "kosten": [(value, str(label)) for value, label in Cost.Kind.choices],
            "herkomst": [*[(value, str(label)) for value, label in Origin.Kind.choices], unnamed],
            "periode": [*[(quarter, periods.label(quarter)) for quarter in self._quarters()], unnamed],
        }

    def _quarters(self) -> list[str]:
        asked = self.asked.get("periode", "")
        extra = [asked] if periods.QUARTER.fullmatch(asked) else []
        return sorted({*self.options.quarters, *extra})

    def refuse_unknown(self) -> None:
        """Answer 404 when the address asks for a value that does not exist. A bad search text is left to the form."""
        if any(name != "q" for name in self.errors):
            raise Http404("Dit filter bestaat niet.")

    @property
    def values(self) -> dict[str, str]:
        """The filters in use, by name."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def where(self, *, leave_out: Iterable[str] = ()) -> Q:
        """The condition on actions that the filters make together, without joins: it may be counted and negated."""
        condition = Q()
        for name, value in self.values.items():
            if name not in leave_out:
                condition &= CONDITIONS[name](self, value)
        return condition

    @property
    def chips(self) -> list[Chip]:
        """The filters in use with their labels, each with the address that drops it."""
        found = []
        for name, value in self.values.items():
            field = self.fields[name]
            label = self._labels[name].get(value, value)
            found.append(Chip(str(field.label), label, self.query(**{name: None})))
        return found

    @property
    def more_in_use(self) -> bool:
        """Whether a filter is in use that is not among the first three, so that the rest must be shown."""
        return any(name not in ("q", "lijn", "status") for name in self.values)

    @property
    def list_query(self) -> str:
        """The query of this address, to put behind that of a page that comes back here; empty for the whole plan."""
        return self.query().rstrip("?")

    @property
    def cleared_query(self) -> str:
        """The query of this address without any filter."""
        return self.query(**dict.fromkeys(CONDITIONS))

    @property
    def table_query(self) -> str:
        """The query of the same selection as a table."""
        return self.query(weergave=None)

    @property
    def full_query(self) -> str:
        """The query of the same selection as a table with all that the plan says of each action."""
        return self.query(weergave="volledig")

    @property
    def timeline_query(self) -> str:
        """The query of the same selection in time."""
        return self.query(weergave="tijdlijn")

    def query(self, **changes: str | None) -> str:
        """The query of this address with changes; None drops a parameter. The page number goes, unless it is given."""
        asked = {name: str(self.asked[name]) for name in PARAMETERS if self.asked.get(name)} | changes
        kept = {name: value for name, value in asked.items() if value is not None}
        return f"?{urlencode(kept)}" if kept else "?"


TEXTS = (
    "number",
    "what",
    "how",
    "planning_text",
    "planned_part",
    "who_text",
    "cost_text",
    "secured_with",
    "source_note",
)


def _text(form: PlanFilter, value: str) -> Q:
    """Every word occurs in a text or number of the action, in a goal, or in the name of a lead or partner."""
    condition = Q()
    goals = Goal.objects.filter(programme=form.programme, action__isnull=False)
    for word in value.split()[:MOST_WORDS]:
        found = Q(pk__in=goals.filter(text__holds=word).values("action"))
        for name in TEXTS:
            found |= Q(**{f"{name}__holds": word})
        named = Organisation.objects.filter(region=form.programme.region_id, name__holds=word).values("pk")
        for tie in (Action.leads.through, Action.partners.through):
            found |= Q(pk__in=tie.objects.filter(organisation__in=named).values("action"))
        condition &= found
    return condition


def _line(form: PlanFilter, value: str) -> Q:
    return Q(line__in=[line.pk for line in form.options.lines if str(line.number) == value])


def _theme(form: PlanFilter, value: str) -> Q:
    return Q(theme__in=[theme.pk for theme in form.options.themes if theme.key == value])


def _lead(form: PlanFilter, value: str) -> Q:
    leads = Action.leads.through.objects.all()
    if value == NOT_NAMED:
        return ~Q(pk__in=leads.values("action"))
    return Q(pk__in=leads.filter(organisation=int(value)).values("action"))


def _municipality(form: PlanFilter, value: str) -> Q:
    """Actions of which the plan says that they are for this municipality: by its name, or for all that take part."""
    if value == NOT_NAMED:
        return naming_none() & Q(for_all=False)
    takes_part = form.programme.documents.filter(participants__slug=value)
    everywhere = Q(for_all=True, programme__in=takes_part.values("programme"))
    return naming(Municipality.objects.filter(slug=value)) | everywhere


def _topic(form: PlanFilter, value: str) -> Q:
    return Q(pk__in=Action.topics.through.objects.filter(topic__slug=value).values("action"))


def _priority(form: PlanFilter, value: str) -> Q:
    return Q(priority="" if value == NOT_NAMED else value)


def _origin(form: PlanFilter, value: str) -> Q:
    """Actions that come from there, be it among other origins."""
    origins = Origin.objects.all()
    if value == NOT_NAMED:
        return ~Q(pk__in=origins.values("action"))
    return Q(pk__in=origins.filter(kind=value).values("action"))


def _cost(form: PlanFilter, value: str) -> Q:
    condition = Q(pk__in=Cost.objects.filter(kind=value).values("action"))
    if value == Cost.Kind.UNSTATED:
        condition |= ~Q(pk__in=Cost.objects.values("action"))
    return condition


def _quarter(form: PlanFilter, value: str) -> Q:
    """Actions that run in a quarter, as far as the plan says: ongoing is always, yearly comes back each year."""
    dated = Q(starts_in__isnull=False) | Q(ends_in__isnull=False)
    ongoing = Q(recurrence__in=CONTINUOUS)
    if value == NOT_NAMED:
        return ~dated & ~ongoing
    begun = Q(starts_in__isnull=True) | Q(starts_in__lte=value)
    not_over = Q(ends_in__isnull=True) | Q(ends_in__gte=value)
    yearly = Q(recurrence=Action.Recurrence.YEARLY, starts_in__isnull=False, ends_in__isnull=True)
    other_time_of_year = yearly & ~Q(starts_in__endswith=value[-2:])
    return begun & not_over & (dated | ongoing) & ~other_time_of_year


CONDITIONS: dict[str, Callable[[PlanFilter, str], Q]] = {
    "q": _text,
    "lijn": _line,
    "thema": _theme,
    "status": lambda form, value: Q(status=value),
    "trekker": _lead,
    "gemeente": _municipality,
    "onderwerp": _topic,
    "prioriteit": _priority,
    "kosten": _cost,
    "herkomst": _origin,
    "periode": _quarter,
}
PAGE = "pagina"
PARAMETERS = (
    "programma",
    ASKED,
    "weergave",
    *CONDITIONS,
)  # what an address of the plan keeps from one page to the next
