"""What does it cost in 2022? Dashboard, council page, costs page, csv, xlsx, comparison and report answer the same."""

import csv
import io
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse

from actions.exports.open_data import action_rows, dataset, public_actions
from actions.models import Programme
from evaluations.snapshot.finances import read_finances
from regiovisie.pages.comparing import compared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes"), pytest.mark.xdist_group("fixtures")]

NML, VOORBEELD = "noord-en-midden-limburg", "voorbeeldregio"
# By hand, from the documents: each year with what is planned (lowest and highest) and how the pages say it.
YEARS = {
    NML: {
        "2021": (15_000, 15_000, "€ 15.000"),  # 1.5
        "2022": (35_000, 35_000, "€ 35.000"),  # 1.5 and 2.2
        "2023 en verder": (80_000, 80_000, "ongeveer € 80.000"),  # 2.2 and 2.7
    },
    VOORBEELD: {
        "2025": (303_000, 313_000, "ongeveer € 303.000 tot € 313.000"),
        "2026": (420_500, 440_500, "ongeveer € 420.500 tot € 440.500"),
        "2027": (347_500, 357_500, "ongeveer € 347.500 tot € 357.500"),
        "2028": (268_500, 278_500, "ongeveer € 268.500 tot € 278.500"),
    },
}
LOOSE = {
    NML: "Niet gezegd of het per jaar is: € 5.000 (1.1); € 5.000 (1.2); € 172.000 (2.1); € 150.000 (2.5); € 750 (3.1);"
    " € 5.000 (3.3); € 500 (3.4); € 1.500 (4.1)",
    VOORBEELD: "Niet gezegd of het per jaar is: € 12.500 (1.8); toegekend € 9.000 (3.5)",
}
COUNTED = {
    NML: "8 bedragen zijn niet (of niet in al hun jaren) in een jaar te plaatsen, en niet meegeteld.",
    VOORBEELD: "2 bedragen zijn niet (of niet in al hun jaren) in een jaar te plaatsen, en niet meegeteld.",
}
COUNCIL = {NML: "roermond", VOORBEELD: "voorbeeldstad"}
# Sums that were never the cost of a year
NEVER = ("95.000 per jaar", "339.750", "142.500 per jaar", "48.000", "434.750")


def plain(text):
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.replace("\N{NO-BREAK SPACE}", " ")))
    return text.replace(" ;", ";").strip()


def main_of(client, address):
    html = client.get(address).content.decode()
    return plain(html[html.index("<main") : html.index("</main")])


def programme_of(region):
    return Programme.objects.filter(region__slug=region).current_first().first()


def report_of(region):
    programme = programme_of(region)
    actions = public_actions(programme).prefetch_related("goals", "costs__fundings__source")
    money = read_finances(programme, list(actions))
    return plain(render_to_string("evaluations/report/_finances.html", {"money": money}))


@pytest.mark.parametrize("region", [NML, VOORBEELD])
def test_pages_and_report_give_one_answer_for_each_year(client, region):
    carriers = {
        "dashboard": main_of(client, reverse("region", args=[region])),
        "council": main_of(client, reverse("municipality", args=[COUNCIL[region]])),
        "costs": main_of(client, reverse("actions:costs", args=[region])),
        "report": report_of(region),
    }
    for name, text in carriers.items():
        found = {year: f"{year} {words} " in text for year, (_low, _high, words) in YEARS[region].items()}
        assert found == dict.fromkeys(YEARS[region], True), name
        assert [words for words in NEVER if words in text] == [], name
        loose = COUNTED[region] if name == "dashboard" else LOOSE[region]  # one table, and no list of amounts beside it
        assert loose in text, name


@pytest.mark.parametrize("region", [NML, VOORBEELD])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_rows_of_the_open_data_add_up_to_each_year(region, kind):
    programme = programme_of(region)
    rows = list(action_rows(programme, public_actions(programme)))
    if kind == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        rows = list(csv.reader(io.StringIO(text.getvalue())))
    else:
        rows = [rows[0], *dataset(programme, public_actions(programme)).rows]
    column = rows[0].index("gepland_per_jaar")
    low, high = Counter(), Counter()
    for label in YEARS[region]:
        year = int(label[:4])
        for cell in filter(None, (row[column] for row in rows[1:])):
            for named, amount in (part.split(": ") for part in cell.split("; ")):
                if int(named[:4]) == year or ("en verder" in named and int(named[:4]) < year):
                    lowest, _, highest = amount.partition("-")
                    low[label] += Decimal(lowest)
                    high[label] += Decimal(highest or lowest)
    assert {label: (low[label], high[label]) for label in YEARS[region]} == {
        label: amounts[:2] for label, amounts in YEARS[region].items()
    }


def test_the_comparison_names_the_same_years_and_the_amounts_without_one(client):
    reasons = {region.slug: plain(why) for region, why in compared(AnonymousUser()).costs.why_not}
    assert reasons[NML] == (
        "In het plan staat voor 2021: € 15.000; 2022: € 35.000; 2023 en verder: ongeveer € 80.000."
        f" Geen andere regio noemt een bedrag voor hetzelfde jaar. Niet in een jaar te plaatsen: {LOOSE[NML]}."
    )


def test_an_amount_is_never_empty_or_without_what_it_is_for():
    """The rows that went wrong: 2.3 was empty, 1.4 was 48000.00 without a word on the years."""
    programme = programme_of(VOORBEELD)
    header, *rows = action_rows(programme, public_actions(programme))
    found = {row[header.index("nummer")]: dict(zip(header, row, strict=True)) for row in rows}
    told = {number: (found[number]["bedrag"], found[number]["per"]) for number in ("1.4", "2.1", "2.3", "3.5")}
    assert told == {
        "1.4": ("48000.00", "samen in 2025 en 2026"),
        "2.1": ("115000.00", "samen in 2025, 2026 en 2027"),
        "2.3": ("490000.00", "samen in 2025, 2026, 2027 en 2028"),
        "3.5": ("9000.00", "niet gezegd of het per jaar is"),
    }
    assert {row["nummer"] for row in found.values() if "Bedrag" in row["kosten_soort"] and not row["bedrag"]} == set()
    assert (found["1.6"]["bedrag_ongeveer"], found["3.1"]["planning_ongeveer"]) == ("ja", "ja")
