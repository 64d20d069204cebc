"""Makes a plan: draws its choices, fills its columns, and puts actions and what stands beside them into tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.reading.plans.generated import beside, vocabulary
from tests.reading.plans.generated import notations as n
from tests.reading.plans.generated.cards import cards
from tests.reading.plans.generated.columns import Words, group
from tests.reading.plans.generated.shapes import KINDS, Shape, draw
from tests.reading.plans.generated.truth import CARRIERS, Action, Block, Carrier, Cell, Either, Group, Plan, Row

ACTION, HEADING, SECTION = frozenset({"action"}), frozenset({"heading"}), frozenset({"section"})
TITLE = frozenset({"note", "heading", "section"})
LINE_NAMES = ("Actielijn {}: {}", "Actielijn {}: {}", "Ontwikkellijn {}: {}", "Programmalijn {} - {}")
SHEET_NAMES = ("{1}", "Actielijn {0}")  # without a colon and not longer than 31 signs
OPTIONAL = {"lead", "planning", "cost", "goals", "how", "status", "priority"}
SHARED = {"lead", "goals", "planning", "how"}  # fields that a merged cell may hold for several actions


def generate(seed: int, *, kind: str | None = None, carrier: Carrier | None = None) -> Plan:
    """The plan of a seed; the same seed gives the same plan."""
    rng = Random(seed)
    kind = kind or tuple(KINDS)[seed % len(KINDS)]
    carrier = "docx" if kind == "chapters" else carrier or rng.choice(CARRIERS)
    shape = draw(kind, carrier, rng)
    words = Words(rng, shape.questions, shape.like_headings, shape.doubtful)
    if shape.cards:
        made, columns = cards(shape, words)
    else:
        maker = Maker(shape, words, carrier)
        made, columns = maker.blocks(), maker.columns
    title = rng.choice(vocabulary.TITLES)
    if carrier != "docx":
        made = [stacked(made, rng)] if shape.one_sheet else sheets(made, rng)
    return Plan(seed, kind, carrier, made, columns, title if carrier == "docx" and shape.titles else "")


@dataclass
class Maker:
    """Makes the tables of a plan with a column for each field."""

    shape: Shape
    words: Words
    carrier: Carrier

    def __post_init__(self) -> None:
        self.rng = self.words.rng
        self.merges = self.carrier in ("docx", "xlsx", "ods")
        self.columns: list[Group] = []  # of all tables
        self._choose_columns()
        self.done: list[tuple[str, Action]] = []

    # --- Columns ---

    def _choose_columns(self) -> None:
        """The columns of the tables from here on."""
        self.groups = self._groups()
        self.columns += self.groups
        self.width = sum(len(one.headings) for one in self.groups)

    def _groups(self) -> list[Group]:
        shape = self.shape
        ways = [("what", "one"), ("lead", shape.who), ("planning", shape.planning), ("cost", shape.cost)]
        ways += [(name, "one") for name in ("goals", "how", "status", "priority", "no_place") if getattr(shape, name)]
        found = [group(name, way, self.words) for name, way in ways if way]
        if shape.shuffled:
            self.rng.shuffle(found)
        margin = [Group("", [""], lambda action: [Cell()])] if shape.margin else []
        first = [self._label("line")] if shape.line in ("column", "grouped") else []
        first += [self._label("theme")] if shape.theme == "column" else []
        number = [Group("number", [self.words.heading("number")], lambda action: [Cell(action.value("number"))])]
        return [*margin, *(number if shape.number else []), *first, *found]

    def _label(self, name: str) -> Group:
        return Group(name, [self.words.heading(name)], lambda action: [Cell(action.value(name) or "")])

    def place(self, name: str) -> int:
        """The first column of a group."""
        before = 0
        for one in self.groups:
            if one.field == name:
                return before
            before += len(one.headings)
        return 0

    def header(self) -> list[Row]:
        """One row of headings, or two when some stand over others."""
        lower = [Cell(heading) for one in self.groups for heading in one.headings]
        if not any(one.over for one in self.groups):
            return [Row([*lower], HEADING, mark=self.rng.choice(("", "repeated")))]
        above: list[Cell | None] = []
        below: list[Cell | None] = []
        for one in self.groups:
            size = len(one.headings)
            names = [Cell(heading) for heading in one.headings]
            if one.over:
                above += across(one.over, size, merged=self.merges)
                below += names
            else:
                above += names
                below += [Cell() for _ in names]
        return [Row(above, HEADING), Row(below, HEADING)]

    # --- Rows ---

    def blocks(self) -> list[Block]:
        """All tables of the plan."""
        names = self.rng.sample(vocabulary.LINES, self.rng.randint(2, 3))
        sheets = self.shape.line == "heading" and self.carrier in ("xlsx", "ods") and not self.shape.one_sheet
        style = self.rng.choice(SHEET_NAMES if sheets else LINE_NAMES)
        made: list[Block] = []
        rows: list[Row] = []
        for number, name in enumerate(names, start=1):
            line = style.format(number, name)
            if self.shape.varied and number > 1:
                self._choose_columns()
            part = self._line(number, line, name)
            if self.shape.line == "heading":
                made += self._pages([*part, *self._end(last=number == len(names))], line)
            else:
                rows += part
        if self.shape.line != "heading":
            made = self._pages([*rows, *self._end(last=True)], "")
        for block in made if self.shape.line == "heading" else made[:1]:
            block.rows[:0] = [] if block.repeats else self._titles(first=block is made[0])
        return [*made, *self._chapter(), *self._beside()]

    def _chapter(self) -> list[Block]:
        """Actions under a heading of a higher level than those of the lines: they are in none of these."""
        if not self.shape.chapter:
            return []
        name = self.rng.choice(("Randvoorwaarden", "Monitoring en evaluatie", "Organisatie en sturing"))
        rows = [self._action(self._number(9, place), "", "", "") for place in (1, 2)]
        for row in rows:
            assert row.action
            row.action.means |= {"line": Either((None, name)), "theme": Either((None, name))}
        return [Block([*self.header(), *rows], name, level=1)]

    def _titles(self, *, first: bool) -> list[Row]:
        units = self.shape.cost == "thousands_above"
        if not self.shape.titles or (self.carrier == "docx" and not units):
            return []
        texts = [self.rng.choice(vocabulary.TITLES)] if self.carrier != "docx" and first else []
        texts += [self.rng.choice(("Bedragen x € 1.000", "(bedragen in duizenden euro's)"))] if units else []
        rows = [Row(across(text, self.width, merged=self.merges), TITLE) for text in texts]
        return [*rows, *([beside.blank(self.width)] if self.carrier != "docx" and self.rng.random() < 0.5 else [])]

    def _line(self, number: int, line: str, name: str) -> list[Row]:
        """The rows of one line: its actions by theme, and what stands between them."""
        shape, rows = self.shape, []
        if shape.line == "section":
            rows.append(self._section(line, 0.7))
        elif shape.line == "numbers":
            rows.append(self._number_row(number, name))
        themes = self.rng.sample(vocabulary.THEMES, 2) if shape.theme else [""]
        place = 0
        for theme in themes:
            if shape.theme == "section":
                rows.append(self._section(self._theme_text(theme), 1))
            part = []
            for _ in range(self.rng.randint(2, 4) if len(themes) > 1 else self.rng.randint(2, 5)):
                place += 1
                part.append(self._action(self._number(number, place), line, name, theme))
            if shape.merged:
                self._merge(part)
            if shape.line == "grouped":
                self._group_line(part, first=theme == themes[0])
            rows += self._with_more(part)
        if shape.totals and shape.cost and self.rng.random() < 0.5:
            rows.append(self._amounts(vocabulary.SUBTOTALS))
        return rows

    def _theme_text(self, theme: str) -> str:
        """Alone in the first cell of a column of goals or names, a bare name could go on with the row above."""
        first = self.groups[int(self.shape.margin)].field
        bare = self.merges or first in ("number", "line", "theme", "what")
        return self.rng.choice((theme, f"Thema: {theme}")) if bare else f"Thema: {theme}"

    def _section(self, text: str, merged: float) -> Row:
        """A row with the name of a line or theme: merged, or in its first cell, with a subtotal sometimes."""
        first = int(self.shape.margin)
        cells = across(text, self.width - first, merged=self.merges and self.rng.random() < merged)
        if self.shape.totals and self.shape.cost and cells[-1] is not None and self.rng.random() < 0.5:
            cells = [Cell() for _ in range(first)] + cells
            for place in self._cost_places():
                cells[place] = cells[place] if cells[place] != Cell() else Cell(n.dotted(7 * n.amount(self.rng)))
            return Row(cells, frozenset({"section", "total"}))
        return Row([*[Cell() for _ in range(first)], *cells], SECTION)

    def _number(self, line: int, place: int) -> str:
        """`1.2`, `A2`, `A-2`, `7` or `1b`."""
        letters = "ABCDEFGHIJ"
        return self.shape.numbers.format(line, place, letters[line - 1], len(self.done) + 1, letters[place - 1].lower())

    def _number_row(self, number: int, name: str) -> Row:
        cells = beside.padded([], self.width)
        cells[self.place("number")], cells[self.place("what")] = Cell(str(number)), Cell(name)
        return Row(cells, SECTION)

    def _action(self, number: str, line: str, name: str, theme: str) -> Row:
        action, shape = Action(), self.shape
        if shape.number:
            action.means["number"] = number
        if shape.line == "numbers":
            action.means["section"] = name
        elif shape.line:
            action.means["line"] = line
        if theme and (shape.theme == "column" or (shape.line and shape.line != "numbers")):
            action.means["theme"] = theme
        elif theme:
            action.means["section"] = theme
        cells: list[Cell | None] = [cell for one in self.groups for cell in self._filled(one, action)]
        self.done.append((action.value("what"), action))
        return Row(cells, ACTION, action)

    def _filled(self, one: Group, action: Action) -> list[Cell]:
        """The cells of an action in a group of columns, that is left empty sometimes; who or when is always there."""
        cells = one.fill(action)
        if one.field not in OPTIONAL or len(cells) > 1 or self.rng.random() >= self.shape.empty:
            return cells
        if one.field in ("lead", "planning") and {"lead", "planning"} - {one.field} - action.stated:
            return cells
        for name in (one.field, "partners") if one.field == "lead" else (one.field,):
            action.means.pop(name, None)
            action.told.discard(name)
        return [Cell()]

    def _with_more(self, rows: list[Row]) -> list[Row]:
        """Rows that go on with an action, references and blank rows, where they do not cut a merged cell."""
        found: list[Row] = []
        for index, row in enumerate(rows):
            found.append(row)
            if index + 1 < len(rows) and None in rows[index + 1].cells:
                continue
            if self.shape.continued and self.shape.goals and self.rng.random() < 0.4:
                found.append(self._continued(row))
            if self.shape.references and self.rng.random() < 0.15:
                title = self.words.title()
                found.append(beside.reference(self.rng, self.width, self.place("what"), title))
            if self.shape.blank and self.rng.random() < 0.15:
                found.append(beside.blank(self.width))
            if self.shape.notes and self.rng.random() < 0.1:
                found.append(beside.note(self.rng, self.width, merged=self.merges and self.rng.random() < 0.5))
        return found

    def _continued(self, row: Row) -> Row:
        assert row.action
        said = [text for text in vocabulary.GOALS if text not in row.action.value("goals")]
        goal = self.rng.choice(said)
        row.action.means["goals"] = (*row.action.value("goals"), goal)
        cells = beside.padded([], self.width)
        cells[self.place("goals")] = Cell(goal)
        return Row(cells, frozenset({"continuation"}), row.action)

    def _merge(self, rows: list[Row]) -> None:
        """Merge cells downwards: what they say holds for all actions beside them."""
        if len(rows) < 2:
            return
        for one in self.groups:
            if one.field not in SHARED or len(one.headings) > 1 or self.rng.random() < 0.4:
                continue
            first = self.rng.randrange(len(rows) - 1)
            size = self.rng.randint(2, len(rows) - first)
            self._share(rows[first : first + size], self.place(one.field), one.field)

    def _share(self, rows: Sequence[Row], place: int, field: str) -> None:
        top = rows[0]
        assert top.action
        cell = top.cells[place]
        assert cell
        top.cells[place] = Cell(cell.text, rows=len(rows), value=cell.value)
        for row in rows[1:]:
            assert row.action
            row.cells[place] = None
            for name in (field, "partners") if field == "lead" else (field,):
                row.action.means.pop(name, None)
                row.action.told.discard(name)
                if name in top.action.means:
                    row.action.means[name] = top.action.means[name]
                if name in top.action.told:
                    row.action.told.add(name)

    def _group_line(self, rows: list[Row], *, first: bool) -> None:
        """Write the line once for its rows: merged, or with empty cells beneath it."""
        place = self.place("line")
        for index, row in enumerate(rows):
            if index or not first:
                row.cells[place] = Cell()
        if first and self.merges and self.shape.merged and not self.shape.continued and not self.shape.blank:
            self._merge_label(rows, place)

    def _merge_label(self, rows: list[Row], place: int) -> None:
        cell = rows[0].cells[place]
        assert cell
        rows[0].cells[place] = Cell(cell.text, rows=len(rows))
        for row in rows[1:]:
            row.cells[place] = None

    def _amounts(self, texts: tuple[str, ...]) -> Row:
        places = self._cost_places()
        label = self.rng.choice((int(self.shape.margin), self.place("what")))
        label = label if label not in places else self.place("what")
        return beside.amounts_row(self.rng, texts, self.width, label, places)

    def _cost_places(self) -> range:
        size = next(len(one.headings) for one in self.groups if one.field == "cost")
        first = self.place("cost")
        return range(first, first + (1 if self.shape.cost == "funding" else size))

    def _end(self, *, last: bool) -> list[Row]:
        rows: list[Row] = []
        if self.shape.totals and self.shape.cost and last:
            rows.append(self._amounts(vocabulary.TOTALS))
            if self.rng.random() < 0.4:
                rows.append(self._amounts(vocabulary.COVERS))
        if self.shape.notes:
            rows.append(beside.note(self.rng, self.width, merged=self.merges and self.rng.random() < 0.5))
        return rows

    def _pages(self, rows: list[Row], heading: str) -> list[Block]:
        """A table, or a part of it for each page; headings are repeated on each page or stand on the first alone."""
        header = self.header()
        cuts = [place for place in range(2, len(rows)) if rows[place].is_action and None not in rows[place].cells]
        if not self.shape.pages or not cuts:
            return [Block([*header, *rows], heading)]
        cut = self.rng.choice(cuts)
        repeated = [Row([*row.cells], HEADING) for row in header] if self.shape.pages == "headings" else []
        return [
            Block([*header, *rows[:cut]], heading),
            Block([*repeated, *rows[cut:]], repeats=True),
        ]

    def _beside(self) -> list[Block]:
        if not self.shape.beside:
            return []
        if self.shape.beside == "summary":
            return [beside.summary(self.rng, self.done)]
        return [beside.other_table(self.shape.beside)]


def across(text: str, width: int, *, merged: bool) -> list[Cell | None]:
    return beside.across(text, width, merged=merged)


def sheets(blocks: Sequence[Block], rng: Random) -> list[Block]:
    """A sheet for each table; the pages of a table are in one sheet."""
    found: list[list[Block]] = []
    for block in blocks:
        if block.repeats:
            found[-1].append(block)
        else:
            found.append([block])
    return [Block(stacked([replace(one[0], heading=""), *one[1:]], rng).rows, one[0].heading) for one in found]


def stacked(blocks: Sequence[Block], rng: Random) -> Block:
    """All tables under each other in one sheet."""
    width = max(len(row.cells) for block in blocks for row in block.rows)
    rows: list[Row] = []
    for block in blocks:
        if rows and (not block.repeats or rng.random() < 0.5):
            rows += [beside.blank(width) for _ in range(rng.randint(1, 2))]
        if block.heading:
            rows.append(Row(beside.padded([Cell(block.heading)], width), TITLE))
        for row in block.rows:
            row.cells = beside.padded(row.cells, width)
            rows.append(row)
    return Block(rows)
