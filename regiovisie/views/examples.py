"""What the page of all components shows: invented content in every state. Asks nothing of the database."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.models import Action, ActionLine, Cost, Goal, Phase, Programme
from actions.pages.charts import StatusBar, status_bar
from actions.pages.versions import Change, Version
from actions.rules.amounts import Amount, Cover
from actions.rules.cost_table import CostTable, YearRow
from actions.rules.cost_years import NoYear, Placed
from actions.rules.counts import Counts
from actions.rules.timeline import Timeline, build
from decisions.models import Adoption, Advice, Commitment
from jobs.models import Job
from monitoring.charts.line import LineChart, Point, line_chart
from monitoring.charts.maps import RegionMap, Valued, region_map
from monitoring.charts.multiples import Multiples, multiples
from monitoring.models import Delivery, Figure, Indicator, Source
from municipalities.models import Region
from reading import formats
from regiovisie.forms import SearchForm
from regiovisie.pages.overview import RegionState

MOMENT = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
NOTICES = ("info", "success", "warning", "error")


class EveryFieldForm(forms.Form):
    """A field of each kind that the portal uses."""

    name = forms.CharField(label=_("Tekst"), max_length=20, help_text=_("Dit is de uitleg bij een veld."))
    text = forms.CharField(label=_("Lange tekst"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("Lijst"), choices=Action.Priority.choices)
    on = forms.DateField(label=_("Datum"), widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label=_("Bestand"), required=False)
    locked = forms.CharField(label=_("Niet te wijzigen"), initial=_("Vaste tekst"), disabled=True)
    several = forms.MultipleChoiceField(
        label=_("Een of meer"), choices=Action.Priority.choices, widget=forms.CheckboxSelectMultiple
    )
    status = forms.ChoiceField(label=_("Eén keuze"), choices=Action.Status.choices, widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=_("Een vinkje"), required=True)


@dataclass(frozen=True)
class States:
    """The states of one thing, each with the word for it."""

    title: str
    choices: Sequence[tuple[str, object]]


@dataclass(frozen=True)
class Components:
    """One example of each component in each state, in the order of the page."""

    notices: Sequence[str]
    badges: list[States]
    squares: States
    empty_form: EveryFieldForm
    wrong_form: EveryFieldForm
    loose_fields: EveryFieldForm
    search: SearchForm
    too_long: SearchForm
    rows: list[tuple[Region, Figure, None]]
    versions: list[Version]
    goals: list[Goal]
    costs: CostTable
    timeline: Timeline
    bars: list[StatusBar]
    line: LineChart | None
    small: Multiples
    map: RegionMap | None
    jobs: list[Job]
    regions: list[RegionState]


def _squares() -> list[tuple[str, object]]:
    """What a square in a strip can say: each state of a step, and what is late has its own."""
    return [*Adoption.State.choices, ("overdue", _("Had genomen moeten zijn"))]


def components() -> Components:
    """All of them; made anew for each page, nothing is kept."""
    programme = Programme(title="Samen veilig", slug="samen-veilig", first_year=2025, last_year=2026)
    return Components(
        notices=NOTICES,
        badges=_badges(),
        squares=States(str(_("Vaststelling")), _squares()),
        empty_form=EveryFieldForm(auto_id="leeg_%s"),
        wrong_form=EveryFieldForm({"name": "x" * 21, "on": "31-31-2026"}, auto_id="fout_%s"),
        loose_fields=EveryFieldForm(auto_id="los_%s"),
        search=SearchForm({}),
        too_long=SearchForm({"q": "x" * 200}),
        rows=_figures(),
        versions=_versions(),
        goals=[Goal(level=level, text=f"Een doel: {label.lower()}.") for level, label in Goal.Level.choices],
        costs=_costs(),
        timeline=_timeline(programme),
        bars=[status_bar({status.value: 3 for status in Action.Status}), status_bar({})],
        line=line_chart(_points(0), title="Meldingen", breaks=["2023"], target=Decimal(250)),
        small=multiples([(f"Gemeente {name}", _points(40 * place)) for place, name in enumerate("ABC")]),
        map=_map(),
        jobs=[_job(state) for state in Job.State],
        regions=_regions(programme),
    )


def _badges() -> list[States]:
    return [
        States(str(_("Actie")), Action.Status.choices),
        States(str(_("Vaststelling")), Adoption.State.choices),
        States(str(_("Advies")), Advice.Direction.choices),
        States(str(_("Intentieverklaring")), Commitment.State.choices),
        States(str(_("Overig")), [("info", "info"), ("warning", "warning")]),
    ]


def _figures() -> list[tuple[Region, Figure, None]]:
    """A figure in each status, one with a qualifier, and one for each reason why there is none."""
    delivery = Delivery(source=Source(title="Bron van het cijfer"))
    indicator = Indicator(title="Meldingen")
    known = [Figure(value=Decimal(1250), status=status) for status in Figure.Status]
    about = Figure(value=Decimal(1250), status=Figure.Status.FINAL, qualifier=Figure.Qualifier.CIRCA)
    absent = [Figure(reason=reason) for reason in Figure.Reason]
    for figure in (*known, about, *absent):
        figure.indicator, figure.delivery, figure.period = indicator, delivery, "2025H1"
    return [(Region(name="Voorbeeld"), figure, None) for figure in (*known, about, *absent)]


def _versions() -> list[Version]:
    changes = [
        Change("wat", "Een cursus", "Een cursus voor elk team"),
        Change("hoe", "", "Twee keer per jaar"),
        Change("kosten", "€ 500", ""),
    ]
    by_somebody = Version(MOMENT, "Een projectleider", "Afgesproken in het overleg", changes=changes)
    by_somebody.when = formats.day(MOMENT)
    return [by_somebody, Version(MOMENT, when="2025")]


def _costs() -> CostTable:
    """A year that is covered, one in part, and a last one with a range and no cover; and an amount without a year."""

    def amount(low: int, high: int = 0, count: int = 1) -> Amount:
        return Amount(Decimal(low), Decimal(high or low), count)

    rows = [
        YearRow(2025, False, Cover(amount(40_000), amount(40_000)), amount(40_000), amount(38_700), 2),
        YearRow(
            2026,
            False,
            Cover(amount(95_000, 0, 2), amount(20_000), Amount(), amount(75_000)),
            amount(20_000),
            Amount(),
            3,
        ),
        YearRow(2027, True, Cover(amount(20_000, 30_000), unnamed=amount(20_000, 30_000)), Amount(), Amount(), 4),
    ]
    action = Action(number="1.4", what="Een cursus")
    loose = Placed(action, Cost(action=action, amount=Decimal(5000)), None, NoYear.UNSTATED)
    return CostTable(6, 4, 0, rows, [loose], Amount(), None)


def _timeline(programme: Programme) -> Timeline:
    """A bar of each kind: exact, open at the end and at the start, about, recurring; a phase; two without a bar."""
    line = ActionLine(programme=programme, number=1, title="Eerder in beeld")
    plannings: list[dict[str, object]] = [
        {"starts_in": "2025Q2", "ends_in": "2025Q4", "status": Action.Status.DONE},
        {"starts_in": "2026Q1"},
        {"ends_in": "2025Q3", "status": Action.Status.DELAYED},
        {"starts_in": "2025Q3", "ends_in": "2026Q2", "planning_approximate": True},
        {"recurrence": Action.Recurrence.ONGOING},
        {"planning_text": "na de zomer"},
        {},
    ]
    actions = [
        Action(pk=place, programme=programme, line=line, what=f"Actie {place}", **planning)
        for place, planning in enumerate(plannings, 1)
    ]
    phase = Phase(title="Opbouw", starts=datetime.date(2025, 1, 1), ends=datetime.date(2025, 6, 1))
    return build([(action.what, action) for action in actions], programme, [phase])


def _points(more: int) -> list[Point]:
    """A gap in the third year and a provisional value in the last."""
    values = (120, 180, None, 210, 260)
    return [
        Point(str(2021 + place), None if value is None else Decimal(value + more), provisional=place == len(values) - 1)
        for place, value in enumerate(values)
    ]


def _map() -> RegionMap | None:
    """A row of squares: one for each class, and one without a figure."""
    places = []
    for place, value in enumerate((40, 90, 140, 190, 240, None)):
        left = place * 100
        places.append(
            Valued(
                name=f"Gemeente {place + 1}",
                outline=f"M{left} 0L{left + 100} 0L{left + 100} 100L{left} 100Z",
                value=None if value is None else Decimal(value),
                shown="geen cijfer" if value is None else str(value),
            )
        )
    return region_map(places, title="Meldingen in 2025")


def _job(state: str) -> Job:
    finished = MOMENT if state in (Job.State.DONE, Job.State.FAILED) else None
    return Job(
        title="Rapport maken",
        state=state,
        progress=40,
        created_at=MOMENT,
        finished_at=finished,
        error="Mislukt.",
    )


def _regions(programme: Programme) -> list[RegionState]:
    """With actions, without actions yet, without a public programme, and invented."""
    counted, none = Counts({"running": 4, "done": 2, "unknown": 1}), Counts({})
    told: list[tuple[Programme | None, Counts, bool]] = [
        (programme, counted, False),
        (programme, none, False),
        (None, none, False),
        (programme, counted, True),
    ]
    return [
        RegionState(number, _region(number, fictitious=fictitious), about, counts, lines=3, goals=5, municipalities=[])
        for number, (about, counts, fictitious) in enumerate(told, 1)
    ]


def _region(number: int, *, fictitious: bool) -> Region:
    return Region(name=f"Regio {number}", slug=f"regio-{number}", fictitious=fictitious)
