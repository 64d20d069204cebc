"""Time in the real programmes: dates as precise as their documents, and what ended told as ended. Read by hand."""

import csv
import datetime
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, Document, Programme
from evaluations.snapshot.plan import read_plan
from reading import formats
from regiovisie.pages.milestones import coming
from tests import factories

NML, ZHZ, GRONINGEN = "noord-en-midden-limburg", "zuid-holland-zuid", "groningen"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes"), pytest.mark.xdist_group("fixtures")]
DATED = {
    "groningen-2020": "17 maart 2020",  # the decision of burgemeester en wethouders
    "noord-en-midden-limburg-2021": "2021",
    "zuid-holland-zuid-2019-2022": "2019",
    "zuid-limburg-2019-2022": "2019",
    "zuid-limburg-2024-2031": "23 mei 2024",
    "voorbeeldregio-2021-2024": "15 december 2020",
    "voorbeeldregio-2025-2028": "10 december 2024",
}
ENDED = "Dit programma liep tot en met 2022 en is mogelijk verouderd."


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("precision", "words", "code"),
    [
        ("day", "17 maart 2020", "2020-03-17"),
        ("month", "maart 2020", "2020-03"),
        ("quarter", "1e kwartaal 2020", "2020Q1"),
        ("year", "2020", "2020"),
    ],
)
def test_a_date_is_worded_as_precisely_as_it_is_known(precision, words, code):
    day = datetime.date(2020, 3, 17)
    assert (formats.dated(day, precision), formats.iso(day, precision)) == (words, code)


def test_every_document_is_dated_as_it_says_itself():
    assert {each.slug: each.dated_in_words for each in Programme.objects.all()} == DATED
    own = Document.objects.exclude(dated=None).exclude(programme__slug__startswith="voorbeeld")
    assert {each.dated_in_words for each in own} == {"2019", "2021", "17 maart 2020", "23 mei 2024"}


def test_no_page_of_an_action_names_a_day_that_the_document_does_not_have(client):
    """The year is the year: on the page, in csv and in the file of the plan; a day that is known stays a day."""
    for action in Action.objects.filter(programme__region__slug=NML):
        text = page(client, action.get_absolute_url())
        assert "1 januari" not in text
        assert "Deze actie is niet gewijzigd sinds het document (2021)." in text
        assert "<dt>Bijgewerkt</dt><dd>2021</dd>" in text


@pytest.mark.parametrize(("region", "dates"), [(NML, {"2021"}), (ZHZ, {"2019"})])
def test_the_csv_has_the_precision_of_the_document(client, region, dates):
    response = client.get(reverse("actions:csv", args=[region]))
    content = b"".join(response.streaming_content).decode()
    assert {row["bijgewerkt_op"] for row in csv.DictReader(io.StringIO(content))} == dates


def test_an_edit_has_its_own_day(client, programmes):
    action = Action.objects.filter(programme__region__slug=NML).first()
    action.updated_at = timezone.now()
    action.save_with_reason("Bijgewerkt", by=None)
    today = formats.day(timezone.localdate())
    assert f"<dt>Bijgewerkt</dt><dd>{today}</dd>" in page(client, action.get_absolute_url())


# --- What ended ---


@pytest.mark.parametrize(
    "address",
    ["/regios/zuid-holland-zuid/", "/regios/zuid-holland-zuid/plan/", "/regios/zuid-holland-zuid/kosten/",
     "/regios/zuid-holland-zuid/cijfers/", "/regios/zuid-holland-zuid/besluiten/",
     "/regios/zuid-holland-zuid/evaluaties/", "/gemeenten/dordrecht/", "/vergelijken/", "/",
     "/regios/zuid-limburg/?programma=zuid-limburg-2019-2022"],
)  # fmt: skip
def test_what_ended_is_told_as_ended(client, address):
    assert ENDED in page(client, address)


def test_the_successor_is_one_step_away(client):
    text = page(client, "/regios/zuid-limburg/plan/?programma=zuid-limburg-2019-2022")
    assert 'Het vervolg is <a href="/regios/zuid-limburg/plan/">Regiovisie 2024-2031</a>' in text
    assert "Een nieuw programma van deze regio staat nog niet" in page(client, "/regios/zuid-holland-zuid/plan/")


@pytest.mark.parametrize("region", [NML, GRONINGEN, "zuid-limburg", "voorbeeldregio"])
def test_what_runs_on_is_not_told_as_ended(client, region):
    assert "mogelijk verouderd" not in page(client, f"/regios/{region}/")


def test_of_what_ended_nothing_is_expected_any_more(client):
    """No action of the ended programme is late, for anybody; neither for the database nor for the row itself."""
    action = Action.objects.filter(programme__region__slug=ZHZ).first()
    action.starts_in, action.ends_in = "2020Q1", "2020Q4"
    action.save_with_reason("Planning", by=None)
    assert not Action.objects.filter(pk=action.pk).overdue(on="2026Q4")
    assert not action.is_overdue(on="2026Q4")
    assert Action.objects.filter(pk=action.pk).overdue(on="2021Q1").exists()
    text = page(client, "/regios/zuid-holland-zuid/")
    assert "eindtijd voorbij" not in text
    assert "Niets meer: de looptijd van dit programma is voorbij." in text
    assert "nog geen voortgang" not in text


# --- The end of a first part is no end of the action ---


def test_exploring_and_starting_up_are_no_end_of_the_action(client):
    """1.4, 2.5 and 2.7 go on after what the plan dates; 2.4 and 2.6 are the exploring itself and should have ended."""
    actions = Action.objects.filter(programme__region__slug=NML)
    parts = dict(actions.exclude(planned_part="").values_list("number", "planned_part"))
    assert parts == {"1.4": "de verkenning", "2.5": "het opstarten", "2.7": "het opstarten"}
    late = sorted(actions.overdue(on="2026Q4").values_list("number", flat=True))
    assert late == ["1.5", "2.11", "2.12", "2.3", "2.4", "2.6", "2.8", "3.1", "3.4", "3.5", "3.7"]
    assert sorted(action.number for action in actions if action.is_overdue(on="2026Q4")) == late
    assert "Bij 11 acties is de geplande eindtijd voorbij" in page(client, f"/regios/{NML}/")
    assert actions.get(number="1.4").planning == "1e kwartaal 2021 (alleen de verkenning)"
    plan = read_plan(
        Programme.objects.get(region__slug=NML), list(actions), reader=factories.user(), on=timezone.localdate()
    )
    assert plan.late == 11


# --- What comes next ---

TODAY = datetime.date(2026, 11, 27)


def agenda(slug: str) -> list[tuple[str, str, str]]:
    programme = Programme.objects.get(slug=slug)
    found = coming(programme, programme.actions.released(), AnonymousUser(), TODAY)
    return [(each.when, each.kind, each.text) for each in found.shown]


def test_yearly_days_and_weeks_come_back():
    """What is partly read shows all of it: a day of the year, and a week that has a name only."""
    assert agenda("noord-en-midden-limburg-2021") == [
        ("15 juni 2027", "Elk jaar", "Meldcodetour ouderenmishandeling"),
        ("in de Week tegen kindermishandeling", "Elk jaar", "Meldcodetour kindermishandeling"),
        ("rondom Orange the World", "Elk jaar", "Aandacht voor seksueel geweld en uitbuiting"),
    ]


def test_decisions_promises_and_evaluations_are_foreseen():
    """The decisions of 2024 were planned for a time that has passed: they do not come any more."""
    assert agenda("zuid-limburg-2024-2031") == [("elke 2 jaar", "Evaluatie", "Evaluatie van het programma")]
    then = datetime.date(2024, 5, 23)
    programme = Programme.objects.get(slug="zuid-limburg-2024-2031")
    found = coming(programme, programme.actions.released(), AnonymousUser(), then).shown
    vision = programme.documents.get(kind="vision").title
    assert [(each.when, each.kind, each.text) for each in found] == [
        ("2e kwartaal 2024", "Besluit", f"gepland bij 16 raden: {vision}"),
        ("4e kwartaal 2024", "Besluit", "gepland bij 16 colleges: Regionaal uitvoeringsplan 2024-2027"),
        ("4e kwartaal 2024", "Gepland", "Intentieverklaring"),
        ("elke 2 jaar", "Evaluatie", "Evaluatie van het programma"),
    ]


@pytest.mark.parametrize(
    ("number", "planning"),
    [
        ("1.1", "vanaf 2e kwartaal 2022, elk jaar, op 15 juni"),
        ("1.2", "elk jaar, in de Week tegen kindermishandeling"),
        ("3.3", "elk jaar, rondom Orange the World"),
        ("3.4", "4e kwartaal 2021, op 11 november 2021"),
    ],
)
def test_what_is_partly_read_shows_all_of_it(client, number, planning):
    action = Action.objects.get(programme__region__slug=NML, number=number)
    assert action.planning == planning
    assert f"{planning[0].upper()}{planning[1:]}" in page(client, action.get_absolute_url())


def test_the_filter_covers_the_real_years_of_the_plan(client):
    """Noord- en Midden-Limburg starts something in 2020 and has no last year; the filter said 2021 and 2022."""
    text = page(client, f"/regios/{NML}/plan/")
    this_year = timezone.localdate().year
    years = [year for year in range(2015, 2040) if f'<option value="{year}Q1">' in text]
    assert years == list(range(2020, this_year + 1))
