"""A term list of a council in the words of councils: headings by meaning, days in every notation, nothing guessed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.formats import day as in_words
from reading.promises.cells import read_day, read_state
from reading.promises.reader import read_list
from tables.delimited import read_csv
from tables.model import Cell, Refused

DUE = datetime.date(2026, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1-7-2026", "01-07-2026", "01/07/2026", "1.7.2026", "1 juli 2026", "1 jul. 2026", "2026-07-01",
        "vóór 1 juli 2026", "voor 1-7-2026", "uiterlijk 1 juli 2026", "1-7-26", "1 juli '26", "uiterlijk op 01-07-2026",
    ],
)  # fmt: skip
def test_a_day_in_every_notation(text):
    assert read_day(Cell(text, text)) == DUE


@pytest.mark.parametrize("text", ["Q3 2026", "juli 2026", "1 juli", "zsm", "31-02-2026", "derde kwartaal", "2026", ""])
def test_what_names_no_day_is_none(text):
    assert read_day(Cell(text, text)) is None


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_comes_back(day):
    for text in (day.isoformat(), f"{day:%d-%m-%Y}", in_words(day), f"vóór {in_words(day)}"):
        assert read_day(Cell(text, text)) == day
    assert read_day(Cell("x", day)) == day


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Motie Veilige straat", "motion"), ("Amendement: een plan", "amendment"), ("Moties tellen", "promise")],
)
def test_a_row_that_calls_itself_a_motion_is_one(text, kind):
    reading = read_list(read_csv(f"Nr;Toezegging;Termijn\n1;{text};1-7-2026\n".encode()))
    assert [row.kind for row in reading.rows] == [kind]


def test_a_list_of_a_council():
    text = (
        "Termijnagenda\n"
        "Nr;Onderwerp;Toezegging;Datum raad;Portefeuillehouder;Afdoening vóór;Stand van zaken;Vindplaats;Kleur\n"
        "T-1;Evaluatie;Evaluatie vóór 1 juli;12-03-2026;wethouder jeugd;1 juli 2026;open;https://raad.example/1;rood\n"
        "T-2;;Cijfers delen;onlangs;;Q3 2026;bijna;raad.example;\n"
        ";;;12-03-2026;;;;;\n"
    )
    reading = read_list(read_csv(text.encode()))
    first, second = reading.rows
    assert (first.number, first.text, first.on) == (
        "T-1", "Evaluatie: Evaluatie vóór 1 juli", datetime.date(2026, 3, 12),
    )  # fmt: skip
    assert (first.due_on, first.state, first.kind, first.holder) == (DUE, "open", "promise", "wethouder jeugd")
    assert (first.link, first.problems) == ("https://raad.example/1", [])
    assert (second.on, second.due_on, second.due_text, second.state, second.link) == (None, None, "Q3 2026", "", "")
    assert len(second.problems) == 4  # the date, the term, the state and the address
    assert [(each.row, "Kleur" in each.message) for each in reading.problems][-2:] == [(2, True), (5, False)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Motie", "motion"), ("Amendement", "amendment"), ("Vraag", "written"), ("Toezegging", "promise")],
)
def test_the_kind_by_the_heading(heading, kind):
    (row,) = read_list(read_csv(f"{heading};Datum\nIets;1-2-2026\n".encode())).rows
    assert row.kind == kind


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Open", "open"),
        ("in behandeling", "open"),
        ("Afgedaan", "done"),
        ("vervallen", "lapsed"),
        ("wordt vervolgd", ""),
    ],
)
def test_states(text, state):
    assert read_state(text) == state


def test_no_list_is_refused():
    with pytest.raises(Refused):
        read_list(read_csv(b"Wat;Wie;Wanneer\n"))
    with pytest.raises(Refused):
        read_list(read_csv(b"Aap;Noot\n1;2\n"))
