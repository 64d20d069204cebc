"""Which municipalities take part in a document, set all at once: one line of history for each that changes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Document, Participation
from municipalities.models import Municipality
from municipalities.rules.relations import relations_to
from municipalities.services.keeping import Changed, Refusal
from reading import formats

Notes = Mapping[int, str]  # by the id of a municipality that takes part, what is noted with it


def version_of(document: Document) -> int:
    """The version of the participants of a document: their last line of history; 0 without one."""
    last: int | None = Participation.history.filter(document=document).aggregate(last=Max("history_id"))["last"]
    return last or 0


def notes_of(document: Document) -> dict[int, str]:
    """Who takes part now."""
    return dict(document.participations.values_list("municipality", "note"))


def notes_then(document: Document, version: int) -> dict[int, str]:
    """Who took part at a version, as the history tells."""
    found: dict[int, str] = {}
    for line in Participation.history.filter(document=document, history_id__lte=version).order_by("history_id"):
        if line.history_type == "-":
            found.pop(line.municipality_id, None)
        else:
            found[line.municipality_id] = line.note
    return found


@transaction.atomic
def set_participants(document: Document, notes: Notes, *, version: int, reason: str, by: User) -> int:
    """Let these municipalities take part; gives how many changed. Raises Changed, Refusal: then nothing changed."""
    Document.objects.select_for_update(of=("self",)).get(pk=document.pk)  # two people: one after the other
    rows = {row.municipality_id: row for row in document.participations.all()}
    if {pk: row.note for pk, row in rows.items()} == dict(notes):
        return 0
    if version_of(document) != version:
        raise Changed
    gone = rows.keys() - notes.keys()
    _refuse_decided(document, gone)
    for pk in gone:
        rows[pk].delete_with_reason(reason or _("Doet niet meer mee"), by=by)
    changed = 0
    for pk, note in notes.items():
        if pk in rows and rows[pk].note == note:
            continue
        row = rows.get(pk, Participation(document=document, municipality_id=pk))
        row.note = note
        row.save_with_reason(reason or (_("Toelichting gewijzigd") if pk in rows else _("Doet mee")), by=by)
        changed += 1
    return changed + len(gone)


def _refuse_decided(document: Document, gone: set[int]) -> None:
    """Refuse when something of a municipality that goes hangs on the document, such as a decision."""
    held: dict[int, str] = {}
    for relation in relations_to(Document):
        model: Any = relation.related_model
        if model is Participation or not any(field.name == "municipality" for field in model._meta.get_fields()):
            continue
        found = model._base_manager.filter(**{relation.field.name: document}, municipality__in=gone)
        held |= dict.fromkeys(found.values_list("municipality", flat=True), str(model._meta.verbose_name_plural))
    if held:
        names = formats.listed(sorted(Municipality.objects.filter(pk__in=held).values_list("name", flat=True)))
        said = _("Bij dit document staat al iets van %(names)s (%(what)s). Haal dat eerst weg.")
        raise Refusal(said % {"names": names, "what": formats.listed(sorted(set(held.values())))})
