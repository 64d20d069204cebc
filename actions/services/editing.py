"""Adding and editing an action: one save is one line in its history, and nobody overwrites another's edit unseen."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.models import User
from actions.models import Action, ActionLine, Theme
from actions.rules.content import Content, changed, content_of, label_of
from actions.rules.earlier import content_at
from actions.services import repeats, tracing
from actions.services.writing import Stamp, of_today, with_ids, write_all
from municipalities.models.recorded import double_click


class ActionChanged(Exception):
    """Somebody else saved the action after the version that the writer knew."""


class NothingToUndo(Exception):
    """The history does not know what the action was before."""


def claim(action: Action, *, version: int) -> None:
    """Take the next version of an action and read it afresh. Raises ActionChanged when there is a later one.

    The check is the write, so that of two people at the same moment one is refused; call it inside a transaction.
    """
    if not Action.objects.filter(pk=action.pk, version=version).update(version=F("version") + 1):
        raise ActionChanged
    action.refresh_from_db()


def claim_all(versions: Mapping[int, int]) -> dict[int, Action]:
    """The same for many actions, by id the version that the writer knew; gives them locked, for `write_all` to save.

    Raises ActionChanged when one has a later version or is gone; call it inside a transaction.
    """
    locked = Action.objects.select_for_update(of=("self",)).filter(pk__in=versions).order_by("pk")
    found = {action.pk: action for action in locked.select_related("programme")}
    if {pk: action.version for pk, action in found.items()} != dict(versions):
        raise ActionChanged
    for action in found.values():
        action.version += 1
    return found


@transaction.atomic
def edit_action(action: Action, *, content: Content, version: int, reason: str, by: User | None) -> list[str]:
    """Save an edit of an action with its goals and costs; returns the names of the parts that changed (none: no line).

    Raises ActionChanged when `version` is not the last one, unless the same person saved the same on top of it: that is
    the same form, sent twice. Without a reason the history says which parts changed.
    """
    (content,) = of_today([content])
    try:
        claim(action, version=version)
    except ActionChanged:
        if parts := repeats.saved_before(action, content, version=version, by=by):
            return parts
        raise
    parts = changed(content_of(action), content)
    if not parts:
        Action.objects.filter(pk=action.pk).update(version=version)  # nothing to write: the claim is taken back
        action.version = version
        return []
    named = ", ".join(label_of(part) for part in parts)
    write(action, content, reason=reason or f"Gewijzigd: {named}", by=by, at=timezone.now())
    return parts


@transaction.atomic
def undo_edit(action: Action, *, version: int, by: User) -> list[str]:
    """Restore what an action was before its last edit, as a new edit; returns the names of the parts that changed.

    Raises ActionChanged when somebody saved since, NothingToUndo when the history does not know the earlier version.
    """
    before = content_at(action, version - 1)
    if before is None:
        raise NothingToUndo
    return edit_action(action, content=before, version=version, reason="Laatste wijziging ongedaan gemaakt", by=by)


@transaction.atomic
def add_action(
    line: ActionLine, *, theme: Theme | None, content: Content, release: bool, by: User, reason: str = ""
) -> Action:
    """Add an action at the end of a line: public at once, or a concept that waits for release.

    The same action sent twice, by a double click, is added once.
    """
    (content,) = of_today([content])
    ActionLine.objects.select_for_update().get(pk=line.pk)  # two clicks: one after the other
    clicked = _clicked(line, theme, content, by)
    if clicked:
        return clicked
    now = timezone.now()
    last = line.actions.filter(theme=theme).aggregate(last=Max("position"))["last"]
    action = Action(
        programme=line.programme,
        line=line,
        theme=theme,
        position=0 if last is None else last + 1,
        released_at=now if release else None,
    )
    said = "Toegevoegd en vrijgegeven" if release else "Toegevoegd als concept"
    write(action, content, reason=reason or said, by=by, at=now)
    if release:
        tracing.tell(tracing.Kind.RELEASED, action, by=by)
    return action


def _clicked(line: ActionLine, theme: Theme | None, content: Content, by: User) -> Action | None:
    """The action that the same person added a moment ago with the same words, if any."""
    added = Action.history.filter(history_type="+", history_date__gte=double_click(), history_user=by, line=line)
    same = {name: getattr(content, name) for name in ("what", "how", "number")}
    return line.actions.filter(pk__in=added.filter(theme=theme, **same).values("id")).first()


def write(action: Action, content: Content, *, reason: str, by: User | None, at: datetime.datetime) -> None:
    """Write all parts of an action with the same reason and moment: one line for the action, one per goal or cost."""
    stamp = Stamp(reason, by, at)
    (content,) = with_ids([content], action.programme, stamp)
    write_all([(action, content)], stamp)
