"""What a term list that was read does to the questions and promises that are there: new, changed, or the same."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models.base import Viewer
from actions.rules import privacy
from decisions.models import Promise
from decisions.models.promise_imports import PromiseImport
from decisions.rules.names import person_in
from decisions.rules.offers import Place
from municipalities.access import access
from municipalities.models import Municipality
from reading.promises.reader import ReadPromise

NEW, CHANGED, SAME, LEFT_OUT = "new", "changed", "same", "left_out"
# What a list says of a question or promise; what it does not say stays as it is.
TAKEN = ("text", "kind", "number", "on", "holder", "owed_by", "due_on", "due_text", "answer", "answered_on", "link")
CAREFUL = ("text", "due_text", "number", "holder", "owed_by", "answer")  # as the forms do
SHOWN = ("text", "due_text")  # in the preview, in a column
DAYS = ("on", "due_on", "answered_on", "closed_on")
DOES = {
    NEW: gettext_lazy("Nieuw"), CHANGED: gettext_lazy("Wijzigt"), SAME: gettext_lazy("Ongewijzigd"),
    LEFT_OUT: gettext_lazy("Weggelaten"),
}  # fmt: skip
RANK = list(Promise.State.values)


@dataclass
class Proposal:
    """What one row of a list becomes."""

    row: ReadPromise
    kind: str = NEW
    municipality: Municipality | None = None
    promise: Promise | None = None  # that it is the same as
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    personal: dict[str, list[str]] = field(default_factory=dict)  # by field: what in it seems to be about a person

    @property
    def does(self) -> str:
        """What becomes of the row, in a word."""
        return str(DOES[self.kind])

    @property
    def becomes(self) -> str:
        """Its kind, where it stands after that, and what it is known by: `Motie, open · M-7 · Ons Dorp`."""
        now = self.promise or Promise()
        kind = Promise.Kind(self.values.get("kind", now.kind))
        state = str(Promise.State(self.values.get("state", now.state)).label).lower()
        council = self.municipality.name if self.municipality else ""
        return " · ".join(filter(None, (f"{kind.label}, {state}", self.row.number, council)))

    @property
    def personal_beside(self) -> list[str]:
        """What seems to be about a person in a field that the preview has no column for, with its name."""
        beside = {name: said for name, said in self.personal.items() if name not in SHOWN}
        fields: dict[str, Any] = {name: Promise._meta.get_field(name) for name in beside}
        return [f"{capfirst(fields[name].verbose_name)}: {one}" for name, said in beside.items() for one in said]

    @property
    def labels(self) -> list[str]:
        """What changes, by name."""
        fields = {name: Promise._meta.get_field(name.removesuffix("_id")) for name in self.values}
        return [str(getattr(one, "verbose_name", name)) for name, one in fields.items() if name != "closed_by_id"]


def kept(rows: Iterable[ReadPromise]) -> list[dict[str, Any]]:
    """What was read, as it is kept."""
    return [
        {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in row.items()}
        for row in map(dataclasses.asdict, rows)
    ]


def read_back(rows: Iterable[dict[str, Any]]) -> list[ReadPromise]:
    """The same as it was read."""
    days = [{name: datetime.date.fromisoformat(row[name]) for name in DAYS if row[name]} for row in rows]
    return [ReadPromise(**{**row, **found}) for row, found in zip(rows, days, strict=True)]


def proposals_of(found: PromiseImport, places: Sequence[Place], user: Viewer, today: datetime.date) -> list[Proposal]:
    """What each row does, for who keeps these councils; two queries."""
    councils = {place.municipality.name.casefold(): place.municipality for place in places}
    ids = [place.municipality.pk for place in places]
    there = list(Promise.objects.visible_to(user).filter(programme=found.programme, municipality__in=ids))
    known: dict[Any, Promise] = {}
    for promise in there:
        for key in _keys(promise.municipality_id, promise.number, promise.text, promise.on):
            known.setdefault(key, promise)
    proposals = [_proposal(row, found, councils, known, user, today) for row in read_back(found.rows)]
    _leave_out_doubles(proposals)
    for proposal in proposals:
        if proposal.kind in (NEW, CHANGED):
            proposal.personal = _personal(proposal.values, today)
    return proposals


def _personal(values: dict[str, Any], today: datetime.date) -> dict[str, list[str]]:
    """What seems to be about one person, by field: what is read in may be public."""
    found = {name: privacy.sentences(values.get(name) or "", today=today) for name in CAREFUL}
    return {name: said for name, said in found.items() if said}


def _leave_out_doubles(proposals: Iterable[Proposal]) -> None:
    """A row that says the same as one above it is told, not added twice."""
    seen: dict[Any, int] = {}
    for proposal in proposals:
        if proposal.municipality is None:
            continue
        row = proposal.row
        key = _keys(proposal.municipality.pk, row.number, row.text, row.on)[0]
        if key in seen:
            proposal.kind = LEFT_OUT
            proposal.problems.append(_("Dit staat ook in rij %d. De rij is weggelaten.") % seen[key])
        else:
            seen[key] = row.row


def _keys(council: int, number: str, text: str, on: datetime.date | None) -> list[Any]:
    """By what it is recognised: its number, else its text and date."""
    told = (council, " ".join(text.split()).casefold(), on)
    return [(council, number.casefold()), told] if number else [told]


def _proposal(
    row: ReadPromise,
    found: PromiseImport,
    councils: dict[str, Municipality],
    known: dict[Any, Promise],
    user: Viewer,
    today: datetime.date,
) -> Proposal:
    proposal = Proposal(row, problems=list(row.problems))
    name = row.council.casefold().removeprefix("gemeente ")
    council = councils.get(name) if name else found.municipality
    if council is None or council.name.casefold() not in councils:
        proposal.kind = LEFT_OUT
        said = _("De raad ‘%s’ houdt u hier niet bij.") % row.council if name else _("Er staat geen gemeente bij.")
        proposal.problems.append(said + " " + _("De rij is weggelaten."))
        return proposal
    proposal.municipality = council
    keys = _keys(council.pk, row.number, row.text, row.on)
    proposal.promise = next((known[key] for key in keys if key in known), None)
    wanted = _wanted(row, proposal, user, today)
    if proposal.promise is None:
        proposal.values = wanted
        return proposal
    if proposal.promise.is_closed and not _may_close(user, council):
        wanted = {}
    proposal.values = {key: value for key, value in wanted.items() if getattr(proposal.promise, key) != value}
    proposal.kind = CHANGED if proposal.values else SAME
    return proposal


def _wanted(row: ReadPromise, proposal: Proposal, user: Viewer, today: datetime.date) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in TAKEN if getattr(row, name)}
    for name in ("holder", "owed_by"):
        if person := person_in(values.get(name, "")):
            del values[name]
            proposal.problems.append(_("‘%s’ lijkt op de naam van een persoon. Die is niet overgenomen.") % person)
    if row.due_on and proposal.promise and proposal.promise.due_text:
        values["due_text"] = ""
    return values | _state(row, proposal, user, today)


def _state(row: ReadPromise, proposal: Proposal, user: Viewer, today: datetime.date) -> dict[str, Any]:
    """Where it stands: never back, and closed by the griffier only."""
    state = row.state
    if not state and row.answer:
        state = Promise.State.ANSWERED.value
    if state in Promise.CLOSED and proposal.municipality and not _may_close(user, proposal.municipality):
        state = Promise.State.ANSWERED.value
        proposal.problems.append(_("Alleen de griffier doet af. Het staat als beantwoord."))
    now = proposal.promise.state if proposal.promise else Promise.State.OPEN.value
    if not state or RANK.index(state) <= RANK.index(now):
        return {}
    if state not in Promise.CLOSED:
        return {"state": state}
    day = row.closed_on or row.answered_on
    if day is None or day > today:
        day = today
        proposal.problems.append(_("De dag van afdoen staat er niet. Die van vandaag is genomen."))
    return {"state": state, "closed_on": day, "closed_by_id": user.pk}


def _may_close(user: Viewer, council: Municipality) -> bool:
    return access(user).allows("close_promises", council)


def counts_of(proposals: Iterable[Proposal]) -> dict[str, int]:
    """How many rows are new, changed, the same and left out."""
    counts = dict.fromkeys((NEW, CHANGED, SAME, LEFT_OUT), 0)
    for proposal in proposals:
        counts[proposal.kind] += 1
    return counts
