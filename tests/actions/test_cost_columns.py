"""The costs of an action in columns: what fits, and what is said of what does not."""

from decimal import Decimal

import pytest

from actions.models import Action, Funding, FundingSource
from actions.rules import cells, cost_cells
from tests import factories

pytestmark = pytest.mark.django_db


def values(action, *costs, cover=()):
    for fields in costs:
        cost = factories.cost(action=action, **fields)
        for name, amount in cover:
            source, _new = FundingSource.objects.get_or_create(programme=action.programme, name=name)
            Funding.objects.create(cost=cost, source=source, amount=amount)
    found = cells.with_all(Action.objects.filter(pk=action.pk)).get()
    return {code: value for code, value in cells.Entry(found).costs.items() if value not in (None, "", ())}


YEAR = {"amount": Decimal("5.00"), "per": "unstated"}


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ([], {}),
        ([{"kind": "in_kind"}], {"cost_kind": "Inzet van medewerkers"}),
        ([{"kind": "to_be_determined", "per": "year"}], {"cost_kind": "Nader te bepalen", "per": "per jaar"}),
        (
            [YEAR | {"year": 2026}, YEAR | {"year": 2025, "amount": Decimal("0.00")}],
            {
                "cost_kind": "Bedrag", "stage": "geraamd", "cost_approximate": "nee",
                "cost:2025": Decimal("0.00"), "cost:2026": Decimal("5.00"),
            },
        ),
        ([{}, {"kind": "in_kind"}], {"cost_kind": "Meer posten"}),
        ([{"text": "Alleen het eerste jaar"}], {"cost_kind": "Meer posten"}),
        ([YEAR | {"year": 2025, "amount_max": Decimal("9.00")}], {"cost_kind": "Meer posten"}),
        ([YEAR | {"year": 2025}, {"per": "year"}], {"cost_kind": "Meer posten"}),
        (
            [YEAR | {"year": 2025}, YEAR | {"year": 2026, "stage": "granted"}],  # not alike
            {"cost_kind": "Meer posten", "cost:2025": Decimal("5.00"), "cost:2026": Decimal("5.00")},
        ),
        (
            [YEAR | {"year": 2025}, YEAR | {"year": 2025, "stage": "spent"}],  # what was spent is not planned
            {"cost_kind": "Meer posten", "cost:2025": Decimal("5.00")},
        ),
        ([YEAR | {"year": 2025}, YEAR | {"year": 2026, "stage": "spent"}], {"cost_kind": "Meer posten"}),
    ],
)  # fmt: skip
def test_costs_stand_in_columns_where_these_hold_all_of_them(action, costs, expected):
    assert values(action, *costs) == expected


def test_one_cost_with_everything(action):
    action.cost_text = "5 tot 7 euro"
    action.save()
    cost = {
        "amount": Decimal("5.00"), "amount_max": Decimal("7.00"), "total": Decimal("20.00"), "per": "year",
        "nature": "structural", "stage": "granted", "approximate": True, "text": "5 tot 7 euro",
    }  # fmt: skip
    assert values(action, cost, cover=[("Wmo", None), ("DUVO", None)]) == {
        "cost_kind": "Bedrag", "amount": Decimal("5.00"), "amount_max": Decimal("7.00"), "total": Decimal("20.00"),
        "per": "per jaar", "nature": "structureel", "stage": "toegekend", "cost_approximate": "ja",
        "funding": ("DUVO", "Wmo"),
    }  # fmt: skip


def test_a_cover_in_parts_does_not_fit_and_is_said_in_words(action):
    assert values(action, {}, cover=[("DUVO", Decimal("400.00"))]) == {"cost_kind": "Meer posten"}
    costs = cells.with_all(Action.objects.filter(pk=action.pk)).get().costs.all()
    assert cost_cells.in_words(costs) == ("€\xa01.000 eenmalig, dekking: DUVO (€ 400)".replace("\xa0", " "),)
