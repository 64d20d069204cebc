"""What the page for the council of one municipality answers. Pure assembly: reads what the reader may see.

A municipality speaks for itself and for those that merged into it: what those joined and decided is named as theirs.
As many queries for one programme, action or figure as for more.
"""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from accounts import standing
from actions.models import Document, Participation
from actions.models.base import Viewer
from decisions.models import Adoption, RouteStep
from decisions.models import Promise as Asked
from decisions.pages.additions import Shown, additions_of
from decisions.pages.promises import Summary, summary_of
from decisions.pages.tracks import tracks_of
from decisions.pages.turns import Plans
from decisions.rules.naming import Naming
from decisions.rules.promises import Tally
from decisions.rules.wording import bodies_in_order, of_adoption
from municipalities.models import Municipality
from regiovisie.pages.council_figures import ComparedFigures, compared_figures
from regiovisie.pages.places import Places, places_of
from regiovisie.pages.promised import Decision, Promise, Steps
from regiovisie.pages.promises import promises_of

HAS_ROUTE = Exists(RouteStep.objects.filter(document=OuterRef("document")))
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
    """The page of a municipality as this reader may see it; at most eighteen queries, and one for each that it has of
    promises, additions, a key, a route and what was adopted."""
    places = places_of(place, standing.today())
    documents = Document.objects.visible_to(user)
    participations: list[Participation] = list(
        Participation.objects.filter(municipality__in=places.own_ids, document__in=documents)
        .select_related("document", "municipality")
        .annotate(has_route=HAS_ROUTE)
        .order_by("document__programme", "document__position", "municipality__name")
    )
    rows = _adoptions(places, user)
    told = _decisions([row for row in rows if row.kind == Adoption.Kind.DECISION], places)
    decisions = [each for each in told if each.adoption.state != Adoption.State.NOT_APPLICABLE]
    promises = promises_of(places, participations, told, user)
    steps = _steps(rows, participations, places)
    promises = [replace(each, steps=[one for one in steps if _is_of(one, each)]) for each in promises]
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


def _is_of(steps: Steps, promise: Promise) -> bool:
    return steps.track.document.programme_id == promise.programme.pk


def _adoptions(places: Places, user: Viewer) -> list[Adoption]:
    """All that is known of the steps of council and college; one query."""
    return list(
        Adoption.objects.seen_by(user)
        .filter(municipality__in=places.own_ids, document__in=Document.objects.visible_to(user))
        .select_related("document__programme__region", "document__programme__successor", "municipality")
        .annotate(has_route=HAS_ROUTE)
    )


def _decisions(adoptions: list[Adoption], places: Places) -> list[Decision]:
    """What is known of the decisions, newest programme first; who decides comes first."""
    adoptions.sort(key=_leading_body_first)
    naming = Naming(adoption.document for adoption in adoptions)
    return [
        Decision(
            adoption,
            is_own=adoption.municipality_id == places.place.pk,
            words=of_adoption(adoption, places.today),
            needs_title=naming.needs_title(adoption.document),
            needs_years=naming.needs_years(adoption.document),
        )
        for adoption in adoptions
    ]


def _steps(adoptions: list[Adoption], participations: list[Participation], places: Places) -> list[Steps]:
    """The steps with each document, in the order of the documents; at most two queries."""
    rows: list[Adoption | Participation] = [*adoptions, *participations]
    routed = {row.document_id for row in rows if getattr(row, "has_route", False)}
    route = list(RouteStep.objects.filter(document__in=routed)) if routed else []
    tracks = tracks_of(Plans(adoptions, route, participations), places.today)
    tracks.sort(key=lambda each: (each.document.programme_id, each.document.position, each.municipality.name))
    naming = Naming(each.document for each in tracks)
    return [
        Steps(naming.name(track.document), track, is_own=track.municipality.pk == places.place.pk) for track in tracks
    ]


def _leading_body_first(adoption: Adoption) -> tuple[int, int, int, str, int]:
    """Programmes, documents and places in their order, and of each who decides on it before who does not."""
    document = adoption.document
    order = bodies_in_order(document.decided_by).index(Adoption.Body(adoption.body))
    latest_first = -document.programme.first_year
    return latest_first, document.programme_id, document.position, adoption.municipality.name, order
