"""One file with a back-up: `database`, `media/...` and, last, `manifest.json` with a checksum of each of them."""

import datetime
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from regiovisie import health
from regiovisie.backups import databases
from regiovisie.backups.databases import BackupError, Contents

DATABASE, MEDIA, MANIFEST = "database", "media", "manifest.json"
TRIES = 10  # while people delete files that the database names
WORKING = ".bezig-"  # folders of a back-up that is being made or put back; what a killed one left goes after a day


class Outcome(NamedTuple):
    """What was done, to tell whoever did it."""

    path: Path
    tables: int
    rows: int
    files: int
    missing: list[str]  # files that a row names and that were gone before the back-up
    extra: int = 0  # files deleted because no row names them after putting back


def make(folder: Path) -> Outcome:
    """Make a back-up in a folder, readable for its owner only; it is there whole, or not. Raises BackupError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"regiovisie-{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S}.tar.gz"
    if path.exists():
        raise BackupError(_("%(path)s bestaat al.") % {"path": path})
    with databases.told(), _working(folder) as work:
        for _try in range(TRIES):
            contents, sums = _write(work)
            missing = sorted(contents.files - {name.removeprefix(f"{MEDIA}/") for name in sums})
            if not missing or _still_named(missing):
                break
        else:
            raise BackupError(_("Er worden nu te veel bestanden verwijderd. Probeer het later opnieuw."))
        _unpack(work / "archive", work / "check")  # what cannot be read back is no back-up
        (work / "archive").replace(path)
    files = sum(name.startswith(f"{MEDIA}/") for name in sums)
    return Outcome(path, len(contents.tables), sum(contents.tables.values()), files, missing)


def restore(path: Path, *, force: bool) -> Outcome:
    """Put a back-up in place of all that is here. Raises BackupError; then nothing was changed in the database.

    New files come first, then the database, then the files go that no row names: whoever stops it half-way has all
    the files of whichever database is there, and can do it again.
    """
    root = Path(settings.MEDIA_ROOT)
    with databases.told(), _working(Path(settings.DATA_DIR)) as work:
        manifest = _unpack(path, work)
        _refuse_strangers(manifest)
        if not force and not (databases.is_empty() and not list(_files(root))):
            raise BackupError(_("Er staan hier al gegevens. Zet FORCE=1 om ze te vervangen door de back-up."))
        kept = {name for name, _source in _files(work / MEDIA)}
        for name, source in _files(work / MEDIA):
            (root / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(source, root / name)
        tables = databases.load(work / DATABASE)
        extra = [found for name, found in _files(root) if name not in kept]
        for found in extra:
            found.unlink(missing_ok=True)
    if {name: count for name, count in tables.items() if name in manifest["tables"]} != manifest["tables"]:
        raise BackupError(_("De database is teruggezet, maar telt niet zoveel rijen als de back-up zegt."))
    return Outcome(path, len(tables), sum(tables.values()), len(kept), [], len(extra))


def waiting_migrations() -> bool:
    """Whether what was put back is of an older version of the portal."""
    loader = MigrationLoader(connection)
    return bool(set(loader.disk_migrations or {}) - set(loader.applied_migrations or {}))


@contextmanager
def _working(folder: Path) -> Iterator[Path]:
    for left in folder.glob(f"{WORKING}*"):
        if left.stat().st_mtime < time.time() - 24 * 60 * 60:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=WORKING, dir=folder) as made:
        yield Path(made)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """The files under a folder with their names in the storage, without what the health check writes."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith(f"{health.MARK}/"):
            yield name, path


def _still_named(names: list[str]) -> bool:
    """Whether rows still name all these files: then they are gone, and not just deleted with their row."""
    fields = databases.file_fields()
    return all(
        any(model._base_manager.filter(**{field.name: name}).exists() for model, field in fields) for name in names
    )


def _write(work: Path) -> tuple[Contents, dict[str, str]]:
    """The archive, first the database and then the files: what a row names was there before the row was."""
    (work / DATABASE).unlink(missing_ok=True)
    contents = databases.dump(work / DATABASE)
    sums: dict[str, str] = {}
    with (
        os.fdopen(os.open(work / "archive", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw,
        tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as tar,
    ):
        with (work / DATABASE).open("rb") as file:
            sums[DATABASE] = _add(tar, DATABASE, file, (work / DATABASE).stat().st_size)
        for name, path in _files(Path(settings.MEDIA_ROOT)):
            try:
                content = path.read_bytes()
            except FileNotFoundError:  # deleted meanwhile, with its row: `make` looks whether that is so
                continue
            sums[f"{MEDIA}/{name}"] = _add(tar, f"{MEDIA}/{name}", io.BytesIO(content), len(content))
        manifest = json.dumps(_manifest(contents, sums), indent=1).encode()
        _add(tar, MANIFEST, io.BytesIO(manifest), len(manifest))
        raw.flush()
        os.fsync(raw.fileno())
    return contents, sums


def _manifest(contents: Contents, sums: dict[str, str]) -> dict[str, Any]:
    return {
        "made_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": contents.migrations,
        "tables": contents.tables,
        "sha256": sums,
    }


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> str:
    """Add a file; gives its checksum."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    reading = _Summed(file)
    tar.addfile(info, reading)
    return reading.sum.hexdigest()


class _Summed:
    """Reads on, and sums what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """As of a file."""
        part = self.file.read(size)
        self.sum.update(part)
        return part


def _unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Write the members into a folder; gives the manifest. Raises BackupError when a byte is missing or different."""
    sums: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            for member in tar:
                name = PurePosixPath(member.name)
                file = tar.extractfile(member) if member.isfile() else None
                if file is None or ".." in name.parts or name.parts[0] not in (DATABASE, MEDIA, MANIFEST):
                    raise BackupError(_("Dit bestand is geen back-up van het portaal."))
                if member.name == MANIFEST:
                    manifest = json.load(file)
                else:
                    sums[member.name] = _keep(file, folder / name)
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OSError) as error:
        raise BackupError(_("Deze back-up is beschadigd of niet heel.")) from error
    if not sums or manifest.get("sha256") != sums:
        raise BackupError(_("Deze back-up is beschadigd of niet heel."))
    return manifest


def _keep(file: IO[bytes], target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    reading = _Summed(file)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(reading, out)
    return reading.sum.hexdigest()


def _refuse_strangers(manifest: dict[str, Any]) -> None:
    if manifest["database"] != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        sentence = _("Deze back-up is van %(theirs)s en het portaal draait hier op %(ours)s.")
        raise BackupError(sentence % {"theirs": names[manifest["database"]], "ours": names[connection.vendor]})
    known = MigrationLoader(None).disk_migrations or {}
    if any((app, name) not in known for app, name in manifest["migrations"]):
        raise BackupError(_("Deze back-up is van een nieuwere versie van het portaal. Werk eerst het portaal bij."))
