"""What can be hidden, in every state it can have; and who may see it, said once more and without the code.

Each thing holds a word of its own, so that it is known wherever it comes up.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from actions.models import FundingSource, Note
from decisions.models import Advice
from evaluations.models import Evaluation
from tests import factories
from tests.matrix.people import ALL, here

LEVELS = ("public", "internal", "confidential", "secret")

# Who reads what is classified so (design sections 4 and 9): the other rooms ask the code, this table does not.
READS = {
    "public": ALL,
    "internal": here("leader", "policy_officer", "administrator", "evaluator"),
    "confidential": here("leader", "policy_officer"),
    "secret": here("leader"),
}
WORKS_ON_IT = here("owner", "deputy")  # of the organisation that leads it


@dataclass(frozen=True)
class Thing:
    """Something with a state. `seen_by`: who may see it, and so read its word."""

    kind: str
    state: str
    word: str
    seen_by: frozenset[str]
    argument: Any
    delete: Callable[[], object]

    @property
    def title(self) -> str:
        """`action:secret`."""
        return f"{self.kind}:{self.state}"


def all_things(world: dict[str, Any]) -> list[Thing]:
    """Every kind of thing in every state, in the region where the people of `here` work."""
    made = [*actions(world), *documents(world), *promises(world), *evaluations(world), *lines(world)]
    return [*made, *moments(world)]


def _word(kind: str, state: str) -> str:
    return f"qzx{kind}{state}".replace("_", "").replace("-", "")


def gone(*rows: Any) -> Callable[[], None]:
    """What deletes these rows, again and again: each time it is taken back."""
    which = [(type(row), row.pk) for row in rows]

    def delete() -> None:
        for model, key in which:
            model._base_manager.filter(pk=key).delete()

    return delete


def actions(world: dict[str, Any]) -> list[Thing]:
    """Released and concepts, of each classification; led by the organisation of the owner and deputy of here."""
    made = []
    for level in LEVELS:
        for released in (True, False):
            state = level if released else f"{level}-concept"
            word = _word("action", state)
            action = factories.action(
                line=world["line"], leads=[world["organisation"]], what=word, how=f"{word} hoe", classification=level
            )
            if not released:
                action.released_at = None
                action.save()
            factories.cost(action=action, text=f"{word} kosten")
            factories.update(action=action, text=f"{word} bericht", released_at=timezone.now() if released else None)
            factories.goal(action=action, text=f"{word} doel")
            seen = set(READS[level])
            if not released:
                seen &= READS["internal"]
            if level in ("public", "internal"):
                seen |= WORKS_ON_IT
            made.append(Thing("action", state, word, frozenset(seen), action.pk, gone(action)))
    return made


def documents(world: dict[str, Any]) -> list[Thing]:
    """Papers of each classification, with what a council decided on them and what was advised."""
    made = []
    for level in LEVELS:
        word = _word("document", level)
        document = factories.document(
            programme=world["programme"],
            title=word,
            key=f"stuk-{level}",
            **factories.classified(level),
            participants=[world["municipality"]],
        )
        factories.adoption(document=document, municipality=world["municipality"], text=f"{word} besluit")
        made.append(Thing("document", level, word, frozenset(READS[level]), document.pk, gone(document)))
        word = _word("advice", level)
        advice = Advice.objects.create(document=document, by=word, text=f"{word} tekst", response=f"{word} antwoord")
        made.append(Thing("advice", level, word, frozenset(READS[level]), advice.pk, gone(advice)))
    return made


def promises(world: dict[str, Any]) -> list[Thing]:
    """What the council was promised; of what is not public its griffier keeps the list."""
    council = {
        "public": set(),
        "internal": here("griffier", "contact", "council_member"),
        "confidential": here("griffier"),
        "secret": here("griffier"),
    }
    made = []
    for level in LEVELS:
        word = _word("promise", level)
        promise = factories.promise(
            programme=world["programme"],
            municipality=world["municipality"],
            text=word,
            answer=f"{word} antwoord",
            due_on=datetime.date(2020, 1, 1),
            **factories.classified(level),
        )
        seen = frozenset(READS[level] | council[level])
        made.append(Thing("promise", level, word, seen, promise.pk, gone(promise)))
    return made


def evaluations(world: dict[str, Any]) -> list[Thing]:
    """Of each classification with its report; and what becomes public, which has no report yet."""
    made = []
    for kind, level in (*(("evaluation", level) for level in LEVELS), ("unfinished", "public")):
        word = _word(kind, level)
        evaluation = Evaluation(
            programme=world["programme"], title=word, introduction=f"{word} inleiding", **factories.classified(level)
        )
        if kind == "evaluation":
            evaluation.rendered_at = timezone.now()
            evaluation.pdf.save(f"{word}.pdf", ContentFile(f"%PDF-1.7\n{word}\n".encode()))
        evaluation.save()
        seen = READS[level if kind == "evaluation" else "internal"]
        made.append(Thing(kind, level, word, frozenset(seen), evaluation.pk, gone(evaluation)))
    return made


def moments(world: dict[str, Any]) -> list[Thing]:
    """A moment of the year that everybody sees, and one for who works in the region."""
    made = []
    for state, internal in (("public", False), ("internal", True)):
        word = _word("moment", state)
        moment = factories.moment(programme=world["programme"], title=word, text=f"{word} tekst", internal=internal)
        made.append(Thing("moment", state, word, frozenset(READS[state]), moment.pk, gone(moment)))
    return made


def lines(world: dict[str, Any]) -> list[Thing]:
    """A line that only an action brought which the leader alone may see, with all that hangs under it."""
    word = _word("line", "hidden")
    programme, seen = world["programme"], frozenset(READS["secret"])
    line = factories.line(programme=programme, title=word, published=False)
    theme = factories.theme(line=line, title=f"{word} thema", published=False)
    source = FundingSource.objects.create(programme=programme, name=f"{word} bron", published=False)
    goal = factories.goal(line=line, text=f"{word} doel")
    note = Note.objects.create(programme=programme, line=line, kind="context", title=word, text=word)
    action = factories.action(line=line, theme=theme, what=f"{word} actie", classification="secret")
    factories.cost(action=action).fundings.create(source=source)
    delete = gone(action, goal, note, theme, line, source)
    rows = {"line": line, "theme": theme, "goal": goal, "note": note, "source": source}
    return [Thing(kind, "hidden", word, seen, row.pk, delete) for kind, row in rows.items()]
