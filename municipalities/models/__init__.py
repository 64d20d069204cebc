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
from municipalities.models.reviews import AccessReview, ReviewedAccess

__all__ = [
    "AccessReview",
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
    "ReviewedAccess",
    "Subregion",
]
