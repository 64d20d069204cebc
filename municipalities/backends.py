"""One authentication backend for rights on objects: it asks the object where its rights come from."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from accounts.standing import past_day
from municipalities.access import access


class PlaceBackend(BaseBackend):
    """`user.has_perm("actions.change_action", action)`: asks the action where that right comes from."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether one of the places that the object names gives the user the right. Never a global right."""
        if obj is None or not hasattr(obj, "grants") or not user_obj.is_active:
            return False
        codename = perm.rpartition(".")[2]
        if past_day() and not codename.startswith("read"):
            return False  # the past is read, and not changed
        return any(access(user_obj).allows(permission, place) for permission, place in obj.grants(codename))
