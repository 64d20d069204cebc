"""Adding up money without mixing what does not add up."""

from decimal import Decimal

import pytest

from actions.models import Action, Cost, Funding, FundingBudget, FundingSource
from actions.rules import money
from actions.rules.content import CostItem, Cover, cost_item
from actions.rules.cost_words import cost_in_words, item_in_words
from tests import factories

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def source(programme):
    return FundingSource.objects.create(programme=programme, name="DUVO")


def cost(action, covers=(), **fields):
    made = factories.cost(action=action, **fields)
    for source, amount in covers:
        Funding.objects.create(cost=made, source=source, amount=amount)
    return Cost.objects.get(pk=made.pk)


def amounts(found):
    return [
        (stage.stage, label, cover.planned.low, cover.planned.high) for stage in found for label, cover in stage.groups
    ]


def test_per_year_once_and_unstated_stay_apart(action):
    costs = [
        cost(action, amount="100.00", per="year"),
        cost(action, amount="50.00", per="year"),
        cost(action, amount="30.00", per="once"),
        cost(action, amount="7.00", per="unstated"),
        cost(action, amount="5.00", year=2026),
        cost(action, amount="4.00", year=2025),
    ]
    assert [(label, low) for _, label, low, _ in amounts(money.totals(costs))] == [
        ("per jaar", 150),
        ("eenmalig", 30),
        ("niet gezegd of het per jaar is", 7),
        ("in 2025", 4),
        ("in 2026", 5),
    ]


def test_stages_stay_apart_and_in_order(action):
    costs = [cost(action, amount="1.00", stage=stage) for stage in ("spent", "estimated", "granted")]
    assert [stage.label for stage in money.totals(costs)] == ["geraamd", "toegekend", "uitgegeven"]


def test_ranges_add_up_to_ranges_and_about_stays_about(action):
    costs = [cost(action, amount="10.00", amount_max="20.00"), cost(action, amount="5.00", approximate=True)]
    planned = money.totals(costs)[0].per["once"].planned
    assert planned == money.Amount(Decimal(15), Decimal(25), 2, True)
    assert money.in_words(planned) == f"ongeveer €{SPACE}15 tot €{SPACE}25"


def test_what_has_no_amount_is_in_no_sum(action):
    assert money.totals([cost(action, kind="to_be_determined"), cost(action, kind="none")]) == []


def test_nothing_is_an_amount(action):
    assert money.totals([cost(action, amount="0.00")])[0].per["once"].planned.count == 1


def test_cover_named_open_and_not_named(action, source):
    costs = [
        cost(action, amount="100.00", covers=[(source, None)]),
        cost(action, amount="80.00", covers=[(source, Decimal(30))]),
        cost(action, amount="20.00"),
    ]
    cover = money.totals(costs)[0].per["once"]
    parts = (cover.planned.low, cover.covered.low, cover.open.low, cover.unnamed.low)
    assert parts == (200, 130, 50, 20)


def test_cover_of_a_range_leaves_a_range_open(action, source):
    found = cost(action, amount="100.00", amount_max="150.00", covers=[(source, Decimal(120))])
    cover = money.totals([found])[0].per["once"]
    assert (cover.covered.low, cover.covered.high, cover.open.low, cover.open.high) == (100, 120, 0, 30)


def test_a_source_that_pays_the_rest_leaves_nothing_open(action, programme, source):
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    found = cost(action, amount="100.00", covers=[(source, Decimal(30)), (other, None)])
    cover = money.totals([found])[0].per["once"]
    assert (cover.covered.low, cover.open.count) == (100, 0)


def test_more_cover_than_cost_is_not_open(action, source):
    cover = money.totals([cost(action, amount="100.00", covers=[(source, Decimal(500))])])[0].per["once"]
    assert (cover.covered.low, cover.open.count) == (100, 0)


def test_the_picture_of_a_cover_is_a_hundred_wide_with_decimal_points(action, source):
    costs = [cost(action, amount="1.00", covers=[(source, None)]), cost(action, amount="2.00")]
    shares = money.totals(costs)[0].per["once"].shares
    assert [(share.label, share.x, share.width) for share in shares] == [
        ("Dekking genoemd", "0.00", "33.33"),
        ("Geen dekking genoemd", "33.33", "66.67"),
    ]


def test_a_picture_of_nothing_does_not_divide_by_zero(action):
    assert [share.width for share in money.totals([cost(action, amount="0.00")])[0].per["once"].shares] == ["0.00"]


def test_a_source_without_amount_pays_the_rest(action, programme, source):
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    shared = cost(action, amount="100.00", covers=[(source, Decimal(30)), (other, None)])
    parts = {funding.source.name: money.part_of(funding, shared) for funding in shared.fundings.all()}
    assert {name: part.low for name, part in parts.items()} == {"DUVO": 30, "Wmo": 70}


def test_two_sources_without_amounts_are_not_divided(action, programme, source):
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    shared = cost(action, amount="100.00", covers=[(source, None), (other, None)])
    plans = money.cover_plan([source, other], [shared])
    assert [(plan.planned.unshared, plan.planned.per) for plan in plans] == [(1, {}), (1, {})]


def test_unknowns_by_reason_and_silence_is_unstated(line):
    kinds = ["to_be_determined", "amount", "unstated", "in_kind", "to_be_determined"]
    made = [factories.action(line=line) for _ in kinds]
    for action, kind in zip(made, kinds, strict=True):
        cost(action, kind=kind)
    silent = factories.action(line=line)
    found = money.unknowns(Action.objects.in_plan_order())
    assert [(unknown.label, unknown.actions) for unknown in found] == [
        ("Nader te bepalen", [made[0], made[4]]),
        ("Inzet van medewerkers", [made[3]]),
        ("Niet genoemd", [made[2], silent]),
    ]
    assert money.with_amount(Action.objects.in_plan_order()) == [made[1]]


def test_the_year_table_has_years_as_rows_and_stages_as_columns(action):
    costs = [
        cost(action, amount="5.00", year=2026),
        cost(action, amount="4.00", year=2025, stage="spent"),
        cost(action, amount="9.00", per="once", stage="granted"),
    ]
    table = money.year_table(money.totals(costs))
    assert table.stages == ["geraamd", "uitgegeven"]
    rows = [(year, [cover and cover.planned.low for cover in covers]) for year, covers in table.rows]
    assert rows == [(2025, [None, 4]), (2026, [5, None])]


@pytest.mark.parametrize(
    ("costs", "left"),
    [
        ([{"amount": "30.00", "year": 2025}], 70),
        ([{"amount": "30.00", "amount_max": "40.00", "year": 2025}], 60),  # the highest: what is surely left
        ([{"amount": "30.00", "year": 2025, "stage": "spent"}], 100),  # spent is not taken twice
        ([{"amount": "30.00", "year": 2025}, {"amount": "1.00", "per": "year"}], None),  # in which years, is not said
    ],
)
def test_what_is_left_of_a_budget_only_when_that_can_be_known(action, source, costs, left):
    FundingBudget.objects.create(source=source, year=2025, amount=100)
    plan = money.cover_plan([source], [cost(action, covers=[(source, None)], **fields) for fields in costs])[0]
    assert ([row.left for row in plan.years], plan.has_left) == ([left], left is not None)


def test_a_budget_that_is_not_named_is_not_zero(action, source):
    plan = money.cover_plan([source], [cost(action, amount="3.00", year=2025, covers=[(source, None)])])[0]
    assert [(row.budget, row.planned.low, row.left) for row in plan.years] == [(None, 3, None)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": "15000.00", "per": "year"}, "€ 15.000 per jaar"),
        ({"amount": "15000.00", "per": "year", "total": "30000.00"}, "€ 15.000 per jaar, totaal € 30.000"),
        ({"amount": "5000.50", "per": "unstated"}, "€ 5.000,50"),
        ({"amount": "60000.00", "per": "year", "approximate": True}, "ongeveer € 60.000 per jaar"),
        ({"amount": "15.00", "amount_max": "25.00", "per": "once"}, "€ 15 tot € 25 eenmalig"),
        ({"amount": "21400.00", "year": 2025, "stage": "spent"}, "uitgegeven: € 21.400 in 2025"),
        ({"amount": "5.00", "per": "year", "nature": "structural"}, "€ 5 per jaar, structureel"),
        ({"kind": "to_be_determined"}, "Nader te bepalen"),
        ({"kind": "none"}, "Geen kosten"),
        ({"kind": "in_kind", "year": 2025}, "Inzet van medewerkers in 2025"),
        ({"amount": "5.00", "per": "once", "year": 2025}, "€ 5 in 2025"),
    ],
)
def test_a_cost_in_words(action, fields, words):
    kept = cost(action, **fields)
    assert cost_in_words(kept).replace(SPACE, " ") == words
    kept.refresh_from_db()
    assert cost_in_words(cost_item(kept, [])).replace(SPACE, " ") == words


def test_the_whole_of_a_cost_in_words():
    item = CostItem(amount=Decimal(9), cover=(Cover("DUVO"), Cover(7, Decimal(5)), Cover(8)), text="pilot")
    words = "€ 9, dekking: DUVO, Wmo (€ 5), onbekend (pilot)"
    assert item_in_words(item, {7: "Wmo"}).replace(SPACE, " ") == words
