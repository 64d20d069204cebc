"""A table of labels with values (`Actie: ...`, `Trekker: ...`): each group of them becomes an action in one row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reading.plans import messages
from reading.plans.headings import WEAK, means
from reading.plans.layouts.model import Laid, Spot
from reading.plans.lexer import shortened
from reading.plans.messages import say
from reading.plans.model import TableProblem
from reading.plans.texts import plain, words
from reading.vocabulary import Heap
from tables.model import EMPTY, Cell, Row, Table

LEAST_FIELDS = 3  # different meanings among the labels
LABEL = re.compile(r"^\s*([^:\n]{2,50}?)\s*:\s*")  # "Actie: Training"
INSIDE = re.compile(r"^[ \t]*([^:\n]{2,50}?)[ \t]*:[ \t]*", re.MULTILINE)
TITLE = re.compile(
    r"(?:actie|activiteit|maatregel|project|interventie|inspanning)\b\s*((?:nr\.?\s*)?[A-Z]?\d+(?:[.\-]\d+)*[a-z]?)?\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(actie|activiteit|maatregel|project|interventie|inspanning)\s*(?:nr\.?\s*)?([A-Z]?\d+(?:[.\-]\d+)*[a-z]?)\s*[:.]?",
    re.IGNORECASE,
)
# Of these an action has one: cards may each have a word of their own for it.
ONE_EACH = {"what", "lead", "who", "status", "priority", "number", "start", "end", "funding", "line", "theme"}
LONGEST_TITLE = 160  # signs
MOST_COLUMNS = 12
MOST_LABELS = 60  # rows, of one action
NOWHERE = -1  # the column of what cannot be corrected by itself


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value, and where the value stands."""

    label: str
    value: Cell
    spot: Spot

    @property
    def field(self) -> str:
        """What the label means; "" when it is no label that we know for sure."""
        meaning = means(self.label)
        return meaning.field if meaning.score >= WEAK else ""

    @property
    def column(self) -> str:
        """In which column of the table it comes to stand."""
        return self.field if self.field in ONE_EACH else words(self.label)


@dataclass
class Card:
    """The labels and values of one action."""

    pairs: list[Pair] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def fields(self) -> set[str]:
        """What its labels mean."""
        return {pair.field for pair in self.pairs} - {""}

    def pair(self, name: str) -> Pair | None:
        """The first label with a meaning."""
        return next((pair for pair in self.pairs if pair.field == name), None)


def lay(table: Table, laid: Laid) -> Table | None:
    """The table with a row for each card; None when it is no table of cards."""
    if table.width > MOST_COLUMNS or not _may_be_cards(table):
        return None
    cards = list(_cards(table))
    good = [card for card in cards if len(card.fields) >= LEAST_FIELDS]
    if not good or not _mostly_labels(table, good):
        return None
    _name_from_above(table, good, laid)
    if not all("what" in card.fields for card in good):
        return None
    return _as_rows(table, cards, good, laid)


def is_transposed(table: Table) -> bool:
    """Whether each action has a column of its own, with the labels in the first."""
    if table.width < 3 or len(table.rows) > MOST_LABELS:
        return False
    rows = [row for row in table.rows if sum(map(bool, row.cells)) > 1]
    labels = {means(row.cells[0].text).field for row in rows if means(row.cells[0].text).score >= WEAK} - {""}
    known = [row for row in rows if means(row.cells[0].text).score >= WEAK]
    wide = [row for row in known if sum(map(bool, row.cells[1:])) > 1]
    heads = {means(cell.text).field for cell in rows[0].cells if means(cell.text).score >= WEAK} if rows else set()
    return (
        "what" in labels
        and len(labels) >= LEAST_FIELDS
        and len(heads - {""}) < 2
        and 10 * len(known) >= 7 * len(rows)
        and 2 * len(wide) > len(known)
    )


# --- Labels and values ---


def _may_be_cards(table: Table) -> bool:
    """A quick look: the first cells of rows are labels more often than not, and no row is one of headings."""
    filled = [row for row in table.rows[:MOST_LABELS] if any(row.cells)]
    labelled = sum(1 for row in filled if _label_of(_first(row)))
    lines = sum(len(INSIDE.findall(_first(row))) for row in filled)
    if any(_is_header(row) for row in filled):
        return False
    return max(labelled, lines) >= LEAST_FIELDS - 1 and 2 * labelled >= len(filled)


def _is_header(row: Row) -> bool:
    """Whether a row has headings beside each other."""
    texts = [cell.text for cell in row.cells if cell]
    return len(texts) >= LEAST_FIELDS and all(means(text).score >= WEAK for text in texts)


def _first(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell), "")


def _label_of(text: str) -> str:
    """The label that a cell is or begins with; "" when it has none that we know."""
    match = LABEL.match(text)
    label = match[1] if match else text
    return label if len(label) <= 60 and means(label).score >= WEAK else ""


def _pairs(row: Row) -> list[Pair]:
    """The labels of a row with their values."""
    pairs: list[Pair] = []
    label: str | None = None
    values: list[tuple[int, Cell]] = []
    for place, cell in enumerate(row.cells):
        inside = _inside(row, place, cell) if cell else []
        if not cell:
            continue
        if inside and not (label is not None and not values and len(inside) < 2):
            pairs += [*_pair(row, label, values), *inside]
            label, values = None, []
        elif label is None or (values and _is_label(cell.text)):
            pairs += _pair(row, label, values)
            label, values = cell.text.strip().rstrip(":").strip(), []
        else:
            values.append((place, cell))
    return [*pairs, *_pair(row, label, values)]


def _is_label(text: str) -> bool:
    return bool(_label_of(text)) and (means(text.rstrip(" :")).score >= 60 or text.rstrip().endswith(":"))


def _pair(row: Row, label: str | None, values: Sequence[tuple[int, Cell]]) -> list[Pair]:
    if label is None:
        return []
    numbered = NUMBERED.fullmatch(label.strip())
    if numbered and len(values) == 1:  # "Maatregel 2 | Folder"
        cell, spot = values[0][1], Spot(row.number, values[0][0])
        return [*_numbered(row.number, numbered[2]), Pair(numbered[1], cell, spot)]
    if len(values) < 2:
        place, cell = values[0] if values else (min(1, len(row.cells) - 1), EMPTY)
        return [Pair(label, cell, Spot(row.number, place))]
    text = "; ".join(cell.text for _, cell in values)
    return [Pair(label, Cell(text, text), Spot(row.number, values[0][0]))]


def _inside(row: Row, place: int, cell: Cell) -> list[Pair]:
    """`Trekker: GGD` in one cell, also several of them on lines of their own."""
    found = [match for match in INSIDE.finditer(cell.text) if means(match[1]).score >= WEAK]
    if not found or found[0].start() != 0:
        return []
    ends = [match.start() for match in found[1:]] + [len(cell.text)]
    pairs = []
    for match, end in zip(found, ends, strict=True):
        raw = cell.text[match.end() : end]
        value = raw.strip()
        if not value and len(found) == 1:
            return []
        before, after = cell.text[: match.end()], cell.text[match.end() + len(raw.rstrip()) :]
        pairs.append(Pair(match[1], Cell(value, value) if value else EMPTY, Spot(row.number, place, before, after)))
    return pairs


def _cards(table: Table) -> Iterator[Card]:
    """The cards of a table: a title, or the label with which the first began, begins the next one."""
    card = Card()
    first = ""
    for row in table.rows:
        title = _title(row)
        pairs = title or _pairs(row)
        opens = bool(title) or any(_opens(pair, card, first) for pair in pairs)
        if opens and card.rows and card.fields - {"line", "theme"}:
            yield card
            card = Card()
        card.rows.append(row)
        for pair in pairs:
            first = first or pair.field
            _add(card, pair)
    if card.rows:
        yield card


def _opens(pair: Pair, card: Card, first: str) -> bool:
    if pair.field == "what" and any(words(one.label) != words(pair.label) for one in card.pairs if one.field == "what"):
        return False  # another label for it: "Project" and "Prestatie" of one action
    return bool(pair.field) and pair.field in card.fields and pair.field in (first, "what", "number")


def _add(card: Card, pair: Pair) -> None:
    """Add a pair; a value under an empty label goes on with the one above."""
    if not pair.label and card.pairs:
        last = card.pairs[-1]
        text = "\n".join(filter(None, (last.value.text, pair.value.text)))
        card.pairs[-1] = replace(last, value=Cell(text, text) if text else EMPTY)
    else:
        card.pairs.append(pair)


def _title(row: Row) -> list[Pair]:
    """A row with only a title, `Actie 3: Meldcode`: what is done, and its number."""
    filled = [place for place, cell in enumerate(row.cells) if cell]
    text, place = (row.cells[filled[0]].text, filled[0]) if len(filled) == 1 else ("", 0)
    if not text or "\n" in text or len(text) > LONGEST_TITLE:
        return []
    number, what = _named(text)
    if what != text:
        return [
            *_numbered(row.number, number),
            Pair("Actie", Cell(what, what), Spot(row.number, place, text[: -len(what)])),
        ]
    merged = any(cell.merged == "left" for cell in row.cells)
    if merged and place == 0 and not _label_of(text):
        return [Pair("Actie", Cell(text, text), Spot(row.number, place))]
    return []


def _named(title: str) -> tuple[str, str]:
    """The number and the rest of `Actie 1.2: Meldcode`; the whole text when it is no such title."""
    match = TITLE.match(title)
    rest = title[match.end() :].strip() if match else ""
    return (match[1] or "", rest) if match and rest and (match[1] or ":" in match[0]) else ("", title)


def _numbered(row: int, number: str) -> list[Pair]:
    return [Pair("Nr", Cell(number, number), Spot(row, NOWHERE))] if number else []


def _mostly_labels(table: Table, cards: Sequence[Card]) -> bool:
    """Whether most labels are known; and whether there is one value beside each."""
    pairs = [pair for card in cards for pair in card.pairs]
    if any(
        len(found) > len(set(found))
        for row in table.rows
        if (found := [pair.field for pair in _pairs(row) if pair.field])
    ):
        return False  # two actions beside each other
    known = sum(means(pair.label).score >= WEAK for pair in pairs)
    fields = [pair.field for card in cards for pair in card.pairs]
    wide = sum(_values(row) > 0 for card in cards for row in card.rows)
    rows = sum(len(card.rows) for card in cards)
    return 3 * known >= 2 * len(pairs) and len(set(fields)) >= LEAST_FIELDS and 4 * wide <= rows


def _values(row: Row) -> int:
    """How many cells of a row are no label and stand beside no label."""
    return max(0, sum(map(bool, row.cells)) - 2 * len(_pairs(row)))


# --- What it becomes ---


def _name_from_above(table: Table, cards: Sequence[Card], laid: Laid) -> None:
    """A card without a label for what is done is called after the heading above it."""
    card = cards[0]
    heading = table.heading or (table.above[-1].text if table.above else "")
    if len(cards) != 1 or "what" in card.fields or not heading or len(heading) > LONGEST_TITLE:
        return
    number, what = _named(heading)
    row = card.rows[0].number
    card.pairs[:0] = [*_numbered(row, number), Pair("Actie", Cell(what, what), Spot(row, NOWHERE))]
    if what == heading:
        message = say(messages.CARD_NO_WHAT, text=shortened(what))
        laid.problems.append(TableProblem(message, table.number, row))


def _as_rows(table: Table, cards: Sequence[Card], good: Sequence[Card], laid: Laid) -> Table:
    """One row of headings, of all labels, and a row for each card."""
    labels: dict[str, str] = {}
    for card in good:
        for pair in card.pairs:
            labels.setdefault(pair.column, pair.label)
    columns = list(labels)
    header = Row(0, tuple(Cell(label, label) for label in labels.values()), heading=True)
    rows = [header, *(_row(table, card, columns, laid) for card in good)]
    for card in cards:
        if not any(card is one for one in good):
            _leave_out(table, card, laid)
    return replace(_without_title(table, good), rows=tuple(rows))


def _without_title(table: Table, cards: Sequence[Card]) -> Table:
    """The table without the heading above it that became what is done."""
    what = cards[0].pair("what")
    if not what or what.spot.column != NOWHERE or not table.headings:
        return table
    above = tuple(one for one in table.above if one != table.headings[-1])
    return replace(table, headings=table.headings[:-1], above=above)


def _row(table: Table, card: Card, columns: Sequence[str], laid: Laid) -> Row:
    """The row of a card, which has the number of the row that says what is done."""
    what = card.pair("what")
    number = what.spot.row if what else card.rows[0].number
    cells = [EMPTY] * len(columns)
    for pair in card.pairs:
        place = columns.index(pair.column)
        if cells[place]:
            text = f"{cells[place].text}\n{pair.value.text}"
            cells[place] = Cell(text, text)
            continue
        cells[place] = pair.value
        if pair.spot.column != NOWHERE:
            laid.spots[table.number, number, place] = pair.spot
    for row in card.rows:
        if row.number != number and any(row.cells):
            laid.heaps[table.number, row.number] = Heap.CONTINUATION
    return Row(number, tuple(cells))


def _leave_out(table: Table, card: Card, laid: Laid) -> None:
    """Rows between the cards."""
    for row in card.rows:
        if any(row.cells):
            laid.heaps[table.number, row.number] = Heap.NOT_UNDERSTOOD
            text = shortened("; ".join(plain(cell.text) for cell in row.cells if cell.text))
            laid.problems.append(TableProblem(say(messages.CARD_ROW, text=text), table.number, row.number))
