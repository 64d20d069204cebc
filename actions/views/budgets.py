"""The cover plan as a grid of sources and years, for who leads the region; and taking a save back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import PortalRequest
from actions.forms.budgets import NEW_YEAR, SEEN, BudgetGridForm, name_of
from actions.pages.cover import changes_of, years_of
from actions.pages.region import RegionPage, region_page, sign_in_or_refuse
from actions.pages.taking_back import moment_sent, say_done
from actions.rules.budgets import grid_of
from actions.services import budgets

ANOTHER_YEAR = "nog-een-jaar"


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: PortalRequest, slug: str) -> HttpResponse:
    """The budgets of all sources; what two people changed at once is shown, and nothing typed is lost."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    form = _form(page, request.POST if request.method == "POST" else None)
    if ANOTHER_YEAR in request.POST:
        return _page(page, _form(page, request.POST), fresh=True)
    if form.is_valid():
        try:
            return _save(page, form)
        except budgets.BudgetsChanged as changed:
            return _both(page, changed)
    return _page(page, form)


@require_POST
def undo(request: PortalRequest, slug: str) -> HttpResponse:
    """Take a save back, unless somebody changed one of its budgets since."""
    page = region_page(request, slug)
    if not page.may("change_programme"):
        return sign_in_or_refuse(request)
    try:
        number = budgets.undo_budgets(page.programme, at=moment_sent(request), by=request.user)
    except budgets.NothingToUndo:
        messages.warning(request, "Daarna is er nog iets gewijzigd. Daarom is er niets ongedaan gemaakt.")
    else:
        messages.success(request, f"Ongedaan gemaakt. Aantal dat weer is zoals het was: {number}.")
    return redirect(_address(page))


def _form(page: RegionPage, data: Any) -> BudgetGridForm:
    grid = grid_of(page.programme)
    return BudgetGridForm(
        data,
        programme=page.programme.pk,
        sources=list(page.programme.funding_sources.order_by("name", "pk")),
        years=years_of(page.programme, grid, timezone.localdate()),
        grid=grid,
    )


def _save(page: RegionPage, form: BudgetGridForm) -> HttpResponse:
    saved = budgets.save_budgets(
        page.programme,
        seen=form.was,
        typed=form.typed,
        new=form.new,
        reason=form.cleaned_data["reason"],
        by=page.request.user,  # type: ignore[arg-type]
    )
    if not saved.count:
        messages.info(page.request, "Er is niets veranderd.")
    else:
        undo = reverse("actions:cover-undo", args=[page.region.slug]) + page.query
        said = f"Opgeslagen. Aantal wijzigingen: {saved.count}."
        say_done(page.request, said, undo=undo, moment=saved.at.isoformat())
    return redirect(_address(page))


def _both(page: RegionPage, changed: budgets.BudgetsChanged) -> HttpResponse:
    """What others made of the same cells, beside what was typed; saving again keeps what was typed."""
    data = page.request.POST.copy()
    form = _form(page, None)
    mine = _form(page, page.request.POST)
    mine.is_valid()
    for place in mine.was.keys() | form.grid.keys():
        if mine.typed.get(place) == mine.was.get(place):  # not changed by the writer: as it is now
            data[name_of(place)] = form.grid[place].text if place in form.grid else ""
    data[SEEN] = form.seen
    again = _form(page, data)
    names = {source.pk: source.name for source in again.sources}
    clashes = [
        (f"{names[source]} {year}", now.text if now else "leeg", data.get(name_of((source, year))) or "leeg")
        for (source, year), now in sorted(changed.now.items())
    ]
    return _page(page, again, clashes=clashes, status=409)


def _page(
    page: RegionPage, form: BudgetGridForm, status: int = 200, *, fresh: bool = False, **more: Any
) -> HttpResponse:
    seen = form.data.get(SEEN) if form.is_bound else form.seen
    context = page.context(
        "costs",
        form=form,
        seen=seen or form.seen,
        fresh=fresh,
        new_year=NEW_YEAR,
        another=ANOTHER_YEAR,
        changes=changes_of(page.programme),
        **more,
    )
    return render(page.request, "actions/cover.html", context, status=status)


def _address(page: RegionPage) -> str:
    return reverse("actions:cover", args=[page.region.slug]) + page.query
