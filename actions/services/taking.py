"""Keeping what rows of a document said when they were taken over, for when the document is read again."""

from collections.abc import Mapping, Sequence

from actions.imports import readings
from actions.imports.proposals import LEFT_OUT, NEW, Preview, Proposal
from actions.imports.sides import Taken, held, said
from actions.imports.taken import taken_in
from actions.models import Action, PlanImport, RowTaken
from actions.rules.content import content_in, with_content
from reading.plans.model import PlanRow
from tables.model import Refused


def record(plan_import: PlanImport, found: Preview, *, new: Sequence[int]) -> None:
    """Keep, per action, what its row said and what the action holds now that it is written.

    `new` are the ids of the actions that were made, in the order of their rows. A fixed number of queries.
    """
    ids = iter(new)
    pairs = [(one, next(ids) if one.kind == NEW else one.action and one.action.pk) for one in found.proposals]
    by_action = {pk: one for one, pk in pairs if pk and one.kind != LEFT_OUT and one.row.own is None}
    if not by_action:
        return
    before = taken_in(plan_import.programme)
    original = _as_in_the_file(plan_import)
    actions = with_content(Action.objects.filter(programme=plan_import.programme_id))
    made = []
    for action in actions:
        if action.pk in by_action:
            proposal = by_action[action.pk]
            row_says, now = _said(proposal, original), held(content_in(action), action.line_id, action.theme_id)
            if action.pk in before:
                _leave_open(proposal, row_says, now, before[action.pk])
            made.append(RowTaken(plan_import=plan_import, action=action, said=row_says, held=now))
    RowTaken.objects.bulk_create(made)


def _leave_open(proposal: Proposal, row_says: dict[str, list[str]], now: dict[str, str], before: Taken) -> None:
    """What nobody chose stays as it was before, so that it is asked again."""
    for name in (clash.group.name for clash in proposal.clashes if not clash.chosen):
        row_says[name], now[name] = list(before.said.get(name, ())), before.held.get(name, "")


def _said(proposal: Proposal, original: Mapping[str, PlanRow]) -> dict[str, list[str]]:
    """What the row says, and what the file said where the user corrected it."""
    found = {name: [mark] for name, mark in said(proposal.row).items()}
    if proposal.key in original:
        for name, mark in said(original[proposal.key]).items():
            found[name] = list(dict.fromkeys([*found.get(name, ()), mark]))
    return found


def _as_in_the_file(plan_import: PlanImport) -> dict[str, PlanRow]:
    """The rows as they are read without what the user corrected in the preview, by their key."""
    if not (plan_import.edits or plan_import.fields):
        return {}
    bare = PlanImport(
        programme=plan_import.programme,
        name=plan_import.name,
        year=plan_import.year,
        amounts_in=plan_import.amounts_in,
        mapping=plan_import.mapping,
        heaps=plan_import.heaps,
    )
    try:
        reading = readings.read(bare, readings.tables_in(plan_import))
    except Refused:  # without the corrections there is no plan in it
        return {}
    return {f"{row.table}:{row.row}": row for row in reading.rows}
