"""Ending an action and taking it up again. Why is kept twice: in the history, and as progress for everybody."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action, ProgressUpdate
from actions.services.editing import ActionChanged, claim
from actions.services.progress import voice
from actions.services.repeats import saved_by


@dataclass(frozen=True)
class Ending:
    """How an action ends: its closed status, with whom it is secured or what it merged into, and why."""

    status: str
    reason: str = ""
    secured_with: str = ""
    merged_into: Action | None = None

    @property
    def sentence(self) -> str:
        """How it ended, in words; empty when the status says it all."""
        if self.merged_into:  # not by its name: it may be hidden, or become so; pages name it to those who may see it
            return "Opgegaan in een andere actie"
        return f"Geborgd bij {self.secured_with}" if self.secured_with else ""


@transaction.atomic
def close_action(action: Action, *, ending: Ending, version: int, by: User) -> None:
    """End an action. Raises ActionChanged when `version` is not the last one.

    The same ending, sent twice by the same person, is written once.
    """
    said = ". ".join(part for part in (ending.sentence, ending.reason) if part)
    ended = (ending.status, ending.secured_with, ending.merged_into.pk if ending.merged_into else None)
    if not _claimed(action, version=version, by=by, ended=ended, said=said):
        return
    action.status, action.secured_with = ending.status, ending.secured_with
    action.merged_into = ending.merged_into
    _save(action, said=said, reason=said or f"Afgesloten: {action.get_status_display()}", by=by)


@transaction.atomic
def reopen_action(action: Action, *, status: str, reason: str, version: int, by: User) -> None:
    """Take a closed action up again, with its new status. Raises and repeats as `close_action` does."""
    if not _claimed(action, version=version, by=by, ended=(status, "", None), said=reason):
        return
    action.status, action.secured_with, action.merged_into = status, "", None
    _save(action, said=reason, reason=f"Heropend: {reason}", by=by)


def _claimed(action: Action, *, version: int, by: User, ended: tuple[str, str, int | None], said: str) -> bool:
    """Take the next version; False when this person ended the action so, with these words, on top of `version`."""
    try:
        claim(action, version=version)
    except ActionChanged:
        now = Action.objects.get(pk=action.pk)
        same = (now.status, now.secured_with, now.merged_into_id) == ended
        again = same and now.version == version + 1 and saved_by(now, since=version, by=by)
        last = now.updates.filter(author=by).order_by("-pk").first() if again else None
        if last is None or (last.text, last.status) != (said, now.status):
            raise
        action.refresh_from_db()
        return False
    return True


def _save(action: Action, *, said: str, reason: str, by: User) -> None:
    """One line in the history of the action, and a released update that says the same to everybody."""
    now = timezone.now()
    action.updated_at = now
    action.save_with_reason(reason, by=by, on=now)
    update = ProgressUpdate(
        action=action,
        on=timezone.localdate(),
        status=action.status,
        text=said,
        author=by,
        author_name=voice(action, by),
        released_at=now,
    )
    update.save_with_reason(reason, by=by, on=now)
