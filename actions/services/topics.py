"""Keeping the topics that all regions share: adding, merging, and taking the last change back.

Changing one is as with any kept row (actions.services.keeping).
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, Theme, Topic
from actions.rules.kept import Values, history
from actions.rules.kinds import TOPIC
from actions.services.keeping import way_of
from municipalities.services import keeping
from municipalities.services.keeping import Changed, Refusal

TAGGED: tuple[Any, ...] = (Action, Theme)
RESERVED = {"nieuw", "ongedaan-maken"}  # addresses beside those of topics


@transaction.atomic
def add(topic: Topic, values: Values, *, reason: str, by: User) -> Topic:
    """Add a topic with an address after its title; a double click adds it once. Raises Refusal."""
    stem = slugify(values["title"])[:45] or "onderwerp"
    taken = set(Topic.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    taken |= set(Topic.history.filter(slug__startswith=stem).values_list("slug", flat=True))  # a link stays unique
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    topic.slug = next(name for name in names if name not in taken)
    person = User.objects.get(pk=by.pk)  # a topic hangs on nothing: two clicks of one person, one after the other
    made: Topic = keeping.add(way_of(TOPIC), topic, values, under=person, reason=reason, by=by)
    return made


@transaction.atomic
def merge(old: Topic, new: Topic, *, by: User) -> int:
    """Give everything with one topic the other, each with a line in its own history; the one goes. Gives its version.

    Raises Changed when one of them is gone.
    """
    held = {one.pk: one for one in Topic.objects.select_for_update().filter(pk__in=[old.pk, new.pk]).order_by("pk")}
    if len(held) < 2:
        raise Changed
    if not keeping.version_of(Topic, old.pk):  # older than its history: what it was is kept first
        Topic.history.bulk_history_create([held[old.pk]], default_change_reason=_("Zoals het was"))
    reason = _reason(held[old.pk], held[new.pk])
    for model in TAGGED:
        for row in model._base_manager.select_for_update(of=("self",)).filter(topics=old.pk).order_by("pk"):
            _tag(row, (_topics_of(row) - {old.pk}) | {new.pk}, reason=reason, by=by)
    held[old.pk].delete_with_reason(reason, by=by)
    return keeping.version_of(Topic, old.pk)


def _reason(old: Topic, new: Topic) -> str:
    return (_("Onderwerp ‘%(old)s’ werd ‘%(new)s’") % {"old": old.title[:35], "new": new.title[:35]})[:100]


def _topics_of(row: Any) -> set[int]:
    return set(row.topics.values_list("pk", flat=True))


def _tag(row: Any, topics: set[int], *, reason: str, by: User) -> None:
    if isinstance(row, Action):
        row.version += 1  # a form that was opened before is told what changed
    row.save_with_reason(reason, by=by, sets={"topics": sorted(topics)})


@transaction.atomic
def undo(pk: int, *, version: int, by: User) -> str:
    """Take the last change of a topic back; gives what was done, as a sentence.

    After merging, what had the topic has it again, also when somebody went on with that since. Raises Changed, Refusal.
    """
    lines = history(TOPIC, pk)
    if not lines or lines[-1].history_id != version:
        raise Changed
    last = lines[-1]
    if last.history_type == "+" and any(model._base_manager.filter(topics=pk).exists() for model in TAGGED):
        raise Refusal(_("Dit onderwerp is al in gebruik. Voeg het samen met een ander onderwerp."))
    said = keeping.undo(way_of(TOPIC), last, version=version, by=by)
    if last.history_type == "-":
        _give_back(pk, last, since=lines[-2].history_date, by=by)
    return said


def _give_back(pk: int, merged: Any, *, since: datetime.datetime, by: User) -> None:
    """Give the topic back to what had it until the merging."""
    for model in TAGGED:
        told = model.history.filter(history_change_reason=merged.history_change_reason)
        for line in told.filter(history_date__range=(since, merged.history_date)).order_by("history_id"):
            before = line.prev_record
            row = model._base_manager.select_for_update(of=("self",)).filter(pk=line.id).first()
            had = _then(before) if before else set()
            if row is None or pk not in had:
                continue
            got = _then(line) - had
            _tag(row, (_topics_of(row) - got) | {pk}, reason=_("Samenvoegen van onderwerpen ongedaan gemaakt"), by=by)


def _then(line: Any) -> set[int]:
    """The ids of the topics that a line of history held."""
    return set(line.topics.values_list("topic_id", flat=True))
