"""Organisations get another name, or two become one: everything that points to them moves, and its history says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, Recorded
from municipalities.models import FormerName, Organisation
from municipalities.rules.merging import BY_PLACE, relations, who_gains
from municipalities.services import move_access
from reading import formats


class Refusal(Exception):
    """What was asked cannot be done; the text says why, in Dutch."""


@dataclass
class Moving:
    """One row that points to the organisation that goes: which of its fields do."""

    row: Any
    sets: list[str] = field(default_factory=list)  # many-to-many
    keys: list[str] = field(default_factory=list)  # foreign keys


def reason_of(old: str, new: str) -> str:
    """What the history says of everything that changed with it."""
    return (_("Organisatie '%(old)s' is '%(new)s' geworden") % {"old": old, "new": new})[:100]


def pointing(organisation: Organisation) -> list[Moving]:
    """Every row that points to an organisation, each once; people's access apart."""
    found: dict[tuple[type[models.Model], int], Moving] = {}
    for relation in relations():
        model: Any = relation.related_model
        if model in BY_PLACE:
            continue
        for row in model._base_manager.filter(**{relation.field.name: organisation}).order_by("pk"):
            moving = found.setdefault((model, row.pk), Moving(row))
            (moving.sets if relation.many_to_many else moving.keys).append(relation.field.name)
    return list(found.values())


@transaction.atomic
def rename(organisation: Organisation, name: str, *, by: User) -> bool:
    """Give an organisation another name; gives whether it has another one now. Raises Refusal.

    Only its letters changed (`politie`, `Politie`) is another name too.
    """
    held = _held(organisation)[0]
    if held.name == name:
        return False
    if _same_name(held, name):
        raise Refusal(_("‘%(name)s’ bestaat al in deze regio. Voeg de twee samen.") % {"name": name})
    reason = reason_of(held.name, name)
    FormerName.objects.create(organisation=held, name=held.name, by=by)
    held.name = name
    held.save_with_reason(reason, by=by)
    for moving in pointing(held):
        _tell(moving.row, reason, by=by, sets={})
    return True


def _same_name(organisation: Organisation, name: str) -> bool:
    others = Organisation.objects.filter(region=organisation.region_id).exclude(pk=organisation.pk)
    return name.casefold() in {other.casefold() for other in others.values_list("name", flat=True)}


def why_not_merged(old: Organisation, new: Organisation) -> str:
    """Why two organisations cannot become one; empty when they can. Nobody gets rights by it."""
    gaining = who_gains(old, new)
    if not gaining:
        return ""
    said = _(
        "Door samenvoegen zou toegang ontstaan tot acties waar iemand nu niet bij kan: %(people)s. Laat een beheerder "
        "die toegang eerst beëindigen, en daarna zo nodig opnieuw geven voor ‘%(name)s’."
    )
    return said % {"people": formats.listed([str(person) for person in gaining]), "name": new.name}


def becomes_known(old: Organisation, new: Organisation) -> bool:
    """Whether the name that stays is one that visitors do not see now, and will."""
    seen = set(
        Organisation.objects.visible_to(AnonymousUser()).filter(pk__in=[old.pk, new.pk]).values_list("pk", flat=True)
    )
    return old.pk in seen and new.pk not in seen


@transaction.atomic
def merge(old: Organisation, new: Organisation, *, by: User) -> None:
    """Let one organisation become another of its region: all that points to it moves, and it goes. Cannot be undone.

    Raises Refusal, and then nothing changed.
    """
    old, new = _held(old, new)
    if refusal := why_not_merged(old, new):
        raise Refusal(refusal)
    reason = reason_of(old.name, new.name)
    for moving in pointing(old):
        _move(moving, old, new, reason=reason, by=by)
    move_access(old, new, reason=reason, by=by)
    FormerName.objects.create(organisation=new, name=old.name, former_id=old.pk, by=by)
    new.published = new.published or old.published
    new.municipality_id = new.municipality_id or old.municipality_id
    new.save_with_reason(reason, by=by)
    if left := [str(one.related_model) for one in _left_behind(old)]:
        raise RuntimeError(f"still pointing to an organisation that goes: {left}")
    old.delete_with_reason(reason, by=by)


def _held(*wanted: Organisation) -> list[Organisation]:
    """These organisations of one region as they are now, held until this transaction ends. Raises Refusal."""
    rows = Organisation.objects.select_for_update().filter(pk__in=[one.pk for one in wanted]).order_by("pk")
    found = {one.pk: one for one in rows}
    if len(found) < len({one.pk for one in wanted}) or len({one.region_id for one in found.values()}) > 1:
        raise Refusal(_("Deze organisatie is er niet meer: iemand anders heeft haar al samengevoegd."))
    if len(found) < len(wanted):
        raise Refusal(_("Kies een andere organisatie: dit is dezelfde."))
    return [found[one.pk] for one in wanted]


def _move(moving: Moving, old: Organisation, new: Organisation, *, reason: str, by: User) -> None:
    row = moving.row
    sets = {name: (set(getattr(row, name).values_list("pk", flat=True)) - {old.pk}) | {new.pk} for name in moving.sets}
    if isinstance(row, Action):
        leads = sets.get("leads") or set(row.leads.values_list("pk", flat=True))
        partners = sets.get("partners") or set(row.partners.values_list("pk", flat=True))
        if new.pk in leads & partners:  # who leads an action is not its partner as well
            sets["partners"] = partners - {new.pk}
    for name in moving.keys:
        setattr(row, name, new)
    _tell(row, reason, by=by, sets={name: sorted(ids) for name, ids in sets.items()}, keys=moving.keys)


def _tell(row: Any, reason: str, *, by: User, sets: dict[str, list[int]], keys: list[str] | None = None) -> None:
    """Write a row that has another organisation or another name of one: a line of history, where it has a history."""
    if isinstance(row, Action):
        row.updated_at = timezone.now()
    if isinstance(row, Recorded):
        row.save_with_reason(reason, by=by, sets=sets)
        return
    for name, ids in sets.items():
        getattr(row, name).set(ids)
    if keys:
        row.save(update_fields=keys)
    if isinstance(holder := getattr(row, "recorded_in", None), Recorded):  # the history of another row holds it
        holder.save_with_reason(reason, by=by)


def _left_behind(organisation: Organisation) -> Iterator[Any]:
    for relation in relations():
        model: Any = relation.related_model
        if model._base_manager.filter(**{relation.field.name: organisation}).exists():
            yield relation
