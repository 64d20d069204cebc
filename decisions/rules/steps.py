"""One step of a municipality as a cell of the grid: what it says, what was typed, and what that makes of the row."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from decisions.models import Adoption
from decisions.models.adoptions import WEB_ADDRESS
from reading import formats, quarters
from reading.days import without_year, written_when
from reading.outcomes import Outcome, read_outcome
from reading.vocabulary import Precision

State = Adoption.State
Key = tuple[int, str]  # a cell: the municipality and the key of the step
Content = dict[str, Any]  # the fields of a row that a cell sets, by name
# What a cell may say of a decision, and of a step before it.
STATES = {
    True: tuple(state for state in State if state != State.DONE),
    False: tuple(state for state in State if state not in (*Adoption.DECIDED, State.REJECTED)),
}
WORDS = {
    State.PLANNED: "gepland", State.SUBMITTED: "voorgelegd", State.ADOPTED: "vastgesteld",
    State.ADOPTED_AMENDED: "gewijzigd vastgesteld", State.DEFERRED: "aangehouden", State.REJECTED: "verworpen",
    State.FOR_INFORMATION: "ter kennisname", State.DONE: "gedaan", State.NOT_APPLICABLE: "n.v.t.",
    State.UNKNOWN: "onbekend",
}  # fmt: skip
FIELDS = (
    *("state", "planned_for", "planned_on", "submitted_on", "decided_on", "deferred_until", "deferred_precision"),
    *("amendment", "reason", "link"),
)
BEHIND = {State.ADOPTED_AMENDED: "amendment", State.DEFERRED: "reason", State.REJECTED: "reason"}


class NotUnderstood(Exception):
    """What was typed cannot be kept; the message says why and what to type."""


@dataclass(frozen=True)
class Step:
    """A column of the grid: who does what."""

    body: str
    kind: str

    @property
    def key(self) -> str:
        """Its name in forms: `council-decision`."""
        return f"{self.body}-{self.kind}"

    @property
    def decides(self) -> bool:
        """Whether it is a decision."""
        return self.kind == Adoption.Kind.DECISION


def cell_text(row: Adoption | None) -> str:
    """What the cell of a step says, read back by `read_cell` as the same; empty when nothing is on record."""
    if row is None:
        return ""
    when = ""
    if row.state == State.PLANNED:
        when = formats_of(row.planned_on, row.planned_for)
    elif row.state == State.SUBMITTED:
        when = formats_of(row.submitted_on)
    elif row.decided_on:
        when = formats_of(row.decided_on)
    if row.state == State.DEFERRED and row.deferred_until:
        when = f"{when} tot {written_when(row.deferred_until, row.deferred_precision)}".lstrip()
    behind = " ".join(getattr(row, BEHIND[State(row.state)], "").split()) if row.state in BEHIND else ""
    said = f"{WORDS[State(row.state)]} {when}".rstrip() + (f": {behind}" if behind else "")
    return f"{said} {row.link}".rstrip()


def mark_of(row: Adoption | None) -> str:
    """A short mark of all that people keep of a step, also of what its cell does not say; empty without a row."""
    if row is None:
        return ""
    kept = "\0".join(str(getattr(row, name)) for name in (*FIELDS, *Adoption.WRITTEN, "embargo_until"))
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def formats_of(day: datetime.date | None, quarter: str | None = None) -> str:
    """A day or a quarter as a cell shows it."""
    if day:
        return written_when(day, Precision.DAY)
    return quarters.label(quarter) if quarter else ""


def read_cell(text: str, step: Step, row: Adoption | None, *, today: datetime.date) -> Content:
    """What a cell makes of a row, as fields. Raises NotUnderstood.

    What the cell does not speak of stays as it is: for when it was planned, when it was submitted, its sources.
    """
    if not text.strip():
        return _blank(row) | {"state": State.UNKNOWN}
    told = read_outcome(text)
    if told.code and (day := without_year(told.left)):
        raise NotUnderstood(_("Van welk jaar is ‘%s’? Schrijf het jaar erachter.") % day)
    if told.left or not told.code:
        raise NotUnderstood(
            _("‘%s’ is niet te lezen. Schrijf bijvoorbeeld: vastgesteld 14-11-2024.") % _short(told.left or text)
        )
    state = State(told.code)
    if state not in STATES[step.decides]:
        raise NotUnderstood(_wrong_step(step))
    content = _blank(row) | {"state": state, **_when(state, told, today)}
    if told.text:
        if state not in BEHIND:
            raise NotUnderstood(_("Achter ‘%s’ past geen toelichting.") % WORDS[state])
        kept = str(getattr(row, BEHIND[state], ""))
        content[BEHIND[state]] = kept if " ".join(kept.split()) == told.text else told.text
    if state == State.ADOPTED_AMENDED and not told.text:
        raise NotUnderstood(_("Wat is gewijzigd? Schrijf het achter een dubbele punt."))
    content["link"] = _link(told.link)
    return content


def _blank(row: Adoption | None) -> Content:
    kept = ("planned_for", "planned_on", "submitted_on")
    fields: Content = {name: getattr(row, name) if row else None for name in kept}
    nothing = {"decided_on": None, "deferred_until": None, "deferred_precision": Precision.DAY}
    return fields | nothing | {"amendment": "", "reason": "", "link": ""}


def _when(state: State, told: Outcome, today: datetime.date) -> Content:
    """The date in the field where it belongs."""
    if told.until:
        if state != State.DEFERRED:
            raise NotUnderstood(_("Alleen ‘aangehouden’ heeft een ‘tot’."))
        until = {"deferred_until": told.until.day, "deferred_precision": told.until.precision}
        return until | _when(state, replace(told, until=None), today)
    when = told.when
    if when is None:
        return {}
    if state == State.PLANNED and when.precision == Precision.QUARTER:
        return {"planned_for": quarters.of(when.day), "planned_on": None}
    if state in (State.UNKNOWN, State.NOT_APPLICABLE):
        raise NotUnderstood(_("Achter ‘%s’ past geen datum.") % WORDS[state])
    if when.precision != Precision.DAY:
        hint = _("een dag of een kwartaal: 1e kwartaal 2027") if state == State.PLANNED else _("een dag: 14-11-2024")
        raise NotUnderstood(_("Noem achter ‘%(word)s’ %(hint)s.") % {"word": WORDS[state], "hint": hint})
    if state == State.PLANNED:
        return {"planned_on": when.day, "planned_for": None}
    if when.day > today:
        raise NotUnderstood(_("%s is nog niet geweest. Schrijf ‘gepland’ voor wat nog komt.") % formats.day(when.day))
    return {"submitted_on" if state == State.SUBMITTED else "decided_on": when.day}


def _link(link: str) -> str:
    if link:
        try:
            WEB_ADDRESS(link)
        except ValidationError:
            raise NotUnderstood(_("Dit webadres is niet goed. Het begint met https://.")) from None
        if len(link) > 200:
            raise NotUnderstood(_("Dit webadres is te lang: neem een korter adres."))
    return link


def _wrong_step(step: Step) -> str:
    if step.decides:
        return _("Over een besluit past: vastgesteld, gewijzigd vastgesteld, aangehouden, verworpen, ter kennisname.")
    return _("Dit is geen besluit. Schrijf bijvoorbeeld: gedaan 14-11-2024.")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"


def differs(content: Mapping[str, Any], row: Adoption | None) -> bool:
    """Whether a cell changes anything of a row; `onbekend` of no row is something to keep."""
    return row is None or any(getattr(row, name) != value for name, value in content.items())


def lapsing(content: Mapping[str, Any], row: Adoption | None) -> str:
    """What was written about the outcome that was, and says nothing of another one; empty when the outcome stays."""
    if row is None or row.state == content["state"]:
        return ""
    return " ".join(getattr(row, name) for name in Adoption.WRITTEN).strip()
