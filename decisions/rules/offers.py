"""For which councils somebody keeps questions and promises, and what the form offers them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts import standing
from accounts.models import User
from actions.models import Participation, Programme
from actions.models.base import READING, Classification, Viewer
from decisions.models import Promise
from decisions.models.promises import READING_IN_COUNCIL
from decisions.rules.ties import offered
from municipalities.access import access
from municipalities.models import Membership, Municipality

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Place:
    """A council with a programme that it can ask about."""

    municipality: Municipality
    programme: Programme

    @property
    def key(self) -> str:
        """Its value in the form."""
        return f"{self.municipality.pk}-{self.programme.pk}"


@dataclass(frozen=True)
class Offer:
    """What can be chosen: councils with programmes, what it can be about per programme, and how secret it can be.

    `readable`: by the key of a place what the person could still read there themselves.
    """

    places: Sequence[Place]
    about: Mapping[int, Groups]
    readable: Mapping[str, Collection[Classification]]

    @property
    def classifications(self) -> list[Classification]:
        """What can be chosen for one of the places at least."""
        return [each for each in Classification if any(each in some for some in self.readable.values())]

    def place(self, key: str) -> Place:
        """The place with a value of the form."""
        return next(place for place in self.places if place.key == key)


def programmes_of(place: Municipality, user: Viewer) -> list[Programme]:
    """The current programmes that the council of a municipality can ask about: of its regions, and that it joined."""
    regions = Membership.objects.on(standing.today()).filter(municipality=place).values("region")
    joined = Participation.objects.filter(municipality=place).values("document__programme")
    visible = Programme.objects.visible_to(user).current().select_related("region", "successor")
    return list(visible.filter(Q(region__in=regions) | Q(pk__in=joined)).order_by("-first_year", "pk"))


def councils_of(programme: Programme) -> list[Municipality]:
    """The municipalities whose councils can ask about a programme, by name."""
    regions = Membership.objects.on(standing.today()).filter(region=programme.region_id).values("municipality")
    joined = Participation.objects.filter(document__programme=programme).values("municipality")
    return list(Municipality.objects.filter(Q(pk__in=regions) | Q(pk__in=joined)).order_by("name"))


def places_of_council(council: Municipality, user: Viewer) -> list[Place]:
    """Where somebody keeps for one council: its programmes."""
    return _places(programmes_of(council, user), [council], user)


def places_of_programme(programme: Programme, user: Viewer) -> list[Place]:
    """Where somebody keeps for a programme: its councils."""
    return _places([programme], councils_of(programme), user)


def _places(programmes: Iterable[Programme], councils: Iterable[Municipality], user: Viewer) -> list[Place]:
    """Those councils and programmes that somebody keeps for: the council's own people, and the leader of the region."""
    councils, rights = list(councils), access(user)
    return [
        Place(council, programme)
        for programme in programmes
        for council in councils
        if rights.allows("lead_region", programme.region) or rights.allows("keep_decisions", council)
    ]


def offer_of(places: list[Place], user: User) -> Offer:
    """What a form offers for these places."""
    programmes = {place.programme.pk: place.programme for place in places}
    about = {key: offered(programme, user) for key, programme in programmes.items()}
    return Offer(places, about, {place.key: readable_levels(place, user) for place in places})


def offer_for(promise: Promise, user: User) -> Offer:
    """What the form of one that is there offers: the councils of its programme that this person keeps for."""
    places = places_of_programme(promise.programme, user)
    own = Place(promise.municipality, promise.programme)
    return offer_of(places if own.key in {place.key for place in places} else [own, *places], user)


def readable_levels(place: Place, user: User) -> list[Classification]:
    """What somebody reads themselves of what this council and this region keep."""
    rights = access(user)
    return [
        each
        for each in Classification
        if each not in READING
        or rights.allows(READING[each], place.programme.region)
        or rights.allows(READING_IN_COUNCIL[each], place.municipality)
    ]
