"""What stands beside the actions of a plan: totals, notes, references, and tables about something else."""

from collections.abc import Sequence
from random import Random

from tests.reading.plans.generated import notations as n
from tests.reading.plans.generated import vocabulary as v
from tests.reading.plans.generated.truth import Action, Block, Cell, Row

OTHER = frozenset({"other_table", "heading", "note", "not_understood", "total"})
ALSO = OTHER | {"continuation"}  # of a table that completes the actions
NOTE = frozenset({"note"})
TABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "money": (
        ("Dekking", "2025", "2026"), ("DUVO", "120.000", "130.000"), ("Bijdrage gemeenten", "60.000", "65.000"),
        ("Reserve", "15.000", "0"), ("Totaal", "195.000", "195.000"),
    ),
    "risks": (
        ("Risico", "Kans", "Maatregel", "Eigenaar"), ("Te weinig trainers", "groot", "Tijdig werven", "GGD"),
        ("Wachtlijsten lopen op", "klein", "Afspraken met aanbieders", "Centrumgemeente"),
        ("Budget valt weg", "midden", "Planning aanpassen", "Stuurgroep"),
    ),
    "meetings": (
        ("Overleg", "Frequentie", "Deelnemers", "Voorzitter"),
        ("Stuurgroep", "2x per jaar", "Wethouders", "Centrumgemeente"),
        ("Kernteam", "maandelijks", "GGD, Veilig Thuis, politie", "Projectleider"),
    ),
    "versions": (
        ("Versie", "Datum", "Wijziging", "Door"), ("0.1", "12-01-2025", "Eerste opzet", "Projectleider"),
        ("0.2", "03-03-2025", "Planning en kosten aangevuld", "Werkgroep scholing"),
    ),
    "legend": (
        ("Legenda", ""), ("x", "in dit kwartaal"), ("PM", "nog niet begroot"), ("VT", "Veilig Thuis"),
    ),
}  # fmt: skip
ABOVE = {
    "money": "Dekkingsplan", "risks": "Risico's", "meetings": "Overlegstructuur", "versions": "Versiebeheer",
    "legend": "", "summary": "Kosten en dekking",
}  # fmt: skip


def padded(cells: Sequence[Cell | None], width: int) -> list[Cell | None]:
    return [*cells, *(Cell() for _ in range(width - len(cells)))]


def across(text: str, width: int, *, merged: bool) -> list[Cell | None]:
    """One text over the whole row, or in its first cell."""
    if not merged or width < 2:
        return padded([Cell(text)], width)
    return [Cell(text, columns=width), *[None] * (width - 1)]


def note(rng: Random, width: int, *, merged: bool) -> Row:
    """A remark under the actions."""
    return Row(across(rng.choice(v.NOTES), width, merged=merged), NOTE)


def blank(width: int) -> Row:
    return Row(padded([], width), frozenset({"empty"}))


def amounts_row(rng: Random, texts: tuple[str, ...], width: int, label: int, costs: Sequence[int]) -> Row:
    """A total, or how it is paid: words and amounts alone."""
    cells: list[Cell | None] = padded([], width)
    cells[label] = Cell(rng.choice(texts))
    for place in costs:
        number = n.amount(rng) * 7
        cells[place] = Cell(n.dotted(number), value=number)
    return Row(cells, frozenset({"total"}))


def reference(rng: Random, width: int, what: int, title: str) -> Row:
    """A row that points to an action elsewhere."""
    cells: list[Cell | None] = padded([], width)
    cells[what] = Cell(title + rng.choice((" (zie actielijn 1)", ": zie lijn 2", " (zie ook actielijn 3)")))
    return Row(cells, frozenset({"reference"}))


def other_table(name: str) -> Block:
    """A table about something else than actions."""
    return Block([Row([Cell(text) for text in texts], OTHER) for texts in TABLES[name]], ABOVE[name])


def summary(rng: Random, actions: Sequence[tuple[str, Action]]) -> Block:
    """The same actions once more with what they cost, which the plan itself does not say."""
    rows = [Row([Cell("Actie"), Cell("Kosten"), Cell("Dekking")], ALSO, mark="summary")]
    for title, action in actions:
        number, fund = n.amount(rng), rng.choice(v.FUNDS)
        action.means["cost"] = n.euros(number, funding=fund)
        action.instead["cost"] = "summary"
        rows.append(Row([Cell(title), Cell(n.dotted(number), value=number), Cell(fund)], ALSO, mark="summary"))
    return Block(rows, ABOVE["summary"])
