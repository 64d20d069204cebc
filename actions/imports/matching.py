"""Which action of the plan a row of a document is: by id, as the row that it was before, by number, else by line and
what (design section 8).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from actions.imports.places import NewLine
from actions.imports.sides import NAMED, WHOLE, Taken, known_by, name_of
from actions.models import Action, ActionLine
from actions.rules.content import Content
from reading.plans.model import PlanRow
from reading.plans.texts import words

Line = ActionLine | NewLine | None
ALIKE = 0.5  # of texts that are an edit of one another; of two other actions it is 0.2 to 0.4
UNMISTAKABLE = 15  # signs of a what that names one action of a whole plan: "Monitoring" may be another in each line


def same_subject(was: str, now: str) -> bool:
    """Whether two descriptions of an action are alike enough to be an edit of one another."""
    one, other = words(was), words(now)
    return one in other or other in one or SequenceMatcher(None, one[:300], other[:300]).ratio() > ALIKE


@dataclass(frozen=True)
class Known:
    """An action of the plan, as far as a row can be recognised by it."""

    action: Action
    number: str
    name: str

    def stands_in(self, line: Line) -> bool:
        """Whether it stands in a line; in any, for a row that names none."""
        return line is None or (isinstance(line, ActionLine) and self.action.line_id == line.pk)


class Matcher:
    """Gives each action of a programme to at most one row.

    What is sure goes first, for all rows: with a row added in the middle, numbers shift and would take the action of
    their neighbour.
    """

    def __init__(
        self,
        actions: Iterable[Action],
        contents: Mapping[int, Content],
        taken: Mapping[int, Taken],
        *,
        by_number: bool = True,
    ) -> None:
        self.by_number_alone = by_number  # False: the user says that those are other actions
        self.known = [
            Known(action, words(content.number), name_of(content.what, content.goals))
            for action in actions
            for content in [contents[action.pk]]
        ]
        self.by_id = {one.action.pk: one for one in self.known}
        self.by_number: dict[str, list[Known]] = defaultdict(list)
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for one in self.known:
            self.by_number[one.number].append(one)
            self.by_name[one.name].append(one)
        self.by_mark: dict[str, list[Known]] = defaultdict(list)
        for one in self.known:
            said = taken[one.action.pk].said if one.action.pk in taken else {}
            for mark in {*said.get(WHOLE, ()), *said.get(NAMED, ())}:
                self.by_mark[mark].append(one)

    def match(self, rows: Sequence[tuple[PlanRow, Line]]) -> list[Action | None]:
        """The action of each row, None for a new one."""
        found: list[Action | None] = [None] * len(rows)
        given: set[int] = set()
        for candidates in (
            *(self._identified, self._as_before, self._same_words),
            *(self._as_before_elsewhere, self._same_number, self._elsewhere),
        ):
            for index, (row, line) in enumerate(rows):
                if found[index] is not None or (row.id in self.by_id and candidates != self._identified):
                    continue
                one = next((one for one in candidates(row, line) if one.action.pk not in given), None)
                if one:
                    found[index] = one.action
                    given.add(one.action.pk)
        return found

    def _identified(self, row: PlanRow, line: Line) -> Iterator[Known]:
        if row.id in self.by_id:
            yield self.by_id[row.id]

    def _as_before(self, row: PlanRow, line: Line) -> Iterator[Known]:
        """The action that the same row was taken over by, whatever it is called now and wherever it stands."""
        if row.own is None:
            yield from self.by_mark.get(known_by(row).get(WHOLE, ""), [])

    def _as_before_elsewhere(self, row: PlanRow, line: Line) -> Iterator[Known]:
        """The only action of a row with the same words, in another place of the file."""
        before = [] if row.own is not None else self.by_mark.get(known_by(row).get(NAMED, ""), [])
        if len(before) == 1:
            yield before[0]

    def _same_words(self, row: PlanRow, line: Line) -> Iterator[Known]:
        """Number, line and what; else line and what."""
        name, number = name_of(row.what, row.goals), words(row.number or "")
        here = [one for one in self.by_name.get(name, []) if name and one.stands_in(line)]
        yield from (one for one in here if number and one.number == number)
        yield from here

    def _same_number(self, row: PlanRow, line: Line) -> Iterator[Known]:
        """The only action with that number in the line, with another what."""
        here = [one for one in self.by_number.get(words(row.number or ""), []) if one.number and one.stands_in(line)]
        if len(here) == 1 and (self.by_number_alone or same_subject(here[0].name, name_of(row.what, row.goals))):
            yield here[0]

    def _elsewhere(self, row: PlanRow, line: Line) -> Iterator[Known]:
        """The only action with those words in the whole plan: it moved to another line."""
        name = name_of(row.what, row.goals)
        named = self.by_name.get(name, [])
        if len(named) == 1 and (len(name) >= UNMISTAKABLE or named[0].number == words(row.number or "") != ""):
            yield named[0]
