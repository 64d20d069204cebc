"""The grid of steps as it is shown and filled in: a row per municipality, a column per step."""

from dataclasses import dataclass, field

from actions.models import Document
from decisions.models import Adoption
from decisions.rules.steps import Key, Step
from decisions.rules.wording import step_name
from municipalities.models import Municipality


@dataclass
class Cell:
    """One step of one municipality. `text` is what its field holds, `was` what is on record."""

    municipality: Municipality
    step: Step
    label: str
    was: str
    text: str
    row: Adoption | None = None
    began: str | None = None  # what it said when its writer began, as long as that was not told to be something else
    error: str = ""
    now: str = ""  # what somebody else made of it meanwhile
    turn: str = ""  # that its time has passed
    lapses: str = ""  # what was written about the outcome that was

    @property
    def key(self) -> Key:
        """Which cell it is."""
        return self.municipality.pk, self.step.key

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"{self.municipality.code}-{self.step.key}"

    @property
    def step_name(self) -> str:
        """What its step is called above its column, and beside it on a narrow screen."""
        return step_name(self.step.body, self.step.kind)

    @property
    def is_changed(self) -> bool:
        """Whether its field holds something else than what is on record."""
        return self.text.strip() != self.was


@dataclass
class Row:
    """A municipality with its cells."""

    municipality: Municipality
    cells: list[Cell]
    is_chosen: bool = False


@dataclass
class Grid:
    """All steps of a document that a keeper may keep."""

    document: Document
    steps: list[tuple[Step, str, str]]  # with its name and for when it is planned for all
    rows: list[Row]
    not_read: list[str] = field(default_factory=list)  # what of a paste was not understood
    left: list[str] = field(default_factory=list)  # the lines of it

    @property
    def cells(self) -> list[Cell]:
        """All cells, row by row."""
        return [cell for row in self.rows for cell in row.cells]

    @property
    def changed(self) -> list[Cell]:
        """The cells that hold something new."""
        return [cell for cell in self.cells if cell.is_changed]

    @property
    def seen(self) -> dict[str, str]:
        """What each cell said to its writer, for who saves later: what they were told last."""
        said = {cell.name: cell.was if cell.began is None or cell.now else cell.began for cell in self.cells}
        return {name: text for name, text in said.items() if text}
