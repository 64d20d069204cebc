"""What rows of documents said when they were last taken over, by the action that they became."""

from django.db.models import Max

from actions.imports.sides import Taken
from actions.models import Programme, RowTaken


def taken_in(programme: Programme) -> dict[int, Taken]:
    """The last that was taken over for each action of a programme, by its id; one query. What was undone is not."""
    rows = RowTaken.objects.filter(action__programme=programme, plan_import__undone_at=None)
    last = rows.order_by().values("action").annotate(last=Max("pk")).values("last")
    return {row.action_id: Taken(row.said, row.held) for row in RowTaken.objects.filter(pk__in=last)}
