"""What plan models share: a history that people can read, and who may see them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from municipalities.access import access
from municipalities.models.places import Grants, Region
from municipalities.models.recorded import Recorded as Recorded
from reading import vocabulary

Viewer = User | AnonymousUser


Classification = vocabulary.Classification


# The right on a region that reading each classification asks; public asks none.
READING = {
    Classification.INTERNAL: "read_region",
    Classification.CONFIDENTIAL: "report_region",
    Classification.SECRET: "lead_region",
}


def classified_for(user: Viewer, *, region: str, field: str = "classification") -> Q:
    """What a user may read by classification; `region` is the lookup of the region's id: `programme__region_id`."""
    if access(user).everywhere:
        return Q()
    readable = Q(**{field: Classification.PUBLIC})
    for classification, right in READING.items():
        regions = access(user).regions(right)
        if regions:
            readable |= Q(**{field: classification, f"{region}__in": regions})
    return readable


def may_read(user: Viewer, classification: str, region_id: int) -> bool:
    """The same for one classification in one region."""
    right = READING.get(Classification(classification))
    return right is None or access(user).everywhere or region_id in access(user).regions(right)


def read_through(classifications: Iterable[str], region: Region, *, released: bool = True) -> Grants:
    """The right on the region by which somebody reads what has these classifications; nothing for what all may read."""
    asked = {READING[Classification(each)] for each in classifications if each != Classification.PUBLIC}
    asked |= set() if released else {"read_region"}
    strictest = [right for right in READING.values() if right in asked]
    return [(strictest[-1], region)] if strictest else []


def brought_for(user: Viewer, *, used: Q) -> Q:
    """What exists for a user of what actions bring with them: lines, themes, funding sources (docs/besluiten/010).

    It was published itself, as part of a programme that the user may read; or it is `used` by something that the user
    may see. Who leads the region sees all.
    """
    rights = access(user)
    if rights.everywhere:
        return Q()
    readable = classified_for(user, region="programme__region_id", field="programme__classification")
    return (Q(published=True) & readable) | Q(programme__region_id__in=rights.regions("lead_region")) | used


def is_so(condition: Q) -> ExpressionWrapper[Any]:
    """A condition as a column: whether it holds for each row."""
    return ExpressionWrapper(condition, output_field=models.BooleanField())


class Published(models.Model):
    """A row that is part of the plan itself, or else exists only for who may see an action that uses it."""

    published = models.BooleanField(
        _("staat zelf in het plan"),
        default=True,
        help_text=_("Uit: dit is er alleen voor wie een actie mag zien die het gebruikt."),
    )

    class Meta:
        abstract = True
