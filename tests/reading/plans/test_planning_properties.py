"""A known period written in any notation is read back; and what is added to a text never changes it silently."""

import datetime
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reading import quarters as periods
from reading.plans.planning import read_planning
from tests.choosing import examples

ORDINALS = [("1e", "2e", "3e", "4e"), ("eerste", "tweede", "derde", "vierde"), ("1ste", "2de", "3de", "4de")]
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()

years = st.integers(2015, 2049)
quarters = st.builds(lambda year, number: f"{year}Q{number}", years, st.integers(1, 4))
dashes = st.sampled_from(["-", " - ", "–", " – ", " \u2011 ", " t/m ", " tot en met ", " T/M "])


@st.composite
def written_quarters(draw, quarter):
    """One quarter in any notation."""
    year, number = periods.split(quarter)
    ordinal = draw(st.sampled_from(ORDINALS))[number - 1]
    return draw(
        st.sampled_from(
            [
                f"Q{number} {year}",
                f"K{number} {year}",
                f"Q{number}-{year}",
                f"Q{number} '{year % 100}",
                f"{year}-Q{number}",
                f"{year} Q{number}",
                f"kwartaal {number} {year}",
                f"{ordinal} kwartaal {year}",
                f"{ordinal} kwartaal van {year}",
            ]
        )
    )


@st.composite
def written_days(draw):
    """A day, its month or its week in any notation, and the quarter that it falls in."""
    day = draw(st.dates(datetime.date(2015, 1, 1), datetime.date(2049, 12, 31)))
    week = day.isocalendar()
    thursday = datetime.date.fromisocalendar(week.year, week.week, 4)
    name, short = MONTHS[day.month - 1], SHORT[day.month - 1]
    text, falls_in = draw(
        st.sampled_from(
            [
                (f"{day.day} {name} {day.year}", day),
                (f"{day.day} {short}. {day.year}", day),
                (f"{day:%d-%m-%Y}", day),
                (f"{day.day}/{day.month}/{day.year}", day),
                (day.isoformat(), day),
                (f"{name} {day.year}", day),
                (f"{short}-{day:%y}", day),
                (f"{day:%Y-%m}", day),
                (f"week {week.week} {week.year}", thursday),
                (f"{week.year} week {week.week}", thursday),
            ]
        )
    )
    return text, periods.of(falls_in)


@st.composite
def decorated(draw, text):
    """The same text in other letters, with other spaces, within harmless words."""
    text = draw(st.sampled_from([str, str.upper, str.lower]))(text)
    text = text.replace(" ", draw(st.sampled_from([" ", "\u00a0", "  ", "\u202f"])))
    return draw(st.sampled_from(["{}", " {} ", "{}.", "in {}", "({})", "Evaluatie {}", "{} (pilot)"])).format(text)


@given(st.data(), quarters)
@settings(deadline=None)
def test_a_quarter(data, quarter):
    text = data.draw(decorated(data.draw(written_quarters(quarter))))
    planning = read_planning(text)
    assert (planning.start, planning.end, planning.problems) == (quarter, quarter, ())


@given(st.data(), written_days())
@settings(deadline=None)
def test_a_day_month_or_week(data, written):
    text, quarter = written
    planning = read_planning(data.draw(decorated(text)))
    assert (planning.start, planning.end, planning.problems) == (quarter, quarter, ())


@given(st.data(), quarters, quarters, dashes)
@settings(deadline=None)
def test_a_range_of_quarters(data, start, end, dash):
    assume(start < end)
    text = dash.join([data.draw(written_quarters(start)), data.draw(written_quarters(end))])
    planning = read_planning(data.draw(decorated(text)))
    if planning.understood or dash.strip().lower().startswith("t"):
        assert (planning.start, planning.end, planning.problems) == (start, end, ())
    else:  # with dashes everywhere there may be no telling: "2021-Q3-Q4-2022"
        assert len(re.findall(r"[-\u2010-\u2015]", text)) > 1


@given(years, st.integers(1, 4), st.integers(1, 4), st.sampled_from(ORDINALS), st.data())
@settings(deadline=None)
def test_quarters_of_one_year(year, first, last, ordinals, data):
    assume(first < last)
    one, other = ordinals[first - 1], ordinals[last - 1]
    text = data.draw(
        st.sampled_from(
            [
                f"Q{first}-Q{last} {year}",
                f"Q{first}-{last} {year}",
                f"Q{first} t/m Q{last} {year}",
                f"K{first}–K{last} {year}",
                f"{year} Q{first}-Q{last}",
                f"{one} t/m {other} kwartaal {year}",
                f"{one} tot en met {other} kwartaal van {year}",
            ]
        )
    )
    planning = read_planning(data.draw(decorated(text)))
    assert (planning.start, planning.end, planning.problems) == (f"{year}Q{first}", f"{year}Q{last}", ())


@given(years, st.integers(1, 20), dashes)
@settings(deadline=None)
def test_years(year, length, dash):
    planning = read_planning(f"{year}{dash}{year + length}")
    assert (planning.start, planning.end) == (f"{year}Q1", f"{year + length}Q4")


@given(st.data(), quarters, st.sampled_from(["vanaf {}", "Start {}", "{} en verder", "m.i.v. {}", "sinds {}"]))
@settings(deadline=None)
def test_a_start(data, quarter, words):
    planning = read_planning(words.format(data.draw(written_quarters(quarter))))
    assert (planning.start, planning.end, planning.problems) == (quarter, None, ())


words = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=2, max_size=12)
numbers = st.integers(0, 99_999).map(str)


@given(st.data(), quarters, quarters, st.one_of(words, numbers), st.booleans())
@settings(deadline=None, max_examples=examples(500))
def test_what_is_added_never_changes_a_period_silently(data, start, end, extra, before):
    """Another reading than that of the text alone is always reported, or is a notation of ours."""
    assume(start < end)
    text = f"{data.draw(written_quarters(start))} t/m {data.draw(written_quarters(end))}"
    alone = read_planning(text)
    together = read_planning(f"{extra} {text}" if before else f"{text} {extra}")
    if together.problems or not together.understood:
        return
    ours = {"start", "vanaf", "sinds", "per", "circa", "ca", "rond", "medio", "begin", "eind", "einde", "verder", "ev"}
    if extra not in ours:
        assert (together.start, together.end) == (alone.start, alone.end)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=examples(300))
def test_any_text_is_read_or_reported(text):
    planning = read_planning(text)
    assert planning.understood or planning.problems
    assert not (planning.start and planning.end and planning.start > planning.end)
