"""An action as the pages that change it need it: with its region and programme, as far as the reader may see them."""

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from actions.models import Action, Programme
from actions.pages.region import RegionPage


def action_page(request: HttpRequest, pk: int) -> tuple[RegionPage, Action]:
    """An action with the frame of its region's pages. Unknown or hidden: 404."""
    found = Action.objects.visible_to(request.user).select_related(
        "programme__region", "programme__successor", "line", "theme"
    )
    action = get_object_or_404(found, pk=pk)
    programme = action.programme
    visible = Programme.objects.visible_to(request.user).filter(region=programme.region_id)
    shown = Programme.objects.filter(Q(pk=programme.pk) | Q(pk__in=visible.values("pk"))).select_related("successor")
    return RegionPage(request, programme.region, programme, list(shown.current_first())), action
