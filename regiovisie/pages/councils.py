"""What the page for the council of one municipality answers. Pure assembly: reads what the reader may see.

A municipality speaks for itself and for those that merged into it: what those joined and decided is named as theirs.
As many queries for one programme, action or figure as for more.
"""

from collections import Counter
from dataclasses import dataclass

from accounts import standing
from actions.models import Document, Participation
from actions.models.base import Viewer
from decisions.models import Adoption
from decisions.models import Promise as Asked
from decisions.pages.additions import Shown, additions_of
from decisions.pages.promises import Summary, summary_of
from decisions.rules.promises import Tally
from decisions.rules.wording import bodies_in_order, of_adoption
from municipalities.models import Municipality
from regiovisie.pages.council_figures import ComparedFigures, compared_figures
from regiovisie.pages.places import Places, places_of
from regiovisie.pages.promised import Decision, Promise
from regiovisie.pages.promises import promises_of

ASKED = 5  # questions and promises shown
NOTHING_ASKED = Summary(Tally(), [], [])


@dataclass(frozen=True)
class CouncilPage:
    """All that the page shows."""

    places: Places
    promises: list[Promise]
    decisions: list[Decision]
    figures: ComparedFigures
    asked: Summary  # what its council asked and was promised
    additions: list[Shown]
    keeps_additions: bool  # whether the reader does

    @property
    def place(self) -> Municipality:
        """The municipality itself."""
        return self.places.place

    @property
    def earlier_decisions(self) -> list[Decision]:
        """The decisions that no current programme shows."""
        shown = {decision.adoption.pk for promise in self.promises for decision in promise.decisions}
        return [decision for decision in self.decisions if decision.adoption.pk not in shown]

    @property
    def adopted(self) -> int:
        """How many of its decisions are known to be made."""
        return sum(decision.adoption.state in Adoption.DECIDED for decision in self.decisions)


def council_page(place: Municipality, user: Viewer) -> CouncilPage:
    """The page of a municipality as this reader may see it; at most eighteen queries."""
    places = places_of(place, standing.today())
    documents = Document.objects.visible_to(user)
    participations = list(
        Participation.objects.filter(municipality__in=places.own_ids, document__in=documents)
        .select_related("document", "municipality")
        .order_by("document__programme", "document__position", "municipality__name")
    )
    told = decisions_of(places, user)
    decisions = [each for each in told if each.adoption.state != Adoption.State.NOT_APPLICABLE]
    promises = promises_of(places, participations, told, user)
    return CouncilPage(
        places=places,
        promises=promises,
        decisions=decisions,
        figures=compared_figures(place, places.veilig_thuis, [promise.programme for promise in promises]),
        asked=summary_of(Asked.objects.filter(municipality=place), user, most=ASKED)
        if getattr(place, "has_promises", True)
        else NOTHING_ASKED,
        additions=additions_of(place, user, places.today, places.own_ids)
        if getattr(place, "has_additions", True)
        else [],
        keeps_additions=user.has_perm("municipalities.keep_additions", place),
    )


def decisions_of(places: Places, user: Viewer) -> list[Decision]:
    """What is known of the decisions of the council and college, newest programme first; who decides comes first."""
    adoptions = list(
        Adoption.objects.decisions()
        .seen_by(user)
        .filter(municipality__in=places.own_ids, document__in=Document.objects.visible_to(user))
        .select_related("document__programme", "municipality")
    )
    adoptions.sort(key=_leading_body_first)
    documents = [adoption.document for adoption in _once_per_document(adoptions)]
    alike = Counter((each.programme_id, each.kind) for each in documents)
    same_years = Counter((each.programme_id, each.kind, each.period) for each in documents)
    return [
        Decision(
            adoption,
            is_own=adoption.municipality_id == places.place.pk,
            words=of_adoption(adoption, places.today),
            needs_title=same_years[document.programme_id, document.kind, document.period] > 1,
            needs_years=alike[document.programme_id, document.kind] > 1,
        )
        for adoption in adoptions
        for document in [adoption.document]
    ]


def _leading_body_first(adoption: Adoption) -> tuple[int, int, int, str, int]:
    """Programmes, documents and places in their order, and of each who decides on it before who does not."""
    document = adoption.document
    order = bodies_in_order(document.decided_by).index(Adoption.Body(adoption.body))
    latest_first = -document.programme.first_year
    return latest_first, document.programme_id, document.position, adoption.municipality.name, order


def _once_per_document(adoptions: list[Adoption]) -> list[Adoption]:
    return list({adoption.document_id: adoption for adoption in adoptions}.values())
