"""The public pages on the five real programmes and the Voorbeeldregio: what must and what must not be on them."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes"), pytest.mark.xdist_group("fixtures")]

REGIONS = ["noord-en-midden-limburg", "zuid-holland-zuid", "zuid-limburg", "groningen", "voorbeeldregio"]
EARLIER = {"zuid-limburg": "zuid-limburg-2019-2022", "voorbeeldregio": "voorbeeldregio-2021-2024"}


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))


def page(client, name, region, query=""):
    app = "decisions" if name == "decisions" else "actions"
    response = client.get(reverse(f"{app}:{name}", args=[region]) + query)
    assert response.status_code == 200
    return response


def rows_of(client, region):
    response = page(client, "csv", region)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_noord_en_midden_limburg_as_open_data(client):
    rows = rows_of(client, "noord-en-midden-limburg")
    amounts = [Decimal(row["bedrag"]) for row in rows if row["bedrag"]]
    assert (len(rows), len(amounts), sum(amounts)) == (29, 11, Decimal(434_750))
    assert {row["gemeenten"] for row in rows} == {""}  # the plan says of no action for whom it is


def test_zuid_holland_zuid_as_open_data(client):
    rows = rows_of(client, "zuid-holland-zuid")
    assert (len(rows), {row["trekker"] for row in rows}, {row["status"] for row in rows}) == (77, {""}, {"Onbekend"})


@pytest.mark.parametrize("region", ["zuid-limburg", "groningen"])
def test_programmes_without_actions_have_a_header_only(client, region):
    assert rows_of(client, region) == []


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("query", ["", "?weergave=tijdlijn"])
def test_every_plan_is_shown_in_few_queries(client, region, query):
    page(client, "plan", region, query)  # the first page of a process asks SQLite what it can
    with CaptureQueriesContext(connection) as captured:
        page(client, "plan", region, query)
    assert len(captured) <= 14


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", ["plan", "costs", "decisions"])
def test_every_page_of_every_programme_is_there(client, region, name):
    queries = ["", f"?programma={EARLIER[region]}"] if region in EARLIER else [""]
    for query in queries:
        assert "None" not in text_of(page(client, name, region, query))


@pytest.mark.slow
def test_every_action_has_a_page(client):
    for action in Action.objects.filter(classification="public", released_at__isnull=False):
        response = client.get(action.get_absolute_url())
        assert (response.status_code, "None" in text_of(response)) == (200, False)


def test_the_costs_of_noord_en_midden_limburg_have_no_total(client):
    text = text_of(page(client, "costs", "noord-en-midden-limburg")).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Van 11 van de 29 acties is een bedrag bekend.",
        *("2021 € 15.000", "2022 € 35.000", "€ 150.000 (niet gezegd of het per jaar is)"),
        *("Dekking: waar het geld vandaan komt", "Het document noemt geen budget"),
        *(
            "Nader te bepalen: 3 acties",
            "Inzet van medewerkers: 1 actie",
            "Geen kosten: 1 actie",
            "Niet genoemd: 13 acties",
        ),
    ):
        assert words in text
    assert not any(words in text for words in ("434.750", "95.000", "339.750", "Dekkingsplan"))


@pytest.mark.parametrize(
    ("region", "lines", "words"),
    [
        ("zuid-limburg", 3, "ontwikkellijnen"),
        ("groningen", 3, "Thema's buiten de actielijnen"),
    ],
)
def test_a_programme_without_actions_says_so_and_shows_its_lines(client, region, lines, words):
    response = page(client, "plan", region)
    assert "De acties van dit programma staan niet in dit portaal." in text_of(response)
    assert len(response.context["plan"].sections) == lines
    assert words in response.content.decode()


def test_zuid_limburg_2019_shows_its_ambitions(client):
    response = page(client, "plan", "zuid-limburg", "?programma=zuid-limburg-2019-2022")
    plan, text = response.context["plan"], text_of(response)
    groups = [group for section in plan.sections for group in section.groups]
    assert (len(groups), sum(len(group.goals) for group in groups)) == (12, 20)
    assert "Centrale ambitie De centrale ambitie van de regiovisie is huiselijk geweld voorkomen" in text
    assert "Dit schema met prioriteiten op pagina 3 staat niet in de tekst die we hebben." in text


def test_lines_without_actions_of_noord_en_midden_limburg_show_what_they_hold(client):
    plan = page(client, "plan", "noord-en-midden-limburg").context["plan"]
    sections = {section.line.number: section for section in plan.sections}
    assert [section.total for section in plan.sections] == [8, 12, 7, 2, 0, 0]
    assert (len(sections[5].groups), len(sections[6].notes)) == (3, 3)


def test_the_second_home_in_noord_en_midden_limburg(client):
    text = text_of(page(client, "plan", "noord-en-midden-limburg", "?lijn=3"))
    assert "7 van 29 acties" in text
    assert "Meldcodetour (zie actielijn 1): actie 1.1 (staat bij actielijn 1)" in text


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        ("zuid-limburg", "16 raden is een besluit bekend. 16 gepland voor het 2e kwartaal 2024; het besluit is"),
        ("zuid-limburg", "16 colleges is een besluit bekend. 16 gepland voor het 4e kwartaal 2024; het besluit is"),
        (
            "zuid-holland-zuid",
            "10 colleges is een besluit bekend. 10 gepland (wanneer, staat niet in de bron; het besluit is niet",
        ),
        (
            "zuid-holland-zuid",
            "Niet voor Hoeksche Waard. De gemeente Hoeksche Waard valt onder de regiovisie Nissewaard.",
        ),
        ("groningen", "Van geen van de 12 raden is een besluit bekend."),
        ("groningen", "Voorgelegd op 17 maart 2020; het besluit is niet bekend"),
        ("noord-en-midden-limburg", "Wie hierover besluit, staat niet in de bron."),
    ],
)
def test_what_is_planned_is_never_shown_as_decided(client, region, sentence):
    response = page(client, "decisions", region)
    assert sentence in text_of(response)
    assert "badge--adopted" not in response.content.decode()
    assert "strip__square--adopted" not in response.content.decode()


def test_advices_and_commitments_of_zuid_limburg(client):
    text = text_of(page(client, "decisions", "zuid-limburg"))
    for words in (
        *(
            "Commissie Zorg en Veiligheid Positief",
            "Afvaardiging van lokale adviesraden Strekking niet genoemd in de bron",
        ),
        "Intentieverklaring Was gepland voor het 4e kwartaal 2024; of het is gebeurd, is niet bekend",
        "Partners van het programma (12)",
    ):
        assert words in text


def test_hoeksche_waard_joins_the_plan_and_not_the_vision(client):
    papers = {paper.document.key: paper for paper in page(client, "decisions", "zuid-holland-zuid").context["papers"]}
    names = {key: [place.municipality.name for place in paper.participants] for key, paper in papers.items()}
    assert ("Hoeksche Waard" in names["vision"], "Hoeksche Waard" in names["plan"]) == (False, True)
    assert (len(names["vision"]), len(names["plan"])) == (9, 10)


def test_topics_compare_the_regions(client):
    text = text_of(client.get(reverse("actions:topics")))
    assert "Meldcode" in text
    meldcode = text_of(client.get(reverse("actions:topic", args=["meldcode"])))
    for words in (
        "Noord- en Midden-Limburg",
        "Meldcodetour ouderenmishandeling",
        "Regiovisie 2019-2022 (eerder programma)",
    ):
        assert words in meldcode


def test_the_phases_of_zuid_holland_zuid_are_in_the_timeline(client):
    text = text_of(page(client, "plan", "zuid-holland-zuid", "?weergave=tijdlijn"))
    assert "Fase 1: Stakeholders december 2018 tot en met juli 2019" in text
    assert "Geen planning genoemd (76)" in text
