"""What reading in a document reads of the plan and writes into it, as a fingerprint: what was confirmed is done.

It covers nothing else. Names stand for rows that exist as for rows that are still to be made, so that an organisation,
source, line or theme that somebody else made meanwhile changes nothing. An action that the document only repeats counts
as itself, whatever else of it was edited.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from actions.imports.places import Spot
from actions.rules.conflicts import KINDS as SETS
from actions.rules.content import Content
from reading.plans.texts import words

if TYPE_CHECKING:
    from actions.imports.proposals import Proposal

Names = Mapping[str, Mapping[int, str]]


def fingerprint(proposals: "Iterable[Proposal]", *, writes: Iterable[str]) -> str:
    """The fingerprint of proposals; `writes` are the kinds that change something."""
    kinds = frozenset(writes)
    told = [_told(one, writes=one.kind in kinds) for one in proposals]
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def _told(proposal: "Proposal", *, writes: bool) -> list[Any]:
    action = proposal.action
    told: list[Any] = [proposal.key, proposal.kind, action and action.pk]
    told += [[clash.group.name, clash.chosen] for clash in proposal.clashes]
    if writes:
        told += [action and action.version, _place(proposal.spot), _content(proposal.content, proposal.names)]
    return told


def _place(spot: Spot | None) -> list[str]:
    """Line and theme by their titles: the number of a new line depends on what others made."""
    if spot is None:
        return []
    return [words(spot.line.title), words(str(spot.theme or ""))]


def _content(content: Content, names: Names) -> dict[str, Any]:
    values = {one.name: getattr(content, one.name) for one in fields(content)}
    values["costs"] = [asdict(cost) for cost in content.costs]
    for field, kind in SETS.items():
        values[field] = sorted(_name(one, names[kind]) for one in values[field])
    for cost in values["costs"]:
        for part in cost["cover"]:
            part["source"] = _name(part["source"], names["sources"])
    return values


def _name(one: int | str, names: Mapping[int, str]) -> str:
    return words(names.get(one, str(one)) if isinstance(one, int) else one)
