"""The vocabulary of headings: words of plans, words without a place, words that depend on others."""

import pytest

from reading.plans.headings import means
from tests.reading.plans.plans import read, told

WORDS = {
    "what": "Interventie | Deelproject | Prestatie | Mijlpaal | Inspanning | Te nemen maatregelen | Afspraak | "
    "Concrete activiteiten | Wat spreken we af? | Naam maatregel | Actie(s) | Voorgenomen acties",
    "how": "Plan van aanpak | Uitwerking | Hoe doen we dit? | Op welke manier? | Deelacties | Vervolgstappen",
    "total": "Totaalbudget | Totale lasten",
    "who": "Uitvoerende partij | Uitvoerende organisaties | Wie pakt het op? | Wie (trekker) / met wie | Partijen",
    "lead": "Regie | Coördinatie | Wie (trekker) | Bestuurlijk trekker | Ambtelijk trekker | Trekker(s) | "
    "Wie heeft de regie? | Regievoerder | Trekkende gemeente | Eerste verantwoordelijke | Verantw.",
    "partners": "Wie (betrokken) | Overige betrokkenen | Samenwerking | Wie hebben we nodig? | Stakeholders | "
    "Ondersteund door | Deelnemers",
    "goals": "Output | Outcome | Beoogd maatschappelijk effect | Producten | Op te leveren product | Ambities | "
    "Wat levert dit op? | Draagt bij aan doel | Kerndoel | Wat is er klaar in 2026?",
    "planning": "Tijdlijn | Uitvoeringsjaar | Start/gereed | Duur | Doorlooptijd | Jaar/kwartaal | Timing | Datum",
    "start": "Startmoment | Startjaar | Geplande start | Ingangsdatum | Van",
    "end": "Streefdatum | Uiterste datum | Gereed in | Afgerond op | Eindjaar | Tot",
    "cost": "Lasten | € | (€) | Incidenteel | Structureel | Kosten incidenteel | Budget in € | Financiële gevolgen | "
    "Geraamde lasten | Uitvoeringsbudget | Bijdrage | Kosten en dekking | Kostenraming",
    "funding": "Bekostiging | Financiers | Subsidie | Ten laste van | Wie financiert het?",
    "per": "Incidenteel of structureel | I/S",
    "line": "Opgave | Programmalijnen | Speerpunten",
    "theme": "Aandachtsgebied | Subthema | Categorie",
    "status": "Hoe ver zijn we? | Huidige status | Stand van zaken",
    "priority": "Prioritering | MoSCoW",
    "number": "Volgnr. | Maatregelnr. | Projectnummer",
    "": "Opdrachtgever | Bestuurlijk opdrachtgever | Portefeuillehouder | Randvoorwaarden | Inzet (uren) | FTE | "
    "Realisatie | KPI's | Fase | Gereed (ja/nee) | Beheersmaatregel | Kans | Behaalde resultaten | Baten | Uitvoering",
}


@pytest.mark.parametrize(
    ("heading", "field"),
    [(heading.strip(), field) for field, headings in WORDS.items() for heading in headings.split(" | ")],
)
def test_a_word_of_plans_is_known(heading, field):
    found = means(heading)
    assert (found.field, found.known) == (field, True)


@pytest.mark.parametrize(
    ("heading", "per"), [("Incidenteel", "once"), ("Structurele lasten", "year"), ("Lasten", None)]
)
def test_a_heading_says_whether_its_amounts_are_per_year(heading, per):
    assert means(heading).per == per


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Mijlpaal", "goals"), ("Prestaties", "goals"), ("Activiteiten", "how"), ("Project", "theme")],
)
def test_what_depends_on_the_columns_beside_it_is_told(heading, field):
    beside = read(["Actie", heading, "Wie"], ["Folder", "Bereik", "GGD"])
    assert beside.columns[0].fields == ("what", field, "who")
    assert len(told(beside)) == 1
    alone = read([heading, "Wie"], ["Folder", "GGD"])
    assert alone.columns[0].fields == ("what", "who")


def test_incidental_and_structural_costs_are_two_columns():
    plan = read(
        ["Actie", "Incidenteel", "Structureel"],
        ["Folder", "€ 500", ""],
        ["Cursus", "", "€ 700"],
        ["Congres", "0", "€ 800"],
        ["Training", "€ 500", "€ 700"],
    )
    assert [(row.cost.amount, row.cost.per) for row in plan.rows[:3]] == [(500, "once"), (700, "year"), (800, "year")]
    assert [len(row.problems) for row in plan.rows] == [0, 0, 0, 1]
    assert plan.rows[3].cost.kind == "unclear"


def test_a_project_says_better_what_is_done_than_a_result():
    plan = read(["Prestatie", "Deelproject", "Wie"], ["Bereik", "Folder", "GGD"])
    assert plan.columns[0].fields == ("goals", "what", "who")
    assert len(told(plan)) == 1


@pytest.mark.parametrize("first", ["Indicator", "Risico's", "Lasten"])
def test_a_plan_is_a_plan_whatever_its_first_column(first):
    headings = [first, "Actie", "Vanaf", "Streefdatum", "Ambitie", "Rolverdeling", "Status"]
    plan = read(headings, ["", "Folder", "2025", "2026", "Bereik", "GGD", "Loopt"])
    assert [row.what for row in plan.rows] == ["Folder"]
