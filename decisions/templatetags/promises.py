"""What councils asked and were promised about one thing, beside that thing on its own page."""

from typing import Any

from django import template

from accounts import standing
from decisions.models import Promise
from decisions.pages.promises import PromiseRow
from decisions.rules.promises import of_promise

register = template.Library()
KEPT = "_promises_beside"


@register.inclusion_tag("decisions/_promises_beside.html", takes_context=True)
def toezeggingen_bij(context: Any, kind: str, key: int | str, programme: Any, level: int = 2) -> dict[str, Any]:
    """The questions and promises about one thing that the reader may see; one query per kind and programme.

    `kind` is one of `Promise.TIES`, `key` the id (of a figure its key). Who reads this page may see the thing itself.
    """
    request = context["request"]
    kept: dict[tuple[str, int], dict[Any, list[PromiseRow]]] = request.__dict__.setdefault(KEPT, {})
    if (kind, programme.pk) not in kept:
        kept[kind, programme.pk] = _rows(request.user, kind, programme)
    return {"rows": kept[kind, programme.pk].get(key, []), "level": level, "kind": kind, "key": key}


def _rows(user: Any, kind: str, programme: Any) -> dict[Any, list[PromiseRow]]:
    field, today = Promise.TIES[kind], standing.today()
    nothing = "" if kind == "indicator" else None
    told = Promise.objects.visible_to(user).filter(programme=programme).exclude(**{field: nothing}).in_order()
    found: dict[Any, list[PromiseRow]] = {}
    for promise in told.select_related("municipality"):
        found.setdefault(getattr(promise, field), []).append(PromiseRow(promise, of_promise(promise, today)))
    return found
