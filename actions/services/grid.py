"""Saving cells of the grid of the plan: one transaction, a line of history for each action, nobody overwritten.

A cell that somebody else changed since its writer saw it is told and left; other cells of the same action are saved.
A save is known by its moment, by which it can be taken back, also when other cells were saved after it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, Programme
from actions.rules.content import Content, changed, content_in, label_of, with_content
from actions.rules.earlier import contents_at
from actions.rules.grid import Place, Typed, may_change, text_of, unexplained, with_parts, wrong_in
from actions.services.editing import ActionChanged, NothingToUndo, claim_all
from actions.services.writing import Stamp, of_today, with_ids, write_all
from municipalities.models import Organisation

ATTEMPTS = 5
Changes = Mapping[int, Content]
Rows = Mapping[int, Action]


@dataclass
class Outcome:
    """What a save did. `saved` and `clashes` hold what the cell shows now, `wrong` what is wrong with it."""

    saved: dict[Place, str] = field(default_factory=dict)
    clashes: dict[Place, str] = field(default_factory=dict)
    wrong: dict[Place, str] = field(default_factory=dict)
    unexplained: set[Place] = field(default_factory=set)  # of those that are wrong: a reason mends it
    at: datetime.datetime | None = None  # None: nothing was written
    actions: int = 0  # how many were written


def save_cells(programme: Programme, cells: Sequence[Typed], *, reason: str, by: User, whole: bool) -> Outcome:
    """Save the cells that can be saved; with `whole` all or none. Others may save at the same moment."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _save(programme, cells, reason=reason, by=by, whole=whole)
        except ActionChanged:
            continue  # another cell, or this one: look again
    return _save(programme, cells, reason=reason, by=by, whole=whole)


@transaction.atomic
def _save(programme: Programme, cells: Sequence[Typed], *, reason: str, by: User, whole: bool) -> Outcome:
    before, rows = _now(programme, {cell.action for cell in cells}, by)
    leads = {lead for content in before.values() for lead in content.leads if isinstance(lead, int)}
    typed = {lead for cell in cells for lead in cell.parts.get("leads", ()) if isinstance(lead, int)}
    names = dict(Organisation.objects.filter(pk__in=leads | typed).values_list("pk", "name"))
    outcome, after, reasons = Outcome(), {}, {}
    for pk, content in before.items():
        mine = [cell for cell in cells if cell.action == pk]
        after[pk] = _applied(outcome, content, mine, reason, names, is_released=rows[pk].is_released)
        reasons[pk] = reason or next((cell.reason for cell in mine if cell.place in outcome.saved and cell.reason), "")
    gone = _("Deze actie is er niet meer, of u mag haar niet wijzigen.")
    outcome.wrong |= {cell.place: gone for cell in cells if cell.action not in before}
    if whole and (outcome.clashes or outcome.wrong):
        return replace(outcome, saved={})
    differs = {pk: content for pk, content in after.items() if changed(before[pk], content)}
    if differs:
        outcome.at, outcome.actions = timezone.now(), len(differs)
        said = {pk: reasons[pk] or _said(before[pk], differs[pk]) for pk in differs}
        _write(programme, differs, rows, said, by=by, at=outcome.at)
    return outcome


def _now(programme: Programme, ids: Iterable[int], by: User) -> tuple[dict[int, Content], Rows]:
    """What these actions hold, and their rows; without those that the writer may not see."""
    found = with_content(Action.objects.visible_to(by).filter(programme=programme, pk__in=list(ids)))
    rows = {row.pk: row for row in found}
    return {pk: content_in(row) for pk, row in rows.items()}, rows


def _applied(
    outcome: Outcome,
    content: Content,
    cells: Sequence[Typed],
    reason: str,
    names: Mapping[int, str],
    *,
    is_released: bool,
) -> Content:
    """One action with its cells, as far as they can be saved; what cannot is told in the outcome."""
    good = _unchanged_since(outcome, content, cells, names)
    after = _with_all(content, good)
    while wrong := _wrong(outcome, content, good, reason, is_released=is_released):
        outcome.wrong |= {cell.place: wrong[cell.column] for cell in good if cell.column in wrong}
        good = [cell for cell in good if cell.column not in wrong]
        after = _with_all(content, good)
    outcome.saved |= {cell.place: text_of(cell.column, after, names) for cell in good}
    return after


def _wrong(
    outcome: Outcome, content: Content, cells: Sequence[Typed], reason: str, *, is_released: bool
) -> dict[str, str]:
    """What is wrong with these cells of one action, by column."""
    said = reason or "; ".join(filter(None, (cell.reason for cell in cells)))
    after = _with_all(content, cells)
    wrong = wrong_in(content, after, said)
    if not said:
        asked = unexplained(content, after, is_released=is_released)
        outcome.unexplained |= {cell.place for cell in cells if cell.column in asked.keys() - wrong.keys()}
        wrong = asked | wrong
    return wrong


def _unchanged_since(
    outcome: Outcome, content: Content, cells: Sequence[Typed], names: Mapping[int, str]
) -> list[Typed]:
    """The cells that nobody else changed since; the others are told in the outcome."""
    good = []
    for cell in cells:
        now, mine = text_of(cell.column, content, names), _text(cell, content, names)
        if not may_change(cell.column, content, names):
            outcome.wrong[cell.place] = _("Dit past niet meer in een cel. Wijzig de actie zelf.")
        elif now not in (cell.seen, mine):
            outcome.clashes[cell.place] = now
        else:
            good.append(cell)
    return good


def _text(cell: Typed, content: Content, names: Mapping[int, str]) -> str:
    return text_of(cell.column, with_parts(content, cell.parts), names)


def _with_all(content: Content, cells: Iterable[Typed]) -> Content:
    for cell in cells:
        content = with_parts(content, cell.parts)
    return content


def _said(before: Content, after: Content) -> str:
    return f"Gewijzigd: {', '.join(label_of(part) for part in changed(before, after))}"


def _write(
    programme: Programme,
    contents: Changes,
    rows: Rows,
    said: Mapping[int, str],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    """Write the actions, each with its own reason and all at the same moment. Raises ActionChanged."""
    today = dict(zip(contents, of_today(contents.values()), strict=True))
    claimed = claim_all({pk: rows[pk].version for pk in contents})
    alike: dict[str, list[int]] = defaultdict(list)
    for pk in sorted(contents):
        alike[said[pk]].append(pk)
    for reason, ids in alike.items():
        stamp = Stamp(reason, by, at)
        known = with_ids([today[pk] for pk in ids], programme, stamp)
        write_all([(claimed[pk], content) for pk, content in zip(ids, known, strict=True)], stamp)


@transaction.atomic
def undo_cells(programme: Programme, *, at: datetime.datetime, by: User) -> int:
    """Take a save back; gives how many actions are as before. Raises NothingToUndo when one of its parts was changed
    since, or the save is not known.
    """
    lines = Action.history.filter(programme_id=programme.pk, history_date=at, history_user=by, history_type="~")
    saved: dict[int, int] = dict(lines.values_list("id", "version"))
    now, rows = _now(programme, saved, by)
    before = contents_at({pk: version - 1 for pk, version in saved.items()})
    after = contents_at(saved)
    if not saved or not saved.keys() == now.keys() == before.keys() == after.keys():
        raise NothingToUndo
    back: dict[int, Content] = {}
    for pk in saved:
        parts = changed(before[pk], after[pk])
        if any(getattr(now[pk], part) != getattr(after[pk], part) for part in parts):
            raise NothingToUndo
        back[pk] = replace(now[pk], **{part: getattr(before[pk], part) for part in parts})
    reason = _("Wijziging in het raster ongedaan gemaakt")
    try:
        _write(programme, back, rows, dict.fromkeys(back, reason), by=by, at=timezone.now())
    except ActionChanged as later:
        raise NothingToUndo from later
    return len(back)
