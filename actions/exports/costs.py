"""The costs page as files: open data of costs and cover (a row for each amount), and a workbook of the page as shown.

What everybody may see only. Unknown is an empty amount with the reason beside it, and never nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.exports.open_data import LICENCE, SOURCE, facts_of, public_actions
from actions.models import Action, Programme
from actions.rules import money
from actions.rules.amounts import Amount, amount_of
from actions.rules.cost_table import CostTable, cost_table
from actions.rules.cost_words import cost_in_words, whole_cover_in_words
from actions.rules.cover_plan import FOREIGN, Balance, CoverPlan, SourceYear, cover_plan
from reading import formats
from tables.dataset import Dataset, Field
from tables.sheets import Column, Sheet, Written
from tables.writing_excel import write_xlsx

FIELDS = (
    Field("programma", _("De titel van het programma.")),
    Field("onderdeel", _("Per jaar: alle acties samen. Actie: één bedrag. Dekking: een bron in een jaar."), "text", 14),
    Field("jaar", _("Het jaar, of 'en verder' als het doorgaat; leeg: in geen jaar te plaatsen."), "text", 16),
    Field("actie_id", _("Hieraan is de actie te herkennen, als in acties.csv."), "number", 8),
    Field("nummer", _("Het nummer van de actie in het plan."), "text", 10),
    Field("actie", _("Wat er gebeurt."), "text", 44),
    Field("bron", _("De dekkingsbron; meer met een puntkomma ertussen. Leeg: niet genoemd."), "text", 24),
    Field("wat", _("Gepland, gedekt, nog open, beschikbaar, toegekend, geraamd, uitgegeven, over."), "text", 14),
    Field("bedrag", _("In euro's, het laagste. Onder nul: tekort. Leeg: niet bekend, zie toelichting."), "number", 14),
    Field("bedrag_max", _("Het hoogste bedrag in euro's; leeg: er is er een."), "number", 14),
    Field("ongeveer", _("Ja als het bedrag ongeveer is; leeg: er is geen bedrag."), "text", 10),
    Field("toelichting", _("Waarom er geen bedrag is, of hoe zeker het is."), "text", 44),
)  # fmt: skip
COLUMNS = [field.name for field in FIELDS]
AMOUNTS = (Column("Bedrag", "amount", 16), Column("Hoogste bedrag", "amount", 16), Column("Ongeveer", "text", 10))
Columns = list[Column]
Rows = list[list[Written]]


@dataclass(frozen=True)
class Costs:
    """What the page of the costs shows to everybody."""

    programme: Programme
    actions: Sequence[Action]
    table: CostTable
    cover: CoverPlan


def public_costs(programme: Programme) -> Costs:
    """Read it; a fixed number of queries."""
    public = public_actions(programme)
    actions = list(public.prefetch_related("goals", "costs__fundings__source"))
    table = cost_table(programme, actions)
    sources = programme.funding_sources.known_from(public).prefetch_related("budgets")
    return Costs(programme, actions, table, cover_plan(sources, table))


def cost_rows(costs: Costs) -> Iterator[list[str]]:
    """The header and a row for each amount, or for each that is not known. Decimal point, values in Dutch."""
    yield COLUMNS
    for row in (*_years(costs.table), *_of_actions(costs), *_of_sources(costs.cover)):
        yield [costs.programme.title, *row]


def dataset(costs: Costs) -> Dataset:
    """The same rows with what a user of the data has to know."""
    rows = cost_rows(costs)
    next(rows)  # the header
    title = _("Kosten en dekking van %(programme)s") % {"programme": costs.programme.title}
    return Dataset("kosten", title, FIELDS, rows, facts_of(costs.programme, SOURCE, LICENCE))


def _years(table: CostTable) -> Iterator[list[str]]:
    for row in table.rows:
        told = [] if row.planned.count else [_("niet genoemd")]
        if row.without:
            words = ngettext(
                "%d actie zonder bedrag voor dat jaar", "%d acties zonder bedrag voor dat jaar", row.without
            )
            told.append(words % row.without)
        yield [_("Per jaar"), row.label, "", "", "", "", _("gepland"), *_numbers(row.planned), "; ".join(told)]
        for what, amount in (
            (_("toegekend"), row.granted), (_("gedekt"), row.cover.covered), (_("nog open"), row.open),
            (_("uitgegeven"), row.spent),
        ):  # fmt: skip
            if amount.count:
                yield [_("Per jaar"), row.label, "", "", "", "", what, *_numbers(amount), ""]


def _of_actions(costs: Costs) -> Iterator[list[str]]:
    for one in costs.table.placed:
        sources = "; ".join(_source(each.source_id, costs) for each in one.cost.fundings.all())
        year, why = (one.words, "") if one.years else ("", one.words)
        yield [
            *(_("Actie"), year, str(one.action.pk), one.action.number, one.action.label, sources),
            *(str(one.cost.get_stage_display()), *_numbers(amount_of(one.cost)), why),
        ]
    for unknown in money.unknowns(costs.actions):
        for action in unknown.actions:
            yield [
                _("Actie"),
                "",
                str(action.pk),
                action.number,
                action.label,
                "",
                _("gepland"),
                "",
                "",
                "",
                unknown.label,
            ]


def _source(source: int, costs: Costs) -> str:
    """The name of a source of the programme."""
    known = {plan.source.pk: plan.name for plan in costs.cover.sources if plan.source}
    return known.get(source, FOREIGN)


def _of_sources(cover: CoverPlan) -> Iterator[list[str]]:
    for plan in cover.sources:
        for row in plan.years:
            for what, numbers, told in _of_source(row):
                yield [_("Dekking"), row.label, "", "", "", plan.name, what, *numbers, told]
    for without in cover.without:
        yield [_("Dekking"), without.label, "", "", "", "", _("gepland"), *_numbers(without.amount), without.words]


def _of_source(row: SourceYear) -> Iterator[tuple[str, list[str], str]]:
    yield _("beschikbaar"), _numbers(row.available), row.stage if row.available.count else _("niet genoemd")
    told = (
        (_("gepland"), row.planned, row.partial_words),
        (_("toegekend"), row.granted, ""),
        (_("uitgegeven"), row.spent, ""),
    )
    for what, amount, partial in told:
        if amount.count:
            yield what, _numbers(amount), partial
    yield _("over"), _numbers(_left(row.left)), row.left_words


def _numbers(amount: Amount) -> list[str]:
    if not amount.count:
        return ["", "", ""]
    high = f"{amount.high:.2f}" if amount.is_range else ""
    return [f"{amount.low:.2f}", high, formats.yes_no(amount.approximate)]


def workbook(costs: Costs) -> bytes:
    """The page as shown: a sheet for each table, amounts as numbers, and what cannot be said in sentences."""
    sheets = [
        _sheet_of_years(costs.table),
        _sheet_of_actions(costs),
        _sheet_of_sources(costs.cover),
        _sheet_of_words(costs),
    ]
    return write_xlsx(sheets, title=_("Kosten en dekking van %s") % costs.programme.title)


def _cells(amount: Amount) -> tuple[Written, ...]:
    if not amount.count:
        return None, None, None
    return amount.low, amount.high if amount.is_range else None, formats.yes_no(amount.approximate)


def _put_beside(rows: Sequence[Sequence[Written]], *named: tuple[str, Sequence[Amount]]) -> tuple[Columns, Rows]:
    """Amounts in columns beside what each row has: the lowest, and where one needs it the highest and 'ongeveer'.

    Together they are all that the page makes its words of.
    """
    columns: list[Column] = []
    beside: list[list[Written]] = [list(row) for row in rows]
    for name, amounts in named:
        asked = (True, any(amount.is_range for amount in amounts), any(amount.approximate for amount in amounts))
        heads = (
            *(Column(name, "amount", 16), Column(_("%s, hoogste") % name, "amount", 16)),
            Column(_("%s, ongeveer") % name, "text", 12),
        )
        columns += [head for head, wanted in zip(heads, asked, strict=True) if wanted]
        for row, amount in zip(beside, amounts, strict=True):
            row += [cell for cell, wanted in zip(_cells(amount), asked, strict=True) if wanted]
    return columns, beside


def _sheet_of_years(table: CostTable) -> Sheet:
    columns, rows = _put_beside(
        [[row.label] for row in table.rows],
        ("Gepland", [row.planned for row in table.rows]),
        ("Waarvan toegekend", [row.granted for row in table.rows]),
        ("Gedekt", [row.cover.covered for row in table.rows]),
        ("Nog open", [row.open for row in table.rows]),
        ("Uitgegeven", [row.spent for row in table.rows]),
    )
    columns = [Column("Jaar", "short", 16), *columns, Column("Acties zonder bedrag voor dat jaar", "number", 16)]
    return Sheet("Per jaar", tuple(columns), [(*row, each.without) for row, each in zip(rows, table.rows, strict=True)])


def _sheet_of_actions(costs: Costs) -> Sheet:
    columns = (
        *(Column("Nummer", "short", 10), Column("Actie", "text", 44), *AMOUNTS, Column("In woorden", "text", 34)),
        *(Column("Dekking", "text", 30), Column("Telt mee in", "text", 30)),
    )
    rows: list[tuple[Written, ...]] = [
        (
            *(one.action.number, one.action.label, *_cells(amount_of(one.cost)), cost_in_words(one.cost)),
            *(whole_cover_in_words(one.cost), one.words if one.years else _("geen jaar: %s") % one.words),
        )
        for one in costs.table.placed
    ]
    for unknown in money.unknowns(costs.actions):
        rows += [(action.number, action.label, None, None, None, unknown.label, "", "") for action in unknown.actions]
    return Sheet("Acties", columns, rows)


def _sheet_of_sources(cover: CoverPlan) -> Sheet:
    found = [(group.name, row) for group in cover.groups for row in group.years]
    nothing = Amount()
    named = [[name, row.label, row.stage, row.partial_words] for name, row in found]
    columns, rows = _put_beside(
        [*named, *([_("Zonder bron"), row.label, "", ""] for row in cover.without)],
        ("Beschikbaar", [*(row.available for _name, row in found), *(nothing for _row in cover.without)]),
        ("Gepland", [*(row.planned for _name, row in found), *(row.amount for row in cover.without)]),
        ("Waarvan toegekend", [*(row.granted for _name, row in found), *(nothing for _row in cover.without)]),
        ("Uitgegeven", [*(row.spent for _name, row in found), *(nothing for _row in cover.without)]),
        (
            "Over (onder nul: tekort)",
            [*(_left(row.left) for _name, row in found), *(nothing for _row in cover.without)],
        ),
    )
    heads = [
        *(Column("Bron", "text", 28), Column("Jaar", "short", 16), Column("Stadium van beschikbaar", "text", 14)),
        *(Column("Bij gepland", "text", 24), *columns, Column("Over of tekort, in woorden", "text", 44)),
    ]
    words = [*(row.left_words for _name, row in found), *(row.words for row in cover.without)]
    return Sheet(cover.title, tuple(heads), [(*row, said) for row, said in zip(rows, words, strict=True)])


def _left(left: Balance | None) -> Amount:
    return Amount() if left is None else Amount(left.low, left.high, 1, left.approximate)


def _sheet_of_words(costs: Costs) -> Sheet:
    table, cover = costs.table, costs.cover
    said = [(_("Wat is bekend"), table.known), (_("Per jaar"), table.how), (_("Daarna"), table.after_words)]
    said += [(_("Niet in een jaar te plaatsen"), f"{amounts.words}.") for amounts in table.loose]
    said.append((cover.title, cover.how if cover.has_budget else ""))
    said += [(plan.name, " ".join(filter(None, (plan.text, *plan.notes)))) for plan in cover.sources]
    said += list(facts_of(costs.programme, SOURCE, LICENCE).items())
    rows = [(label, words) for label, words in said if words]
    return Sheet("Toelichting", (Column(style="label", width=30), Column(width=96)), rows)
