"""What a programme costs and who pays."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import PortalRequest
from actions.models import Action, Note
from actions.pages.region import region_page
from actions.rules import money


@require_safe
def costs(request: PortalRequest, slug: str) -> HttpResponse:
    """Money planned, covered, open and unknown. Released actions only, so that everybody sees the same sums."""
    page = region_page(request, slug)
    released = Action.objects.visible_to(request.user).released().filter(programme=page.programme)
    actions = list(released.in_plan_order().prefetch_related("goals", "costs__fundings__source"))
    rows = [cost for action in actions for cost in action.costs.all()]
    totals = money.totals(rows)
    context = page.context(
        "costs",
        actions=actions,
        with_amount=money.with_amount(actions),
        totals=totals,
        has_undated=any(stage.undated for stage in totals),
        years=money.year_table(totals),
        unknowns=money.unknowns(actions),
        sources=money.cover_plan(page.programme.funding_sources.known_from(released).prefetch_related("budgets"), rows),
        notes=page.programme.notes.visible_to(request.user).filter(kind=Note.Kind.FUNDING),
    )
    return render(request, "actions/costs.html", context)
