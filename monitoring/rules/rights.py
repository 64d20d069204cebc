"""Who may do what with figures: those that all regions read, those of a region, and exact counts of Veilig Thuis."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from actions.models import Programme
from municipalities.access import access
from municipalities.models import Region

Reader = User | AnonymousUser


def keeps_figures(user: Reader) -> bool:
    """Whether somebody loads, confirms and withdraws the figures that all regions read."""
    return access(user).allows("keep_figures", None)


def counted_by(user: Reader, programme: Programme) -> list[Region]:
    """The Veilig Thuis regions of a programme whose own counts somebody loads and releases; by name."""
    return [each for each in programme.veilig_thuis_regions.all() if access(user).allows("keep_counts", each)]


def reads_in(user: Reader, programme: Programme) -> bool:
    """Whether somebody may read in figures of some kind from the pages of a programme."""
    if user.has_perm("actions.report_programme", programme):
        return True
    return keeps_figures(user) or bool(counted_by(user, programme))
