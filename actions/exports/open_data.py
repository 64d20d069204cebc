"""Open data: the actions of a programme as CSV, in the columns of the design (section 6)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from actions import money
from actions.models import Action, Cost, Document, Programme
from actions.models.action import ActionQuerySet
from municipalities.models import Municipality

COLUMNS = [
    *("id", "programma", "actielijn", "thema", "nummer", "wat", "hoe", "trekker", "partners", "doelen"),
    *("planning_tekst", "start", "eind", "herhaling"),
    *("kosten_tekst", "kosten_soort", "bedrag", "bedrag_max", "per", "dekking"),
    *("status", "prioriteit", "gemeenten", "bijgewerkt_op"),
]
AT_ONCE = 200  # actions read together


def public_actions(programme: Programme) -> ActionQuerySet:
    """The actions that everybody may see, in plan order: also for who may see more."""
    return Action.objects.visible_to(AnonymousUser()).filter(programme=programme).in_plan_order()


def action_rows(programme: Programme, actions: ActionQuerySet) -> Iterator[list[str]]:
    """The header and a row per action. Amounts in euros with a decimal point; quarters as `2021Q3`; GM codes."""
    documents = Document.objects.visible_to(AnonymousUser()).filter(programme=programme)
    places = Municipality.objects.filter(participations__document__in=documents)
    everywhere = _list(sorted(set(places.values_list("code", flat=True))))
    read = actions.select_related("line", "theme").prefetch_related(
        "leads", "partners", "goals", "municipalities", "costs__fundings__source"
    )
    yield COLUMNS
    for action in read.iterator(chunk_size=AT_ONCE):
        yield [
            str(action.pk),
            *(programme.title, str(action.line), action.theme.title if action.theme else "", action.number),
            *(action.what, action.how),
            *(_names(action.leads.all()), _names(action.partners.all())),
            *("\n".join(goal.text for goal in action.goals.all()), action.planning_text),
            *(action.starts_in or "", action.ends_in or "", action.get_recurrence_display()),
            action.cost_text,
            *_costs(money.planned_costs(list(action.costs.all()))),
            *(action.get_status_display(), action.get_priority_display()),
            _list(sorted(place.code for place in action.municipalities.all())) or everywhere,
            timezone.localtime(action.updated_at).date().isoformat(),
        ]


def _costs(costs: list[Cost]) -> list[str]:
    """Kind, amount, highest amount, per and cover of an action. What does not add up or differs stays empty."""
    amount, highest = money.one_amount(costs)
    pers = {cost.get_per_display() for cost in costs if cost.kind == Cost.Kind.AMOUNT and cost.year is None}
    sources = {funding.source.name for cost in costs for funding in cost.fundings.all()}
    kinds = dict.fromkeys(cost.get_kind_display() for cost in costs)
    return [
        _list(kinds) or str(Cost.Kind.UNSTATED.label),
        _number(amount),
        _number(highest),
        pers.pop() if len(pers) == 1 else "",
        _list(sorted(sources)),
    ]


def _names(rows: Iterable[object]) -> str:
    return _list(str(row) for row in rows)


def _list(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"
