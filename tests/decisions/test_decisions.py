"""Besluiten: who decides, how far they are, and never more than the source says."""

import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Participation
from decisions.models import Adoption, Advice, Commitment
from decisions.pages.adoptions import papers
from decisions.pages.counted import document_states
from tests import factories

TODAY = datetime.date(2026, 11, 22)
State = Adoption.State


def url(region, query=""):
    return reverse("decisions:decisions", args=[region.slug]) + query


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main")]))


@pytest.fixture
def document(programme):
    return factories.document(
        programme=programme, title="Regiovisie", participants=[factories.municipality(name="Dordrecht")]
    )


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ([State.PLANNED] * 3, "Van geen van de 3 raden is een besluit bekend."),
        ([State.SUBMITTED, State.UNKNOWN, State.REJECTED], "1 van de 3 raden heeft verworpen."),
        ([State.ADOPTED, State.ADOPTED_AMENDED, State.PLANNED], "2 van de 3 raden hebben vastgesteld."),
        ([State.ADOPTED, State.PLANNED, State.NOT_APPLICABLE], "1 van de 2 raden heeft vastgesteld."),
        ([State.FOR_INFORMATION], "De raad nam er kennis van."),
        ([State.ADOPTED], "De raad heeft het document vastgesteld."),
        ([State.NOT_APPLICABLE] * 2, "De raden besluiten hier niet over."),
    ],
)
def test_a_strip_in_one_sentence(programme, document, states, sentence):
    for state in states:
        factories.adoption(document=document, state=state)
    (paper,) = papers(programme, factories.user(), TODAY)
    assert paper.strips[0].sentence == sentence
    assert len(paper.strips[0].squares) == len(states)


def test_councils_and_colleges_have_their_own_strip(programme, document):
    factories.adoption(document=document, body="council")
    factories.adoption(document=document, body="college", state=State.ADOPTED)
    (paper,) = papers(programme, factories.user(), TODAY)
    assert [(strip.label, strip.adopted, strip.total) for strip in paper.strips] == [
        ("Raden", 0, 1),
        ("Colleges", 1, 1),
    ]


@pytest.mark.parametrize(
    ("decided_by", "order"),
    [
        ("college", ["Colleges", "Raden"]),
        ("council", ["Raden", "Colleges"]),
        ("both", ["Raden", "Colleges"]),
        ("unknown", ["Raden", "Colleges"]),
    ],
)
def test_who_decides_comes_first(client, region, programme, document, decided_by, order):
    document.decided_by = decided_by
    document.save()
    place = document.participants.get()
    for body in ("council", "college"):
        factories.adoption(document=document, municipality=place, body=body)
    (paper,) = papers(programme, factories.user(), TODAY)
    assert [strip.label for strip in paper.strips] == order
    assert [
        f"{label}{'s' if label == 'College' else 'en'}".replace("Raaden", "Raden") for _, label in paper.bodies
    ] == order


def test_a_document_says_for_whom_it_is_not(client, region, programme, document):
    """Hoeksche Waard: under the vision of Nissewaard."""
    other = factories.municipality(name="Hoeksche Waard")
    for _each in range(2):
        factories.adoption(document=document, body="college", text="Wordt aangeboden.")
    words = {"state": State.NOT_APPLICABLE, "text": "Valt onder de regiovisie Nissewaard."}
    factories.adoption(document=document, municipality=other, body="college", **words)
    (paper,) = papers(programme, factories.user(), TODAY)
    assert (paper.not_for, paper.is_uniform) == ([(other, "Valt onder de regiovisie Nissewaard.")], True)
    assert paper.strips[0].sentence == "Van geen van de 2 colleges is een besluit bekend."
    text = text_of(client.get(url(region)))
    assert "Niet voor Hoeksche Waard. Valt onder de regiovisie Nissewaard." in text
    assert text.count("Wordt aangeboden.") == 1


def test_words_that_are_the_same_for_all_are_shown_once(client, region, document):
    for _ in range(3):
        factories.adoption(
            document=document, planned_for="2024Q2", text="Wordt voorgelegd.", source_note="Dit was het plan."
        )
    text = text_of(client.get(url(region)))
    assert (text.count("Wordt voorgelegd."), text.count("Dit was het plan.")) == (1, 1)
    words = "gepland voor het 2e kwartaal 2024; het besluit is niet bekend"
    assert text.lower().count(words) == 4  # strip and rows


def test_a_document_in_full(client, region, programme, document):
    municipality = document.participants.get()
    Participation.objects.filter(document=document).update(note="Valt onder Nissewaard.")
    document.decided_by, document.answerable = "council", "Bestuurlijk overleg"
    document.first_year, document.last_year = 2024, 2031
    document.save()
    factories.adoption(
        document=document,
        municipality=municipality,
        state=State.ADOPTED_AMENDED,
        decided_on=datetime.date(2024, 11, 21),
        amendment="Kinderen krijgen een eigen plan.",
        text="De raad stelde vast.",
        link="https://raad.example/besluit",
    )
    Advice.objects.create(document=document, by="Adviesraad", text="Er is geadviseerd.")
    commitment = Commitment.objects.create(
        programme=programme, title="Intentieverklaring", state=Commitment.State.PLANNED, planned_for="2024Q4"
    )
    commitment.parties.add(factories.organisation(region=region, name="Politie"))
    response = client.get(url(region))
    text = text_of(response)
    for words in (
        *("Plan · 2024-2031", "Wie besluit De gemeenteraad", "Verantwoordelijk Bestuurlijk overleg"),
        *("1 gemeente", "Dordrecht: Valt onder Nissewaard.", "Gewijzigd vastgesteld op 21 november 2024"),
        *(
            "Wijziging: Kinderen krijgen een eigen plan.",
            "De raad stelde vast.",
            "Adviesraad Strekking niet genoemd in de bron",
        ),
        *(
            "Intentieverklaring Was gepland voor het 4e kwartaal 2024; of het is gebeurd, is niet bekend",
            "Partijen (1) Politie",
        ),
    ):
        assert words in text
    assert 'href="https://raad.example/besluit"' in response.content.decode()


def test_what_is_not_there_is_said(client, region, programme):
    text = text_of(client.get(url(region)))
    assert "Er zijn nog geen documenten bij dit programma." in text
    assert "Het document noemt geen intentieverklaringen of toezeggingen." in text
    factories.document(programme=programme)
    text = text_of(client.get(url(region)))
    assert "Wie hierover besluit, staat niet in de bron." in text
    assert "Deelnemers Niet genoemd in de bron" in text


def test_a_municipality_that_only_decides_does_not_take_part(programme, document):
    factories.adoption(document=document, municipality=factories.municipality(name="Aalst"))
    (paper,) = papers(programme, factories.user(), TODAY)
    assert [(place.municipality.name, place.takes_part) for place in paper.places] == [
        ("Aalst", False),
        ("Dordrecht", True),
    ]


@pytest.mark.parametrize(
    ("who", "classification", "sees"),
    [
        (None, "public", True),
        (None, "internal", False),
        ("carla", "internal", False),
        ("bram", "internal", True),
        ("bram", "secret", False),
        ("anna", "secret", True),
    ],
)
def test_documents_are_shown_by_classification(client, region, document, people, who, classification, sees):
    type(document).objects.filter(pk=document.pk).update(**factories.classified(classification))
    if who:
        client.force_login(people[who])
    assert ("Regiovisie" in text_of(client.get(url(region)))) is sees


def test_an_unknown_programme_is_not_found(client, region, programme):
    assert client.get(url(region, "?programma=nergens")).status_code == 404


@pytest.mark.parametrize("who", ["anna", None])
def test_the_number_of_queries_does_not_grow(client, region, programme, people, who):
    if who:
        client.force_login(people[who])

    def fill(number):
        for _ in range(number):
            document = factories.document(programme=programme, participants=[factories.municipality()])
            factories.adoption(document=document)
            Advice.objects.create(document=document, by="Adviesraad")
            Commitment.objects.create(programme=programme, title="Afspraak").parties.add(
                factories.organisation(region=region)
            )
            programme.partners.add(factories.organisation(region=region))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(region)).status_code == 200
        return len(captured)

    fill(1)
    one = queries()
    fill(20)
    assert (queries(), one <= 15) == (one, True)


def test_what_a_paper_says_of_itself_is_shown_and_nobody_adopts_a_proposal(client, region, programme):
    """Groningen 2020: a proposal with annexes and "Overige consequenties: Geen"; the programme is what is adopted."""
    factories.document(
        programme=programme,
        kind="proposal",
        answerable="Burgemeester en wethouders van Noordstad",
        portfolio_holder="Wethouder zorg",
        stated_classification="Openbaar",
        annexes="Twee bijlagen",
        consequences="Geen",
        participants=[],
    )
    text = text_of(client.get(url(region)))
    assert (
        "Verantwoordelijk Burgemeester en wethouders van Noordstad Portefeuillehouder Wethouder zorg "
        "Classificatie Openbaar Bijlagen Twee bijlagen Overige consequenties Geen"
    ) in text
    assert "is niets bekend" not in text
    assert "Deelnemers" not in text
    assert document_states(programme, AnonymousUser(), TODAY) == []


def test_who_takes_part_without_a_row_counts_as_unknown_for_the_body_that_decides(client, region, programme):
    """Six take part, four adopted, of one it is on record that nothing is known, of one there is nothing."""
    places = [factories.municipality(region) for _each in range(6)]
    document = factories.document(programme=programme, decided_by="council", participants=places)
    for place in places[:4]:
        factories.adoption(document=document, municipality=place, state=State.ADOPTED)
    factories.adoption(document=document, municipality=places[4], state=State.UNKNOWN)
    factories.adoption(document=document, municipality=places[0], body="college", state=State.ADOPTED)
    (paper,) = papers(programme, AnonymousUser(), TODAY)
    (counted,) = document_states(programme, AnonymousUser(), TODAY)
    for strips in (paper.strips, counted.strips):
        assert [(strip.body, strip.adopted, strip.total) for strip in strips] == [("council", 4, 6), ("college", 1, 1)]
        assert strips[0].counts == {"adopted": 4, "unknown": 2}


def test_without_any_row_nothing_is_counted(programme):
    places = [factories.municipality(programme.region) for _each in range(2)]
    document = factories.document(programme=programme, decided_by="council", participants=places)
    assert [state.strips for state in document_states(programme, AnonymousUser(), TODAY)] == [[]]
    for place in places[:1]:
        factories.adoption(document=document, municipality=place, state=State.NOT_APPLICABLE)
    (paper,) = papers(programme, AnonymousUser(), TODAY)
    assert paper.strips[0].total == 0
