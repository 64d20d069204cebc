"""What the columns are, to correct; forged choices are refused."""

import pytest
from openpyxl import Workbook

from actions.imports import previews
from actions.services import importing
from tests import factories
from tests.actions.import_pages.pages import NEW, at, saved, text_of
from tests.actions.sheets import fields_of


def test_the_columns_show_headings_examples_and_doubts(anna, kept):
    found = kept("1;Een;Toelichting hier;x", headings="Actielijn;Wat;Wie;Bijzonderheden")
    response = anna.get(at("columns", found))
    text = text_of(response)
    assert "Toelichting hier" in text
    assert "Nakijken: De kolom 'Bijzonderheden' is niet gelezen" in text
    fields = fields_of(response)
    assert [fields[f"kolom-1-{place}"] for place in range(4)] == [["line"], ["what"], ["who"], [""]]


def test_a_column_is_corrected(anna, kept):
    found = kept("1;Een;Zo pakken we het aan;x", headings="Actielijn;Wat;Wie;Bijzonderheden")
    fields = fields_of(anna.get(at("columns", found))) | {"kolom-1-3": "how", "year": "2027"}
    response = anna.post(at("columns", found), fields)
    found.refresh_from_db()
    assert response["Location"] == found.get_absolute_url()
    assert found.mapping == {"1": {"0": "line", "1": "what", "2": "who", "3": "how"}}
    assert found.year == 2027
    assert previews.preview_of(found).reading.rows[0].how == "x"


def test_columns_that_were_right_are_not_kept(anna, kept):
    found = kept(NEW)
    anna.post(at("columns", found), fields_of(anna.get(at("columns", found))))
    found.refresh_from_db()
    assert found.mapping == {}


def test_who_has_seen_a_doubt_is_not_told_again(anna, kept):
    found = kept("1;Een;x", headings="Actielijn;Wat;Bijzonderheden")
    assert len(previews.preview_of(found).reading.problems) == 1
    anna.post(at("columns", found), fields_of(anna.get(at("columns", found))))
    found.refresh_from_db()
    assert previews.preview_of(found).reading.problems == ()


def test_actions_without_a_line_get_one(anna, kept, programme, line):
    factories.line(programme=programme, title="Andere lijn")
    found = kept("Een;Zorgbelang", headings="Wat;Wie")
    assert previews.preview_of(found).counts["left_out"] == 1
    fields = fields_of(anna.get(at("columns", found))) | {"line": str(line)}
    anna.post(at("columns", found), fields)
    found.refresh_from_db()
    assert previews.preview_of(found).counts["new"] == 1


@pytest.mark.parametrize(
    "forged",
    [{"kolom-1-2": "drop table"}, {"kolom-1-2": "cost:9999"}, {"line": "Bestaat niet"}, {"year": "abcd"}],
)
def test_a_forged_choice_is_refused(anna, kept, forged):
    found = kept(NEW)
    response = anna.post(at("columns", found), fields_of(anna.get(at("columns", found))) | forged)
    found.refresh_from_db()
    assert (response.status_code, found.mapping, found.line, found.year) == (400, {}, "", None)


def test_columns_that_leave_no_plan_are_refused(anna, kept):
    found = kept("1;Een", headings="Actielijn;Wat")
    response = anna.post(at("columns", found), {"kolom-1-0": "", "kolom-1-1": ""})
    found.refresh_from_db()
    assert (response.status_code, found.mapping) == (400, {})
    assert "Kies bij minstens één kolom ‘Wat’ of ‘Doelen’." in text_of(response)


def test_tables_with_the_same_headings_are_asked_about_once(anna, programme, line, people):
    book = Workbook()
    book.active.append(["Wat", "Wie", "Bijzonders"])
    book.active.append(["Een", "Zorgbelang", "x"])
    other = book.create_sheet("Tweede")
    other.append(["Wat", "Wie", "Bijzonders"])
    other.append(["Twee", "Zorgbelang", "y"])
    found = importing.keep_file(programme, content=saved(book), name="plan.xlsx", by=people["anna"])
    fields = fields_of(anna.get(at("columns", found)))
    assert [name for name in fields if name.startswith("kolom-")] == ["kolom-1-0", "kolom-1-1", "kolom-1-2"]
    anna.post(at("columns", found), fields | {"kolom-1-2": "how"})
    found.refresh_from_db()
    assert [row.how for row in previews.preview_of(found).reading.rows] == ["x", "y"]
