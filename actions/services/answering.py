"""Answering in a progress round by a link, without an account: what it opens, and what is kept of an answer."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from actions.models import Action, Asked, AskedLink, ProgressRound, ProgressUpdate
from actions.rules.asking import Sheet, sheets
from actions.services.progress import report_progress

REPLACED = "Vervangen door een nieuw antwoord"


class LinkGone(Exception):
    """The link opens nothing: never made, taken back, or its round is over. Nobody is told which."""


class NotAsked(Exception):
    """This action is not asked of this person, or not any more."""


def new_link(asked: Asked) -> str:
    """A new link of 256 bits; gives what stands in it, of which only a hash is kept."""
    token = secrets.token_urlsafe(32)
    AskedLink.objects.create(asked=asked, token_hash=_hash(token))
    return token


def of_link(token: str) -> Asked:
    """Who was given this link. Raises LinkGone."""
    found = Asked.objects.reachable(on=timezone.localdate()).filter(links__token_hash=_hash(token))
    asked = found.select_related("round__programme__region").prefetch_related("organisations").first()
    if asked is None:
        raise LinkGone
    return asked


def note_opened(asked: Asked) -> None:
    """Note the first time that a link was opened."""
    if asked.opened_at is None:
        Asked.objects.filter(pk=asked.pk, opened_at__isnull=True).update(opened_at=timezone.now())


def sheet_of(asked: Asked) -> Sheet:
    """All that somebody is asked."""
    return sheets([asked], asked.round.programme)[asked.pk]


@transaction.atomic
def answer(asked: Asked, action: Action, *, status: str = "", text: str = "", no_change: bool = False) -> None:
    """Keep an answer as a concept; an earlier one that waits goes, so that nobody releases what was not seen.

    Raises LinkGone when the round was closed meanwhile, NotAsked when the action is not asked any more.
    """
    held = _held(asked)
    if action.pk not in {question.action.pk for question in sheet_of(held).questions}:
        raise NotAsked
    _keep(held, action, status=status, text=text, no_change=no_change)


@transaction.atomic
def answer_rest(asked: Asked) -> int:
    """Answer "no change" for all that is not answered; gives for how many. Raises LinkGone."""
    held = _held(asked)
    left = sheet_of(held).left
    for action in left:
        _keep(held, action, status="", text="", no_change=True)
    return len(left)


def _held(asked: Asked) -> Asked:
    """The same person, held with the round until this transaction ends: two answers come one after the other."""
    ProgressRound.objects.select_for_update().get(pk=asked.round_id)
    found = Asked.objects.reachable(on=timezone.localdate()).filter(pk=asked.pk)
    held = found.select_related("round__programme__region").prefetch_related("organisations").first()
    if held is None:
        raise LinkGone
    return held


def _keep(asked: Asked, action: Action, *, status: str, text: str, no_change: bool) -> None:
    now = timezone.now()
    said = {"status": status, "text": text, "no_change": no_change}
    waiting = ProgressUpdate.objects.concepts().select_for_update().filter(asked=asked, action=action)
    for concept in waiting:
        if not concept.is_edited and {name: getattr(concept, name) for name in said} == said:
            return
        concept.delete_with_reason(REPLACED, by=None)
    on = timezone.localdate(now)
    report_progress(action, on=on, status=status, text=text, no_change=no_change, by=None, release=False, asked=asked)
    Asked.objects.filter(pk=asked.pk).update(answered_at=now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
