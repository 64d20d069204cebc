"""An action as the pages that change it need it: with its region and programme, as far as the reader may see them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from actions.models import Action, Programme
from actions.pages import RegionPage


def action_page(request: HttpRequest, pk: int) -> tuple[RegionPage, Action]:
    """An action with the frame of its region's pages. Unknown or hidden: 404."""
    found = Action.objects.visible_to(request.user).select_related(
        "programme__region", "programme__successor", "line", "theme"
    )
    action = get_object_or_404(found, pk=pk)
    programme = action.programme
    visible = Programme.objects.visible_to(request.user).filter(region=programme.region_id)
    others = visible.exclude(pk=programme.pk).select_related("successor")
    programmes = sorted([programme, *others], key=lambda other: (not other.is_current, -other.first_year))
    return RegionPage(request, programme.region, programme, programmes), action
