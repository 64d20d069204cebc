"""A term list is read, looked at, taken over in one go after confirmation, and taken back as far as nobody went on."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Programme
from decisions.imports import promises as beside
from decisions.imports.promises import CHANGED, NEW, Proposal
from decisions.models import Promise, PromiseImport
from decisions.rules.offers import Place
from decisions.services import promises as services
from municipalities.models import Municipality
from municipalities.services import keeping
from reading.promises.reader import read_list
from tables.delimited import read_pasted
from tables.reading import read_tables

KEPT = datetime.timedelta(days=30)  # a list that nobody confirmed


class AlreadyDone(Exception):
    """It was taken over, or taken back, before."""


def keep(
    programme: Programme, municipality: Municipality | None, *, content: bytes, name: str, pasted: bool, by: User
) -> PromiseImport:
    """Read a list and keep what was read; nothing changes yet. Raises `tables.model.Refused`."""
    tables = read_pasted(content.decode(errors="replace")) if pasted else read_tables(content, filename=name)
    reading = read_list(tables)
    problems = [{"message": each.message, "table": each.table, "row": each.row} for each in reading.problems]
    return PromiseImport.objects.create(
        programme=programme, municipality=municipality, name=name[:200], rows=beside.kept(reading.rows),
        problems=problems, created_by=by,
    )  # fmt: skip


def proposals_of(found: PromiseImport, places: Sequence[Place], user: User) -> list[Proposal]:
    """What it would do now."""
    return beside.proposals_of(found, places, user, timezone.localdate())


@transaction.atomic
def apply(found: PromiseImport, places: Sequence[Place], *, by: User) -> PromiseImport:
    """Take over what is new and what changed, each one line of history. Raises AlreadyDone."""
    Programme.objects.select_for_update().get(pk=found.programme_id)  # two lists: one after the other
    rows = PromiseImport.objects.select_for_update(of=("self",))
    held = rows.select_related("programme", "municipality").get(pk=found.pk)
    if held.applied_at:
        raise AlreadyDone
    reason = (_("Ingelezen uit %s") % held.name)[:100]
    done: dict[str, dict[str, int]] = {NEW: {}, CHANGED: {}}
    list(Promise.objects.select_for_update().filter(programme=held.programme).order_by("pk"))  # nobody saves one now
    for proposal in proposals_of(held, places, by):
        if proposal.kind == NEW and proposal.municipality:
            place = {"programme_id": held.programme_id, "municipality_id": proposal.municipality.pk}
            made = services.add_promise(place | proposal.values, by=by, reason=reason)
            done[NEW][str(made.pk)] = made.version
        elif proposal.kind == CHANGED and proposal.promise:
            one = proposal.promise
            services.change_promise(one, proposal.values, version=one.version, by=by, reason=reason)
            done[CHANGED][str(one.pk)] = one.version
    held.outcome, held.applied_at, held.rows = done, timezone.now(), []
    held.save(update_fields=["outcome", "applied_at", "rows"])
    return held


@transaction.atomic
def undo(found: PromiseImport, *, by: User) -> list[Promise]:
    """Take it back; gives what stays: somebody went on with it, or it is not for this person (any more).

    Raises AlreadyDone.
    """
    held = PromiseImport.objects.select_for_update().get(pk=found.pk)
    if held.undone_at or not held.applied_at:
        raise AlreadyDone
    versions = {int(pk): version for kind in (NEW, CHANGED) for pk, version in held.outcome[kind].items()}
    rows = {one.pk: one for one in Promise.objects.select_for_update().filter(pk__in=versions)}
    is_new = {int(pk) for pk in held.outcome[NEW]}
    stays = [
        one for pk, one in rows.items() if one.version != versions[pk] or not _may_undo(one, by, is_new=pk in is_new)
    ]
    reason = (_("Inlezen van %s ongedaan gemaakt") % held.name)[:100]
    for pk, one in rows.items():
        if one in stays:
            continue
        if pk in is_new:
            one.delete_with_reason(reason, by=by)
        else:
            keeping.undo(services.WAY, keeping.last_line(Promise, pk), version=one.version, by=by)
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    return stays


def _may_undo(promise: Promise, by: User, *, is_new: bool) -> bool:
    """Whether somebody may take back today what they read in then."""
    line = promise if is_new else services.before(promise)
    return line is not None and by.has_perm(services.right_to_undo(promise, line), promise)


def remove_old() -> int:
    """Remove lists that nobody confirmed for a month; gives how many. May run twice."""
    old = PromiseImport.objects.filter(applied_at=None, created_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
