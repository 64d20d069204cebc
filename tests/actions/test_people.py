"""The people of an action stand in the order of the plan's own words, everywhere."""

import csv
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from actions.exports import open_data, selection, sheets
from actions.rules import document_cells, people
from evaluations import snapshot
from tests import factories


@pytest.mark.parametrize(
    ("names", "written", "order"),
    [
        (
            ["Projectleider Beweging", "Projectleider GHNT"],
            "Projectleider GHNT Projectleider Beweging ism. GGD",
            ["Projectleider GHNT", "Projectleider Beweging"],
        ),
        (["Lokale gemeente", "politie", "Veilig Thuis"], "P ism. lokale gemeente en Veilig Thuis/ politie",
         ["Lokale gemeente", "Veilig Thuis", "politie"]),
        # shorter in the plan than in the list
        (["GGD Noordland", "Welzijn Noordland"], "Welzijn, met GGD", ["Welzijn Noordland", "GGD Noordland"]),
        # another with the same first word is not what the plan names
        (["Gemeente Oost", "Gemeente West", "Welzijn"], "Gemeente West met Welzijn",
         ["Gemeente West", "Welzijn", "Gemeente Oost"]),
        # a part of a word is no name
        (["GGD", "JGZ"], "overGGDen JGZ, GGD", ["JGZ", "GGD"]),
        (["B", "A"], "", ["A", "B"]),
        (["B", "A"], "iemand anders", ["A", "B"]),
    ],
)  # fmt: skip
def test_names_stand_in_the_order_of_the_plan(names, written, order):
    assert people.as_written(names, written) == order


def test_page_csv_sheet_document_and_report_agree_on_the_order(db, client):
    region = factories.region()
    line = factories.line(programme=factories.programme(region=region))
    zuid, noord = (factories.organisation(region=region, name=name) for name in ("Zuid", "Noord"))
    action = factories.action(line=line, who_text="Zuid en Noord", leads=[noord, zuid])
    programme = line.programme
    page = client.get(f"/regios/{region.slug}/plan/").content.decode()
    own = client.get(action.get_absolute_url()).content.decode()
    reader = AnonymousUser()
    (row,) = list(csv.DictReader(io.StringIO(_csv(programme))))
    made = selection.select(selection.filter_of(programme, QueryDict(), reader), reader)
    cells = next(iter(sheets.actions_sheet(made).rows))
    report = snapshot.take(factories.evaluation(programme=programme), on=programme.dated)
    assert "Zuid, Noord" in page
    assert "Zuid<br>Noord" in own
    assert row["trekker"] == "Zuid; Noord"
    assert "Zuid\nNoord" in cells
    assert document_cells.leads(made.actions[0]) == ["Trekker: Zuid", "Trekker: Noord"]
    assert report.plan.actions[0].leads == ["Zuid", "Noord"]


def _csv(programme) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(open_data.action_rows(programme, open_data.public_actions(programme)))
    return file.getvalue()
