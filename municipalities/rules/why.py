"""Why somebody sees what is not public: one sentence, through one function."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from municipalities.access import access
from municipalities.models.places import Grants
from municipalities.rules.wording import noun_of


def why(user: User | AnonymousUser, sources: Grants) -> str:
    """`U ziet dit omdat u projectleider bent van Noordland.`; empty for what everybody may see, or nobody here.

    `sources` are the rights on places of which any one is enough: `read_through()` of what is shown.
    """
    sources, rights = list(sources), access(user)
    for right, place in sources:
        for assignment in rights.held:
            if assignment.place == place and right in assignment.permissions:
                return _("U ziet dit omdat u %s.") % noun_of(assignment)
    if sources and rights.everywhere:
        return _("U ziet dit omdat u technisch beheerder bent van het portaal.")
    return ""
