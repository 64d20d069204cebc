"""What others publish after a release may tell what it hid. Nothing can be unpublished; it can be seen in time."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from monitoring.models import Delivery, Figure, NarrowedNotice, Source
from monitoring.rules.facts import Facts, Same
from monitoring.rules.small_counts.relations import Cell, Span, period_of


@dataclass(frozen=True)
class Narrowed:
    """Hidden counts of a source that can be narrowed to less than 1-9 with what others publish."""

    source: Source
    cells: list[Cell]


def narrowed_by(figures: Collection[Figure] = ()) -> list[Narrowed]:
    """What figures would tell of counts that stay hidden, if they were public too; without figures: what is told now.

    Only for whoever may see exact counts: the answer depends on hidden counts.
    """
    same = Same()
    found = [Narrowed(source, Facts(source, same, others=figures).narrowed()) for source in _released()]
    return [each for each in found if each.cells]


def look() -> None:
    """Keep for Veilig Thuis what can be worked out of its hidden counts: of one source where anything happened since.

    Apart from the job that loads figures: how long this takes, and whether it fails, depends on exact counts.
    """
    mark = _mark()
    looked = set(NarrowedNotice.objects.filter(looked_after=mark).values_list("source", flat=True))
    source = _released().exclude(pk__in=looked).order_by("pk").first()
    if source is None:
        return
    facts = Facts(source, Same())
    cells = [_kept(cell) for cell in facts.narrowed() if facts.earlier.stands(cell)]
    NarrowedNotice.objects.update_or_create(source=source, defaults={"looked_after": mark, "cells": cells})


def _kept(cell: Cell) -> list[int | str]:
    """What it is about; nothing of what has no name, such as what is left of an area without others."""
    if isinstance(cell.indicator, int) and isinstance(cell.area, str) and isinstance(cell.months, Span):
        return [cell.indicator, cell.area, period_of(cell.months)]
    return []


def _released() -> QuerySet[Source]:
    sources = Source.objects.exclude(veilig_thuis=None).filter(deliveries__released_at__isnull=False).distinct()
    return sources.select_related("veilig_thuis")


def _mark() -> str:
    """Changes with every delivery, release and withdrawal, and each day."""
    told = Delivery.objects.aggregate(Count("pk"), Max("pk"), Max("released_at"), Max("withdrawn_at"))
    return " ".join(map(str, [timezone.localdate(), *told.values()]))
