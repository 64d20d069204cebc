"""Which actions somebody is asked about in a round, and which of them are answered: for the link, the leader, the mail.

Only what was released and is public or internal; what was closed before there was an answer is not asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from actions.models import Action, Asked, Programme, ProgressUpdate
from actions.models.rounds import OPEN_ENOUGH
from municipalities.models import Organisation


@dataclass(frozen=True)
class Question:
    """One action that somebody is asked about, and the last answer, if any."""

    action: Action
    answer: ProgressUpdate | None

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer that was not put back."""
        return self.answer is not None


@dataclass(frozen=True)
class Sheet:
    """All that one person is asked about in a round."""

    questions: list[Question] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many actions are asked."""
        return len(self.questions)

    @property
    def left(self) -> list[Action]:
        """The actions without an answer."""
        return [question.action for question in self.questions if not question.is_answered]

    @property
    def answered(self) -> int:
        """How many actions are answered."""
        return self.total - len(self.left)

    @property
    def is_done(self) -> bool:
        """Whether all is answered."""
        return not self.left

    @property
    def in_words(self) -> str:
        """`3 van 8 beantwoord`."""
        return _("%(answered)d van %(total)d beantwoord") % {"answered": self.answered, "total": self.total}


@dataclass
class Lead:
    """An organisation that leads open actions, and who reports for it: owners first, then their deputies."""

    organisation: Organisation
    actions: list[Action] = field(default_factory=list)
    people: list[User] = field(default_factory=list)
    owners: int = 0  # how many of the people are owners


def shown_by_links(programme: Programme) -> QuerySet[Action]:
    """The actions of a programme that a link may show, in the order of the plan."""
    found = Action.objects.filter(
        programme=programme,
        programme__classification__in=OPEN_ENOUGH,
        classification__in=OPEN_ENOUGH,
        released_at__isnull=False,
    )
    return found.select_related("programme").prefetch_related("goals", "leads").in_plan_order()


def to_ask(programme: Programme) -> list[Action]:
    """The actions that a new round asks about: those that have a lead and are not closed."""
    return [one for one in shown_by_links(programme).exclude(status__in=Action.CLOSED) if one.leads.all()]


def sheets(people: Iterable[Asked], programme: Programme) -> dict[int, Sheet]:
    """What each of these people of a round is asked, by the id of Asked. The number of queries is always the same.

    Wants `organisations` to be loaded.
    """
    people = list(people)
    ours = {one.pk: {organisation.pk for organisation in one.organisations.all()} for one in people}
    led = Action.leads.through.objects.filter(organisation_id__in=set().union(*ours.values())).values("action_id")
    actions = list(shown_by_links(programme).filter(pk__in=led))
    answers = _answers(people)
    return {pk: Sheet(_questions(actions, organisations, answers.get(pk, {}))) for pk, organisations in ours.items()}


def _questions(
    actions: Iterable[Action], organisations: set[int], answers: Mapping[int, ProgressUpdate]
) -> list[Question]:
    own = [one for one in actions if organisations & {lead.pk for lead in one.leads.all()}]
    return [Question(one, answers.get(one.pk)) for one in own if one.pk in answers or not one.is_closed]


def _answers(people: Iterable[Asked]) -> dict[int, dict[int, ProgressUpdate]]:
    """The last answer of each person to each action."""
    found: dict[int, dict[int, ProgressUpdate]] = {}
    for update in ProgressUpdate.objects.filter(asked__in=people).order_by("pk"):
        found.setdefault(update.asked_id or 0, {})[update.action_id] = update
    return found
