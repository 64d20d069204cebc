"""Where an action stands in the plan: its line, its theme and its place among the others there."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from actions.models import Action, ActionLine, Theme


@transaction.atomic
def move_action(action: Action, *, line: ActionLine, theme: Theme | None, by: User) -> bool:
    """Put an action at the end of another line or theme. False: it stands there already."""
    list(ActionLine.objects.select_for_update().filter(programme=line.programme_id).order_by("pk"))
    moved = Action.objects.get(pk=action.pk)
    if (moved.line_id, moved.theme_id) == (line.pk, theme.pk if theme else None):
        return False
    last = line.actions.filter(theme=theme).aggregate(last=Max("position"))["last"]
    moved.line, moved.theme = line, theme
    moved.position = 0 if last is None else last + 1
    moved.updated_at = timezone.now()
    moved.save_with_reason(f"Verplaatst naar {line}" + (f", {theme}" if theme else ""), by=by)
    return True


@transaction.atomic
def shift_action(action: Action, *, places: int, by: User) -> bool:
    """Move an action up (-1) or down (1) among those of its line and theme. False: it stands at that end already."""
    list(ActionLine.objects.select_for_update().filter(pk=action.line_id))
    order = _in_order(Action.objects.get(pk=action.pk), by=by)
    place = next(index for index, other in enumerate(order) if other.pk == action.pk)
    target = place + places
    if not 0 <= target < len(order):
        return False
    moved, neighbour = order[place], order[target]
    moved.position, neighbour.position = neighbour.position, moved.position
    moved.updated_at = timezone.now()
    neighbour.save_with_reason("Plaats gewisseld met een andere actie", by=by)
    moved.save_with_reason("Omhoog verplaatst" if places < 0 else "Omlaag verplaatst", by=by)
    return True


def _in_order(action: Action, *, by: User) -> list[Action]:
    """The actions of the same line and theme, in order. Only those that share a position are written, to part them."""
    order = list(Action.objects.filter(line=action.line_id, theme=action.theme_id).order_by("position", "pk"))
    last = -1
    for sibling in order:
        if sibling.position <= last:
            sibling.position = last + 1
            sibling.save_with_reason("Volgorde bijgewerkt", by=by)
        last = sibling.position
    return order
