"""An import before it is confirmed: what the user corrects in it, and clearing away what nobody confirmed."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from actions.imports.previews import preview_of
from actions.imports.proposals import Preview
from actions.models import PlanImport
from jobs.incoming import flow
from jobs.incoming.flow import hold
from reading.plans.texts import words
from reading.vocabulary import Heap


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
    found = hold(plan_import)
    found.mapping = {str(table): {str(place): code for place, code in of.items()} for table, of in mapping.items()}
    found.line, found.year, found.amounts_in = line, year, amounts_in
    return _saved(found, "mapping", "line", "year", "amounts_in")


@transaction.atomic
def correct_cells(
    plan_import: PlanImport, texts: Mapping[str, str], *, fields: Mapping[str, Mapping[str, str]] | None = None
) -> Preview:
    """Keep the texts of cells, by `table:row:column`, and of fields without a column, by `table:row` and code.

    Gives the new preview. Raises as `set_columns` does.
    """
    found = hold(plan_import)
    found.edits = {**found.edits, **texts}
    more = {key: {**found.fields.get(key, {}), **typed} for key, typed in (fields or {}).items()}
    found.fields = {**found.fields, **more}
    return _saved(found, "edits", "fields")


@transaction.atomic
def move_rows(plan_import: PlanImport, keys: Iterable[str], *, heap: Heap | None) -> Preview:
    """Put rows (`table:row`) on another heap; None: on that on which the portal reads them itself.

    Gives the new preview. Raises as `set_columns` does.
    """
    found = hold(plan_import)
    chosen = dict.fromkeys(keys, heap and heap.value)
    found.heaps = {key: of for key, of in {**found.heaps, **chosen}.items() if of}
    return _saved(found, "heaps")


@transaction.atomic
def answer(plan_import: PlanImport, meanings: Mapping[str, Mapping[str, str | None]]) -> PlanImport:
    """Keep what names stand for, by kind; None takes an answer back. Nothing is read anew for it. Raises NoDraft."""
    found = hold(plan_import)
    for kind, given in meanings.items():
        of = found.answers.get(kind, {}) | {words(name): meaning for name, meaning in given.items()}
        found.answers = {**found.answers, kind: {name: meaning for name, meaning in of.items() if meaning is not None}}
    found.save(update_fields=["answers"])
    return found


@transaction.atomic
def leave_out(plan_import: PlanImport, key: str, *, out: bool) -> PlanImport:
    """Do not take over a row (`table:row`), or do after all. Raises NoDraft."""
    found = hold(plan_import)
    found.left_out = sorted({*found.left_out, key} if out else set(found.left_out) - {key})
    found.save(update_fields=["left_out"])
    return found


@transaction.atomic
def confirm_table(plan_import: PlanImport, number: int, *, right: bool) -> PlanImport:
    """Say that a table of a pdf was read right, or that it is still to be looked at. Raises NoDraft."""
    found = hold(plan_import)
    rest = set(found.confirmed_tables) - {number}
    found.confirmed_tables = sorted(rest | {number} if right else rest)
    found.save(update_fields=["confirmed_tables"])
    return found


@transaction.atomic
def leave_out_table(plan_import: PlanImport, keys: Iterable[str], *, out: bool) -> PlanImport:
    """Do not take over the rows (`table:row`) of a table, or do after all. Raises NoDraft."""
    found = hold(plan_import)
    found.left_out = sorted({*found.left_out, *keys} if out else set(found.left_out) - {*keys})
    found.save(update_fields=["left_out"])
    return found


@transaction.atomic
def choose(plan_import: PlanImport, sides: Mapping[str, Mapping[str, str]]) -> PlanImport:
    """Choose which side wins groups that file and portal both changed, by row (`table:row`). Raises NoDraft."""
    found = hold(plan_import)
    found.choices = {**found.choices, **{key: {**found.choices.get(key, {}), **of} for key, of in sides.items()}}
    found.save(update_fields=["choices"])
    return found


def remove_old() -> int:
    """Remove drafts that nobody confirmed for long, and files that no row knows; gives how many. May run twice."""
    return flow.remove_old(PlanImport.objects.all(), files=PlanImport, folder=PlanImport.FOLDER)


def _saved(found: PlanImport, *fields: str) -> Preview:
    """Save it, unless it holds no plan any more."""
    preview = preview_of(found)
    found.save(update_fields=fields)
    return preview
