"""`manage.py import_plan FILE --dry-run --json`: exit 0 clean, 1 with problems, 2 refused with one sentence."""

import io
import json

import pytest
from django.core.management import call_command

from tests.tables.files import docx, xlsx

HEADINGS = "Wat;Wie;Wanneer;Kosten\n"


def run(path, *options):
    """Exit code, standard output and standard error."""
    out, error = io.StringIO(), io.StringIO()
    try:
        call_command("import_plan", str(path), "--dry-run", *options, stdout=out, stderr=error, no_color=True)
    except SystemExit as left:
        return left.code, out.getvalue(), error.getvalue()
    return 0, out.getvalue(), error.getvalue()


@pytest.mark.parametrize(("row", "code"), [("Folder;GGD;2025;€ 5", 0), ("Folder;GGD;ooit;€ 5", 1), ("Totaal;;;€ 5", 1)])
def test_the_exit_code_says_whether_there_is_something_to_look_at(tmp_path, row, code):
    path = tmp_path / "plan.csv"
    path.write_text(HEADINGS + row, encoding="utf-8")
    left, out, error = run(path, "--json")
    found = json.loads(out)
    told = found["problems"] + [problem for one in found["rows"] for problem in one["problems"]]
    assert (left, error, bool(told)) == (code, "", code == 1)


def test_the_year_and_the_amounts_may_be_given(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(HEADINGS + "Folder;GGD;Q3;5", encoding="cp1252")
    _, out, _ = run(path, "--json", "--year", "2025", "--amounts-in", "thousands")
    (row,) = json.loads(out)["rows"]
    assert (row["planning"]["start"], row["cost"]["amount"]) == ("2025Q3", "5000.00")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.csv", b"", "Dit bestand is leeg"),
        ("plan.csv", HEADINGS.encode(), "Onder de koppen staat geen enkele actie"),
        ("plan.csv", b"Naam;Telefoon\nx;y\n", "Geen van de tabellen heeft koppen"),
        ("plan.csv", b"Wat;Wie\nFol\0der;GGD\n", "Deze tekst bevat NUL-tekens"),
        ("plan.csv", (HEADINGS + "Folder;GGD;2025;1\n" * 5_001).encode(), "Dit bestand heeft meer dan 5.000"),
        ("plan.docx", docx("<w:p/>"), "In dit bestand staat geen ingevulde tabel"),
        ("plan.docx", xlsx("<sheetData/>"), "De naam eindigt op .docx"),
        ("plan.xlsm", xlsx("<sheetData/>"), "Dit bestand bevat macro's"),
        ("plan.pdf", b"%PDF-1.7", "Deze pdf is beschadigd"),
    ],
)
def test_a_refusal_is_one_sentence(tmp_path, name, data, sentence):
    path = tmp_path / name
    path.write_bytes(data)
    left, out, error = run(path, "--json")
    assert (left, out) == (2, "")
    assert error.startswith(sentence)
    assert (error.count("\n"), error.rstrip()[-1]) == (1, ".")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    left, out, error = run(tmp_path / "plan.csv", "--json")
    assert (left, out, error.count("\n")) == (2, "", 1)
