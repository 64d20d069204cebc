"""Money, whatever a plan says: nothing is counted twice, unknown is never zero, the parts are the total, page is file.

Random costs, budgets and keys, recounted here from the words of besluiten 089 and 109 and not from the rules.
"""

import io
import itertools
from collections import defaultdict
from decimal import Decimal

import openpyxl
import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from actions.exports import costs as files
from actions.models import Action, ActionLine, Cost, Funding, FundingBudget, FundingSource, Programme
from actions.rules.amounts import Amount, in_words, part_of
from actions.rules.cost_table import cost_table
from actions.rules.cover_plan import Doubt, cover_plan
from decisions.models import ShareKey
from decisions.rules.shares import divisions
from municipalities.models import Region

YEARS = range(2024, 2034)
STAGES = ("estimated", "estimated", "granted", "granted", "spent")  # two of one action for one year are the hard case
CODES = ("GM0001", "GM0002", "GM0003")
cents = st.integers(0, 5_000_000).map(lambda number: Decimal(number) / 100)
ids = itertools.count(1)


@st.composite
def costs(draw, action, sources):
    """A cost as a plan may say it: once, per year, of a year, neither; a range, about; or why there is no amount."""
    kind = draw(st.sampled_from(["amount"] * 9 + ["to_be_determined", "in_kind", "none", "unstated"]))
    cost = Cost(pk=next(ids), action=action, kind=kind, stage=draw(st.sampled_from(STAGES)))
    cost.per = draw(st.sampled_from(["once", "year", "year", "unstated"]))
    if draw(st.booleans()):
        cost.year = draw(st.sampled_from([2025, 2026, 2026, 2029]))
    cost.nature = draw(st.sampled_from(["", "structural"]))
    if kind == "amount":
        cost.amount, cost.approximate = draw(cents), draw(st.booleans())
        cost.amount_max = cost.amount + draw(cents) if draw(st.booleans()) else None
    paying = draw(st.lists(st.sampled_from(sources), unique_by=lambda source: source.pk, max_size=3))
    fundings = []
    for source in paying:
        most = cost.amount_max or cost.amount or Decimal(0)
        part = draw(st.none() | st.just(min(draw(cents), most))) if kind == "amount" else None
        fundings.append(Funding(pk=next(ids), cost=cost, source=source, amount=part))
    cost._prefetched_objects_cache = {"fundings": fundings}
    return cost


@st.composite
def plans(draw):
    """A programme with its public actions and sources, none of it in a database."""
    region = Region(pk=1, name="Noordland", slug="noordland")
    last = draw(st.sampled_from([None, 2027]))
    programme = Programme(pk=1, region=region, title="Plan", slug="plan", first_year=2025, last_year=last)
    sources = [FundingSource(pk=number, programme=programme, name=f"Bron {number}") for number in (1, 2, 3)]
    for source in sources:
        years = draw(st.lists(st.sampled_from(YEARS[:6]), unique=True, max_size=3))
        stages = st.sampled_from(["", "expected", "granted"])
        budgets = [
            FundingBudget(
                source=source, year=year, amount=draw(cents), stage=draw(stages), approximate=draw(st.booleans())
            )
            for year in years
        ]
        source._prefetched_objects_cache = {"budgets": budgets}
    line = ActionLine(pk=1, programme=programme, number=1)
    actions = []
    for number in range(draw(st.integers(0, 3))):
        starts = draw(st.sampled_from([None, "2024Q4", "2025Q1", "2026Q2"]))
        ends = draw(st.sampled_from([None, "2026Q2", "2026Q4", "2028Q1"]))
        action = Action(
            pk=next(ids), programme=programme, line=line, number=f"1.{number}", what=f"Actie {number}",
            starts_in=starts, ends_in=ends, recurrence=draw(st.sampled_from(["", "ongoing"])),
            planned_part=draw(st.booleans()),
        )  # fmt: skip
        found = [draw(costs(action, sources)) for _each in range(draw(st.integers(1, 3)))]
        action._prefetched_objects_cache = {"costs": found, "goals": []}
        actions.append(action)
    return programme, actions, sources


def read(plan):
    programme, actions, sources = plan
    table = cost_table(programme, actions)
    return files.Costs(programme, actions, table, cover_plan(sources, table))


# --- The recount ---


def years_of(cost, programme):
    """The years that a cost is for, of the horizon; none when the plan does not say."""
    action = cost.action
    first = int(action.starts_in[:4]) if action.starts_in else None
    last = int(action.ends_in[:4]) if action.ends_in and not action.planned_part else None
    if cost.year:
        return {cost.year}
    if cost.per == "once":
        return {first} if first and first == last else set()
    if cost.per == "year":
        if first is None and action.recurrence == "ongoing":
            first = min(programme.first_year, last or programme.first_year)
        open_end = max(first or 0, programme.last_year or YEARS[-1])  # without an end: until the programme stops
        return {year for year in YEARS if first and first <= year <= (last or open_end)}
    return set()


def counted(plan):
    """Per year the costs that are planned then, and those that were spent: what was granted replaces an estimate."""
    programme, actions, _sources = plan
    planned, spent = defaultdict(list), defaultdict(list)
    for action in actions:
        known = [(cost, years_of(cost, programme)) for cost in action.costs.all() if cost.kind == "amount"]
        granted = set().union(*(years for cost, years in known if cost.stage == "granted"))
        for cost, years in known:
            for year in years - (granted if cost.stage == "estimated" else set()):
                (spent if cost.stage == "spent" else planned)[year].append(cost)
    return planned, spent


def total(costs):
    return sum(cost.amount for cost in costs), sum(cost.amount_max or cost.amount for cost in costs)


def ends(amount):
    return amount.low, amount.high


# --- The properties ---


@given(plan=plans())
def test_each_year_counts_every_amount_once_and_what_has_no_year_stands_beside_it(plan):
    found = read(plan)
    planned, spent = counted(plan)
    rows = {row.year: row for row in found.table.rows}
    for year in set(YEARS) & (rows.keys() | planned.keys() | spent.keys()):
        row = rows.get(year) or next(row for row in found.table.rows if row.onwards and row.year < year)
        assert ends(row.planned) == total(planned[year])
        assert ends(row.spent) == total(spent[year])
        assert (row.planned.count, row.spent.count) == (len(planned[year]), len(spent[year]))
        assert ends(row.granted) == total([cost for cost in planned[year] if cost.stage == "granted"])
    in_a_year = {cost.pk for costs_ in (*planned.values(), *spent.values()) for cost in costs_}
    loose = {one.cost.pk for amounts in found.table.loose for one in amounts.items}
    everything = {cost.pk for action in plan[1] for cost in action.costs.all() if cost.kind == "amount"}
    assert in_a_year | loose == everything
    replaced = {one.cost.pk for one in found.table.placed if one.granted}  # by what was granted, in some of its years
    assert in_a_year & loose <= replaced


@given(plan=plans())
def test_sources_and_what_has_none_are_the_total_of_each_year(plan):
    found = read(plan)
    without = {int(row.label[:4]): row.amount for row in found.cover.without}
    for row in found.table.rows:
        parts = [year for each in found.cover.sources for year in each.years if int(year.label[:4]) == row.year]
        parts_sum = sum((part.planned for part in parts), without.get(row.year, Amount()))
        assert ends(row.cover.covered + row.open) == ends(row.planned)
        several = any(
            one.counts_in(row.year)
            and not one.is_spent
            and sum(each.amount is not None for each in one.cost.fundings.all()) > 1
            for one in found.table.placed
        )
        if any(Doubt.UNSHARED in part.doubts for part in parts):
            assert parts_sum.low <= row.planned.high
        elif several:  # two that pay more together than the least: how they share that is not said
            assert parts_sum.low <= row.planned.low
            assert parts_sum.high >= row.planned.high
        else:
            assert ends(parts_sum) == ends(row.planned)


@given(plan=plans())
def test_what_is_left_is_said_only_where_everything_is_known_and_is_never_nothing_by_default(plan):
    found = read(plan)
    budgets = {(source.name, budget.year): budget for source in plan[2] for budget in source.budgets.all()}
    for each in found.cover.sources:
        paid = [
            cost for action in plan[1] for cost in action.costs.all()
            if cost.kind != "none" and any(one.source is each.source for one in cost.fundings.all())
        ]  # fmt: skip
        vague = any(cost.kind != "amount" or (cost.stage != "spent" and not years_of(cost, plan[0])) for cost in paid)
        for row in each.years:
            budget = budgets.get((each.name, int(row.label[:4])))
            assert (row.available.count, row.available.low) == ((1, budget.amount) if budget else (0, 0))
            unshared = Doubt.UNSHARED in row.doubts
            assert (row.left is None) == (budget is None or vague or unshared)
            if row.left:
                assert (row.left.low, row.left.high) == (
                    budget.amount - row.planned.high,
                    budget.amount - row.planned.low,
                )
            assert row.left_words.startswith("niet te zeggen: ") == (row.left is None)
    for row in found.cover.together:
        assert (row.left is None) == bool(row.doubts)


def tables_of(found):
    """The tables of the page of the costs: a list of rows of cells, each a list of lines."""
    years = render_to_string("actions/_cost_years.html", {"table": found.table, "name": "x"})
    cover = render_to_string("actions/_cover_years.html", {"cover": found.cover})
    return [[cells_of(row) for row in html.fromstring(f"<div>{each}</div>").xpath(".//tr")] for each in (years, cover)]


def cells_of(row):
    return [[line for part in cell.xpath(".//text()") if (line := " ".join(part.split()))] for cell in row]


def sheets_of(found):
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(found)))
    read_ = {}
    for sheet in book:
        heads, *rows = sheet.iter_rows(values_only=True)
        read_[sheet.title] = [dict(zip(heads, row, strict=True)) for row in rows]
    return read_


def amount_in(row, name):
    """The words of an amount in a workbook; empty for none."""
    low, high = row.get(name), row.get(f"{name}, hoogste")
    if low is None:
        return ""
    low, high = (round(Decimal(each), 2) for each in (low, low if high is None else high))
    return plain(in_words(Amount(low, high, 1, row.get(f"{name}, ongeveer") == "ja")))


def plain(words):
    return " ".join(words.split())


@pytest.mark.django_db
@given(plan=plans())
def test_the_page_the_workbook_and_the_csv_say_the_same(plan):
    found = read(plan)
    sheets, told = sheets_of(found), csv_of(found)
    years, cover = tables_of(found)
    if years:
        check_years(years, sheets["Per jaar"], told)
    check_cover(cover, sheets[found.cover.title], told, found.cover)


def heads_of(table):
    return [plain(" ".join(cell)).replace("\N{SOFT HYPHEN}", "") for cell in table[0]]


def check_years(table, sheet, told):
    """Each year as the page has it, in the workbook and in the csv."""
    for cells, row in zip(table[1:], sheet, strict=True):
        page = dict(zip(heads_of(table), cells, strict=True))
        label, words, without = page["Jaar"][0], page["Gepland"], "Acties zonder bedrag voor dat jaar"
        assert (label, page[without]) == (row["Jaar"], [str(row[without])])
        assert words[0] == (amount_in(row, "Gepland") or "niet genoemd")
        assert of(words, "toegekend") == granted_in(row)
        assert of(words, " gedekt") in ("", f"{amount_in(row, 'Gedekt')} gedekt")
        assert page.get("Uitgegeven", ["niet genoemd"])[0] == (amount_in(row, "Uitgegeven") or "niet genoemd")
        for what, name in (
            ("gepland", "Gepland"), ("toegekend", "Waarvan toegekend"), ("gedekt", "Gedekt"), ("nog open", "Nog open"),
            ("uitgegeven", "Uitgegeven"),
        ):  # fmt: skip
            assert told["Per jaar", "", label].get(what, "") == amount_in(row, name)


def check_cover(table, sheet, told, cover):
    """Each row of the sources as the page has it, in the workbook and (but for all together) in the csv."""
    heads = heads_of(table)
    rows = iter(sheet)
    source = ""
    for cells in table[1:]:
        if len(cells) == 1:
            source = cells[0][0]
            continue
        page, row = dict(zip(heads, cells, strict=True)), next(rows)
        label = page["Jaar"][0]
        named = "Zonder bron" if source == "Gepland zonder bron" else source
        assert (row["Bron"], row["Jaar"]) == (named, label)
        assert page["Gepland"][0] == (amount_in(row, "Gepland") or "niets")
        if source == "Gepland zonder bron":
            assert page["Gepland"][1] == plain(row["Over of tekort, in woorden"])
            assert told["Dekking", "", label]["gepland"] == amount_in(row, "Gepland")
            continue
        assert of(page["Gepland"], "toegekend") == granted_in(row)
        assert (row["Bij gepland"] or "") == next(
            (word for word in page["Gepland"][1:] if word.startswith("zonder")), ""
        )
        assert page.get("Uitgegeven", ["niet genoemd"])[0] == (amount_in(row, "Uitgegeven") or "niet genoemd")
        if cover.has_budget:
            assert page["Beschikbaar"][0] == (amount_in(row, "Beschikbaar") or "niet genoemd")
            assert page["Beschikbaar"][1:] == [row["Stadium van beschikbaar"]] * bool(row["Stadium van beschikbaar"])
            assert page["Over of tekort"] == [plain(row["Over of tekort, in woorden"])]
        if source == "Alle bronnen samen":
            continue
        for what, name in (
            ("beschikbaar", "Beschikbaar"), ("gepland", "Gepland"), ("toegekend", "Waarvan toegekend"),
            ("uitgegeven", "Uitgegeven"), ("over", "Over (onder nul: tekort)"),
        ):  # fmt: skip
            assert told["Dekking", source, label].get(what, "") == amount_in(row, name)
    assert list(rows) == []


def of(words, ending):
    return next((word for word in words[1:] if word.endswith(ending)), "")


def granted_in(row):
    """How the page says how much of what is planned was granted, from the workbook."""
    amount = amount_in(row, "Waarvan toegekend")
    if not amount:
        return ""
    return "toegekend" if amount == amount_in(row, "Gepland") else f"waarvan {amount} toegekend"


def csv_of(found):
    """Per part, source and year the words of the amounts of the csv; empty where there is none."""
    heads, *rows = files.cost_rows(found)
    told = defaultdict(dict)
    for row in (dict(zip(heads, each, strict=True)) for each in rows):
        if row["onderdeel"] == "Actie":
            continue
        amount = row["bedrag"] and Amount(
            Decimal(row["bedrag"]), Decimal(row["bedrag_max"] or row["bedrag"]), 1, row["ongeveer"] == "ja"
        )
        assert amount or row["toelichting"]
        told[row["onderdeel"], row["bron"], row["jaar"]][row["wat"]] = plain(in_words(amount)) if amount else ""
    return told


@given(
    plan=plans(),
    numbers=st.lists(st.integers(0, 300_000), min_size=3, max_size=3).filter(any),
    source=st.sampled_from([None, 1, 2]),
    kind=st.sampled_from(["inhabitants", "percentages"]),
)
def test_the_shares_of_what_is_planned_are_what_is_planned_to_the_cent(plan, numbers, source, kind):
    found = read(plan)
    if kind == "percentages":
        first = min(numbers[0], 100)
        numbers = [first, (100 - first) // 2, 100 - first - (100 - first) // 2]
    lines = "\n".join(f"{code} {number}" for code, number in zip(CODES, numbers, strict=True))
    key = ShareKey(kind=kind, basis="planned", first_year=2025, last_year=2028, lines=lines, source_id=source)
    sources = {each.source.pk: each for each in found.cover.sources if each.source}
    for made in divisions(key, found.table):
        row = found.table.row_in(int(made.label))
        planned = sources[source].planned.get(int(made.label)) if source else row and row.planned
        if source and int(made.label) in sources[source].unshared:
            planned = None
        if source and found.table.row_in(int(made.label)) and found.table.rows[-1].onwards:
            continue  # the years after the last row stand in that row: the cover plan does not name them one by one
        assert (made.total and ends(made.total)) == ((planned and planned.count and ends(planned)) or None)
        amounts = [share.amount for share in made.shares]
        if made.total is None:
            assert (amounts, bool(made.notes)) == ([None] * 3, True)
            continue
        assert ends(sum(amounts, Amount())) == ends(made.total)
        assert all(amount.low <= amount.high and amount.low == round(amount.low, 2) for amount in amounts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([150], [(100, 150)]),  # of € 100 to € 200
        ([50, None], [(50, 50), (50, 150)]),
        ([150, None], [(100, 150), (0, 50)]),
        ([80, 60], [(40, 80), (20, 60)]),
        ([None, None], [None, None]),
    ],
)
def test_a_source_never_pays_more_than_the_cost(parts, expected):
    cost = Cost(pk=1, kind="amount", amount=Decimal(100), amount_max=Decimal(200))
    fundings = [Funding(pk=number, cost=cost, amount=part) for number, part in enumerate(parts)]
    cost._prefetched_objects_cache = {"fundings": fundings}
    found = [part_of(funding, cost) for funding in fundings]
    assert [part and ends(part) for part in found] == expected
