"""Tables of a pdf, whose rows and columns are derived: somebody confirms each before anything of it is written."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.imports.proposals import CHANGED, NEW, Preview
from actions.models import PlanImport
from reading.formats import listed


def unconfirmed(plan_import: PlanImport, preview: Preview) -> list[int]:
    """The numbers of the tables that nobody confirmed, and of which something would be written."""
    written = {one.row.table for one in preview.proposals if one.kind in (NEW, CHANGED)}
    return sorted(written & set(preview.reading.uncertain) - set(plan_import.confirmed_tables))


def keys_of(preview: Preview, number: int) -> list[str]:
    """The rows of a table that are read as actions, as forms name them (`1:4`)."""
    return [one.key for one in preview.proposals if one.row.table == number]


def in_words(numbers: Sequence[int]) -> str:
    """Which tables are still to be confirmed, and why, in a sentence."""
    said = ngettext(
        "Tabel %(tables)s komt uit een pdf en is nog niet bevestigd. Kijk de tabel na; dan kunt u verder.",
        "De tabellen %(tables)s komen uit een pdf en zijn nog niet bevestigd. Kijk ze na; dan kunt u verder.",
        len(numbers),
    )
    return said % {"tables": listed(list(map(str, numbers)))}


def pages_in_words(pages: Iterable[int] | None) -> str:
    """On which pages a table stands: `bladzijde 3`, or `bladzijde 3 tot en met 5`."""
    first, last = pages or (0, 0)
    if not first:
        return ""
    if first == last:
        return _("bladzijde %(first)s") % {"first": first}
    return _("bladzijde %(first)s tot en met %(last)s") % {"first": first, "last": last}
