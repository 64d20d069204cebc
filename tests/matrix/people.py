"""Everybody who can come: a visitor, each role in the own region and in another one, and the roles of the portal."""

from municipalities.models import Assignment
from tests import factories

Role = Assignment.Role

# By the kind of place that a role is for; a role that is not here fails test_every_role_takes_part.
OF_REGIONS = {
    Role.LEADER: factories.leader,
    Role.POLICY_OFFICER: factories.policy_officer,
    Role.ADMINISTRATOR: factories.administrator,
    Role.EVALUATOR: factories.evaluator,
}
OF_ORGANISATIONS = {Role.OWNER: factories.owner, Role.DEPUTY: factories.deputy}
OF_MUNICIPALITIES = {
    Role.GRIFFIER: factories.griffier,
    Role.CONTACT: factories.contact,
    Role.COUNCIL_MEMBER: factories.council_member,
}
COUNTING = {Role.VEILIG_THUIS: factories.veilig_thuis}
PLACED = OF_REGIONS | OF_ORGANISATIONS | OF_MUNICIPALITIES | COUNTING

HERE = {f"{role}_here" for role in PLACED}
THERE = {f"{role}_there" for role in PLACED}
OF_THE_PORTAL = {"figure_keeper", "portal_administrator", "superuser"}
SIGNED_IN = HERE | THERE | OF_THE_PORTAL | {"nobody"}  # nobody: an account without any role
ALL = SIGNED_IN | {"visitor"}


def here(*roles: str) -> set[str]:
    """The people with these roles in the region where things are; who may do everything is always among them."""
    return {f"{role}_here" for role in roles} | {"superuser"}


def make(places: dict[str, dict[str, object]]) -> dict[str, object]:
    """An account per name; `places` has the region, organisation, municipality and counting region, here and there."""
    made: dict[str, object] = {
        "superuser": factories.superuser(),
        "figure_keeper": factories.figure_keeper(),
        "portal_administrator": factories.portal_administrator(),
        "nobody": factories.user(),
    }
    groups = (
        ("region", OF_REGIONS),
        ("organisation", OF_ORGANISATIONS),
        ("municipality", OF_MUNICIPALITIES),
        ("counting", COUNTING),
    )
    for where, found in places.items():
        for kind, roles in groups:
            for role, factory in roles.items():
                made[f"{role}_{where}"] = factory(found[kind], name=f"{role} {where}")
    return made
