"""Keeping the steps of many municipalities at once: one save is one transaction, one line of history per row.

Nobody overwrites what somebody else kept meanwhile, and a whole save can be taken back.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Document
from decisions.models import Adoption
from decisions.rules.steps import Content, Key, Step, cell_text, differs, mark_of


class StepsChanged(Exception):
    """Somebody else kept some of these steps meanwhile."""

    def __init__(self, cells: Sequence[Key]) -> None:
        super().__init__()
        self.cells = cells


class NothingToUndo(Exception):
    """The save is not known, or somebody kept one of its rows since."""


@dataclass(frozen=True)
class Change:
    """What is to be kept of one step. `seen` is what its cell said when the writer began.

    `whole`: the writer saw and keeps all of the step, and `seen` is its mark: what the cell does not say (an embargo,
    for when it was planned) may have been kept meanwhile as well.
    """

    municipality_id: int
    step: Step
    content: Content
    seen: str
    whole: bool = False

    @property
    def key(self) -> Key:
        """Which cell it is."""
        return self.municipality_id, self.step.key

    def is_of(self, row: Adoption | None) -> bool:
        """Whether the row is still what the writer saw."""
        return (mark_of(row) if self.whole else cell_text(row)) == self.seen


@transaction.atomic
def keep_steps(
    document: Document, changes: Sequence[Change], *, by: User, reason: str = ""
) -> tuple[datetime.datetime, list[Adoption]]:
    """Save steps together; gives the moment that names the save, and the rows that changed. Raises StepsChanged."""
    Document.objects.select_for_update().get(pk=document.pk)
    found = rows_of(document, [change.municipality_id for change in changes])
    clashes = [
        change.key
        for change in changes
        if not change.is_of(found.get(change.key)) and differs(change.content, found.get(change.key))
    ]
    if clashes:
        raise StepsChanged(clashes)
    moment = timezone.now()
    kept = []
    for change in changes:
        row = found.get(change.key)
        if not differs(change.content, row):
            continue
        row = row or Adoption(
            document=document,
            municipality_id=change.municipality_id,
            body=change.step.body,
            kind=change.step.kind,
        )
        _fill(row, change.content, moment)
        row.save_with_reason(reason or "Bijgewerkt", by=by, on=moment)
        kept.append(row)
    return moment, kept


def rows_of(document: Document, municipalities: Sequence[int]) -> dict[Key, Adoption]:
    """The rows of these municipalities as they are, by cell; one query."""
    rows = Adoption.objects.filter(document=document, municipality__in=set(municipalities)).select_related("document")
    return {(row.municipality_id, Step(row.body, row.kind).key): row for row in rows}


def _fill(row: Adoption, content: Mapping[str, Any], moment: datetime.datetime) -> None:
    """Set the fields, and which text of the document it was decided on: that of the end of the day, or of now.

    What was written about one outcome says nothing of the next: unless the writer keeps it, it lapses.
    """
    was = (row.state, row.decided_on)
    if row.state != content.get("state", row.state):
        content = dict.fromkeys(Adoption.WRITTEN, "") | dict(content)
    for name, value in content.items():
        setattr(row, name, value)
    if row.state not in Adoption.DECIDED:
        row.text_as_of = None
    elif row.text_as_of is None or was != (row.state, row.decided_on):
        row.text_as_of = min(moment, end_of(row.decided_on)) if row.decided_on else None


def end_of(day: datetime.date) -> datetime.datetime:
    """The last moment of a day in the Netherlands."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))


@transaction.atomic
def undo_steps(document: Document, *, moment: datetime.datetime, by: User, only: set[int] | None = None) -> int:
    """Take back a whole save of this person; gives how many rows. `only`: the municipalities that they may keep.

    Raises NothingToUndo when somebody kept one of its rows since.
    """
    Document.objects.select_for_update().get(pk=document.pk)
    lines = list(Adoption.history.filter(document=document, history_date=moment, history_user=by))
    if not lines or (only is not None and any(line.municipality_id not in only for line in lines)):
        raise NothingToUndo
    rows = {row.pk: row for row in Adoption.objects.filter(pk__in=[line.id for line in lines])}
    earlier: dict[int, list[Any]] = {}
    for line in Adoption.history.filter(id__in=[each.id for each in lines]).order_by("-history_id"):
        earlier.setdefault(line.id, []).append(line)
    now = timezone.now()
    for line in lines:
        last, *before = earlier[line.id]
        if last.history_id != line.history_id or line.id not in rows:
            raise NothingToUndo
        row = rows[line.id]
        if not before:
            row.delete_with_reason("Laatste keer bewaren ongedaan gemaakt", by=by)
            continue
        for field in Adoption._meta.concrete_fields:
            setattr(row, field.attname, getattr(before[0], field.attname))
        row.save_with_reason("Laatste keer bewaren ongedaan gemaakt", by=by, on=now)
    return len(lines)
