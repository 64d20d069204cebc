"""Files of the portal that LibreOffice opened and saved: it still tells, cell by cell, that nobody changed anything."""

from pathlib import Path

import pytest

from reading.plans.reader import read_plan
from tables.reading import read_tables

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    "name", ["eigen-libreoffice.docx", "eigen-libreoffice.xlsx", "eigen-libreoffice.ods", "eigen.csv"]
)
def test_a_file_that_libreoffice_saved_says_that_nothing_changed(name):
    reading = read_plan(read_tables((FILES / name).read_bytes(), filename=name))
    changed = [[code for code, value in row.own.items() if row.then.changed(code, value)] for row in reading.rows]
    assert changed == [["id"]] * 4  # by which the action is known
    assert reading.clean
