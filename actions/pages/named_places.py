"""The municipalities that the text of an action names and that the plan does not say it is for: asked of the leader."""

from django.db.models import Q

from actions.models import Action, Programme
from actions.rules.naming import named_in
from municipalities.models import Merger, Municipality


def candidates(programme: Programme) -> Q:
    """Who a plan may name: who takes part, who is or was in the region, and their centre municipalities."""
    own = Q(participations__document__programme=programme) | Q(memberships__region=programme.region_id)
    served = Q(serves__municipality__memberships__region=programme.region_id)
    return own | served


def named_places(action: Action) -> list[Municipality]:
    """The municipalities that the leader is asked about, as the text names them; three queries, without any two.

    A former name stands for what the municipality became. Wants goals and municipalities loaded.
    """
    if action.for_all:
        return []
    places = {place.pk: place for place in Municipality.objects.filter(candidates(action.programme)).distinct()}
    became = Merger.objects.filter(new__in=places).exclude(kind=Merger.PLANNED).values_list("old__name", "new")
    names = dict(became) | {place.name: pk for pk, place in places.items()}
    texts = (action.what, action.how, action.who_text, *(goal.text for goal in action.goals.all()))
    found = named_in(texts, names)
    known = {place.pk for place in action.municipalities.all()}
    known |= set(action.set_aside.values_list("municipality", flat=True)) if found else set()
    return [places[pk] for pk in found if pk not in known]
