"""Keeping what a programme consists of: adding, changing, ordering, removing, and taking the last of these back.

Each is one line in the history of the row, and nobody overwrites what somebody else saved since.
"""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, Programme
from actions.rules.kept import Values, history, values_of, values_then
from actions.rules.kinds import Kind
from municipalities.rules.relations import relations_to

ADDED, CHANGED, REMOVED = "Toegevoegd", "Gewijzigd", "Weggehaald"


class Changed(Exception):
    """Somebody else changed the row after the version that the writer knew."""


class Refusal(Exception):
    """What was asked cannot be done; the text says why, in Dutch."""


def version_of(kind: Kind, pk: int) -> int:
    """The version of a row: the id of its last line of history; 0 without one."""
    model: Any = kind.model
    last: int | None = model.history.filter(id=pk).aggregate(last=Max("history_id"))["last"]
    return last or 0


@transaction.atomic
def add(kind: Kind, row: Any, values: Values, *, reason: str, by: User | None) -> int:
    """Add a row (unsaved, with its programme) at the end of its siblings; gives its version."""
    _fill(row, kind, values)
    if kind.siblings is not None:
        row.position = _last(kind, row) + 1
    if "key" in kind.has:
        row.key = _free_key(kind, row)
    _write(row, reason or ADDED, by=by, sets={name: sorted(values[name]) for name in kind.sets})
    return version_of(kind, row.pk)


@transaction.atomic
def change(kind: Kind, row: Any, values: Values, *, version: int, reason: str, by: User) -> int:
    """Change a row; gives its new version, 0 when nothing changes. Raises Changed, Refusal."""
    held = _held(kind, row.pk)
    now = values_of(kind, held)
    if now == dict(values):
        return 0
    if version_of(kind, row.pk) != version:
        raise Changed
    if not version:  # older than its history: what it was is kept first
        held.history.bulk_history_create([held], default_change_reason=_("Zoals het was"))
    place = _place(kind, held)
    _fill(held, kind, values)
    if _place(kind, held) != place:
        held.position = _last(kind, held) + 1
    _write(held, reason or CHANGED, by=by, sets={name: sorted(values[name]) for name in kind.sets})
    return version_of(kind, row.pk)


def _held(kind: Kind, pk: int) -> Any:
    """A row as it is now, locked. Raises Changed when it is gone."""
    row = kind.rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Changed
    return row


def _fill(row: Any, kind: Kind, values: Values) -> None:
    for key in kind.keys:
        setattr(row, key, values[key])


def _write(row: Any, reason: str, *, by: User | None, sets: dict[str, list[int]]) -> None:
    """Save as one line of history. Raises Refusal when another row has what may be there once."""
    try:
        with transaction.atomic():
            row.save_with_reason(reason, by=by, sets=sets)
    except IntegrityError as error:
        raise Refusal(_("Dit kan niet: er is al iets met hetzelfde nummer of dezelfde naam.")) from error


def _free_key(kind: Kind, row: Any) -> str:
    stem = slugify(getattr(row, kind.named_by))[:50] or kind.slug
    taken = set(kind.rows.filter(programme=row.programme, key__startswith=stem).values_list("key", flat=True))
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


# --- Order ---


def _place(kind: Kind, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, key) for key in kind.siblings or ())


def siblings(kind: Kind, row: Any) -> Any:
    """The rows that stand in one order with a row, itself among them."""
    shared = {key: getattr(row, key) for key in kind.siblings or ()}
    return kind.rows_of(row.programme).filter(**shared).order_by("position", "pk")


def _last(kind: Kind, row: Any) -> int:
    last: int | None = siblings(kind, row).exclude(pk=row.pk).aggregate(last=Max("position"))["last"]
    return -1 if last is None else last


@transaction.atomic
def shift(kind: Kind, row: Any, *, places: int, by: User) -> bool:
    """Move a row up (-1) or down (1) among its siblings. False: it stands at that end already."""
    Programme.objects.select_for_update().get(pk=row.programme_id)  # two people: one after the other
    order = list(siblings(kind, row))
    place = next((index for index, other in enumerate(order) if other.pk == row.pk), -1)
    if place < 0 or not 0 <= place + places < len(order):
        return False
    order[place], order[place + places] = order[place + places], order[place]
    for position, other in enumerate(order):
        if other.position != position:
            other.position = position
            other.save_with_reason(_("Volgorde gewijzigd"), by=by)
    return True


# --- Removing ---


@dataclass(frozen=True)
class Use:
    """Rows of one kind that point to a row."""

    words: str
    count: int
    model: Any
    field: str
    can_move: bool


def uses(kind: Kind, row: models.Model) -> list[Use]:
    """What hangs under a row: it has to go, or go elsewhere, before the row can."""
    found = []
    for relation in relations_to(kind.model):
        model, name = relation.related_model, relation.field.name
        count = model._base_manager.filter(**{name: row}).count()
        if count:
            can_move = f"{model.__name__}.{name}" in kind.moves
            found.append(Use(str(model._meta.verbose_name_plural), count, model, name, can_move))
    return found


@transaction.atomic
def remove(kind: Kind, row: Any, *, version: int, reason: str, by: User) -> int:
    """Remove a row under which nothing hangs; its history stays. Gives the version. Raises Changed, Refusal."""
    held = _held(kind, row.pk)
    if version_of(kind, row.pk) != version:
        raise Changed
    _refuse_used(kind, held)
    held.delete_with_reason(reason or REMOVED, by=by)
    return version_of(kind, row.pk)


def _refuse_used(kind: Kind, row: Any) -> None:
    if used := uses(kind, row):
        said = ", ".join(f"{use.words}: {use.count}" for use in used)
        raise Refusal(_("Dit kan niet weg, want er hangt nog iets aan (%(what)s).") % {"what": said})


@transaction.atomic
def move_uses(kind: Kind, row: Any, to: Any, *, by: User) -> int:
    """Hang what hangs under a row under another one of its kind, at the end there; gives how many moved."""
    count = 0
    reason = _("Verplaatst van ‘%(old)s’ naar ‘%(new)s’") % {"old": str(row)[:35], "new": str(to)[:35]}
    for use in uses(kind, row):
        if use.can_move:
            for one in use.model._base_manager.select_for_update(of=("self",)).filter(**{use.field: row}):
                _hang(one, use.field, to, reason=reason, by=by)
                count += 1
    return count


def _hang(one: Any, field: str, to: Any, *, reason: str, by: User) -> None:
    setattr(one, field, to)
    if field != "parent" and hasattr(one, "position"):
        there = type(one)._base_manager.filter(**{field: to}).exclude(pk=one.pk)
        last: int | None = there.aggregate(last=Max("position"))["last"]
        one.position = 0 if last is None else last + 1
    if isinstance(one, Action):
        one.updated_at = timezone.now()
    one.save_with_reason(reason, by=by)


# --- Taking back ---


@transaction.atomic
def undo(kind: Kind, programme: Programme | None, pk: int, *, version: int, by: User) -> str:
    """Take the last change of a row back: what it was returns, what was new goes. Gives what was done, as a sentence.

    `programme`: None for what is of no programme. Raises Changed when somebody changed it since, Refusal when it
    cannot be.
    """
    lines = history(kind, pk)
    if not lines or lines[-1].history_id != version or _elsewhere(kind, lines[-1], programme):
        raise Changed
    last, before = lines[-1], lines[-2] if len(lines) > 1 else None
    if last.history_type == "+" and (before is None or before.history_type == "-"):
        held = _held(kind, pk)
        _refuse_used(kind, held)
        held.delete_with_reason(_("Toevoegen ongedaan gemaakt"), by=by)
        return _("Wat u toevoegde, is weer weg.")
    if before is None:
        raise Refusal(_("De vorige versie is niet bewaard. Daarom is er niets ongedaan gemaakt."))
    _restore(kind, before, is_gone=last.history_type == "-", by=by)
    if last.history_type == "-":
        return _("Wat u weghaalde, staat er weer.")
    return _("De laatste wijziging is ongedaan gemaakt.")


def _elsewhere(kind: Kind, line: Any, programme: Programme | None) -> bool:
    """Whether a row is not of this programme, by a line of its history."""
    if programme is None:
        return False
    if kind.model is Programme:
        return bool(line.id != programme.pk)
    if "programme" in kind.has:
        return bool(line.programme_id != programme.pk)
    return bool(line.region_id != programme.region_id)


def _restore(kind: Kind, before: Any, *, is_gone: bool, by: User) -> None:
    """Write a row as a line of history tells it. Raises Refusal when it points at what is not there any more."""
    row = before.instance
    row.__dict__.pop("_historical", None)
    for field in kind.model._meta.concrete_fields:
        key = getattr(row, field.attname)
        target: Any = field.related_model
        if target and key and not target._base_manager.filter(pk=key).exists():
            raise Refusal(_("Dit kan niet terug: waar het bij hoorde (%s), is er niet meer.") % field.verbose_name)
    then = values_then(kind, before)
    sets = {name: _existing(kind, name, then[name]) for name in kind.sets}
    if is_gone:
        row.skip_history_when_saving = True
        _force_insert(row)
        del row.skip_history_when_saving
    reason = _("Weghalen ongedaan gemaakt") if is_gone else _("Laatste wijziging ongedaan gemaakt")
    _write(row, reason, by=by, sets=sets)


def _force_insert(row: Any) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("Dit kan niet terug: er is nu iets anders met hetzelfde nummer of dezelfde naam.")) from error


def _existing(kind: Kind, name: str, members: frozenset[int]) -> list[int]:
    target: Any = kind.field(name).related_model
    return list(target._base_manager.filter(pk__in=members).order_by("pk").values_list("pk", flat=True))
