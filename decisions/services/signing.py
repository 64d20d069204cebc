"""Who signs a commitment: organisations of the region, by name; one that is new gets its row here."""

from collections.abc import Iterable
from typing import Any

from actions.models import Programme
from decisions.models.commitments import Signer
from municipalities.models import Organisation


def signers_named(programme: Programme, parties: Iterable[tuple[str, str, Any, Any]]) -> tuple[Signer, ...]:
    """Parties by name to signers by id; names that organisations had before are known too."""
    rows = list(parties)
    known = Organisation.objects.ids_by_name(programme.region_id) if rows else {}
    for name, _role, _since, _until in rows:
        if name.casefold() not in known:
            known[name.casefold()] = Organisation.objects.create(region_id=programme.region_id, name=name).pk
    return tuple((known[name.casefold()], role, since, until) for name, role, since, until in rows)
