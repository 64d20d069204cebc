"""An import before it is confirmed: what the user corrects in it, and clearing away what nobody confirmed."""

import datetime
from collections.abc import Mapping

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from actions.imports.previews import preview_of
from actions.imports.proposals import Preview
from actions.models import PlanImport
from jobs import files
from jobs.models import Job

KEPT = datetime.timedelta(days=30)  # a draft that nobody confirms
LOOSE = datetime.timedelta(days=1)  # a file without a row: longer than any request that is still making the row


class NoDraft(Exception):
    """This import is being written into the plan, is in it, or was removed: nothing of it can be corrected any more."""


@transaction.atomic
def set_columns(
    plan_import: PlanImport,
    *,
    mapping: Mapping[int, Mapping[int, str]],
    line: str,
    year: int | None,
    amounts_in: str,
) -> Preview:
    """Keep what the columns are, and what the file does not say; gives the new preview.

    Raises NoDraft; Refused when the file holds no plan any more, FileNotFoundError when it is gone: nothing is kept.
    """
    found = _draft(plan_import)
    found.mapping = {str(table): {str(place): code for place, code in of.items()} for table, of in mapping.items()}
    found.line, found.year, found.amounts_in = line, year, amounts_in
    return _saved(found, "mapping", "line", "year", "amounts_in")


@transaction.atomic
def correct_cells(plan_import: PlanImport, texts: Mapping[str, str]) -> Preview:
    """Keep the texts of cells, by `table:row:column`; gives the new preview. Raises as `set_columns` does."""
    found = _draft(plan_import)
    found.edits = {**found.edits, **texts}
    return _saved(found, "edits")


@transaction.atomic
def leave_out(plan_import: PlanImport, key: str, *, out: bool) -> PlanImport:
    """Do not take over a row (`table:row`), or do after all. Raises NoDraft."""
    found = _draft(plan_import)
    found.left_out = sorted({*found.left_out, key} if out else set(found.left_out) - {key})
    found.save(update_fields=["left_out"])
    return found


@transaction.atomic
def remove(plan_import: PlanImport) -> None:
    """Remove a draft with its file. Raises NoDraft."""
    found = _draft(plan_import)
    name = found.file.name or ""
    found.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def remove_old() -> int:
    """Remove drafts that nobody confirmed for long, and files that no row knows; gives how many. May run twice."""
    now = timezone.now()
    count = 0
    for draft in PlanImport.objects.filter(applied_at=None, created_at__lt=now - KEPT):
        try:
            remove(draft)
        except NoDraft:
            continue
        count += 1
    known = set(PlanImport.objects.values_list("file", flat=True))
    return count + files.delete_loose(PlanImport.FOLDER, known, before=now - LOOSE)


def is_draft(plan_import: PlanImport) -> bool:
    """Whether it can still be corrected: not in the plan, and no job reads it or is putting it there."""
    at_work = Job.objects.unfinished().filter(kind__in=PlanImport.JOBS, subject_id=plan_import.pk)
    return not plan_import.applied_at and not at_work.exists()


def _draft(plan_import: PlanImport) -> PlanImport:
    found = PlanImport.objects.select_for_update().filter(pk=plan_import.pk).first()
    if found is None or not is_draft(found):
        raise NoDraft
    return found


def _saved(found: PlanImport, *fields: str) -> Preview:
    """Save it, unless it holds no plan any more."""
    preview = preview_of(found)
    found.save(update_fields=fields)
    return preview
