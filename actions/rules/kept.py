"""What a kept row holds, now and in its history, as values that can be compared and as words that people read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.rules.kinds import Kind
from municipalities.services.keeping import comparable, version_at
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


@dataclass(frozen=True)
class Telling:
    """How what a row holds is compared, and told to who saved on top of somebody else."""

    this: str  # with its article: "deze lijn"
    label: Callable[[str], str]
    words: Callable[[str, Values], list[str]]  # of one field of what a row holds; no line when it is empty
    together: tuple[tuple[str, ...], ...] = ()  # fields that people mean as one: who changed one of them, changed all
    silent: frozenset[str] = frozenset()  # fields that are told by another
    alike: Callable[[str, Any], Any] = lambda name, value: comparable(value)


def put_together(
    telling: Telling, lines: list[Any], *, version: int, then: Values | None, now: Values, mine: Values
) -> Clash:
    """Compare what somebody typed on top of an older version with what the row is now.

    What only the other changed stays, and is told also where it was not asked (`mine` may be a part of the row); what
    both changed is as the second typed it, told beside the other's. `lines` are the row's history, the first one first.
    """

    def differ(name: str, one: Values, other: Values) -> bool:
        names = next((each for each in telling.together if name in each), (name,))
        return any(telling.alike(key, one[key]) != telling.alike(key, other[key]) for key in names if key in now)

    proposal, told = dict(mine), []
    for name in now:
        typed = name in mine and (then is None or differ(name, then, mine))
        if (then is None and not typed) or (then is not None and not differ(name, then, now)):
            continue
        clash = typed and differ(name, now, mine)
        if typed and not clash:
            continue  # both made it the same
        if name in mine and not typed:
            proposal[name] = now[name]
        was, other = telling.words(name, then) if then else [], telling.words(name, now)
        own = telling.words(name, mine) if name in mine else []
        if name not in telling.silent and (was != other or (clash and own != other)):
            told.append(Difference(telling.label(name), was, other, own, own if typed else other, clash))
    edits = [line for line in lines if version_at(line) > version]
    shown = [part for number, part in enumerate(told) if part not in told[:number]]
    return Clash(telling.this, edits, shown, proposal, version_at(lines[-1]) if lines else 0)


def clash_of(kind: Kind, pk: int, *, version: int, now: Values, mine: Values) -> Clash:
    """Two people changed the same row of a kind."""
    lines = history(kind, pk)
    then = next((values_then(kind, line) for line in lines if line.history_id == version), None)
    names = names_for(kind, [held for held in (then, now, mine) if held])
    telling = Telling(
        this=str(kind.this),
        label=lambda key: label_of(kind, key),
        words=lambda key, held: words(kind, key, held[key], names),
        together=(tuple(f"{name}_id" for name in kind.hangs),),
    )
    return put_together(telling, lines, version=version, then=then, now=now, mine=mine)
