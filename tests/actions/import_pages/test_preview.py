"""The preview: what was written, how it is read, filters, pages and queries."""

from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.actions.import_pages.pages import DOUBTFUL, NEW, at, feedback, text_of


def test_the_preview_shows_what_was_written_and_how_it_is_read(anna, kept):
    text = text_of(anna.get(kept(NEW, DOUBTFUL).get_absolute_url()))
    assert "2 acties gelezen: 2 nieuw; bij 1 is iets om na te kijken." in text
    assert "Q1-Q2 2026 1e tot en met 2e kwartaal 2026" in text
    assert "Nakijken: 'zsm' maakt de planning afhankelijk of onzeker." in text
    assert "Nieuwe organisaties: Gemeenten en Zorgbelang." in text
    assert "Zet 2 acties in het plan" in text


def test_a_changed_action_shows_was_and_becomes(anna, kept, action):
    action.how = "Zoals het was"
    action.save()
    text = text_of(anna.get(kept(f"1;;{action.what};Anders dan eerst;;;;;").get_absolute_url()))
    assert "1 acties gelezen" not in text
    assert "1 actie gelezen: 1 gewijzigd" in text
    assert "Zoals het was wordt Anders dan eerst" in text
    assert "Zet 1 actie in het plan" in text


def test_the_rows_are_filtered_in_the_address(anna, kept):
    url = kept(NEW, DOUBTFUL).get_absolute_url()
    assert [row.title for row in anna.get(f"{url}?toon=probleem").context["shown"].rows] == ["Campagne"]
    assert [row.title for row in anna.get(url).context["shown"].rows] == ["Spiegelgroep", "Campagne"]
    for wrong in ("?toon=onzin", "?pagina=0", "?pagina=9", "?pagina=x"):
        assert anna.get(url + wrong).status_code == 404


def test_what_seems_to_be_about_a_person_is_told_before_it_becomes_public(anna, kept, action):
    action.how = "Bel Jan op 06-12345678"
    action.save()
    found = kept("1;;Tour;Bel Jan op 06-12345678;;;;;", f"1;;{action.what};{action.how};;;2026;;")
    text = text_of(anna.get(found.get_absolute_url()))
    assert text.count("‘06-12345678’ lijkt op een telefoonnummer. Haal het weg") == 1  # what the plan has is known
    assert "bij 1 is iets om na te kijken" in text
    assert "telefoonnummer" in feedback(anna, found)["Tabel 1"]["D2"].comment.text


def test_a_long_plan_comes_in_pages(anna, kept):
    url = kept(*(f"1;;Actie {number};;;;;;" for number in range(51))).get_absolute_url()
    assert len(anna.get(url).context["shown"].rows) == 50
    assert [row.title for row in anna.get(f"{url}?pagina=2").context["shown"].rows] == ["Actie 50"]


def test_the_number_of_queries_does_not_grow(anna, kept, action):
    counts = []
    for number in (1, 30):
        url = kept(*(f"1;;Actie {n};Hoe;Zorgbelang;Doel;2026;€ 5;gepland" for n in range(number))).get_absolute_url()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert anna.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_import_of_another_region_is_not_here(anna, kept, people):
    found = kept(NEW)
    elsewhere = factories.programme(region=people["carla"].assignments.get().region)
    for name in ("columns", "feedback"):
        url = at(name, found).replace("noordland", elsewhere.region.slug)
        assert anna.get(url).status_code == 403  # Anna has no say there
    client = Client()
    client.force_login(people["carla"])
    assert client.get(found.get_absolute_url().replace("noordland", "zuidland")).status_code == 404


def test_a_file_that_is_gone_is_told(anna, kept):
    found = kept(NEW)
    default_storage.delete(found.file.name)
    assert "niet meer te lezen" in text_of(anna.get(found.get_absolute_url()))
    assert anna.get(at("columns", found)).status_code == 302
    assert anna.get(at("row", found, 1, 2)).status_code == 302
    assert anna.get(at("feedback", found)).status_code == 404
