"""Progress on actions: what owners and leaders report, and the release that makes it public."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from actions.models import Action, Asked, ProgressUpdate
from actions.rules.content import mark_of, with_content
from actions.services import tracing
from municipalities.access import access
from municipalities.models.recorded import double_click


class NotAConcept(Exception):
    """What was to be released, edited or put back is a concept no more: somebody else was first."""


class ActionMoved(NotAConcept):
    """What an action says was changed after it was read."""


class TextChanged(NotAConcept):
    """Somebody else changed the text of the concept after it was read."""


def voice(action: Action, by: User) -> str:
    """On whose behalf somebody reports, as the public reads it: never a personal name."""
    if by.has_perm("actions.change_action", action):
        return gettext("Projectleider")
    mine = access(by).organisations()
    return _names(action, mine)


def _voices(action: Action, asked: Asked | None) -> str:
    return _names(action, {one.pk for one in asked.organisations.all()} if asked else set())


def _names(action: Action, organisations: set[int]) -> str:
    return ", ".join(lead.name for lead in action.leads.all() if lead.pk in organisations)[:200]


@transaction.atomic
def report_progress(
    action: Action,
    *,
    on: datetime.date,
    status: str,
    text: str,
    by: User | None,
    release: bool,
    no_change: bool = False,
    asked: Asked | None = None,
) -> ProgressUpdate:
    """Add an update. Released at once (by a leader), the action takes its status; else it is a concept.

    The same update sent twice, by a double click, is added once. `asked`: who says it by a link, without an account.
    """
    Action.objects.select_for_update().get(pk=action.pk)  # two clicks: one after the other
    added = ProgressUpdate.history.filter(history_type="+", history_date__gte=double_click(), action=action)
    same = added.filter(author=by, asked=asked, on=on, status=status, text=text, no_change=no_change).values("id")
    clicked = action.updates.filter(pk__in=same).first()
    if clicked:
        return clicked
    update = ProgressUpdate(action=action, on=on, status=status, text=text, no_change=no_change, author=by, asked=asked)
    update.author_name = voice(action, by) if by else _voices(action, asked)
    update.released_at = timezone.now() if release else None
    reason = "Geen wijziging gemeld" if no_change else "Voortgang gemeld"
    update.save_with_reason(reason, by=by)
    if release:
        _take_status(update, reason=reason, by=by)
        tracing.tell(tracing.Kind.RELEASED, action, by=by, detail="bericht over de voortgang")
    return update


@transaction.atomic
def release_update(update: ProgressUpdate, *, text: str, by: User, at: datetime.datetime | None = None) -> None:
    """Make a concept public, as the leader left its text; the owner's words stay in its history.

    Raises NotAConcept when somebody released or removed it before, TextChanged when `update` holds an older text.
    """
    concept = _locked_concept(update)
    reason = "Vrijgegeven" if text == concept.text else "Tekst aangepast en vrijgegeven"
    _reword(concept, text, by=by)
    concept.released_at = at or timezone.now()
    concept.save_with_reason(reason, by=by, on=at)
    _take_status(concept, reason="Voortgang vrijgegeven", by=by, at=at)
    tracing.tell(tracing.Kind.RELEASED, concept.action, by=by, detail="bericht over de voortgang")


@transaction.atomic
def rephrase_update(update: ProgressUpdate, *, text: str, by: User) -> bool:
    """Keep an edited text of a concept without releasing it. False: the text was the same. Raises NotAConcept."""
    concept = _locked_concept(update)
    if text == concept.text:
        return False
    _reword(concept, text, by=by)
    concept.save_with_reason("Tekst aangepast voor vrijgave", by=by)
    return True


@transaction.atomic
def put_back_update(update: ProgressUpdate, *, reason: str, by: User) -> None:
    """Take a concept off the list; its words stay in the history and its author reads why. Raises NotAConcept."""
    _locked_concept(update).delete_with_reason(reason, by=by)


@transaction.atomic
def release_action(action: Action, *, by: User, at: datetime.datetime | None = None) -> None:
    """Make an action public. Raises NotAConcept when it is public already."""
    concept = Action.objects.select_for_update().filter(pk=action.pk, released_at__isnull=True).first()
    if concept is None:
        raise NotAConcept
    concept.released_at = concept.updated_at = at or timezone.now()
    concept.save_with_reason("Actie vrijgegeven", by=by, on=at)
    tracing.tell(tracing.Kind.RELEASED, concept, by=by)


@transaction.atomic
def release_together(
    updates: Mapping[ProgressUpdate, str],
    actions: Iterable[Action],
    *,
    keep: Mapping[ProgressUpdate, str],
    by: User,
    at: datetime.datetime | None = None,
    marks: Mapping[int, str] | None = None,
) -> int:
    """Release updates with the text for each, and actions, and keep other texts: all or none. Counts the released.

    All lines of history get the moment `at`, by which `releasing.undo_release` finds them. Raises NotAConcept when one
    of them is a concept no more, ActionMoved when an action is not what its reader saw (`marks`, by id).
    """
    released = list(actions)
    _refuse_unseen(released, marks or {})
    for action in released:
        release_action(action, by=by, at=at)
    for update in sorted(updates, key=lambda update: (update.on, update.pk)):
        release_update(update, text=updates[update], by=by, at=at)
    for update, text in keep.items():
        rephrase_update(update, text=text, by=by)
    return len(released) + len(updates)


def _refuse_unseen(actions: Iterable[Action], marks: Mapping[int, str]) -> None:
    locked = Action.objects.select_for_update(of=("self",)).filter(pk__in=[action.pk for action in actions])
    for action in with_content(locked.select_related("line", "theme")):
        if marks.get(action.pk) not in (None, mark_of(action)):
            raise ActionMoved


def _locked_concept(update: ProgressUpdate) -> ProgressUpdate:
    concept = ProgressUpdate.objects.select_for_update().filter(pk=update.pk, released_at__isnull=True).first()
    if concept is None:
        raise NotAConcept
    if concept.text != update.text:
        raise TextChanged
    return concept


def _reword(concept: ProgressUpdate, text: str, *, by: User) -> None:
    """Give a message another text; in the words of somebody else than its author it says so for ever."""
    if text != concept.text and concept.author_id != by.pk:
        concept.is_edited = True
    concept.text = text


def _take_status(update: ProgressUpdate, *, reason: str, by: User | None, at: datetime.datetime | None = None) -> None:
    """Give the action the status of a released update, unless a newer released update says one.

    Only a new status makes a new version: news without one does not stand in the way of somebody who is editing.
    """
    action = Action.objects.select_for_update().get(pk=update.action_id)
    if update.status and update.status != action.status and not _is_overtaken(update):
        action.status = update.status
        action.secured_with, action.merged_into = "", None
        action.version += 1
    action.updated_at = at or timezone.now()
    action.save_with_reason(reason, by=by, on=at)


def _is_overtaken(update: ProgressUpdate) -> bool:
    later = ProgressUpdate.objects.released().filter(action=update.action_id).exclude(status="").exclude(pk=update.pk)
    return any((other.on, other.pk) > (update.on, update.pk) for other in later.filter(on__gte=update.on))
