"""A file is parsed once: what was read is kept with the draft, and a large one is read by a job."""

import pickle
import zlib

import pytest
from django.urls import reverse

from actions.imports import previews, readings
from actions.imports.readings import PACKING
from actions.models import PlanImport, ReadPlan
from actions.services import drafts
from jobs.models import Job
from jobs.running import run
from tables.model import Refused
from tables.weight import is_large
from tests.actions.import_pages.pages import at, text_of, upload
from tests.fuzz.reading import tables_of
from tests.fuzz.seeds import SEEDS
from tests.tables.files import xlsx

ROW = "1;9.1;Spiegelgroep;Elk kwartaal;Zorgbelang;Meedenken;Q1-Q2 2026;€ 500;gepland"
DOUBT = "1;9.2;Campagne;Posters;Gemeenten;Bekendheid;zsm;veel;gepland"
HEADINGS = "Actielijn;Nr;Wat;Hoe;Wie;Doel;Wanneer;Kosten;Status\n"
LARGE = (HEADINGS + f"{ROW.replace('Elk kwartaal', 'x' * 9_000)}\n" * 60).encode()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def spoil(found):
    """From now on the file itself cannot be read: who needs it is refused."""
    with found.file.storage.open(found.file.name, "wb") as file:
        file.write(b"PK\x03\x04 and nothing more")


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_what_was_kept_comes_back_the_same(number):
    name, data = SEEDS[number]
    try:
        tables = tables_of(name, data)
        reading = readings.read_plan(tables, year=2026)
    except Refused:
        return
    assert PACKING.unpacked(PACKING.packed(tables)) == tables
    assert PACKING.unpacked(PACKING.packed(reading)) == reading


def test_nothing_else_is_made_of_kept_bytes():
    harmful = zlib.compress(pickle.dumps(print))
    with pytest.raises(pickle.UnpicklingError, match="is nothing of what was read"):
        PACKING.unpacked(harmful)


def test_pages_of_a_draft_do_not_parse_its_file(anna, kept):
    found = kept(ROW, DOUBT)
    spoil(found)
    for address in (found.get_absolute_url(), at("columns", found), at("row", found, 1, 3), at("feedback", found)):
        assert anna.get(address).status_code == 200
    anna.post(at("leave-out", found, 1, 3), {"overnemen": "nee"})
    drafts.correct_cells(found, {"1:3:6": "Q3 2026"})
    found.refresh_from_db()
    assert previews.preview_of(found).proposals[1].content.starts_in == "2026Q3"
    assert "2 acties gelezen" in text_of(anna.get(found.get_absolute_url()))


@pytest.mark.parametrize("other", [{"format": "ouder"}, {"tables": b"x", "reading": b"x"}, {"key": "ander"}])
def test_what_was_kept_otherwise_is_read_again(kept, other):
    found = kept(ROW)
    ReadPlan.objects.update(**other)
    assert len(previews.preview_of(found).proposals) == 1
    spoil(found)
    assert len(previews.preview_of(found).proposals) == 1


def test_what_is_in_the_plan_is_kept_no_longer(read_in):
    assert read_in(ROW).applied_at
    assert ReadPlan.objects.count() == 0


def test_a_large_file_is_read_by_a_job(anna, plan):
    response = anna.post(reverse("actions:import-start", args=["noordland"]), {"file": upload(LARGE)})
    found, job = PlanImport.objects.get(), Job.objects.get()
    assert (response.status_code, response["Location"]) == (302, found.get_absolute_url())
    assert "Dit is een groot bestand." in text_of(anna.get(found.get_absolute_url()))
    assert anna.get(at("columns", found))["Location"] == found.get_absolute_url()
    assert ReadPlan.objects.count() == 0
    run(job.pk)
    spoil(found)
    assert "60 acties gelezen" in text_of(anna.get(found.get_absolute_url()))
    assert anna.get(at("columns", found)).status_code == 200


def test_a_large_file_that_cannot_be_read_is_told(anna, plan):
    content = b"A;B;C\n" + LARGE.partition(b"\n")[2]
    anna.post(reverse("actions:import-start", args=["noordland"]), {"file": upload(content)})
    found, job = PlanImport.objects.get(), Job.objects.get()
    run(job.pk)
    assert "Geen van de tabellen heeft koppen die het portaal kent" in text_of(anna.get(found.get_absolute_url()))
    assert anna.post(at("delete", found)).status_code == 302
    assert PlanImport.objects.count() == 0


def test_too_much_text_is_refused():
    content = HEADINGS + f"{ROW.replace('Elk kwartaal', 'woord ' * 15_000)}\n" * 40
    with pytest.raises(Refused, match="te veel tekst"):
        readings.read_plan(readings.tables_of(content.encode(), name="plan.csv"))


@pytest.mark.parametrize(
    ("content", "large"),
    [
        (LARGE, True),
        (HEADINGS.encode() + ROW.encode(), False),
        (xlsx(f"<sheetData>{'<row><c><v>1</v></c></row>' * 200_000}</sheetData>"), True),  # small, until it is unpacked
        (xlsx("<sheetData/>"), False),
        (b"PK\x03\x04 damaged", False),
    ],
    ids=["text", "short text", "workbook", "empty workbook", "damage"],
)
def test_what_is_large(content, large):
    assert is_large([content]) == large
