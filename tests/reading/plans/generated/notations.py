"""How plans write a planning, a cost, names, goals and statuses, each with what that means beyond doubt."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.reading.plans.generated import vocabulary as v
from tests.reading.plans.generated.truth import Costs, Said, When

YEARS = range(2024, 2029)
DOUBTS = {  # notations that say nothing certain: empty and told
    "planning": ("zsm", "n.t.b.", "na besluit van de raad", "Q3", "2025 of 2026", "jaar 1", "in overleg"),
    "cost": ("Budget GGD", "zie begroting GGD", "€ 10.000 per gemeente", "2 x € 5.000", "?", "subsidie VWS"),
    "lead": ("n.t.b.", "vacature", "GGD of Veilig Thuis", "Eerste schil; beroepskrachten", "[INVULLEN]", "Allen"),
    "status": ("groen", "zie notitie", "rood"),
    "priority": ("A", "wettelijk"),
}  # fmt: skip


def quarter(rng: Random, years: range = YEARS) -> tuple[int, int]:
    return rng.choice(years), rng.randint(1, 4)


def code(year: int, number: int) -> str:
    return f"{year}Q{number}"


def doubt(rng: Random, name: str) -> Said:
    """Words of which the meaning is open."""
    return Said(rng.choice(DOUBTS[name]), told=True)


# --- Planning ---


def _quarters(rng: Random) -> Said:
    year, first = quarter(rng)
    last = rng.randint(first, 4)
    one = When(code(year, first), code(year, first))
    both = When(code(year, first), code(year, last))
    return rng.choice(
        [
            Said(f"Q{first} {year}", one),
            Said(f"{first}e kwartaal {year}", one),
            Said(f"K{first} {year}", one),
            Said(f"{year}-Q{first}", one),
            Said(f"Q{first} t/m Q{last} {year}", both) if last > first else Said(f"q{first}-{year}", one),
            Said(f"Q{first}-Q{last} {year}", both) if last > first else Said(f"{year} Q{first}", one),
        ]
    )


def _years(rng: Random) -> Said:
    year = rng.choice(YEARS)
    last = year + rng.randint(1, 3)
    whole = When(code(year, 1), code(year, 4))
    several = When(code(year, 1), code(last, 4))
    return rng.choice(
        [
            Said(f"{year}", whole, value=year),
            Said(f"in {year}", whole),
            Said(f"heel {year}", whole),
            Said(f"{year}-{last}", several),
            Said(f"Looptijd {year}-{last}", several),
            Said(f"looptijd: {year} t/m {last}", several),
            Said(f"{year} tot en met {last}", several),
            Said(f"Q2 {year} t/m Q3 {last}", When(code(year, 2), code(last, 3))),
            Said(f"Start Q1 {year}, gereed Q4 {last}", When(code(year, 1), code(last, 4))),
        ]
    )


def _parts_of_a_year(rng: Random) -> Said:
    year = rng.choice(YEARS)
    word, first, last = rng.choice(
        [
            ("begin", 1, 1), ("voorjaar", 2, 2), ("zomer", 3, 3), ("najaar", 4, 4), ("Eind", 4, 4), ("eind", 4, 4),
            ("medio", 2, 3),
        ]
    )  # fmt: skip
    half, start = rng.choice([("eerste helft", 1), ("tweede helft", 3), ("1e halfjaar", 1), ("2e halfjaar", 3)])
    return rng.choice(
        [
            Said(f"{word} {year}", When(code(year, first), code(year, last), approximate=True)),
            Said(f"{half} {year}", When(code(year, start), code(year, start + 1))),
        ]
    )


def _dates(rng: Random) -> Said:
    year, month, day = rng.choice(YEARS), rng.randint(1, 12), rng.randint(1, 28)
    when = code(year, (month + 2) // 3)
    name = v.MONTHS[month - 1]
    texts = (f"{day} {name} {year}", f"{name} {year}", f"{day}-{month}-{year}", f"{day:02}-{month:02}-{year}")
    return Said(rng.choice(texts), When(when, when))


def _open(rng: Random) -> Said:
    year, first = quarter(rng)
    return rng.choice(
        [
            Said(f"vanaf Q{first} {year}", When(code(year, first))),
            Said(f"Start {year}", When(code(year, 1))),
            Said(f"{year} en verder", When(code(year, 1))),
            Said(f"uiterlijk Q{first} {year}", When(None, code(year, first))),
            Said(f"gereed Q{first} {year}", When(None, code(year, first))),
            Said(f"tot en met {year}", When(None, code(year, 4))),
        ]
    )


def _recurring(rng: Random) -> Said:
    year = rng.choice(YEARS)
    return rng.choice(
        [
            Said("doorlopend", When(recurrence="ongoing")),
            Said("Gedurende de hele looptijd", When(recurrence="ongoing")),
            Said("jaarlijks", When(recurrence="yearly")),
            Said("ieder kwartaal", When(recurrence="quarterly")),
            Said("2x per jaar", When(recurrence="half_yearly")),
            Said("maandelijks", When(recurrence="monthly")),
            Said(f"vanaf {year} doorlopend", When(code(year, 1), recurrence="ongoing")),
            Said(f"vanaf {year}, jaarlijks", When(code(year, 1), recurrence="yearly")),
        ]
    )


PLANNINGS: tuple[Callable[[Random], Said], ...] = (
    _quarters, _quarters, _years, _years, _parts_of_a_year, _dates, _open, _recurring,
)  # fmt: skip


def planning(rng: Random) -> Said:
    """A planning in one cell."""
    return rng.choice(PLANNINGS)(rng)


def moment(rng: Random, year: int, number: int) -> Said:
    """One quarter, as a column for a start or an end writes it; `means` is that quarter."""
    date = datetime.date(year, 3 * number - rng.randint(0, 2), rng.randint(1, 28))
    means = code(year, number)
    return rng.choice(
        [
            Said(f"Q{number} {year}", means),
            Said(f"{v.MONTHS[date.month - 1]} {year}", means),
            Said(f"{date.day}-{date.month}-{year}", means, value=date),
        ]
    )


# --- Money ---


def dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def amount(rng: Random) -> int:
    """An amount that is no year."""
    return rng.choice((rng.randint(2, 7) * 250 + 3_000, rng.randint(4, 99) * 500 + 1_000, rng.randint(1, 30) * 10_000))


def euros(number: int, **more: object) -> Costs:
    """An amount once or per year, or one of which that is not said."""
    return Costs("amount", Decimal(number), per=more.pop("per", "unstated"), **more)  # type: ignore[arg-type]


def bare_amount(rng: Random, number: int) -> Said:
    """An amount in a column for it."""
    text = dotted(number)
    return rng.choice(
        [
            Said(text, euros(number), value=number),
            Said(f"€ {text}", euros(number)),
            Said(f"€ {text},-", euros(number)),
            Said(f"{text} euro", euros(number)),
        ]
    )


def _with_words(rng: Random, number: int) -> Said:
    text, fund = dotted(number), rng.choice(v.FUNDS)
    return rng.choice(
        [
            Said(f"€ {text} per jaar", euros(number, per="year")),
            Said(f"{text} euro per jaar", euros(number, per="year")),
            Said(f"€ {text} eenmalig", euros(number, per="once")),
            Said(f"€ {text} structureel", euros(number, per="year")),
            Said(f"ca. € {text}", euros(number, approximate=True)),
            Said(f"€ {text} (uit {fund})", euros(number, funding=fund)),
            Said(f"{text} tot {dotted(2 * number)} euro", euros(number, max=Decimal(2 * number))),
            Said(f"Kosten: € {text}", euros(number)),
        ]
    )


def _no_amount(rng: Random) -> Said:
    kind, texts = rng.choice(
        [
            ("to_be_determined", ("PM", "n.t.b.", "nader te bepalen", "nog onbekend", "p.m.")),
            ("in_kind", ("Inzet van medewerkers", "ambtelijke inzet", "uren")),
            ("existing_budget", ("binnen bestaande middelen", "Binnen reguliere begroting", "binnen begroting")),
            ("none", ("Geen kosten", "geen", "-", "n.v.t.")),
        ]
    )
    return Said(rng.choice(texts), Costs(kind))


def cost(rng: Random) -> Said:
    """A cost in one cell."""
    number = amount(rng)
    return rng.choice([bare_amount(rng, number), _with_words(rng, number), _no_amount(rng)])


# --- Names, goals, states ---


def names(rng: Random, most: int = 3) -> list[str]:
    return rng.sample(v.ORGANISATIONS, rng.randint(1, most))


def lead(rng: Random) -> Said:
    """A column of its own for the lead."""
    name = rng.choice(v.ORGANISATIONS)
    texts = (name, name, name, f"Trekker: {name}")
    return Said(rng.choice(texts), (name,))


def partners(rng: Random) -> Said:
    found = names(rng)
    return Said(rng.choice((", ", "; ", "\n")).join(found), tuple(found))


def who(rng: Random) -> Said:
    """A column for everyone; `means` is the lead and the partners."""
    first, *others = names(rng)
    if not others:
        return Said(first, ((first,), ()))
    apart = rng.choice(("; ", ", ", " i.s.m. ", "\n"))
    return Said(first + apart + ", ".join(others), ((first,), tuple(others)))


def goals(rng: Random, texts: list[str]) -> Said:
    """One or more goals in a cell."""
    if len(texts) == 1:
        return Said(texts[0], tuple(texts))
    mark = rng.choice(("• ", "- ", ""))
    return Said("\n".join(f"{mark}{text}" for text in texts), tuple(texts))


def status(rng: Random) -> Said:
    means = rng.choice(tuple(v.STATUSES))
    text = rng.choice(v.STATUSES[means])
    return Said(rng.choice((text, text, text, f"Status: {text}")), means)


def priority(rng: Random) -> Said:
    means = rng.choice(tuple(v.PRIORITIES))
    return Said(rng.choice(v.PRIORITIES[means]), means)
