"""What is said of many rows alike: told once, and mended for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from actions.imports.proposals import Preview, Proposal
from actions.imports.shown_rows import place_of
from actions.imports.telling import CONFLICT
from reading.plans.model import Problem
from reading.plans.typed import without_column

MANY = 3  # rows
ASKED = frozenset({"line"})  # asked as a question already
MENDABLE = frozenset(
    {"planning", "cost", "funding", "lead", "partners", "status", "priority", "theme", "municipalities"}
)


@dataclass(frozen=True)
class Repeated:
    """One sentence about the same field of several rows."""

    problem: Problem
    proposals: tuple[Proposal, ...]

    @property
    def can_mend(self) -> bool:
        """Whether one text can be put in all of these rows."""
        return self.problem.field in MENDABLE and all(
            _place(proposal, self.problem) is not None for proposal in self.proposals
        )

    def mended(self, text: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """The cells (by `table:row:column`) and the fields without a column (by `table:row`) that get a text."""
        cells: dict[str, str] = {}
        fields: dict[str, dict[str, str]] = {}
        for proposal in self.proposals:
            place = _place(proposal, self.problem)
            if isinstance(place, int):
                cells[f"{proposal.key}:{place}"] = text
            elif place is not None:
                fields[proposal.key] = {place: text}
        return cells, fields


def repeated_in(preview: Preview) -> list[Repeated]:
    """What is said of many rows of a preview, of the most rows first."""
    found: dict[Problem, list[Proposal]] = defaultdict(list)
    for proposal in preview.proposals:
        for problem in dict.fromkeys(one for one in proposal.problems if one.field not in ASKED):
            if problem.message != str(CONFLICT):  # a choice, with a form of its own
                found[problem].append(proposal)
    return _most_first(Repeated(problem, tuple(of)) for problem, of in found.items() if len(of) >= MANY)


def _most_first(found: Iterable[Repeated]) -> list[Repeated]:
    return sorted(found, key=lambda one: -len(one.proposals))


def _place(proposal: Proposal, problem: Problem) -> int | str | None:
    """The column of the cell to mend, or the field when there is no column; None when neither is there."""
    place = place_of(proposal.row.places, problem)
    if place is not None:
        return place
    return problem.field if proposal.row.own is None and problem.field in without_column(proposal.row) else None
