"""When: every rule of design section 8 and every notation of the seeds, in a table.

What is expected is written as `start..end recurrence ~ !`: `~` is approximate, `!` is reported, `?` is not read at all.
"""

import datetime
from decimal import Decimal

import pytest

from reading.plans.model import Planning
from reading.plans.planning import read_planning


def shown(planning: Planning) -> str:
    if not planning.understood:
        assert (planning.start, planning.end, planning.recurrence, planning.approximate) == (None, None, None, False)
        assert len(planning.problems) == 1
        return "?"
    period = f"{planning.start or ''}..{planning.end or ''}" if planning.start or planning.end else ""
    recurrence = planning.recurrence.value if planning.recurrence else ""
    flags = ["~" if planning.approximate else "", "!" if planning.problems else ""]
    return " ".join(filter(None, [period, recurrence, *flags]))


RULES = [
    # Quarters
    ("Q3-Q4 2021", "2021Q3..2021Q4"),
    ("Q3/Q4 2021", "2021Q3..2021Q4"),
    ("Q3-4 2021", "2021Q3..2021Q4"),
    ("Q3 en Q4 2021", "2021Q3..2021Q4"),
    ("Q3+Q4 2021", "2021Q3..2021Q4"),
    ("Q1, Q2 en Q3 2025", "2025Q1..2025Q3"),
    ("Q1 t/m Q3 2025", "2025Q1..2025Q3"),
    ("Q1 2025", "2025Q1..2025Q1"),
    ("q1-2025", "2025Q1..2025Q1"),
    ("Q1/2025", "2025Q1..2025Q1"),
    ("Q4 (2025)", "2025Q4..2025Q4"),
    ("Q4, 2025", "2025Q4..2025Q4"),
    ("2025 (Q4)", "2025Q4..2025Q4"),
    ("2025, Q4", "2025Q4..2025Q4"),
    ("2025: Q1 en Q2", "2025Q1..2025Q2"),
    ("2021 Q3-Q4", "2021Q3..2021Q4"),
    ("2021 Q3 - 2022 Q2", "2021Q3..2022Q2"),
    ("K3 2026", "2026Q3..2026Q3"),
    ("kwartaal 3 2026", "2026Q3..2026Q3"),
    ("3e kw 2026", "2026Q3..2026Q3"),
    ("3Q 2026", "2026Q3..2026Q3"),
    ("2026-Q4", "2026Q4..2026Q4"),
    ("2026-K1 tot en met 2027-K4", "2026Q1..2027Q4"),
    ("1e kwartaal 2025", "2025Q1..2025Q1"),
    ("derde kwartaal 2025", "2025Q3..2025Q3"),
    ("in het tweede kwartaal van 2024", "2024Q2..2024Q2"),
    ("1e en 2e kwartaal 2025", "2025Q1..2025Q2"),
    ("1e t/m 3e kwartaal 2024", "2024Q1..2024Q3"),
    ("eerste en tweede kwartaal 2026", "2026Q1..2026Q2"),
    ("4e kwartaal 2025 t/m 1e kwartaal 2026", "2025Q4..2026Q1"),
    ("Q42021-Q1 2022", "2021Q4..2022Q1"),
    ("Q2 2021-Q3 2021", "2021Q2..2021Q3"),
    ("Q1 2025\nQ2 2025", "2025Q1..2025Q2"),
    ("• Q1 2025", "2025Q1..2025Q1"),
    ("laatste kwartaal van 2025", "2025Q4..2025Q4"),
    ("2025 (Q1-Q3)", "2025Q1..2025Q3"),
    # Codes
    ("2026Q4", "2026Q4..2026Q4"),
    ("2026K4", "2026Q4..2026Q4"),
    ("2026H1", "2026Q1..2026Q2"),
    ("2026Q1-2026Q3", "2026Q1..2026Q3"),
    ("2026Q1/Q2", "2026Q1..2026Q2"),
    ("2026Q1 t/m 2027Q2", "2026Q1..2027Q2"),
    ("2026Q4/2027Q1", "2026Q4..2027Q1"),
    ("2026-Q4/2027-Q1", "2026Q4..2027Q1"),
    ("2026Q4 en verder", "2026Q4.."),
    ("2026-Q4 en verder", "2026Q4.."),
    ("2026-K4 e.v.", "2026Q4.."),
    ("vanaf 2026Q4", "2026Q4.."),
    ("gereed 2026Q4", "..2026Q4"),
    ("2026Q4 (jaarlijks)", "2026Q4.. yearly"),
    # Years
    ("2024", "2024Q1..2024Q4"),
    ("in 2024", "2024Q1..2024Q4"),
    ("heel 2024", "2024Q1..2024Q4"),
    ("in de loop van 2024", "2024Q1..2024Q4"),
    ("2021-2022", "2021Q1..2022Q4"),
    ("2021 – 2022", "2021Q1..2022Q4"),
    ("2024/2025", "2024Q1..2025Q4"),
    ("2024-25", "2024Q1..2025Q4"),
    ("v.a. 2025", "2025Q1.."),
    ("2022, 2023 en 2024", "2022Q1..2024Q4"),
    ("2025 en 2026", "2025Q1..2026Q4"),
    ("looptijd 2024-2027", "2024Q1..2027Q4"),
    ("Looptijd: 2024 t/m 2027", "2024Q1..2027Q4"),
    ("van 2021 tot en met 2023", "2021Q1..2023Q4"),
    # Halves
    ("eerste helft 2025", "2025Q1..2025Q2"),
    ("2e helft van 2026", "2026Q3..2026Q4"),
    ("1e halfjaar 2026", "2026Q1..2026Q2"),
    ("tweede half jaar 2026", "2026Q3..2026Q4"),
    ("H1 2026", "2026Q1..2026Q2"),
    ("TWEEDE HELFT 2025", "2025Q3..2025Q4"),
    # Parts of a year, all approximate
    ("begin 2025", "2025Q1..2025Q1 ~"),
    ("voorjaar 2025", "2025Q2..2025Q2 ~"),
    ("zomer 2025", "2025Q3..2025Q3 ~"),
    ("najaar 2025", "2025Q4..2025Q4 ~"),
    ("Najaar van 2025", "2025Q4..2025Q4 ~"),
    ("eind 2025", "2025Q4..2025Q4 ~"),
    ("medio 2025", "2025Q2..2025Q3 ~"),
    ("begin 2025 - eind 2026", "2025Q1..2026Q4 ~"),
    ("begin - eind 2026", "2026Q1..2026Q4 ~"),
    ("begin/medio 2025", "2025Q1..2025Q3 ~"),
    ("medio Q2 2025", "2025Q2..2025Q2 ~"),
    ("eind juni 2025", "2025Q2..2025Q2 ~"),
    ("begin tweede helft 2025", "2025Q3..2025Q3 ~"),
    ("circa Q3 2025", "2025Q3..2025Q3 ~"),
    ("ca. juni 2025", "2025Q2..2025Q2 ~"),
    ("± juni 2025", "2025Q2..2025Q2 ~"),
    ("rond 25 november 2024", "2024Q4..2024Q4 ~"),
    # Dates, months, weeks
    ("15 juni 2022", "2022Q2..2022Q2"),
    ("15e juni 2022", "2022Q2..2022Q2"),
    ("maandag 15 juni 2022", "2022Q2..2022Q2"),
    ("15-06-2022", "2022Q2..2022Q2"),
    ("15/6/2022", "2022Q2..2022Q2"),
    ("15.06.2022", "2022Q2..2022Q2"),
    ("2022-06-15", "2022Q2..2022Q2"),
    ("15-jun-2022", "2022Q2..2022Q2"),
    ("11-11-2021", "2021Q4..2021Q4"),
    ("mrt 2026", "2026Q1..2026Q1"),
    ("mrt. 2026", "2026Q1..2026Q1"),
    ("mrt-26", "2026Q1..2026Q1"),
    ("2026-11", "2026Q4..2026Q4"),
    ("11-2026", "2026Q4..2026Q4"),
    ("februari 2027", "2027Q1..2027Q1"),
    ("juni/juli 2026", "2026Q2..2026Q3"),
    ("sept./okt. 2025", "2025Q3..2025Q4"),
    ("januari t/m juni 2026", "2026Q1..2026Q2"),
    ("december 2018 – juli 2019", "2018Q4..2019Q3"),
    ("1-2 juni 2025", "2025Q2..2025Q2"),
    ("28 mei - 2 juni 2025", "2025Q2..2025Q2"),
    ("30 juni - 2 juli 2025", "2025Q2..2025Q3"),
    ("01-06-2025 t/m 31-12-2026", "2025Q2..2026Q4"),
    ("2023 week 49", "2023Q4..2023Q4"),
    ("wk 49 2023", "2023Q4..2023Q4"),
    ("2023-W49", "2023Q4..2023Q4"),
    ("week 48 t/m 50 2025", "2025Q4..2025Q4"),
    ("week 1 2025", "2025Q1..2025Q1"),  # begins on 30 December 2024; ISO 8601 counts it to 2025
    ("In de week van 18 november 2019", "2019Q4..2019Q4"),
    # From, until
    ("Start 2021", "2021Q1.."),
    ("vanaf Q3 2021", "2021Q3.."),
    ("Vanaf september 2025", "2025Q3.."),
    ("2026 en verder", "2026Q1.."),
    ("2026 e.v.", "2026Q1.."),
    ("eerste en tweede kwartaal 2026 en verder", "2026Q1.."),
    ("met ingang van 1 juli 2025", "2025Q3.."),
    ("m.i.v. 1 juli 2025", "2025Q3.."),
    ("per 1 juli 2025", "2025Q3.."),
    ("gestart in 2021", "2021Q1.."),
    ("Start Q3/Q4 2021", "2021Q3.. ~"),
    ("vanaf 2021 t/m 2023", "2021Q1..2023Q4"),
    ("vanaf Q1 t/m Q3 2025", "2025Q1..2025Q3"),
    ("Start Q1 2025 - Q4 2026", "2025Q1..2026Q4"),
    ("Start Q1 2025, gereed Q4 2026", "2025Q1..2026Q4"),
    ("Start: Q1 2025; Eind: Q4 2025", "2025Q1..2025Q4"),
    ("tussen 1 maart en 1 juni 2025", "2025Q1..2025Q2"),
    ("start Q1 2025; einde Q2 2026", "2025Q1..2026Q2"),
    ("Start Q1 2025, eind 2026", "2025Q1..2026Q4 ~"),
    ("start 2025 / gereed 2027", "2025Q1..2027Q4"),
    ("vanaf april 2026 tot eind 2027", "2026Q2..2027Q4 ~"),
    ("tot eind 2026", "..2026Q4 ~"),
    ("december 2025 gereed", "..2025Q4"),
    ("uiterlijk Q2 2025 gereed", "..2025Q2"),
    ("oktober 2025 – heden", "2025Q4.."),
    ("2025 e.v. jaren", "2025Q1.."),
    ("ma 3 maart 2025", "2025Q1..2025Q1"),
    ("tot en met 2026", "..2026Q4"),
    ("uiterlijk Q4 2024", "..2024Q4"),
    ("uiterlijk in het vierde kwartaal van 2024", "..2024Q4"),
    ("tot 1 juli 2026", "..2026Q2"),
    ("vóór 1 juli 2026", "..2026Q2"),
    # Recurrence
    ("doorlopend", "ongoing"),
    ("Continu", "ongoing"),
    ("gedurende de hele looptijd", "ongoing"),
    ("gehele looptijd van het programma", "ongoing"),
    ("looptijd van het programma", "ongoing"),
    ("het hele jaar door", "ongoing"),
    ("het hele jaar 2025", "2025Q1..2025Q4"),
    ("jaarlijks", "yearly"),
    ("2x p/j", "half_yearly"),
    ("eenmaal per kwartaal", "quarterly"),
    ("jaarlijks terugkerende activiteit", "yearly"),
    ("ieder kwartaal", "quarterly"),
    ("leder kwartaal", "quarterly"),  # how the text layer of Noord- en Midden-Limburg reads "Ieder"
    ("per kwartaal", "quarterly"),
    ("4 x per jaar", "quarterly"),
    ("elk half jaar", "half_yearly"),
    ("halfjaarlijks", "half_yearly"),
    ("2 x per jaar", "half_yearly"),
    ("2x per jaar", "half_yearly"),
    ("twee keer per jaar", "half_yearly"),
    ("maandelijks", "monthly"),
    ("iedere maand", "monthly"),
    ("25 november 2024, jaarlijks", "2024Q4.. yearly"),
    ("2025 doorlopend", "2025Q1.. ongoing"),
    ("2025 - doorlopend", "2025Q1.. ongoing"),
    ("vanaf 2025 doorlopend", "2025Q1.. ongoing"),
    ("doorlopend, vanaf 2025", "2025Q1.. ongoing"),
    ("Q1 2025, daarna doorlopend", "2025Q1.. ongoing"),
    ("elk half jaar, vanaf 2025", "2025Q1.. half_yearly"),
    ("2025, 2026 en 2027; twee keer per jaar", "2025Q1..2027Q4 half_yearly"),
    ("2025-2028 jaarlijks", "2025Q1..2028Q4 yearly"),
    ("Q1-Q4 2025, ieder kwartaal", "2025Q1..2025Q4 quarterly"),
    ("maandelijks van januari tot en met juni 2026", "2026Q1..2026Q2 monthly"),
    # Years of two digits
    ("'23", "2023Q1..2023Q4"),
    ("Q1 '23", "2023Q1..2023Q1"),
    ("Q1-25", "2025Q1..2025Q1"),
    ("’23-’24", "2023Q1..2024Q4"),
    ("1-6-25", "2025Q2..2025Q2"),
    # Odd spaces and dashes
    ("Q3\u00a02021\u2013Q4\u202f2021", "2021Q3..2021Q4"),
    ("  Q3 \u2011 Q4   2021 ", "2021Q3..2021Q4"),
    # Harmless words
    ("Evaluatie Q4 2025", "2025Q4..2025Q4"),
    ("Pilot – 2025", "2025Q1..2025Q4"),
    ("eenmalig in Q1 2025", "2025Q1..2025Q1"),
    ("Kick-off Q1 2025", "2025Q1..2025Q1"),
    ("Doorlopend traject. Reeds opgestart in enkele gemeenten", "ongoing"),
    (
        "15 juni 2022; internationale dag tegen ouderenmishandeling (jaarlijks terugkerende activiteit)",
        "2022Q2.. yearly",
    ),
    # Nothing to read
    ("", ""),
    ("-", ""),
    ("n.v.t.", ""),
]

REPORTED = [  # read in part: what is left is told
    ("Verkenning Q1 2021; daarna bepalen of en hoe dit verder doorontwikkeld kan worden", "2021Q1..2021Q1 !"),
    ("Week tegen kindermishandeling (jaarlijks terugkerende activiteit)", "yearly !"),
    ("Rondom Orange the World; jaarlijks terugkerend", "yearly !"),
    ("tijdens Orange the World 2025", "2025Q1..2025Q4 !"),
    ("Start Q4 2020- verder in 2021", "2020Q4.. !"),
    ("Start 2021-2022", "2021Q1.. ~ !"),
    ("Start Q3-Q4 2021", "2021Q3.. ~ !"),
    ("jaarlijks in november", "yearly !"),
    ("jaarlijks uiterlijk 1 juli", "yearly !"),
    ("elk najaar", "yearly !"),
    ("2 x per jaar (mei en november)", "half_yearly !"),
    ("maandelijks in 2026", "2026Q1.. monthly !"),
    ("doorlopend in 2025", "2025Q1.. ongoing !"),
    ("Q3-Q4 2021, jaarlijks", "2021Q3..2021Q4 yearly !"),
    ("Q1 en Q3 2025", "2025Q1..2025Q3 !"),
    ("2e en 4e kwartaal 2025", "2025Q2..2025Q4 !"),
    ("mei en november 2025", "2025Q2..2025Q4 !"),
    ("2022 en 2024", "2022Q1..2024Q4 !"),
    ("Q1 2024, Q3 2025", "2024Q1..2025Q3 !"),
    ("2025, 3 x per jaar", "2025Q1.. !"),
    ("Q3 2025 voor professionals", "2025Q3..2025Q3 !"),
    ("start meldcodetour Q3 2025", "2025Q3.. !"),
]

NOT_READ = [
    # No year
    "Q3",
    "vanaf Q2",
    "start juni",
    "Q1 - Q4",
    "Kwaliteitsscan Q2",
    "eerste helft",
    "begin",
    "25 november",
    "wk 49",
    "week 2-3",
    # Relative or conditional
    "zsm",
    "z.s.m.",
    "na opstellen concept",
    "na besluit over huisvesting",
    "n.t.b.",
    "Q2 2025 - n.t.b.",
    "Q3 2025 (mits budget)",
    "mogelijk Q3 2025",
    "2025?",
    "per direct",
    "volgend jaar",
    "na de zomer 2025",
    "voor de zomer van 2025",
    "binnen 2 jaar",
    "jaar 1",
    "fase 2",
    # Not exact
    "schooljaar 2025-2026",
    "winter 2025",
    "zomervakantie 2025",
    "2025-2",  # February, or the second quarter
    # Does not exist
    "2026Q5",
    "Q5 2024",
    "31 juni 2025",
    "32-13-2025",
    "3/15/2025",
    "week 54 2023",
    "1998",
    "45678",
    # Contradicts itself
    "Q4 2024 - Q1 2023",
    "Q4-Q1 2022",
    "2024 of 2025",
    "Q3 of Q4 2021",
    "Q1 2025 (was Q3 2024)",
    "Q1 2024; Q3 2025",
    "Q1 2025, daarna Q3 2025",
    "Voorbereiding Q1 2025, uitvoering Q2-Q4 2025",
    "Q3-Q4 Uitvoering van verdieping en borging in 2022 en verder",
    "Q3 2021 Q4 2022",
    "april 2019 – eind programma",
    # May or may not be included
    "tot 2026",
    "van 2025 tot 2027",
    "voor 2026",
    "2026-",
    "Q1 - 2025",
    "begin - 2026",
    "juni en 2025",
    "maart 2025-2026",
    "juni 2024, 2025 en 2026",
    "uiterlijk Q1 2025 - Q4 2026",
    # No code for it
    "3 x per jaar",
    "tweejaarlijks",
    "elke 2 jaar",
    "wekelijks",
    "2 bijeenkomsten per jaar",
    "enkele keren per jaar",
    # A status or something else
    "loopt",
    "Gereed",
    "vervallen",
    "Projectleider",
    "€ 5.000",
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_read(text, expected):
    assert shown(read_planning(text)) == expected


@pytest.mark.parametrize(("text", "expected"), REPORTED)
def test_read_in_part_and_reported(text, expected):
    assert shown(read_planning(text)) == expected


@pytest.mark.parametrize("text", NOT_READ)
def test_not_read_and_reported(text):
    planning = read_planning(text)
    assert shown(planning) == "?"
    assert planning.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q3", "2021Q3..2021Q3 !"),
        ("Q3-Q4", "2021Q3..2021Q4 !"),
        ("Kwaliteitsscan Q2", "2021Q2..2021Q2 !"),
        ("eerste helft", "2021Q1..2021Q2 !"),
        ("jaarlijks in november", "2021Q4.. yearly !"),
        ("Q3 2022", "2022Q3..2022Q3"),
        ("week 2-3", "?"),
        ("Q3-Q4 Uitvoering van verdieping en borging in 2022 en verder", "?"),
    ],
)
def test_a_quarter_without_year_is_read_with_the_given_year_and_reported(text, expected):
    assert shown(read_planning(text, year=2021)) == expected


def test_the_message_names_the_year_that_was_taken():
    assert read_planning("Q3", year=2021).problems == (
        "Bij 'Q3' staat geen jaar; gelezen als 2021. Controleer het jaar.",
    )


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("15-06-2022", datetime.date(2022, 6, 15), "2022Q2..2022Q2"),
        ("15-06-2022", datetime.datetime(2022, 6, 15, 12), "2022Q2..2022Q2"),
        ("06/07/2022", datetime.date(2022, 6, 7), "2022Q2..2022Q2"),  # shown the American way
        ("mrt 2026", datetime.date(2026, 3, 1), "2026Q1..2026Q1"),
        ("2026", datetime.date(2026, 1, 1), "2026Q1..2026Q4"),  # the sheet shows the year only
        ("2025", 2025, "2025Q1..2025Q4"),
        ("2025", Decimal(2025), "2025Q1..2025Q4"),
        ("45678", 45678, "?"),
        ("0,5", Decimal("0.5"), "?"),
        ("WAAR", True, "?"),
        ("12:00", datetime.timedelta(hours=12), "?"),
    ],
)
def test_typed_cells(text, value, expected):
    assert shown(read_planning(text, value)) == expected


def test_text_keeps_its_lines_but_not_its_html():
    assert read_planning('<ul style="list-style-type: none;"> • Q1 2025</ul>').text == "Q1 2025"


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_long_texts_are_refused_in_time(size):
    assert shown(read_planning("Q1 2025 " * (size // 8))) == "?"
    assert shown(read_planning("a" * size)) == "?"
    assert shown(read_planning("-" * size)) == "?"


@pytest.mark.parametrize(("text", "said"), [("2025/26", "schooljaar"), ("2 jaar", "hoe lang")])
def test_what_is_not_read_is_told_in_words_that_help(text, said):
    planning = read_planning(text)
    assert (planning.start, planning.end, planning.understood) == (None, None, False)
    assert said in planning.problems[0]
