"""The names that a document may use, and the rows of the portal that they stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from actions.imports.answers import ORGANISATION, SOURCE, Answers, meant
from actions.models import Programme, Topic
from actions.rules.content import Chosen, Named
from municipalities.models import FormerName, Municipality, Organisation
from reading.plans.texts import words

LONGEST_NAME = 160  # signs of an organisation or funding source


@dataclass(frozen=True)
class Names:
    """Ids by name, spelled as words."""

    organisations: Mapping[str, int]
    municipalities: Mapping[str, int]  # by name, CBS code and name in the address
    topics: Mapping[str, int]
    sources: Mapping[str, int]
    labels: Mapping[str, Mapping[int, str]]  # the same rows per kind, with the name as people read it
    answers: Answers = field(default_factory=dict)  # what the user says that names stand for

    @classmethod
    def of(cls, programme: Programme, answers: Answers) -> "Names":
        """The names of a programme and its region, in 5 queries."""
        inside = Q(participations__document__programme=programme) | Q(memberships__region=programme.region_id)
        places = list(Municipality.objects.filter(inside).distinct())
        topics = list(Topic.objects.all())
        organisations = list(Organisation.objects.filter(region=programme.region_id).values_list("pk", "name"))
        former = FormerName.objects.filter(organisation__region=programme.region_id).order_by("pk")
        sources = list(programme.funding_sources.values_list("pk", "name"))
        return cls(
            organisations={words(name): pk for name, pk in former.values_list("name", "organisation")}
            | {words(name): pk for pk, name in organisations},
            municipalities={words(one): place.pk for place in places for one in (place.name, place.code, place.slug)},
            topics={words(one): topic.pk for topic in topics for one in (topic.title, topic.slug)},
            sources={words(name): pk for pk, name in sources},
            labels={
                "organisations": dict(organisations),
                "municipalities": {place.pk: place.name for place in places},
                "topics": {topic.pk: topic.title for topic in topics},
                "sources": dict(sources),
            },
            answers=answers,
        )

    def organisations_named(self, names: Iterable[str]) -> Chosen:
        """Ids of organisations that exist, names of those that do not."""
        meanings = (meant(self.answers, ORGANISATION, name) for name in names)
        return frozenset(named(name, self.organisations) for name in meanings if name.strip())

    def sources_named(self, names: Iterable[str]) -> tuple[Named, ...]:
        """Ids of funding sources that exist, names of those that do not; each once."""
        meanings = (meant(self.answers, SOURCE, name) for name in names)
        return tuple(dict.fromkeys(named(name, self.sources) for name in meanings if name.strip()))


def named(name: str, known: Mapping[str, int]) -> Named:
    """The id that a name stands for, or the name itself."""
    spaced = " ".join(name.split())
    return known.get(words(spaced), spaced)
