"""What changed is told from the changes themselves, of what is public; an edited message says that it was edited."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from actions.models import Action, ProgressUpdate
from actions.pages.news import news_of
from actions.rules.content import content_of
from actions.services import progress
from actions.services.editing import edit_action
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(action):
    """A public action as it was added and released before anything in these tests: loaded, so no news."""
    action.save_with_reason("Overgenomen uit het document", by=None)
    return action


def edit(action, by, **changes):
    action.refresh_from_db()
    edit_action(action, content=replace(content_of(action), **changes), version=action.version, reason="", by=by)


def news(user=None, *, most=10):
    found = news_of(Action.objects.visible_to(user or AnonymousUser()).released(), user or AnonymousUser(), most=most)
    return [(each.title, each.status, each.text, each.edited) for each in found]


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_what_was_loaded_is_no_news(told):
    assert news() == []


def test_a_status_changed_by_editing_is_told(client, told, people):
    """It is public at once, and was absent from "Wat is er veranderd?"."""
    edit(told, people["anna"], status="running")
    assert news() == [(told.what, "running", "", "")]
    part = text_of(client, told.programme.region.get_absolute_url()).split('id="nieuws"')[1]
    assert told.what in part.split("</section>")[0]
    assert "Loopt" in part.split("</section>")[0]


def test_other_parts_are_named_and_their_values_are_not(told, people):
    edit(told, people["anna"], how="Geheim plan", starts_in="2026Q1")
    assert news() == [(told.what, "", "Gewijzigd: hoe en vanaf kwartaal.", "")]
    edit(told, people["anna"], goals=("Een doel",))
    assert news()[0] == (told.what, "", "Gewijzigd.", "")


def test_a_message_with_a_status_is_told_once(told, people):
    today = timezone.localdate()
    progress.report_progress(told, on=today, status="done", text="Klaar.", by=people["anna"], release=True)
    assert news() == [(told.what, "done", "Klaar.", "")]


def test_nothing_is_told_of_what_was_not_public(told, people):
    """Neither of a concept, nor of an edit while an action was confidential, nor of a concept that was edited."""
    edit(told, people["anna"], classification="confidential")
    edit(told, people["anna"], status="delayed", what="Geheim")
    assert news() == []
    edit(told, people["anna"], classification="public")
    assert news() == []
    concept = factories.action(line=told.line, released_at=None)
    concept.save_with_reason("Toegevoegd", by=people["anna"])
    edit(concept, people["anna"], how="Nog niet")
    assert news() == []
    progress.release_action(concept, by=people["anna"])
    assert news() == [(concept.what, "", "Nieuw in het plan.", "")]


def test_the_number_of_queries_does_not_grow(told, people, django_assert_num_queries):
    edit(told, people["anna"], status="running")
    for _each in range(5):
        other = factories.action(line=told.line)
        other.save_with_reason("Overgenomen", by=None)
        edit(other, people["anna"], status="running")
        factories.update(action=other)
    with django_assert_num_queries(4):
        news()


# --- A message that the leader edited ---


@pytest.fixture
def reported(told, people):
    """A message of an owner, edited and released by the leader."""
    update = progress.report_progress(
        told, on=timezone.localdate(), status="running", text="Ruwe woorden.", by=people["olga"], release=False
    )
    progress.release_update(ProgressUpdate.objects.get(pk=update.pk), text="Nette woorden.", by=people["anna"])
    return update


READERS = [(None, False), ("bram", False), ("carla", False), ("anna", True), ("olga", True)]


@pytest.mark.parametrize(("who", "reads"), READERS)
def test_an_edited_message_says_so_and_some_read_the_original(client, people, reported, who, reads):
    if who:
        client.force_login(people[who])
    text = text_of(client, reported.action.get_absolute_url())
    assert "Nette woorden." in text
    assert "bewerkt door de projectleider" in text
    assert ("Ruwe woorden." in text) is reads


def test_the_list_of_changes_says_it_too(reported):
    assert news() == [(reported.action.what, "running", "Nette woorden.", "bewerkt door de projectleider")]


def test_a_text_that_was_not_changed_is_the_authors_own(told, people):
    update = progress.report_progress(
        told, on=timezone.localdate(), status="", text="Zo was het.", by=people["olga"], release=False
    )
    progress.release_update(ProgressUpdate.objects.get(pk=update.pk), text="Zo was het.", by=people["anna"])
    assert ProgressUpdate.objects.get(pk=update.pk).edited_in_words == ""


def test_a_text_kept_for_later_counts_as_edited(told, people):
    update = progress.report_progress(
        told, on=timezone.localdate(), status="", text="Ruw.", by=people["olga"], release=False
    )
    progress.rephrase_update(ProgressUpdate.objects.get(pk=update.pk), text="Net.", by=people["anna"])
    progress.release_update(ProgressUpdate.objects.get(pk=update.pk), text="Net.", by=people["anna"])
    assert ProgressUpdate.objects.get(pk=update.pk).is_edited
