"""What was decided on beside what is: what changed, was added or removed, for whom, and nothing that is not public."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, Cost, Goal
from decisions.models import Adoption
from decisions.pages.since import since
from decisions.pages.since_counts import changes_since
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


def test_the_number_elsewhere_is_the_number_of_the_page_whatever_happened(programme, line, plan, people):
    """After each change the count of one query is the count of the page; and the last moments count nothing."""
    other = factories.line(programme=programme, title="Tweede lijn")
    goals = [factories.goal(action=plan[0], text="Doel"), factories.goal(programme=programme, line=line, text="Lijn")]
    cost = factories.cost(action=plan[1], amount="24215.50")
    for kind in (Goal, Cost, type(line)):
        kind.history.update(history_date=BEFORE)

    def change(row, **fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save_with_reason("Besluit", by=people["anna"])

    steps = [
        (lambda: None, 0),
        (lambda: change(plan[0], status="done"), 0),
        (lambda: change(plan[0], what="Anders"), 1),
        (lambda: change(cost, year=2027), 2),
        (lambda: change(cost, position=4), 2),
        (lambda: change(goals[0], text="Ander doel"), 2),
        (lambda: change(goals[1], text="Andere lijn"), 3),
        (lambda: change(other, text="Een inleiding"), 4),
        (lambda: plan[2].delete_with_reason("Vervallen", by=people["anna"]), 5),
        (lambda: factories.action(line=line, what="Nieuw"), 6),
        (lambda: factories.action(line=line, what="Intern", classification="internal"), 6),
        (lambda: change(plan[0], classification="internal"), 5),
        (lambda: change(plan[1], what="Ook anders"), 5),
        (lambda: cost.delete_with_reason("Weg", by=people["anna"]), 5),
        (lambda: change(plan[1], what="Actie twee"), 5),
        (lambda: factories.goal(programme=programme, text="Nieuw doel"), 6),
    ]
    later = timezone.now() + datetime.timedelta(minutes=5)
    for number, (step, expected) in enumerate(steps):
        step()
        counts = changes_since({programme.pk: [THEN, later]})
        page = len(since(programme, THEN, inside=False).changed)
        assert (number, counts[programme.pk, THEN], page) == (number, expected, expected)
        assert counts[programme.pk, later] == 0
    assert changes_since({programme.pk: [BEFORE - datetime.timedelta(days=1)]}) == {
        (programme.pk, BEFORE - datetime.timedelta(days=1)): None
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda action: None, "Ongewijzigd sinds 14 november 2024"),
        (lambda action: setattr(action, "what", "Anders"), "Sindsdien 1 wijziging"),
    ],
)
def test_every_page_that_mentions_it_says_how_much_changed(client, region, programme, plan, people, change, words):
    place = factories.municipality(region)
    document = factories.document(programme=programme, key="plan", participants=[place])
    factories.adoption(document=document, municipality=place, state="adopted", decided_on=DECIDED)
    change(plan[0])
    plan[0].save_with_reason("Besluit", by=people["anna"])
    page = reverse("decisions:since", args=[region.slug, "plan"])
    for name, args, to in (
        ("actions:plan", [region.slug], page),
        ("decisions:decisions", [region.slug], page),
        ("municipality", [place.slug], f"{page}?vastgesteld=2024-11-14"),
    ):
        text = " ".join(html.unescape(client.get(reverse(name, args=args)).content.decode()).split())
        (link,) = re.findall(rf'<a href="{re.escape(to)}">\s*(.*?)\s*(?:<span|</a>)', text)
        assert (name, link) == (name, words)
        assert client.get(to).status_code == 200
    Adoption.objects.update(embargo_until=timezone.now() + datetime.timedelta(days=1))
    for name, args in (("actions:plan", [region.slug]), ("municipality", [place.slug])):
        assert "sinds-vaststelling" not in client.get(reverse(name, args=args)).content.decode()


def test_more_documents_and_changes_ask_no_more(
    client, region, programme, plan, people, django_assert_num_queries, django_assert_max_num_queries
):
    def more(number):
        place = factories.municipality(region)
        document = factories.document(programme=programme, participants=[place])
        day = DECIDED + datetime.timedelta(days=number)
        factories.adoption(document=document, municipality=place, state="adopted", decided_on=day)
        plan[0].what = f"Anders {number}"
        plan[0].save_with_reason("Besluit", by=people["anna"])

    more(0)
    pages = [reverse(name, args=[region.slug]) for name in ("actions:plan", "decisions:decisions")]
    first = []
    for page in pages:
        with django_assert_max_num_queries(16) as asked:
            client.get(page)
        first.append(len(asked))
    for number in range(1, 4):
        more(number)
    for page, expected in zip(pages, first, strict=True):
        with django_assert_num_queries(expected):
            client.get(page)
