"""The list that somebody edits action by action: the plan, or the part of it that the address asks for."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from actions.models import Action
from actions.pages.region import RegionPage
from actions.rules.filters import PlanFilter, options_of


@dataclass(frozen=True)
class Turn:
    """Where an action stands in the list; `place` is None when the selection does not hold it (any more)."""

    query: str
    is_selection: bool
    place: int | None
    size: int
    following: int | None  # the id of the next action; None at the end

    @property
    def in_words(self) -> str:
        """`Actie 2 van 9 in uw selectie`; empty for an action that is not in it."""
        where = "uw selectie" if self.is_selection else "het plan"
        return f"Actie {self.place} van {self.size} in {where}" if self.place else ""

    @property
    def next_address(self) -> str:
        """The form of the next action, with the same list behind it; empty at the end."""
        return reverse("actions:edit", args=[self.following]) + self.query if self.following else ""

    def list_address(self, page: RegionPage) -> str:
        """The list itself."""
        return reverse("actions:plan", args=[page.region.slug]) + (self.query or page.query)


def turn_of(request: HttpRequest, page: RegionPage, action: Action) -> Turn:
    """The turn of an action in the list of the address, in the order of the plan. An unknown filter is 404.

    When a form is sent it is none: what was typed goes before a filter that is no more.
    """
    rows = Action.objects.visible_to(request.user).filter(programme=page.programme)
    plan = list(rows.in_plan_order().values_list("pk", flat=True))
    query, chosen, is_selection = "", set(plan), False
    if request.GET:
        form = PlanFilter(request.GET, programme=page.programme, options=options_of(page.programme, request.user))
        if request.method != "POST":
            form.refuse_unknown()
        query, is_selection = form.list_query, bool(form.values)
        chosen = set(rows.filter(form.where()).values_list("pk", flat=True)) if is_selection else chosen
    here = plan.index(action.pk)
    place = sum(pk in chosen for pk in plan[: here + 1]) if action.pk in chosen else None
    following = next((pk for pk in plan[here + 1 :] if pk in chosen), None)
    return Turn(query, is_selection, place, len(chosen), following)
