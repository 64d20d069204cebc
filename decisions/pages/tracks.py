"""The steps of one municipality with one document as a row: college, committee, council, each with where it stands."""

import copy
import datetime
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from actions.models import Document
from decisions.models import Adoption
from decisions.pages.since import Decided, moments_of
from decisions.pages.since_counts import SinceLink, since_links
from decisions.pages.turns import Plans, steps_in_order
from decisions.rules.wording import Words, of_adoption, step_in_line
from municipalities.models import Municipality


@dataclass(frozen=True)
class StepShown:
    """One step, as an item of a legend (as `decisions.pages.adoptions.Part`)."""

    adoption: Adoption
    words: Words

    @property
    def name(self) -> str:
        """`Commissie (advies)`."""
        return step_in_line(self.adoption.body, self.adoption.kind)

    @property
    def mark(self) -> str:
        """The code for its colour and sign."""
        return self.words.mark

    @property
    def text(self) -> str:
        """Where it stands: `Vastgesteld op 14 november 2024`."""
        return self.words.sentence

    @property
    def remarks(self) -> list[str]:
        """What was amended, and why it was put off or rejected."""
        said = ((_("Wijziging: %s"), self.adoption.amendment), (_("Reden: %s"), self.adoption.reason))
        return [form % words for form, words in said if words]

    @property
    def link(self) -> str:
        """Where the municipality itself tells it."""
        return self.adoption.link


@dataclass(frozen=True)
class Track:
    """All steps that concern a municipality, in the order of the route."""

    document: Document
    municipality: Municipality
    steps: list[StepShown]
    since: SinceLink | None = None


def tracks_of(plans: Plans, today: datetime.date) -> list[Track]:
    """A row for each document and municipality with anything on record or planned; one query, for what was adopted."""
    tracks = []
    for rows in steps_in_order(plans).values():
        shown = [_shown(row, today) for row in rows if row.state != Adoption.State.NOT_APPLICABLE]
        if shown:
            tracks.append(Track(rows[0].document, rows[0].municipality, shown))
    decided: dict[int, tuple[Document, Decided]] = {}
    for track in tracks:
        moments = moments_of(step.adoption for step in track.steps)
        if moments:
            decided.setdefault(track.document.pk, (track.document, moments[0]))
    links = since_links(decided.values(), by_day=True)
    return [replace(track, since=links.get(track.document.pk)) for track in tracks]


def _shown(row: Adoption, today: datetime.date) -> StepShown:
    """A step of which only a plan is known is told as planned, so that it stands out when that time has passed."""
    if row.state == Adoption.State.UNKNOWN and row.due():
        row = copy.copy(row)
        row.state = Adoption.State.PLANNED
    return StepShown(row, of_adoption(row, today))
