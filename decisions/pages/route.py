"""What became of the route of a document, as people read it."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from actions.models import Document
from actions.pages.versions import Change, Version
from decisions.models import RouteStep
from decisions.rules.route import planned


def versions_of(document: Document) -> list[Version]:
    """Every save of a route, the last first, as one version each; two queries, however many."""
    lines = list(RouteStep.history.filter(document=document).select_related("history_user").order_by("history_id"))
    saves: dict[Any, list[Any]] = defaultdict(list)
    for line in lines:
        saves[line.history_date, line.history_user_id].append(line)
    before: dict[int, str] = {}
    found = []
    for (moment, _user), kept in saves.items():
        version = Version.told_by(kept[0], [], when=document.programme.day_in_words(moment))
        for line in kept:
            step = planned(line)
            now = "" if line.history_type == "-" else _("%(place)d. %(step)s") % {
                "place": line.position, "step": step.in_words,
            }  # fmt: skip
            if before.get(line.id, "") != now:
                version.changes.append(Change(step.name, before.get(line.id, ""), now))
            before[line.id] = now
        found.append(version)
    return found[::-1]
