"""The columns of a generated table: what their headings are, and what an action has in them.

A group is one or more columns about one thing: start and end, the costs of each year, quarters with crosses.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.reading.plans.generated import notations as n
from tests.reading.plans.generated import vocabulary as v
from tests.reading.plans.generated.truth import Action, Cell, Costs, Either, Group, Said, When


@dataclass
class Words:
    """Chooses words: `questions` as headings, `like_headings` the part of the cells with words of headings in them."""

    rng: Random
    questions: bool = False
    like_headings: float = 0.4
    doubtful: float = 0.03
    left_what: list[str] | None = None
    left_alike: list[str] | None = None

    def __post_init__(self) -> None:
        self.left_what, self.left_alike = list(v.WHAT), list(v.WHAT_LIKE_HEADINGS)

    def heading(self, name: str) -> str:
        """A heading for a meaning."""
        found = v.QUESTIONS.get(name, v.HEADINGS[name]) if self.questions else v.HEADINGS[name]
        return self.rng.choice(found)

    def text(self, plain: tuple[str, ...], alike: tuple[str, ...]) -> str:
        return self.rng.choice(alike if self.rng.random() < self.like_headings else plain)

    def title(self) -> str:
        """The name of an action, each once in a plan."""
        first, other = self.left_what or [], self.left_alike or []
        pool = other if (other and self.rng.random() < self.like_headings) or not first else first
        return pool.pop(self.rng.randrange(len(pool)))

    def doubts(self) -> bool:
        return self.rng.random() < self.doubtful


def group(name: str, how: str, words: Words) -> Group:
    """The columns for a meaning, written as `how` says; see `WAYS`."""
    return WAYS[name, how](words)


def _single(name: str, make: Callable[[Words], Said], heading: str = "") -> Callable[[Words], Group]:
    def columns(words: Words) -> Group:
        def fill(action: Action) -> list[Cell]:
            said = n.doubt(words.rng, name) if name in n.DOUBTS and words.doubts() else make(words)
            return [Cell(action.says(name, said), value=said.value)]

        return Group(name, [heading or words.heading(name)], fill)

    return columns


def _what(words: Words) -> Said:
    text = words.title()
    first, _, rest = text.partition(" ")
    return Said(f"{first}\n{rest}" if rest and words.rng.random() < 0.05 else text, text)


def _how(words: Words) -> Said:
    text = words.text(v.HOW, v.HOW_LIKE_HEADINGS)
    return Said(text, text)


def _goals(words: Words) -> Said:
    wanted = words.rng.choice((1, 1, 2, 3))
    texts = [words.text(v.GOALS, v.GOALS_LIKE_HEADINGS) for _ in range(wanted)]
    return n.goals(words.rng, list(dict.fromkeys(texts)))


def _no_place(words: Words) -> Group:
    """A column that the portal has no place for."""
    heading = words.rng.choice(v.NO_PLACE)
    return Group("", [heading], lambda action: [Cell(words.text(v.HOW, v.HOW_LIKE_HEADINGS))])


# --- Who ---


def _who(words: Words) -> Group:
    def fill(action: Action) -> list[Cell]:
        if words.doubts():
            action.told.add("lead")
            return [Cell(words.rng.choice(("n.t.b.", "Allen", "[INVULLEN]", "GGD of Veilig Thuis")))]
        said = n.who(words.rng)
        action.means["lead"], action.means["partners"] = said.means
        return [Cell(said.text)]

    return Group("lead", [words.heading("who")], fill)


def _lead_and_partners(words: Words) -> Group:
    lead, joined = group("lead", "one", words), group("partners", "one", words)

    def fill(action: Action) -> list[Cell]:
        cells = [*lead.fill(action), *joined.fill(action)]
        leads = set(action.value("lead"))
        if leads & set(action.value("partners")):  # a partner that leads: say it once
            kept = tuple(name for name in action.value("partners") if name not in leads)
            action.means["partners"] = kept
            cells[1] = Cell(", ".join(kept))
        return cells

    return Group("lead", [*lead.headings, *joined.headings], fill)


def _who_under_group(words: Words) -> Group:
    found = _lead_and_partners(words)
    return replace(found, headings=["Trekker", "Partners"], over="Wie")


# --- When ---


def _between(rng: Random) -> tuple[tuple[int, int], tuple[int, int]]:
    year, first = n.quarter(rng)
    later = rng.randint(1, 7)
    year_after, last = divmod(4 * year + first - 1 + later, 4)
    return (year, first), (year_after, last + 1)


def _two_moments(words: Words, headings: list[str], over: str = "", *, always: bool = False) -> Group:
    """Columns for a beginning and an end; not `always` both."""

    def fill(action: Action) -> list[Cell]:
        first, last = _between(words.rng)
        start, end = n.moment(words.rng, *first), n.moment(words.rng, *last)
        if words.rng.random() < 0.1 and not always:
            end = Said("")
        action.means["planning"] = When(start.means, end.means)
        return [Cell(start.text, value=start.value), Cell(end.text, value=end.value)]

    return Group("planning", headings, fill, over=over)


def _start_end(words: Words) -> Group:
    return _two_moments(words, [words.heading("start"), words.heading("end")])


def _planning_ready(words: Words) -> Group:
    headings = ["Wanneer", words.rng.choice(("Gereed", "Deadline", "Klaar", "Oplevering"))]
    return _two_moments(words, headings, always=True)


def _start_end_under_group(words: Words) -> Group:
    return _two_moments(words, list(words.rng.choice((("Start", "Eind"), ("Begin", "Einde")))), over="Planning")


def _start_duration(words: Words) -> Group:
    def fill(action: Action) -> list[Cell]:
        year, first = n.quarter(words.rng)
        years = words.rng.randint(1, 3)
        ends, last = divmod(4 * year + first - 1 + 4 * years - 1, 4)
        action.means["planning"] = When(n.code(year, first), n.code(ends, last + 1))
        return [Cell(f"Q{first} {year}"), Cell("1 jaar" if years == 1 else f"{years} jaar")]

    return Group("planning", [words.heading("start"), words.rng.choice(("Looptijd", "Duur"))], fill)


def _crosses(words: Words, names: list[str], code: Callable[[int], tuple[str, str]], over: str = "") -> Group:
    """Columns of periods, with crosses in those that an action takes; `code` gives first and last quarter of each."""
    mark = words.rng.choice(("x", "X", "✓", "●"))

    def fill(action: Action) -> list[Cell]:
        first = words.rng.randrange(len(names))
        last = words.rng.randrange(first, len(names))
        action.means["planning"] = When(code(first)[0], code(last)[1])
        return [Cell(mark if first <= place <= last else "") for place in range(len(names))]

    return Group("planning", names, fill, over=over)


def _quarter_columns(words: Words) -> Group:
    year = words.rng.choice(n.YEARS)
    names = [f"Q{place % 4 + 1} {year + place // 4}" for place in range(words.rng.choice((4, 6, 8)))]

    def code(place: int) -> tuple[str, str]:
        found = n.code(year + place // 4, place % 4 + 1)
        return found, found

    return _crosses(words, names, code)


def _quarters_under_year(words: Words) -> Group:
    year = words.rng.choice(n.YEARS)
    names = [f"Q{place + 1}" for place in range(4)]
    return _crosses(words, names, lambda place: (n.code(year, place + 1), n.code(year, place + 1)), over=str(year))


def _year_columns(words: Words) -> Group:
    year = words.rng.choice(n.YEARS)
    names = [str(year + place) for place in range(words.rng.choice((3, 4)))]
    return _crosses(words, names, lambda place: (n.code(year + place, 1), n.code(year + place, 4)))


# --- Costs ---


def _in_thousands(words: Words) -> Group:
    def fill(action: Action) -> list[Cell]:
        number = words.rng.choice((5, 10, 15, 25, 40, 75, 120))
        action.means["cost"] = n.euros(1000 * number)
        return [Cell(str(number), value=number)]

    return Group("cost", [words.rng.choice(v.THOUSANDS)], fill)


def _thousands_above(words: Words) -> Group:
    """Under an ordinary heading: a title above the table says that amounts are in thousands."""
    return replace(_in_thousands(words), headings=[words.rng.choice(("Kosten", "Budget", "Begroting"))])


def _per_year(words: Words) -> Group:
    def fill(action: Action) -> list[Cell]:
        number = n.amount(words.rng)
        action.means["cost"] = n.euros(number, per="year")
        return [Cell(n.dotted(number), value=number)]

    return Group("cost", [words.rng.choice(v.PER_YEAR)], fill)


def _cost_and_funding(words: Words) -> Group:
    def fill(action: Action) -> list[Cell]:
        said = n.bare_amount(words.rng, n.amount(words.rng))
        fund = words.rng.choice((*v.FUNDS, "-"))
        action.means["cost"] = replace(said.means, funding=None if fund == "-" else fund)
        return [Cell(said.text, value=said.value), Cell(fund)]

    return Group("cost", [words.heading("cost"), words.heading("funding")], fill)


def _by_year(words: Words, headings: list[str], year: int, over: str = "") -> Group:
    def fill(action: Action) -> list[Cell]:
        found = {year + place: n.amount(words.rng) for place in range(len(headings)) if words.rng.random() < 0.7}
        by_year = tuple((key, Decimal(number)) for key, number in sorted(found.items()))
        action.means["cost"] = Costs("amount", by_year=by_year) if by_year else Costs()
        numbers = [found.get(year + place) for place in range(len(headings))]
        return [Cell(n.dotted(one), value=one) if one else Cell() for one in numbers]

    return Group("cost", headings, fill, over=over)


def _costs_of_years(words: Words) -> Group:
    year = words.rng.choice(range(2024, 2027))
    word = words.rng.choice(("Kosten", "Budget", "Begroting"))
    return _by_year(words, [f"{word} {year + place}" for place in range(words.rng.choice((2, 3)))], year)


def _years_under_costs(words: Words) -> Group:
    year = words.rng.choice(range(2024, 2027))
    names = [str(year + place) for place in range(words.rng.choice((2, 3, 4)))]
    return _by_year(words, names, year, over=words.rng.choice(("Kosten", "Budget", "Kosten per jaar")))


def _once_and_structural(words: Words) -> Group:
    def fill(action: Action) -> list[Cell]:
        number, once = n.amount(words.rng), words.rng.random() < 0.5
        incidental = Either((n.euros(number, per="once"), n.euros(number)))  # may come again, in another year
        action.means["cost"] = incidental if once else n.euros(number, per="year")
        cell = Cell(n.dotted(number), value=number)
        return [cell, Cell()] if once else [Cell(), cell]

    return Group("cost", ["Incidenteel", "Structureel"], fill, over=words.rng.choice(("Kosten", "")))


WAYS: dict[tuple[str, str], Callable[[Words], Group]] = {
    ("what", "one"): _single("what", _what),
    ("how", "one"): _single("how", _how),
    ("goals", "one"): _single("goals", _goals),
    ("status", "one"): _single("status", lambda words: n.status(words.rng)),
    ("priority", "one"): _single("priority", lambda words: n.priority(words.rng)),
    ("no_place", "one"): _no_place,
    ("lead", "one"): _single("lead", lambda words: n.lead(words.rng)),
    ("partners", "one"): _single("partners", lambda words: n.partners(words.rng)),
    ("lead", "who"): _who,
    ("lead", "two"): _lead_and_partners,
    ("lead", "group"): _who_under_group,
    ("planning", "one"): _single("planning", lambda words: n.planning(words.rng)),
    ("planning", "start_end"): _start_end,
    ("planning", "ready"): _planning_ready,
    ("planning", "group"): _start_end_under_group,
    ("planning", "duration"): _start_duration,
    ("planning", "quarters"): _quarter_columns,
    ("planning", "quarters_group"): _quarters_under_year,
    ("planning", "years"): _year_columns,
    ("cost", "one"): _single("cost", lambda words: n.cost(words.rng)),
    ("cost", "thousands"): _in_thousands,
    ("cost", "thousands_above"): _thousands_above,
    ("cost", "per_year"): _per_year,
    ("cost", "funding"): _cost_and_funding,
    ("cost", "years"): _costs_of_years,
    ("cost", "group"): _years_under_costs,
    ("cost", "once_structural"): _once_and_structural,
}
