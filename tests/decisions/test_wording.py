"""Every state of a decision with every date that may be filled: one sentence, and forms that say the same."""

import datetime
from itertools import product

import pytest

from decisions.models import Adoption, Commitment
from decisions.rules.wording import decision, of_adoption, of_commitment, outcome, promise

TODAY = datetime.date(2026, 11, 22)
State = Adoption.State
PAST, NOW, FUTURE = "2024Q2", "2026Q4", "2027Q1"
SUBMITTED, DECIDED = datetime.date(2024, 3, 5), datetime.date(2024, 5, 16)
UNDECIDED = (State.PLANNED, State.SUBMITTED, State.UNKNOWN)  # the database refuses a date of decision here

PLANS = {
    None: "Gepland (wanneer, staat niet in de bron)",
    PAST: "Gepland voor het 2e kwartaal 2024; die datum is voorbij, het besluit is niet bekend",
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
    if not (decided and state in UNDECIDED)
]


@pytest.mark.parametrize(("state", "planned", "submitted", "decided"), TABLE)
def test_a_decision_in_one_sentence(state, planned, submitted, decided):
    words = decision(state, planned_for=planned, submitted_on=submitted, decided_on=decided, today=TODAY)
    assert words.sentence == expected(state, planned, submitted, decided)


@pytest.mark.parametrize(("state", "planned", "submitted", "decided"), TABLE)
def test_the_shorter_forms_say_the_same(state, planned, submitted, decided):
    words = decision(state, planned_for=planned, submitted_on=submitted, decided_on=decided, today=TODAY)
    assert (words.state, words.label) == (state, str(state.label))
    assert words.sentence == f"{words.label} {words.detail}".rstrip()
    assert words.when in words.detail
    assert words.counted in (words.sentence.lower(), words.label.lower())


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
    words = of_adoption(Adoption(**fields), TODAY)
    assert (words.detail, words.when, words.counted) == (detail, when, counted)


def test_a_plan_has_passed_when_its_quarter_is_over():
    days = [datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)]
    words = [decision(State.PLANNED, planned_for=NOW, today=day) for day in days]
    assert [each.doubt for each in words] == ["", "die datum is voorbij, het besluit is niet bekend"]


@pytest.mark.parametrize(
    ("state", "planned", "signed", "sentence"),
    [
        ("planned", None, None, "Gepland (wanneer, staat niet in de bron)"),
        (
            *("planned", PAST, None),
            "Gepland voor het 2e kwartaal 2024; die datum is voorbij, of het is gebeurd is niet bekend",
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


@pytest.mark.parametrize(
    ("states", "sentence", "is_known"),
    [
        ([], "Geen besluit bekend", False),
        (["for_information", "not_applicable"], "Geen besluit bekend", False),
        (["planned"], "Geen besluit bekend", False),
        (["submitted", "unknown"], "Geen besluit bekend", False),
        (["adopted"], "Vastgesteld", True),
        (["adopted", "adopted_amended"], "Vastgesteld", True),
        (["adopted", "for_information", "not_applicable"], "Vastgesteld", True),
        (["adopted", "planned"], "1 van de 2 keer vastgesteld", True),
        (["rejected"], "Verworpen", True),
        (["rejected", "submitted"], "1 van de 2 keer verworpen", True),
        (["deferred"], "Aangehouden", True),
        (["deferred", "for_information"], "Aangehouden", True),
        (["adopted", "rejected"], "1 van de 2 keer vastgesteld, 1 keer verworpen", True),
        (["deferred", "rejected", "planned"], "1 van de 3 keer verworpen, 1 keer aangehouden", True),
        (
            ["adopted", "adopted_amended", "rejected", "deferred"],
            "2 van de 4 keer vastgesteld, 1 keer verworpen, 1 keer aangehouden",
            True,
        ),
    ],
)
def test_what_several_bodies_decided_together(states, sentence, is_known):
    assert (outcome(states).sentence, outcome(states).is_known) == (sentence, is_known)
