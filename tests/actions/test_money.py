"""Adding up money year by year, without mixing what does not add up."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, Cost, Funding, FundingBudget, FundingSource
from actions.rules import amounts, money
from actions.rules.content import CostItem, Cover, cost_item
from actions.rules.cost_table import cost_table, cost_tables
from actions.rules.cost_words import cost_in_words, item_in_words
from actions.rules.cost_years import Years, placed
from actions.rules.cover_plan import cover_plan
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


def plain(text):
    return text.replace(SPACE, " ")


def table_of(programme):
    return cost_table(programme, list(programme.actions.order_by("pk").prefetch_related("costs__fundings")))


def rows_of(programme):
    """Per row of the table what is planned, as lowest and highest amount."""
    return {row.label: (row.planned.low, row.planned.high) for row in table_of(programme).rows if row.planned.count}


def cover_of(programme):
    (row,) = [row for row in table_of(programme).rows if row.planned.count]
    return row.cover


def cover_plan_of(programme):
    sources = FundingSource.objects.order_by("pk")
    return cover_plan(sources, table_of(programme)).sources


SEVERAL = "eenmalig, niet gezegd in welk jaar"
WHEN = {"starts_in": "2021Q3", "ends_in": "2022Q4"}


@pytest.mark.parametrize(
    ("planning", "fields", "expected"),
    [
        (WHEN, {"per": "year"}, "2021 tot en met 2022"),
        ({"starts_in": "2022Q2"}, {"per": "year"}, "2022 en verder"),
        ({"starts_in": "2022Q2"}, {"per": "year", "nature": "structural"}, "2022 en verder"),
        ({**WHEN, "planned_part": "het opstarten"}, {"per": "year"}, "2021 en verder"),  # the end is not of the action
        ({**WHEN, "ends_in": "2021Q3", "planned_part": "het opstarten"}, {"per": "once"}, SEVERAL),
        ({"recurrence": "ongoing"}, {"per": "year"}, "2024 en verder"),  # begins with the programme
        ({"recurrence": "yearly"}, {"per": "year"}, "per jaar, niet gezegd vanaf welk jaar"),
        ({"ends_in": "2026Q4"}, {"per": "year"}, "per jaar, niet gezegd vanaf welk jaar"),
        ({}, {"per": "year"}, "per jaar, niet gezegd vanaf welk jaar"),
        ({"starts_in": "2025Q1", "ends_in": "2025Q3"}, {"per": "once"}, "2025"),
        (WHEN, {"per": "once"}, SEVERAL),
        ({"starts_in": "2022Q2"}, {"per": "once"}, SEVERAL),
        ({"starts_in": "2025Q1", "ends_in": "2025Q1"}, {"per": "unstated"}, "niet gezegd of het per jaar is"),
        (WHEN, {"per": "unstated", "year": 2030}, "2030"),  # its own year goes before the planning
    ],
)
def test_a_cost_falls_in_its_own_year_or_those_of_its_action(line, planning, fields, expected):
    programme = line.programme
    programme.first_year = 2024
    action = factories.action(line=line, **planning)
    cost(action, **fields)
    assert [one.words for one in placed(action, programme)] == [expected]


def test_each_year_has_the_sum_of_its_own_amounts_and_the_last_row_goes_on(line):
    """The amounts of Noord- en Midden-Limburg: in no year do all three count."""
    line.programme.first_year, line.programme.last_year = 2021, None
    for starts, ends, amount in (("2021Q1", "2022Q4", 15_000), ("2022Q1", None, 20_000), ("2023Q1", None, 60_000)):
        cost(factories.action(line=line, starts_in=starts, ends_in=ends), amount=amount, per="year")
    assert rows_of(line.programme) == {
        "2021": (15_000, 15_000),
        "2022": (35_000, 35_000),
        "2023 en verder": (80_000, 80_000),
    }


def test_what_ends_later_than_the_last_beginning_has_a_row_of_its_own(line):
    line.programme.first_year, line.programme.last_year = 2021, None
    for starts, ends, amount in (("2021Q1", "2023Q4", 1), ("2022Q1", None, 2)):
        cost(factories.action(line=line, starts_in=starts, ends_in=ends), amount=amount, per="year")
    assert [(label, low) for label, (low, _high) in rows_of(line.programme).items()] == [
        ("2021", 1), ("2022", 3), ("2023", 3), ("2024 en verder", 2),
    ]  # fmt: skip


def test_a_programme_with_an_end_says_what_structural_money_goes_on(line):
    line.programme.first_year, line.programme.last_year = 2025, 2026
    for nature, amount in (("structural", 100), ("", 30)):
        cost(factories.action(line=line, starts_in="2025Q1"), amount=amount, per="year", nature=nature)
    table = table_of(line.programme)
    assert [(row.label, row.planned.low) for row in table.rows] == [("2025", 130), ("2026", 130)]
    assert plain(table.after_words) == "Ook na 2026: € 100 per jaar, structureel."


def test_planned_is_estimated_and_granted_and_spent_stays_apart(action):
    for stage, amount in (("estimated", 1), ("granted", 2), ("spent", 4)):
        cost(factories.action(line=action.line), amount=amount, year=2025, stage=stage)
    (row,) = [row for row in table_of(action.programme).rows if row.planned.count]
    assert (row.planned.low, row.granted.low, row.spent.low) == (3, 2, 4)
    assert plain(row.words) == "2025: € 3 (waarvan € 2 toegekend; dekking niet genoemd), uitgegeven: € 4"


def test_in_a_year_that_has_both_what_was_granted_counts_and_the_estimate_is_listed(line):
    line.programme.last_year = None
    action = factories.action(line=line, number="1", starts_in="2025Q1", ends_in="2026Q4")
    cost(action, amount=100, per="year")
    cost(action, amount=80, year=2025, stage="granted")
    assert rows_of(line.programme) == {"2025": (80, 80), "2026": (100, 100)}
    assert [plain(each.words) for each in table_of(line.programme).loose] == [
        "Geraamd naast een toegekend bedrag voor hetzelfde jaar: € 100 (1)"
    ]


def test_amounts_without_a_year_are_listed_by_reason_and_never_added(line):
    for number, fields in (
        ("1.1", {"amount": 5000, "per": "unstated"}),
        ("1.2", {"amount": 9000, "per": "unstated", "stage": "granted"}),
        ("1.3", {"amount": 300, "per": "year", "approximate": True}),
    ):
        cost(factories.action(line=line, number=number), **fields)
    table = table_of(line.programme)
    assert [plain(each.words) for each in table.loose] == [
        "Niet gezegd of het per jaar is: € 5.000 (1.1); toegekend € 9.000 (1.2)",
        "Per jaar, niet gezegd vanaf welk jaar: ongeveer € 300 (1.3)",
    ]
    assert (table.rows, table.is_placed) == ([], False)


def test_ranges_add_up_to_ranges_and_about_stays_about(action):
    cost(action, amount="10.00", amount_max="20.00", year=2025)
    cost(action, amount="5.00", approximate=True, year=2025)
    planned = table_of(action.programme).row_in(2025).planned
    assert planned == amounts.Amount(Decimal(15), Decimal(25), 2, True)
    assert plain(planned.words) == "ongeveer € 15 tot € 25"


def test_a_year_says_how_many_actions_that_may_run_then_have_no_amount(line):
    for planning in ({"starts_in": "2025Q1", "ends_in": "2025Q4"}, {"starts_in": "2026Q1"}, {}):
        factories.action(line=line, **planning)
    cost(factories.action(line=line), year=2025)
    cost(factories.action(line=line), kind="none")  # known to cost nothing
    cost(factories.action(line=line), kind="in_kind")
    line.programme.first_year, line.programme.last_year = 2025, 2026
    assert [(row.label, row.without) for row in table_of(line.programme).rows] == [("2025", 3), ("2026", 4)]


def test_nothing_is_an_amount(action):
    cost(action, amount="0.00", year=2025)
    assert table_of(action.programme).row_in(2025).planned.count == 1


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["amount"], "Van alle acties is een bedrag bekend."),
        (["in_kind"], "Van geen enkele actie is een bedrag bekend. Dat is niet hetzelfde als nul."),
        (["none", "amount"], "Van 1 van de 2 acties is een bedrag bekend. 1 actie kost niets."),
        (
            ["amount", "in_kind"],
            "Van 1 van de 2 acties is een bedrag bekend."
            " Van 1 actie is het niet bekend; dat is niet hetzelfde als nul.",
        ),
    ],
)
def test_the_table_says_how_much_is_known(line, kinds, words):
    for kind in kinds:
        cost(factories.action(line=line), kind=kind)
    assert table_of(line.programme).known == words


def test_tables_of_more_programmes_take_three_queries(line, django_assert_num_queries):
    other = factories.line()
    for each in (line, other):
        cost(factories.action(line=each), amount=7, year=2025)
    programmes = [line.programme, other.programme]
    with django_assert_num_queries(3):
        found = cost_tables(Action.objects.all(), programmes)
        assert [plain(found[each.pk].row_in(2025).words) for each in programmes] == [
            "2025: € 7 (dekking niet genoemd)"
        ] * 2


def test_cover_named_open_and_not_named(action, source):
    cost(action, amount="100.00", year=2025, covers=[(source, None)])
    cost(action, amount="80.00", year=2025, covers=[(source, Decimal(30))])
    cost(action, amount="20.00", year=2025)
    cover = cover_of(action.programme)
    parts = (cover.planned.low, cover.covered.low, cover.open.low, cover.unnamed.low)
    assert (parts, plain(cover.words)) == ((200, 130, 50, 20), "€ 130 gedekt")


def test_cover_of_a_range_leaves_a_range_open(action, source):
    cost(action, amount="100.00", amount_max="150.00", year=2025, covers=[(source, Decimal(120))])
    cover = cover_of(action.programme)
    assert (cover.covered.low, cover.covered.high, cover.open.low, cover.open.high) == (100, 120, 0, 30)


@pytest.mark.parametrize("part", [None, Decimal(500)])
def test_what_is_paid_in_full_leaves_nothing_open(action, programme, source, part):
    """By a source that pays the rest, or more than there is."""
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    cost(action, amount="100.00", year=2025, covers=[(source, Decimal(30)), (other, part)])
    cover = cover_of(action.programme)
    assert (cover.covered.low, cover.open.count, cover.words) == (100, 0, "gedekt")


def test_a_source_without_amount_pays_the_rest(action, programme, source):
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    shared = cost(action, amount="100.00", covers=[(source, Decimal(30)), (other, None)])
    parts = {funding.source.name: amounts.part_of(funding, shared) for funding in shared.fundings.all()}
    assert {name: part.low for name, part in parts.items()} == {"DUVO": 30, "Wmo": 70}


def test_two_sources_without_amounts_are_not_divided(action, programme, source):
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    cost(action, amount="100.00", year=2025, covers=[(source, None), (other, None)])
    assert [(plan.unshared, plan.planned) for plan in cover_plan_of(programme)] == [({2025: 1}, {})] * 2
    assert {row.left_words for plan in cover_plan_of(programme) for row in plan.years} == {
        "niet te zeggen: geen budget genoemd voor dit jaar; een bedrag is van meer bronnen samen"
    }


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


@pytest.mark.parametrize(
    ("costs", "left"),
    [
        ([{"amount": "30.00", "year": 2025}], "€ 70 over"),
        ([{"amount": "100.00", "year": 2025}], "niets over"),
        ([{"amount": "130.00", "year": 2025}], "€ 30 tekort"),
        ([{"amount": "30.00", "amount_max": "40.00", "year": 2025}], "€ 60 tot € 70 over"),
        ([{"amount": "90.00", "amount_max": "140.00", "year": 2025}], "€ 40 tekort tot € 10 over"),
        ([{"amount": "30.00", "approximate": True, "year": 2025}], "ongeveer € 70 over"),
        ([{"amount": "30.00", "year": 2025, "stage": "spent"}], "€ 100 over"),  # spent is not taken twice
        ([{"amount": "30.00", "per": "year"}], "€ 70 over"),  # the action is of 2025
        (
            [{"amount": "30.00", "year": 2025}, {"amount": "1.00", "per": "unstated"}],
            "niet te zeggen: er is ook een bedrag zonder jaar",
        ),
        ([{"kind": "to_be_determined"}], "niet te zeggen: er horen ook acties zonder bedrag bij"),
        ([{"kind": "none"}], "€ 100 over"),
    ],
)
def test_what_is_left_of_a_budget_only_when_that_can_be_known(line, source, costs, left):
    action = factories.action(line=line, starts_in="2025Q1", ends_in="2025Q4")
    FundingBudget.objects.create(source=source, year=2025, amount=100)
    for fields in costs:
        cost(action, covers=[(source, None)], **fields)
    assert [plain(row.left_words) for row in cover_plan_of(line.programme)[0].years] == [left]


def test_a_budget_that_is_not_named_is_not_zero_and_makes_no_cover_plan(action, source):
    cost(action, amount="3.00", year=2025, covers=[(source, None)])
    found = cover_plan([source], table_of(action.programme))
    assert [(row.available.count, row.planned.low, row.left) for row in found.sources[0].years] == [(0, 3, None)]
    assert found.title == "Dekking"
    FundingBudget.objects.create(source=source, year=2025, amount=100)
    assert cover_plan([source], table_of(action.programme)).title == "Dekkingsplan"


def test_a_budget_after_a_year_that_stands_for_all_later_ones_has_its_own_row(line, source):
    """`2023 en verder` is then 2023, and the planned amount stands beside the budget of 2024 too."""
    line.programme.first_year, line.programme.last_year = 2023, None
    cost(factories.action(line=line, starts_in="2023Q1"), amount=60, per="year", covers=[(source, None)])
    FundingBudget.objects.create(source=source, year=2024, amount=100)
    (plan,) = cover_plan_of(line.programme)
    assert [(row.label, row.planned.low, plain(row.left_words)) for row in plan.years] == [
        ("2023", 60, "niet te zeggen: geen budget genoemd voor dit jaar"),
        ("2024 en verder", 60, "€ 40 over"),
    ]


def test_all_sources_together_are_as_sure_as_the_least_sure(line, programme, source):
    other = FundingSource.objects.create(programme=programme, name="Wmo")
    FundingBudget.objects.create(source=source, year=2025, amount=100, stage="granted")
    FundingBudget.objects.create(source=other, year=2025, amount=50, approximate=True)
    FundingBudget.objects.create(source=other, year=2026, amount=50)
    for year, covers in ((2025, [(source, None)]), (2025, [(other, None)]), (2026, [(source, None)]), (2026, ())):
        cost(factories.action(line=line), amount=60, year=year, covers=covers)
    plan = cover_plan(FundingSource.objects.order_by("pk"), table_of(programme))
    assert [(row.label, plain(row.available.words), plain(row.left_words)) for row in plan.together] == [
        ("2025", "ongeveer € 150", "ongeveer € 30 over"),
        ("2026", "€ 50", "niet te zeggen: geen budget genoemd voor dit jaar"),
    ]
    assert [(row.label, plain(row.amount.words), row.words) for row in plan.without] == [
        ("2026", "€ 60", "bron niet genoemd")
    ]


def test_a_source_of_another_programme_pays_without_a_name_and_without_a_budget(action):
    """Possible in the back office; the page broke on it."""
    strange = FundingSource.objects.create(programme=factories.programme(), name="GEHEIM")
    FundingBudget.objects.create(source=strange, year=2025, amount=100)
    cost(action, amount=60, year=2025, covers=[(strange, None)])
    (plan,) = cover_plan([], table_of(action.programme)).sources
    assert (plan.name, [row.planned.low for row in plan.years]) == ("Bron van een ander programma", [60])
    with pytest.raises(ValidationError, match="ander programma"):
        Funding.objects.get().full_clean()


def test_years_that_meet():
    assert [Years(2021, 2022).meets(other) for other in (Years(2022, None), Years(2020, 2021), Years(2023, 2024))] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": "15000.00", "per": "year"}, "€ 15.000 per jaar"),
        ({"amount": "15000.00", "per": "year", "total": "30000.00"}, "€ 15.000 per jaar, totaal € 30.000"),
        ({"amount": "5000.50", "per": "unstated"}, "€ 5.000,50 (niet gezegd of het per jaar is)"),
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
    words = "€ 9 (niet gezegd of het per jaar is), dekking: DUVO, Wmo (€ 5), onbekend (pilot)"
    assert item_in_words(item, {7: "Wmo"}).replace(SPACE, " ") == words
