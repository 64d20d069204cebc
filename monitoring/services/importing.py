"""Reading in figures: keeping the files, looking at what they bring, writing that in one go, clearing away the rest."""

import datetime
from collections.abc import Sequence
from contextlib import ExitStack
from decimal import Decimal
from functools import partial
from pathlib import Path, PurePath

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from actions.models import Programme
from jobs import room
from jobs import services as jobs
from jobs.files import delete_loose
from jobs.models import Job
from monitoring.imports.choices import Choices
from monitoring.imports.deliveries import DeliveryPlan, plan_deliveries, store_all
from monitoring.imports.indicators import known_to
from monitoring.imports.places import known_areas
from monitoring.imports.previews import Preview, preview_of
from monitoring.imports.sources import NoSource, cbs_table, source_with
from monitoring.models import Delivery, FigureImport, FigureImportFile, Indicator, Source
from monitoring.rules.areas import areas_of
from monitoring.rules.rights import counted_by, keeps_figures
from municipalities.access import access
from municipalities.models import Merger, Region
from reading.figures.model import Reading
from reading.figures.reader import read_figures
from tables.model import Refused
from tables.weight import is_large

AT_ONCE = 1024**2  # bytes of all files together that are read while the user waits
KEPT = datetime.timedelta(days=30)  # what nobody confirms
OWN_LEVELS = ("veilig_thuis", "municipality")
LOOSE = datetime.timedelta(days=1)  # a file without a row: longer than any request that is still making the row
KINDS = (FigureImport.READ_JOB, FigureImport.WRITE_JOB)

WHOSE = gettext_lazy("Het bestand {name} zegt niet van wie de cijfers zijn. Kies de bron en lees het opnieuw in.")
ELSEWHERE = gettext_lazy("Deze cijfers zijn van {name}. Dat hoort niet bij deze regio. Lees ze in bij de eigen regio.")
CBS_AS_OWN = gettext_lazy("Dit is een tabel van CBS en geen opgave van Veilig Thuis. Kies ‘Herken het zelf’.")
OWN_AS_CBS = gettext_lazy(
    "Dit lijken precieze aantallen en geen tabel van CBS: die rondt af op vijftallen. Kies de Veilig Thuis-organisatie."
)
ONLY_VEILIG_THUIS = gettext_lazy(
    "Dit lijken eigen aantallen van Veilig Thuis. Die laadt en ziet alleen Veilig Thuis zelf, met de rol Veilig Thuis."
)
NOT_FOR_YOU = gettext_lazy(
    "Dit zijn geen eigen aantallen van Veilig Thuis. Een tabel van CBS leest een beleidsmedewerker van de regio in."
)
APART = gettext_lazy("Lees eigen aantallen van Veilig Thuis en andere cijfers apart in.")
OTHER_AREAS = gettext_lazy(
    "Deze cijfers gaan ook over gebieden buiten de regio. Haal die rijen uit het bestand en lees het opnieuw in."
)
TOO_MANY_TOPICS = gettext_lazy("Dit bestand heeft meer dan 200 onderwerpen. Lever het in delen aan.")
GONE = gettext_lazy("Het bestand is er niet meer. Lees het opnieuw in.")


class NotAsSeen(Exception):
    """The files would now do something else than the user saw in the preview."""


# --- Reading ---


def keep(programme: Programme, *, uploads: Sequence[File[bytes]], source_key: str, by: User) -> FigureImport:
    """Keep files to read in: small ones are read at once, for large ones a job is started.

    Raises Refused when they cannot be read; then nothing is kept.
    """
    found = FigureImport(programme=programme, source_key=source_key, created_by=by)
    found.veilig_thuis = source_with(source_key).veilig_thuis if source_key else None
    if found.veilig_thuis and found.veilig_thuis not in counted_by(by, programme):
        raise NoSource(ONLY_VEILIG_THUIS)
    files = [FigureImportFile(figure_import=found, name=_name(upload)) for upload in uploads]
    small = sum(upload.size or 0 for upload in uploads) <= AT_ONCE and not any(map(_unfolds, uploads))
    with ExitStack() as undo:
        undo.enter_context(room.needed())
        for each, upload in zip(files, uploads, strict=True):
            each.file.save(_stored_name(each.name), upload, save=False)
            undo.callback(default_storage.delete, each.file.name or "")
        if small:
            found.preview = dict(looked_at(found, *read(found, files, by=by)))
        with transaction.atomic():
            found.save()
            for each in files:
                each.save()
            if not small:
                title = _("Eigen cijfers lezen") if found.is_exact else _("Cijfers lezen: %s") % found.name
                _start(found, FigureImport.READ_JOB, title, by)
        undo.pop_all()
    return found


def read(found: FigureImport, files: Sequence[FigureImportFile], *, by: User) -> tuple[Reading, list[DeliveryPlan]]:
    """What the files hold, and the deliveries that it would become. Raises Refused, also when `by` may not load it."""
    if not files or not all(each.file for each in files):
        raise Refused(GONE)
    given = source_with(found.source_key) if found.source_key else None
    table = cbs_table(given)
    named = [(Path(each.file.path), each.name) for each in files]
    if table and _look_exact(named):
        raise NoSource(OWN_AS_CBS)
    reading = read_figures(named, areas=known_areas(whole=_whole(found.programme, given)), table=table)
    choices, today = Choices.of(found.choices), timezone.localdate()
    plans = plan_deliveries(reading, source=given, choices=choices, today=today)
    for plan in plans:
        _check(plan, found.programme, by)
        plan.compares = False  # exact counts are compared for who may see them only, and never kept apart for it
    whose = {plan.source.veilig_thuis for plan in plans if plan.source}
    if len(whose) > 1:
        raise NoSource(APART)
    found.veilig_thuis = whose.pop() if whose else None
    return reading, plans


def looked_at(found: FigureImport, reading: Reading, plans: Sequence[DeliveryPlan]) -> Preview:
    """The preview of what was read, as far as who gave the files may know. Raises Refused."""
    own = [plan.source for plan in plans if plan.own and plan.source]
    exact = bool(own) and all(sees_exact(found.created_by, source) for source in own)
    preview = preview_of(reading, plans, today=timezone.localdate(), exact=exact)
    if own and preview["more_topics"]:
        raise Refused(TOO_MANY_TOPICS)
    return preview


def _whole(programme: Programme, given: Source | None) -> str:
    """The code of the region that own deliveries are about, when there is no doubt."""
    if given:
        return given.veilig_thuis.code if given.veilig_thuis else ""
    watched = list(programme.veilig_thuis_regions.all())
    return watched[0].code if len(watched) == 1 else ""


# --- Who may see what ---


def sees_exact(user: User | AnonymousUser | None, source: Source) -> bool:
    """Whether somebody may see the exact counts of a source: who releases them."""
    return user is not None and user.has_perm("monitoring.release_delivery", Delivery(source=source))


def may_look(found: FigureImport, user: User | AnonymousUser) -> bool:
    """Whether somebody may see what is in the files: of exact counts only who gave them, or may see them."""
    return not found.is_exact or found.created_by == user or may_compare(found, user)


def may_compare(found: FigureImport, user: User | AnonymousUser) -> bool:
    """Whether somebody may know how exact counts differ from those of before."""
    keys = [source.get("key", "") for source in found.preview.get("sources", []) if source["exact"]]
    return bool(keys) and all(keys) and all(sees_exact(user, source_with(key)) for key in keys)


def name_for(found: FigureImport, user: User | AnonymousUser) -> str:
    """What files are called: the name of one with exact counts is for who gave it."""
    return found.name if found.created_by == user else found.shown_name


# --- Choosing ---


def known_topics(found: FigureImport) -> list[Indicator]:
    """What the topics of the files may be: what the portal knows, and drafts of the same sources."""
    sources = [(source_with(line["key"]), line["exact"]) for line in found.preview["sources"]]
    known = {each.pk: each for source, own in sources for each in known_to(source, own=own)}
    saved = [source for source, _own in sources if not source._state.adding]
    drafts = Indicator.objects.filter(source__in=saved, is_draft=True)
    return sorted([*known.values(), *drafts], key=lambda each: (each.is_draft, each.title))


@transaction.atomic
def choose(found: FigureImport, choices: Choices, *, by: User) -> bool:
    """Keep what somebody chose about topics, sums and odd figures, and look again. False when it is too late.

    Raises Refused when the files cannot be read any more.
    """
    kept = FigureImport.objects.select_for_update().get(pk=found.pk)
    if kept.applied_at or _is_busy(kept) or not kept.preview:
        return False
    kept.choices = choices.as_json()
    files = list(kept.files.all())
    if sum(each.file.size for each in files if each.file) <= AT_ONCE:
        kept.preview = dict(looked_at(kept, *read(kept, files, by=by)))
    else:
        kept.preview = {}
        _start(kept, FigureImport.READ_JOB, _("Cijfers lezen: %(name)s") % {"name": kept.name}, by)
    kept.save(update_fields=["choices", "preview"])
    return True


def _look_exact(named: Sequence[tuple[Path, str]]) -> bool:
    """Whether files that were called a table of CBS look like exact counts: as figures of CBS they would be public."""
    try:
        reading = read_figures(named, areas=known_areas())
    except Refused:  # without the number of the table it says nothing: no delivery of an organisation
        return False
    counts = (each for file in reading.files if file.own for each in file.figures if each.series.unit == "aantal")
    return any(each.value is not None and Decimal(each.value) % 5 for each in counts)


def _check(plan: DeliveryPlan, programme: Programme, by: User) -> None:
    """Refuses figures without a source, of others than who loads them, and of another region."""
    if plan.source is None:
        raise NoSource(WHOSE.format(name=plan.file.name) if not plan.file.own or _counts(by) else ONLY_VEILIG_THUIS)
    if not plan.source.is_exact:
        _check_public(plan, plan.source, programme, by)
        return
    if plan.source.veilig_thuis not in programme.veilig_thuis_regions.all() and _counts(by):
        raise NoSource(ELSEWHERE.format(name=plan.source.publisher or plan.source.title))
    if plan.source.veilig_thuis not in counted_by(by, programme):
        raise NoSource(ONLY_VEILIG_THUIS)
    if not plan.file.own:
        raise NoSource(CBS_AS_OWN)
    _check_areas(plan, programme, also=plan.source.veilig_thuis)


def _check_areas(plan: DeliveryPlan, programme: Programme, *, also: Region | None = None) -> None:
    """Refuses figures about areas outside the region: those belong to the counts and sources of others."""
    own = {code for code, area in areas_of(programme).items() if area.level in OWN_LEVELS}
    if also:
        own |= {also.code, *also.memberships.values_list("municipality__code", flat=True)}
    outside = {figure.area for figure in plan.figures} - own
    if outside - set(
        Merger.objects.filter(new__code__in=own, old__code__in=outside).values_list("old__code", flat=True)
    ):
        raise NoSource(OTHER_AREAS)


def _check_public(plan: DeliveryPlan, source: Source, programme: Programme, by: User) -> None:
    """Tables that all regions read come from an officer or a cijferbeheerder; a region's own source stays in it."""
    if not (by.has_perm("actions.report_programme", programme) or keeps_figures(by)):
        raise NoSource(NOT_FOR_YOU)
    if source.is_shared:
        return
    if source.programme is None or source.programme.region_id != programme.region_id:
        raise NoSource(ELSEWHERE.format(name=source.publisher or source.title))
    _check_areas(plan, programme)


def _counts(user: User) -> bool:
    """Whether somebody keeps the counts of any Veilig Thuis."""
    return bool(access(user).regions("keep_counts"))


def keep_preview(found: FigureImport, preview: Preview) -> None:
    """Keep what a job read."""
    found.preview = dict(preview)
    found.save(update_fields=["preview", "veilig_thuis"])


def refuse(found: FigureImport, reason: Refused) -> None:
    """Keep why the files of a job cannot be read, and not the files."""
    found.refused = str(reason)[:500]
    found.save(update_fields=["refused", "veilig_thuis"])
    drop_files(found)


def _unfolds(upload: File[bytes]) -> bool:
    """Whether a small workbook holds much."""
    content = upload.read()
    upload.seek(0)
    return content.startswith(b"PK") and is_large(content)


def _name(upload: File[bytes]) -> str:
    """The name as the user knows it, no longer than is kept, with its extension."""
    path = PurePath(upload.name or "")
    return f"{path.stem[:180]}{path.suffix[:19]}"


def _stored_name(name: str) -> str:
    path = PurePath(name)
    return f"{slugify(path.stem)[:60] or 'cijfers'}{path.suffix[:8].lower()}"


# --- Writing ---


def job_of(found: FigureImport) -> Job | None:
    """The latest job on these files."""
    return Job.objects.filter(kind__in=KINDS, subject_id=found.pk).first()


@transaction.atomic
def confirm(found: FigureImport, *, by: User) -> None:
    """Start the job that writes what the user saw; they may (`apply_figureimport`). A second click starts nothing."""
    kept = FigureImport.objects.select_for_update().get(pk=found.pk)
    if kept.applied_at or not kept.writes or kept.preview.get("open") or _is_busy(kept):
        return
    title = _("Eigen cijfers overnemen") if kept.is_exact else _("Cijfers overnemen: %s") % kept.name
    _start(kept, FigureImport.WRITE_JOB, title, by)


@transaction.atomic
def offer(found: FigureImport, *, by: User) -> bool:
    """Give figures that all regions read to the cijferbeheerder. False when there is nothing (any more) to offer."""
    kept = FigureImport.objects.select_for_update().get(pk=found.pk)
    if kept.applied_at or not kept.writes or not kept.is_shared or kept.is_offered or _is_busy(kept):
        return False
    kept.offered_at, kept.offered_by = timezone.now(), by
    kept.returned_at, kept.returned_by, kept.returned_because = None, None, ""
    kept.save(update_fields=["offered_at", "offered_by", "returned_at", "returned_by", "returned_because"])
    return True


@transaction.atomic
def send_back(found: FigureImport, *, reason: str, by: User) -> bool:
    """Send what was offered back to the officer, with the reason. False when it does not wait (any more)."""
    kept = FigureImport.objects.select_for_update().get(pk=found.pk)
    if not kept.is_offered or _is_busy(kept):
        return False
    kept.returned_at, kept.returned_by, kept.returned_because = timezone.now(), by, reason.strip()
    kept.save(update_fields=["returned_at", "returned_by", "returned_because"])
    return True


def checked(found: FigureImport, reading: Reading, plans: Sequence[DeliveryPlan]) -> None:
    """Raises NotAsSeen when the files would do something else than the preview says; then that is a new preview."""
    now = looked_at(found, reading, plans)
    if now["open"] or any(now[part] != found.preview.get(part, now[part]) for part in ("counts", "changes", "sources")):
        keep_preview(found, now)
        raise NotAsSeen


@transaction.atomic
def apply(found: FigureImport, plans: Sequence[DeliveryPlan], *, by: User) -> None:
    """Write the deliveries, all or none; once, however often it is called. The files and the sample go."""
    kept = FigureImport.objects.select_for_update().get(pk=found.pk)
    if kept.applied_at:
        return
    counts = store_all(plans, today=timezone.localdate())
    kept.applied_at, kept.applied_by, kept.outcome = timezone.now(), by, counts.as_dict()
    kept.preview = {**kept.preview, "sample": [], **({"problems": []} if kept.is_exact else {})}
    kept.save(update_fields=["applied_at", "applied_by", "outcome", "preview"])
    kept.deliveries.add(*[plan.delivery for plan in plans if plan.delivery])
    drop_files(kept)


# --- Clearing away ---


def is_draft(found: FigureImport) -> bool:
    """Whether it can still be removed: not applied, and no job is at it."""
    return not found.applied_at and not _is_busy(found)


@transaction.atomic
def remove(found: FigureImport) -> bool:
    """Remove what was not applied, with its files; False when it is applied, or a job is at it."""
    kept = FigureImport.objects.select_for_update().filter(pk=found.pk).first()
    if kept is None or not is_draft(kept):
        return False
    drop_files(kept)
    kept.delete()
    return True


@transaction.atomic
def drop_files(found: FigureImport) -> None:
    """Remove the files; their names stay."""
    names = list(found.files.exclude(file="").values_list("file", flat=True))
    found.files.update(file="")
    for name in names:
        transaction.on_commit(partial(default_storage.delete, str(name)))


def remove_old() -> int:
    """Remove what nobody confirmed for long, and files that no row knows; gives how many. May run twice."""
    now = timezone.now()
    old = FigureImport.objects.filter(applied_at=None, created_at__lt=now - KEPT)
    old = old.exclude(pk__in=FigureImport.objects.offered())
    removed = sum(remove(each) for each in old)
    known = set(FigureImportFile.objects.values_list("file", flat=True))
    return removed + delete_loose(FigureImport.FOLDER, known, before=now - LOOSE)


def _is_busy(found: FigureImport) -> bool:
    return Job.objects.unfinished().filter(kind__in=KINDS, subject_id=found.pk).exists()


def _start(found: FigureImport, kind: str, title: str, by: User) -> None:
    jobs.start(kind, subject_id=found.pk, title=title, by=by, result_url=found.get_absolute_url())
