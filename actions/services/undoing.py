"""Taking a whole import back, as long as nothing was edited since."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from actions.content import content_at
from actions.models import Action, ActionLine, FundingSource, PlanImport, Theme
from actions.services.editing import claim, write
from actions.services.importing import Before
from municipalities.models import Organisation


class CannotUndo(Exception):
    """An import cannot be taken back; the message is a Dutch sentence that says why."""


@transaction.atomic
def undo(plan_import: PlanImport, *, by: User) -> None:
    """Take a whole import back: what it changed is as before, what it made is gone. Raises CannotUndo."""
    found = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    why = why_not_undone(found)
    if why:
        raise CannotUndo(why)
    reason = (_("Inlezen van %(name)s ongedaan gemaakt") % {"name": found.name})[:100]
    for before in found.outcome["changed"]:
        _put_back(before, reason=reason, by=by)
    for action in Action.objects.filter(pk__in=[made["id"] for made in found.outcome["new"]]):
        for row in (*action.costs.all(), *action.goals.all()):
            row.delete_with_reason(reason, by=by)
        action.delete_with_reason(reason, by=by)
    _remove_empty(found, reason=reason, by=by)
    found.undone_at, found.undone_by = timezone.now(), by
    found.save(update_fields=["undone_at", "undone_by"])


def why_not_undone(plan_import: PlanImport) -> str:
    """Why an import cannot be taken back, as a sentence; empty when it can: nothing was edited since."""
    if not plan_import.applied_at or plan_import.undone_at:
        return _("Dit bestand staat niet (meer) in het plan.")
    outcome = plan_import.outcome
    expected = {row["id"]: row["version"] for row in (*outcome["new"], *outcome["changed"])}
    actions = {action.pk: action for action in Action.objects.filter(pk__in=expected)}
    edited = [pk for pk, version in expected.items() if pk not in actions or actions[pk].version != version]
    new = [row["id"] for row in outcome["new"]]
    used = set(
        Action.objects.filter(pk__in=new)
        .filter(Q(updates__isnull=False) | Q(absorbed__isnull=False) | Q(homes__isnull=False))
        .values_list("pk", flat=True)
    )
    moved = [pk for pk, action in actions.items() if action.updated_at > (plan_import.applied_at) and pk not in edited]
    count = len({*edited, *used, *moved})
    if not count:
        return ""
    return ngettext(
        "Sinds het inlezen is %(count)d actie bewerkt. Ongedaan maken kan niet meer; wijzig de acties zelf.",
        "Sinds het inlezen zijn %(count)d acties bewerkt. Ongedaan maken kan niet meer; wijzig de acties zelf.",
        count,
    ) % {"count": count}


def _put_back(before: Before, *, reason: str, by: User) -> None:
    action = Action.objects.select_related("programme").get(pk=before["id"])
    was = content_at(action, before["version"] - 1)
    if was is None:
        raise CannotUndo(_("Van een actie is niet bewaard hoe die was. Ongedaan maken kan niet."))
    claim(action, version=before["version"])
    action.line_id, action.theme_id, action.position = before["line"], before["theme"], before["position"]
    write(action, was, reason=reason, by=by, at=timezone.now())


def _remove_empty(plan_import: PlanImport, *, reason: str, by: User) -> None:
    """Remove lines, themes, organisations and funding sources that the import made and nothing else uses by now."""
    outcome = plan_import.outcome
    themes = Theme.objects.filter(pk__in=outcome["themes"], actions=None, guests=None, goals=None, notes=None)
    lines = ActionLine.objects.filter(pk__in=outcome["lines"], actions=None, guests=None, goals=None, notes=None)
    sources = FundingSource.objects.filter(pk__in=outcome["sources"], fundings=None, budgets=None)
    for row in (*themes, *lines.exclude(themes__actions__isnull=False), *sources):
        row.delete_with_reason(reason, by=by)
    Organisation.objects.filter(
        pk__in=outcome["organisations"], led_actions=None, joined_actions=None, programmes=None, assignments=None
    ).delete()
