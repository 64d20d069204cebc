"""The grid of the plan as it is sent: every cell with what its writer saw; only what they changed is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from actions.forms.careful import CarefulForm
from actions.forms.cells import NEW_NAME, read_cell
from actions.forms.offer import Offer
from actions.rules.grid import CELL, COLUMNS, SEEN, Place, Typed, field_of

NEW = "nieuw"
LONGEST, MOST_NEW = 2_000, 50
_NAME = re.compile(rf"{CELL}_([0-9]{{1,18}})_({'|'.join(COLUMNS)})")
NOT_SEEN = _("Deze cel is niet volledig aangekomen. Laad de pagina opnieuw.")
TOO_LONG = _("Dit is te lang: hoogstens 2.000 tekens.")


@dataclass
class Filled:
    """What was sent: all texts, and of the cells that were changed what they set or what is wrong with them."""

    texts: dict[Place, str] = field(default_factory=dict)
    seen: dict[Place, str] = field(default_factory=dict)
    cells: list[Typed] = field(default_factory=list)
    wrong: dict[Place, str] = field(default_factory=dict)
    new: dict[Place, list[str]] = field(default_factory=dict)  # names that can be made, on request
    asked: list[str] = field(default_factory=list)  # of those, which are asked for

    @property
    def actions(self) -> set[int]:
        """The ids of the actions of which cells were sent."""
        return {action for action, _column in self.texts}


class ReasonForm(CarefulForm):
    """Why the plan changes, for all cells that are saved together."""

    careful: ClassVar[tuple[str, ...]] = ("reason",)

    reason = forms.CharField(
        label=_("Reden van de wijziging"), required=False, max_length=100,
        help_text=_("Nodig als een einde of een bedrag verandert. Komt in de geschiedenis van elke actie."),
    )  # fmt: skip


def read_grid(data: QueryDict, offer: Offer) -> Filled:
    """Read what was sent; a cell that shows what its writer saw was not changed, and is not read."""
    filled = Filled(asked=[name[:LONGEST] for name in data.getlist(NEW)[:MOST_NEW]])
    for name in data:
        match = _NAME.fullmatch(name)
        if not match:
            continue
        place = int(match[1]), match[2]
        text, seen = data.get(name, "").strip(), data.get(field_of(place, SEEN))
        filled.texts[place] = text
        if seen is None:
            filled.wrong[place] = str(NOT_SEEN)
            continue
        filled.seen[place] = seen.strip()
        if text != filled.seen[place]:
            _read(filled, place, text, offer)
    return filled


def _read(filled: Filled, place: Place, text: str, offer: Offer) -> None:
    try:
        if len(text) > LONGEST:
            raise ValidationError(TOO_LONG)
        parts, reason = read_cell(place[1], text, offer, new=filled.asked)
    except ValidationError as error:
        filled.wrong[place] = " ".join(error.messages)
        if getattr(error, "code", None) == NEW_NAME:
            params: Mapping[str, Any] = error.params or {}
            filled.new[place] = list(params["names"])
    else:
        filled.cells.append(Typed(place[0], place[1], filled.seen[place], parts, reason))
