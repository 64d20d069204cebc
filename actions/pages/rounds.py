"""The pages of a leader about progress rounds: whom to ask, and where everybody stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import Asked, Programme, ProgressRound
from actions.rules.asking import Lead, Sheet, sheets, to_ask
from municipalities.models import Assignment


@dataclass(frozen=True)
class Standing:
    """Where one person stands in a round."""

    asked: Asked
    sheet: Sheet
    late: bool

    @property
    def organisations(self) -> str:
        """Whose actions this person answers for."""
        return ", ".join(sorted(one.name for one in self.asked.organisations.all()))

    @property
    def state(self) -> str:
        """In a word, for the badge: `done`, `running`, `delayed`, `planned` or `stopped`."""
        if self.sheet.is_done:
            return "done"
        if self.asked.revoked_at:
            return "stopped"
        if self.late:
            return "delayed"
        return "running" if self.sheet.answered else "planned"

    @property
    def state_in_words(self) -> str:
        """The same, to read."""
        words = {
            "done": _("Klaar"),
            "stopped": _("Link ingetrokken"),
            "delayed": _("Te laat"),
            "running": _("Bezig"),
            "planned": _("Link geopend") if self.asked.opened_at else _("Gevraagd"),
        }
        return words[self.state]


def leads_of(programme: Programme) -> list[Lead]:
    """The organisations that lead open actions, by name, with who reports for them. Always the same queries."""
    found: dict[int, Lead] = {}
    for action in to_ask(programme):
        for organisation in action.leads.all():
            found.setdefault(organisation.pk, Lead(organisation)).actions.append(action)
    held = Assignment.objects.on(timezone.localdate()).filter(
        organisation__in=found, role__in=[Assignment.Role.OWNER, Assignment.Role.DEPUTY], awaits=False
    )
    for role in held.filter(user__is_active=True).select_related("user").order_by("-role", "user__name", "pk"):
        lead = found[role.organisation_id or 0]
        if role.user not in lead.people:
            lead.people.append(role.user)
            lead.owners += role.role == Assignment.Role.OWNER
    return sorted(found.values(), key=lambda lead: lead.organisation.name.casefold())


def standings_of(made: ProgressRound) -> list[Standing]:
    """Where everybody stands: who has something left first. The number of queries is always the same."""
    asked = list(made.asked.prefetch_related("organisations"))
    found = sheets(asked, made.programme)
    over = not made.is_open
    rows = [Standing(one, found[one.pk], over and not found[one.pk].is_done) for one in asked]
    return sorted(rows, key=lambda row: (row.sheet.is_done, str(row.asked).casefold(), row.asked.pk))


def tally_of(standings: Iterable[Standing]) -> str:
    """`12 van 40 mensen zijn klaar; 85 van 210 antwoorden zijn binnen.`"""
    rows = list(standings)
    numbers = {
        "done": sum(row.sheet.is_done for row in rows),
        "people": len(rows),
        "answered": sum(row.sheet.answered for row in rows),
        "total": sum(row.sheet.total for row in rows),
    }
    return _("Klaar: %(done)d van %(people)d mensen. Antwoorden: %(answered)d van %(total)d.") % numbers
