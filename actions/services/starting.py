"""A new programme of a region: begun from a document or empty, changed while it is young, and removed while empty."""

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actions.imports import readings
from actions.imports.outlines import Outline, outline_of
from actions.models import ActionLine, Classification, PlanExport, PlanImport, Programme, ProgrammeDraft
from actions.services.importing import keep_file
from jobs.files import delete_loose, kept_file
from jobs.incoming import flow
from municipalities.models import Region
from municipalities.rules.relations import relations_to
from reading.plans.reader import read_plan
from reading.vocabulary import Precision
from tables.weight import is_large

MADE = "Programma gemaakt in het portaal"
CHANGED = "Programma gewijzigd"
REMOVED = "Leeg programma weggehaald"
ASIDE = 10_000  # added to numbers of lines while they change places


class DraftGone(Exception):
    """What was begun is a programme by now, or was thrown away."""


class Refusal(Exception):
    """What was asked cannot be done; the text says why, in Dutch."""


@dataclass(frozen=True)
class Line:
    """A line of a programme: `pk` None for a new one."""

    number: int
    title: str
    pk: int | None = None


@dataclass(frozen=True)
class Details:
    """What a programme is, as a form gives it."""

    title: str
    short_title: str
    first_year: int
    last_year: int | None
    line_word: str
    predecessor: Programme | None
    dated: datetime.date
    classification: str
    lines: tuple[Line, ...]
    dated_precision: str = Precision.DAY

    @classmethod
    def of(cls, programme: Programme, *, with_lines: bool = True) -> "Details":
        """What a programme is now; without its lines for who may not see them all."""
        plain = {name: getattr(programme, name) for name in (*PLAIN, "predecessor", "classification")}
        found = programme.lines.all() if with_lines else programme.lines.none()
        lines = found.order_by("number").values_list("number", "title", "pk")
        return cls(**plain, lines=tuple(Line(*line) for line in lines))

    @property
    def fingerprint(self) -> str:
        """Changes when anything of it changes."""
        values = {**asdict(replace(self, predecessor=None)), "predecessor": self.predecessor and self.predecessor.pk}
        return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


PLAIN = ("title", "short_title", "first_year", "last_year", "line_word", "dated", "dated_precision")


# --- Beginning ---


def begin(region: Region, *, content: bytes | None, name: str, by: User) -> ProgrammeDraft:
    """Keep the document that a programme starts from, and what it proposes; without content an empty start.

    Of a document that takes long to read nothing is proposed. Raises Refused when it holds no plan; then nothing is
    kept.
    """
    draft = ProgrammeDraft(region=region, created_by=by)
    if content is None:
        draft.save()
        return draft
    draft.name = flow.name_of(name)
    draft.outline = _outline(content, name=draft.name).as_json()
    with kept_file(draft.file, flow.stored_name(draft.name), ContentFile(content)):
        draft.save()
    return draft


def _outline(content: bytes, *, name: str) -> Outline:
    if is_large([content]):
        return Outline()
    return outline_of(read_plan(readings.tables_of(content, name=name)), name=name)


@transaction.atomic
def start_programme(draft: ProgrammeDraft, details: Details, *, by: User) -> tuple[Programme, PlanImport | None]:
    """Make the programme with its lines, not public, and hand over the document to be read in: all or nothing.

    Raises DraftGone when that was done before, Refused when the document cannot be read any more.
    """
    held = ProgrammeDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise DraftGone
    programme = Programme(
        region=held.region,
        slug=_free_slug(held.region, details),
        predecessor=details.predecessor,
        classification=Classification.INTERNAL,
        **{name: getattr(details, name) for name in PLAIN},
    )
    veilig_thuis = list(_veilig_thuis(held.region))
    programme.save_with_reason(MADE, by=by, sets={"veilig_thuis_regions": veilig_thuis})
    for line in details.lines:
        ActionLine(programme=programme, number=line.number, title=line.title).save_with_reason(MADE, by=by)
    found = None
    if held.file:
        with held.file.open("rb") as file:
            found = keep_file(programme, content=file.read(), name=held.name, by=by)
    _drop(held)
    return programme, found


def _free_slug(region: Region, details: Details) -> str:
    """`zuid-limburg-2024-2031`, with a number behind it when there is one of that name."""
    years = dict.fromkeys(str(year) for year in (details.first_year, details.last_year) if year)
    stem = slugify("-".join([region.slug, *years]))[:70]
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken
    )


def _veilig_thuis(region: Region) -> Iterable[Region]:
    """The Veilig Thuis regions that count for a region: as its programmes say, else by where its municipalities are."""
    named = Region.objects.veilig_thuis_of(region)
    if named:
        return named
    places = region.municipalities_on(timezone.localdate())
    kind = Region.Kind.VEILIG_THUIS
    return Region.objects.filter(kind=kind, memberships__municipality__in=places).distinct()


@transaction.atomic
def drop_draft(draft: ProgrammeDraft) -> None:
    """Throw away what was begun, with its file."""
    held = ProgrammeDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is not None:
        _drop(held)


def _drop(held: ProgrammeDraft) -> None:
    if held.file:
        transaction.on_commit(partial(default_storage.delete, held.file.name or ""))
    held.delete()


def remove_old() -> int:
    """Remove what was begun long ago, and files that no row knows; gives how many. May run twice."""
    now = timezone.now()
    old = list(ProgrammeDraft.objects.filter(created_at__lt=now - flow.KEPT))
    for draft in old:
        drop_draft(draft)
    known = set(ProgrammeDraft.objects.values_list("file", flat=True))
    return len(old) + delete_loose(ProgrammeDraft.FOLDER, known, before=now - flow.LOOSE)


# --- Changing ---


@transaction.atomic
def change_programme(programme: Programme, details: Details, *, seen: str, by: User, with_lines: bool = True) -> bool:
    """Change a programme and, `with_lines`, its lines; gives whether anything changed. Raises Refusal: nothing changed.

    `seen` is the fingerprint of what the user had before them: nobody overwrites what somebody else saved since.
    """
    held = Programme.objects.select_for_update(of=("self",)).select_related("predecessor").get(pk=programme.pk)
    before = Details.of(held, with_lines=with_lines)
    if before.fingerprint != seen:
        raise Refusal(_("Iemand anders heeft dit programma intussen gewijzigd. Open de pagina opnieuw."))
    if before == details:
        return False
    if replace(before, lines=()) != replace(details, lines=()):
        for name in (*PLAIN, "predecessor", "classification"):
            setattr(held, name, getattr(details, name))
        held.save_with_reason(CHANGED, by=by)
    if with_lines and before.lines != details.lines:
        _change_lines(held, details.lines, by=by)
    return True


def _change_lines(programme: Programme, lines: Sequence[Line], *, by: User) -> None:
    known = {line.pk: line for line in programme.lines.all()}
    for gone in known.keys() - {line.pk for line in lines}:
        if words := _in_use(known[gone]):
            raise Refusal(
                _("Lijn %(line)s kan niet weg: er hangt nog iets aan (%(what)s).")
                % {"line": known[gone], "what": words}
            )
        known.pop(gone).delete_with_reason(CHANGED, by=by)
    old = {pk: (line.number, line.title) for pk, line in known.items()}
    programme.lines.update(number=F("number") + ASIDE)  # two lines may change places
    for line in lines:
        row = known.get(line.pk or 0) or ActionLine(programme=programme)
        row.number, row.title = line.number, line.title
        if old.get(line.pk or 0) == (line.number, line.title):
            ActionLine.objects.filter(pk=row.pk).update(number=line.number)
        else:
            row.save_with_reason(CHANGED, by=by)


# --- Removing ---


def why_not_removed(programme: Programme) -> str:
    """Why a programme cannot be removed; empty when it can: it was never public, and nothing is in it."""
    if programme.is_public or programme.history.filter(classification=Classification.PUBLIC).exists():
        return _("Dit programma is of was openbaar en blijft daarom bestaan.")
    used = _in_use(programme, apart_from=(ActionLine, PlanImport, PlanExport))
    used = used or next(filter(None, (_in_use(line) for line in programme.lines.all())), "")
    if used:
        return _("In dit programma staat al iets (%(what)s). Alleen een leeg programma kan weg.") % {"what": used}
    if programme.plan_imports.filter(applied_at__isnull=False, undone_at=None).exists():
        return _("In dit programma is een plan ingelezen. Maak dat eerst ongedaan.")
    return ""


@transaction.atomic
def remove_programme(programme: Programme, *, by: User) -> None:
    """Remove a programme in which nothing is, with the files that were to be read in. Raises Refusal."""
    held = Programme.objects.select_for_update().filter(pk=programme.pk).first()
    if held is None:
        return  # sent twice
    list(held.lines.select_for_update())  # nobody adds an action meanwhile
    if reason := why_not_removed(held):
        raise Refusal(reason)
    for found in held.plan_imports.all():
        if found.jobs().unfinished().exists():
            raise Refusal(_("Er wordt nu een bestand gelezen. Probeer het over een minuut opnieuw."))
        flow.drop_files(found)
    for line in held.lines.all():
        line.delete_with_reason(REMOVED, by=by)
    held.delete_with_reason(REMOVED, by=by)


def _in_use(row: models.Model, *, apart_from: Collection[type[models.Model]] = ()) -> str:
    """What points to a row, in words: the first kind found; empty for nothing."""
    relations = (one for one in relations_to(type(row)) if one.related_model not in apart_from)
    return next(filter(None, (_pointing(row, to) for to in relations)), "")


def _pointing(row: models.Model, relation: Any) -> str:
    model: Any = relation.related_model
    found = model._base_manager.filter(**{relation.field.name: row}).exists()
    return str(model._meta.verbose_name_plural) if found else ""
