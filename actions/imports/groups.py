"""The parts of an action that a row changes together, and that somebody chooses between when two sides changed them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actions.rules.content import heading_of
from reading.plans.model import PlanRow

PLACE = "place"
FIELDS = {PLACE: "line", "costs": "cost", "leads": "lead"}


@dataclass(frozen=True)
class Group:
    """A name for forms, what it is called, the codes of its columns and the parts of the content that it fills."""

    name: str
    label: str | Promise
    codes: frozenset[str]  # of years: `cost`
    parts: tuple[str, ...]

    @property
    def field(self) -> str:
        """The field in which something about it is told."""
        return FIELDS.get(self.name, self.name)


def _group(name: str, label: str | Promise, codes: str, parts: str = "") -> Group:
    return Group(name, label, frozenset(codes.split()), tuple(parts.split()))


def _alone(name: str) -> Group:
    return _group(name, heading_of(name), name, name)


_SAME_IN_ALL = (
    _group(PLACE, _("Plaats"), "line theme"),
    *map(_alone, ("number", "what", "how", "goals")),
    _group("status", _("Status"), "status secured_with", "status secured_with merged_into_id"),
    _alone("priority"),
    _group("municipalities", heading_of("municipalities"), "municipalities", "municipalities for_all"),
    *map(_alone, ("topics", "classification")),
)
_MONEY = "cost total amount amount_max cost_kind per funding cost_approximate nature stage"
# In a document one column says who, one when and one what it costs; in our own sheets each has several of its own.
IN_DOCUMENTS = (
    *_SAME_IN_ALL,
    _group("who", _("Wie"), "who lead partners", "leads partners who_text"),
    _group(
        "planning",
        _("Wanneer"),
        "planning start end recurrence",
        "starts_in ends_in recurrence planning_approximate planning_text",
    ),
    _group("costs", _("Kosten"), _MONEY, "costs cost_text"),
)
IN_OUR_SHEETS = (
    *_SAME_IN_ALL,
    _group("leads", heading_of("leads"), "lead", "leads"),
    _alone("partners"),
    _alone("who_text"),
    _group(
        "planning",
        _("Wanneer"),
        "start end recurrence approximate",
        "starts_in ends_in recurrence planning_approximate",
    ),
    _alone("planning_text"),
    _group("costs", _("Kosten"), _MONEY, "costs"),
    _alone("cost_text"),
)


def groups_of(row: PlanRow) -> tuple[Group, ...]:
    """The groups in which a row speaks of an action."""
    return IN_DOCUMENTS if row.own is None or row.in_words else IN_OUR_SHEETS


def within(codes: Iterable[str], group: Group) -> frozenset[str]:
    """Those of the codes that are of a group."""
    return frozenset(code for code in codes if code.partition(":")[0] in group.codes)
