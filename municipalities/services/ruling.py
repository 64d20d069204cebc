"""Rules that give a role at sign-in: set, confirmed and removed by who gives that role there (docs/besluiten/103)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from municipalities.access import access
from municipalities.models import ClaimRule
from municipalities.rules import rights
from municipalities.services.refusals import NOT_GIVEN, NotYours, OwnAccess


@transaction.atomic
def set_rule(rule: ClaimRule, *, by: User) -> None:
    """Save a rule, new or changed; what reaches what is hidden gives nothing until a second person confirms it.

    Raises NotYours for a role that `by` does not give there, or for a rule that was about such a role.
    """
    _check(by, rule)
    if rule.pk:
        _check(by, ClaimRule.objects.get(pk=rule.pk))
    reason = "Regel gewijzigd" if rule.pk else "Regel toegevoegd"
    rule.awaits, rule.given_by = rule.asks_confirmation, by
    _mark(rule, f"{reason}, wacht op bevestiging" if rule.awaits else reason, by)
    rule.save()


@transaction.atomic
def remove_rule(rule: ClaimRule, *, by: User) -> None:
    """Remove a rule; who has its role loses that at the next sign-in. Raises NotYours."""
    _check(by, rule)
    _mark(rule, "Regel verwijderd", by)
    rule.delete()


@transaction.atomic
def confirm_rule(rule: ClaimRule, *, seen: str, by: User) -> None:
    """Let a rule that waits give its role from now on; `seen` is the number of the line of history that `by` saw.

    Raises OwnAccess, NotYours, and LookupError when it does not wait any more, or is another rule than was seen.
    """
    _check(by, rule)
    rule = ClaimRule.objects.select_for_update().get(pk=rule.pk)
    if not rule.awaits or str(rule.history.first().pk) != seen:
        raise LookupError(rule.pk)
    if not may_confirm_rule(by, rule):
        raise OwnAccess(_("Wie een regel instelt, bevestigt die niet zelf. Vraag het een andere beheerder."))
    rule.awaits = False
    _mark(rule, "Regel bevestigd", by)
    rule.save()


def may_confirm_rule(user: User, rule: ClaimRule) -> bool:
    """Whether a user is the second person for a rule that waits."""
    return rule.awaits and user != rule.given_by and rights.may_give(user, rule.role, rule.place)


def rules_to_confirm(user: User) -> list[ClaimRule]:
    """The rules that this person may let hold, as the second; one query, and none for who administers no region."""
    held = access(user)
    regions = None if held.everywhere else held.regions("administer_region")
    return [] if regions == set() else list(ClaimRule.objects.awaiting(user, regions).order_by("pk")[:20])


def _check(by: User, rule: ClaimRule) -> None:
    if not rights.may_give(by, rule.role, rule.place):
        raise NotYours(str(NOT_GIVEN))


def _mark(rule: ClaimRule, reason: str, by: User) -> None:
    rule._change_reason, rule._history_user = reason, by  # type: ignore[attr-defined]  # read by simple_history
