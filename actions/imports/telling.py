"""What is told of a row beside the plan: cells that are for reading only, years that cannot be, a theme left empty."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import Action
from actions.rules.content import Content
from reading.plans.model import PlanRow, Problem
from reading.plans.own_format import NO, filled

CONFLICT = gettext_lazy(
    "Conflict: dit is in het bestand veranderd en in het portaal ook. Kies wat blijft; tot dan blijft het zoals het in "
    "het portaal is."
)
READ_IN = {"planning": "planning", "lead": "who", "cost": "cost"}  # field -> the column of our document that is read


def quiet(row: PlanRow, says: frozenset[str]) -> PlanRow:
    """A row of our own document without doubts about cells that say nothing new: they stay as they are in the plan."""
    if not row.in_words or row.id is None:
        return row
    kept = [one for one in row.problems if one.field not in READ_IN or READ_IN[one.field] in says]
    return row if kept == row.problems else replace(row, problems=kept)


def told_only(row: PlanRow, says: frozenset[str]) -> Iterator[Problem]:
    """Cells of our own export that somebody changed, and that are for reading only."""
    own = row.own or {}
    if "released" in says and (row.id is not None or own["released"] != NO) and filled(own["released"]):
        note = _(
            "De cel Vrijgegeven is niet overgenomen. Geef de actie vrij, of maak haar weer concept, in het portaal."
        )
        yield Problem("released", note)
    if "costs" in says and filled(own["costs"]):
        note = _("De cel Alle kosten is alleen om te lezen en niet overgenomen. Verander de kolommen met de bedragen.")
        yield Problem("cost", note)


def theme_left_empty(row: PlanRow, action: Action | None, says: frozenset[str]) -> Iterator[Problem]:
    """An empty theme in a file that does not say of which version it was made: it may not have been there then."""
    if action and action.theme and row.own is not None and row.then is None and not row.theme and "theme" in says:
        note = _("Het thema is in dit bestand leeg. De actie blijft bij '%(theme)s'; verplaats haar zo nodig zelf.")
        yield Problem("theme", note % {"theme": action.theme})


def outside_years(row: PlanRow, base: Content, content: Content, years: tuple[int, int | None]) -> Iterator[Problem]:
    """A planning that the row changes to years in which the programme is not there."""
    if (content.starts_in, content.ends_in) == (base.starts_in, base.ends_in):
        return
    start, end = (int(quarter[:4]) if quarter else None for quarter in (content.starts_in, content.ends_in))
    first, last = years
    late = last is not None and any(year is not None and year > last for year in (start, end))
    early = end is not None and end < first
    early = early or (row.own is not None and start is not None and start < first)
    if late or early:
        period = f"{first}-{last}" if last else _("vanaf %(year)s") % {"year": first}
        note = _("Deze planning valt buiten de jaren van het programma (%(period)s). Controleer het jaar.")
        yield Problem("planning", note % {"period": period})
