"""Who may keep what of the decisions of a region, as its pages show it: the leader all, a municipality its own."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from accounts import standing
from actions.models import Document
from actions.pages.region import RegionPage
from municipalities.access import access
from municipalities.models import Municipality
from municipalities.models.places import MunicipalityQuerySet


@dataclass(frozen=True)
class Keeper:
    """The reader of a region's page, as keeper of what was decided and advised."""

    page: RegionPage

    @cached_property
    def leads(self) -> bool:
        """Whether the reader keeps everything of the region."""
        return self.page.may("change_programme")

    @cached_property
    def own(self) -> list[Municipality]:
        """The municipalities of this programme of which the reader keeps the decisions; none for a visitor."""
        rights = access(self.page.request.user)
        ids = set() if rights.everywhere else rights.municipalities("keep_decisions")
        return list(self._places().filter(pk__in=ids)) if ids else []

    @property
    def municipalities(self) -> list[Municipality]:
        """The municipalities that the reader may choose."""
        return list(self._places()) if self.leads else self.own

    def _places(self) -> MunicipalityQuerySet:
        held = Q(memberships__in=self.page.region.memberships.on(standing.today()))
        return Municipality.objects.filter(held | Q(participations__document__programme=self.page.programme)).distinct()

    @property
    def may_advise(self) -> bool:
        """Whether the reader may add advice."""
        return self.leads or bool(self.own)

    def documents(self) -> dict[int, str]:
        """The documents that the reader sees, by id."""
        found = Document.objects.visible_to(self.page.request.user).filter(programme=self.page.programme)
        return dict(found.order_by("position", "pk").values_list("pk", "title"))
