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


class GridForm(CarefulForm):
    """What belongs to the whole grid, beside its cells."""

    block = forms.CharField(
        label=gettext_lazy("Plak uit een spreadsheet"),
        required=False,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60, "spellcheck": "false"}),
        help_text=gettext_lazy("Eerst de naam van de gemeente, dan per stap een kolom. Elke volgorde is goed."),
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

    def __init__(self, data: Any = None, *, grid: Grid) -> None:
        super().__init__(data)
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
            cell.text = " ".join(data.get(cell.name, cell.was).split())[:LONGEST_CELL]
    if PASTE in data:
        _paste(grid, data.get("block", ""))
    elif SET_ALL in data:
        _set(grid, data.get("many_step", ""), " ".join(data.get("many_text", "").split()))


def _paste(grid: Grid, block: str) -> None:
    places = {words(one): row.municipality.pk for row in grid.rows for one in _names(row.municipality)}
    found = read_block(block, places, [name for _step, name, _planned in grid.steps])
    grid.not_read = found.not_read
    for row in grid.rows:
        for number, cell in enumerate(row.cells):
            cell.text = found.texts.get((row.municipality.pk, number), cell.text)[:LONGEST_CELL]
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
    except ValueError:
        return None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else None
