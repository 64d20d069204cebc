"""Large files of a plan: a row and a job that makes the file, kept for a week."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, PlanExport, Programme
from actions.rules.stamps import file_mark, stamp_of
from jobs import files
from jobs import services as jobs
from jobs.models import Job
from municipalities.models.recorded import double_click

KEPT = datetime.timedelta(days=7)
AT_ONCE = 300  # actions that a request writes itself, in about a second
# What a request may also write at once for a visitor, who has no jobs: 5,000 actions in 45 columns, reading them from
# the database included, take 7 seconds (csv, ods), 12 (xlsx) or 40 (docx), and some 150 MB.
QUICK = (PlanExport.Format.CSV, PlanExport.Format.ODS)


@transaction.atomic
def start(programme: Programme, *, kind: str, query: str, by: User) -> Job:
    """Start the job that makes a file. A second click gives the same job."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # two clicks: one after the other
    same = {"programme": programme, "format": kind, "query": query.removeprefix("?"), "created_by": by}
    clicked = PlanExport.objects.filter(**same, created_at__gte=double_click()).first()
    job = Job.objects.about(PlanExport.JOB, clicked.pk).first() if clicked else None
    if job:
        return job
    found = PlanExport.objects.create(**same)
    return jobs.start(
        PlanExport.JOB,
        subject_id=found.pk,
        title=_("Plan downloaden (%(kind)s): %(title)s") % {"kind": kind, "title": programme.short_title},
        by=by,
        result_url=address(found),
    )


def address(export: PlanExport) -> str:
    """Where the file can be downloaded."""
    return reverse("actions:export-file", args=[export.pk])


def file_name(export: PlanExport) -> str:
    """What the file is called for who downloads it."""
    day = timezone.localtime(export.created_at).date()
    mark = file_mark(stamp_of([export.programme, *export.actions.all()]))
    return f"{mark}plan-{export.programme.slug}-{day:%Y-%m-%d}.{export.format}"


def rights_of(export: PlanExport, user: User) -> list[str]:
    """The rights on the programme that somebody has now and that decide what a file holds."""
    return [right for right in PlanExport.RIGHTS if user.has_perm(f"actions.{right}", export.programme)]


def may_have(export: PlanExport, user: User) -> bool:
    """Whether somebody still has the rights with which their file was made."""
    seen = Programme.objects.visible_to(user).filter(pk=export.programme_id).exists()
    return seen and set(export.made_with) <= set(rights_of(export, user))


def is_outdated(export: PlanExport, user: User) -> bool:
    """Whether a file holds an action that somebody may not see any more, or nobody knows what it holds."""
    seen = Action.objects.visible_to(user).values("pk")
    return not export.contents_known or export.actions.exclude(pk__in=seen).exists()


def keep(export: PlanExport, content: bytes, *, key: str, holds: Iterable[int], made_with: list[str]) -> None:
    """Write the file under the name of its job, so that another attempt replaces it, with what it holds."""
    export.file.name = files.write(f"{PlanExport.FOLDER}{export.pk}-{key}.{export.format}", content)
    export.made_with, export.contents_known = made_with, True
    export.save(update_fields=["file", "made_with", "contents_known"])
    export.actions.set(Action.objects.filter(programme=export.programme_id).in_bulk(list(holds)))


@transaction.atomic
def delete_old() -> int:
    """Delete what was asked for more than a week ago, with its file; gives how many."""
    old = list(PlanExport.objects.filter(created_at__lt=timezone.now() - KEPT))
    for export in old:
        if export.file.name:
            transaction.on_commit(partial(export.file.storage.delete, export.file.name))
        export.delete()
    return len(old)


def delete_orphans() -> int:
    """Delete files that no export points to and that no job may be writing now; gives how many."""
    if Job.objects.unfinished().filter(kind=PlanExport.JOB).exists():
        return 0
    return files.delete_loose(PlanExport.FOLDER, set(PlanExport.objects.values_list("file", flat=True)))
