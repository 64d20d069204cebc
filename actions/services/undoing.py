"""Taking a whole import back, as long as nothing was edited since."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from actions.models import Action, ActionLine, FundingSource, PlanImport, Theme
from actions.rules.content import content_at
from actions.services.editing import ActionChanged, claim, write
from actions.services.importing import Before
from municipalities.models import Organisation

# What others hang on a new action; it would go with the action.
USED = (
    Q(updates__isnull=False)
    | Q(absorbed__isnull=False)
    | Q(homes__isnull=False)
    | Q(origins__isnull=False)
    | Q(goals__indicators__isnull=False)
    | Q(goals__children__isnull=False)
)


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
    try:
        for before in found.outcome["changed"]:
            _put_back(before, reason=reason, by=by)
    except ActionChanged as changed:  # at this very moment
        raise CannotUndo(_("Iemand bewerkt nu een van deze acties. Er is niets teruggezet.")) from changed
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
    used = set(Action.objects.filter(pk__in=new).filter(USED).values_list("pk", flat=True))
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
    if not ActionLine.objects.filter(pk=before["line"]).exists():
        raise CannotUndo(_("De lijn waar een actie in stond, is er niet meer. Ongedaan maken kan niet."))
    if before["theme"] and not Theme.objects.filter(pk=before["theme"]).exists():
        raise CannotUndo(_("Het thema waar een actie bij stond, is er niet meer. Ongedaan maken kan niet."))
    claim(action, version=before["version"])
    action.line_id, action.theme_id, action.position = before["line"], before["theme"], before["position"]
    write(action, was, reason=reason, by=by, at=timezone.now())


def _remove_empty(plan_import: PlanImport, *, reason: str, by: User) -> None:
    """Remove lines, themes, organisations and funding sources that the import made and nothing else uses by now."""
    outcome = plan_import.outcome
    themes = Theme.objects.filter(pk__in=outcome["themes"], actions=None, guests=None, goals=None, notes=None)
    lines = ActionLine.objects.filter(pk__in=outcome["lines"], actions=None, guests=None, goals=None, notes=None)
    sources = FundingSource.objects.filter(pk__in=outcome["sources"], fundings=None, budgets=None)
    for row in (*themes, *sources):
        row.delete_with_reason(reason, by=by)
    for line in lines.filter(themes=None):  # a theme that is still used would go with its line
        line.delete_with_reason(reason, by=by)
    unused = dict.fromkeys(("led_actions", "joined_actions", "programmes", "assignments", "commitments", "sources"))
    Organisation.objects.filter(pk__in=outcome["organisations"], **unused).delete()
