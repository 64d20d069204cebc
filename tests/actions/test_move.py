"""Moving an action: up and down among its neighbours, and to another line or theme."""

import pytest
from django.urls import reverse

from actions.models import Action
from actions.services import moving
from tests import factories
from tests.actions.failing import HalfWay, history_refused


@pytest.fixture
def row(line):
    """Four actions of one line, two of them on the same position."""
    return [
        factories.action(line=line, what=what, position=position)
        for what, position in zip("abcd", (1, 3, 3, 7), strict=True)
    ]


def order(line):
    return "".join(Action.objects.filter(line=line).in_plan_order().values_list("what", flat=True))


def test_up_and_down_within_the_line(row, line, people):
    anna = people["anna"]
    assert moving.shift_action(row[2], places=-1, by=anna) is True
    assert order(line) == "acbd"
    assert moving.shift_action(row[0], places=-1, by=anna) is False
    assert moving.shift_action(row[3], places=1, by=anna) is False
    assert moving.shift_action(row[0], places=1, by=anna) is True
    assert order(line) == "cabd"


def test_a_shift_is_one_line_for_the_mover_and_one_for_its_neighbour(line, people):
    first, second, third = (factories.action(line=line, position=position) for position in (1, 2, 3))
    counts = [action.history.count() for action in (first, second, third)]
    moving.shift_action(third, places=-1, by=people["anna"])
    assert [action.history.count() for action in (first, second, third)] == [counts[0], counts[1] + 1, counts[2] + 1]
    told = third.history.first()
    assert (told.history_user, told.history_change_reason) == (people["anna"], "Omhoog verplaatst")
    assert Action.objects.get(pk=third.pk).version == 0  # somebody who edits its text is not in the way


def test_actions_of_other_themes_are_no_neighbours(row, line, people):
    theme = factories.theme(line=line)
    inside = factories.action(line=line, theme=theme, position=2)
    assert moving.shift_action(inside, places=1, by=people["anna"]) is False


def test_to_another_line_it_stands_last_there(row, line, programme, people):
    other = factories.line(programme=programme, title="Stoppen")
    theme = factories.theme(line=other, title="Daders")
    factories.action(line=other, theme=theme, what="z", position=20)
    lines = row[0].history.count()
    assert moving.move_action(row[0], line=other, theme=theme, by=people["anna"]) is True
    moved = Action.objects.get(pk=row[0].pk)
    assert (moved.line, moved.theme, order(other), order(line)) == (other, theme, "za", "bcd")
    assert moved.history.count() == lines + 1
    assert moved.history.first().history_change_reason == "Verplaatst naar 2. Stoppen, Daders"
    assert moving.move_action(moved, line=other, theme=theme, by=people["anna"]) is False


@pytest.mark.django_db(transaction=True)
def test_a_move_that_fails_half_way_leaves_nothing(row, line, people):
    with history_refused(Action), pytest.raises(HalfWay):
        moving.shift_action(row[3], places=-1, by=people["anna"])
    assert list(Action.objects.order_by("pk").values_list("position", flat=True)) == [1, 3, 3, 7]
    with history_refused(Action), pytest.raises(HalfWay):
        moving.move_action(row[3], line=factories.line(programme=line.programme), theme=None, by=people["anna"])
    assert Action.objects.get(pk=row[3].pk).line == line


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("bram", 403), ("olga", 403), ("carla", 403)])
def test_only_the_leader_moves(client, action, people, who, status):
    client.force_login(people[who])
    address = reverse("actions:move", args=[action.pk])
    assert client.get(address).status_code == status
    assert client.post(address, {"stap": "omhoog"}).status_code == (302 if status == 200 else status)


def test_the_page_moves(client, row, line, programme, people):
    other = factories.line(programme=programme)
    client.force_login(people["anna"])
    address = reverse("actions:move", args=[row[1].pk])
    assert client.post(address, {"stap": "omhoog"}).status_code == 302
    assert order(line) == "bacd"
    assert "al helemaal aan die kant" in client.post(address, {"stap": "omhoog"}, follow=True).content.decode()
    assert "De actie is verplaatst." in client.post(address, {"place": f"{other.pk}-"}, follow=True).content.decode()
    assert (order(line), order(other)) == ("acd", "b")
    assert "De actie staat daar al." in client.post(address, {"place": f"{other.pk}-"}, follow=True).content.decode()


def test_an_unknown_place_is_refused(client, action, people):
    client.force_login(people["anna"])
    for place in (f"{factories.line().pk}-", "x", "", "1-\x00"):
        response = client.post(reverse("actions:move", args=[action.pk]), {"place": place})
        assert (response.status_code, list(response.context["form"].errors)) == (200, ["place"])


def test_constant_queries(client, row, line, people, django_assert_num_queries):
    client.force_login(people["anna"])
    address = reverse("actions:move", args=[row[0].pk])
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
    for _ in range(3):
        factories.action(line=line, what="")
        factories.theme(line=line)
    with django_assert_num_queries(9):
        client.get(address)
