"""The structure of tables: headings, totals, sections, what stands beside the plan; no row ever vanishes."""

from dataclasses import replace

import pytest

from reading.plans.reader import read_plan
from reading.vocabulary import Heap
from tables.model import Cell, Paragraph
from tests.reading.plans.plans import cell, fields, read, table, tables, told

LEFT = Cell(merged="left")
H, A, S, T, N, C, O, E = "HASTNCOE"  # noqa: E741
SIGNS = {
    H: Heap.HEADING, A: Heap.ACTION, S: Heap.SECTION, T: Heap.TOTAL, N: Heap.NOTE, C: Heap.CONTINUATION,
    O: Heap.OTHER_TABLE, "?": Heap.NOT_UNDERSTOOD, "R": Heap.REFERENCE,
}  # fmt: skip
SIGN_OF = {heap: sign for sign, heap in SIGNS.items()}


def rows_of(text):
    """Rows apart by " / ", cells by ";"; a row "" is empty, "== X" is merged over all columns."""
    lines = [line.strip() for line in text.strip().split(" / ")] if " / " in text else text.strip().split("\n")
    rows = [[part.strip() for part in line.strip().split(";")] if line.strip("; ") else [] for line in lines]
    width = max(map(len, rows))
    return [[cell(row[0][3:]), *[LEFT] * (width - 1)] if row and row[0].startswith("== ") else row for row in rows]


def heaps(reading):
    """The heap of each filled row, as one sign."""
    return "".join(SIGN_OF[heap] for _place, heap in sorted(reading.accounting.heaps.items()))


def whats(reading):
    return [row.what for row in reading.rows]


# Headings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat;Looptijd;Trekker;Status / Actie school;Looptijd 2024-2026;Trekker: GGD;Status: loopt / "
         "Meldcode;2026;GGD;gepland", "HAA"),
        ("Wat;Wanneer;Wie;Kosten / Maatregelen plegers;Eind 2025;Gemeenten;Budget GGD / Meldcode;2026;GGD;5.000 euro",
         "HAA"),
        ("Actie;Wie;Wanneer;Kosten;Doel / Training;GGD;2025;€ 500;Bereik / "
         "Evaluatie;Projectleider;Eind 2026;Geen kosten;Inzicht in resultaten / Folder;OM;2026;€ 5;Kennis", "HAAA"),
        ("Actie;Wie;Wanneer / Aanpak;Partners;Start 2025 / Planning maken;Gemeenten;Doorlopend", "HAA"),
        ("Actie;Wie;Wanneer / Folder;GGD;2025 / Actie;Wie;Wanneer / Congres;OM;2026", "HAHA"),
        ("Actie;Wie;Wanneer / Folder;GGD;2025 / ACTIE ;wie;Wanneer (vervolg) / Congres;OM;2026", "HAHA"),
        ("Actie;Wie;Wanneer / Folder;GGD;2025 / Activiteit;Uitvoerder;Periode;Kosten / Congres;OM;2026;€ 5", "HAHA"),
        ("Actieplan 2025;Status: concept;Trekker: GGD / Actie;Wie;Wanneer / Folder;GGD;2025", "NHA"),
        ("Actie;Wie;;Kosten;; / ;Trekker;Partners;2025;2026;Bron / Folder;GGD;OM;€ 5;€ 6;DUVO", "HHA"),
        ("Actie;Wie;Kosten; / Evaluatie;Partners;2025; / Bron;GGD;€ 5;DUVO", "HAA"),
        ("Wat;Planning van de uitvoering;Iets / Actie school;Looptijd 2 jaar;Trekkers / Folder;2025;GGD", "HAA"),
    ],
)  # fmt: skip
def test_content_is_no_row_of_headings(text, expected):
    assert heaps(read(*rows_of(text))) == expected


def test_no_action_loses_its_cells_to_a_false_heading():
    reading = read(
        *rows_of("""
            Actie;Wie;Wanneer;Kosten (x € 1.000);Doel
            Training;GGD;2025;15;Bereik
            Evaluatie;Projectleider;Eind 2026;Geen kosten;Inzicht in resultaten
            Folder;OM;2026;5;Kennis""")
    )
    assert [(row.what, row.planning.end, row.goals) for row in reading.rows] == [
        ("Training", "2025Q4", ("Bereik",)),
        ("Evaluatie", "2026Q4", ("Inzicht in resultaten",)),
        ("Folder", "2026Q4", ("Kennis",)),
    ]
    assert [row.cost.amount for row in reading.rows] == [15_000, None, 5_000]
    assert reading.problems == ()


def test_headings_after_the_first_are_told_unless_they_are_the_same():
    rows = "Actie;Wie;Wanneer / Folder;GGD;2025 / {}"
    assert told(read(*rows_of(rows.format("Actie;Wie;Wanneer / Congres;OM;2026")))) == []
    for other in ("Wanneer;Actie;Wie / 2026;Congres;OM", "Actie;Wie;Wanneer? / Congres;OM;2026"):
        assert [row for row, _ in told(read(*rows_of(rows.format(other))))] == [3]


def test_a_further_table_keeps_the_units_of_its_sheet():
    reading = read(
        *rows_of("Bedragen x € 1.000 / Actie;Wie;Kosten / Folder;GGD;5 / / Kosten;Actie;Trekker / 7;Congres;OM")
    )
    assert [row.cost.amount for row in reading.rows] == [5_000, 7_000]


@pytest.mark.parametrize("above", [[], [Paragraph("Actielijn 2: Stoppen", level=2)]])
@pytest.mark.parametrize(
    "second", ["Maatregelen plegers;Eind 2025;Gemeenten;Budget GGD", "Evaluatie;2026;Partners;Geen kosten"]
)
def test_a_table_that_goes_on_keeps_its_first_row(second, above):
    first = table(*rows_of("Wat;Wanneer;Wie;Kosten / Folder;2025;GGD;€ 5"))
    later = table(*rows_of(f"{second} / Meldcode;2026;GGD;5.000 euro"), number=2, above=above)
    reading = read_plan(tables(first, later, kind="docx"))
    assert heaps(reading) == "HAAA"
    assert reading.rows[1].what == second.split(";")[0]
    assert [problem.table for problem in reading.problems] == [2]


def test_other_headings_on_the_next_page_are_headings():
    first = table(*rows_of("Wat;Wanneer;Wie;Kosten / Folder;2025;GGD;€ 5"))
    later = table(*rows_of("Kosten;Wie;Actie;Planning / € 7;OM;Congres;2026"), number=2)
    reading = read_plan(tables(first, later, kind="docx"))
    assert (heaps(reading), whats(reading)) == ("HAHA", ["Folder", "Congres"])


# Totals


@pytest.mark.parametrize(
    "total",
    ["Totaal 2025-2028", "Totaal kosten lijn 1", "Totaal incl. btw", "Subtotaal preventie", "Waarvan DUVO",
     "Reeds gedekt uit DUVO", "Beschikbaar budget 2025", "Totaal", "Nog te dekken", "Bijdrage gemeenten", "Onvoorzien"],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 1])
def test_a_total_is_no_action(total, place):
    label = [""] * place + [total]
    rows = [["Nr", "Actie", "Wie", "Kosten"], ["1", "Folder", "GGD", "€ 5"], ["2", "Congres", "OM", "€ 7"]]
    reading = read(*rows, [*label, *[""] * (3 - len(label)), "€ 12"])
    assert (heaps(reading), [row for row, _ in told(reading)]) == ("HAAT", [4])


@pytest.mark.parametrize(
    "row",
    ["Totaalaanpak mensenhandel;GGD;2025;€ 5", "Totale aanpak jeugd;GGD;;", "Budget voor training regelen;;;€ 5",
     "Dekking zoeken;;2025;", "Budget;GGD;2025;€ 500", "Totaal pakket scholing;GGD;2025;€ 5"],
)  # fmt: skip
def test_an_action_with_a_word_of_totals_is_an_action(row):
    reading = read(*rows_of(f"Actie;Wie;Wanneer;Kosten / Folder;GGD;2025;€ 5 / {row} / Congres;OM;2026;€ 7"))
    assert heaps(reading) == "HAAA"


def test_a_section_with_its_subtotal_is_told():
    reading = read(
        *rows_of("""
            Actie;Wie;Wanneer;Kosten
            Preventie;;;€ 12
            Folder;GGD;2025;€ 5
            Congres;OM;2026;€ 7
            Plegers;;;€ 9
            Cursus;GGD;2025;€ 9""")
    )
    assert (heaps(reading), [row for row, _ in told(reading)]) == ("HSAASA", [2, 5])
    assert [row.theme for row in reading.rows] == ["Preventie", "Preventie", "Plegers"]


# Sections


@pytest.mark.parametrize(
    "section",
    ["1;Eerder in beeld;;", "Eerder in beeld;;;", "1. Eerder in beeld;;;", "== Eerder in beeld", ";Eerder in beeld;;"],
)  # fmt: skip
def test_a_section_is_no_action(section):
    reading = read(*rows_of(f"Nr;Wat;Wie;Wanneer / {section} / 1.1;Training;GGD;2025 / 1.2;Folder;OM;2026"))
    assert heaps(reading) == "HSAA"
    assert {row.theme.removeprefix("1. ") for row in reading.rows} == {"Eerder in beeld"}


@pytest.mark.parametrize(("parent", "child"), [("1", "1.1"), ("A", "A1"), ("2.1", "2.1.1"), ("1", "1a"), (1, 1.1)])
def test_a_number_of_which_the_rows_beneath_are_parts_is_a_section(parent, child):
    rows = [["Nr", "Wat", "Wie"], [str(parent), "Zien", ""], [str(child), "Training", "GGD"]]
    assert heaps(read(*rows)) == "HSA"


def test_a_number_without_parts_is_an_action():
    assert heaps(read(*rows_of("Nr;Wat;Wie / 1;Training; / 2;Folder;GGD / 10;Cursus;OM / 11;Spel;"))) == "HAAAA"


@pytest.mark.parametrize(
    "remark",
    ["Let op: bedragen onder voorbehoud", "Bedragen onder voorbehoud van besluitvorming", "* exclusief btw",
     "1) zie bijlage 2"],
)  # fmt: skip
def test_a_merged_remark_is_a_note(remark):
    reading = read(*rows_of(f"Wat;Wie;Wanneer / Folder;GGD;2025 / == {remark} / Congres;OM;2026"))
    assert [row.theme for row in reading.rows] == [None, None]
    assert (heaps(reading), [row for row, _ in told(reading)]) == ("HANA", [3])


def word(*rows, number=1, headings=(), above=None):
    chain = [Paragraph(text, level) for text, level in headings]
    return table(*rows, number=number, above=chain if above is None else above, chain=chain)


HEAD, FOLDER, CONGRES = ["Wat", "Wie", "Wanneer"], ["Folder", "GGD", "2025"], ["Congres", "OM", "2026"]


def test_a_line_in_the_last_row_of_a_page_holds_on_the_next():
    first = word(HEAD, FOLDER, ["Actielijn 2: Stoppen"], headings=[("Actielijn 1: Zien", 2)])
    for rows in ([HEAD, CONGRES], [CONGRES]):
        second = word(*rows, number=2, headings=[("Actielijn 1: Zien", 2)], above=[])
        reading = read_plan(tables(first, second, kind="docx"))
        assert [row.line for row in reading.rows] == ["Actielijn 1: Zien", "Actielijn 2: Stoppen"]
        assert heaps(reading)[2] == S


@pytest.mark.parametrize(
    ("heading", "level", "line", "theme", "is_told"),
    [
        ("Randvoorwaarden", 2, "Randvoorwaarden", None, False),
        ("Monitoring en evaluatie", 2, None, None, True),
        ("Scholen", 3, "Actielijn 1: Zien", "Scholen", False),
        ("Actielijn 2: Stoppen", 2, "Actielijn 2: Stoppen", None, False),
    ],
)
def test_a_heading_of_the_same_level_ends_a_line(heading, level, line, theme, is_told):
    plan, named = ("Plan", 1), ("Actielijn 1: Zien", 2)
    chain = [plan, named, (heading, level)] if level > 2 else [plan, (heading, level)]
    first = word(HEAD, FOLDER, headings=[plan, named])
    second = word(HEAD, CONGRES, number=2, headings=chain)
    reading = read_plan(tables(first, second, kind="docx"))
    assert (reading.rows[1].line, reading.rows[1].theme) == (line, theme)
    assert [problem.table for problem in reading.problems] == [2] * is_told


# Beside the plan

PLAN = "Actie;Wie;Wanneer;Kosten / Folder;GGD;2025; / Congres;OM;2026;€ 7"


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("Risico;Kans;Maatregel;Eigenaar / Ziekte;groot;Vervanging;GGD / Geld op;klein;Reserve;OM", "OOO"),
        ("Overleg;Doel;Frequentie;Deelnemers / Stuurgroep;Sturen;elk kwartaal;wethouders", "OO"),
        ("Naam;Organisatie;Telefoon;E-mail / Jan;GGD;06;j@x.nl", "OO"),
        ("Post;Bedrag;Dekking / Inhuur;€ 5.000;DUVO / Totaal;€ 5.000;", "OOO"),
        ("Kleur;Betekenis / Groen;loopt / Rood;stil", "OOO"),
        ("Afkorting;Betekenis;; / VT;Veilig Thuis;;", "OO"),
        ("DUVO;€ 50.000;; / Gemeenten;€ 20.000;;", "OO"),
        ("* onder voorbehoud;;;", "N"),
        ("1) zie bijlage;;;", "R"),
        ("Groen = loopt;;; / Rood = stil;;;", "NN"),
        ("Inhuur;;;€ 5.000", "A"),
    ],
)
def test_what_stands_under_a_plan_is_no_action(beside, expected):
    """In the same sheet, under an empty row."""
    reading = read(*rows_of(f"{PLAN} /  / {beside}"))
    assert heaps(reading) == f"HAA{expected}"
    expected_told = len(expected) if "N" in expected else 1
    if expected == "A":
        assert fields(reading.rows[2]) == ["what"]
    else:
        assert len(reading.problems) == expected_told


@pytest.mark.parametrize(
    "beside",
    ["Risico;Kans;Maatregel;Eigenaar / Ziekte;groot;Vervanging;GGD", "Overleg;Doel;Frequentie;Deelnemers / A;B;C;D",
     "Post;Bedrag / Inhuur;€ 5.000", "Actie;Bedrag / Projectleiding;€ 5.000", "Iets;Anders / x;y",
     "Rol;Wie;Taak / Voorzitter;Jan;Leiden"],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_a_table_beside_the_plan_is_told_once(beside, first):
    plan = table(*rows_of(PLAN), number=2 if first else 1)
    other = table(*rows_of(beside), number=1 if first else 2, above=[Paragraph("Bijlage")])
    reading = read_plan(tables(*sorted((plan, other), key=lambda one: one.number), kind="docx"))
    assert whats(reading) == ["Folder", "Congres"]
    assert [problem.table for problem in reading.problems] == [other.number]
    assert heaps(reading).count(O) == len(other.rows)


def test_a_summary_completes_the_actions():
    plan = table(*rows_of("Nr;Actie;Wie;Wanneer / 1;Folder;GGD;2025 / 2;Congres;OM;2026 / 3;Cursus;OM;2026"))
    summary = table(
        *rows_of("Actie;Kosten;Dekking / Folder;€ 5.000;DUVO / Congres;€ 7.000;VWS / Inhuur;€ 1; / Totaal;€ 12.001;"),
        number=2,
    )
    reading = read_plan(tables(plan, summary))
    assert [(row.what, row.cost.amount, row.cost.funding) for row in reading.rows] == [
        ("Folder", 5000, "DUVO"),
        ("Congres", 7000, "VWS"),
        ("Cursus", None, None),
    ]
    assert heaps(reading) == "HAAAHCC?T"
    assert [(problem.table, problem.row) for problem in reading.problems] == [(2, 4), (2, 5)]


def test_a_summary_that_says_otherwise_is_told():
    reading = read(*rows_of(f"{PLAN} /  / Actie;Kosten;Dekking / Folder;€ 5;DUVO / Congres;€ 8;"))
    assert [(row.cost.amount, fields(row)) for row in reading.rows] == [(5, []), (7, ["cost"])]


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("2025", "Folder;GGD;Q1 / Spel;OM;maart 2026", ["2025Q1", "2026Q1"]),
        ("Jaar 2026", "Folder;GGD;Q1 / Spel;OM;", ["2026Q1", None]),
        ("Plan", "2025;; / Folder;GGD;Q1 / Scholen;; / Les;GGD;Q4 / 2026;; / Spel;OM;maart",
         ["2025Q1", "2025Q4", "2026Q1"]),
        ("Evaluatie 2024", "Folder;GGD;Q1", [None]),
        ("2025-2028", "Folder;GGD;Q1", [None]),
    ],
)  # fmt: skip
def test_the_year_of_a_sheet_or_a_heading_row_is_of_quarters_without_one(name, rows, expected):
    reading = read_plan(tables(table(*rows_of(f"Actie;Wie;Wanneer / {rows}"), name=name)))
    assert [row.planning.end for row in reading.rows] == expected


@pytest.mark.parametrize(
    ("name", "column", "is_told"),
    [
        ("Lijn 1 Voorkomen", "Opgave", True),
        ("Lijn 1 Voorkomen", "Actielijn", False),
        ("Lijn 1 Voorkomen", "Thema", False),
        ("Acties", "Opgave", False),
    ],
)
def test_a_line_of_a_sheet_beside_a_column_for_lines_is_told(name, column, is_told):
    rows = rows_of(f"{column};Actie;Wie / Normen;Folder;GGD / Zorg;Spel;OM")
    assert [row for row, _ in told(read_plan(tables(table(*rows, name=name))))] == [1] * is_told


# What the user decides of rows


@pytest.mark.parametrize(
    ("decided", "expected", "actions"),
    [
        ({2: Heap.NOTE}, "HNA", ["Congres"]),
        ({2: Heap.SECTION}, "HSA", ["Congres"]),
        ({3: Heap.CONTINUATION}, "HAC", ["Folder"]),
        ({2: Heap.CONTINUATION}, "H?A", ["Congres"]),
        ({1: Heap.ACTION}, "AHA", ["Actie", "Congres"]),
    ],
)
def test_the_user_decides_what_a_row_is(decided, expected, actions):
    rows = "Actie;Wie;Doel / Folder;GGD;Bereik / Congres;OM;Hulp"
    if 1 in decided:
        rows = "Actie;Wie;Doel / Maatregel;Trekker;Resultaat / Congres;OM;Hulp"
    reading = read(*rows_of(rows), heaps={(1, row): heap for row, heap in decided.items()})
    assert (heaps(reading), whats(reading)) == (expected, actions)


def test_a_row_of_another_table_may_be_an_action():
    plan = table(*rows_of("Actie;Wie;Wanneer / Folder;GGD;2025"))
    other = table(*rows_of("Iets;Anders / Congres;OM"), number=2, above=[Paragraph("x")])
    reading = read_plan(tables(plan, other, kind="docx"), heaps={(2, 2): Heap.ACTION})
    assert [(row.what, row.who.lead) for row in reading.rows] == [("Folder", "GGD"), ("Congres", "OM")]
    assert heaps(reading) == "HAOA"


def test_a_row_may_be_headings_after_all():
    reading = read(
        *rows_of("Actie;Wie;Wanneer / Folder;GGD;2025 / Wie dan;Wat dan;Iets / OM;Congres;x"),
        heaps={(1, 3): Heap.HEADING},
    )
    assert [(row.what, row.who.lead) for row in reading.rows] == [("Folder", "GGD"), ("Congres", "OM")]
    assert heaps(reading) == "HAHA"


# Struck through


def test_a_row_that_is_struck_through_is_a_note():
    plan = table(*rows_of("Actie;Wie / Folder;GGD / Congres;OM / ;GGD"))
    rows = [plan.rows[0], plan.rows[1], replace(plan.rows[2], struck=True)]
    rows.append(replace(plan.rows[3], cells=(Cell(struck="Cursus"), Cell("GGD", "GGD"))))
    reading = read_plan(tables(replace(plan, rows=tuple(rows))))
    assert (heaps(reading), whats(reading), reading.problems) == ("HANN", ["Folder"], ())


# Groups of rows


def test_a_lead_alone_above_actions_without_one_is_theirs():
    reading = read(*rows_of("Trekker;Actie;Start / GGD;; / ;Folder;2025 / ;Cursus;2026 / Veilig Thuis;; / ;Spel;2025"))
    assert (heaps(reading), [row.who.lead for row in reading.rows]) == ("HSAASA", ["GGD", "GGD", "Veilig Thuis"])
    assert reading.clean


@pytest.mark.parametrize(("heading", "field"), [("Doel", "goals"), ("Trekker", "lead")])
def test_what_is_filled_once_for_several_actions_as_it_seems_is_asked_for(heading, field):
    reading = read(*rows_of(f"{heading};Actie;Start / Iets;Folder;2025 / ;Cursus;2026 / Anders;Spel;2025"))
    assert [fields(row) for row in reading.rows] == [[], [field], []]


def test_an_ambition_with_a_number_is_a_line():
    rows = "Ambitie 1: Zien;; / Prio;Actie;Wie / hoog;Folder;GGD / Ambitie 2: Doen;; / laag;Spel;OM"
    reading = read(*rows_of(rows))
    assert [row.line for row in reading.rows] == ["Ambitie 1: Zien", "Ambitie 2: Doen"]


# Columns by what is under them


def test_a_column_of_times_under_an_unknown_heading_is_a_guess_and_told():
    rows = "Actie;Wie;{} / Folder;GGD;Q1 2025 / Spel;OM;2026 / Cursus;OM;eind 2026"
    reading = read(*rows_of(rows.format("Moment van uitvoer")))
    assert ([row.planning.end for row in reading.rows], len(reading.problems)) == (["2025Q1", "2026Q4", "2026Q4"], 1)
    beside = read(*rows_of(rows.format("Moment van uitvoer;Wanneer").replace("2026 /", "2026;2025 /")))
    assert beside.columns[0].fields == ("what", "who", "", "planning")


def test_columns_of_years_full_of_amounts_are_costs_without_a_word():
    reading = read(*rows_of("Actie;Wie;2025;2026 / Folder;GGD;€ 5;€ 6 / Spel;OM;€ 7;"))
    assert (reading.rows[0].cost.by_year, reading.problems) == ({2025: 5, 2026: 6}, ())
