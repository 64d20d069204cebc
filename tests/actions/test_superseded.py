"""Words of the plan that something else was agreed instead of: marked with the day, and not when they hold again."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions.models import Action
from actions.rules.content import CostItem, content_of
from actions.services import editing
from tests import factories

DAY = datetime.datetime(2026, 3, 3, 9, tzinfo=datetime.UTC)
SAID = "stond in het plan; vervangen op 3 maart 2026"
MARKS = ("planning_replaced_on", "who_replaced_on", "cost_replaced_on")


@pytest.fixture
def clock(monkeypatch):
    """A moment that goes a day further with each edit, unless the edit says when it is."""
    now = [DAY - datetime.timedelta(days=40)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return now


@pytest.fixture
def written(line, region, clock):
    """An action with words on planning, who and cost, and what they were read as."""
    action = factories.action(line=line, what="Meldcodetour")
    lead = factories.organisation(region=region, name="GGD")
    content = replace(
        content_of(action),
        planning_text="derde kwartaal 2026", starts_in="2026Q3", ends_in="2026Q3",
        who_text="de GGD", leads=frozenset({lead.pk}),
        cost_text="5.000 euro", costs=(CostItem(amount=Decimal("5000.00")),),
    )  # fmt: skip
    editing.edit_action(action, content=content, version=action.version, reason="", by=None)
    return Action.objects.get(pk=action.pk)


def edit(action, *, clock, at=None, **changes):
    """Save an edit, and give the marks."""
    clock[0] = at or clock[0] + datetime.timedelta(days=1)
    action = Action.objects.get(pk=action.pk)
    content = replace(content_of(action), **changes)
    editing.edit_action(action, content=content, version=action.version, reason="Besluit", by=None)
    return marks(action)


def marks(action):
    return Action.objects.values_list(*MARKS).get(pk=action.pk)


def costs(action, **changes):
    return tuple(replace(item, **changes) for item in content_of(action).costs)


def test_words_hold_while_they_are_what_was_read(written, clock):
    assert marks(written) == (None, None, None)
    assert edit(written, clock=clock, status="running", how="Anders", priority="high") == (None, None, None)
    assert edit(written, clock=clock, costs=costs(written, stage="granted")) == (None, None, None)
    spent = CostItem(amount=Decimal("10.00"), stage="spent")
    assert edit(written, clock=clock, costs=(*content_of(written).costs, spent)) == (None, None, None)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (0, {"starts_in": "2026Q2"}), (0, {"ends_in": None}), (0, {"recurrence": "yearly"}),
        (0, {"planning_approximate": True}), (0, {"planned_part": "de verkenning"}),
        (1, {"leads": frozenset()}), (1, {"partners": frozenset({"Politie"})}),
        (2, {"costs": ()}), (2, {"costs": (CostItem(amount=Decimal("9.00")),)}),
    ],
)  # fmt: skip
def test_another_reading_marks_its_own_words_with_the_day(written, clock, place, change):
    found = edit(written, clock=clock, at=DAY, **change)
    assert found == tuple(DAY.date() if number == place else None for number in range(3))
    later = edit(written, clock=clock, at=DAY + datetime.timedelta(days=9), status="done")
    assert later == found, "the day stays that of the change"


def test_who_changes_the_words_too_says_what_holds(written, clock):
    assert edit(written, clock=clock, starts_in="2026Q1", planning_text="eerste tot en met derde kwartaal 2026") == (
        None,
        None,
        None,
    )
    assert edit(written, clock=clock, ends_in="2026Q4")[0] is not None
    assert edit(written, clock=clock, planning_text="heel 2026") == (None, None, None)
    assert edit(written, clock=clock, leads=frozenset())[1] is not None
    assert edit(written, clock=clock, who_text="") == (None, None, None)


def test_what_is_put_back_holds_again(written, clock):
    before = content_of(written)
    for changes in ({"starts_in": "2026Q2"}, {"leads": frozenset()}, {"costs": ()}):
        edit(written, clock=clock, **changes)
    assert all(marks(written))
    assert edit(written, clock=clock, starts_in="2026Q3", leads=before.leads) == (None, None, marks(written)[2])
    again = tuple(replace(item, pk=None) for item in before.costs)
    assert edit(written, clock=clock, costs=again) == (None, None, None)


def test_an_undo_gives_the_mark_of_then_back(written, people, clock):
    edit(written, clock=clock, at=DAY, starts_in="2026Q2")
    later = DAY + datetime.timedelta(days=20)
    edit(written, clock=clock, at=later, planning_text="heel 2026", starts_in="2026Q1", ends_in="2026Q4")
    assert marks(written)[0] is None
    now = Action.objects.get(pk=written.pk)
    clock[0] += datetime.timedelta(days=1)
    editing.undo_edit(now, version=now.version, by=people["anna"])
    assert marks(written)[0] == DAY.date()
    now = Action.objects.get(pk=written.pk)
    assert edit(now, clock=clock, starts_in="2026Q3") == (None, None, None)


def test_it_is_said_wherever_the_words_stand(client, written, people, region, clock, monkeypatch):
    for changes in (
        {"starts_in": None, "ends_in": None},
        {"leads": frozenset()},
        {"costs": costs(written, per="year")},
    ):
        edit(written, clock=clock, at=DAY, **changes)
    monkeypatch.undo()
    client.force_login(people["anna"])
    plan, here = reverse("actions:plan", args=[region.slug]), written.get_absolute_url()
    told = {
        here: 3, reverse("actions:edit", args=[written.pk]): 3, f"{plan}?weergave=volledig": 4, plan: 4,
        f"{plan}?weergave=tijdlijn": 1, reverse("actions:costs", args=[region.slug]): 1,
    }  # fmt: skip
    assert {address: client.get(address).content.decode().count(SAID) for address in told} == told
    rows = b"".join(client.get(reverse("actions:csv", args=[region.slug])).streaming_content).decode()
    assert rows.splitlines()[0].endswith("planning_vervangen_op,kosten_vervangen_op")
    assert rows.splitlines()[1].endswith("2026-03-03,2026-03-03")


class AsModel(TestCase):
    """Whatever is done: the words hold exactly when what they are read as is what it was when they were written."""

    @settings(deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from([None, "2026Q1", "2026Q2"]), st.sampled_from(["", "een", "twee"])), max_size=6
        )
    )
    def test_the_mark_follows_the_reading(self, steps):
        action = factories.action(line=factories.line())
        written = {}
        for number, (start, text) in enumerate([(None, "een"), *steps]):
            content = replace(content_of(action), starts_in=start, planning_text=text)
            before = content_of(action)
            editing.edit_action(action, content=content, version=action.version, reason="", by=None)
            action = Action.objects.get(pk=action.pk)
            if (number == 0 or text != before.planning_text) and action.planning_replaced_on is None:
                written[text] = start  # typed together, or put back
            if text:
                assert (action.planning_replaced_on is None) == (start == written[text]), (number, start, text)
            else:
                assert action.planning_replaced_on is None
