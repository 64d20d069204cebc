"""Two people edit the same action: the second is told who changed what and loses nothing that was typed."""

import dataclasses
import threading
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from actions.models import Action, Cost
from actions.rules.content import Content, CostItem, content_of
from actions.rules.merging import merge, merge_costs
from actions.services import editing
from tests import factories
from tests.actions.sheets import fields_of, filled

BOTH = "[Van een ander:] {}\n[Van u:] {}"
BASE = Content(what="Wat", how="Hoe", status="planned", goals=("Doel",), leads=frozenset({1}))
ONE, TWO = CostItem(pk=1, amount=Decimal(1)), CostItem(pk=2, amount=Decimal(2))
ONE_MORE, NEW = dataclasses.replace(ONE, amount=Decimal(9)), CostItem(amount=Decimal(5))


def test_what_only_one_changed_is_put_together():
    theirs = dataclasses.replace(BASE, what="Anders", leads=frozenset({1, 2}))
    mine = dataclasses.replace(BASE, how="Zo", goals=("Doel", "Nog een"))
    merged = merge(BASE, theirs=theirs, mine=mine)
    assert merged.content == dataclasses.replace(theirs, how="Zo", goals=("Doel", "Nog een"))
    assert (merged.taken, merged.clashes) == (["what", "leads"], [])


def test_what_both_changed_is_a_clash_and_holds_both():
    theirs = dataclasses.replace(BASE, what="Van hen", status="running")
    mine = dataclasses.replace(BASE, what="Van mij", status="running")
    merged = merge(BASE, theirs=theirs, mine=mine)
    assert merged.content.what == "[Van een ander:] Van hen\n[Van u:] Van mij"
    assert (merged.taken, merged.clashes, merged.joined) == ([], ["what"], ["what"])


def test_without_a_known_start_nothing_is_taken_over():
    theirs = dataclasses.replace(BASE, what="Van hen", costs=(ONE,))
    merged = merge(None, theirs=theirs, mine=BASE)
    assert (merged.content, merged.taken, merged.clashes) == (BASE, [], ["what", "costs"])


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "proposal", "took", "clashed"),
    [
        ((ONE,), (ONE_MORE,), (ONE, NEW), (ONE_MORE, NEW), True, False),  # they changed one, I added one
        ((ONE,), (ONE, TWO), (ONE_MORE,), (ONE_MORE, TWO), True, False),  # they added one, I changed one
        ((ONE, TWO), (TWO,), (ONE, TWO, NEW), (TWO, NEW), True, False),  # they removed one, I added one
        ((ONE, TWO), (TWO,), (ONE_MORE, TWO), (ONE_MORE, TWO), False, True),  # they removed what I changed
        ((ONE, TWO), (ONE_MORE, TWO), (TWO,), (TWO, ONE_MORE), True, True),  # I removed what they changed
        ((ONE, TWO), (ONE, TWO), (TWO,), (TWO,), False, False),  # only I removed one
        ((ONE,), (ONE_MORE,), (dataclasses.replace(ONE, amount=Decimal(7)),),
         (dataclasses.replace(ONE, amount=Decimal(7)),), False, True),  # both changed the same one
        ((), (ONE,), (), (ONE,), True, False),
    ],
)  # fmt: skip
def test_costs_are_put_together_row_by_row(base, theirs, mine, proposal, took, clashed):
    assert merge_costs(base, theirs, mine) == (proposal, took, clashed)


@pytest.fixture
def pages(client, action, people):
    """Anna and Sam each have the form of the same action open; gives (client, address, fields of both)."""
    factories.goal(action=action, text="Meer meldingen")
    factories.cost(action=action, amount=Decimal("1000.00"))
    address = reverse("actions:edit", args=[action.pk])
    client.force_login(people["sam"])
    return client, address, filled(client, address)


def first_save(client, address, people, **changes):
    client.force_login(people["anna"])
    assert client.post(address, filled(client, address, **changes)).status_code == 302
    client.force_login(people["sam"])


def test_the_second_is_told_and_can_save_knowingly(pages, action, people):
    client, address, sent = pages
    first_save(
        client, address, people, what="Anna schreef dit", status="running", reason="Overleg", kosten__0__amount="2.000"
    )
    mine = sent | {"what": "Sam schreef dit", "how": "Sams aanpak", "leads_typed": "Bureau Sam", "reason": "Mijn reden"}
    response = client.post(address, mine)
    page, again = response.content.decode(), fields_of(response)
    assert response.status_code == 409
    action.refresh_from_db()
    assert (action.what, action.how, action.version) == ("Anna schreef dit", "", 1)
    for words in ("Anna", "Overleg", "Meldcodetour", "Anna schreef dit", "Sam schreef dit", "€ 2.000", "Toch opslaan"):
        assert words in page.replace("\u00a0", " ")
    rows = {part.name: (part.was, part.now, part.mine, part.clash) for part in response.context["conflict"].differences}
    assert rows["what"] == (["Meldcodetour"], ["Anna schreef dit"], ["Sam schreef dit"], True)
    assert rows["status"] == (["Onbekend"], ["Loopt"], ["Onbekend"], False)
    assert sorted(rows) == ["costs", "status", "what"]
    kept = [again[name] for name in ("what", "how", "leads_typed", "reason", "status", "version", "kosten-0-amount")]
    both = BOTH.format("Anna schreef dit", "Sam schreef dit").replace("\n", "\r\n")
    assert kept == [[both], ["Sams aanpak"], ["Bureau Sam"], ["Mijn reden"], ["running"], ["1"], ["2.000"]]
    assert client.post(address, again).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.how) == (both.replace("\r", ""), "Sams aanpak")
    assert (action.status, action.version) == ("running", 2)
    assert (action.costs.get().amount, action.history.first().history_change_reason) == (
        Decimal("2000.00"),
        "Mijn reden",
    )
    assert sorted(lead.name for lead in action.leads.all()) == ["Bureau Sam", "Veilig Thuis Noordland"]


def test_a_third_edit_meanwhile_is_told_again(pages, action, people):
    client, address, sent = pages
    first_save(client, address, people, what="Eén")
    again = fields_of(client.post(address, sent | {"what": "Sam"}))
    first_save(client, address, people, what="Twee")
    response = client.post(address, again)
    (part,) = response.context["conflict"].differences
    assert (response.status_code, part.was, part.now, part.mine) == (
        409,
        ["Eén"],
        ["Twee"],
        [BOTH.format("Eén", "Sam")],
    )


def test_a_removed_goal_and_a_new_cost_come_together(pages, action, people):
    client, address, sent = pages
    first_save(client, address, people, goals="", kosten__1__amount="50", reason="Zaalhuur")
    again = fields_of(client.post(address, sent | {"kosten-0-DELETE": "on", "number": "9"}))
    assert (again["goals"], again["number"], again["kosten-0-amount"]) == ([""], ["9"], ["50"])
    client.post(address, again | {"reason": "Andere begroting"})
    assert (action.goals.count(), [cost.amount for cost in action.costs.all()]) == (0, [Decimal("50.00")])


@pytest.mark.parametrize("version", ["", "5", "x", "-1", "99999999999999999999"])
def test_an_unknown_version_never_overwrites(pages, action, people, version):
    client, address, sent = pages
    response = client.post(address, sent | {"what": "Sam", "version": version})
    action.refresh_from_db()
    assert (action.what, action.version) == ("Meldcodetour", 0)
    assert response.status_code == 409
    assert fields_of(response)["version"] == ["0"]
    assert fields_of(response)["what"] == ["Sam"]


def test_wrong_input_is_mended_before_the_conflict_shows(pages, people):
    client, address, sent = pages
    first_save(client, address, people, what="Anna")
    response = client.post(address, sent | {"starts_in": "2026Q9"})
    assert (response.status_code, fields_of(response)["version"]) == (200, ["0"])
    assert client.post(address, fields_of(response) | {"starts_in": "2026Q3"}).status_code == 409


def test_news_without_a_status_is_no_conflict(pages, action, people):
    client, address, sent = pages
    client.force_login(people["anna"])
    client.post(reverse("actions:progress", args=[action.pk]), {"geen-wijziging": "1"})
    client.force_login(people["sam"])
    assert client.post(address, sent | {"how": "Zo"}).status_code == 302
    action.refresh_from_db()
    assert (action.how, action.updates.count()) == ("Zo", 1)


def together(*works):
    """Run each work in a thread of its own, all at the same moment; gives what each returned or raised."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            barrier.wait()
            results[place] = work()
        except editing.ActionChanged:
            results[place] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_exactly_one_is_saved(action, people):
    content, lines = content_of(action), action.history.count()

    def work(number):
        mine = dataclasses.replace(content, what=f"Poging {number}", goals=(f"Doel {number}",))
        own = Action.objects.get(pk=action.pk)
        return lambda: editing.edit_action(own, content=mine, version=0, reason="", by=people["anna"])

    results = together(*(work(number) for number in range(6)))
    action.refresh_from_db()
    assert sorted(map(str, results)) == ["['what', 'goals']", *["refused"] * 5]
    assert (action.version, action.history.count(), action.goals.count()) == (1, lines + 1, 1)
    assert action.what.removeprefix("Poging ") == action.goals.get().text.removeprefix("Doel ")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_save_waits_for_one_that_is_under_way(action, people):
    """The second starts while the first has written but not committed: it waits, and is refused then."""
    started, content = threading.Event(), content_of(action)

    def first():
        with editing.transaction.atomic():
            own = Action.objects.get(pk=action.pk)
            mine = dataclasses.replace(content, what="Eerst", costs=(CostItem(kind=Cost.Kind.NONE),))
            parts = editing.edit_action(own, content=mine, version=0, reason="", by=people["anna"])
            started.set()
            threading.Event().wait(0.5)
            return parts

    def second():
        own = Action.objects.get(pk=action.pk)
        started.wait()
        mine = dataclasses.replace(content, what="Daarna")
        return editing.edit_action(own, content=mine, version=0, reason="", by=people["sam"])

    assert together(first, second) == [["what", "costs"], "refused"]
    action.refresh_from_db()
    assert (action.what, action.version) == ("Eerst", 1)
