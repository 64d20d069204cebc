"""What an action becomes when a row of a document is taken over: what the document does not say stays as it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from actions.imports.answers import MUNICIPALITY, meant
from actions.imports.names import LONGEST_NAME, Names
from actions.models import Action, Cost
from actions.models.classified import opens_guarded
from actions.rules.content import Content, CostItem, Cover, as_line
from reading.plans import own_format
from reading.plans.choices import labelled
from reading.plans.model import Money, PlanRow, Problem
from reading.plans.own_format import MORE
from reading.plans.texts import words

TIMES = frozenset({"planning", "start", "end", "recurrence"})
PEOPLE = frozenset({"who", "lead", "partners"})
MONEY = frozenset({"cost", "total", "amount", "amount_max", "cost_kind", "per", "funding"})
COSTS = MONEY | {"cost_approximate", "nature", "stage"}
BESIDE = MONEY - {"cost"}  # columns beside the words of the cost, that may say something else with the same words
SEVERAL_COSTS = _("Deze actie heeft meer kostenposten. Wijzig die op de pagina van de actie; hier blijven ze gelijk.")
GUARDED_STAYS = _(
    "Een bestand opent niet wat vertrouwelijk of geheim is. Dit blijft zoals het is. Wijzigen kan op de pagina van de"
    " actie, bij ‘Wie mag dit zien’."
)


@dataclass
class Taking:
    """One row being taken over by an action. `base` is what the action holds now, or an empty content."""

    row: PlanRow
    base: Content
    names: Names
    says: frozenset[str]  # codes of the columns in which the row says something new
    has_more_costs: bool = False  # than the columns of our export can hold
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, name: str, message: str) -> None:
        """A problem that only shows beside the plan."""
        self.problems.append(Problem(name, message))

    @property
    def in_cells(self) -> bool:
        """Whether it is a row of our own sheets: each part has columns of its own, and is taken over by itself."""
        return self.row.own is not None and not self.row.in_words

    def unread(self, name: str) -> bool:
        """Whether the row has a problem with a field: then what the plan has stays, where the row gives nothing."""
        return any(problem.field == name for problem in self.row.problems)


def said_newly(row: PlanRow, base: Content, *, own: Mapping[str, own_format.Value]) -> frozenset[str]:
    """The codes in which a row says something else than the plan has; of a document those that it may say it in.

    `own` is how our export writes the action (nothing for a new one): what a row of that export says the same is left
    alone, so that a file that goes out and comes back changes nothing.
    """
    if row.own is None:
        return _new_words(row, base) | {"line", "theme"}
    return own_format.differing(row.own, own)


def take_over(
    row: PlanRow, base: Content, names: Names, *, says: frozenset[str], own: Mapping[str, own_format.Value]
) -> tuple[Content, tuple[Problem, ...]]:
    """The content with what a row says in some codes, and problems that only show beside the plan."""
    taking = Taking(row, base, names, says, has_more_costs=_is_more(row, base, own))
    for read in READERS:
        read(taking)
    return replace(base, **taking.values), tuple(taking.problems)


def _is_more(row: PlanRow, base: Content, own: Mapping[str, own_format.Value]) -> bool:
    return len(base.costs) > 1 if row.in_words else own.get("cost_kind") == MORE


def _new_words(row: PlanRow, base: Content) -> frozenset[str]:
    """The columns of a document, without those with the words that the plan has: who corrected how these were read
    keeps the correction.
    """
    says = frozenset(code.partition(":")[0] for code in row.covered)
    if row.planning.text == base.planning_text:
        says -= TIMES
    if row.who.text == base.who_text:
        says -= PEOPLE
    if row.cost.text == base.cost_text and not says & BESIDE:
        says -= MONEY
    return says


def _texts(taking: Taking) -> None:
    row = taking.row
    for name, text in (("number", row.number or ""), ("what", row.what), ("how", row.how)):
        if name in taking.says and (text or not taking.unread(name)):
            taking.values[name] = text
    if "goals" in taking.says:
        taking.values["goals"] = tuple(dict.fromkeys(filter(None, map(as_line, row.goals))))


def _times(taking: Taking) -> None:
    planning, says, values = taking.row.planning, taking.says, taking.values
    found = {
        "start": ("starts_in", planning.start),
        "end": ("ends_in", planning.end),
        "recurrence": ("recurrence", planning.recurrence or ""),
        "approximate": ("planning_approximate", planning.approximate),
        "planning_text": ("planning_text", planning.text),
    }
    written = taking.row.own
    if written is None or not taking.in_cells:
        if says & TIMES:
            values.update(found.values())
    else:
        values.update(
            found[code] for code in found.keys() & says if found[code][1] or not own_format.filled(written.get(code))
        )
    start, end = (values.get(name, getattr(taking.base, name)) for name in ("starts_in", "ends_in"))
    if start and end and end < start:
        taking.tell("planning", _("Het eind ligt voor het begin. De planning in het plan is niet veranderd."))
        for name in ("starts_in", "ends_in"):
            values.pop(name, None)


def _people(taking: Taking) -> None:
    who, says = taking.row.who, taking.says
    whole = bool(says & PEOPLE) and not taking.in_cells  # one column says all of it
    if "who_text" in says or (whole and not (taking.row.in_words and who.lead is not None and not who.text)):
        taking.values["who_text"] = who.text
    for name, code, people in (("leads", "lead", who.leads), ("partners", "partners", who.partners)):
        if code in says or whole:
            short = [one for one in people if len(one) <= LONGEST_NAME]
            if len(short) < len(people):
                taking.tell("lead", _("Een naam van meer dan 160 tekens is niet overgenomen. Maak de naam korter."))
            taking.values[name] = taking.names.organisations_named(short)


def _money(taking: Taking) -> None:
    says, row = taking.says, taking.row
    _tell_long_sources(taking)
    by_year = any(code.startswith("cost:") for code in says)  # in a row of our own export
    if "cost_text" in says or (row.own is None and says & MONEY):
        taking.values["cost_text"] = row.cost.text
    if not (says & COSTS or by_year):
        return
    if row.own is not None and not row.cost.understood:
        return  # told at its cell; the plan keeps the costs that it has
    if taking.has_more_costs:
        taking.tell("cost", SEVERAL_COSTS)
        return
    if row.in_words:
        taking.values["cost_text"] = row.cost.text
    costs = cost_items(row.cost, taking.base.costs, taking.names, keep_cover="funding" not in row.covered)
    nature, stage = _chosen(row, "nature", Cost.Nature), _chosen(row, "stage", Cost.Stage)
    taking.values["costs"] = tuple(
        replace(item, nature=item.nature if nature is None else nature, stage=stage or item.stage) for item in costs
    )


def _tell_long_sources(taking: Taking) -> None:
    funding = taking.row.cost.funding or ""
    if taking.says & COSTS and any(len(part.strip()) > LONGEST_NAME for part in sources_in(funding, taking.names)):
        message = _("Een bron van dekking van meer dan %(most)s tekens is niet overgenomen. Maak de naam korter.")
        taking.tell("funding", message % {"most": LONGEST_NAME})


def _chosen(row: PlanRow, code: str, choices: type[TextChoices]) -> str | None:
    """A choice in a row of our own export by its label: "" for an empty cell, None for one that is not known."""
    if row.own is None or code not in row.own:
        return None
    given = str(row.own[code] or "")
    return labelled(given, choices) if words(given) else ""


def cost_items(money: Money, base: tuple[CostItem, ...], names: Names, *, keep_cover: bool) -> tuple[CostItem, ...]:
    """The costs that a row says; a cost that is there already keeps what the row does not speak of."""
    cover = _cover(money.funding, names)
    known = {item.year: item for item in reversed(base)}
    amounts: list[tuple[int | None, Decimal | None, Decimal | None]] = [(None, money.amount, money.total)]
    if money.by_year:
        years = sorted(money.by_year)
        amounts = [(year, money.by_year[year], money.total if year == years[0] else None) for year in years]
    elif money.kind == Cost.Kind.UNSTATED:
        return ()
    return tuple(
        _item(
            known.get(year, CostItem()),
            money,
            year=year,
            amount=amount,
            total=total,
            cover=cover if cover or not keep_cover else _fitting(known.get(year, CostItem()).cover, amount),
        )
        for year, amount, total in amounts
    )


def _item(
    base: CostItem, money: Money, *, year: int | None, amount: Decimal | None, total: Decimal | None,
    cover: tuple[Cover, ...],
) -> CostItem:  # fmt: skip
    """One cost as the row says it. The words that the plan had for it go when it has become another cost."""
    made = replace(
        base,
        kind=Cost.Kind.AMOUNT if year else money.kind,
        amount=amount,
        amount_max=None if year else money.max,
        total=total,
        per=money.per or Cost.Per.UNSTATED,
        year=year,
        approximate=money.approximate,
        cover=cover,
    )
    same = (made.kind, made.amount, made.amount_max, made.per) == (base.kind, base.amount, base.amount_max, base.per)
    text = money.text[:500] if money.kind == Cost.Kind.UNCLEAR else made.text if same else ""
    return replace(made, text=text)


def _cover(funding: str | None, names: Names) -> tuple[Cover, ...]:
    """The sources in a text, each once."""
    parts = sources_in(funding or "", names)
    return tuple(Cover(source) for source in names.sources_named(part for part in parts if len(part) <= LONGEST_NAME))


def sources_in(funding: str, names: Names) -> list[str]:
    """The names in a text; one that the plan knows is not cut."""
    parts = [funding] if words(funding) in names.sources else funding.replace(";", "\n").split("\n")
    return [part.strip() for part in parts if part.strip()]


def _fitting(cover: tuple[Cover, ...], amount: Decimal | None) -> tuple[Cover, ...]:
    """The cover as it was; without amounts when these are more than the new cost."""
    known = [part.amount for part in cover if part.amount is not None]
    if amount is not None and sum(known) <= amount:
        return cover
    return tuple(Cover(part.source) for part in cover) if known else cover


def _state(taking: Taking) -> None:
    row, says, values = taking.row, taking.says, taking.values
    if "status" in says and row.status is not None:
        values["status"] = row.status.value
        if row.status != Action.Status.SECURED:
            values["secured_with"] = ""
        if row.status != Action.Status.STOPPED:
            values["merged_into_id"] = None
    secured = values.get("status", taking.base.status) == Action.Status.SECURED
    if secured and row.secured_with and says & {"status", "secured_with"}:
        values["secured_with"] = row.secured_with
    if "priority" in says and (row.priority is not None or (row.own is not None and not taking.unread("priority"))):
        values["priority"] = row.priority.value if row.priority else ""
    wanted = row.classification
    if "classification" in says and wanted:
        if opens_guarded(taking.base.classification, wanted):
            taking.tell("classification", GUARDED_STAYS)
        else:
            values["classification"] = wanted


def _places(taking: Taking) -> None:
    row, names = taking.row, taking.names
    towns = [meaning for one in row.municipalities if (meaning := meant(names.answers, MUNICIPALITY, one))]
    for name, given, known in (
        ("municipalities", towns, names.municipalities),
        ("topics", row.topics, names.topics),
    ):
        if name not in taking.says:
            continue
        unknown = [one for one in given if words(one) not in known]
        if not unknown:
            taking.values[name] = frozenset(known[words(one)] for one in given)
            if name == "municipalities":
                taking.values["for_all"] = row.for_all
        elif name == "topics":  # an unknown municipality is asked about, once
            said = _("'%(names)s' kent het portaal niet in dit programma. Wat in het plan staat, blijft zo.")
            taking.tell(name, said % {"names": ", ".join(unknown)[:200]})


READERS: Iterable[Callable[[Taking], None]] = (_texts, _times, _people, _money, _state, _places)
