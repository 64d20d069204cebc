"""What a programme costs and who pays."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from accounts.standing import shows_past
from actions.models import Action, Note
from actions.pages.region import region_page
from actions.rules import money
from actions.rules.cost_table import cost_table
from actions.rules.cover_plan import cover_plan


@shows_past("region")
@require_safe
def costs(request: PortalRequest, slug: str) -> HttpResponse:
    """Money planned, covered, open and unknown. Released actions only, so that everybody sees the same sums."""
    page = region_page(request, slug)
    released = Action.objects.visible_to(request.user).released().filter(programme=page.programme)
    actions = list(released.in_plan_order().prefetch_related("goals", "costs__fundings__source"))
    table = cost_table(page.programme, actions)
    sources = page.programme.funding_sources.known_from(released).prefetch_related("budgets")
    context = page.context(
        "costs",
        actions=actions,
        table=table,
        unknowns=money.unknowns(actions),
        cover=cover_plan(sources, table),
        notes=page.programme.notes.visible_to(request.user).filter(kind=Note.Kind.FUNDING),
    )
    return render(request, "actions/costs.html", context)
