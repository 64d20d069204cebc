"""manage.py import_figures: what it prints, and how it leaves."""

import json

import pytest
from django.core.management import call_command

from monitoring.models import Delivery, Figure
from tests import factories

pytestmark = pytest.mark.django_db

STATLINE = (
    '\ufeff"Veiligheidstaxatie";"Regio\'s";"Perioden";"Ontvangen meldingen (aantal)"\r\n'
    '"Totaal";"Nederland";"1e halfjaar 2020";"   64505"\r\n'
)
UNKNOWN_ROW = '"Totaal";"Atlantis";"2020";"       5"\r\n'


@pytest.fixture
def run(tmp_path, capsys):
    """Runs the command on texts, and gives its exit code, what it printed, and what it said on stderr."""

    def call(*texts, options=(), name="84852NED.csv"):
        paths = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number or ''}{name}"
            path.write_text(text)
            paths.append(str(path))
        code = 0
        try:
            call_command("import_figures", *paths, *options)
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_json_is_what_the_design_says(run):
    code, out, err = run(STATLINE + UNKNOWN_ROW, options=["--dry-run", "--json"])
    assert json.loads(out) == {
        "figures": [
            {
                "row": 2,
                "table": "84852NED",
                "topic": "Ontvangen meldingen",
                "unit": "aantal",
                "dimensions": {"Veiligheidstaxatie": "Totaal"},
                "area": "NL01",
                "area_label": "Nederland",
                "period": "2020H1",
                "value": "64505",
                "reason": None,
                "status": "definitief",
            }
        ],
        "problems": [
            {
                "row": 3,
                "message": "Het gebied “Atlantis” is onbekend of kan meer dan één gebied zijn; deze rij is niet"
                " gelezen.",
            }
        ],
        "counts": {"new": 1, "changed": 0, "unchanged": 0},
    }
    assert (code, err, Figure.objects.count()) == (1, "", 0)


def test_clean_is_0_and_writes(run):
    assert run(STATLINE) == (0, "Geladen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd; 0 keer iets om na te kijken.\n", "")
    assert run(STATLINE) == (0, "Geladen: 0 nieuw, 0 gewijzigd, 1 ongewijzigd; 0 keer iets om na te kijken.\n", "")
    assert (Figure.objects.get().value, Delivery.objects.count()) == (64505, 1)


def test_problems_are_1_and_the_rest_is_written(run):
    code, out, _err = run(STATLINE + UNKNOWN_ROW, options=["--dry-run"])
    assert (code, out.splitlines()[0]) == (
        1,
        "Zou worden geladen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd; 1 keer iets om na te kijken.",
    )
    assert out.splitlines()[1].startswith("rij 3: Het gebied “Atlantis” is onbekend")
    assert run(STATLINE + UNKNOWN_ROW)[0] == 1
    assert Figure.objects.count() == 1


def test_refused_is_2_with_one_sentence_and_nothing_written(run):
    code, out, err = run("<html><body>502</body></html>")
    assert (code, out) == (2, "")
    assert err == "Dit bestand is een webpagina en geen tabel; haal het bestand zelf opnieuw op bij de bron.\n"
    assert run(STATLINE, "<html>")[0] == 2
    assert Figure.objects.count() == 0


def test_a_table_without_a_number_needs_a_source_to_be_written(run):
    assert run(STATLINE, name="export.csv", options=["--dry-run"])[0] == 0
    code, _out, err = run(STATLINE, name="export.csv")
    assert (code, err) == (
        2,
        "Het bestand export.csv zegt niet van wie de cijfers zijn; geef met --source de bron of de CBS-tabel mee.\n",
    )
    assert run(STATLINE, name="export.csv", options=["--source", "84852NED"])[0] == 0
    assert Delivery.objects.get().source.key == "cbs-84852NED"


def test_pages_of_one_table_and_its_lists_are_files_of_one_call(run):
    start = '{"odata.metadata": "https://opendata.cbs.nl/ODataApi/OData/84852NED/$metadata#Cbs.OData.WebAPI.'
    row = '{"RegioS": "NL01  ", "Perioden": "%s", "OntvangenMeldingen_1": %s}'
    pages = [
        start + 'TypedDataSet", "value": [' + row % each + "]}" for each in (("2020HJ01", 64505), ("2020HJ02", 62910))
    ]
    periods = start + 'Perioden", "value": [{"Key": "2020HJ01", "Title": "1e halfjaar 2020*"}]}'
    code, out, _err = run(*pages, periods, name="pagina.json", options=["--json"])
    assert [(each["period"], each["status"]) for each in json.loads(out)["figures"]] == [
        ("2020H1", "voorlopig"),
        ("2020H2", "onbekend"),
    ]
    assert (code, Delivery.objects.count()) == (0, 2)


def test_a_thousand_figures_are_json_too(run):
    rows = "".join(
        f'"Totaal";"Nederland";"{month}-{year}";"{year}"\r\n' for year in range(1950, 2050) for month in range(1, 13)
    )
    code, out, _err = run(STATLINE + rows, options=["--json"])
    assert (code, len(json.loads(out)["figures"])) == (0, 1201)
    assert Figure.objects.count() == 1201


def test_a_later_delivery_is_what_pages_show(run):
    indicator = factories.indicator(
        slug="ontvangen-meldingen", cbs_topic="Ontvangen meldingen", source=factories.source(key="cbs-84849NED")
    )
    factories.figure(indicator=indicator, period="2020H1", value=60000, status=Figure.Status.PROVISIONAL)
    assert json.loads(run(STATLINE, options=["--json"])[1])["counts"] == {"new": 0, "changed": 1, "unchanged": 0}
    shown = Figure.objects.to_show([])
    assert [(figure.value, figure.status) for figure in shown] == [(64505, "definitief")]
    assert Figure.objects.count() == 2
