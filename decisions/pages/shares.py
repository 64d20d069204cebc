"""The page of the shares: each key with what every municipality pays by it, as this reader may see it."""

from dataclasses import dataclass

from accounts import standing
from actions.models import Action, Document
from actions.models.base import Classification, Viewer
from actions.models.programme import Programme
from actions.rules.cost_table import CostTable, cost_tables
from decisions.models import ShareKey
from decisions.rules.shares import (
    Division,
    Share,
    agreed_in_words,
    divisions,
    numbers_in_words,
    places_notes,
    read_lines,
)
from municipalities.models import Municipality


@dataclass(frozen=True)
class KeyRow:
    """A municipality of a key with its shares, one for each column."""

    name: str
    place: Municipality | None
    number: str
    shares: list[Share]


@dataclass(frozen=True)
class ShownKey:
    """A key as the page shows it."""

    key: ShareKey
    agreed: str
    numbers: str
    columns: list[Division]
    rows: list[KeyRow]
    notes: list[str]


def shown_keys(programme: Programme, user: Viewer, table: CostTable | None = None) -> list[ShownKey]:
    """The keys of a programme; at most eight queries. `table`: its public costs, where they are at hand."""
    keys = list(
        ShareKey.objects.visible_to(user)
        .filter(programme=programme)
        .select_related("source", "document", "programme__region")
    )
    if not keys:
        return []
    codes = {code for key in keys for code in read_lines(key.lines)}
    known = {place.code: place for place in Municipality.objects.filter(code__in=codes)}
    documents = Document.objects.visible_to(user).filter(programme=programme)
    members = list(documents.participants().order_by("name"))
    planned = any(key.basis == ShareKey.Basis.PLANNED for key in keys)
    if planned and table is None:
        table = _public_table(programme)
    return [_shown(key, table, known, members) for key in keys]


def _public_table(programme: Programme) -> CostTable:
    """The public costs of a programme, also for who may see more: a share is the same for everybody. Besluit 118."""
    public = Action.objects.released().filter(programme=programme, classification=Classification.PUBLIC)
    return cost_tables(public, [programme])[programme.pk]


def _shown(
    key: ShareKey, table: CostTable | None, known: dict[str, Municipality], members: list[Municipality]
) -> ShownKey:
    columns = divisions(key, table)
    rows = [
        KeyRow(
            known[share.code].name if share.code in known else share.code,
            known.get(share.code),
            share.number,
            [column.shares[place] for column in columns],
        )
        for place, share in enumerate(columns[0].shares)
    ]
    notes = list(dict.fromkeys(note for column in columns for note in column.notes))
    return ShownKey(
        key=key,
        agreed=agreed_in_words(key),
        numbers=numbers_in_words(key),
        columns=columns,
        rows=rows,
        notes=[*notes, *places_notes(key, known, members, standing.today())],
    )
