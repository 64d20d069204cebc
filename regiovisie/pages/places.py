"""Where a municipality belongs, what it came from and what it became, for its page. All ties have dates."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models import Addition, Promise
from municipalities.models import CentreRole, Membership, Merger, Municipality, Region
from reading import formats


@dataclass(frozen=True)
class Centre:
    """A centre municipality with all that it does for another, and what the sources say of that."""

    place: Municipality
    domains: list[str]
    notes: list[str]

    @property
    def domains_in_words(self) -> str:
        """`maatschappelijke opvang en beschermd wonen`."""
        return formats.listed(self.domains)


@dataclass(frozen=True)
class Served:
    """Of which others a municipality is the centre municipality, and for what."""

    places: tuple[Municipality, ...]
    domains: list[str]

    @property
    def domains_in_words(self) -> str:
        """`maatschappelijke opvang en beschermd wonen`."""
        return formats.listed(self.domains)


@dataclass(frozen=True)
class Places:
    """A municipality with where it belongs, what it came from and what it became. All ties of today."""

    place: Municipality
    memberships: list[Membership]
    centre_roles: list[CentreRole]
    roles_for_others: list[CentreRole]
    mergers: list[Merger]
    today: datetime.date

    @property
    def has_ended(self) -> bool:
        """Whether the municipality does not exist any more."""
        return self.place.valid_until is not None and self.place.valid_until < self.today

    @property
    def became(self) -> list[Merger]:
        """The mergers in which this municipality went into another."""
        return [merger for merger in self.mergers if merger.old_id == self.place.pk and merger.kind != Merger.PLANNED]

    @property
    def came_from(self) -> list[Merger]:
        """The mergers in which another municipality went into this one."""
        return [merger for merger in self.mergers if merger.new_id == self.place.pk and merger.kind != Merger.PLANNED]

    @property
    def formed_from(self) -> list[Merger]:
        """The mergers that this municipality began with."""
        return [merger for merger in self.came_from if merger.on == self.place.valid_from]

    @property
    def took_in(self) -> list[Merger]:
        """The mergers in which another municipality, or a part of it, went into this one that was there already."""
        return [merger for merger in self.came_from if merger.on != self.place.valid_from]

    @property
    def planned_mergers(self) -> list[Merger]:
        """Mergers that are a plan still."""
        return [merger for merger in self.mergers if merger.kind == Merger.PLANNED]

    @property
    def centres(self) -> list[Centre]:
        """The centre municipalities, each once."""
        found: dict[int, Centre] = {}
        for role in self.centre_roles:
            centre = found.setdefault(role.centre_id, Centre(role.centre, [], []))
            centre.domains.append(str(role.get_domain_display()))
            if role.note and role.note not in centre.notes:
                centre.notes.append(role.note)
        return list(found.values())

    @property
    def serves(self) -> list[Served]:
        """The other municipalities that it is the centre municipality of, with its tasks for the same ones together."""
        by_domain: dict[str, dict[int, Municipality]] = {}
        for role in self.roles_for_others:
            by_domain.setdefault(str(role.get_domain_display()), {})[role.municipality_id] = role.municipality
        found: dict[tuple[Municipality, ...], Served] = {}
        for domain, places in by_domain.items():
            same = tuple(places.values())
            found.setdefault(same, Served(same, [])).domains.append(domain)
        return list(found.values())

    @property
    def own_ids(self) -> list[int]:
        """The municipality and those that went into it, by id."""
        return [self.place.pk, *(merger.old_id for merger in self.came_from)]

    @property
    def own_codes(self) -> list[str]:
        """The same by CBS code."""
        return [self.place.code, *(merger.old.code for merger in self.came_from)]

    @property
    def regions(self) -> list[Membership]:
        """Where it takes part in a programme."""
        return [member for member in self.memberships if member.region.kind == Region.Kind.PROGRAMME]

    @property
    def veilig_thuis(self) -> list[Region]:
        """The Veilig Thuis regions that it is in."""
        return [member.region for member in self.memberships if member.region.kind == Region.Kind.VEILIG_THUIS]


def known_places() -> QuerySet[Municipality]:
    """Municipalities that know what there is to read of them, so that nothing is asked for in vain."""
    return Municipality.objects.annotate(
        has_roles=Exists(CentreRole.objects.filter(Q(municipality=OuterRef("pk")) | Q(centre=OuterRef("pk")))),
        has_additions=Exists(
            Addition.objects.filter(Q(municipality=OuterRef("pk")) | Q(municipality__merged_into__new=OuterRef("pk")))
        ),
        has_promises=Exists(Promise.objects.filter(municipality=OuterRef("pk"))),
        has_mergers=Exists(Merger.objects.filter(Q(old=OuterRef("pk")) | Q(new=OuterRef("pk")))),
    )


def places_of(place: Municipality, today: datetime.date) -> Places:
    """Where a municipality (of `known_places`) belongs today, or on its last day."""
    day = min(today, place.valid_until) if place.valid_until else today
    holds = Q(valid_until=None) | Q(valid_until__gte=day)
    roles = list(
        CentreRole.objects.filter(holds, Q(municipality=place) | Q(centre=place), valid_from__lte=day)
        .select_related("centre", "municipality")
        .order_by("pk")
        if getattr(place, "has_roles", True)
        else ()
    )
    mergers = Merger.objects.filter(Q(old=place) | Q(new=place)).select_related("old", "new")
    return Places(
        place=place,
        memberships=list(place.memberships.on(day).select_related("region", "subregion").order_by("region__name")),
        centre_roles=[role for role in roles if role.municipality_id == place.pk],
        roles_for_others=sorted(
            (role for role in roles if role.municipality_id != place.pk), key=lambda role: role.municipality.name
        ),
        mergers=list(mergers.order_by("on", "old__name", "new__name")) if getattr(place, "has_mergers", True) else [],
        today=today,
    )
