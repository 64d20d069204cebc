"""The archive of a back-up: whole or refused. Tests with two installations are in tests/test_backup.py."""

import datetime
import io
import json
import os
import tarfile

import pytest

from regiovisie.backups import archive
from regiovisie.backups.databases import BackupError, Contents


@pytest.fixture
def packed(tmp_path, settings, monkeypatch):
    """An archive with a database (that is none) and two files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("evaluaties/1.pdf", "inlezen/plan.docx", "gezondheid/proef"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(5000))

    def dump(target):
        target.write_bytes(os.urandom(5000))
        return Contents({"a": 1}, {"evaluaties/1.pdf"}, [["jobs", "0001_initial"]])

    monkeypatch.setattr(archive.databases, "dump", dump)
    work = tmp_path / "werk"
    work.mkdir()
    archive._write(work)
    return work / "archive"


def refusal(path, folder):
    with pytest.raises(BackupError) as error:
        archive._unpack(path, folder)
    return str(error.value)


def test_what_was_packed_is_unpacked(packed, tmp_path, settings):
    manifest = archive._unpack(packed, tmp_path / "uit")
    assert sorted(manifest["sha256"]) == ["database", "media/evaluaties/1.pdf", "media/inlezen/plan.docx"]
    kept, was = tmp_path / "uit/media/evaluaties/1.pdf", settings.MEDIA_ROOT / "evaluaties/1.pdf"
    assert kept.read_bytes() == was.read_bytes()


@pytest.mark.parametrize("part", [0, 0.2, 0.5, 0.9, 0.95])
def test_half_an_archive_is_refused(packed, tmp_path, part):
    packed.write_bytes(packed.read_bytes()[: int(packed.stat().st_size * part)])
    assert refusal(packed, tmp_path / "uit") == "Deze back-up is beschadigd of niet heel."


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9])
def test_one_wrong_byte_is_refused(packed, tmp_path, part):
    content = bytearray(packed.read_bytes())
    content[int(len(content) * part)] ^= 0xFF
    packed.write_bytes(content)
    assert "beschadigd" in refusal(packed, tmp_path / "uit")


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "brief.docx"
    path.write_bytes(b"iets anders")
    assert "beschadigd" in refusal(path, tmp_path / "uit")


@pytest.mark.parametrize("name", ["../buiten", "/buiten", "media/../../buiten", "anders"])
def test_nothing_is_written_elsewhere(tmp_path, name):
    path = tmp_path / "kwaad.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    assert refusal(path, tmp_path / "uit") == "Dit bestand is geen back-up van het portaal."
    assert not (tmp_path / "buiten").exists()


def test_a_link_is_no_part_of_a_back_up(tmp_path):
    path = tmp_path / "kwaad.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        info = tarfile.TarInfo("media/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    assert refusal(path, tmp_path / "uit") == "Dit bestand is geen back-up van het portaal."


def test_a_changed_manifest_is_refused(packed, tmp_path):
    archive._unpack(packed, tmp_path / "uit")
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(tmp_path / "uit" / "database", arcname="database")
        text = json.dumps({"sha256": {"database": "0" * 64}}).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    assert "beschadigd" in refusal(packed, tmp_path / "uit2")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"database": "other"}, "en het portaal draait hier op"),
        ({"migrations": [["jobs", "9999_later"]]}, "van een nieuwere versie"),
    ],
)
def test_a_back_up_that_does_not_fit_is_refused(db, changes, sentence):
    vendor = archive.connection.vendor
    manifest = {"database": vendor, "migrations": []} | changes
    if manifest["database"] == "other":
        manifest["database"] = "sqlite" if vendor == "postgresql" else "postgresql"
    with pytest.raises(BackupError, match=sentence):
        archive._refuse_strangers(manifest)
    archive._refuse_strangers({"database": vendor, "migrations": []})


def test_a_file_that_a_row_names_and_that_is_gone_is_told(packed, tmp_path, settings, monkeypatch):
    """Deleted with its row while the back-up was made: made again. Gone while its row is there: said, and gone on."""
    (settings.MEDIA_ROOT / "evaluaties/1.pdf").unlink()
    monkeypatch.setattr(archive, "_still_named", lambda names: True)
    assert archive.make(tmp_path / "kopie").missing == ["evaluaties/1.pdf"]
    monkeypatch.setattr(archive, "_still_named", lambda names: False)
    with pytest.raises(BackupError, match="te veel bestanden verwijderd"):
        archive.make(tmp_path / "kopie2")
    assert list((tmp_path / "kopie2").iterdir()) == []


def test_what_a_killed_back_up_left_goes_after_a_day(packed, tmp_path):
    folder = tmp_path / "kopie"
    for name, hours in ((".bezig-oud", 25), (".bezig-nu", 1)):
        (folder / name).mkdir(parents=True)
        (folder / name / "database").write_text("x")
        then = (datetime.datetime.now() - datetime.timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (then, then))
    archive.make(folder)
    assert [path.name for path in folder.glob(".bezig-*")] == [".bezig-nu"]
