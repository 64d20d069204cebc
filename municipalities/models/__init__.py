"""Places with dates, organisations, and who has access to them."""

from municipalities.models.assignments import (
    Assignment,
    MunicipalityUserPermission,
    OrganisationUserPermission,
    RegionUserPermission,
)
from municipalities.models.claims import ClaimRule
from municipalities.models.organisations import FormerName, Organisation
from municipalities.models.places import CentreRole, Membership, Merger, Municipality, Region, Subregion

__all__ = [
    "Assignment",
    "CentreRole",
    "ClaimRule",
    "FormerName",
    "Membership",
    "Merger",
    "Municipality",
    "MunicipalityUserPermission",
    "Organisation",
    "OrganisationUserPermission",
    "Region",
    "RegionUserPermission",
    "Subregion",
]
