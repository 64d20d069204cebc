"""What a plan lacks: the rule, said twice and agreeing, and the work list of who keeps the plan."""

import datetime
import re
from dataclasses import dataclass, replace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from actions.models import Action, Cost
from actions.pages.attention import facts_of, goals_above, with_parts
from actions.rules.quality import Facts, Gap, Tally, asked, asks_progress, misses, misses_any, missing, recent_since
from tests import factories

DAY = datetime.date(2026, 8, 31)
MOST_QUERIES = 15


@dataclass(frozen=True)
class Case:
    """An action with what hangs on it, as a plan may have it."""

    status: str
    lead: bool
    starts: str | None
    recurrence: str
    goal: str
    costs: tuple[str, ...]
    updates: tuple[datetime.date, ...]
    released: bool

    def facts(self, last_year):
        return Facts(
            status=self.status,
            last_year=last_year,
            has_lead=self.lead,
            has_planning=bool(self.starts or self.recurrence),
            has_goal=self.goal in ("action", "theme", "line"),
            costs=self.costs,
            reported_on=max(self.updates, default=None),
        )


days = st.sampled_from([recent_since(DAY) + datetime.timedelta(days=n) for n in (-400, -1, 0, 1, 180)])
cases = st.builds(
    Case,
    status=st.sampled_from([*Action.Status.values, "running", "delayed"]),
    lead=st.booleans(),
    starts=st.sampled_from([None, "2026Q1"]),
    recurrence=st.sampled_from(["", "yearly"]),
    goal=st.sampled_from(["", "elsewhere", "action", "theme", "line"]),
    costs=st.lists(st.sampled_from(Cost.Kind.values), max_size=2).map(tuple),
    updates=st.lists(days, max_size=2).map(tuple),
    released=st.booleans(),
)


def make(case, programme):
    """The action in the database; on a line and theme of its own, because these may give it its goal."""
    line = factories.line(programme=programme)
    theme = factories.theme(line=line)
    leads = [factories.organisation(region=programme.region)] if case.lead else []
    action = factories.action(
        line=line, theme=theme, status=case.status, leads=leads, starts_in=case.starts, recurrence=case.recurrence
    )
    if case.goal == "elsewhere":  # of another action on the same line and theme, and of another theme of the line
        factories.goal(action=factories.action(line=line, theme=theme, status="done"), line=line, theme=theme)
        factories.goal(theme=factories.theme(line=line), line=line)
    elif case.goal:
        factories.goal(**{case.goal: {"action": action, "theme": theme, "line": line}[case.goal]})
    for kind in case.costs:
        factories.cost(action=action, kind=kind)
    for on in case.updates:
        factories.update(action=action, on=on, released_at=timezone.now() if case.released else None)
    return action


FULL = Case("running", True, "2026Q1", "", "action", ("amount",), (recent_since(DAY),), True)
EDGES = [
    FULL,
    replace(FULL, updates=(recent_since(DAY) - datetime.timedelta(days=1),)),
    replace(FULL, status="delayed", updates=(), released=False),
    replace(FULL, costs=("amount", "to_be_determined")),
    replace(FULL, starts=None, goal="elsewhere", lead=False),
    replace(FULL, starts=None, recurrence="yearly", goal="line", costs=("none",)),
]


@pytest.mark.django_db
@example(EDGES, None)
@example(EDGES, DAY.year - 1)
@given(st.lists(cases, min_size=1, max_size=6), st.sampled_from([None, DAY.year - 1, DAY.year]))
def test_the_database_finds_exactly_what_the_rule_says(drawn, last_year):
    with transaction.atomic():
        programme = factories.programme(first_year=2020, last_year=last_year)
        made = {make(case, programme).pk: case.facts(last_year) for case in drawn}
        actions = Action.objects.filter(pk__in=made)
        rule = {pk: set(missing(facts, on=DAY)) for pk, facts in made.items()}
        above = goals_above(programme)
        read = {action.pk: facts_of(action, above) for action in with_parts(actions)}
        assert {pk: set(missing(facts, on=DAY)) for pk, facts in read.items()} == rule
        for gap in Gap:
            found = set(actions.filter(misses(gap, on=DAY)).values_list("pk", flat=True))
            assert found == {pk for pk, gaps in rule.items() if gap in gaps}
            rest = set(actions.exclude(misses(gap, on=DAY)).values_list("pk", flat=True))
            assert rest == made.keys() - found  # never NULL
        assert set(actions.filter(misses_any(on=DAY)).values_list("pk", flat=True)) == {pk for pk in rule if rule[pk]}
        reporting = set(actions.filter(asks_progress(DAY)).values_list("pk", flat=True))
        assert reporting == {pk for pk, facts in made.items() if Gap.PROGRESS in asked(facts, on=DAY)}
        transaction.set_rollback(True)


COMPLETE = Facts("running", 2028, True, True, True, ("amount",), DAY)


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({}, ()),
        ({"costs": ("none",)}, ()),
        ({"costs": ("in_kind",)}, ()),
        ({"costs": ("existing_budget",)}, ()),
        ({"costs": ("amount", "unstated")}, ()),
        ({"costs": ("unstated",)}, (Gap.COST,)),
        ({"costs": ("amount", "to_be_determined")}, (Gap.COST,)),
        ({"costs": ("unclear",)}, (Gap.COST,)),
        ({"costs": ()}, (Gap.COST,)),
        ({"reported_on": datetime.date(2026, 2, 28)}, ()),
        ({"reported_on": datetime.date(2026, 2, 27)}, (Gap.PROGRESS,)),
        ({"reported_on": None}, (Gap.PROGRESS,)),
        ({"reported_on": None, "status": "planned"}, ()),
        ({"reported_on": None, "last_year": 2025}, ()),
        ({"reported_on": None, "last_year": None}, (Gap.PROGRESS,)),
        ({"has_lead": False, "has_planning": False, "has_goal": False}, (Gap.LEAD, Gap.PLANNING, Gap.GOAL)),
        *(({"has_lead": False, "costs": (), "status": status}, ()) for status in ("done", "secured", "stopped")),
    ],
)
def test_what_an_action_misses(changes, gaps):
    assert missing(Facts(**(vars(COMPLETE) | changes)), on=DAY) == gaps


@pytest.mark.parametrize(
    ("day", "since"),
    [("2026-08-31", "2026-02-28"), ("2026-11-28", "2026-05-28"), ("2026-03-30", "2025-09-30"),
     ("2024-08-30", "2024-02-29")],
)  # fmt: skip
def test_recent_is_six_months(day, since):
    assert recent_since(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(since)


def test_the_figure_is_whole_only_when_nothing_is_missing():
    assert [Tally(asked=asked, missing=missing).percentage for asked, missing in ((1000, 0), (1000, 1), (3, 3))] == [
        100,
        99,
        0,
    ]
    assert Tally().percentage is None


def url(region, query=""):
    return reverse("actions:attention", args=[region.slug]) + query


def filled(line, **fields):
    """An action that misses nothing."""
    action = factories.action(
        line=line, leads=[factories.organisation(region=line.programme.region)], starts_in="2026Q1", **fields
    )
    factories.goal(action=action)
    factories.cost(action=action)
    return action


@pytest.fixture
def see(client, people, region):
    """Gives the work list as somebody sees it: (what it was made from, its page)."""

    def page(who="anna", query=""):
        client.force_login(people[who])
        response = client.get(url(region, query))
        assert response.status_code == 200
        return response.context["found"], html.fromstring(response.content)

    return page


def told(found):
    """The rows as title and gaps, by line."""
    return [
        (line.number, [(row.title, [gap.label for gap in row.missing]) for row in rows]) for line, rows in found.groups
    ]


def test_the_list_tells_per_line_what_is_missing(see, line, programme):
    second = factories.line(programme=programme)
    filled(line)
    filled(line, what="Loopt", status="running")
    factories.action(line=line, what="Klaar", status="done")
    bare = factories.action(line=second, what="Kaal")
    found, page = see()
    gaps = ["Trekker", "Planning", "Doel", "Kosten"]
    assert told(found) == [(1, [("Loopt", ["Recente voortgang"])]), (2, [("Kaal", gaps)])]
    assert [(line.percentage, [gap.number for gap in line.gaps]) for line in [*found.lines, found.whole]] == [
        ("88 %", [0, 0, 0, 0, 1]),  # 8 of 9
        ("0 %", [1, 1, 1, 1, 0]),
        ("61 %", [1, 1, 1, 1, 1]),  # 8 of 13
    ]
    text = " ".join(page.text_content().split())
    assert "Bij 2 van de 3 acties ontbreekt iets. Ingevuld: 61 %, 8 van de 13 onderdelen." in text
    assert "Hoe berekenen we dit?" in text
    assert f"/acties/{bare.pk}/bewerken/#id_leads" in page.xpath("//ul[@class='gaps__kinds']//a/@href")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?mist=trekker", [(1, ["A"]), (2, ["C"])]),
        ("?mist=kosten&lijn=1", [(1, ["A", "B"])]),
        ("?lijn=2", [(2, ["C"])]),
        ("?mist=voortgang", []),
    ],
)
def test_the_list_by_kind_of_gap_and_line(see, line, programme, organisation, query, rows):
    second = factories.line(programme=programme)
    factories.action(line=line, what="A")
    factories.action(line=line, what="B", leads=[organisation])
    factories.action(line=second, what="C")
    found, _page = see(query=query)
    assert [(number, [title for title, _gaps in of]) for number, of in told(found)] == rows


@pytest.mark.parametrize("query", ["?mist=geluk", "?lijn=9", "?pagina=7"])
def test_an_unknown_filter_is_not_found(client, people, region, line, query):
    factories.action(line=line)
    client.force_login(people["anna"])
    assert client.get(url(region, query)).status_code == 404


def test_every_link_leads_to_a_field_that_is_there(see, client, line):
    action = factories.action(line=line, status="running")
    _found, page = see()
    links = page.xpath("//ul[@class='gaps__kinds']//a/@href")
    assert len(links) == len(Gap)
    for link in links:
        path, _hash, anchor = link.partition("#")
        form = html.fromstring(client.get(path).content)
        assert not anchor or form.xpath("//*[@id=$id]", id=anchor), link
    assert links[-1] == reverse("actions:progress", args=[action.pk])


def test_who_reports_reads_and_gets_no_links_to_a_form(see, line):
    factories.action(line=line, what="Kaal")
    found, page = see("bram")
    assert told(found) == [(1, [("Kaal", ["Trekker", "Planning", "Doel", "Kosten"])])]
    assert page.xpath("//ul[@class='gaps__kinds']//a") == []


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("olga", 403), ("carla", 403), ("bram", 200), ("anna", 200)])
def test_it_is_not_public(client, people, region, line, who, status):
    if who:
        client.force_login(people[who])
    assert client.get(url(region)).status_code == status


def test_a_plan_without_gaps_says_so(see, line):
    filled(line)
    found, page = see()
    assert (found.whole.percentage, told(found)) == ("100 %", [])
    assert "Alles wat gevraagd wordt, is ingevuld." in page.text_content()


@pytest.mark.parametrize("who", ["anna", "bram", "sam"])
def test_the_number_of_queries_does_not_grow(people, region, line, programme, who):
    client = Client()
    client.force_login(people[who])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(region)).status_code == 200
        return len(captured)

    for _number in range(2):
        factories.goal(action=factories.action(line=line, status="running", what=""), line=line)
    few = queries()
    now = timezone.now()
    lines = [line, factories.line(programme=programme)]
    Action.objects.bulk_create(
        Action(programme=programme, line=lines[n % 2], what=f"Actie {n}", position=n, released_at=now, updated_at=now)
        for n in range(300)
    )
    assert (queries(), few <= MOST_QUERIES) == (few, True), few


def test_leaders_are_told_on_the_plan_and_on_their_own_page(client, people, region, line):
    factories.action(line=line)
    factories.action(line=line)
    filled(line)
    told = re.compile(r"Bij\s+2\s+acties ontbreekt iets")
    seen = {}
    for who in (None, "olga", "bram", "anna"):
        client = Client()
        if who:
            client.force_login(people[who])
        pages = [reverse("actions:plan", args=[region.slug]), *(["/mijn/"] if who else [])]
        seen[who] = [bool(told.search(client.get(page).content.decode())) for page in pages]
    assert seen == {None: [False], "olga": [False, False], "bram": [True, False], "anna": [True, True]}
