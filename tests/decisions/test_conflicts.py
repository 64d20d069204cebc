"""Two people change the same row: what only the other changed stays, what both changed is asked; of every kind."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from lxml import html

from decisions.models import Addition, Advice, Commitment, Promise, ShareKey
from decisions.services.keeping import content_of, way_of
from decisions.services.promises import WAY, answer_promise
from municipalities.services import keeping
from tests import factories
from tests.decisions.test_kept import browser, fields

THEIRS = "https://raad.example/van-een-ander"
DAY = datetime.date(2026, 5, 12)


@pytest.fixture
def rows(programme, region, people):
    """One of each kind: the row, the address of its form, and the field of a text that both of them write."""
    place = factories.municipality(region, name="Ons Dorp")
    document = factories.document(programme=programme, participants=[place])
    made = {
        "advice": (Advice(document=document, by="Adviesraad"), "source_note"),
        "commitment": (Commitment(programme=programme, title="Convenant"), "source_note"),
        "share": (
            ShareKey(
                programme=programme, title="Bijdrage", kind="inhabitants", basis="total", total=Decimal(1000),
                first_year=2025, last_year=2027, lines=f"{place.code} 10", agreed_by="overleg", agreed_on=DAY,
            ),
            "note",
        ),
        "addition": (Addition(municipality=place, programme=programme, title="Spreekuur", released_at=None), "what"),
    }  # fmt: skip
    for row, _field in made.values():
        row.save_with_reason("Begin", by=None)
    made["promise"] = (factories.promise(municipality=place, programme=programme, text="Evaluatie"), "text")
    return place, made


def edit_of(kind, row, place):
    if kind == "promise":
        return reverse("decisions:promise-edit", args=[row.pk])
    return reverse(f"decisions:{kind}-edit", args=[place.slug if kind == "addition" else "noordland", row.pk])


def by_another(row, **changes):
    way = WAY if isinstance(row, Promise) else way_of(type(row))
    fresh = type(row).objects.get(pk=row.pk)
    version = keeping.version_of(type(row), row.pk)
    keeping.change(way, fresh, dict(way.content(fresh)) | changes, version=version, by=None)


def sent_again(client, address, answer):
    """Press `Toch opslaan` on the page that tells of the conflict."""
    form = [one for one in html.fromstring(answer.content.decode()).forms if "version" in dict(one.form_values())][-1]
    return client.post(address, {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"})


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["advice", "commitment", "share", "addition", "promise"])
@pytest.mark.parametrize("both", [False, True])
def test_what_only_the_other_changed_stays(rows, kind, both):
    place, made = rows
    row, field = made[kind]
    client, address = (
        browser(factories.contact(place) if kind == "addition" else leader(rows)),
        edit_of(kind, row, place),
    )
    typed = fields(client, address) | {field: "Van mij"}
    by_another(row, link=THEIRS, **({field: "Van een ander"} if both else {}))
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, THEIRS in page, "Van een ander" in page) == (409, True, both)
    row.refresh_from_db()
    assert getattr(row, field) != "Van mij"
    assert sent_again(client, address, answer).status_code == 302
    row.refresh_from_db()
    assert (row.link, getattr(row, field)) == (THEIRS, "Van mij")


def leader(rows):
    return factories.leader(rows[1]["commitment"][0].programme.region)


@pytest.mark.django_db
def test_what_hangs_together_stays_together(rows, line):
    """The other moved it under a line, and withdrew it: who changed its title only does not undo that."""
    place, made = rows
    row = made["addition"][0]
    line.published = True
    line.save()
    by_another(row, released_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    client, address = browser(factories.contact(place)), edit_of("addition", row, place)
    typed = fields(client, address) | {"title": "Inloop"}
    by_another(row, released_at=None, line_id=line.pk)
    answer = client.post(address, typed)
    assert (answer.status_code, str(line) in answer.content.decode()) == (409, True)
    sent_again(client, address, answer)
    kept = content_of(Addition.objects.get(pk=row.pk))
    assert (kept["title"], kept["line_id"], kept["released_at"]) == ("Inloop", line.pk, None)


@pytest.mark.django_db
def test_who_signed_and_what_a_municipality_pays_stay_too(rows, organisation):
    place, made = rows
    client = browser(leader(rows))
    for kind, theirs in (
        ("commitment", {"signers": ((organisation.pk, "directeur", None, None),)}),
        ("share", {"lines": f"{place.code} 25"}),
    ):
        row, field = made[kind]
        address = edit_of(kind, row, place)
        typed = fields(client, address) | {field: "Van mij"}
        by_another(row, **theirs)
        assert sent_again(client, address, client.post(address, typed)).status_code == 302
        kept = content_of(type(row).objects.get(pk=row.pk))
        assert kept | theirs | {field: "Van mij"} == kept


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["answer", "close"])
def test_an_act_tells_what_else_changed_and_keeps_the_answer_of_another(rows, act):
    place, made = rows
    promise = made["promise"][0]
    griffier = factories.griffier(place)
    answer_promise(promise, answer="Zie de brief.", on=DAY, version=promise.version, by=griffier)
    client, address = browser(griffier), reverse(f"decisions:promise-{act}", args=[promise.pk])
    typed = fields(client, address) | ({"on": "2026-06-01"} if act == "answer" else {"state": "done"})
    by_another(promise, answer="Zie de nieuwe brief.", due_on=datetime.date(2026, 9, 1))
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, "1 september 2026" in page, "Zie de nieuwe brief." in page) == (409, True, True)
    assert sent_again(client, address, answer).status_code == 302
    promise.refresh_from_db()
    assert (promise.answer, promise.due_on) == ("Zie de nieuwe brief.", datetime.date(2026, 9, 1))
    assert promise.answered_on == (datetime.date(2026, 6, 1) if act == "answer" else DAY)
