"""Giving, confirming and ending access."""

from municipalities.services.confirming import (
    confirm_access,
    confirmation_after,
    may_decide,
    refuse_access,
    to_confirm,
    who_may_decide,
)
from municipalities.services.giving import end_access, give_access, invite, move_access
from municipalities.services.refusals import NotYours, OwnAccess, OwnAdministration
from municipalities.services.reviewing import go_through, left_to_review
from municipalities.services.rows import project_permissions, refresh_permissions
from municipalities.services.ruling import confirm_rule, may_confirm_rule, remove_rule, rules_to_confirm, set_rule

__all__ = [
    "NotYours",
    "OwnAccess",
    "OwnAdministration",
    "confirm_access",
    "confirm_rule",
    "confirmation_after",
    "end_access",
    "give_access",
    "go_through",
    "invite",
    "left_to_review",
    "may_confirm_rule",
    "may_decide",
    "move_access",
    "project_permissions",
    "refresh_permissions",
    "refuse_access",
    "remove_rule",
    "rules_to_confirm",
    "set_rule",
    "to_confirm",
    "who_may_decide",
]
