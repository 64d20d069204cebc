"""What every page about a region needs: the region, the programme of the address, and what the reader may do."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts import standing
from actions.models import Programme
from municipalities.models import Region


@dataclass(frozen=True)
class RegionPage:
    """A region with one of its programmes, as the reader may see them."""

    request: HttpRequest
    region: Region
    programme: Programme
    programmes: list[Programme]

    def may(self, permission: str) -> bool:
        """Whether the reader has a right on the programme: `change_programme`, `report_programme`, `read_programme`."""
        return self.request.user.has_perm(f"actions.{permission}", self.programme)

    @property
    def may_start(self) -> bool:
        """Whether the reader may start and remove programmes of the region."""
        return may_start(self.request, self.region)

    @property
    def may_arrange(self) -> bool:
        """Whether the reader may change name and years; its lines are for who may change the programme."""
        return self.may_start

    @property
    def query(self) -> str:
        """What to put behind addresses so that they keep to this programme and day; empty for the current ones."""
        return standing.query(programma=self.programme.slug if self.is_earlier else "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The same, for a form that asks for more."""
        return list(standing.kept(programma=self.programme.slug if self.is_earlier else "").items())

    @property
    def shows_past(self) -> bool:
        """Whether the page can show an earlier day."""
        match = self.request.resolver_match
        return match is not None and hasattr(match.func, "shows_past")

    @property
    def current_query(self) -> str:
        """What to put behind the address of this page for the current programme."""
        return standing.query() or "?"

    @property
    def is_earlier(self) -> bool:
        """Whether it is another programme than the current one of the region."""
        return self.programme != self.programmes[0]

    @property
    def pages_query(self) -> str:
        """The query of a page of a list, up to its number."""
        return f"{self.query}&pagina=" if self.query else "?pagina="

    @property
    def others(self) -> list[tuple[Programme, str]]:
        """The other programmes of the region, each with what to put behind the address of this page."""
        others = [programme for programme in self.programmes if programme != self.programme]
        return [(programme, standing.query(programma=programme.slug)) for programme in others]

    def context(self, tab: str, **more: Any) -> dict[str, Any]:
        """The context of `region_base.html`; `tab` is region, plan, figures, costs, decisions or evaluations."""
        return {
            "page": self,
            "region": self.region,
            "programme": self.programme,
            "tab": tab,
            "may_change": self.may("change_programme"),
            "may_report": self.may("report_programme"),
            "may_read": self.may("read_programme"),
            "may_start": self.may_start,
            "may_arrange": self.may_arrange,
            **more,
        }


def region_page(request: HttpRequest, slug: str) -> RegionPage:
    """The region of an address with the programme of `?programma=`, else the current one. Unknown or hidden: 404."""
    found = Programme.objects.visible_to(request.user).filter(
        region__in=Region.objects.with_programme(), region__slug=slug
    )
    programmes = list(found.select_related("region", "successor", "predecessor").current_first())
    wanted = request.GET.get("programma")
    for programme in programmes:
        if wanted in (None, programme.slug):
            return RegionPage(request, programme.region, programme, programmes)
    raise Http404("Dit programma bestaat niet.")


def region_of(request: HttpRequest, slug: str) -> Region:
    """The region of an address, whether it has a programme or not. Unknown: 404."""
    return get_object_or_404(Region.objects.with_programme(), slug=slug)


def may_start(request: HttpRequest, region: Region) -> bool:
    """Whether a reader may start a programme of a region: who leads it, and who gives access to it."""
    return any(request.user.has_perm(f"municipalities.{right}_region", region) for right in ("lead", "administer"))


def sign_in_or_refuse(request: HttpRequest) -> HttpResponse:
    """What to answer when a reader may see something but not change it: sign in first, or 403."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())
