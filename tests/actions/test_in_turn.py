"""Editing the plan action by action: what stands first, what is folded, and which one comes next."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.actions.sheets import filled


@pytest.fixture
def plan(line, programme):
    """Five actions of two lines, added in another order than the plan's."""
    other = factories.line(programme=programme, number=line.number + 1)
    made = [
        factories.action(line=where, what=f"Actie {name}", position=position, status=status)
        for name, where, position, status in [
            ("e", other, 2, "planned"), ("a", line, 1, "planned"), ("c", line, 3, "running"), ("b", line, 2, "running"),
            ("d", other, 1, "planned"),
        ]
    ]  # fmt: skip
    return sorted(made, key=lambda action: action.what)


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


def address(action, query=""):
    return reverse("actions:edit", args=[action.pk]) + query


def save(anna, action, query="", **changes):
    data = filled(anna, address(action, query), **changes) | {"en-verder": "1"}
    return anna.post(address(action, query), data)


@pytest.mark.parametrize(
    ("query", "names"),
    [("", "abcde"), ("?status=running", "bc"), ("?status=planned", "ade"), ("?lijn=2&status=planned", "de"),
     ("?weergave=tijdlijn&q=actie", "abcde")],
)  # fmt: skip
def test_save_and_next_walks_through_the_list_in_the_order_of_the_plan(anna, plan, region, query, names):
    left = [action for action in plan if action.what[-1] in names]
    for place, action in enumerate(left, start=1):
        page = anna.get(address(action, query)).content.decode()
        assert f"Actie {place} van {len(left)} in " in page
        assert ("uw selectie" in page) == (query != "")
        answer = save(anna, action, query, how=f"Aanpak {place}")
        action.refresh_from_db()
        assert (answer.status_code, action.how) == (302, f"Aanpak {place}")
        there = left[place] if place < len(left) else None
        back = reverse("actions:plan", args=[region.slug])
        assert answer["Location"] == (address(there, query) if there else back + query)
    said = anna.get(answer["Location"]).content.decode()
    assert "Dit was de laatste actie van de lijst." in said
    assert f"‘{left[-1].what}’: Opgeslagen." in said


def test_what_leaves_the_selection_does_not_break_the_row(anna, plan):
    a, _b, _c, d, e = plan
    query = "?status=planned"
    assert save(anna, a, query, status="running")["Location"] == address(d, query)
    assert "Actie " not in re.sub(r"Actie [a-e]\b|Actie bewerken", "", anna.get(address(a, query)).content.decode())
    assert save(anna, a, query)["Location"] == address(d, query)  # from outside: the first one after it
    assert save(anna, d, query, status="running")["Location"] == address(e, query)


def test_a_mistake_stays_where_it_is_and_keeps_the_list(anna, plan):
    data = filled(anna, address(plan[1], "?status=running"), starts_in="Q5 2026") | {"en-verder": "1"}
    page = anna.post(address(plan[1], "?status=running"), data)
    assert (page.status_code, "Actie 1 van 2 in uw selectie" in page.content.decode()) == (200, True)


def test_an_unknown_filter_is_404_but_never_costs_what_was_typed(anna, plan, region):
    assert anna.get(address(plan[0], "?status=bestaat-niet")).status_code == 404
    data = filled(anna, address(plan[0]), how="Getypt") | {"en-verder": "1"}
    assert anna.post(address(plan[0], "?status=bestaat-niet"), data).status_code == 302
    plan[0].refresh_from_db()
    assert plan[0].how == "Getypt"


def test_hidden_actions_are_no_part_of_the_row(anna, plan, people, line):
    line.programme.actions.filter(pk=plan[1].pk).update(released_at=None)
    assert "Actie 2 van 5" in anna.get(address(plan[1])).content.decode()
    anna.force_login(factories.leader(factories.region()))
    assert anna.get(address(plan[1])).status_code == 404


def test_the_plan_links_to_the_form_with_its_own_query(anna, plan, region):
    page = anna.get(reverse("actions:plan", args=[region.slug]) + "?status=running").content.decode()
    assert f'href="{address(plan[1])}?status=running"' in page


def folds(page):
    return {key: is_open != "" for key, is_open in re.findall(r'id="deel-([\w-]+)"\s*(open)?>', page.content.decode())}


@pytest.mark.parametrize(
    ("field", "typed", "opened"),
    [("what", "x" * 2001, "wat"), ("partners_typed", "x" * 161, "partners"), ("planned_part", "x" * 81, "woorden"),
     ("priority", "anders", "voor-wie"), ("starts_in", "ooit", None)],
)  # fmt: skip
def test_a_fold_with_a_mistake_is_open(anna, plan, field, typed, opened):
    page = anna.get(address(plan[0]))
    assert folds(page) == dict.fromkeys(("wat", "partners", "woorden", "voor-wie"), False)
    sent = anna.post(address(plan[0]), filled(anna, address(plan[0])) | {field: typed})
    assert folds(sent) == {key: key == opened for key in folds(page)}


def test_a_fold_says_what_is_in_it(anna, plan, region):
    plan[0].partners.set([factories.organisation(region=region, name=name) for name in ("GGD", "Politie", "OM", "VT")])
    plan[0].topics.set([factories.topic(title="Meldcode")])
    held = [fold.summary for fold in anna.get(address(plan[0])).context["sheet"].folds]
    assert held == ["Actie a", "GGD, OM, Politie en nog 1", "Nog niets ingevuld", "Meldcode"]


def test_what_people_change_most_stands_first_and_open(anna, plan):
    page = re.sub(r"<details.*?</details>", "", anna.get(address(plan[0])).content.decode(), flags=re.S)
    order = [page.index(f'name="{name}"') for name in ("starts_in", "ends_in", "status", "leads_typed", "reason")]
    assert order == sorted(order)
    assert 'name="what"' not in page


def test_a_new_action_begins_with_what_it_is(anna, plan, region):
    assert folds(anna.get(reverse("actions:add", args=[region.slug])))["wat"] is True
