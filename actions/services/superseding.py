"""Marks words of the plan that something else came instead of: in each write of actions, one or many."""

import datetime
from collections.abc import Mapping, Sequence

from actions.models import Action
from actions.rules.content import Content, content_in
from actions.rules.earlier import contents_at
from actions.rules.superseded import WORDS, Words, asks_history, marked_since, reading_of

Marks = Mapping[int, datetime.date | None]  # by id of an action; None: the words hold


def mark(written: Sequence[tuple[Action, Content]], known: Mapping[int, Action], *, on: datetime.date) -> None:
    """Set on actions that are about to be written since when their words do not hold; `known` as they are now.

    The history is asked only of what may have been put back, in a fixed number of queries.
    """
    changes = [(action, content_in(known[action.pk]), new) for action, new in written if action.pk in known]
    for words in WORDS:
        asked = {
            action.pk: new
            for action, old, new in changes
            if asks_history(words, old, new, marked=bool(getattr(known[action.pk], words.mark)))
        }
        holding = _put_back(words, asked)
        for action, old, new in changes:
            since = getattr(known[action.pk], words.mark)
            day = marked_since(words, old, new, since=since, on=on)
            setattr(action, words.mark, holding.get(action.pk, day))


def _put_back(words: Words, asked: Mapping[int, Content]) -> Marks:
    """Of actions that are again what they were when these words were last theirs: the mark of then."""
    holding: dict[int, int] = {}
    replaced: dict[int, tuple[int, datetime.date]] = {}
    told = Action.history.filter(id__in=asked).order_by("history_date", "history_id") if asked else []
    for line in told:
        if getattr(line, words.text) == getattr(asked[line.id], words.text):
            since = getattr(line, words.mark)
            if since:
                replaced[line.id] = (line.version, since)
            else:
                holding[line.id] = line.version
    again = _same(words, asked, {pk: version for pk, (version, _since) in replaced.items()})
    found: dict[int, datetime.date | None] = {pk: replaced[pk][1] for pk in again}
    return found | dict.fromkeys(_same(words, asked, holding))


def _same(words: Words, asked: Mapping[int, Content], versions: Mapping[int, int]) -> list[int]:
    """Those that were at a version what they are now, as far as these words go."""
    then = contents_at(versions) if versions else {}
    return [pk for pk, content in then.items() if reading_of(words, content) == reading_of(words, asked[pk])]
