"""Removing a concept: only what was never public, and nothing that others hung something on."""

import pytest
from django.urls import reverse

from actions.models import Action, Cost, Goal, ProgressUpdate
from actions.services.editing import ActionChanged
from actions.services.removing import remove_concept
from tests import factories


@pytest.fixture
def concept(line):
    found = factories.action(line=line, what="Concept", released_at=None)
    factories.goal(action=found, text="Doel")
    Cost.objects.create(action=found, amount=5)
    return found


def test_a_concept_goes_with_what_hangs_on_it_and_its_history_stays(client, concept, people):
    client.force_login(people["anna"])
    page = reverse("actions:remove", args=[concept.pk])
    assert "Dit kan niet ongedaan worden gemaakt" in client.get(page).content.decode()
    answer = client.post(page, {"version": concept.version}, follow=True)
    assert "‘Concept’ is verwijderd" in answer.content.decode()
    assert not Action.objects.filter(pk=concept.pk).exists()
    assert (Goal.objects.filter(action_id=concept.pk).count(), Cost.objects.count()) == (0, 0)
    gone = Action.history.filter(id=concept.pk).first()
    assert (gone.history_type, gone.history_user, gone.history_change_reason) == (
        "-",
        people["anna"],
        "Concept verwijderd",
    )
    assert {line.history_type for line in (Goal.history.first(), Cost.history.first())} == {"-"}


@pytest.mark.parametrize("what", ["public", "was_public", "used"])
def test_what_was_public_or_is_used_stays_and_says_what_to_do(client, concept, people, what):
    if what != "used":
        concept.released_at = "2026-01-01T00:00Z"
        concept.save()
    if what == "was_public":
        concept.released_at = None
        concept.save()
    if what == "used":
        ProgressUpdate.objects.create(action=concept, on="2026-11-01", text="Begonnen")
    client.force_login(people["anna"])
    page = reverse("actions:remove", args=[concept.pk])
    assert "afsluiten" in client.get(page).content.decode()
    assert client.post(page, {"version": concept.version}).status_code == 409
    assert Action.objects.filter(pk=concept.pk).exists()


def test_an_edit_since_then_is_seen_first(client, concept, people):
    client.force_login(people["anna"])
    answer = client.post(reverse("actions:remove", args=[concept.pk]), {"version": concept.version + 1})
    assert (answer.status_code, "intussen gewijzigd" in answer.content.decode()) == (409, True)
    with pytest.raises(ActionChanged):
        remove_concept(concept, version=7, by=people["anna"])
