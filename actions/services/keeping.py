"""Keeping what a programme consists of: how a row is written, ordered, and what hangs under it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, Programme
from actions.rules.kept import Values, label_of, sets_of, values_of
from actions.rules.kinds import Kind
from municipalities.rules.relations import relations_to
from municipalities.services import keeping
from municipalities.services.keeping import Changed, Refusal, Way


def way_of(kind: Kind) -> Way:
    """How the rows of a kind are kept."""
    return Way(
        content=partial(values_of, kind),
        then=partial(_then, kind),
        write=partial(_write, kind),
        label=partial(label_of, kind),
        check_removal=partial(_refuse_used, kind),
    )


def add(kind: Kind, row: Any, values: Values, *, reason: str, by: User | None) -> Any:
    """Add a row (unsaved, with its programme) at the end of its siblings."""
    under = row.programme if "programme" in kind.places else row.region
    return keeping.add(way_of(kind), row, values, under=under, by=by, reason=reason)


def _then(kind: Kind, line: Any) -> dict[str, Any]:
    """All that a row was by a line of its history; of sets the members that are still there."""
    found = {field.attname: getattr(line, field.attname) for field in kind.model._meta.concrete_fields}
    for name in kind.sets:
        target: Any = kind.field(name).related_model
        members = sets_of(kind, name, [line]).get(line.history_id, frozenset())
        found[name] = frozenset(target._base_manager.filter(pk__in=members).values_list("pk", flat=True))
    return found


def _write(kind: Kind, row: Any, values: Values, reason: str, by: User | None) -> None:
    """Save what a row holds. New, or at another place: it goes to the end there, unless its position is told."""
    is_new, place = row._state.adding, _place(kind, row)
    for name in values.keys() - set(kind.sets):
        setattr(row, name, values[name])
    if kind.siblings is not None and "position" not in values and (is_new or _place(kind, row) != place):
        row.position = _last(kind, row) + 1
    if is_new and "key" in kind.has and not row.key:
        row.key = _free_key(kind, row)
    keeping.save(row, reason, by=by, sets={name: sorted(values[name]) for name in kind.sets})


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


def undo(kind: Kind, programme: Programme, pk: int, *, version: int, by: User) -> str:
    """Take the last change of a row of this programme back; gives what was done, as a sentence. Raises as `keeping`."""
    line = keeping.last_line(kind.model, pk)
    if line is None or _elsewhere(kind, line, programme):
        raise Changed
    return keeping.undo(way_of(kind), line, version=version, by=by)


def _elsewhere(kind: Kind, line: Any, programme: Programme) -> bool:
    """Whether a row is not of this programme, by a line of its history."""
    if kind.model is Programme:
        return bool(line.id != programme.pk)
    if "programme" in kind.has:
        return bool(line.programme_id != programme.pk)
    return bool(line.region_id != programme.region_id)
