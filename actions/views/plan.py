"""The plan of a region: as a table and in time, filtered by the address."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from accounts.models import PortalRequest
from accounts.standing import past_day, shows_past
from actions.pages.plan import read_plan
from actions.pages.region import region_page
from actions.rules import timeline
from actions.rules.filters import PlanFilter, options_of

TABLE, FULL, TIMELINE = "tabel", "volledig", "tijdlijn"


@shows_past("region")
@require_safe
def plan(request: PortalRequest, slug: str) -> HttpResponse:
    """The plan, or what htmx asks of it. Unknown filters, views and page numbers are 404."""
    page = region_page(request, slug)
    view = request.GET.get("weergave", TABLE)
    if view not in (TABLE, FULL, TIMELINE):
        raise Http404("Deze weergave bestaat niet.")
    form = PlanFilter(request.GET, programme=page.programme, options=options_of(page.programme, request.user))
    form.refuse_unknown()
    gaps, number = page.may("report_programme") and past_day() is None, request.GET.get("pagina", "1")
    found = read_plan(form, request.user, page=number, with_costs=view != TIMELINE, with_gaps=gaps)
    context = page.context("plan", form=form, plan=found, view=view)
    if view == TIMELINE:
        rows = [(row.title, row.action) for row in found.rows]
        context["timeline"] = timeline.build(rows, page.programme, phases=list(page.programme.phases.all()))
    if not request.wants_fragment:
        return render(request, "actions/plan.html", context)
    return replace_url(render(request, "actions/_plan.html", context), request.path + form.list_query)
