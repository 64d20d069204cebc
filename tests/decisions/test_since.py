"""What was decided on beside what is: what changed, was added or removed, for whom, and nothing that is not public."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, Cost, Goal
from decisions.pages.since import since
from tests import factories

BEFORE = timezone.make_aware(datetime.datetime(2024, 11, 1, 12))
DECIDED = datetime.date(2024, 11, 14)
THEN = timezone.make_aware(datetime.datetime(2024, 11, 14, 23, 59, 59))


@pytest.fixture
def plan(programme, line):
    """Three actions that were there when the plan was adopted."""
    line.history.update(history_date=BEFORE)
    made = [factories.action(line=line, what=f"Actie {name}") for name in ("een", "twee", "drie")]
    Action.history.update(history_date=BEFORE, released_at=BEFORE)
    return made


def shown(programme, *, inside=False):
    return {(pair.name, pair.mark) for pair in since(programme, THEN, inside=inside).pairs if pair.kind == "Actie"}


def test_changed_added_removed_and_the_same(programme, line, plan, people):
    same, changed, removed = plan
    changed.what = "Actie twee, anders"
    changed.save_with_reason("Besluit van het overleg", by=people["anna"])
    removed.delete_with_reason("Vervallen", by=people["anna"])
    factories.action(line=line, what="Actie vier")
    assert shown(programme) == {
        (same.what, "unchanged"), (changed.what, "changed"), ("Actie drie", "removed"), ("Actie vier", "added"),
    }  # fmt: skip
    (pair,) = [pair for pair in since(programme, THEN, inside=True).pairs if pair.name == changed.what]
    assert pair.parts == [("wat", "Actie twee", "Actie twee, anders")]
    assert [(change.role, change.why) for change in pair.changes] == [("projectleider", "Besluit van het overleg")]


def test_what_became_internal_is_in_neither(programme, plan):
    plan[0].classification = "internal"
    plan[0].save_with_reason("Intern", by=None)
    plan[1].classification = "internal"
    plan[1].save_with_reason("Intern", by=None)
    plan[1].delete_with_reason("Weg", by=None)
    assert shown(programme) == {("Actie drie", "unchanged")}


def test_how_far_an_action_is_is_no_change(programme, plan):
    plan[0].status = "done"
    plan[0].save_with_reason("Klaar", by=None)
    assert {mark for _name, mark in shown(programme)} == {"unchanged"}


def test_an_order_is_no_change_and_progress_is_no_mandate(programme, plan, people):
    """As loaded, rows come back from history in another order than the plan has them."""
    for text in ("Eerste doel", "Tweede doel"):
        factories.goal(action=plan[0], text=text)
        factories.cost(action=plan[0])
    for kind in (Goal, Cost):
        kind.history.update(history_date=BEFORE)
    plan[0].status = "running"
    plan[0].save_with_reason("Voortgang", by=people["anna"])
    assert ("Actie een", "unchanged") in shown(programme)
    plan[0].what = "Anders"
    plan[0].save_with_reason("Besluit", by=people["anna"])
    (pair,) = since(programme, THEN, inside=True).changed
    assert [change.why for change in pair.changes] == ["Besluit"]


@pytest.mark.parametrize(("name", "sees_why"), [(None, False), ("anna", True)])
def test_the_page_says_since_when_and_on_whose_mandate(client, region, programme, plan, people, name, sees_why):
    document = factories.document(programme=programme, key="plan", mandate="De colleges wijzigen de planning.")
    factories.adoption(document=document, state="adopted", decided_on=DECIDED)
    plan[0].what = "Iets anders"
    plan[0].save_with_reason("Besluit van het overleg", by=people["anna"])
    if name:
        client.force_login(people[name])
    text = html.unescape(client.get(reverse("decisions:since", args=[region.slug, "plan"])).content.decode())
    for words in ("Vastgesteld 14 november 2024", "Sindsdien 1 wijziging.", "De colleges wijzigen de planning."):
        assert words in text
    assert ("Besluit van het overleg" in text) == sees_why


def test_without_text_of_then_nothing_is_said_to_have_changed(client, region, programme, line):
    factories.action(line=line)
    document = factories.document(programme=programme, key="plan")
    factories.adoption(document=document, state="adopted", decided_on=datetime.date(2019, 1, 1))
    text = client.get(reverse("decisions:since", args=[region.slug, "plan"])).content.decode()
    assert "is niet in het portaal bewaard" in text


def test_an_adoption_under_embargo_is_not_told(client, region, programme, plan):
    document = factories.document(programme=programme, key="plan")
    later = timezone.now() + datetime.timedelta(days=1)
    factories.adoption(document=document, state="adopted", decided_on=DECIDED, embargo_until=later)
    text = client.get(reverse("decisions:since", args=[region.slug, "plan"])).content.decode()
    assert "geen vaststelling met een datum bekend" in text
    asked = reverse("decisions:since", args=[region.slug, "plan"]) + "?vastgesteld=2024-11-14"
    assert client.get(asked).status_code == 404


def test_a_hidden_programme_shows_nothing_to_visitors(programme, plan):
    programme.classification = "internal"
    programme.save()
    assert shown(programme) == set()
