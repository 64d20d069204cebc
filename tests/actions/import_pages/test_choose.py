"""Choosing between what the file and the portal both changed."""

from dataclasses import replace

import pytest

from actions.imports import previews
from actions.models import Action, PlanImport
from actions.rules.content import content_of
from actions.services import editing, importing
from tests.actions.import_pages.pages import HTMX, NEW, at, text_of


@pytest.fixture
def conflict(kept, people):
    """A draft in which 'how' is another text than in the portal, where it was changed since it was read in first."""
    importing.apply(found := kept(NEW), previews.preview_of(found), by=people["anna"])
    action = Action.objects.get(number="9.1")
    content = replace(content_of(action), how="Zoals in het portaal")
    editing.edit_action(action, content=content, version=action.version, reason="", by=people["bram"])
    return kept(NEW.replace("Elk kwartaal", "Zoals in het bestand"))


def test_both_sides_are_shown_and_one_is_chosen(anna, conflict):
    said = text_of(anna.get(conflict.get_absolute_url()))
    assert "Conflict bij Hoe: veranderd in het bestand én in het portaal. Kies wat blijft." in said
    assert "In het bestand Zoals in het bestand" in said
    assert "In het portaal Zoals in het portaal" in said
    assert "Er is niets over te nemen" in said
    response = anna.post(at("choose", conflict, 1, 2), {"deel": "how", "kant": "file", "toon": "probleem"})
    assert response.url == f"{conflict.get_absolute_url()}?toon=probleem&pagina=1#rij-1-2"
    assert PlanImport.objects.get(pk=conflict.pk).choices == {"1:2": {"how": "file"}}
    said = text_of(anna.get(conflict.get_absolute_url()))
    assert "U koos: uit het bestand." in said
    assert "Zet 1 actie in het plan" in said


def test_htmx_gets_the_row_and_what_it_does_to_the_whole(anna, conflict):
    response = anna.post(at("choose", conflict, 1, 2), {"deel": "how", "kant": "portal"}, headers=HTMX)
    page = response.content.decode()
    assert "U koos: zoals het in het portaal is." in page
    assert 'id="overzicht"' in page


@pytest.mark.parametrize("sent", [{"deel": "how", "kant": "beide"}, {"deel": "wat dan ook", "kant": "file"}, {}])
def test_what_cannot_be_chosen_changes_nothing(anna, conflict, sent):
    response = anna.post(at("choose", conflict, 1, 2), sent, follow=True)
    assert "Er is niets gekozen." in text_of(response)
    assert anna.post(at("choose", conflict, 1, 9), {"deel": "how", "kant": "file"}).status_code == 404
    assert anna.post(at("choose", conflict, 1, 2), {"deel": "how", "kant": "file", "toon": "x"}).status_code == 404
    assert PlanImport.objects.get(pk=conflict.pk).choices == {}


def test_one_side_wins_everything_that_is_open(anna, kept, people):
    second = NEW.replace("9.1", "9.2").replace("Spiegelgroep", "Nazorg na opvang")
    importing.apply(found := kept(NEW, second), previews.preview_of(found), by=people["anna"])
    for action in Action.objects.all():
        content = replace(content_of(action), how="Zoals in het portaal")
        editing.edit_action(action, content=content, version=action.version, reason="", by=people["bram"])
    draft = kept(*(row.replace("Elk kwartaal", "Zoals in het bestand") for row in (NEW, second)))
    assert "Bij 2 acties is er een conflict." in text_of(anna.get(draft.get_absolute_url()))
    anna.post(at("choose", draft, 1, 3), {"deel": "how", "kant": "portal"})
    assert "Er is niets gekozen." in text_of(anna.post(at("choose-all", draft), {}, follow=True))
    assert anna.post(at("choose-all", draft), {"kant": "file"}).url == draft.get_absolute_url()
    assert PlanImport.objects.get(pk=draft.pk).choices == {"1:2": {"how": "file"}, "1:3": {"how": "portal"}}
