"""Tables beside the plan with the same actions: names and amounts, to complete them; or amounts of something else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reading.plans import messages
from reading.plans.columns import Layout, Section
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import Money, PlanRow, Problem
from reading.plans.texts import plain, words
from reading.vocabulary import CostKind

Sections = Mapping[int, tuple[Section, ...]]
NAMES = frozenset({"what", "number", "id", "line", "theme", "municipalities"})
OF_MONEY = frozenset({"cost", "total", "amount", "amount_max", "funding", "per", "cost_kind", "priority", "status"})
RICH = frozenset({"planning", "start", "end", "who", "lead", "partners", "how", "goals"})


def of_money(parts: Sections) -> set[tuple[int, int]]:
    """The sections (table, index) with names and amounts alone, in a file of which others say who or when."""
    plans = {
        (number, at): section.layout
        for number, found in parts.items()
        for at, section in enumerate(found)
        if not section.beside
    }
    if not any(layout.covered & RICH and "what" in layout.covered for layout in plans.values()):
        return set()
    return {place for place, layout in plans.items() if _is_of_money(layout)}


def _is_of_money(layout: Layout) -> bool:
    return bool(layout.covered & OF_MONEY) and layout.covered <= NAMES | OF_MONEY and not layout.chosen


class Actions:
    """The actions of a plan, to find them by number and by what they are."""

    def __init__(self, rows: Iterable[PlanRow]) -> None:
        self.by_name: dict[str, list[PlanRow]] = {}
        for row in rows:
            for key in {f"nr {row.number}" if row.number else "", _key(row.what)} - {""}:
                self.by_name.setdefault(key, []).append(row)

    def same(self, row: PlanRow) -> PlanRow | None:
        """The one action that a row of a summary is about: the same name, else the same number."""
        named = self.by_name.get(_key(row.what), [])
        if len(named) != 1 and row.number:
            numbered = self.by_name.get(f"nr {row.number}", [])
            named = [one for one in numbered if one in named] or (numbered if not named and not row.what else [])
        return named[0] if len(named) == 1 else None


def _key(what: str) -> str:
    return words(plain(what)).strip(" .:;*")


def complete(action: PlanRow, summary: PlanRow) -> None:
    """Give an action what only the summary says of it; tell what they say differently."""
    action.problems += [problem for problem in summary.problems if problem.field in ("cost", "status", "priority")]
    if summary.cost != Money():
        _complete_cost(action, summary)
    for name in ("status", "priority"):
        mine, theirs = getattr(action, name), getattr(summary, name)
        if mine is None and theirs is not None:
            setattr(action, name, theirs)
        elif theirs is not None and mine != theirs:
            action.problems.append(_differs(name, summary, str(theirs.label)))
    action.covered = action.covered | (summary.covered & OF_MONEY)


def _complete_cost(action: PlanRow, summary: PlanRow) -> None:
    mine, theirs = action.cost, summary.cost
    if mine.kind == CostKind.UNSTATED and not mine.text and not mine.funding:
        action.cost = theirs
    elif theirs.kind == CostKind.UNSTATED and theirs.funding and not mine.funding:
        action.cost = replace(mine, funding=theirs.funding)
    elif _sums(mine) == _sums(theirs) and theirs.funding in (None, mine.funding):
        return
    elif _sums(mine) == _sums(theirs) and not mine.funding:
        action.cost = replace(mine, funding=theirs.funding)
    else:
        action.problems.append(_differs("cost", summary, theirs.text))


def _sums(money: Money) -> tuple[object, ...]:
    return money.kind, money.amount, money.max, money.total, dict(money.by_year)


def _differs(field: str, summary: PlanRow, text: str) -> Problem:
    note = say(messages.SUMMARY_DIFFERS, table=summary.table, row=summary.row, text=shortened(text))
    return Problem(field, note)


def is_summary(rows: Sequence[PlanRow], actions: Actions) -> bool:
    """Whether most rows are about an action of the plan."""
    known = sum(actions.same(row) is not None for row in rows)
    return 0 < len(rows) <= 2 * known
