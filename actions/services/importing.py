"""Reading in a plan: keeping the file, comparing it with the plan, and writing it in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from actions.imports import previews, readings, uncertain
from actions.imports.places import NewLine, Spot
from actions.imports.proposals import CHANGED, NEW, Preview, Proposal
from actions.imports.questions import FIRST_ANSWER
from actions.models import Action, ActionLine, PlanImport, Programme, Theme
from actions.services import taking
from actions.services.editing import ActionChanged, claim_all
from actions.services.writing import Stamp, with_ids, write_all
from jobs.files import kept_file
from jobs.incoming import flow
from jobs.models import Job
from municipalities.models import Organisation
from reading.plans.as_json import accounting_as_json
from reading.plans.texts import words

PASTED = readings.PASTED


class Before(TypedDict):
    id: int
    version: int
    line: int
    theme: int | None
    position: int


class NotConfirmed(Exception):
    """A table of a pdf would be written that nobody confirmed. The message is a sentence for the user."""


class PlanChanged(Exception):
    """The plan is no longer what the user saw in the preview."""


class Outcome(TypedDict):
    """What an import did, as `PlanImport.outcome` keeps it: ids, with what an undo must know."""

    counts: dict[str, int]
    problems: int
    accounting: dict[str, Any]  # where each row of the file ended (reading.plans.as_json)
    new: list[dict[str, int]]  # id and version
    changed: list[Before]  # the version that the import made, and the place from before
    missing: list[int]
    lines: list[int]  # made by the import, as are the next three
    themes: list[int]
    organisations: list[int]
    sources: list[int]


# --- Reading ---


def keep_file(
    programme: Programme, *, content: bytes, name: str, by: User | None, year: int | None = None, amounts_in: str = ""
) -> PlanImport:
    """Keep a file to read in: read at once, or by a job when it is large and somebody waits.

    Raises Refused when it holds no plan; then nothing is kept.
    """
    found = PlanImport(programme=programme, name=flow.name_of(name), year=year, amounts_in=amounts_in, created_by=by)

    def read() -> dict[str, Any]:
        tables = readings.tables_of(content, name=found.name)
        return readings.to_keep(found, tables, readings.read(found, tables))

    flow.keep(found, [found], [ContentFile(content)], read=read, by=by)
    return found


def preview_of_file(
    programme: Programme, *, content: bytes, name: str, year: int | None, amounts_in: str, write: bool,
    confirmed: bool = False,
) -> Preview:  # fmt: skip
    """What reading in a file does, and writes it when `write`: for a command. `confirmed`: its tables, when uncertain.

    Raises Refused and NotConfirmed; then nothing is kept.
    """
    found = PlanImport(programme=programme, name=flow.name_of(name), year=year, amounts_in=amounts_in)
    tables = readings.tables_of(content, name=found.name)
    reading = readings.read(found, tables)  # takes seconds: before anything is locked
    found.confirmed_tables = list(reading.uncertain) if confirmed else []
    if not write:
        return previews.compared(found, reading)
    with kept_file(found.file, flow.stored_name(found.name), ContentFile(content)), transaction.atomic():
        _hold_organisations(programme)
        _hold(programme)
        found.save()
        shown = previews.compared(found, reading)
        apply(found, shown, by=None)
    return shown


# --- Writing ---


def confirm(plan_import: PlanImport, *, fingerprint: str, release: bool, by: User) -> Job:
    """Start the job that writes what the user saw: `fingerprint` is that of the preview. A second click gives the same
    job. Raises NoDraft; NotConfirmed when a table of a pdf is still to be confirmed or a question must be answered.
    """
    found = previews.preview_of(plan_import)
    _refuse_unconfirmed(plan_import, found)
    if any(question.is_needed for question in found.questions):
        raise NotConfirmed(str(FIRST_ANSWER))
    return flow.confirm(plan_import, by=by, fingerprint=fingerprint, release=release)


@transaction.atomic
def apply(plan_import: PlanImport, found: Preview, *, by: User | None) -> None:
    """Write a preview into the plan, all or nothing; once, however often it is called.

    Raises PlanChanged when it would do something else by now: somebody saved an action, or read in the same file;
    NotConfirmed when a table of a pdf is still to be confirmed.
    """
    _hold_organisations(plan_import.programme)
    kept = flow.hold_to_apply(plan_import)
    if kept is None:
        return
    _hold(kept.programme)
    if previews.compared(kept, found.reading).fingerprint != found.fingerprint:
        raise PlanChanged
    _refuse_unconfirmed(kept, found)
    writing = Writing(kept, by)
    try:
        writing.all(found)
    except ActionChanged as reason:
        raise PlanChanged from reason
    taking.record(kept, found, new=[row["id"] for row in writing.new])
    flow.applied(kept, dict(writing.outcome(found)), by=by)


def _refuse_unconfirmed(plan_import: PlanImport, found: Preview) -> None:
    """Raises NotConfirmed, with the tables that are still to be confirmed."""
    if numbers := uncertain.unconfirmed(plan_import, found):
        raise NotConfirmed(uncertain.in_words(numbers))


def _hold_organisations(programme: Programme) -> None:
    """Until this transaction ends, nobody merges an organisation that the plan may name; before anything is held."""
    Organisation.objects.held(set(programme.region.organisations.values_list("pk", flat=True)))


def _hold(programme: Programme) -> None:
    """Until this transaction ends, nobody else reads in a plan here or adds an action to its lines.

    Without the key: what only points to these rows, such as an action that moves, need not wait.
    """
    list(Programme.objects.select_for_update(no_key=True).filter(pk=programme.pk))
    list(ActionLine.objects.select_for_update(no_key=True).filter(programme=programme).order_by("pk"))


@dataclass
class Writing:
    """One import on its way into the plan, and what it made."""

    plan_import: PlanImport
    by: User | None
    new: list[dict[str, int]] = field(default_factory=list)
    changed: list[Before] = field(default_factory=list)
    lines: dict[str, ActionLine] = field(default_factory=dict)
    themes: dict[tuple[int, str], Theme] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.programme = self.plan_import.programme
        reason = (_("Ingelezen uit %(name)s") % {"name": self.plan_import.name})[:100]
        self.stamp = Stamp(reason, self.by, timezone.now())
        self.organisations = set(self._organisations())
        self.sources = set(self._sources())
        last = self.programme.actions.aggregate(last=Max("position"))["last"]
        self.position = 0 if last is None else last

    def all(self, found: Preview) -> None:
        """Write what is new, in the order of the document, and what is changed."""
        new = [proposal for proposal in found.proposals if proposal.kind == NEW]
        changed = [proposal for proposal in found.proposals if proposal.kind == CHANGED]
        made = [self._placed_new(proposal) for proposal in new]
        actions = [*made, *self._claimed(changed)]
        contents = with_ids([proposal.content for proposal in (*new, *changed)], self.programme, self.stamp)
        write_all(list(zip(actions, contents, strict=True)), self.stamp)
        self.new = [{"id": action.pk, "version": action.version} for action in made]

    def outcome(self, found: Preview) -> Outcome:
        """What became of it, for its page and for an undo."""
        return {
            "counts": dict(found.counts),
            "problems": found.with_problems + len(found.reading.problems) + len(found.open_questions),
            "accounting": accounting_as_json(found.reading.accounting),
            "new": self.new,
            "changed": self.changed,
            "missing": [action.pk for action in found.missing],
            "lines": [line.pk for line in self.lines.values()],
            "themes": [theme.pk for theme in self.themes.values()],
            "organisations": sorted(set(self._organisations()) - self.organisations),
            "sources": sorted(set(self._sources()) - self.sources),
        }

    def _placed_new(self, proposal: Proposal) -> Action:
        assert proposal.spot is not None
        self.position += 1
        released = self.stamp.at if self.plan_import.release else None
        place = self._placed(proposal.spot)
        return Action(programme=self.programme, position=self.position, released_at=released, **place)

    def _claimed(self, changed: Sequence[Proposal]) -> Iterable[Action]:
        """The actions that change, in their new place; where they were is kept for an undo."""
        actions = claim_all({one.action.pk: one.action.version for one in changed if one.action})
        for proposal in changed:
            assert proposal.action is not None
            assert proposal.spot is not None
            action = actions[proposal.action.pk]
            self.changed.append(
                {
                    "id": action.pk,
                    "version": action.version,
                    "line": action.line_id,
                    "theme": action.theme_id,
                    "position": action.position,
                }
            )
            if proposal.moves:
                self.position += 1
                for name, value in {**self._placed(proposal.spot), "position": self.position}.items():
                    setattr(action, name, value)
            yield action

    def _placed(self, spot: Spot) -> dict[str, Any]:
        line = self._line(spot.line) if isinstance(spot.line, NewLine) else spot.line
        theme = self._theme(line, spot.theme) if isinstance(spot.theme, str) else spot.theme
        return {"line": line, "theme": theme}

    def _line(self, new: NewLine) -> ActionLine:
        if str(new) not in self.lines:
            line = ActionLine(programme=self.programme, number=new.number, title=new.title, published=False)
            line.save_with_reason(self.stamp.reason, by=self.by, on=self.stamp.at)
            self.lines[str(new)] = line
        return self.lines[str(new)]

    def _theme(self, line: ActionLine, title: str) -> Theme:
        known = (line.pk, words(title))
        if known not in self.themes:
            taken = set(self.programme.themes.values_list("key", flat=True))
            stem = slugify(title)[:70] or "thema"
            keys = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
            theme = Theme(
                programme=self.programme,
                line=line,
                title=title,
                key=next(key for key in keys if key not in taken),
                position=len(taken) + 1,
                published=False,
            )
            theme.save_with_reason(self.stamp.reason, by=self.by, on=self.stamp.at)
            self.themes[known] = theme
        return self.themes[known]

    def _organisations(self) -> Iterable[int]:
        return Organisation.objects.filter(region=self.programme.region_id).values_list("pk", flat=True)

    def _sources(self) -> Iterable[int]:
        return self.programme.funding_sources.values_list("pk", flat=True)
