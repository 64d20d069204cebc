"""Reading in figures: keeping the files, looking at what they bring, and writing that in one go."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from actions.models import Programme
from jobs.incoming import flow
from monitoring.imports.checks import check, check_chosen
from monitoring.imports.choices import Choices
from monitoring.imports.deliveries import DeliveryPlan, plan_deliveries, store_all
from monitoring.imports.indicators import known_to
from monitoring.imports.previews import Preview, preview_of
from monitoring.imports.readings import Way, reading_of
from monitoring.imports.sources import source_with
from monitoring.models import FigureImport, FigureImportFile, Indicator
from reading.figures.model import Reading
from tables.model import Refused
from tables.weight import is_large

TOO_MANY_TOPICS = gettext_lazy("Dit bestand heeft meer dan 200 onderwerpen. Lever het in delen aan.")


class NotAsSeen(Exception):
    """The files would now do something else than the user saw in the preview."""


# --- Reading ---


def keep(programme: Programme, *, uploads: Sequence[File[bytes]], source_key: str, by: User) -> FigureImport:
    """Keep files to read in: read at once, or by a job when they are large.

    Raises Refused when they cannot be read; then nothing is kept.
    """
    found = FigureImport(programme=programme, source_key=source_key, created_by=by)
    if source_key:
        source = source_with(source_key)
        check_chosen(source, programme, by)
        found.veilig_thuis = source.veilig_thuis
    files = [FigureImportFile(figure_import=found, name=flow.name_of(upload.name or "")) for upload in uploads]

    def read() -> dict[str, Any]:
        way = Way.of(found)
        reading = way.read(files)
        found.preview = dict(looked_at(found, reading, planned(found, reading, by=by)))
        return way.to_keep(reading)

    flow.keep(found, files, uploads, read=read, by=by)
    return found


def read(found: FigureImport, *, by: User) -> tuple[Reading, list[DeliveryPlan]]:
    """What the files hold, and the deliveries that it would become. Raises Refused, also when `by` may not load it."""
    reading = reading_of(found)
    return reading, planned(found, reading, by=by)


def planned(found: FigureImport, reading: Reading, *, by: User) -> list[DeliveryPlan]:
    """The deliveries that a reading would become, with what was chosen. Raises Refused, also when `by` may not."""
    given = source_with(found.source_key) if found.source_key else None
    choices, today = Choices.of(found.choices), timezone.localdate()
    plans = plan_deliveries(reading, source=given, choices=choices, today=today)
    found.veilig_thuis = check(plans, found.programme, by)
    for plan in plans:
        plan.compares = False  # exact counts are compared for who may see them only, and never kept apart for it
    return plans


def looked_at(found: FigureImport, reading: Reading, plans: Sequence[DeliveryPlan]) -> Preview:
    """The preview of what was read. Exact counts come from who keeps them, and only they reach its page. Raises
    Refused.
    """
    preview = preview_of(reading, plans, today=timezone.localdate(), exact=found.is_exact)
    if found.is_exact and preview["more_topics"]:
        raise Refused(TOO_MANY_TOPICS)
    return preview


def keep_preview(found: FigureImport, preview: Preview) -> None:
    """Keep what a job read."""
    found.preview = dict(preview)
    found.save(update_fields=["preview", "veilig_thuis"])


# --- Choosing ---


def known_topics(found: FigureImport) -> list[Indicator]:
    """What the topics of the files may be: what the portal knows, and drafts of the same sources."""
    sources = [(source_with(line["key"]), line["exact"]) for line in found.preview["sources"]]
    known = {each.pk: each for source, own in sources for each in known_to(source, own=own)}
    saved = [source for source, _own in sources if not source._state.adding]
    drafts = Indicator.objects.filter(source__in=saved, is_draft=True)
    return sorted([*known.values(), *drafts], key=lambda each: (each.is_draft, each.title))


@transaction.atomic
def choose(found: FigureImport, choices: Choices, *, by: User) -> None:
    """Keep what somebody chose about topics, sums and odd figures, and look again. Raises NoDraft.

    Raises Refused when the files cannot be read any more.
    """
    kept = flow.hold(found)
    if not kept.preview:
        raise flow.NoDraft
    kept.choices = choices.as_json()
    if is_large(flow.contents(kept)):
        kept.preview = {}
        flow.start(kept, FigureImport.READ_JOB, by=by)
    else:
        kept.preview = dict(looked_at(kept, *read(kept, by=by)))
    kept.save(update_fields=["choices", "preview", "veilig_thuis"])


# --- Writing ---


def confirm(found: FigureImport, *, by: User) -> None:
    """Start the job that writes what the user saw; they may (`apply_figureimport`). A second click starts nothing.
    Raises NoDraft.
    """
    flow.confirm(found, by=by)


def checked(found: FigureImport, reading: Reading, plans: Sequence[DeliveryPlan]) -> None:
    """Raises NotAsSeen when the files would do something else than the preview says; then that is a new preview."""
    now = looked_at(found, reading, plans)
    if now["open"] or any(now[part] != found.preview.get(part, now[part]) for part in ("counts", "changes", "sources")):
        keep_preview(found, now)
        raise NotAsSeen


@transaction.atomic
def apply(found: FigureImport, plans: Sequence[DeliveryPlan], *, by: User) -> None:
    """Write the deliveries, all or none; once, however often it is called. The files and the sample go."""
    kept = flow.hold_to_apply(found)
    if kept is None:
        return
    counts = store_all(plans, today=timezone.localdate())
    kept.preview = {**kept.preview, "sample": [], **({"problems": []} if kept.is_exact else {})}
    kept.save(update_fields=["preview"])
    kept.deliveries.add(*[plan.delivery for plan in plans if plan.delivery])
    flow.applied(kept, counts.as_dict(), by=by)
    flow.drop_files(kept)


def remove_old() -> int:
    """Remove what nobody confirmed for long, and files that no row knows; gives how many. May run twice."""
    waiting = FigureImport.objects.exclude(pk__in=FigureImport.objects.offered())
    return flow.remove_old(waiting, files=FigureImportFile, folder=FigureImport.FOLDER)
