"""What a kept row holds, now and in its history, as values that can be compared and as words that people read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.rules.kinds import Kind
from reading import formats

Values = Mapping[str, Any]  # by the name a row holds it under; the members of a set as a frozenset of ids
GONE = "bestaat niet meer"


def values_of(kind: Kind, row: Any) -> dict[str, Any]:
    """What a row holds of what its form asks."""
    plain = {key: getattr(row, key) for key in kind.keys}
    if row.pk is None:
        return plain | {name: frozenset() for name in kind.sets}
    return plain | {name: frozenset(getattr(row, name).values_list("pk", flat=True)) for name in kind.sets}


def history(kind: Kind, pk: int) -> list[Any]:
    """The lines of history of a row, the first one first; one query, and one for each set."""
    model: Any = kind.model
    lines = list(model.history.filter(id=pk).select_related("history_user").order_by("history_id"))
    sets = {name: sets_of(kind, name, lines) for name in kind.sets}
    for line in lines:
        line.held = {name: members.get(line.history_id, frozenset()) for name, members in sets.items()}
    return lines


def sets_of(kind: Kind, name: str, lines: Iterable[Any]) -> dict[int, frozenset[int]]:
    """The members of a set in lines of history, by the id of the line."""
    model: Any = kind.model
    target: Any = kind.field(name).related_model
    kept: Any = model.history.model._meta.get_field(f"historical{model._meta.model_name}_{name}").related_model
    told = kept.objects.filter(history__in=[line.history_id for line in lines])
    found: dict[int, set[int]] = {}
    for line, member in told.values_list("history_id", f"{target._meta.model_name}_id"):
        found.setdefault(line, set()).add(member)
    return {line: frozenset(members) for line, members in found.items()}


def values_then(kind: Kind, line: Any) -> dict[str, Any]:
    """What a row held by a line of its history (of `history`)."""
    sets: dict[str, Any] = line.held
    return {key: getattr(line, key) for key in kind.keys} | sets


def label_of(kind: Kind, key: str) -> str:
    """What a field is called; `key` as a row holds it."""
    return str(kind.field(key.removesuffix("_id") if key not in kind.has else key).verbose_name)


Names = Mapping[Any, Mapping[int, str]]  # per model the names of its rows


def names_for(kind: Kind, held: Iterable[Values]) -> Names:
    """The names of the rows that values point at, as far as they exist; one query per model."""
    wanted: dict[Any, set[int]] = {}
    for values in held:
        for key, value in values.items():
            field = _field(kind, key)
            if field.related_model and value:
                wanted.setdefault(field.related_model, set()).update([value] if isinstance(value, int) else value)
    return {
        model: {row.pk: str(row) for row in model._default_manager.filter(pk__in=ids)} for model, ids in wanted.items()
    }


def words(kind: Kind, key: str, value: Any, names: Names) -> list[str]:
    """A value as lines that people read; no line when it is empty."""
    field = _field(kind, key)
    if field.related_model:
        known = names.get(field.related_model, {})
        ids = value if isinstance(value, frozenset) else [value] if value else []
        return sorted(known.get(pk, GONE) for pk in ids)
    if isinstance(value, bool):
        return [formats.yes_no(value)]
    if value in (None, ""):
        return []
    if field.choices:
        return [str(dict(field.flatchoices).get(value, value))]
    if hasattr(value, "strftime"):
        return [formats.month(value) if key in ("starts", "ends") else formats.day(value)]
    return [str(value)]


def _field(kind: Kind, key: str) -> Any:
    return kind.field(key if key in kind.has else key.removesuffix("_id"))


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed meanwhile, in lines (as `actions.rules.conflicts.Difference`)."""

    label: str
    was: list[str]
    now: list[str]
    mine: list[str]
    proposed: list[str]
    clash: bool
    joined: bool = False


@dataclass(frozen=True)
class Clash:
    """Two people changed the same row: who did, and a proposal that puts both together."""

    this: str
    edits: list[Any]
    differences: list[Difference]
    proposal: dict[str, Any]
    version: int
    is_joined: bool = False


def clash_of(kind: Kind, pk: int, *, version: int, now: Values, mine: Values) -> Clash:
    """Compare what somebody typed on top of an older version with what the row is now.

    What only the other changed stays; what both changed is as the second typed it, told beside the other's.
    """
    lines = history(kind, pk)
    then = next((values_then(kind, line) for line in lines if line.history_id == version), None)
    names = names_for(kind, [held for held in (then, now, mine) if held])
    proposal, told = dict(mine), []
    for key, value in mine.items():
        if now[key] == value or (then is not None and now[key] == then[key]):
            continue
        taken = then is not None and value == then[key]
        if taken:
            proposal[key] = now[key]
        was = words(kind, key, then[key], names) if then else []
        other, own, proposed = (words(kind, key, held, names) for held in (now[key], value, proposal[key]))
        told.append(Difference(label_of(kind, key), was, other, own, proposed, clash=not taken))
    edits = [line for line in lines if line.history_id > version]
    return Clash(str(kind.this), edits, told, proposal, lines[-1].history_id if lines else 0)
