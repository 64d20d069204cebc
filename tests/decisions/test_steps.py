"""The grid of steps: typed, pasted or several at once, kept together, by who may, and taken back as a whole."""

import datetime
import html
import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from decisions.models import Adoption, RouteStep
from decisions.pages.counted import document_states
from decisions.rules.steps import FIELDS, NotUnderstood, Step, cell_text, read_cell
from decisions.services import steps
from reading.vocabulary import Precision
from tests import factories

State = Adoption.State
TODAY = datetime.date(2026, 11, 28)
COUNCIL = Step("council", "decision")
COMMITTEE = Step("committee", "advice")


@pytest.fixture
def places(region):
    return [factories.municipality(region, name=name) for name in ("Appeldam", "Beekdal", "Cederveen")]


@pytest.fixture
def document(programme, places):
    return factories.document(programme=programme, key="visie", decided_by="council", participants=places)


@pytest.fixture
def leader(client, people):
    client.force_login(people["anna"])
    return client


def address(region, name="steps"):
    return reverse(f"decisions:{name}", args=[region.slug]) + "?document=visie"


def seen_in(page):
    return html.unescape(re.search(r'name="gezien" value="([^"]*)"', page.content.decode())[1])


def states(document):
    return {row.municipality.name: cell_text(row) for row in document.adoptions.select_related("municipality")}


days = st.dates(datetime.date(2019, 1, 1), TODAY)
texts = st.sampled_from(["", "Kinderen krijgen een eigen plan", "te duur; later meer"])


@given(state=st.sampled_from(State), day=days, until=days, precision=st.sampled_from(Precision), text=texts)
def test_what_a_cell_says_is_read_as_the_same(state, day, until, precision, text):
    step = COMMITTEE if state == State.DONE else COUNCIL
    month = {Precision.DAY: until.month, Precision.MONTH: until.month, Precision.YEAR: 1}.get(
        precision, (until.month - 1) // 3 * 3 + 1
    )
    until = until if precision == Precision.DAY else until.replace(month=month, day=1)
    row = Adoption(state=state, body=step.body, kind=step.kind, link="https://raad.example/1")
    if state == State.PLANNED:
        row.planned_on = day
    elif state == State.SUBMITTED:
        row.submitted_on = day
    elif state not in (State.UNKNOWN, State.NOT_APPLICABLE):
        row.decided_on = day
    if state == State.DEFERRED:
        row.deferred_until, row.deferred_precision = until, precision
    if state in (State.DEFERRED, State.REJECTED):
        row.reason = text
    if state == State.ADOPTED_AMENDED:
        row.amendment = text or "Anders"
    assert read_cell(cell_text(row), step, row, today=TODAY) == {name: getattr(row, name) for name in FIELDS}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Vastgesteld op donderdag 14 nov 2024", {"state": State.ADOPTED, "decided_on": datetime.date(2024, 11, 14)}),
        (
            "aangehouden tot maart 2027",
            {"state": State.DEFERRED, "deferred_until": datetime.date(2027, 3, 1), "deferred_precision": "month"},
        ),
        ("gepland Q1 2027", {"state": State.PLANNED, "planned_for": "2027Q1"}),
        ("n.v.t.", {"state": State.NOT_APPLICABLE}),
        ("aangenomen 12-mrt-24", {"state": State.ADOPTED, "decided_on": datetime.date(2024, 3, 12)}),
        *(
            (f"{said} op 14-11-2024: Anders", {"state": State.ADOPTED_AMENDED, "amendment": "Anders"})
            for said in ("vastgesteld met amendement", "Met een amendement aangenomen", "vastgesteld met wijzigingen")
        ),
    ],
)
def test_notations_of_people(text, fields):
    assert fields.items() <= read_cell(text, COUNCIL, None, today=TODAY).items()


@pytest.mark.parametrize(("text", "day"), [("aangehouden tot 1 mei", "1 mei"), ("akkoord 12-3", "12-3")])
def test_a_day_without_its_year_is_asked_for(text, day):
    with pytest.raises(NotUnderstood, match=f"Van welk jaar is ‘{day}’"):
        read_cell(text, COUNCIL, None, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "14-11-2024",
            "misschien",
            "vastgesteld 31-2-2024",
            "vastgesteld maart 2024",
            "gewijzigd vastgesteld 1-1-2024",
        ),
        *("vastgesteld 1-1-2030", "vastgesteld tot 1-1-2027", "gedaan 1-1-2024", "n.v.t. 1-1-2024"),
        *("vastgesteld 1-1-2024 of zo", "aangehouden tot later", "onbekend: waarom"),
    ],
)
def test_what_is_not_understood_is_never_guessed(text):
    with pytest.raises(NotUnderstood):
        read_cell(text, COUNCIL, None, today=TODAY)


def test_typed_and_saved_together_with_one_line_of_history_each_and_taken_back(leader, region, document, places):
    kept = factories.adoption(document=document, municipality=places[0], state=State.PLANNED)
    page = leader.get(address(region))
    typed = {
        f"{places[0].code}-council-decision": "vastgesteld 14-11-2024",
        f"{places[1].code}-council-decision": "aangehouden tot maart 2027: eerst de kosten",
        f"{places[2].code}-council-decision": "",
    }
    answer = leader.post(address(region), typed | {"gezien": seen_in(page), "bewaren": "1", "reason": "Griffies"})
    assert answer.status_code == 302
    assert states(document) == {
        "Appeldam": "vastgesteld 14-11-2024",
        "Beekdal": "aangehouden tot maart 2027: eerst de kosten",
    }
    lines = Adoption.history.filter(document=document)
    assert [line.history_change_reason for line in lines.order_by("history_id")] == [None, "Griffies", "Griffies"]
    kept.refresh_from_db()
    assert timezone.localtime(kept.text_as_of).date() == datetime.date(2024, 11, 14)
    moment = lines.latest("history_id").history_date
    leader.post(address(region, "steps-undo"), {"moment": moment.isoformat()})
    assert states(document) == {"Appeldam": "gepland"}
    assert [line.history_type for line in lines.order_by("history_id")] == ["+", "~", "+", "-", "~"]


def test_what_was_written_of_one_outcome_is_not_said_of_the_next(leader, region, document, places):
    written = {"text": "De raad stelde het besluit uit.", "source_note": "Geen later besluit bekend."}
    for place in places[:2]:
        factories.adoption(
            document=document,
            municipality=place,
            state=State.DEFERRED,
            decided_on=datetime.date(2024, 12, 5),
            **written,
        )
    typed = {
        f"{places[0].code}-council-decision": "verworpen 24-11-2026: te duur",
        f"{places[1].code}-council-decision": "aangehouden 05-12-2024 tot maart 2027",
    }
    looked = {"plak-bekijken": "1", "block": f"{places[0].name}\t{typed[f'{places[0].code}-council-decision']}"}
    assert "Dit vervalt: De raad stelde" in leader.post(address(region), looked).content.decode()
    leader.post(address(region), typed | {"gezien": seen_in(leader.get(address(region))), "bewaren": "1"})
    kept = {row.municipality_id: (row.text, row.source_note) for row in document.adoptions.all()}
    assert kept == {places[0].pk: ("", ""), places[1].pk: tuple(written.values())}


def test_a_row_page_changes_what_is_written_of_a_decision(leader, region, document, places):
    factories.adoption(
        document=document,
        municipality=places[0],
        state=State.ADOPTED,
        decided_on=datetime.date(2024, 12, 5),
        text="Oud.",
    )
    key = "council-decision"
    typed = {f"{key}-state": "rejected", f"{key}-decided_on": "2024-12-05", f"{key}-text": "Nieuw."}
    page = row_address(region, places[0])
    leader.post(page, typed | marks_in(leader.get(page)))
    row = document.adoptions.get()
    assert (row.state, row.text) == (State.REJECTED, "Nieuw.")


def test_what_somebody_else_kept_meanwhile_is_not_overwritten(leader, region, document, places):
    row = factories.adoption(document=document, municipality=places[0], state=State.PLANNED)
    seen = seen_in(leader.get(address(region)))
    row.state, row.decided_on = State.REJECTED, datetime.date(2026, 3, 3)
    row.save_with_reason("Griffier", by=None)
    name = f"{places[0].code}-council-decision"
    answer = leader.post(address(region), {name: "vastgesteld 3-3-2026", "gezien": seen, "bewaren": "1"})
    assert (answer.status_code, states(document)["Appeldam"]) == (409, "verworpen 03-03-2026")
    assert "Iemand anders heeft dit intussen gewijzigd" in answer.content.decode()
    other = f"{places[1].code}-council-decision"  # the old text of a cell that was not touched changes nothing
    answer = leader.post(address(region), {name: "gepland", other: "onbekend", "gezien": seen, "bewaren": "1"})
    assert (answer.status_code, states(document)["Appeldam"]) == (302, "verworpen 03-03-2026")


def test_one_cell_that_is_not_understood_saves_nothing(leader, region, document, places):
    typed = {
        f"{places[0].code}-council-decision": "vastgesteld 14-11-2024",
        f"{places[1].code}-council-decision": "in november",
    }
    answer = leader.post(address(region), typed | {"gezien": "{}", "bewaren": "1"})
    assert (answer.status_code, states(document)) == (200, {})
    assert "‘in november’ is niet te lezen" in answer.content.decode()


def test_a_paste_is_shown_first_and_says_what_it_does_not_know(leader, region, document, places):
    RouteStep.objects.create(document=document, body="committee", kind="advice", position=1)
    RouteStep.objects.create(document=document, body="council", position=2)
    block = (
        "Gemeente\tRaad\tCommissie: advies\n"
        "gemeente CEDERVEEN\tvastgesteld\tgedaan\n"
        "Appeldam\tverworpen 3 maart 2026\t\n"
        "Elders\tvastgesteld\t\n"
    )
    page = leader.post(address(region), {"block": block, "gezien": "{}", "plak-bekijken": "1"})
    text = html.unescape(page.content.decode())
    assert states(document) == {}
    assert "‘Elders’ is geen gemeente van dit document." in text
    assert 'value="verworpen 3 maart 2026"' in text
    fields = dict(re.findall(r'name="(GM[\w-]+)" value="([^"]*)"', text))
    leader.post(address(region), fields | {"gezien": "{}", "bewaren": "1"})
    assert sorted(document.adoptions.values_list("municipality__name", "body", "state")) == [
        ("Appeldam", "council", "rejected"),
        ("Cederveen", "committee", "done"),
        ("Cederveen", "council", "adopted"),
    ]


def test_what_is_left_of_a_paste_and_what_was_typed_is_still_there(leader, region, document, places):
    cell = f"{places[1].code}-council-decision"
    typed = {"block": "akkoord\nakkoord\nverworpen", "plak-in": cell, "reason": "Griffies", "gezien": "{}"}
    text = html.unescape(leader.post(address(region), typed | {"plak-bekijken": "1"}).content.decode())
    assert dict(re.findall(r'name="(GM[\w-]+)" value="([^"]*)"', text)) == {
        f"{place.code}-council-decision": said for place, said in zip(places, ("", "akkoord", "akkoord"), strict=True)
    }
    assert re.search(r'<textarea name="block"[^>]*>\s*verworpen</textarea>', text)
    assert 'value="Griffies"' in text


def test_a_long_text_is_never_cut_by_a_save_of_another_cell(leader, region, document, places):
    long = " ".join(["woord"] * 500)
    row = factories.adoption(
        document=document, municipality=places[0], state=State.ADOPTED_AMENDED, decided_on=TODAY, amendment=long
    )
    page = leader.get(address(region))
    typed = dict(re.findall(r'name="(GM[\w-]+)" value="([^"]*)"', page.content.decode()))
    typed[f"{places[1].code}-council-decision"] = "vastgesteld"
    assert leader.post(address(region), typed | {"gezien": seen_in(page), "bewaren": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.amendment, row.history.count()) == (long, 1)
    typed[f"{places[1].code}-council-decision"] = f"verworpen: {long}"
    answer = leader.post(address(region), typed | {"gezien": seen_in(leader.get(address(region))), "bewaren": "1"})
    assert (answer.status_code, states(document)["Beekdal"]) == (200, "vastgesteld")
    assert "Dit is te lang voor een cel." in answer.content.decode()


def test_several_at_once_are_shown_first(leader, region, document, places):
    chosen = [places[0].code, places[2].code]
    many = {"gemeente": chosen, "many_step": "council-decision", "many_text": "vastgesteld 14-11-2024"}
    page = leader.post(address(region), many | {"gezien": "{}", "zet-op": "1"})
    assert len(re.findall(r'name="GM[\w-]+" value="vastgesteld 14-11-2024"', page.content.decode())) == 2
    assert states(document) == {}


def test_a_contact_keeps_the_own_row_only(client, region, document, places):
    client.force_login(factories.contact(places[1]))
    page = client.get(address(region))
    text = page.content.decode()
    assert ("Beekdal" in text, "Appeldam" in text) == (True, False)
    typed = {f"{place.code}-council-decision": "vastgesteld 14-11-2024" for place in places}
    client.post(address(region), typed | {"gezien": "{}", "bewaren": "1"})
    assert states(document) == {"Beekdal": "vastgesteld 14-11-2024"}


@pytest.mark.parametrize(
    ("who", "sees"),
    [("visitor", False), ("leader", True), ("policy_officer", True), ("contact", True), ("contact_elsewhere", False)],
)
def test_an_embargo_hides_the_outcome_from_others_everywhere(
    client, region, programme, document, places, people, who, sees
):
    later = timezone.now() + datetime.timedelta(hours=1)
    row = factories.adoption(
        document=document, municipality=places[0], state=State.REJECTED, decided_on=TODAY, planned_on=TODAY,
        reason="Te duur", link="https://raad.example/1", embargo_until=later,
    )  # fmt: skip
    user = {
        "visitor": AnonymousUser, "leader": lambda: people["anna"],
        "policy_officer": lambda: factories.policy_officer(region),
        "contact": lambda: factories.contact(places[0]), "contact_elsewhere": lambda: factories.contact(places[1]),
    }[who]()  # fmt: skip
    (state,) = document_states(programme, user, TODAY)
    assert [part.state for part in state.strips[0].parts] == ["rejected" if sees else "planned", "unknown"]
    shown = Adoption.objects.seen_by(user).get()
    assert (shown.state, shown.reason, shown.link) == (
        ("rejected", "Te duur", row.link) if sees else ("planned", "", "")
    )
    Adoption.objects.update(embargo_until=timezone.now())
    assert Adoption.objects.seen_by(user).get().state == "rejected"  # it appears by itself


def test_a_step_before_the_decision_is_never_counted_as_one(programme, document, places):
    factories.adoption(document=document, municipality=places[0], state=State.ADOPTED)
    factories.adoption(document=document, municipality=places[0], body="committee", kind="advice", state=State.DONE)
    (state,) = document_states(programme, AnonymousUser(), TODAY)
    assert [(strip.body, strip.adopted, strip.total) for strip in state.strips] == [("council", 1, 3)]


def test_the_leader_sees_whose_turn_it_is(leader, region, document, places):
    RouteStep.objects.create(document=document, body="council", planned_on=datetime.date(2026, 3, 3))
    factories.adoption(document=document, municipality=places[0], state=State.ADOPTED)
    text = html.unescape(leader.get(reverse("decisions:decisions", args=[region.slug])).content.decode())
    for name, is_late in (("Appeldam", False), ("Beekdal", True), ("Cederveen", True)):
        assert (f"<strong>De raad van {name}</strong> had op 3 maart 2026 moeten besluiten" in text) == is_late


def test_342_municipalities_and_four_steps_ask_as_many_queries_as_three(leader, region, programme):
    counts = []
    for number in (3, 339):
        places = [factories.municipality(region) for _each in range(number)]
        document = programme.documents.first() or factories.document(programme=programme, key="visie")
        for position, body in enumerate(("committee", "advisory"), start=1):
            RouteStep.objects.get_or_create(document=document, body=body, kind="advice", position=position)
        for body in ("college", "council"):
            RouteStep.objects.get_or_create(document=document, body=body, position=3)
            Adoption.objects.bulk_create(
                Adoption(document=document, municipality=place, body=body, state=State.PLANNED) for place in places
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = leader.get(address(region))
        counts.append(len(queries))
    assert page.content.decode().count("data-cell ") == 342 * 4
    assert (counts[0], counts[0] <= 15) == (counts[1], True), counts


@pytest.mark.django_db(transaction=True)
def test_a_save_is_all_or_nothing():
    region = factories.region()
    anna = factories.leader(region)
    document = factories.document(programme=factories.programme(region=region), decided_by="council")
    places = [factories.municipality(region) for _each in range(2)]
    good = read_cell("vastgesteld 14-11-2024", COUNCIL, None, today=TODAY)
    bad = good | {"state": State.PLANNED}  # the database refuses a day of what is not decided
    changes = [steps.Change(place.pk, COUNCIL, content, "") for place, content in zip(places, (good, bad), strict=True)]
    with pytest.raises(Exception, match="adoption_date_only_when_decided"):
        steps.keep_steps(document, changes, by=anna)
    assert (Adoption.objects.count(), Adoption.history.count()) == (0, 0)


def test_the_seen_texts_are_read_back(leader, region, document, places):
    factories.adoption(document=document, municipality=places[0], state=State.ADOPTED)
    assert json.loads(seen_in(leader.get(address(region)))) == {f"{places[0].code}-council-decision": "vastgesteld"}


def row_address(region, place):
    return reverse("decisions:row", args=[region.slug, place.slug]) + "?document=visie"


def test_a_row_page_keeps_every_part_with_the_embargo(client, region, document, places):
    client.force_login(factories.griffier(places[0]))
    key = "council-decision"
    typed = {
        f"{key}-state": "adopted_amended", f"{key}-decided_on": "2026-11-12",
        f"{key}-amendment": "Eerst dit.\n\nDan dat.",
        f"{key}-link": "https://raad.example/12", f"{key}-embargo": "2030-01-01T20:00", f"{key}-gezien": "",
        f"{key}-planned": "Q4 2026", f"{key}-submitted_on": "2026-10-01",
    }  # fmt: skip
    assert client.post(row_address(region, places[0]), typed).status_code == 302
    row = document.adoptions.get()
    assert (row.state, row.amendment, row.planned_for) == ("adopted_amended", "Eerst dit.\n\nDan dat.", "2026Q4")
    assert timezone.localtime(row.embargo_until) == timezone.make_aware(datetime.datetime(2030, 1, 1, 20))
    again = {f"{key}-state": "rejected", f"{key}-decided_on": "2026-11-12", f"{key}-gezien": "vastgesteld"}
    assert client.post(row_address(region, places[0]), again).status_code == 409
    assert client.get(row_address(region, places[1])).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("decided_on", "2099-01-01"),
            ("planned", "ooit"),
            ("planned", "na de zomer"),
            ("link", "ftp://raad.example/1"),
        ),
        *(("link", "javascript:alert(1)"), ("amendment", ""), ("embargo", "morgen"), ("embargo", "2025-01-01T20:00")),
        *(("embargo", "0001-01-01T00:00"), ("embargo", "9999-12-31T23:59"), ("decided_on", "0205-11-14")),
        *(("submitted_on", "0001-01-01"), ("submitted_on", "2025-02-31"), ("amendment", "a\x00b")),
    ],
)
def test_a_row_page_says_what_is_wrong_and_saves_nothing(leader, region, document, places, field, value):
    typed = {"state": "adopted_amended", "amendment": "Anders"} | {field: value}
    answer = leader.post(
        row_address(region, places[0]), {f"council-decision-{name}": text for name, text in typed.items()}
    )
    assert (answer.status_code, document.adoptions.count()) == (200, 0)
    assert "Er ging iets mis" in answer.content.decode()


def test_a_cell_keeps_no_sign_that_a_database_refuses(leader, region, document, places):
    name = f"{places[0].code}-council-decision"
    answer = leader.post(address(region), {name: "verworpen: te\x00 duur", "gezien": "{}", "bewaren": "1"})
    assert (answer.status_code, document.adoptions.get().reason) == (302, "te duur")


def test_who_mistypes_does_not_overwrite_what_was_kept_meanwhile(leader, region, document, places):
    """The page with the mistake shows what is there now, and must still know what its writer saw."""
    name, other = (f"{place.code}-council-decision" for place in places[:2])
    seen = seen_in(leader.get(address(region)))
    factories.adoption(document=document, municipality=places[0], state=State.REJECTED)
    typed = {name: "vastgesteld", other: "in november", "bewaren": "1"}
    again = leader.post(address(region), typed | {"gezien": seen})
    assert again.status_code == 200
    answer = leader.post(address(region), typed | {other: "", "gezien": seen_in(again)})
    assert (answer.status_code, states(document)) == (409, {"Appeldam": "verworpen"})
    answer = leader.post(address(region), typed | {other: "", "gezien": seen_in(answer)})  # told, and meant
    assert (answer.status_code, states(document)) == (302, {"Appeldam": "vastgesteld"})


def marks_in(page):
    return dict(re.findall(r'name="([a-z-]+-gezien)" value="([^"]*)"', page.content.decode()))


def test_an_embargo_that_somebody_set_meanwhile_is_not_lost(client, region, document, places, people):
    """It stands in no cell of the grid, and who lost it told the outcome to everybody."""
    row = factories.adoption(
        document=document, municipality=places[0], state=State.ADOPTED, decided_on=datetime.date(2026, 3, 3)
    )
    client.force_login(people["anna"])
    page = row_address(region, places[0])
    began = marks_in(client.get(page))
    row.embargo_until = timezone.now() + datetime.timedelta(days=5)
    row.save_with_reason("Griffier", by=None)
    key = "council-decision"
    typed = {f"{key}-state": "adopted", f"{key}-decided_on": "2026-03-03", f"{key}-submitted_on": "2026-02-01"}
    mistaken = client.post(page, typed | began | {f"{key}-submitted_on": "31-02-2026"})
    assert (mistaken.status_code, marks_in(mistaken)) == (200, began)
    answer = client.post(page, typed | began)
    row.refresh_from_db()
    assert (answer.status_code, row.embargo_until is None) == (409, False)
    assert f"embargo tot {timezone.localtime(row.embargo_until):%d-%m-%Y %H:%M}" in answer.content.decode()
    assert client.post(page, typed | marks_in(answer)).status_code == 302
