"""Rows that people keep one by one (advice, commitments, additions): one save is one line of history.

The version of a row is its last line of history. Nobody overwrites what somebody else saved meanwhile, and what was
saved or removed last can be taken back.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models.base import double_click
from decisions.models import Commitment, Signature
from decisions.models.commitments import Signer
from municipalities.models import FormerName, Organisation

Content = Mapping[str, Any]  # by the names in CONTENT of the model; of a commitment also `signers`


class RowChanged(Exception):
    """Somebody else saved or removed the row after the version that the writer knew."""


def version_of(row: Any) -> int:
    """The version of a row: the id of its last line of history; 0 for one that has none."""
    line = last_line(type(row), row.pk)
    return int(line.history_id) if line else 0


def last_line(kind: type[Any], pk: int) -> Any:
    """The last line of the history of a row, which may be gone; None when there is none."""
    return kind.history.filter(id=pk).order_by("-history_id").first()


def content_of(row: Any) -> dict[str, Any]:
    """What is kept of a row, or was at a line of its history."""
    found = {name: getattr(row, name) for name in row_kind(row).CONTENT}
    if isinstance(row, Commitment):
        found["signers"] = row.signers
    elif row_kind(row) is Commitment:
        found["signers"] = tuple((one.organisation_id, one.role, one.since, one.until) for one in row.parties.all())
    return found


def row_kind(row: Any) -> type[Any]:
    """The model of a row, also of a line of its history."""
    return row.instance_type if hasattr(row, "instance_type") else type(row)


def label_of(kind: type[Any], name: str) -> str:
    """What a part of the content is called."""
    if name == "signers":
        return _("Ondertekenaars")
    return str(capfirst(kind._meta.get_field(name.removesuffix("_id")).verbose_name))


def changed(before: Content, after: Content) -> list[str]:
    """The names of the parts that are not the same; signers in any order."""
    return [name for name in after if _comparable(name, before.get(name)) != _comparable(name, after[name])]


def _comparable(name: str, value: Any) -> Any:
    return sorted(value or (), key=str) if name == "signers" else value


@transaction.atomic
def add(row: Any, content: Content, *, under: models.Model, by: User, reason: str = "") -> Any:
    """Add a row; the same one sent twice, by a double click, is added once. `under` is held: the row it hangs on."""
    type(under)._default_manager.select_for_update().get(pk=under.pk)
    plain = {name: value for name, value in content.items() if name not in ("signers", "released_at")}
    said = type(row).history.filter(history_type="+", history_date__gte=double_click(), history_user=by, **plain)
    clicked = type(row).objects.filter(pk__in=said.values("id")).first()
    if clicked:
        return clicked
    _write(row, content, reason=reason or _("Toegevoegd"), by=by)
    return row


@transaction.atomic
def change(row: Any, content: Content, *, version: int, by: User, reason: str = "") -> list[str]:
    """Save an edit; gives the labels of what changed (none: no line of history).

    Raises RowChanged when `version` is not the last one, unless the same person saved the same on top of it: that is
    the same form, sent twice.
    """
    kind = type(row)
    held = kind.objects.select_for_update().filter(pk=row.pk).first()
    if held is None:
        raise RowChanged
    parts = changed(content_of(held), content)
    line = last_line(kind, row.pk)
    if line is None or line.history_id != version:
        if line and not parts and _is_double(line, version, by):
            before = changed(content_of(line.prev_record), content)
            return [label_of(kind, name) for name in before]
        raise RowChanged
    if not parts:
        return []
    labels = [label_of(kind, name) for name in parts]
    said = _("Gewijzigd: %s") % ", ".join(label.lower() for label in labels)
    _write(held, content, reason=reason or said, by=by)
    return labels


def _is_double(line: Any, version: int, by: User) -> bool:
    before = line.prev_record
    return line.history_user_id == by.pk and before is not None and before.history_id == version


@transaction.atomic
def remove(row: Any, *, version: int, by: User, reason: str = "") -> None:
    """Remove a row; its history stays, so that it can be put back. Raises RowChanged."""
    held = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if held is None or version_of(held) != version:
        raise RowChanged
    held.delete_with_reason(reason or _("Verwijderd"), by=by)


@transaction.atomic
def undo(line: Any, *, version: int, by: User) -> str:
    """Take back what the last line of a row's history did; gives what was done, in a word. Raises RowChanged.

    What was changed is as before, what was removed is there again, what was added goes.
    """
    kind = line.instance_type
    last = last_line(kind, line.id)
    if last is None or last.history_id != version or last.history_id != line.history_id:
        raise RowChanged
    reason = _("Laatste wijziging ongedaan gemaakt")
    before = last.prev_record
    if last.history_type == "-" and before is not None:
        _restore(last.instance, before, reason=_("Teruggezet"), by=by)
        return _("teruggezet")
    row = kind.objects.select_for_update().filter(pk=line.id).first()
    if row is None:
        raise RowChanged
    if before is None or before.history_type == "-":
        row.delete_with_reason(reason, by=by)
        return _("weer weggehaald")
    _restore(row, before, reason=reason, by=by)
    return _("weer zoals het was")


def _restore(row: Any, line: Any, *, reason: str, by: User) -> None:
    """Make a row what it was at a line of its history, without what is no more. Raises RowChanged."""
    content = content_of(line)
    for field in type(row)._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        points_at = content.get(field.attname, getattr(row, field.attname))
        if points_at is None or field.related_model._base_manager.filter(pk=points_at).exists():
            continue
        if not field.null:
            raise RowChanged
        content[field.attname] = None
    if "signers" in content:
        content["signers"] = _still_there(content["signers"])
    _write(row, content, reason=reason, by=by)


def _still_there(signers: tuple[Signer, ...]) -> tuple[Signer, ...]:
    """The signers, each as the organisation that it became; without those that are no more."""
    ids = {signer[0] for signer in signers}
    became = dict(FormerName.objects.filter(former_id__in=ids).values_list("former_id", "organisation_id"))
    known = set(Organisation.objects.filter(pk__in={*ids, *became.values()}).values_list("pk", flat=True))
    now = ((one if one in known else became.get(one), role, since, until) for one, role, since, until in signers)
    return tuple((one, role, since, until) for one, role, since, until in now if one in known)


def _write(row: Any, content: Content, *, reason: str, by: User) -> None:
    for name, value in content.items():
        if name != "signers":
            setattr(row, name, value)
    if "signers" in content:
        _write_signed(row, content["signers"], reason=reason, by=by)
    else:
        row.save_with_reason(reason, by=by)


def _write_signed(commitment: Commitment, signers: tuple[Signer, ...], *, reason: str, by: User) -> None:
    """Save a commitment with who signed it, as one line of history."""
    is_new = not Commitment.objects.filter(pk=commitment.pk).exists()
    commitment.skip_history_when_saving = True  # the line is written with the signers
    commitment.save()
    del commitment.skip_history_when_saving
    commitment.signatures.all().delete()
    Signature.objects.bulk_create(
        Signature(commitment=commitment, organisation_id=organisation, role=role, since=since, until=until)
        for organisation, role, since, until in signers
    )
    commitment.save_with_reason(reason, by=by)
    if is_new:
        line = last_line(Commitment, commitment.pk)
        Commitment.history.filter(history_id=line.history_id).update(history_type="+")
