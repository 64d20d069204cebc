"""A cell of the grid of the plan, read as people write it: by the reader of plans, and what is doubtful is refused."""

import difflib
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.forms.fields import read_amount
from actions.forms.offer import Offer
from actions.models import Action, Cost
from actions.rules import privacy
from actions.rules.content import CostItem, as_line
from reading import formats
from reading.plans.choices import labelled, read_kind, read_priority, read_status, status_with_more
from reading.plans.model import Money
from reading.plans.money import read_money
from reading.plans.planning import read_planning

LONGEST_NAME, LONGEST_SECURED, LONGEST_REASON = 160, 200, 100
NEW_NAME = "new"  # the code of the error that offers to make organisations; its params hold their names
QUARTER = gettext_lazy("Schrijf een kwartaal, bijvoorbeeld 2027Q2, juni 2027 of 2e kwartaal 2027.")
STATUS = gettext_lazy("Deze status kennen we niet. Kies uit: %s.")
PRIORITY = gettext_lazy("Deze prioriteit kennen we niet. Kies uit: %s.")
MONEY = gettext_lazy("Dit is niet te lezen. Schrijf 15.000, ca. 5.000 per jaar, of nader te bepalen.")
NOT_ONE = gettext_lazy("Meer dan één bedrag, een jaar of een bron past niet in deze cel. Wijzig de actie zelf.")

Parts = dict[str, Any]


def read_leads(text: str, offer: Offer, *, new: Collection[str] = ()) -> Parts:
    """`Veilig Thuis; GGD` to organisations. A name that the region does not know is offered to make, never made."""
    names = list(dict.fromkeys(name for part in text.split(";") if (name := as_line(part))))
    if any(len(name) > LONGEST_NAME for name in names):
        raise ValidationError(_("De naam van een organisatie is hoogstens 160 tekens lang."))
    chosen = offer.organisations_named(names)
    allowed = {as_line(name).casefold() for name in new}
    unknown = [name for name in names if name in chosen and name.casefold() not in allowed]
    if unknown:
        raise ValidationError(_unknown(unknown, offer), code=NEW_NAME, params={"names": unknown})
    return {"leads": chosen}


def _unknown(names: list[str], offer: Offer) -> str:
    known = {name.casefold(): name for name in offer.organisations.values()}
    said = _("Deze regio kent %s niet.") % formats.listed([f"‘{name}’" for name in names])
    near = [known[found] for name in names for found in difflib.get_close_matches(name.casefold(), known, 1, 0.7)]
    return f"{said} {_('Bedoelt u %s?') % formats.listed([f'‘{name}’' for name in near])}" if near else said


def read_edge(text: str, edge: str) -> Parts:
    """A quarter, month, day or year as the beginning (`starts_in`) or end (`ends_in`) of an action."""
    if not as_line(text):
        return {edge: None}
    planning = read_planning(text)
    starts = edge == "starts_in"
    found, other = (planning.start, planning.end) if starts else (planning.end, planning.start)
    if planning.problems or planning.recurrence or not planning.understood:
        raise ValidationError(" ".join([*planning.problems, str(QUARTER)]))
    if not found:
        raise ValidationError(
            _("Dit is een einde. Schrijf hier het begin.") if starts else _("Dit is een begin. Schrijf hier het einde.")
        )
    if other and other[:4] != found[:4]:
        raise ValidationError(
            _("Dit zijn begin en einde samen. Schrijf hier alleen het begin.")
            if starts
            else _("Dit zijn begin en einde samen. Schrijf hier alleen het einde.")
        )
    return {edge: found} | ({"planning_approximate": True} if planning.approximate else {})


def read_status_cell(text: str) -> tuple[Parts, str]:
    """`Loopt`, `geborgd bij Veilig Thuis`, `gestopt: geen budget`; gives what it sets, and the reason that it gives."""
    clean = as_line(text)
    status, secured_with = read_status(clean) if clean else (Action.Status.UNKNOWN, "")
    rest = ""
    if status is None:
        status, rest = status_with_more(clean)
    if status is None:
        head, _colon, rest = clean.partition(":")
        status = read_status(head)[0] if rest else None
    if status is None:
        raise ValidationError(STATUS % formats.listed([str(label) for label in Action.Status.labels]))
    if status == Action.Status.SECURED:
        secured_with, rest = secured_with or rest.strip(), ""
    if rest and status != Action.Status.STOPPED:
        raise ValidationError(_("Schrijf hier alleen de status. De toelichting hoort bij de voortgang van de actie."))
    _check(rest.strip() or secured_with, LONGEST_SECURED if secured_with else LONGEST_REASON)
    return {"status": status, "secured_with": secured_with}, rest.strip()


def _check(text: str, longest: int) -> None:
    if len(text) > longest:
        raise ValidationError(_("Dit is te lang: hoogstens %d tekens.") % longest)
    for finding in privacy.findings(text, today=timezone.localdate()):
        said = {"text": finding.text, "looks_like": finding.looks_like}
        raise ValidationError(_("‘%(text)s’ lijkt op %(looks_like)s. Haal het weg.") % said)


def read_priority_cell(text: str) -> Parts:
    """`Hoog`, `middel`; empty is not said."""
    clean = as_line(text)
    found = (labelled(clean, Action.Priority) or read_priority(clean)) if clean else ""
    if found is None:
        raise ValidationError(PRIORITY % formats.listed([str(label) for label in Action.Priority.labels]))
    return {"priority": found}


def read_cost(text: str) -> Parts:
    """`15.000`, `ca. € 5.000 per jaar`, `5.000 tot 8.000`, `nader te bepalen`; empty is no cost."""
    clean = as_line(text)
    if not clean:
        return {"costs": None}
    kind = read_kind(clean)
    if kind and kind not in (Cost.Kind.AMOUNT, Cost.Kind.UNSTATED, Cost.Kind.UNCLEAR):
        return {"costs": CostItem(kind=kind)}
    try:
        return {"costs": CostItem(amount=read_amount(clean))}
    except ValidationError as error:
        money = read_money(clean)
        if money.kind == Cost.Kind.UNCLEAR:
            raise (error if any(sign in clean for sign in ".,-−–") else ValidationError(MONEY)) from error
    return {"costs": _cost_of(money)}


def _cost_of(money: Money) -> CostItem:
    if money.by_year or money.total is not None or money.funding:
        raise ValidationError(NOT_ONE)
    if money.problems:
        raise ValidationError(" ".join(money.problems))
    if money.kind != Cost.Kind.AMOUNT:
        return CostItem(kind=money.kind)
    return CostItem(
        amount=_cents(money.amount),
        amount_max=_cents(money.max),
        per=money.per or Cost.Per.UNSTATED,
        approximate=money.approximate,
    )


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else Decimal(amount).quantize(Decimal("0.01"))


def read_cell(column: str, text: str, offer: Offer, *, new: Collection[str] = ()) -> tuple[Parts, str]:
    """What a cell sets, and the reason that it gives. Raises ValidationError with a sentence."""
    if column == "leads":
        return read_leads(text, offer, new=new), ""
    if column == "status":
        return read_status_cell(text)
    return READERS[column](text), ""


READERS: Mapping[str, Callable[[str], Parts]] = {
    "starts_in": lambda text: read_edge(text, "starts_in"),
    "ends_in": lambda text: read_edge(text, "ends_in"),
    "costs": read_cost,
    "priority": read_priority_cell,
}
