"""Rows that people keep one by one (advice, commitments, additions, keys): what is kept of them, how it is saved."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from decisions.models import Commitment, Signature
from decisions.models.commitments import Signer
from municipalities.models import Organisation
from municipalities.services.keeping import Way, last_line, save

Content = Mapping[str, Any]  # by the names in CONTENT of the model; of a commitment also `signers`


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


def way_of(kind: type[Any]) -> Way:
    """How the rows of a model are kept."""
    return Way(content=content_of, then=_then, write=_write, label=lambda name: label_of(kind, name))


def _then(line: Any) -> dict[str, Any]:
    """What comes back of a line of history."""
    content = content_of(line)
    return content | {"signers": _still_there(content["signers"])} if "signers" in content else content


def _still_there(signers: tuple[Signer, ...]) -> tuple[Signer, ...]:
    """The signers, each as the organisation that it became; without those that are no more."""
    now = Organisation.objects.now({signer[0] for signer in signers})
    return tuple((now[one], role, since, until) for one, role, since, until in signers if one in now)


def _write(row: Any, content: Content, reason: str, by: User | None) -> None:
    for name, value in content.items():
        if name != "signers":
            setattr(row, name, value)
    if "signers" in content:
        _write_signed(row, _still_there(content["signers"]), reason=reason, by=by)
    else:
        save(row, reason, by=by)


def _write_signed(commitment: Commitment, signers: tuple[Signer, ...], *, reason: str, by: User | None) -> None:
    """Save a commitment with who signed it, as one line of history."""
    is_new = commitment._state.adding
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
