"""What a form about an action may choose from, loaded once: the region's organisations, the participants, and so on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from actions.models import Action, Programme, Topic
from actions.rules.content import Chosen
from municipalities.models import Municipality, Organisation


@dataclass(frozen=True)
class Offer:
    """Names by id, per kind of thing that can be chosen; whatever is not in here is refused."""

    organisations: dict[int, str]
    municipalities: dict[int, str]
    topics: dict[int, str]
    sources: dict[int, str]

    @property
    def names(self) -> dict[str, dict[int, str]]:
        """All names, per kind."""
        return {
            "organisations": self.organisations,
            "municipalities": self.municipalities,
            "topics": self.topics,
            "sources": self.sources,
        }

    def organisations_named(self, names: Iterable[str]) -> Chosen:
        """Typed names as ids where the organisation exists (in any case of letters), else as the name."""
        ids = {name.casefold(): key for key, name in self.organisations.items()}
        return frozenset(ids.get(name.casefold(), name) for name in names)


def offer_in(programme: Programme) -> Offer:
    """Which organisations can lead the actions of a programme, in one query: of those that ended, who leads one now."""
    leading = Action.leads.through.objects.filter(action__programme=programme).values("organisation")
    here = Q(region=programme.region_id)
    going_on = here & (Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate()))
    found = Organisation.objects.filter(going_on | (here & Q(pk__in=leading)))
    return Offer(dict(found.order_by("name").values_list("pk", "name")), {}, {}, {})


def offer_for(programme: Programme, action: Action | None = None) -> Offer:
    """What can be chosen for an action of a programme, in 4 queries. What the action already has stays on offer."""
    places = Q(participations__document__programme=programme)
    partners = Q(region=programme.region_id) & (Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate()))
    if action:
        places |= Q(actions=action)
        partners |= Q(led_actions=action) | Q(joined_actions=action)
    return Offer(
        organisations=dict(Organisation.objects.filter(partners).distinct().values_list("pk", "name")),
        municipalities=dict(Municipality.objects.filter(places).distinct().values_list("pk", "name")),
        topics=dict(Topic.objects.values_list("pk", "title")),
        sources=dict(programme.funding_sources.values_list("pk", "name")),
    )
