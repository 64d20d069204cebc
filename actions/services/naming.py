"""What the leader answers about a municipality that the text of an action names."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, SetAside
from actions.rules.content import content_of
from actions.services.editing import edit_action
from municipalities.models import Municipality


@transaction.atomic
def accept_place(action: Action, place: Municipality, *, by: User) -> None:
    """Record that an action is for a municipality that its text names: an edit, with a line of history."""
    content = content_of(action)
    content = replace(content, municipalities=content.municipalities | {place.pk}, for_all=False)
    reason = _("Gemeente uit de tekst overgenomen: %(place)s") % {"place": place.name}
    edit_action(action, content=content, version=action.version, reason=reason, by=by)


@transaction.atomic
def set_place_aside(action: Action, place: Municipality, *, by: User) -> None:
    """Record that an action is not for a municipality that its text names, so that it is not asked again."""
    Action.objects.select_for_update().get(pk=action.pk)  # two clicks: one after the other
    if not action.set_aside.filter(municipality=place).exists():
        SetAside(action=action, municipality=place).save_with_reason(_("Genoemd, niet bedoeld"), by=by)
