"""The plan as a grid: one line per action, its cells as texts; a fixed number of queries, whatever the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.paginator import Page
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.asked import numbered
from accounts.models import User
from actions.models import Action, Cost, Goal
from actions.rules.content import Content, cost_item
from actions.rules.filters import PlanFilter
from actions.rules.grid import COLUMNS, SEEN, Names, Place, field_of, heading, may_change, text_of

PER_PAGE = 100
LISTS = {"leads": "organisaties", "status": "lijst-status", "priority": "lijst-prioriteit"}


@dataclass
class Cell:
    """One cell: what it shows, what its writer saw, and what there is to say of it."""

    place: Place
    label: str
    text: str
    seen: str
    is_open: bool  # whether it can be changed here
    error: str = ""
    now: str | None = None  # what somebody else made of it
    new: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Of its field."""
        return field_of(self.place)

    @property
    def seen_name(self) -> str:
        """Of the field with what its writer saw."""
        return field_of(self.place, SEEN)

    @property
    def column(self) -> str:
        """The code of its column."""
        return self.place[1]

    @property
    def heading(self) -> str:
        """What its column is called."""
        return heading(self.place[1])

    @property
    def list(self) -> str:
        """The id of the list of words to choose from; empty for none."""
        return LISTS.get(self.place[1], "")

    @property
    def told(self) -> str:
        """What somebody else made of it meanwhile, as a sentence; empty when nobody did."""
        if self.now is None:
            return ""
        both = {"now": self.now or _("niets"), "typed": self.text or _("niets")}
        return _("Iemand anders maakte hier intussen %(now)s van. U typte %(typed)s.") % both


@dataclass(frozen=True)
class Row:
    """One action with its cells."""

    action: Action
    title: str
    cells: list[Cell]


@dataclass
class Grid:
    """One page of the grid."""

    page: Page[Action]
    rows: list[Row]

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The columns: code and name."""
        return [(column, heading(column)) for column in COLUMNS]

    @property
    def cells(self) -> dict[Place, Cell]:
        """All cells, by their place."""
        return {cell.place: cell for row in self.rows for cell in row.cells}

    @property
    def wrong(self) -> list[Cell]:
        """The cells that were not saved, in the order of the page."""
        return [cell for cell in self.cells.values() if cell.error or cell.now is not None]

    @property
    def new(self) -> list[str]:
        """The names of organisations that can be made, on request."""
        return list(dict.fromkeys(name for cell in self.wrong for name in cell.new))


def read_grid_page(form: PlanFilter, user: User, *, number: str, only: Iterable[int] | None = None) -> Grid:
    """One page of the grid as filtered; with `only` the rows of these actions, whatever the filters. Unknown: 404."""
    actions = Action.objects.visible_to(user).filter(programme=form.programme)
    asked = actions.filter(form.where()).in_plan_order()
    page = numbered(asked, PER_PAGE, number)
    first = (page.number - 1) * PER_PAGE
    shown = asked[first : first + PER_PAGE] if only is None else actions.filter(pk__in=list(only)).in_plan_order()
    goals = Prefetch("goals", Goal.objects.order_by("position", "pk"))
    costs = Prefetch("costs", Cost.objects.order_by("position", "pk"))
    found = shown.select_related("line").prefetch_related("leads", goals, costs, "costs__fundings")
    return Grid(page, [_row(action) for action in found])


def _row(action: Action) -> Row:
    names = {lead.pk: lead.name for lead in action.leads.all()}
    content = Content(
        leads=frozenset(names),
        starts_in=action.starts_in,
        ends_in=action.ends_in,
        status=action.status,
        secured_with=action.secured_with,
        priority=action.priority,
        costs=tuple(cost_item(cost, cost.fundings.all()) for cost in action.costs.all()),
    )
    title = action.name_from(action.goals.all())
    return Row(action, title, [_cell(action, column, content, names) for column in COLUMNS])


def _cell(action: Action, column: str, content: Content, names: Names) -> Cell:
    text = text_of(column, content, names)
    return Cell((action.pk, column), label_of(action, column), text, text, may_change(column, content, names))


def label_of(action: Action, column: str) -> str:
    """What a cell is called to who hears it: `Einde van actie 1.2`."""
    return _("%(column)s van actie %(number)s") % {"column": heading(column), "number": action.number or action.pk}


def labels_of(places: Iterable[Place], user: User) -> dict[Place, str]:
    """The same for cells of which only the place is known."""
    wanted = list(places)
    actions = Action.objects.visible_to(user).in_bulk({action for action, _column in wanted})
    return {place: label_of(actions[place[0]], place[1]) for place in wanted if place[0] in actions}


def what_was_saved(labels: Mapping[Place, str]) -> str:
    """The only cell by name, else how many: `einde van actie 1.2`, `20 cellen`."""
    if len(labels) == 1:
        (label,) = labels.values()
        return label
    return _("%d cellen") % len(labels)
