"""One small table per action, a label and a value in each row."""

from tests.reading.plans.generated import vocabulary
from tests.reading.plans.generated.columns import Words, group
from tests.reading.plans.generated.shapes import Shape
from tests.reading.plans.generated.truth import Action, Block, Cell, Group, Row, Said

ACTION, MORE = frozenset({"action"}), frozenset({"continuation"})


def cards(shape: Shape, words: Words) -> tuple[list[Block], list[Group]]:
    """The tables of a plan of cards."""
    ways = [("what", "one"), ("lead", shape.who), ("planning", shape.planning), ("cost", shape.cost)]
    ways += [(name, "one") for name in ("goals", "how", "status", "priority") if getattr(shape, name)]
    groups = [group(name, way, words) for name, way in ways if way]
    colon = words.rng.choice(("", ":"))
    lines = words.rng.sample(vocabulary.LINES, 2)
    labels = {name: words.heading(name) for name in ("line", "number")}
    found = []
    for index in range(words.rng.randint(4, 7)):
        action = Action()
        rows: list[Row] = []
        if shape.line:
            line = lines[index % 2]
            rows.append(_row(labels["line"] + colon, action.says("line", Said(line, line))))
        if shape.number:
            number = f"{index + 1}"
            rows.insert(0, _row(labels["number"] + colon, action.says("number", Said(number, number))))
        for one in groups:
            rows += _rows(one, action, colon)
        for row in rows:
            row.action = action
        found.append(Block(rows))
    return found, groups


def _row(label: str, text: str) -> Row:
    return Row([Cell(label), Cell(text)], MORE)


def _rows(one: Group, action: Action, colon: str) -> list[Row]:
    heaps = ACTION if one.field == "what" else MORE
    cells = one.fill(action)
    return [Row([Cell(name + colon), cell], heaps) for name, cell in zip(one.headings, cells, strict=True)]
