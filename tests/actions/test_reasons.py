"""Another end or another amount than was agreed asks for a reason; filling in, spending and concepts do not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from actions.rules.content import Content, CostItem
from actions.rules.reasons import reason_asked
from tests import factories
from tests.actions.sheets import filled

COST = CostItem(pk=1, amount=Decimal(500), per="year", text="Zaal")
AGREED = Content(what="Meldcodetour", ends_in="2027Q1", costs=(COST,))
END, MONEY = "Schrijf waarom het einde verandert.", "Schrijf waarom de kosten veranderen."


@pytest.mark.parametrize(
    ("old", "changes", "asked"),
    [
        (AGREED, {}, ""),
        (AGREED, {"what": "Iets anders", "starts_in": "2026Q1", "status": "running"}, ""),
        (AGREED, {"ends_in": "2027Q2"}, END),
        (AGREED, {"ends_in": "2026Q4"}, END),
        (AGREED, {"ends_in": None}, END),
        (AGREED, {"costs": (replace(COST, amount=Decimal(501)),)}, MONEY),
        (AGREED, {"costs": (replace(COST, per="once"),)}, MONEY),
        (AGREED, {"costs": ()}, MONEY),
        (AGREED, {"costs": (COST, replace(COST, pk=None))}, MONEY),
        (AGREED, {"costs": (COST, replace(COST, pk=None, stage="spent"))}, ""),
        (AGREED, {"costs": (replace(COST, pk=None, text="Zaalhuur"),)}, ""),
        (AGREED, {"ends_in": None, "costs": ()}, "Schrijf waarom het einde en de kosten veranderen."),
        (Content(), {"ends_in": "2027Q1", "costs": (COST,)}, ""),
        (Content(costs=(CostItem(kind="unstated"),)), {"costs": (COST,)}, ""),
    ],
)
def test_what_asks_for_a_reason(old, changes, asked):
    new = replace(old, **changes)
    assert reason_asked(old, new, is_released=True) == asked
    assert reason_asked(old, new, is_released=False) == ""


def test_the_form_asks_and_keeps_what_was_typed(client, action, people):
    action.ends_in = "2027Q1"
    action.save()
    factories.cost(action=action, amount=Decimal("500.00"), per="year")
    client.force_login(people["anna"])
    address = f"/acties/{action.pk}/bewerken/"
    typed = filled(client, address, ends_in="2027Q3")
    answer = client.post(address, typed)
    assert (answer.status_code, answer.context["sheet"].form["reason"].errors) == (200, [END])
    assert answer.context["sheet"].form["ends_in"].value() == "3e kwartaal 2027"
    assert client.post(address, typed | {"reason": "Wacht op de GGD"}).status_code == 302
    action.refresh_from_db()
    assert (action.ends_in, action.history.latest().history_change_reason) == ("2027Q3", "Wacht op de GGD")
