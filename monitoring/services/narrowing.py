"""What others publish after a release may tell what it hid. Nothing can be unpublished; it can be seen in time."""

from collections.abc import Collection
from dataclasses import dataclass

from monitoring.facts import Facts, Same
from monitoring.models import Figure, Source
from monitoring.relations import Cell


@dataclass(frozen=True)
class Narrowed:
    """Hidden counts of a source that can be narrowed to less than 1-9 with what others publish."""

    source: Source
    cells: list[Cell]


def narrowed_by(figures: Collection[Figure] = ()) -> list[Narrowed]:
    """What figures would tell of counts that stay hidden, if they were public too; without figures: what is told now.

    For whoever may see exact counts or decides about figures that all read: the answer depends on hidden counts.
    """
    same = Same()
    sources = Source.objects.exclude(veilig_thuis=None).filter(deliveries__released_at__isnull=False).distinct()
    exact = sources.select_related("veilig_thuis")
    found = [Narrowed(source, Facts(source, same, others=figures).narrowed()) for source in exact]
    return [each for each in found if each.cells]
