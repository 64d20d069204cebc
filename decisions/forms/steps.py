"""The grid of steps as it is sent: a text per cell, what the writer saw, a block of a spreadsheet, several at once."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.forms.careful import CarefulForm
from actions.rules import privacy
from decisions.rules.grid import Cell, Grid
from decisions.rules.pasted import read_block
from decisions.rules.steps import NotUnderstood, lapsing, read_cell
from decisions.services.steps import Change
from reading.plans.texts import words

LONGEST_CELL = 2_000  # signs
PASTE, SET_ALL, SAVE = "plak-bekijken", "zet-op", "bewaren"
PASTED_IN = "plak-in"  # the name of the cell in which a block was pasted


class GridForm(CarefulForm):
    """What belongs to the whole grid, beside its cells."""

    block = forms.CharField(
        label=gettext_lazy("Plak uit een spreadsheet"),
        required=False,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Met de namen van de gemeenten erbij is elke volgorde goed. De datum mag een eigen kolom hebben."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reden of bron"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Komt in de geschiedenis. U mag dit leeg laten."),
    )
    many_step = forms.ChoiceField(label=gettext_lazy("Zet de stap"), required=False)
    many_text = forms.CharField(
        label=gettext_lazy("op"),
        required=False,
        max_length=LONGEST_CELL,
        help_text=gettext_lazy("Bijvoorbeeld: vastgesteld 14-11-2024."),
    )

    def __init__(self, data: Any = None, *, grid: Grid, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["many_step"].choices = [(step.key, name) for step, name, _planned in grid.steps]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Filled:
    """A grid with what was typed."""

    grid: Grid
    changes: list[Change]
    warns: bool  # something looks as if it is about one person

    @property
    def errors(self) -> list[Cell]:
        """The cells that were not understood."""
        return [cell for cell in self.grid.cells if cell.error]


def fill(grid: Grid, data: Any) -> None:
    """Put what was sent in the cells; then the block that was pasted, or what was set for several at once."""
    chosen = set(data.getlist("gemeente"))
    for row in grid.rows:
        row.is_chosen = row.municipality.code in chosen
        for cell in row.cells:
            cell.text = _line(data.get(cell.name, cell.was))
    if PASTE in data:
        _paste(grid, data.get("block", "").replace("\0", ""), data.get(PASTED_IN, ""))
    elif SET_ALL in data:
        _set(grid, data.get("many_step", ""), _line(data.get("many_text", "")))


def _line(text: str) -> str:
    """A cell holds one line; a database holds no NUL."""
    return " ".join(text.replace("\0", "").split())


def _paste(grid: Grid, block: str, pasted_in: str) -> None:
    places = {words(one): number for number, row in enumerate(grid.rows) for one in _names(row.municipality)}
    cells = {cell.name: (row, step) for row, each in enumerate(grid.rows) for step, cell in enumerate(each.cells)}
    names = [name for _step, name, _planned in grid.steps]
    found = read_block(block, places, names, start=cells.get(pasted_in))
    grid.not_read, grid.left = found.not_read, found.left
    for (row, step), text in found.texts.items():
        grid.rows[row].cells[step].text = text
    if not found.texts:
        grid.not_read.append(_("Er is niets overgenomen. Begin elke regel met een gemeente en druk dan op Tab."))


def _names(place: Any) -> tuple[str, ...]:
    return place.name, place.name_cbs, place.code, place.slug


def _set(grid: Grid, step: str, text: str) -> None:
    rows = [row for row in grid.rows if row.is_chosen]
    if not rows:
        grid.not_read.append(_("Kies eerst een of meer gemeenten: zet een vinkje voor hun naam."))
    if not text:
        grid.not_read.append(_("Schrijf waarop u de stap zet, bijvoorbeeld: vastgesteld 14-11-2024."))
        return
    for cell in (cell for row in rows for cell in row.cells if cell.step.key == step):
        cell.text = text


def read(grid: Grid, data: Any) -> Filled:
    """Read the cells that hold something new; what is not understood is said in its cell."""
    today = timezone.localdate()
    seen = _seen(data.get("gezien", ""))
    changes, warns = [], False
    for cell in grid.cells:
        before = seen.get(cell.name, "") if seen is not None else cell.was
        if cell.text == before or cell.text == cell.was:
            cell.text = cell.was
            continue
        cell.began = before
        if len(cell.text) > LONGEST_CELL:
            cell.error = _("Dit is te lang voor een cel. Kies ‘Alles invullen’ bij de gemeente.")
            continue
        try:
            content = read_cell(cell.text, cell.step, cell.row, today=today)
        except NotUnderstood as mistake:
            cell.error = str(mistake)
            continue
        free = content["amendment"] + content["reason"]
        if "personal_ok" not in data and (finding := next(iter(privacy.findings(free, today=today)), None)):
            warns = True
            cell.error = _("‘%(text)s’ lijkt op %(what)s. Haal het weg, of vink onderaan ‘Toch opslaan’ aan.") % {
                "text": finding.text,
                "what": finding.looks_like,
            }
            continue
        cell.lapses = lapsing(content, cell.row)
        changes.append(Change(cell.municipality.pk, cell.step, content, before))
    return Filled(grid, changes, warns or "personal_ok" in data)


def _seen(text: str) -> dict[str, str] | None:
    """What the cells said when the writer began; None when that was not sent."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else None
