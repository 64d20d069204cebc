"""Every state of a decision with every date that may be filled: one sentence, and forms that say the same."""

import datetime
from itertools import product

import pytest

from actions.models import Document
from decisions.models import Adoption, Commitment
from decisions.rules.wording import (
    Headline,
    Told,
    decision,
    nothing_known,
    of_adoption,
    of_commitment,
    promise,
    together,
)

TODAY = datetime.date(2026, 11, 22)
State = Adoption.State
PAST, NOW, FUTURE = "2024Q2", "2026Q4", "2027Q1"
SUBMITTED, DECIDED = datetime.date(2024, 3, 5), datetime.date(2024, 5, 16)
UNDECIDED = (State.PLANNED, State.SUBMITTED, State.UNKNOWN)  # the database refuses a date of decision here

PLANS = {
    None: "Gepland (wanneer, staat niet in de bron)",
    PAST: "Was gepland voor het 2e kwartaal 2024; het besluit is niet bekend",
    NOW: "Gepland voor het 4e kwartaal 2026",
    FUTURE: "Gepland voor het 1e kwartaal 2027",
}
LABELS = {
    State.ADOPTED: "Vastgesteld",
    State.ADOPTED_AMENDED: "Gewijzigd vastgesteld",
    State.DEFERRED: "Aangehouden",
    State.REJECTED: "Verworpen",
    State.FOR_INFORMATION: "Ter kennisname",
}


def expected(state, planned, submitted, decided):
    """What is true for the state, whichever other dates are filled."""
    if state == State.PLANNED:
        return PLANS[planned]
    if state == State.SUBMITTED:
        unknown = "het besluit is niet bekend"
        return f"Voorgelegd op 5 maart 2024; {unknown}" if submitted else f"Voorgelegd ({unknown})"
    if state in LABELS:
        return f"{LABELS[state]} {'op 16 mei 2024' if decided else '(datum niet bekend)'}"
    return {State.UNKNOWN: "Onbekend", State.NOT_APPLICABLE: "Niet van toepassing"}[state]


TABLE = [
    (state, planned, submitted, decided)
    for state, planned, submitted, decided in product(
        State, (None, PAST, NOW, FUTURE), (None, SUBMITTED), (None, DECIDED)
    )
    if not (decided and state in UNDECIDED) and state != State.DONE  # that is no decision
]


@pytest.mark.parametrize(("state", "planned", "submitted", "decided"), TABLE)
def test_a_decision_in_one_sentence(state, planned, submitted, decided):
    words = decision(state, planned_for=planned, submitted_on=submitted, decided_on=decided, today=TODAY)
    assert words.sentence == expected(state, planned, submitted, decided)


@pytest.mark.parametrize(("state", "planned", "submitted", "decided"), TABLE)
def test_the_shorter_forms_say_the_same(state, planned, submitted, decided):
    words = decision(state, planned_for=planned, submitted_on=submitted, decided_on=decided, today=TODAY)
    has_passed = (state, planned) == (State.PLANNED, PAST)
    assert (words.state, words.label) == (state, "Was gepland" if has_passed else state.label)
    assert words.sentence == f"{words.label} {words.detail}".rstrip()
    assert words.when in words.detail
    assert words.counted in (words.sentence.lower().removeprefix("was "), words.label.lower())


@pytest.mark.parametrize(
    ("fields", "detail", "when", "counted"),
    [
        (
            {"state": State.ADOPTED, "submitted_on": SUBMITTED},
            "(datum niet bekend)",
            "datum niet bekend",
            "vastgesteld",
        ),
        (
            {"state": State.ADOPTED, "decided_on": DECIDED},
            "op 16 mei 2024",
            "16 mei 2024",
            "vastgesteld op 16 mei 2024",
        ),
        (
            {"state": State.SUBMITTED, "submitted_on": SUBMITTED},
            "op 5 maart 2024; het besluit is niet bekend",
            "5 maart 2024; het besluit is niet bekend",
            "voorgelegd op 5 maart 2024; het besluit is niet bekend",
        ),
        (
            {"state": State.PLANNED, "planned_for": FUTURE, "submitted_on": SUBMITTED},
            "voor het 1e kwartaal 2027",
            "1e kwartaal 2027",
            "gepland voor het 1e kwartaal 2027",
        ),
        ({"state": State.UNKNOWN, "submitted_on": SUBMITTED}, "", "", "onbekend"),
    ],
)
def test_what_each_form_looks_like(fields, detail, when, counted):
    words = of_adoption(Adoption(document=Document(), **fields), TODAY)
    assert (words.detail, words.when, words.counted) == (detail, when, counted)


def test_a_plan_has_passed_when_its_quarter_is_over():
    days = [datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)]
    words = [decision(State.PLANNED, planned_for=NOW, today=day) for day in days]
    assert [(each.label, each.doubt) for each in words] == [
        ("Gepland", ""),
        ("Was gepland", "het besluit is niet bekend"),
    ]


@pytest.mark.parametrize(
    ("last_year", "sentence"),
    [
        (None, "Gepland (wanneer, staat niet in de bron)"),
        (2026, "Gepland (wanneer, staat niet in de bron)"),
        (2025, "Was gepland (wanneer, staat niet in de bron; het besluit is niet bekend)"),
    ],
)
def test_a_plan_without_a_moment_has_passed_when_its_document_is_over(last_year, sentence):
    words = of_adoption(Adoption(document=Document(last_year=last_year), state=State.PLANNED), TODAY)
    assert (words.sentence, words.counted) == (sentence, sentence.lower().removeprefix("was "))


@pytest.mark.parametrize(
    ("state", "planned", "signed", "sentence"),
    [
        ("planned", None, None, "Gepland (wanneer, staat niet in de bron)"),
        (
            *("planned", PAST, None),
            "Was gepland voor het 2e kwartaal 2024; of het is gebeurd, is niet bekend",
        ),
        ("planned", FUTURE, None, "Gepland voor het 1e kwartaal 2027"),
        ("planned", FUTURE, DECIDED, "Gepland voor het 1e kwartaal 2027"),
        ("signed", None, None, "Ondertekend (datum niet bekend)"),
        ("signed", PAST, None, "Ondertekend (datum niet bekend)"),
        ("signed", PAST, DECIDED, "Ondertekend op 16 mei 2024"),
        ("unknown", PAST, DECIDED, "Onbekend"),
    ],
)
def test_a_promise_in_one_sentence(state, planned, signed, sentence):
    words = promise(state, planned_for=planned, signed_on=signed, today=TODAY)
    assert words.sentence == sentence
    assert of_commitment(Commitment(state=state, planned_for=planned, signed_on=signed), TODAY) == words


def told(*decisions):
    """`regiovisie raad rejected`: what, who, and the state."""
    return Headline(tuple(Told(*each.split()) for each in decisions))


@pytest.mark.parametrize(
    ("decisions", "sentence"),
    [
        ([], "Geen besluit bekend"),
        (["plan raad not_applicable"], "Geen besluit bekend"),
        (["plan raad planned"], "Geen besluit bekend"),
        (["plan raad submitted", "plan college unknown"], "Geen besluit bekend"),
        (["plan raad for_information"], "Ter kennisname"),
        (["plan raad adopted"], "Vastgesteld"),
        (["plan raad rejected"], "Verworpen"),
        (["plan raad deferred", "plan college submitted"], "Aangehouden"),
        (["plan raad adopted", "plan college adopted"], "Vastgesteld"),
        (["plan raad for_information", "plan college adopted"], "Vastgesteld"),
        (["plan college adopted", "plan raad rejected"], "Vastgesteld (college), verworpen (raad)"),
        (["regiovisie raad rejected", "plan college planned"], "Regiovisie verworpen"),
        (["regiovisie raad deferred", "plan raad planned", "plan college submitted"], "Regiovisie aangehouden"),
        (["regiovisie raad unknown", "plan college adopted"], "Plan vastgesteld"),
        (["regiovisie raad adopted", "plan college adopted"], "Regiovisie en plan vastgesteld"),
        (
            ["regiovisie raad adopted", "plan college adopted_amended"],
            "Regiovisie vastgesteld; plan gewijzigd vastgesteld",
        ),
    ],
)
def test_what_a_municipality_decided_in_one_line(decisions, sentence):
    """Voorbeeldregio: Oefenbroek rejected the vision, Fictiedam put it off, and neither said anything on the plan."""
    assert told(*decisions).sentence == sentence


@pytest.mark.parametrize("states", list(product(State, repeat=2)))
def test_no_decision_is_known_only_where_none_is(states):
    headline = told(f"regiovisie raad {states[0]}", f"plan college {states[1]}")
    made = set(states) & {"adopted", "adopted_amended", "rejected", "deferred"}
    assert headline.is_known is bool(made)
    assert (headline.sentence == "Geen besluit bekend") is not (made or "for_information" in states)


@pytest.mark.parametrize(
    ("body", "states", "decided_by", "sentence"),
    [
        ("council", {"planned": 3}, "council", "Van geen van de 3 raden is een besluit bekend."),
        ("council", {"planned": 3}, "unknown", "Van geen van de 3 raden is een besluit bekend."),
        (
            "college",
            {"planned": 10, "not_applicable": 1},
            "college",
            "Van geen van de 10 colleges is een besluit bekend.",
        ),
        ("college", {"submitted": 1}, "both", "Van het college is geen besluit bekend."),
        ("council", {"rejected": 1}, "council", "De raad heeft het document verworpen."),
        ("council", {"deferred": 1}, "unknown", "De raad heeft het document aangehouden."),
        ("council", {"adopted_amended": 1}, "college", "De raad heeft het document vastgesteld."),
        ("council", {"submitted": 1, "unknown": 1, "rejected": 1}, "council", "1 van de 3 raden heeft verworpen."),
        (
            *("council", {"adopted": 2, "adopted_amended": 1, "rejected": 1, "deferred": 2}, "council"),
            "3 van de 6 raden hebben vastgesteld, 1 heeft verworpen, 2 hebben aangehouden.",
        ),
        ("council", {"adopted": 1, "planned": 1, "not_applicable": 1}, "both", "1 van de 2 raden heeft vastgesteld."),
        ("council", {"for_information": 1}, "college", "De raad nam er kennis van."),
        ("council", {"for_information": 3, "unknown": 2}, "college", "3 van de 5 raden namen er kennis van."),
        ("council", {"not_applicable": 2}, "college", "De raden besluiten hier niet over."),
        (
            *("council", {"unknown": 14}, "unknown"),
            "Wie hierover besluit, staat niet in de bron. Van geen van de 14 raden is een besluit bekend.",
        ),
        (
            *("council", {"unknown": 2}, "college"),
            "Hierover besluiten de colleges. Van de raden is niets bekend.",
        ),
    ],
)
def test_what_is_known_of_all_bodies(body, states, decided_by, sentence):
    assert together(body, states, decided_by) == sentence


def test_a_document_without_decisions_says_who_decides_when_it_is_known():
    assert [nothing_known(decider) for decider in Document.Decider] == [
        "Hierover besluit de gemeenteraad. Van een besluit is niets bekend.",
        "Hierover besluit het college van burgemeester en wethouders. Van een besluit is niets bekend.",
        "Hierover besluiten college en raad. Van een besluit is niets bekend.",
        "Wie hierover besluit, staat niet in de bron.",
    ]
