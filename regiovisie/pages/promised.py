"""What a programme promises one municipality, in the words of its page. What is read for it: promises.py."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Action, Document, Goal, Participation, Programme
from actions.pages.news import News
from actions.rules.cost_table import CostTable
from actions.rules.counts import Counts, together
from actions.rules.origins import OriginCounts
from decisions.models import Adoption, Commitment
from decisions.pages.tracks import Track
from decisions.rules.naming import name_of
from decisions.rules.shares import OwnShare
from decisions.rules.wording import Headline, Told, Words, nothing_known, plan_question
from municipalities.models import Membership
from reading import formats
from regiovisie.pages.dashboards import LineState

LATEST = 3  # changes and finished actions shown


@dataclass(frozen=True)
class Decision:
    """Where a council or college of this municipality (or one that merged into it) stands with a document."""

    adoption: Adoption
    is_own: bool
    words: Words
    needs_title: bool = False  # the programme has more documents of this kind and these years
    needs_years: bool = False  # the programme has more documents of this kind, of other years

    @property
    def document(self) -> str:
        """What the document is called in a list."""
        return name_of(self.adoption.document, needs_title=self.needs_title, needs_years=self.needs_years)

    @property
    def told(self) -> Told:
        """The same for a headline; a kind of document is no name, and has no capital in a sentence."""
        name = self.document if self.needs_title else self.document.lower()
        return Told(name, self.who, self.adoption.state)

    @property
    def who(self) -> str:
        """Who decides: `raad`, or `raad van Hoogezand` for a municipality that merged into it."""
        body = str(self.adoption.get_body_display()).lower()
        return body if self.is_own else f"{body} van {self.adoption.municipality.name}"


@dataclass(frozen=True)
class Steps:
    """The steps of this municipality (or one that merged into it) with a document; `name` is that of the document."""

    name: str
    track: Track
    is_own: bool

    @property
    def title(self) -> str:
        """`Regiovisie`, or `Regiovisie (Hoogezand)` for a municipality that merged into it."""
        return self.name if self.is_own else f"{self.name} ({self.track.municipality.name})"


@dataclass(frozen=True)
class Pledge:
    """What partners or a body promised, with where it stands in words."""

    commitment: Commitment
    words: Words


@dataclass(frozen=True)
class Exempt:
    """A document of the programme that is not for this municipality, with the words of the source when it says why."""

    document: Document
    why: str
    needs_title: bool = False  # a document of the same kind is for this municipality

    @property
    def name(self) -> str:
        """What the document is called: its kind, or its title when the kind does not tell it apart."""
        return self.document.title if self.needs_title else str(self.document.get_kind_display())


@dataclass(frozen=True)
class Reach:
    """Of the actions on the page: how many are for all, says the plan, and of how many it says nothing."""

    for_all: int
    unstated: int

    def sentences(self, total: int) -> list[str]:
        """What the plan says of whom its actions are for; none without actions."""
        told = []
        if total and self.unstated == total:
            told.append(_("Bij geen enkele actie is ingevuld voor welke gemeenten die is."))
        elif self.unstated:
            told.append(
                ngettext(
                    "Bij %d actie is niet ingevuld voor welke gemeenten die is.",
                    "Bij %d acties is niet ingevuld voor welke gemeenten die zijn.",
                    self.unstated,
                )
                % self.unstated
            )
        if self.for_all:
            told.append(
                ngettext(
                    "%d actie is volgens het plan voor alle gemeenten die meedoen.",
                    "%d acties zijn volgens het plan voor alle gemeenten die meedoen.",
                    self.for_all,
                )
                % self.for_all
            )
        return told


@dataclass(frozen=True)
class Promise:
    """One programme of a region that this municipality is in: what was promised, done and what it costs."""

    programme: Programme
    membership: Membership | None
    participations: list[Participation]
    lines: list[LineState] = field(default_factory=list)
    ambitions: list[Goal] = field(default_factory=list)
    only_for_some: list[Action] = field(default_factory=list)
    finished: list[Action] = field(default_factory=list)
    changes: list[News] = field(default_factory=list)
    costs: CostTable | None = None  # of the whole region; None: no action has an amount
    reach: Reach = field(default_factory=lambda: Reach(0, 0))
    origins: OriginCounts = field(default_factory=OriginCounts)
    earlier: list[Programme] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    steps: list[Steps] = field(default_factory=list)
    not_ours: list[Exempt] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    shares: list[OwnShare] = field(default_factory=list)  # what this municipality pays, by an agreed key
    has_key: bool = False

    @property
    def no_share(self) -> str:
        """What to say where no share follows: no key was agreed, or it does not name this municipality."""
        if self.has_key:
            return _("Deze gemeente staat niet in de sleutel die is vastgesteld. Er is geen bedrag vastgesteld.")
        return _("Er is geen verdeelsleutel vastgesteld. Daarom staat hier geen bedrag.")

    @property
    def no_amount(self) -> str:
        """What to say when no amount is known: of the plan, or of the papers where its actions are not at hand."""
        if self.counts.total:
            return _("Er staat geen bedrag in het plan.")
        return _("De stukken in dit portaal noemen geen bedrag per actie.")

    @property
    def last_report(self) -> datetime.datetime | None:
        """When the last public report on the programme was made."""
        moment: datetime.datetime | None = getattr(self.programme, "last_report", None)
        return moment

    @property
    def updates(self) -> list[News]:
        """The last changes; with a report on the programme, those that came after it."""
        return self.changes[:LATEST]

    @property
    def more_updates(self) -> int:
        """How many more came after the report."""
        return len(self.changes) - len(self.updates) if self.last_report else 0

    @property
    def joined_before(self) -> str:
        """The municipalities that joined before they merged, if the municipality itself did not."""
        names = list(dict.fromkeys(each.municipality.name for each in self.participations))
        own = self.membership is not None and self.membership.municipality_id in {
            each.municipality_id for each in self.participations
        }
        return "" if own or self.membership is None else formats.listed(names)

    @property
    def decided(self) -> Headline:
        """What council and college decided, in one line."""
        return Headline(tuple(each.told for each in self.decisions))

    @property
    def untold(self) -> list[tuple[Document, str]]:
        """The documents that it takes part in and of which no decision is on record, with what is said of that."""
        told = {each.adoption.document_id for each in self.decisions} | {each.track.document.pk for each in self.steps}
        documents = {each.document_id: each.document for each in self.participations if each.document_id not in told}
        return [(document, nothing_known(document.decided_by)) for document in documents.values()]

    @property
    def question(self) -> str:
        """What stands above the plan: a promise only where this municipality adopted what holds the actions."""
        plans = [each for each in self.decisions if each.adoption.document.kind in Document.WITH_ACTIONS]
        states = [each.adoption.state for each in plans or self.decisions]
        return plan_question(is_adopted=any(state in Adoption.DECIDED for state in states))

    @property
    def nothing_special(self) -> str:
        """What stands where no action names this municipality."""
        if self.reach.unstated:
            return _("Niet genoemd")
        return _("Geen aparte acties") if self.counts.total else _("Niet bekend")

    @property
    def reach_sentences(self) -> list[str]:
        """What the plan says of whom its actions are for."""
        return self.reach.sentences(self.counts.total)

    @cached_property
    def counts(self) -> Counts:
        """The actions that concern this municipality."""
        return together(state.counts for state in self.lines)
