"""Reading in a plan in the browser: the file, its columns, the preview, the confirmation, the result and the undo."""

import datetime
import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from actions.models import Action, PlanImport
from actions.services import drafts, importing
from jobs.models import Job
from jobs.running import run
from tests import factories
from tests.actions.sheets import fields_of

HEADINGS = "Actielijn;Nr;Wat;Hoe;Wie;Doel;Wanneer;Kosten;Status"
NEW = "1;9.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;Q1-Q2 2026;€ 500;gepland"
DOUBTFUL = "1;9.2;Campagne;Posters;Gemeenten;Bekendheid;zsm;veel;gepland"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


@pytest.fixture
def start(region, programme, line):
    return reverse("actions:import-start", args=[region.slug])


@pytest.fixture
def kept(programme, line, people):
    """Keeps rows of csv as a draft of Anna."""

    def keep(*rows, headings=HEADINGS):
        content = "\n".join([headings, *(rows or (NEW,))]).encode()
        return importing.keep_file(programme, content=content, name="plan.csv", by=people["anna"])

    return keep


def at(name, found, *more):
    return reverse(f"actions:import-{name}", args=[found.programme.region.slug, found.pk, *more])


def upload(content, name="plan.csv"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def text_of(response):
    """The content of the page as people read it, in one line."""
    html = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'")


def errors_of(response, field):
    return [str(error) for error in response.context["form"].errors.get(field, [])]


# --- The file ---


def test_a_file_is_kept_and_its_columns_come_first(anna, start):
    response = anna.post(start, {"file": upload(f"{HEADINGS}\n{NEW}"), "year": "2027", "amounts_in": "thousands"})
    found = PlanImport.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("columns", found))
    assert (found.name, found.year, found.amounts_in, str(found.created_by)) == ("plan.csv", 2027, "thousands", "Anna")
    assert Action.objects.count() == 0


def test_a_pasted_table_is_kept(anna, start):
    pasted = "Wat\tWie\tWanneer\nSpiegelgroep\tZorgbelang\tQ1 2026"
    response = anna.post(start, {"paste": pasted})
    assert response.status_code == 302
    assert importing.preview_of(PlanImport.objects.get()).reading.rows[0].what == "Spiegelgroep"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, "file", "Kies een bestand of plak een tabel."),
        ({"file": ("plan.csv", f"{HEADINGS}\n{NEW}"), "paste": "Wat\tWie"}, "file", "niet allebei"),
        ({"file": ("plan.pdf", "%PDF-1.7 iets")}, "file", "pdf"),
        ({"file": ("plan", f"{HEADINGS}\n{NEW}")}, "file", "sla de tabel op als .docx"),
        ({"file": ("Geplakte tabel", "Wat;Wie")}, "file", "sla de tabel op als .docx"),
        ({"file": ("plan.csv", "")}, "file", "leeg"),
        ({"file": ("plan.csv", "een;twee\n1;2")}, "file", "koppen"),
        ({"file": ("plan.csv", "x" * (10 * 1024**2 + 1))}, "file", "groter dan 10 MB"),
        ({"paste": "zomaar wat tekst"}, "paste", "koppen"),
        ({"paste": f"{HEADINGS}"}, "paste", "."),
        ({"paste": "Wat\tWie\nEen\tTwee", "year": "26"}, "year", "2000"),
        ({"paste": "Wat\tWie\nEen\tTwee", "amounts_in": "yen"}, "amounts_in", "Selecteer een geldige keuze."),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(anna, start, typed, field, says):
    if "file" in typed:
        typed = typed | {"file": upload(typed["file"][1], typed["file"][0])}
    response = anna.post(start, typed)
    (error,) = errors_of(response, field)
    assert (response.status_code, PlanImport.objects.count()) == (400, 0)
    assert says in error
    assert error in text_of(response).replace("&quot;", '"')
    assert default_storage.listdir("")[0] == []


def test_what_is_too_large_to_paste_is_refused_at_its_field(anna, start):
    response = anna.post(start, {"paste": "Wat\tWie\n" + "x" * 2_600_000})
    assert (response.status_code, errors_of(response, "file")) == (400, [])
    assert errors_of(response, "paste") == ["Deze tekst is te groot om te plakken. Lever de tabel aan als bestand."]


def test_a_large_paste_of_somebody_else_is_still_refused(client, people, start):
    client.force_login(people["bram"])
    assert client.post(start, {"paste": "x" * 2_600_000}).status_code == 403


def test_a_file_from_elsewhere_is_refused(people, start):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["anna"])
    assert client.post(start, {"paste": "Wat\tWie\nEen\tTwee"}).status_code == 403
    assert PlanImport.objects.count() == 0


def test_a_very_long_name_keeps_its_extension(anna, start):
    anna.post(start, {"file": upload(f"{HEADINGS}\n{NEW}", f"{'n' * 240}.csv")})
    found = PlanImport.objects.get()
    assert found.name == f"{'n' * 180}.csv"
    assert importing.preview_of(found).writes == 1


def test_earlier_imports_are_listed_with_their_state(anna, start, kept, people):
    kept(NEW)
    importing.apply(done := kept(NEW), importing.preview_of(done), by=people["anna"])
    text = text_of(anna.get(start))
    assert text.count("plan.csv") == 2
    assert "Nog niet bevestigd" in text
    assert "In het plan" in text


# --- The columns ---


def test_the_columns_show_headings_examples_and_doubts(anna, kept):
    found = kept("1;Een;Toelichting hier;x", headings="Actielijn;Wat;Wie;Bijzonderheden")
    response = anna.get(at("columns", found))
    text = text_of(response)
    assert "Toelichting hier" in text
    assert "Nakijken: De kolom 'Bijzonderheden' is niet gelezen" in text
    fields = fields_of(response)
    assert [fields[f"kolom-1-{place}"] for place in range(4)] == [["line"], ["what"], ["who"], [""]]


def test_a_column_is_corrected(anna, kept):
    found = kept("1;Een;Zo pakken we het aan;x", headings="Actielijn;Wat;Wie;Bijzonderheden")
    fields = fields_of(anna.get(at("columns", found))) | {"kolom-1-3": "how", "year": "2027"}
    response = anna.post(at("columns", found), fields)
    found.refresh_from_db()
    assert response["Location"] == found.get_absolute_url()
    assert found.mapping == {"1": {"0": "line", "1": "what", "2": "who", "3": "how"}}
    assert found.year == 2027
    assert importing.preview_of(found).reading.rows[0].how == "x"


def test_columns_that_were_right_are_not_kept(anna, kept):
    found = kept(NEW)
    anna.post(at("columns", found), fields_of(anna.get(at("columns", found))))
    found.refresh_from_db()
    assert found.mapping == {}


def test_who_has_seen_a_doubt_is_not_told_again(anna, kept):
    found = kept("1;Een;x", headings="Actielijn;Wat;Bijzonderheden")
    assert len(importing.preview_of(found).reading.problems) == 1
    anna.post(at("columns", found), fields_of(anna.get(at("columns", found))))
    found.refresh_from_db()
    assert importing.preview_of(found).reading.problems == ()


def test_actions_without_a_line_get_one(anna, kept, programme, line):
    factories.line(programme=programme, title="Andere lijn")
    found = kept("Een;Zorgbelang", headings="Wat;Wie")
    assert importing.preview_of(found).counts["left_out"] == 1
    fields = fields_of(anna.get(at("columns", found))) | {"line": str(line)}
    anna.post(at("columns", found), fields)
    found.refresh_from_db()
    assert importing.preview_of(found).counts["new"] == 1


@pytest.mark.parametrize(
    "forged",
    [{"kolom-1-2": "drop table"}, {"kolom-1-2": "cost:9999"}, {"line": "Bestaat niet"}, {"year": "abcd"}],
)
def test_a_forged_choice_is_refused(anna, kept, forged):
    found = kept(NEW)
    response = anna.post(at("columns", found), fields_of(anna.get(at("columns", found))) | forged)
    found.refresh_from_db()
    assert (response.status_code, found.mapping, found.line, found.year) == (400, {}, "", None)


def test_columns_that_leave_no_plan_are_refused(anna, kept):
    found = kept("1;Een", headings="Actielijn;Wat")
    response = anna.post(at("columns", found), {"kolom-1-0": "", "kolom-1-1": ""})
    found.refresh_from_db()
    assert (response.status_code, found.mapping) == (400, {})
    assert "Kies bij minstens één kolom ‘Wat’ of ‘Doelen’." in text_of(response)


def test_tables_with_the_same_headings_are_asked_about_once(anna, programme, line, people):
    book = Workbook()
    book.active.append(["Wat", "Wie", "Bijzonders"])
    book.active.append(["Een", "Zorgbelang", "x"])
    other = book.create_sheet("Tweede")
    other.append(["Wat", "Wie", "Bijzonders"])
    other.append(["Twee", "Zorgbelang", "y"])
    found = importing.keep_file(programme, content=saved(book), name="plan.xlsx", by=people["anna"])
    fields = fields_of(anna.get(at("columns", found)))
    assert [name for name in fields if name.startswith("kolom-")] == ["kolom-1-0", "kolom-1-1", "kolom-1-2"]
    anna.post(at("columns", found), fields | {"kolom-1-2": "how"})
    found.refresh_from_db()
    assert [row.how for row in importing.preview_of(found).reading.rows] == ["x", "y"]


# --- The preview ---


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


# --- One row ---


def test_a_cell_is_corrected(anna, kept):
    found = kept(NEW, DOUBTFUL)
    response = anna.get(at("row", found, 1, 3) + "?toon=probleem&pagina=1")
    fields = fields_of(Resent(response))
    assert fields["6"] == ["zsm"]
    assert "'zsm' maakt de planning afhankelijk" in text_of(response)
    answer = anna.post(at("row", found, 1, 3), fields | {"6": "Q3 2026"})
    found.refresh_from_db()
    assert answer["Location"] == f"{found.get_absolute_url()}?toon=probleem&pagina=1#rij-1-3"
    assert found.edits == {"1:3:6": "Q3 2026"}
    assert importing.preview_of(found).proposals[1].content.starts_in == "2026Q3"


def test_htmx_gets_the_row_and_the_whole_of_the_preview(anna, kept):
    found = kept(NEW, DOUBTFUL)
    form = anna.get(at("row", found, 1, 3), headers=HTMX)
    assert form.templates[0].name == "actions/_import_row_form.html"
    answer = anna.post(at("row", found, 1, 3), {"6": "Q3 2026", "0": "1", "2": "Campagne"}, headers=HTMX)
    html = answer.content.decode()
    found.refresh_from_db()
    assert answer.status_code == 200
    assert "<html" not in html
    assert 'id="rij-1-3"' in html
    assert 'id="overzicht"' in html
    assert html.count("hx-swap-oob") == 2
    assert importing.preview_of(found).fingerprint in html


def test_a_row_that_was_left_out_can_be_mended(anna, kept):
    found = kept(NEW, ";;;;;;;€ 9.000;")
    assert len(importing.preview_of(found).proposals) == 1
    assert "Rij 3 : Deze rij is een totaal" in text_of(anna.get(found.get_absolute_url()))
    anna.post(at("row", found, 1, 3), {"0": "1", "2": "Toch een actie", "7": "€ 9.000"})
    found.refresh_from_db()
    assert [one.row.what for one in importing.preview_of(found).proposals] == ["Spiegelgroep", "Toch een actie"]


@pytest.mark.parametrize("place", [(1, 1), (1, 9), (2, 2), (0, 0)])
def test_a_row_that_is_not_there_is_404(anna, kept, place):
    found = kept(NEW)
    assert anna.get(at("row", found, *place)).status_code == 404
    assert anna.post(at("leave-out", found, *place), {"overnemen": "nee"}).status_code == 404


def test_mending_the_last_row_of_a_page_leads_to_a_page_that_is_there(anna, kept):
    found = kept(*[DOUBTFUL.replace("9.2", f"9.{number}").replace("Campagne", f"Campagne nummer {number}")
                   for number in range(51)])  # fmt: skip
    row = anna.get(at("row", found, 1, 52) + "?toon=probleem&pagina=2").context["form"]
    mended = fields_of(row) | {"4": "Zorgbelang", "6": "2026", "7": "€ 5"}
    typed = mended | {"toon": "probleem", "pagina": "2"}
    response = anna.post(at("row", found, 1, 52), typed, follow=True)
    assert (response.status_code, response.context["shown"].page.number) == (200, 1)
    assert "9.50" not in [row.proposal.row.number for row in response.context["shown"].rows]


def test_an_unknown_filter_writes_nothing(anna, kept):
    found = kept(NEW)
    for url, typed in ((at("row", found, 1, 2), {"2": "Anders"}), (at("leave-out", found, 1, 2), {"overnemen": "nee"})):
        assert anna.post(url, typed | {"toon": "onzin"}).status_code == 404
    found.refresh_from_db()
    assert (found.edits, found.left_out) == ({}, [])


def test_our_own_export_goes_to_the_preview_at_once(anna, start, action):
    export = anna.get(reverse("actions:export", args=["noordland", "xlsx"]))
    book = load_workbook(io.BytesIO(b"".join(export)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, heads.index("Wat") + 1).value = "Heel iets anders"
    response = anna.post(start, {"file": upload(saved(book), "export.xlsx")}, follow=True)
    text = text_of(response)
    assert response.redirect_chain[-1][0] == PlanImport.objects.get().get_absolute_url()
    assert "1 actie gelezen: 1 gewijzigd." in text
    assert "Meldcodetour wordt Heel iets anders" in text
    assert "Kolommen aanpassen" not in text


def test_a_row_that_leaves_no_plan_is_refused(anna, kept):
    found = kept("1;Een", headings="Actielijn;Wat")
    response = anna.post(at("row", found, 1, 2), {"0": "", "1": ""})
    found.refresh_from_db()
    assert (response.status_code, found.edits) == (400, {})
    assert "geen enkele actie" in text_of(response)


def test_a_row_is_left_out_and_taken_over_after_all(anna, kept):
    found = kept(NEW)
    anna.post(at("leave-out", found, 1, 2), {"overnemen": "nee"})
    found.refresh_from_db()
    assert found.left_out == ["1:2"]
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Toch overnemen" in text
    assert "Er is niets over te nemen." in text
    anna.post(at("leave-out", found, 1, 2), {"overnemen": "ja"})
    found.refresh_from_db()
    assert found.left_out == []


# --- Confirming, the result and the undo ---


@pytest.fixture
def confirmed(anna, kept):
    """Confirms rows in the browser, and does the job."""

    def confirm(*rows, **typed):
        found = kept(*rows)
        fields = {"fingerprint": importing.preview_of(found).fingerprint, "release": "later"} | typed
        assert anna.post(at("confirm", found), fields)["Location"] == found.get_absolute_url()
        run(Job.objects.latest("pk").pk)
        found.refresh_from_db()
        return found

    return confirm


@pytest.mark.parametrize(("release", "released"), [("later", False), ("now", True)])
def test_one_confirmation_puts_it_in_the_plan(anna, confirmed, release, released):
    found = confirmed(NEW, release=release)
    action = Action.objects.get()
    assert (action.what, action.is_released, found.release) == ("Spiegelgroep", released, released)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 niet overgenomen." in text
    assert "In het plan gezet door Anna op" in text
    assert "Spiegelgroep" in text
    assert ("geef ze vrij" in text) is not released


@pytest.mark.parametrize("typed", [{}, {"release": "now"}, {"fingerprint": "x", "release": "now"}])
def test_a_confirmation_of_nothing_is_refused(anna, kept, typed):
    found = kept(NEW)
    assert anna.post(at("confirm", found), typed).status_code == 400
    assert Job.objects.count() == 0


def test_the_page_follows_the_job(anna, kept):
    found = kept(NEW)
    anna.post(at("confirm", found), {"fingerprint": importing.preview_of(found).fingerprint, "release": "later"})
    waiting = anna.get(found.get_absolute_url())
    assert 'hx-trigger="load delay:1s"' in waiting.content.decode()
    assert "Zet 1 actie in het plan" not in text_of(waiting)
    run(Job.objects.get().pk)
    finished = anna.get(found.get_absolute_url(), headers=HTMX)
    assert finished.templates[0].name == "actions/_import.html"
    assert "Het staat in het plan" in text_of(finished)


def test_a_plan_that_changed_is_told_and_can_be_confirmed_again(anna, kept, action):
    found = kept(f"1;;{action.what};Anders;;;;;")
    fields = {"fingerprint": importing.preview_of(found).fingerprint, "release": "later"}
    anna.post(at("confirm", found), fields)
    Action.objects.filter(pk=action.pk).update(version=7)
    run(Job.objects.get().pk)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Het plan is intussen gewijzigd. Er is niets overgenomen" in text
    assert "Zet 1 actie in het plan" in text


@pytest.mark.parametrize("state", ["waiting", "applied"])
def test_nothing_can_be_corrected_any_more(anna, kept, people, state):
    found = kept(NEW)
    fingerprint = importing.preview_of(found).fingerprint
    if state == "waiting":
        importing.confirm(found, fingerprint=fingerprint, release=False, by=people["anna"])
    else:
        importing.apply(found, importing.preview_of(found), by=people["anna"])
    for url, typed in (
        (at("columns", found), {"kolom-1-2": "how", "kolom-1-3": "what"}),
        (at("row", found, 1, 2), {"2": "Anders"}),
        (at("leave-out", found, 1, 2), {"overnemen": "nee"}),
        (at("delete", found), {}),
        (at("confirm", found), {"fingerprint": fingerprint, "release": "now"}),
    ):
        assert anna.post(url, typed)["Location"] == found.get_absolute_url()
    found.refresh_from_db()
    assert (found.mapping, found.edits, found.left_out, found.release) == ({}, {}, [], False)
    assert Job.objects.count() == (state == "waiting")


def test_the_whole_import_is_undone(anna, confirmed):
    found = confirmed(NEW)
    assert "Hele inlezing ongedaan maken" in text_of(anna.get(found.get_absolute_url()))
    text = text_of(anna.post(at("undo", found), follow=True))
    assert Action.objects.count() == 0
    assert "Het plan is weer zoals het was." in text
    assert "Ongedaan gemaakt door Anna" in text
    assert "Hele inlezing ongedaan maken" not in text


def test_an_undo_that_is_too_late_says_why(anna, confirmed):
    found = confirmed(NEW)
    Action.objects.update(version=5)
    text = text_of(anna.get(found.get_absolute_url()))
    assert "Sinds het inlezen is 1 actie bewerkt." in text
    assert "Hele inlezing ongedaan maken" not in text
    assert "Sinds het inlezen is 1 actie bewerkt." in text_of(anna.post(at("undo", found), follow=True))
    assert Action.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_removed_with_its_file(anna, kept):
    found = kept(NEW)
    name = found.file.name
    anna.post(at("delete", found))
    assert PlanImport.objects.count() == 0
    assert not default_storage.exists(name)


@pytest.mark.django_db(transaction=True)
def test_old_drafts_and_loose_files_are_cleared_away(kept, people, monkeypatch):
    importing.apply(applied := kept(NEW), importing.preview_of(applied), by=people["anna"])
    old, young = kept(NEW), kept(NEW)
    long_ago = timezone.now() - datetime.timedelta(days=31)
    PlanImport.objects.filter(pk__in=[old.pk, applied.pk]).update(created_at=long_ago)
    loose = default_storage.save(f"{PlanImport.FOLDER}los.csv", ContentFile(b"x"))
    assert drafts.remove_old() == 1
    assert set(PlanImport.objects.all()) == {applied, young}
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(loose)  # somebody may be uploading it now
    monkeypatch.setattr(drafts, "LOOSE", datetime.timedelta(0))
    assert drafts.remove_old() == 1
    assert default_storage.exists(applied.file.name)
    assert not default_storage.exists(loose)


# --- The workbook with comments ---


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def feedback(client, found):
    response = client.get(at("feedback", found))
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def test_the_own_workbook_comes_back_with_comments(anna, programme, line, people):
    book = Workbook()
    sheet = book.active
    sheet.title = "Acties"
    sheet.append(["Het plan", None, None, None])
    sheet.append(["Actielijn", "Wat", "Wanneer", "Kosten"])
    sheet.append(["1", "Spiegelgroep", "zsm", 500])
    sheet.append(["Totaal", None, None, "=SUM(D3:D3)"])
    sheet["B3"].font = Font(bold=True)
    sheet["C3"].comment = Comment("Mijn eigen opmerking", "Ik")
    sheet.merge_cells("A1:D1")
    found = importing.keep_file(programme, content=saved(book), name="Mijn plan.xlsx", by=people["anna"])
    response = anna.get(at("feedback", found))
    assert response["Content-Disposition"] == 'attachment; filename="mijn-plan-opmerkingen.xlsx"'
    back = feedback(anna, found)["Acties"]
    assert back["C3"].comment.text.startswith("Mijn eigen opmerking\n\n'zsm' maakt de planning afhankelijk")
    assert back["C3"].comment.author == "Regiovisieportaal"
    assert (back["C3"].fill.fgColor.rgb, back["B3"].font.bold, back["B3"].comment) == ("FFFFF2CC", True, None)
    assert back["D4"].value == "=SUM(D3:D3)"
    assert "totaal" in back["A4"].comment.text


def test_another_kind_of_file_becomes_a_workbook(anna, kept):
    found = kept("1;9.2;=1+1;@posters;;;zsm;veel;")
    sheet = feedback(anna, found)["Tabel 1"]
    assert [cell.value for cell in sheet[1]] == HEADINGS.split(";")
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["D2"].data_type) == ("=1+1", "s", "s")
    assert sheet["G2"].comment.text.startswith("'zsm' maakt")
    assert sheet["H2"].comment is not None


def test_what_was_corrected_is_told_in_the_workbook(anna, kept):
    found = kept(NEW, DOUBTFUL)
    drafts.correct_cells(found, {"1:3:6": "Q3 2026"})
    found.refresh_from_db()
    assert "In het portaal verbeterd tot: Q3 2026" in feedback(anna, found)["Tabel 1"]["G3"].comment.text


class Resent:
    """A page whose form says where it goes: the tests fill it all the same."""

    def __init__(self, response):
        html = response.content.decode()
        self.content = re.sub(r'<form class="panel stack import-form"[^>]*>', "<form>", html).encode()
