"""Loads the actions of a programme fixture, with their costs and progress."""

import datetime
from typing import Any

from actions.loading.rows import Loading, noon
from actions.models import Action, ActionLine, Cost, Funding, Goal, Home, Origin, ProgressUpdate
from municipalities.loading.fixture_file import Block


def load_actions(loading: Loading, block: Block) -> None:
    """Load all actions. An action that merged into another comes after it, because it points at it."""
    parts = [(line, part) for line in block.get("lines", []) for part in line.get("actions", [])]
    positions = {id(part): position for position, (_, part) in enumerate(parts, start=1)}
    actions: dict[str, Action] = {}
    for line, part in sorted(parts, key=lambda found: "merged_into" in found[1]):
        if part["number"] in actions:
            raise part.error(f"actie {part['number']} staat er twee keer.")
        target = part.get("merged_into")
        merged_into = loading.known(actions, target, part, "actie") if target else None
        actions[part["number"]] = _action(
            loading, part, line=loading.lines[line["number"]], position=positions[id(part)], merged_into=merged_into
        )


def _action(loading: Loading, block: Block, *, line: ActionLine, position: int, merged_into: Action | None) -> Action:
    releases = [update for update in block.get("updates", []) if update["released"]]
    fields = block.only(
        "number", "what", "how", "planning_text", "starts_in", "ends_in", "recurrence", "planned_part", "who_text",
        "cost_text", "priority", "classification",
    )  # fmt: skip
    action = Action(
        programme=loading.programme,
        line=line,
        theme=loading.known(loading.themes, block["theme"], block, "thema") if "theme" in block else None,
        position=position,
        planning_approximate=block.get("approximate", False),
        for_all=block.get("for_all", False),
        source_note=block.get("remark", ""),
        released_at=loading.at if block.get("released", True) else None,
        updated_at=loading.at,
        # With progress since: the status at the date of the document was planned, the file tells the latest one.
        status=Action.Status.PLANNED if releases else block.get("status", Action.Status.UNKNOWN),
        **fields,
    )
    outcome = {"secured_with": block.get("secured_with", ""), "merged_into": merged_into}
    if not releases:
        _set(action, outcome)
    loading.save(action, block, sets=_sets(loading, block))
    _parts(loading, action, block)
    _progress(loading, action, block, releases, outcome)
    return action


def _set(action: Action, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(action, field, value)


def _sets(loading: Loading, block: Block) -> dict[str, list[Any]]:
    return {
        "leads": loading.organisations_named(block.get("leads", []), block),
        "partners": loading.organisations_named(block.get("partners", []), block),
        "municipalities": loading.municipalities_coded(block.get("municipalities", []), block),
        "topics": loading.topics_named(block.get("topics", []), block),
    }


def _parts(loading: Loading, action: Action, block: Block) -> None:
    """Goals, further homes, origins and costs of an action."""
    for text in block.get("goals", []):
        position = loading.next_position("goal")
        loading.save(Goal(programme=loading.programme, action=action, position=position, text=text), block)
    for part in block.get("homes", []):
        home = Home(
            action=action,
            line=loading.known(loading.lines, part["line"], part, "lijn"),
            theme=loading.known(loading.themes, part["theme"], part, "thema") if "theme" in part else None,
            **part.only("text"),
        )
        loading.save(home, part)
    for part in block.get("origins", []):
        loading.save(Origin(action=action, **part.only("kind", "text")), part)
    for position, part in enumerate(block.get("costs", []), start=1):
        cost = Cost(
            action=action,
            position=position,
            **part.only(
                "kind", "amount", "amount_max", "total", "per", "year", "nature", "stage", "approximate", "text"
            ),
        )
        loading.save(cost, part)
        for name in part.get("funding", []):
            source = loading.known(loading.funding_sources, name, part, "dekkingsbron")
            loading.save(Funding(cost=cost, source=source), part)


def _progress(loading: Loading, action: Action, block: Block, releases: list[Block], outcome: dict[str, Any]) -> None:
    """Progress at its own dates; each released update is also a change of the action, so that "stand op" answers."""
    for part in sorted(block.get("updates", []), key=lambda update: update["on"]):
        at = noon(part["on"])
        update = ProgressUpdate(
            action=action,
            released_at=at if part["released"] else None,
            author_name=part.get("by", ""),
            **part.only("on", "status", "text", "no_change"),
        )
        loading.save(update, part, reason="Voortgang gemeld", on=at)
    if not releases:
        return
    releases = sorted(releases, key=lambda update: update["on"])
    statuses = [part["status"] for part in releases if "status" in part]
    if block.get("status", Action.Status.UNKNOWN) not in statuses[-1:]:
        raise block.error(f"actie {action.number}: de status is niet die van de laatste vrijgegeven voortgang.")
    for part in releases:
        _record(loading, action, part, outcome if part is releases[-1] else {})


def _record(loading: Loading, action: Action, part: Block, outcome: dict[str, Any]) -> None:
    at: datetime.datetime = noon(part["on"])
    action.status = part.get("status", action.status)
    action.updated_at = at
    _set(action, outcome)
    loading.save(action, part, reason="Voortgang vrijgegeven", on=at)
