"""The year of a programme: what falls where, for whom, as a page and as a file that calendars read."""

import datetime

import icalendar
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actions.models import Moment, Phase
from actions.rules.moments import FIXED, fixed_in, spans
from decisions.models import Commitment
from reading import quarters
from regiovisie.pages.year import entries, year_of
from tests import factories

DAY = datetime.date
TODAY = DAY(2027, 5, 1)
VISITOR = AnonymousUser()


@pytest.fixture
def programme(region):
    return factories.programme(region=region, first_year=2025, last_year=2028, evaluation_every_years=3)


def calendar(programme, year, user=VISITOR):
    """What the region itself has in a year: where it stands and when, by what it is."""
    found = year_of(entries(programme, user, range(year, year + 1)), year, TODAY)
    places = [(month.name, month.entries) for quarter in found.quarters for month in quarter.months]
    places += [(quarter.name, quarter.entries) for quarter in found.quarters] + [("jaar", found.undated)]
    return sorted(
        (place, entry.kind, entry.title.partition(",")[0], entry.when)
        for place, held in places
        for entry in held
        if not entry.is_fixed
    )


def moment(**fields):
    return lambda programme: factories.moment(programme=programme, title="Dit", **fields)


def action(**fields):
    return lambda programme: factories.action(programme=programme, what="Dit", **fields)


def step(**fields):
    def make(programme):
        document = factories.document(programme=programme, title="Dit")
        for _number in range(2):
            factories.adoption(document=document, municipality=factories.municipality(programme.region), **fields)

    return make


WEEK, DATE = Moment.Repeats.WEEK, Moment.Repeats.DATE
VIEWS = "13 november 2026 tot en met 4 februari 2027"
PLANNED = "gepland bij 2 raden: Dit"
WHAT_FALLS_WHERE = [
    (moment(starts_on=DAY(2027, 3, 5)), [("maart", "Moment", "Dit", "vrijdag 5 maart")]),
    (moment(starts_on=DAY(2026, 3, 5)), []),
    (moment(starts_on=DAY(2027, 5, 17), ends_on=DAY(2027, 5, 21)), [("mei", "Moment", "Dit", "17 tot en met 21 mei")]),
    (
        moment(starts_on=DAY(2026, 12, 28), ends_on=DAY(2027, 1, 3)),
        [("januari", "Moment", "Dit", "28 december 2026 tot en met 3 januari 2027")],
    ),
    (moment(starts_on=DAY(2025, 6, 30), repeats=DATE), [("juni", "Moment", "Dit", "woensdag 30 juni")]),
    (moment(starts_on=DAY(2028, 6, 30), repeats=DATE), []),
    (moment(starts_on=DAY(2025, 11, 3), repeats=WEEK), [("november", "Moment", "Dit", "maandag 8 november")]),
    (
        moment(starts_on=DAY(2027, 2, 5), kind="regional_budget"),  # twelve weeks before it: in the year before, too
        [
            ("februari", "Begroting van de regio", "Dit", "vrijdag 5 februari"),
            ("januari", "Begroting van de regio", "Zienswijzen van de raden", VIEWS),
        ],
    ),
    (
        action(starts_in="2026Q3", ends_in="2027Q2"),
        [("2e kwartaal 2027", "Eindigt", "Dit", "2e kwartaal 2027")],
    ),
    (
        action(starts_in="2027Q1", ends_in="2027Q4"),
        [
            ("1e kwartaal 2027", "Begint", "Dit", "1e kwartaal 2027"),
            ("4e kwartaal 2027", "Eindigt", "Dit", "4e kwartaal 2027"),
        ],
    ),
    (action(starts_in="2026Q3", ends_in="2027Q2", status="done"), []),
    (action(starts_in="2025Q2", recurrence="yearly"), [("2e kwartaal 2027", "Elk jaar", "Dit", "2e kwartaal 2027")]),
    (
        action(starts_in="2025Q2", recurrence="yearly", planning_text="elk jaar op 15 juni"),
        [("juni", "Elk jaar", "Dit", "dinsdag 15 juni")],
    ),
    (
        action(recurrence="yearly", planning_text="in de Week tegen kindermishandeling"),
        [("jaar", "Elk jaar", "Dit", "in de Week tegen kindermishandeling")],
    ),
    (
        lambda programme: Phase.objects.create(programme=programme, title="Dit", starts=DAY(2027, 4, 1)),
        [("april", "Begint", "Dit", "april 2027")],
    ),
    (step(planned_for="2027Q3"), [("3e kwartaal 2027", "Besluit", PLANNED, "3e kwartaal 2027")]),
    (step(planned_on=DAY(2027, 9, 9)), [("september", "Besluit", PLANNED, "donderdag 9 september")]),
    (step(planned_on=DAY(2027, 9, 9), kind="view"), [("september", "Zienswijze", PLANNED, "donderdag 9 september")]),
    (step(planned_for="2027Q3", state="submitted"), []),
    (
        lambda programme: Commitment.objects.create(
            programme=programme, title="Dit", state="planned", planned_for="2027Q1", valid_until=DAY(2027, 12, 1)
        ),
        [
            ("1e kwartaal 2027", "Gepland", "Dit", "1e kwartaal 2027"),
            ("december", "Eindigt", "Dit", "woensdag 1 december"),
        ],
    ),
    (
        lambda programme: factories.promise(
            programme=programme, text="Dit", due_on=DAY(2027, 10, 1),
            municipality=factories.municipality(programme.region, name="Stad"),
        ),
        [("oktober", "Termijn van de raad", "Stad: Dit", "vrijdag 1 oktober")],
    ),
    (lambda programme: factories.promise(programme=programme, due_on=DAY(2027, 10, 1), state="answered"), []),
]  # fmt: skip
ALWAYS = [("jaar", "Evaluatie", "Evaluatie van het programma", "elke 3 jaar")]  # 2025 with 2026 and 2027


@pytest.mark.parametrize(("make", "expected"), WHAT_FALLS_WHERE)
def test_what_falls_where(programme, make, expected):
    make(programme)
    assert calendar(programme, 2027) == sorted([*expected, *ALWAYS])


def test_the_last_year_ends_the_programme_and_what_comes_back_with_it(programme):
    factories.moment(programme=programme, title="Dit", starts_on=DAY(2025, 6, 30), repeats=DATE)
    assert [len(calendar(programme, year)) for year in (2026, 2028, 2029)] == [1, 2, 0]
    assert calendar(programme, 2028)[0] == (
        "december",
        "Eindigt",
        "De looptijd van het programma",
        "zondag 31 december",
    )


@pytest.mark.parametrize(
    ("repeats", "first", "year", "days"),
    [
        (DATE, DAY(2024, 2, 29), 2027, [DAY(2027, 2, 28)]),
        (DATE, DAY(2024, 2, 29), 2028, [DAY(2028, 2, 29)]),
        (WEEK, DAY(2020, 12, 28), 2021, [DAY(2021, 12, 27)]),  # week 53 becomes week 52
        (WEEK, DAY(2024, 1, 1), 2024, [DAY(2024, 1, 1), DAY(2024, 12, 30)]),  # week 1, and that of 2025
        (Moment.Repeats.ONCE, DAY(2024, 1, 1), 2025, []),
    ],
)
def test_what_comes_back(repeats, first, year, days):
    found = Moment(starts_on=first, repeats=repeats)
    assert [span.first for span in spans(found, range(year, year + 1), last_year=None)] == days


def test_what_holds_everywhere_says_where_that_is_said():
    found = {fixed.key: (span.first, span.last) for fixed, span in fixed_in(range(2023, 2024))}
    assert found["week-kindermishandeling"] == (DAY(2023, 11, 20), DAY(2023, 11, 26))  # as it was
    assert found["orange-the-world"] == (DAY(2023, 11, 25), DAY(2023, 12, 10))
    assert len(found) == len(FIXED)
    assert all(fixed.source and fixed.link.startswith("https://") for fixed in FIXED)


def test_a_moment_ends_after_it_begins(programme):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.moment(programme=programme, starts_on=DAY(2027, 3, 5), ends_on=DAY(2027, 3, 4))


# --- For whom ---


def hidden_action(**fields):
    return lambda programme: factories.action(
        programme=programme, what="Verborgen", starts_in=quarters.of(timezone.localdate()), **fields
    )


def hidden_promise(programme):
    factories.promise(programme=programme, text="Verborgen", due_on=timezone.localdate(), classification="internal")


def hidden_step(programme):
    document = factories.document(programme=programme, title="Verborgen", classification="internal")
    factories.adoption(document=document, planned_on=timezone.localdate())


INSIDERS = ["anna", "bram", "sam"]
HIDDEN = [
    (lambda programme: factories.moment(programme=programme, title="Verborgen", internal=True), INSIDERS),
    (hidden_action(released_at=None), INSIDERS),
    (hidden_action(**factories.classified("secret")), ["anna", "sam"]),
    (hidden_promise, INSIDERS),
    (hidden_step, INSIDERS),
]


@pytest.mark.parametrize(("make", "readers"), HIDDEN)
def test_who_sees_what_is_not_for_everybody(client, people, programme, make, readers):
    make(programme)
    address, feed = (reverse(name, args=[programme.region.slug]) for name in ("year", "year-feed"))
    seen, stamped = [], []
    for name in ("visitor", "anna", "bram", "carla", "sam"):
        client.logout()
        if name != "visitor":
            client.force_login(people[name])
        content = client.get(address).content.decode()
        seen += [name] * ("Verborgen" in content)
        stamped += [name] * ("Op deze pagina staat iets dat niet openbaar is" in content)
        assert "Verborgen" not in client.get(feed).content.decode()  # the same file for all
    assert (seen, stamped) == (readers, readers)


# --- The file ---


def feed_of(client, programme):
    response = client.get(reverse("year-feed", args=[programme.region.slug]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def events(content):
    """The events of a file by their UID, as a calendar reads them."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def test_the_file_is_read_back_as_it_was_written(client, programme):
    today = timezone.localdate()
    title = "Overleg; met komma, \\ en é: " + "heel lang " * 10 + "€"
    held = factories.moment(
        programme=programme, title=title, text="Eén.\nTwee.", ends_on=today + datetime.timedelta(days=2)
    )
    acting = factories.action(programme=programme, what="Training", ends_in=f"{today.year}Q4")
    content = feed_of(client, programme)
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    found = events(content)
    event = found[f"moment-{held.pk}-{today.year}@localhost"]
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (f"Moment: {title}", "Eén.\nTwee.")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (today, today + datetime.timedelta(days=3))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    planned = found[f"actie-{acting.pk}-eindigt@localhost"]
    assert planned["SUMMARY"] == f"4e kwartaal {today.year}, eindigt: Training"
    assert planned["DTSTART"].dt == DAY(today.year, 12, 31)
    assert planned["URL"].endswith(f"/acties/{acting.pk}/")
    assert all({"DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "UID"} <= set(one) for one in found.values())


def test_a_thing_keeps_its_uid(client, programme):
    held = factories.moment(programme=programme, repeats=DATE)
    factories.action(programme=programme, ends_in="2027Q2")
    before = feed_of(client, programme)
    assert feed_of(client, programme) == before
    held.title = "Anders"
    held.save()
    factories.moment(programme=programme, title="Erbij", starts_on=timezone.localdate() - datetime.timedelta(days=1))
    after = events(feed_of(client, programme))
    assert set(events(before)) < set(after)
    assert "Moment: Anders" in {str(event["SUMMARY"]) for event in after.values()}


def test_what_is_not_public_has_no_file(client, people, region):
    hidden = factories.programme(region=region, classification="internal")
    client.force_login(people["anna"])
    address = reverse("year-feed", args=[region.slug])
    assert client.get(address, {"programma": hidden.slug}).status_code == 404
    assert client.get(address, {"jaar": "2027"}).status_code == 400  # a file does nothing in silence


# --- The page ---


@pytest.mark.parametrize(("asked", "year", "told"), [("2027", 2027, False), ("27", None, True), ("²027", None, True)])
def test_the_year_of_the_address(client, programme, asked, year, told):
    content = client.get(reverse("year", args=[programme.region.slug]), {"jaar": asked}).content.decode()
    assert f"<h1>Het jaar {year or timezone.localdate().year}</h1>" in content
    assert ("Dit begrijpen we niet in het webadres" in content) == told


def test_a_quarter_names_a_few_and_counts_the_rest(client, programme):
    for _number in range(11):
        factories.action(programme=programme, ends_in="2027Q2")
    content = client.get(reverse("year", args=[programme.region.slug]), {"jaar": "2027"}).content.decode()
    assert "En nog 3." in content


@pytest.mark.parametrize("address", ["jaar/?jaar=2027", "jaar.ics"])
def test_as_many_queries_for_much_as_for_little(client, people, programme, address):
    client.force_login(people["anna"])
    counts = []
    for _round in range(2):
        for make, _expected in WHAT_FALLS_WHERE:
            make(programme)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/regios/{programme.region.slug}/{address}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
