"""The disk is full, or may only be read: a sentence, nothing half, and reading goes on.

Full is what the operating system says of a file that grows over a limit of the process; read-only is a folder of the
kernel, in which nobody makes files.
"""

import errno
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from actions.models import PlanExport, PlanImport
from jobs import files, room
from jobs.models import Job
from jobs.running import run
from monitoring.models import FigureImport
from tests import factories

FULL, READ_ONLY = str(room.FULL), str(room.READ_ONLY)
PLAN = "Actielijn;Nr;Wat;Wie\n1;9.1;Spiegelgroep;GGD\n" + "1;;Nog een actie;GGD\n" * 200
STATLINE = '"Veiligheidstaxatie";"Regio\'s";"Perioden";"Ontvangen meldingen (aantal)"\r\n' + (
    '"Totaal";"Nederland";"2020";"5"\r\n' * 100
)


@contextmanager
def full_disk(size=1_000):
    """No file grows over so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield FULL
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(params=["full", "read-only"])
def no_room(request, settings, media):
    """A way to have no room; gives the sentence that must be said."""

    @contextmanager
    def read_only():
        settings.MEDIA_ROOT = Path("/sys/kernel/portaal")
        try:
            yield READ_ONLY
        finally:
            settings.MEDIA_ROOT = media

    return full_disk if request.param == "full" else read_only


def kept_files(media):
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


@pytest.mark.parametrize("field", ["file", "paste"])
@pytest.mark.usefixtures("line")
def test_a_plan_that_cannot_be_kept(client, people, region, media, no_room, field):
    client.force_login(people["anna"])
    address = reverse("actions:import-start", args=[region.slug])
    given = SimpleUploadedFile("plan.csv", PLAN.encode()) if field == "file" else PLAN.replace(";", "\t")
    with no_room() as sentence:
        response = client.post(address, {field: given})
    assert response.status_code == 400
    assert list(response.context["form"].errors[field]) == [sentence]
    assert (PlanImport.objects.count(), kept_files(media)) == (0, [])
    assert client.get(reverse("actions:plan", args=[region.slug])).status_code == 200


def test_figures_that_cannot_be_kept(client, people, programme, region, media, no_room):
    client.force_login(people["bram"])
    upload = SimpleUploadedFile("84852NED.csv", STATLINE.encode())
    with no_room() as sentence:
        response = client.post(reverse("monitoring:import-start", args=[region.slug]), {"file": upload})
    assert response.status_code == 400
    assert list(response.context["form"].errors["file"]) == [sentence]
    assert (FigureImport.objects.count(), kept_files(media)) == (0, [])


def test_an_export_that_cannot_be_kept(people, action, media, no_room):
    export = PlanExport.objects.create(programme=action.programme, format="csv", created_by=people["bram"])
    factories.action(line=action.line, what="Nog een lange actie " * 90)
    job = factories.job(kind=PlanExport.JOB, subject_id=export.pk, created_by=people["bram"])
    with no_room() as sentence:
        run(job.pk)
    job.refresh_from_db()
    export.refresh_from_db()
    assert (job.state, job.error, export.file.name) == (Job.State.FAILED, sentence, "")
    assert kept_files(media) == []
    Job.objects.update(state="queued")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, len(kept_files(media))) == (Job.State.DONE, 1)


@pytest.mark.usefixtures("line")
def test_an_upload_that_does_not_fit_in_the_temporary_folder(client, people, region, media, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    client.force_login(people["anna"])
    large = SimpleUploadedFile("plan.csv", PLAN.encode() * 900)
    with full_disk(100_000):
        response = client.post(reverse("actions:import-start", args=[region.slug]), {"file": large})
    assert (response.status_code, PlanImport.objects.count()) == (507, 0)
    assert FULL in response.content.decode()
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_half_a_file_does_not_stay(media):
    with full_disk(), pytest.raises(room.NoRoom, match="opslag van het portaal is vol"):
        files.write("map/bestand.txt", b"x" * 5_000)
    assert kept_files(media) == []
    assert files.write("map/bestand.txt", b"x") == "map/bestand.txt"


def test_a_row_that_cannot_be_saved_keeps_no_file(media):
    found = PlanImport(name="plan.csv")
    with (
        pytest.raises(room.NoRoom, match="opslag van het portaal is vol"),
        files.kept_file(found.file, "plan.csv", ContentFile(b"x")),
    ):
        raise OperationalError("database or disk is full")
    assert kept_files(media) == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (OperationalError("attempt to write a readonly database"), READ_ONLY),
        (OperationalError('could not extend file "base/1": No space left on device'), FULL),
        (OperationalError("server closed the connection"), ""),
        (FileNotFoundError(errno.ENOENT, "No such file"), ""),
        (Exception("IO_ENOSPC"), FULL),  # as lxml says it
        (ValueError("x"), ""),
    ],
)
def test_what_is_about_room_and_what_is_not(error, sentence):
    assert room.sentence_of(error) == sentence


def test_any_other_page_that_cannot_write_says_so(client, people, action, media, monkeypatch):
    from django.db.models import Model  # noqa: PLC0415

    def refuse(*args, **kwargs):
        raise OperationalError("database or disk is full")

    client.force_login(people["olga"])
    address = reverse("actions:progress", args=[action.pk])
    monkeypatch.setattr(Model, "save_base", refuse)  # the database at its end
    response = client.post(address, {"geen-wijziging": "1"})
    assert (response.status_code, FULL in response.content.decode()) == (507, True)
    assert client.get(action.get_absolute_url()).status_code == 200


def test_the_storage_keeps_whole_files_as_before(media):
    assert default_storage.save("a.txt", ContentFile(b"x")) == "a.txt"
    assert default_storage.save("a.txt", ContentFile(b"y")) != "a.txt"
