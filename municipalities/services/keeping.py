"""Keeping rows that people change one by one: adding, changing, removing, and taking the last of these back.

One act is one line of history, and nobody overwrites what somebody else saved since. The version of a row is that of
its last line of history.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from municipalities.models.recorded import double_click

Content = Mapping[str, Any]  # by the name a row holds it under: `line_id` for `line`
SETS = (tuple, frozenset)  # members of which the order does not count


class Changed(Exception):
    """Somebody else saved or removed the row after the version that the writer knew."""


class Refusal(Exception):
    """What was asked cannot be done; the text says why, in Dutch."""


def _may_go(row: Any) -> None:
    """Most rows may always be removed."""


@dataclass(frozen=True)
class Way:
    """How the rows of one kind are kept."""

    content: Callable[[Any], Content]  # what people keep of a row
    then: Callable[[Any], Content]  # what comes back of a line of its history
    write: Callable[[Any, Content, str, User | None], None]  # saves it with a reason, as one line of history
    label: Callable[[str], str]  # what a part of the content is called
    check_removal: Callable[[Any], None] = _may_go  # raises Refusal


def last_line(kind: type[Any], pk: int) -> Any:
    """The last line of the history of a row, which may be gone; None when there is none."""
    return kind.history.filter(id=pk).order_by("-history_id").first()


def version_of(kind: type[Any], pk: int) -> int:
    """The version of a row, which may be gone; 0 for one without a history."""
    line = last_line(kind, pk)
    return version_at(line) if line else 0


def version_at(line: Any) -> int:
    """The version that a row had by a line of its history: the id of the line, or what the row counts itself."""
    return int(getattr(line, "version", line.history_id))


def changed(before: Content, after: Content) -> list[str]:
    """The names of the parts that are not the same."""
    return [name for name in after if comparable(before.get(name)) != comparable(after[name])]


def comparable(value: Any) -> Any:
    """A part of a content as it is compared: the order of the members of a set does not count."""
    return sorted(value, key=str) if isinstance(value, SETS) else value


def hold(row: Any) -> None:
    """Lock a row and read it afresh. Raises Changed when it is gone."""
    try:
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(of=("self",)))
    except ObjectDoesNotExist as gone:
        raise Changed from gone


@transaction.atomic
def add(way: Way, row: Any, content: Content, *, under: models.Model, by: User | None, reason: str = "") -> Any:
    """Add a row; the same one sent twice, by a double click, is added once. `under` is held: the row it hangs on."""
    type(under)._base_manager.select_for_update(of=("self",)).get(pk=under.pk)
    if by and (clicked := _clicked(row, content, by)):
        return clicked
    way.write(row, content, reason or _("Toegevoegd"), by)
    return row


def _clicked(row: Any, content: Content, by: User) -> Any:
    """The row that the same person added a moment ago with the same words, in the same place."""
    said = {name: value for name, value in content.items() if not isinstance(value, (*SETS, datetime.datetime))}
    place = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.is_relation}
    same = {name: value for name, value in place.items() if value} | said
    added = type(row).history.filter(history_type="+", history_date__gte=double_click(), history_user=by, **same)
    return type(row)._base_manager.filter(pk__in=added.values("id")).first()


@transaction.atomic
def change(way: Way, row: Any, content: Content, *, version: int, by: User | None, reason: str = "") -> list[str]:
    """Save other content; gives the names of the parts that changed (none: no line of history).

    Raises Changed when `version` is not the last one, unless all is as wanted already: the same form, sent twice.
    """
    hold(row)
    parts = changed(way.content(row), content)
    if not parts:
        return []
    if version_of(type(row), row.pk) != version:
        raise Changed
    if not version:  # older than its history: what it was is kept first
        row.history.bulk_history_create([row], default_change_reason=_("Zoals het was"))
    said = _("Gewijzigd: %s") % ", ".join(way.label(name).lower() for name in parts)
    way.write(row, content, reason or said, by)
    return parts


@transaction.atomic
def remove(way: Way, row: Any, *, version: int, by: User, reason: str = "") -> None:
    """Remove a row; its history stays, so that it can be put back. Raises Changed, Refusal."""
    hold(row)
    if version_of(type(row), row.pk) != version:
        raise Changed
    way.check_removal(row)
    row.delete_with_reason(reason or _("Weggehaald"), by=by)


@transaction.atomic
def undo(way: Way, line: Any, *, version: int, by: User) -> str:
    """Take back what the last line of a row's history did; gives what was done, as a sentence.

    Raises Changed when somebody did something since, Refusal when it cannot be.
    """
    kind = line.instance_type
    last = last_line(kind, line.id)
    if last.history_id != line.history_id or version_at(last) != version:
        raise Changed
    before, row = last.prev_record, last.instance
    row.__dict__.pop("_historical", None)
    if last.history_type == "-" and before is not None:
        _restore(way, row, before, _("Weghalen ongedaan gemaakt"), by)
        return _("Wat u weghaalde, staat er weer.")
    hold(row)
    if last.history_type == "+" and (before is None or before.history_type == "-"):
        way.check_removal(row)
        row.delete_with_reason(_("Toevoegen ongedaan gemaakt"), by=by)
        return _("Wat u toevoegde, is weer weg.")
    if before is None:
        raise Refusal(_("De vorige versie is niet bewaard. Daarom is er niets ongedaan gemaakt."))
    if not changed(way.then(last), way.then(before)):  # who may read it changed, or the name of what it points at
        raise Refusal(_("Wat er staat, veranderde de laatste keer niet. Daarom is er niets ongedaan gemaakt."))
    _restore(way, row, before, _("Laatste wijziging ongedaan gemaakt"), by)
    return _("De laatste wijziging is ongedaan gemaakt.")


def _restore(way: Way, row: Any, before: Any, reason: str, by: User) -> None:
    """Write a row as a line of history tells it. What is no more stays out; Refusal when a row cannot be without."""
    content = dict(way.then(before))
    for field in row._meta.concrete_fields:
        key, target = content.get(field.attname, getattr(row, field.attname)), field.related_model
        if target and key and not target._base_manager.filter(pk=key).exists():
            if not field.null or field.remote_field.on_delete is models.CASCADE:
                raise Refusal(_("Dit kan niet terug: waar het bij hoorde (%s), is er niet meer.") % field.verbose_name)
            content[field.attname] = None
    way.write(row, content, reason, by)


def save(row: Any, reason: str, *, by: User | None, sets: Mapping[str, Any] | None = None) -> None:
    """Save as one line of history. Raises Refusal when another row has what may be there once."""
    try:
        with transaction.atomic():
            row.save_with_reason(reason, by=by, sets=sets)
    except IntegrityError as error:
        raise Refusal(_("Dit kan niet: er is al iets met hetzelfde nummer of dezelfde naam.")) from error
