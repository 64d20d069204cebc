"""Goes by all tables of a file, and finds the cells of the file again of those that were laid out."""

from collections.abc import Mapping

from reading.plans import messages
from reading.plans.layouts import calendar, cards
from reading.plans.layouts.model import Laid, Place, Spot
from reading.plans.messages import say
from reading.plans.model import TableProblem
from reading.vocabulary import Heap
from tables.model import Table, Tables


def laid_out(tables: Tables) -> Laid:
    """All tables, each action in a row of its own; a table that cannot be is left out and told."""
    laid = Laid()
    before: calendar.Calendar | None = None
    for table in tables.tables:
        as_cards = cards.lay(table, laid)
        if as_cards is not None:
            laid.tables.append(as_cards)
            before = None
        elif cards.is_transposed(table):
            _leave_out(table, laid)
            before = None
        else:
            made, before = calendar.lay(table, laid, before)
            laid.tables.append(made)
    return laid


def _leave_out(table: Table, laid: Laid) -> None:
    laid.problems.append(TableProblem(say(messages.TRANSPOSED), table.number, table.rows[0].number))
    laid.heaps |= {(table.number, row.number): Heap.NOT_UNDERSTOOD for row in table.rows if any(row.cells)}


def real_place(spots: Mapping[Place, Spot], place: Place) -> Spot:
    """Where a cell of a table that was laid out stands in the file."""
    return spots.get(place) or Spot(place[1], place[2])
