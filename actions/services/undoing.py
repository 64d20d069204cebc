"""Taking an import back: what nobody touched since is as before, what somebody went on with stays and is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from actions.models import Action, ActionLine, FundingSource, PlanImport, Theme
from actions.rules.content import Content
from actions.rules.earlier import contents_at
from actions.services import removing
from actions.services.closing import Ending, close_action
from actions.services.editing import ActionChanged, claim_all
from actions.services.importing import Before
from actions.services.writing import Stamp, write_all
from municipalities.models import Organisation

EDITED = gettext_lazy("sinds het inlezen bewerkt")
USED = gettext_lazy("heeft al voortgang of iets anders dat anderen eraan hingen")
NO_PLACE = gettext_lazy("de lijn of het thema waar deze actie stond, is er niet meer")
NO_HISTORY = gettext_lazy("hoe deze actie was, is niet bewaard")


class CannotUndo(Exception):
    """An import cannot be taken back; the message is a Dutch sentence that says why."""


@dataclass
class Undoing:
    """What taking an import back does, action by action."""

    removed: list[Action] = field(default_factory=list)  # new concepts: they go
    closed: list[Action] = field(default_factory=list)  # new and public: they stay in the plan, as stopped
    restored: list[tuple[Before, Content]] = field(default_factory=list)  # changed: as they were
    stays: list[tuple[Action, str]] = field(default_factory=list)  # with why

    @property
    def count(self) -> int:
        """How many actions are taken back."""
        return len(self.removed) + len(self.closed) + len(self.restored)

    @property
    def parts(self) -> list[str]:
        """What is done with how many actions, in words; nothing for what does not happen."""
        said = [
            (len(self.removed), _("nieuw en nog concept: die gaan weg")),
            (len(self.closed), _("nieuw en al openbaar: die blijven staan, als gestopt")),
            (len(self.restored), _("gewijzigd: die worden weer zoals ze waren")),
            (len(self.stays), _("waar iemand mee verder ging: die blijven zoals ze nu zijn")),
        ]
        return [f"{count} {words}" for count, words in said if count]

    @property
    def sentence(self) -> str:
        """What was done, once it is done."""
        if not self.stays and not self.closed:
            return _("Het inlezen is ongedaan gemaakt. Het plan is weer zoals het was.")
        return _("Het inlezen is ongedaan gemaakt, zover dat kon. Hieronder staat wat is gebleven.")


def undoing_of(plan_import: PlanImport) -> Undoing:
    """What taking an import back would do now, in a fixed number of queries."""
    found = Undoing()
    if not plan_import.applied_at or plan_import.undone_at:
        return found
    outcome = plan_import.outcome
    versions = {row["id"]: row["version"] for row in (*outcome["new"], *outcome["changed"])}
    actions = {action.pk: action for action in Action.objects.filter(pk__in=versions).prefetch_related("goals")}
    touched = {
        pk
        for pk, action in actions.items()
        if action.version != versions[pk] or action.updated_at > plan_import.applied_at
    }
    used = removing.used([row["id"] for row in outcome["new"]])
    for pk in (row["id"] for row in outcome["new"] if row["id"] in actions):
        if pk in touched or pk in used:
            found.stays.append((actions[pk], str(EDITED if pk in touched else USED)))
        else:
            (found.closed if actions[pk].is_released else found.removed).append(actions[pk])
    _changed(found, [row for row in outcome["changed"] if row["id"] in actions], actions, touched)
    return found


def _changed(found: Undoing, rows: list[Before], actions: Mapping[int, Action], touched: set[int]) -> None:
    """Sort the actions that the import changed."""
    before = contents_at({row["id"]: row["version"] - 1 for row in rows if row["id"] not in touched})
    lines = set(ActionLine.objects.filter(pk__in={row["line"] for row in rows}).values_list("pk", flat=True))
    themes = set(Theme.objects.filter(pk__in={row["theme"] for row in rows}).values_list("pk", flat=True))
    for row in rows:
        why = (
            EDITED if row["id"] in touched
            else NO_PLACE if row["line"] not in lines or (row["theme"] and row["theme"] not in themes)
            else NO_HISTORY if row["id"] not in before
            else ""
        )  # fmt: skip
        if why:
            found.stays.append((actions[row["id"]], str(why)))
        else:
            found.restored.append((row, before[row["id"]]))


def why_not_undone(plan_import: PlanImport, undoing: Undoing) -> str:
    """Why an import cannot be taken back, as a sentence; empty when it can."""
    if not plan_import.applied_at or plan_import.undone_at:
        return _("Dit bestand staat niet (meer) in het plan.")
    if not undoing.count:
        return _(
            "Alles wat dit bestand bracht, is sindsdien bewerkt. Ongedaan maken kan niet meer; wijzig de acties zelf."
        )
    return ""


@transaction.atomic
def undo(plan_import: PlanImport, *, by: User) -> Undoing:
    """Take an import back, as far as nobody went on with it; gives what was done. Raises CannotUndo."""
    found = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    undoing = undoing_of(found)
    if why := why_not_undone(found, undoing):
        raise CannotUndo(why)
    reason = (_("Inlezen van %(name)s ongedaan gemaakt") % {"name": found.name})[:100]
    stamp = Stamp(reason, by, timezone.now())
    try:
        _take_back(undoing, stamp, by)
    except ActionChanged as changed:  # at this very moment
        raise CannotUndo(_("Iemand bewerkt nu een van deze acties. Er is niets teruggezet.")) from changed
    _remove_empty(found, reason=reason, by=by)
    found.outcome["stays"] = [{"id": action.pk, "why": why} for action, why in undoing.stays]
    found.undone_at, found.undone_by = stamp.at, by
    found.save(update_fields=["undone_at", "undone_by", "outcome"])
    return undoing


def _take_back(undoing: Undoing, stamp: Stamp, by: User) -> None:
    """Write it. Raises ActionChanged."""
    versions = {before["id"]: before["version"] for before, _content in undoing.restored}
    claimed = claim_all(versions | {action.pk: action.version for action in undoing.removed})
    for before, _content in undoing.restored:
        action = claimed[before["id"]]
        action.line_id, action.theme_id, action.position = before["line"], before["theme"], before["position"]
    write_all([(claimed[before["id"]], content) for before, content in undoing.restored], stamp)
    removing.delete_all(undoing.removed, stamp)
    for action in undoing.closed:
        ending = Ending(Action.Status.STOPPED, reason=stamp.reason)
        close_action(action, ending=ending, version=action.version, by=by)


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
