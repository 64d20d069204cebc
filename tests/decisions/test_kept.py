"""Advice and commitments are kept in the browser: who may, one line of history, nobody overwritten, all taken back."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from actions.services.organisations import merge
from decisions.models import Advice, Commitment
from decisions.pages.kept_history import versions
from decisions.rules.terms import term
from decisions.rules.wording import promise
from decisions.services.keeping import content_of, way_of
from municipalities.services import keeping
from tests import factories

D = datetime.date


@pytest.fixture
def place(region):
    return factories.municipality(region, name="Ons Dorp")


@pytest.fixture
def document(programme, place):
    return factories.document(programme=programme, title="Regiovisie", participants=[place])


@pytest.fixture
def who(people, place, region):
    neighbour = factories.municipality(region, name="Buurdorp")
    return people | {
        "griffier": factories.griffier(place, name="Gijs"),
        "contact": factories.contact(place, name="Co"),
        "neighbour": factories.contact(neighbour, name="Bo"),
        "member": factories.council_member(place),
        "visitor": None,
    }


@pytest.fixture
def advice(document, who):
    made = Advice(document=document)
    content = {"by": "Cliëntenraad", "direction": "positive", "text": "Goed plan."}
    return keeping.add(way_of(Advice), made, content, under=document, by=who["anna"])


@pytest.fixture
def local(document, who, place):
    content = {"by": "Adviesraad Ons Dorp", "municipality_id": place.pk}
    return keeping.add(way_of(Advice), Advice(document=document), content, under=document, by=who["anna"])


@pytest.fixture
def commitment(programme, organisation, who):
    content = {
        "title": "Convenant",
        "state": "signed",
        "signers": ((organisation.pk, "directeur", D(2026, 1, 1), None),),
    }
    return keeping.add(way_of(Commitment), Commitment(programme=programme), content, under=programme, by=who["anna"])


def at(name, *args):
    return reverse(f"decisions:{name}", args=["noordland", *args])


def browser(person):
    client = Client()
    if person:
        client.force_login(person)
    return client


def fields(client, address):
    """The fields of the last form of a page, as a browser would send them."""
    page = client.get(address)
    assert page.status_code == 200
    form = [one for one in html.fromstring(page.content.decode()).forms if "version" in dict(one.form_values())][-1]
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


MAY = {
    "advice": {"anna", "sam"},
    "local": {"anna", "sam", "griffier", "contact"},
    "commitment": {"anna", "sam"},
}


@pytest.mark.parametrize("kind", MAY)
@pytest.mark.parametrize("action", ["edit", "remove", "history"])
def test_who_may_keep_what(request, who, kind, action):
    row = request.getfixturevalue(kind)
    name = f"{'commitment' if kind == 'commitment' else 'advice'}-{action}"
    for role, person in who.items():
        status = browser(person).get(at(name, row.pk)).status_code
        wanted = 200 if role in MAY[kind] else 403 if person else 302
        assert (role, status) == (role, wanted)
        if role not in MAY[kind] and action != "history":
            assert browser(person).post(at(name, row.pk), {"by": "Anders"}).status_code == wanted
    assert (row.history.count(), type(row).objects.filter(pk=row.pk).exists()) == (1, True)


@pytest.mark.parametrize("kind", MAY)
def test_hidden_papers_do_not_exist(request, who, programme, kind):
    row = request.getfixturevalue(kind)
    type(programme).objects.filter(pk=programme.pk).update(**factories.classified("secret"))
    name = "commitment" if kind == "commitment" else "advice"
    for role in ("bram", "griffier", "visitor"):
        for action in ("edit", "remove", "history"):
            assert browser(who[role]).get(at(f"{name}-{action}", row.pk)).status_code == 404
        assert browser(who[role]).post(at(f"{name}-undo", row.pk), {"version": 1}).status_code == 404


def test_a_griffier_adds_advice_to_the_own_municipality_only(who, document, place):
    client = browser(who["griffier"])
    address = at("advice-add") + f"?document={document.pk}"
    typed = {"document": document.pk, "by": "Adviesraad", "direction": "negative", "text": "Liever niet."}
    for municipality in ("", who["neighbour"].assignments.get().municipality_id):
        answer = client.post(address, typed | {"municipality_id": municipality})
        assert (answer.status_code, Advice.objects.count()) == (200, 0)
    assert client.post(address, typed | {"municipality_id": place.pk}).status_code == 302
    made = Advice.objects.get()
    assert (made.municipality, made.direction, made.history.get().history_user) == (place, "negative", who["griffier"])


def test_a_leader_edits_and_takes_it_back(who, advice):
    client = browser(who["anna"])
    typed = fields(client, at("advice-edit", advice.pk))
    typed |= {"response": "Overgenomen.", "response_by": "het college", "response_on": "2026-05-03", "reason": "B&W"}
    answer = client.post(at("advice-edit", advice.pk), typed, follow=True)
    text = re.sub(r"\s+", " ", answer.content.decode())
    assert "Reactie van het college, 3 mei 2026" in text
    line = advice.history.first()
    assert (advice.history.count(), line.history_change_reason, line.history_user) == (2, "B&W", who["anna"])
    undo = dict(re.findall(r'name="(version)" value="(\d+)"', text))
    assert client.post(at("advice-undo", advice.pk), undo).status_code == 302
    advice.refresh_from_db()
    assert (advice.response, advice.history.count()) == ("", 3)
    assert client.post(at("advice-undo", advice.pk), undo).status_code == 302  # once: that version has passed
    assert advice.history.count() == 3


@pytest.mark.parametrize("kind", ["advice", "commitment"])
def test_what_was_removed_is_put_back_whole(request, who, kind):
    row = request.getfixturevalue(kind)
    before, client = content_of(row), browser(who["anna"])
    client.post(at(f"{kind}-remove", row.pk), fields(client, at(f"{kind}-remove", row.pk)))
    assert not type(row).objects.exists()
    version = row.history.first().history_id
    assert browser(who["bram"]).post(at(f"{kind}-undo", row.pk), {"version": version}).status_code == 403
    client.post(at(f"{kind}-undo", row.pk), {"version": version})
    back = type(row).objects.get()
    assert (back.pk, content_of(back)) == (row.pk, before)


@pytest.mark.parametrize("kind", ["advice", "commitment"])
def test_nobody_is_overwritten_unseen(request, who, kind, region):
    row = request.getfixturevalue(kind)
    client, address = browser(who["anna"]), at(f"{kind}-edit", row.pk)
    typed = fields(client, address) | {"source_note": "Van mij"}
    other = factories.leader(region, name="Eva")
    keeping.change(
        way_of(type(row)), row, content_of(row) | {"source_note": "Van Eva"}, version=int(typed["version"]), by=other
    )
    answer = client.post(address, typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in text for words in ("intussen gewijzigd", "Eva", "Van Eva", "Van mij", "Toch opslaan"))
    row.refresh_from_db()
    assert row.source_note == "Van Eva"
    again = typed | {"version": re.findall(r'name="version" value="(\d+)"', text)[-1]}
    assert client.post(address, again).status_code == 302
    row.refresh_from_db()
    assert (row.source_note, row.history.count()) == ("Van mij", 3)


def test_parties_with_role_and_term_are_one_line_of_history(who, commitment, organisation, programme):
    client, address = browser(who["anna"]), at("commitment-edit", commitment.pk)
    typed = fields(client, address)
    assert typed["partij-0-organisation"] == organisation.name
    typed |= {
        "partij-0-until": "2026-06-30", "partij-1-organisation": "GGD Nieuw", "partij-1-role": "bestuurder",
        "valid_from": "2026-01-01", "valid_until": "2026-06-30", "kind": "covenant", "purpose": "Samen optrekken.",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    commitment.refresh_from_db()
    assert [(one.organisation.name, one.role, one.until) for one in commitment.signatures.all()] == [
        ("GGD Nieuw", "bestuurder", None),
        ("Veilig Thuis Noordland", "directeur", D(2026, 6, 30)),
    ]
    assert commitment.history.count() == 2
    told = [(change.label, change.new) for change in versions(Commitment, commitment.pk)[0].changes]
    assert ("Soort afspraak", "Convenant") in told
    assert any("GGD Nieuw (bestuurder)" in new for label, new in told if label == "Ondertekenaars")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"signed_on": "2099-01-01"}, "signed_on"),
        ({"state": "planned", "signed_on": "2026-01-01"}, "state"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until"),
        ({"title": ""}, "title"),
        ({"planned_for": "2026Q9"}, "planned_for"),
    ],
)
def test_what_cannot_be_is_refused(who, commitment, typed, field):
    client, address = browser(who["anna"]), at("commitment-edit", commitment.pk)
    answer = client.post(address, fields(client, address) | typed)
    assert (answer.status_code, field in answer.context["form"].errors, commitment.history.count()) == (200, True, 1)


def test_a_row_without_a_name_is_refused(who, commitment):
    client, address = browser(who["anna"]), at("commitment-edit", commitment.pk)
    answer = client.post(address, fields(client, address) | {"partij-1-role": "bestuurder"})
    assert (answer.status_code, commitment.history.count()) == (200, 1)
    assert "Schrijf welke organisatie dit is" in answer.content.decode()


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, ""),
        (D(2026, 1, 1), None, "geldt vanaf 1 januari 2026"),
        (D(2027, 1, 1), None, "gaat in op 1 januari 2027"),
        (D(2027, 1, 1), D(2028, 1, 1), "gaat in op 1 januari 2027, tot en met 1 januari 2028"),
        (D(2026, 1, 1), D(2026, 12, 31), "geldt van 1 januari 2026 tot en met 31 december 2026"),
        (None, D(2026, 11, 28), "geldt tot en met 28 november 2026"),
        (None, D(2026, 11, 27), "gold tot en met 27 november 2026"),
        (D(2025, 1, 1), D(2025, 12, 31), "gold van 1 januari 2025 tot en met 31 december 2025"),
    ],
)
def test_a_term_in_the_tense_of_the_day(since, until, words):
    assert term(since, until, D(2026, 11, 28)) == words


@pytest.mark.parametrize("state", ["signed", "ended"])
def test_what_has_expired_is_not_told_as_if_it_holds(state):
    words = promise(state, signed_on=D(2020, 1, 1), valid_until=D(2024, 12, 31), today=D(2026, 11, 28))
    assert words.sentence == "Afgelopen (gold tot en met 31 december 2024)"
    assert promise(state, signed_on=D(2020, 1, 1), valid_until=D(2026, 11, 28), today=D(2026, 11, 28)).state == state


def test_the_page_and_the_history_ask_no_more_with_more_rows(who, document, programme, place, organisation):
    client, counts = browser(who["griffier"]), []
    for number in (1, 4):
        for _ in range(number):
            keeping.add(
                way_of(Advice), Advice(document=document),
                {"by": f"Raad {factories.numbers}", "municipality_id": place.pk},
                under=document, by=who["griffier"],
            )  # fmt: skip
            signers = ((organisation.pk, "", None, None),)
            made = {"title": f"Afspraak {number}", "signers": signers}
            row = keeping.add(
                way_of(Commitment), Commitment(programme=programme), made, under=programme, by=who["anna"]
            )
            keeping.change(
                way_of(type(row)),
                row,
                made | {"purpose": "x"},
                version=keeping.version_of(type(row), row.pk),
                by=who["anna"],
            )
        with CaptureQueriesContext(
            connection,
        ) as page:
            assert client.get(at("decisions")).status_code == 200
        with CaptureQueriesContext(connection) as lines:
            versions(Commitment, row.pk)
        counts.append((len(page), len(lines)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 15


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing(who, commitment, monkeypatch):
    before = content_of(commitment)

    def fails(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(Commitment, "save_with_reason", fails)
    with pytest.raises(RuntimeError):
        keeping.change(
            way_of(type(commitment)),
            commitment,
            before | {"signers": ()},
            version=keeping.version_of(type(commitment), commitment.pk),
            by=who["anna"],
        )
    commitment.refresh_from_db()
    assert content_of(commitment) == before


def test_a_party_under_another_name_is_a_line_in_the_history_of_what_it_signed(commitment, organisation, who, region):
    other = factories.organisation(region=region, name="VT Noordland")
    merge(organisation, other, by=who["anna"])
    line = commitment.history.first()
    assert (commitment.signers[0][:2], commitment.history.count()) == ((other.pk, "directeur"), 2)
    assert (line.history_user, [one.organisation_id for one in line.parties.all()]) == (who["anna"], [other.pk])
