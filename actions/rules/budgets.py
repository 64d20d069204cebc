"""The budgets of a programme as a grid of sources and years: what a cell holds, and how it is written."""

from dataclasses import dataclass
from decimal import Decimal

from actions.models import FundingBudget, Programme
from reading import formats

ABOUT = "ca. "
STAGES = {str(stage.label): stage.value for stage in FundingBudget.Stage}
Place = tuple[int, int]  # the id of a source, and a year


@dataclass(frozen=True)
class Budget:
    """What a source has for a year, and how sure that is."""

    amount: Decimal
    stage: str = ""
    approximate: bool = False

    @property
    def text(self) -> str:
        """As it is written in a cell, and read back: `120.000`, `ca. 5.000 verwacht`."""
        stage = f" {FundingBudget.Stage(self.stage).label}" if self.stage else ""
        return f"{ABOUT if self.approximate else ''}{formats.amount(self.amount)}{stage}"


Grid = dict[Place, Budget]


def budget_of(row: FundingBudget) -> Budget:
    """The cell of a row, or of a line of its history."""
    return Budget(row.amount, row.stage, row.approximate)


def grid_of(programme: Programme) -> Grid:
    """All budgets of a programme; one query."""
    rows = FundingBudget.objects.filter(source__programme=programme)
    return {(row.source_id, row.year): budget_of(row) for row in rows}
