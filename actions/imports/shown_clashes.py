"""What the file and the portal both changed in a row of the preview, side by side."""

from dataclasses import dataclass

from actions.imports.groups import PLACE, Group
from actions.imports.places import Spot
from actions.imports.proposals import Proposal
from actions.rules.conflicts import words
from actions.rules.content import Content, heading_of

Lines = list[str]


@dataclass(frozen=True)
class ClashShown:
    """One group that both changed: what each of them holds, and which was chosen ("": none yet)."""

    name: str
    label: str
    in_file: Lines
    in_portal: Lines
    chosen: str


def clashes_of(proposal: Proposal) -> list[ClashShown]:
    """Everything of a row that somebody chooses between."""
    return [
        ClashShown(
            clash.group.name,
            str(clash.group.label),
            _lines(proposal, clash.group, proposal.in_file, proposal.spot_in_file),
            _lines(proposal, clash.group, proposal.base, _spot_now(proposal)),
            clash.chosen,
        )
        for clash in proposal.clashes
    ]


def _spot_now(proposal: Proposal) -> Spot | None:
    return Spot(proposal.action.line, proposal.action.theme) if proposal.action else None


def _lines(proposal: Proposal, group: Group, content: Content, spot: Spot | None) -> Lines:
    """One side of a group in words: only the parts in which the two differ."""
    if group.name == PLACE:
        return [str(spot)] if spot else []
    differing = [part for part in group.parts if getattr(proposal.in_file, part) != getattr(proposal.base, part)]
    if len(group.parts) == 1:
        return words(group.parts[0], getattr(content, group.parts[0]), proposal.names)
    said = [(part, words(part, getattr(content, part), proposal.names)) for part in differing]
    return [f"{heading_of(part)}: {', '.join(lines)}" for part, lines in said if lines]
