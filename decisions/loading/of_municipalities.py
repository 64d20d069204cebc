"""What one council asked and was promised, and what one municipality does itself, from the file of a programme."""

from typing import Any

from actions.loading.rows import Loading
from decisions.models import Addition, Promise
from municipalities.loading.fixture_file import Block
from reading.plans.planning import read_planning

PROMISE = (
    *("kind", "number", "text", "on", "holder", "owed_by", "due_on", "due_text", "answer", "answered_on"),
    *("state", "closed_on", "link"),
)


def load_of_municipalities(loading: Loading, block: Block) -> None:
    """Load the promises and the additions that a file names, after the plan itself."""
    for part in block.get("promises", []):
        _promise(loading, part)
    for part in block.get("additions", []):
        _addition(loading, part)


def _promise(loading: Loading, block: Block) -> None:
    (place,) = loading.municipalities_coded([block["municipality"]], block)
    tie: dict[str, Any] = {}
    if "document" in block:
        tie["document"] = loading.known(loading.documents, block["document"], block, "document")
    if "line" in block:
        tie["line"] = loading.known(loading.lines, block["line"], block, "lijn")
    loading.save(Promise(programme=loading.programme, municipality=place, **tie, **block.only(*PROMISE)), block)


def _addition(loading: Loading, block: Block) -> None:
    (place,) = loading.municipalities_coded([block["municipality"]], block)
    planning = read_planning(block.get("planning_text", ""))
    addition = Addition(
        programme=loading.programme,
        municipality=place,
        line=loading.known(loading.lines, block["line"], block, "lijn") if "line" in block else None,
        theme=loading.known(loading.themes, block["theme"], block, "thema") if "theme" in block else None,
        starts_in=planning.start,
        ends_in=planning.end,
        released_at=loading.at if block["released"] else None,
        **block.only("title", "what", "status", "planning_text", "cost_text", "amount", "link"),
    )
    loading.save(addition, block)
