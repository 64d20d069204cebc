"""Editing and adding actions: one line in the history with who and why, unchanged rows untouched, all or nothing."""

import dataclasses
from decimal import Decimal

import pytest
from django.db import IntegrityError

from actions.models import Action, Cost, Funding, FundingSource, Goal
from actions.rules.content import Content, CostItem, Cover, content_of
from actions.rules.earlier import content_at
from actions.services import editing
from municipalities.models import Organisation
from tests import factories
from tests.actions.failing import HalfWay, history_refused


@pytest.fixture
def plan(action, people):
    """The action with two goals and a cost of 5,000 euros that DUVO covers."""
    for position, text in enumerate(["Meer meldingen", "Betere samenwerking"]):
        factories.goal(action=action, text=text, position=position)
    cost = factories.cost(action=action, amount=Decimal("5000.00"), per=Cost.Per.YEAR)
    source = FundingSource.objects.create(programme=action.programme, name="DUVO")
    Funding.objects.create(cost=cost, source=source)
    return action


def edit(action, by, reason="", version=None, **changes):
    content = dataclasses.replace(content_of(action), **changes)
    version = Action.objects.get(pk=action.pk).version if version is None else version
    return editing.edit_action(action, content=content, version=version, reason=reason, by=by)


def lines(model, **which):
    return list(
        model.history.filter(**which).order_by("history_id").values_list("history_type", "history_change_reason")
    )


def test_an_edit_is_one_line_with_who_and_why(plan, people):
    before = plan.history.count()
    parts = edit(plan, people["anna"], reason="Besluit stuurgroep", what="Meldcodetour 2.0", status="running")
    assert parts == ["what", "status"]
    plan.refresh_from_db()
    line = plan.history.first()
    assert plan.history.count() == before + 1
    assert (line.what, line.status, line.history_user, line.history_change_reason, line.history_type) == (
        "Meldcodetour 2.0", "running", people["anna"], "Besluit stuurgroep", "~",
    )  # fmt: skip
    assert plan.version == 1
    assert plan.updated_at == line.history_date


def test_without_a_reason_the_history_says_what_changed(plan, people):
    edit(plan, people["anna"], how="Zo", starts_in="2026Q1", goals=("Eén doel",))
    assert plan.history.first().history_change_reason == "Gewijzigd: hoe, doelen, vanaf kwartaal"


def test_nothing_changed_writes_nothing(plan, people):
    before = (plan.history.count(), Goal.history.count(), Cost.history.count(), plan.updated_at)
    assert edit(plan, people["anna"]) == []
    plan.refresh_from_db()
    assert (plan.history.count(), Goal.history.count(), Cost.history.count(), plan.updated_at) == before
    assert plan.version == 0


def test_sets_are_part_of_the_one_line(plan, people, region):
    partner = factories.organisation(region=region)
    before = plan.history.count()
    edit(plan, people["anna"], partners=frozenset({partner.pk}), leads=frozenset())
    assert plan.history.count() == before + 1
    assert [row.organisation for row in plan.history.first().partners.all()] == [partner]
    assert (list(plan.leads.all()), list(plan.partners.all())) == ([], [partner])


def test_typed_organisations_are_found_or_made_once(plan, people, organisation):
    edit(
        plan,
        people["anna"],
        leads=frozenset({organisation.name.upper(), "GGD Noordland"}),
        partners=frozenset({"ggd noordland"}),
    )
    assert {lead.name for lead in plan.leads.all()} == {organisation.name, "GGD Noordland"}
    assert [partner.name for partner in plan.partners.all()] == ["GGD Noordland"]
    assert Organisation.objects.filter(region=plan.programme.region).count() == 2


def test_an_unchanged_goal_keeps_its_row_and_a_changed_one_too(plan, people):
    first, second = plan.goals.order_by("position")
    edit(plan, people["anna"], reason="Doel scherper", goals=("Veel meer meldingen", second.text, "Een derde doel"))
    rows = list(plan.goals.order_by("position"))
    assert [(row.pk, row.text) for row in rows[:2]] == [(first.pk, "Veel meer meldingen"), (second.pk, second.text)]
    assert rows[2].text == "Een derde doel"
    assert lines(Goal, id=first.pk)[-1] == ("~", "Doel scherper")
    assert len(lines(Goal, id=second.pk)) == 1
    assert lines(Goal, id=rows[2].pk) == [("+", "Doel scherper")]


def test_goals_change_places_and_go(plan, people):
    first, second = plan.goals.order_by("position")
    edit(plan, people["anna"], goals=(second.text, first.text))
    assert [row.pk for row in plan.goals.order_by("position")] == [second.pk, first.pk]
    edit(plan, people["anna"], reason="Weg", goals=(first.text,))
    assert [row.pk for row in plan.goals.all()] == [first.pk]
    assert lines(Goal, id=second.pk)[-1] == ("-", "Weg")


def test_a_goal_that_the_document_broke_over_lines_stays_as_it_is(plan, people):
    goal = factories.goal(action=plan, text="Een doel\nover twee regels", position=9)
    edit(plan, people["anna"], what="Anders")
    goal.refresh_from_db()
    assert goal.text == "Een doel\nover twee regels"


def test_costs_and_cover_are_written_with_their_own_history(plan, people):
    (old,) = content_of(plan).costs
    duvo = old.cover[0].source
    changed = dataclasses.replace(
        old, amount=Decimal("6000.00"), cover=(Cover(duvo, Decimal("2000.00")), Cover("Projectenpool"))
    )
    new = CostItem(kind=Cost.Kind.IN_KIND)
    edit(plan, people["anna"], reason="Begroting 2026", costs=(changed, new))
    first, second = plan.costs.order_by("position")
    assert (first.pk, first.amount, second.kind) == (old.pk, Decimal("6000.00"), "in_kind")
    assert [(part.source.name, part.amount) for part in first.fundings.order_by("pk")] == [
        ("DUVO", Decimal("2000.00")), ("Projectenpool", None),
    ]  # fmt: skip
    assert lines(Cost, id=first.pk)[-1] == ("~", "Begroting 2026")
    assert lines(Cost, id=second.pk) == [("+", "Begroting 2026")]
    assert lines(FundingSource, name="Projectenpool") == [("+", "Begroting 2026")]


def test_a_removed_cost_leaves_its_history(plan, people):
    cost = plan.costs.get()
    edit(plan, people["anna"], reason="Vervalt", costs=())
    assert not plan.costs.exists()
    assert lines(Cost, id=cost.pk)[-1] == ("-", "Vervalt")
    assert Funding.history.filter(cost_id=cost.pk).first().history_change_reason == "Vervalt"


def test_a_cost_of_another_action_is_never_taken(plan, people):
    other = factories.cost(amount=Decimal("1.00"))
    edit(plan, people["anna"], costs=(CostItem(pk=other.pk, amount=Decimal("9.00")),))
    other.refresh_from_db()
    assert (other.amount, plan.costs.get().pk == other.pk) == (Decimal("1.00"), False)


def test_an_older_version_is_refused(plan, people):
    edit(plan, people["anna"], what="Eerst")
    with pytest.raises(editing.ActionChanged):
        edit(plan, people["sam"], version=0, what="Daarna")
    plan.refresh_from_db()
    assert (plan.what, plan.version) == ("Eerst", 1)


def test_the_history_knows_every_version(plan, people):
    first = content_of(plan)
    edit(plan, people["anna"], what="Twee", goals=("Nieuw doel",), costs=())
    second = content_of(plan)
    edit(plan, people["anna"], status="done", leads=frozenset())
    assert content_at(plan, 0) == first
    assert content_at(plan, 1) == second
    assert content_at(plan, 2) == content_of(plan)
    assert content_at(plan, 3) is None


def test_undo_restores_everything_as_a_new_line(plan, people):
    before = content_of(plan)
    edit(plan, people["anna"], what="Anders", goals=(), costs=(), leads=frozenset(), status="running")
    count = plan.history.count()
    editing.undo_edit(plan, version=1, by=people["anna"])
    after = content_of(Action.objects.get(pk=plan.pk))
    without_rows = [dataclasses.replace(cost, pk=None) for cost in after.costs]
    assert dataclasses.replace(after, costs=()) == dataclasses.replace(before, costs=())
    assert without_rows == [dataclasses.replace(cost, pk=None) for cost in before.costs]
    assert plan.history.count() == count + 1
    assert plan.history.first().history_change_reason == "Laatste wijziging ongedaan gemaakt"


def test_undo_is_refused_after_another_edit_and_without_history(plan, people):
    edit(plan, people["anna"], what="Een")
    edit(plan, people["sam"], what="Twee")
    with pytest.raises(editing.ActionChanged):
        editing.undo_edit(plan, version=1, by=people["anna"])
    assert Action.objects.get(pk=plan.pk).what == "Twee"
    with pytest.raises(editing.NothingToUndo):
        editing.undo_edit(plan, version=0, by=people["anna"])


def test_undo_leaves_goals_that_history_never_heard_of(plan, people):
    Goal.history.all().delete()
    edit(plan, people["anna"], what="Anders")
    editing.undo_edit(plan, version=1, by=people["anna"])
    assert [goal.text for goal in plan.goals.order_by("position")] == ["Meer meldingen", "Betere samenwerking"]


@pytest.mark.parametrize("release", [True, False])
def test_adding_is_one_line_and_stands_last(line, people, release):
    factories.action(line=line, position=7)
    content = Content(what="Nieuwe actie", goals=("Doel",), costs=(CostItem(amount=Decimal("10.00")),))
    action = editing.add_action(line, theme=None, content=content, release=release, by=people["anna"])
    assert (action.position, action.is_released, action.goals.count(), action.costs.count()) == (8, release, 1, 1)
    said = "Toegevoegd en vrijgegeven" if release else "Toegevoegd als concept"
    told = list(action.history.values_list("history_type", "history_user", "history_change_reason"))
    assert told == [("+", people["anna"].pk, said)]


@pytest.mark.django_db(transaction=True)
def test_adding_that_fails_half_way_leaves_nothing(line, people):
    content = Content(what="Half", goals=("Half",), leads=frozenset({"Half bureau"}))
    with history_refused(Goal), pytest.raises(HalfWay):
        editing.add_action(line, theme=None, content=content, release=True, by=people["anna"])
    assert (Action.objects.count(), Organisation.objects.filter(name="Half bureau").count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_fails_half_way_leaves_nothing(plan, people):
    before, count = content_of(plan), plan.history.count()
    impossible = CostItem(amount=Decimal("5.00"), amount_max=Decimal("1.00"))  # the database refuses this range
    with pytest.raises(IntegrityError):
        edit(plan, people["anna"], what="Half", goals=("Half",), leads=frozenset({"Half bureau"}), costs=(impossible,))
    fresh = Action.objects.get(pk=plan.pk)
    assert (content_of(fresh), fresh.version, plan.history.count()) == (before, 0, count)
    assert not Organisation.objects.filter(name="Half bureau").exists()
