"""Whether what somebody sends was saved by that person before: the same form, sent twice, is nobody else's."""

from dataclasses import replace

from accounts.models import User
from actions.models import Action
from actions.rules.content import Content, Named, changed, content_of
from actions.rules.earlier import content_at
from municipalities.models import Organisation


def saved_before(action: Action, content: Content, *, version: int, by: User | None) -> list[str]:
    """The parts that this person changed by saving this content on top of a version; [] when that is not so.

    Only when nothing was saved since by anybody: then the action is what was sent.
    """
    now = Action.objects.get(pk=action.pk)
    if by is None or now.version != version + 1 or not saved_by(now, since=version, by=by):
        return []
    before, saved = content_at(now, version), content_of(now)
    if before is None or _as_rows(content, now) != _as_rows(saved, now):
        return []
    return changed(before, saved)


def saved_by(action: Action, *, since: int, by: User) -> bool:
    """Whether all that was saved of an action after a version was saved by this person."""
    savers = set(action.history.filter(version__gt=since).values_list("history_user", flat=True))
    return savers == {by.pk}


def _as_rows(content: Content, action: Action) -> Content:
    """A content with rows in the place of the names that were typed, and costs without their own numbers."""
    known = Organisation.objects.ids_by_name(action.programme.region_id)
    sources = {name.casefold(): pk for name, pk in action.programme.funding_sources.values_list("name", "pk")}
    return replace(
        content,
        leads=frozenset(_row(one, known) for one in content.leads),
        partners=frozenset(_row(one, known) for one in content.partners),
        costs=tuple(
            replace(cost, pk=None, cover=tuple(replace(part, source=_row(part.source, sources)) for part in cost.cover))
            for cost in content.costs
        ),
    )


def _row(one: Named, known: dict[str, int]) -> Named:
    return known.get(one.casefold(), one) if isinstance(one, str) else one
