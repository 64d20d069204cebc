"""Questions and promises of councils: when they are late, who keeps them, who reads them, and what is told where."""

import datetime
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.utils import IntegrityError
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import TraceEntry
from actions.admin import RecordedAdmin
from actions.services.classifying import classify
from decisions.models import Promise
from decisions.rules.names import person_in
from decisions.rules.promises import OVERDUE, of_promise
from decisions.services import promises as services
from decisions.services import reminders
from evaluations import snapshot
from municipalities.services import give_access
from tests import factories
from tests.decisions.test_decisions import text_of

DUE = datetime.date(2026, 7, 1)
State = Promise.State
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31))


@pytest.fixture
def council(region):
    return factories.municipality(region, name="Ons Dorp", slug="ons-dorp")


@pytest.fixture
def promise(programme, council):
    return factories.promise(
        programme=programme, municipality=council, text="Evaluatie vóór 1 juli", due_on=DUE, owed_by="het college"
    )


@pytest.fixture
def keepers(people, council, region):
    elsewhere = factories.municipality(region, name="Ander Dorp")
    return people | {
        "gerda": factories.griffier(council, name="Gerda"),
        "cor": factories.contact(council, name="Cor"),
        "rita": factories.council_member(council, name="Rita"),
        "greet": factories.griffier(elsewhere, name="Greet"),
        "visitor": None,
    }


def as_(client, person):
    client.logout()
    if person:
        client.force_login(person)
    return client


# --- When it is late ---


@given(due=DAYS, on=DAYS, state=st.sampled_from(State.values))
def test_late_is_open_and_a_day_after_the_last(due, on, state):
    found = Promise(due_on=due, state=state, closed_on=on)
    assert found.is_overdue(on) == (state == State.OPEN and on >= due + datetime.timedelta(days=1))
    assert (of_promise(found, on).state == OVERDUE) == found.is_overdue(on)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("on", [DUE - datetime.timedelta(days=1), DUE, DUE + datetime.timedelta(days=1)])
def test_one_and_many_are_late_by_the_same_rule(promise, state, on):
    closed_on = DUE if state in Promise.CLOSED else None
    Promise.objects.filter(pk=promise.pk).update(state=state, closed_on=closed_on)
    promise.refresh_from_db()
    assert Promise.objects.overdue(on=on).exists() == promise.is_overdue(on)


@pytest.mark.parametrize(
    ("fields", "on", "sentence"),
    [
        ({"due_on": DUE}, DUE, "Open: uiterlijk 1 juli 2026"),
        ({"due_on": DUE}, DUE + datetime.timedelta(days=1), "Te laat: termijn was 1 juli 2026"),
        ({"due_text": "Q3 2026"}, DUE, "Open: termijn ‘Q3 2026’ is geen dag"),
        ({}, DUE, "Open: geen termijn genoemd"),
        ({"state": "answered", "answered_on": DUE}, DUE, "Beantwoord: op 1 juli 2026; wacht op de griffier"),
        ({"state": "answered"}, DUE, "Beantwoord: wacht op de griffier"),
        ({"state": "done", "closed_on": DUE}, DUE, "Afgedaan: op 1 juli 2026"),
        ({"state": "lapsed", "closed_on": DUE}, DUE, "Vervallen: op 1 juli 2026"),
    ],
)
def test_where_it_stands_in_words(fields, on, sentence):
    assert of_promise(Promise(**fields), on).sentence == sentence


# --- Who reads it ---

READERS = {
    "public": {"visitor", "anna", "bram", "carla", "olga", "gerda", "cor", "rita", "greet", "sam"},
    "internal": {"anna", "bram", "gerda", "cor", "rita", "sam"},
    "confidential": {"anna", "bram", "gerda", "sam"},
    "secret": {"anna", "gerda", "sam"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("classification", READERS)
def test_who_reads_it(client, promise, keepers, classification):
    Promise.objects.filter(pk=promise.pk).update(**factories.classified(classification))
    paths = [promise.get_absolute_url(), reverse("decisions:promises-of-council", args=["ons-dorp"])]
    paths.append(reverse("decisions:promises-of-region", args=["noordland"]))
    for name, person in keepers.items():
        reads = name in READERS[classification]
        seen = Promise.objects.visible_to(person or AnonymousUser()).exists()
        page, *lists = [as_(client, person).get(path) for path in paths]
        assert (name, seen, page.status_code) == (name, reads, 200 if reads else 404)
        assert {"Evaluatie vóór 1 juli" in each.content.decode() for each in lists} == {reads}, name
        assert {"1 open" in each.content.decode() for each in lists} == {reads}, name


@pytest.mark.django_db
def test_what_it_is_about_is_told_to_who_may_see_that(client, promise, keepers, line):
    hidden = factories.action(line=line, what="Geheim plan", released_at=None)
    Promise.objects.filter(pk=promise.pk).update(action=hidden)
    listed = reverse("decisions:promises-of-council", args=["ons-dorp"])
    for name, sees in {"visitor": False, "gerda": False, "anna": True}.items():
        as_(client, keepers[name])
        told = client.get(promise.get_absolute_url()).content.decode() + client.get(listed).content.decode()
        assert ("Geheim plan" in told) == sees, name
        one = client.get(listed, {"bij": f"action-{hidden.pk}"})
        assert (one.status_code, "Evaluatie vóór" in text_of(one)) == (200, sees), name
        assert ("Evaluatie vóór" in text_of(client.get(listed, {"bij": "programme"}))) != sees, name


# --- Who keeps it ---

LOGIN = 302
ACTS = {
    # who:      edit, answer, close, reopen
    "visitor": (LOGIN, LOGIN, LOGIN, LOGIN),
    "anna": (200, 200, 403, 403),
    "bram": (403, 403, 403, 403),
    "carla": (403, 403, 403, 403),
    "olga": (403, 403, 403, 403),
    "gerda": (200, 200, 200, 200),
    "cor": (200, 200, 403, 403),
    "rita": (403, 403, 403, 403),
    "greet": (403, 403, 403, 403),
}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ACTS)
def test_who_keeps_it(client, promise, keepers, who):
    as_(client, keepers[who])
    paths = [reverse(f"decisions:promise-{act}", args=[promise.pk]) for act in ("edit", "answer", "close", "reopen")]
    assert tuple(client.get(path).status_code for path in paths) == ACTS[who]


def sent(client, promise, act, **typed):
    path = reverse(f"decisions:promise-{act}", args=[promise.pk])
    promise.refresh_from_db()
    response = client.post(path, {"version": promise.version} | typed)
    promise.refresh_from_db()
    return response


@pytest.mark.django_db
def test_the_leader_answers_and_the_griffier_closes(client, promise, keepers):
    today = datetime.date.today().isoformat()
    as_(client, keepers["anna"])
    assert sent(client, promise, "answer", answer="De evaluatie is er.", on=today).status_code == 302
    assert promise.state == State.ANSWERED
    assert sent(client, promise, "close", state="done", on=today).status_code == 403
    as_(client, keepers["gerda"])
    assert sent(client, promise, "close", state="lapsed", on=today).status_code == 200  # why is asked
    assert sent(client, promise, "close", state="done", on=today).status_code == 302
    assert (promise.state, promise.closed_by) == (State.DONE, keepers["gerda"])
    as_(client, keepers["anna"])
    assert {sent(client, promise, act).status_code for act in ("edit", "answer", "reopen")} == {403}
    as_(client, keepers["gerda"])
    assert sent(client, promise, "reopen", reason="Stuk ontbreekt").status_code == 302
    assert (promise.state, promise.closed_on, promise.closed_by) == (State.OPEN, None, None)
    lines = promise.history.order_by("history_id").values_list("history_user__name", "history_change_reason")
    told = [("Anna", "Beantwoord"), ("Gerda", "Afgedaan"), ("Gerda", "Heropend: Stuk ontbreekt")]
    assert list(lines)[1:] == told


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "state"), [("gerda", State.DONE), ("cor", State.ANSWERED), ("anna", State.ANSWERED)])
def test_only_the_griffier_closes_with_the_answer(client, promise, keepers, who, state):
    today = datetime.date.today()
    as_(client, keepers[who])
    assert sent(client, promise, "answer", answer="Zie de brief.", on=today.isoformat(), done="on").status_code == 302
    closed = (today, keepers[who]) if state == State.DONE else (None, None)
    assert (promise.state, promise.answer, promise.closed_on, promise.closed_by) == (state, "Zie de brief.", *closed)
    assert promise.history.count() == 2  # one act is one line


@pytest.mark.django_db
def test_undo_of_what_only_the_griffier_may(client, promise, keepers):
    services.close_promise(promise, state=State.DONE, on=DUE, reason="", version=promise.version, by=keepers["gerda"])
    path = reverse("decisions:promise-undo", args=[promise.pk])
    assert as_(client, keepers["cor"]).post(path, {"version": promise.version}).status_code == 403
    assert as_(client, keepers["gerda"]).post(path, {"version": promise.version}).status_code == 302
    promise.refresh_from_db()
    assert promise.state == State.OPEN
    assert as_(client, keepers["cor"]).post(path, {"version": promise.version}).status_code == 403  # that closes it


@pytest.mark.django_db
def test_undo_of_another_classification_writes_nothing(client, promise, keepers):
    """Who may read it does not come back: a line of history that changes nothing tells nobody anything."""
    services.change_promise(promise, {"number": "T-1"}, version=promise.version, by=keepers["gerda"])
    classify(promise, by=keepers["gerda"], classification="internal")
    promise.refresh_from_db()
    lines = promise.history.count()
    path = reverse("decisions:promise-undo", args=[promise.pk])
    answer = as_(client, keepers["gerda"]).post(path, {"version": promise.version}, follow=True)
    assert "veranderde de laatste keer niet" in text_of(answer)
    promise.refresh_from_db()
    assert (promise.history.count(), promise.classification, promise.number) == (lines, "internal", "T-1")


@pytest.mark.django_db
def test_who_may_read_it_changes_on_its_own_page_only(client, promise, keepers):
    """With the same second look, facts and trace as an action; nobody hides it from themselves, no undo opens it."""
    path = reverse("decisions:promise-classify", args=[promise.pk])
    facts = {"secret_ground": "artikel 87 Gemeentewet", "secret_body": "het college", "secret_on": "2026-03-03"}
    steps = [
        ("cor", {"classification": "secret", **facts}, 400),  # a contact could not read it any more
        ("gerda", {"classification": "secret"}, 400),
        ("gerda", {"classification": "secret", **facts}, 302),
        ("cor", {"classification": "public"}, 404),
        ("gerda", {"classification": "public", "lifted_by": "de raad", "lifted_on": "2026-05-12"}, 400),
    ]
    for name, sent, status in steps:
        assert as_(client, keepers[name]).post(path, sent).status_code == status
    promise.refresh_from_db()
    client.post(reverse("decisions:promise-undo", args=[promise.pk]), {"version": promise.version})
    client.post(reverse("decisions:promise-edit", args=[promise.pk]), form(promise, text="Anders"))
    promise.refresh_from_db()
    assert (promise.is_secret, promise.text) == (True, "Anders")
    assert "GEHEIM: artikel 87 Gemeentewet, opgelegd door het college" in client.get(path).content.decode()
    told = TraceEntry.objects.filter(kind__in=["classified", "seen"]).order_by("pk")
    assert list(told.values_list("kind", "by_name", "municipality_id", "subject_label")) == [
        (kind, keepers["gerda"].name, promise.municipality_id, f"Geheim: vraag of toezegging {promise.pk}")
        for kind in ("classified", "seen")
    ]
    sure = {"classification": "public", "lifted_by": "de raad", "lifted_on": "2026-05-12", "sure": "on"}
    assert client.post(path, sure).status_code == 302
    promise.refresh_from_db()
    assert promise.lifting_in_words.endswith("Opgeheven door de raad op 12 mei 2026.")
    assert promise.lifting_in_words in client.get(promise.get_absolute_url()).content.decode()


def form(promise, **typed):
    fields = {
        "place": f"{promise.municipality_id}-{promise.programme_id}", "kind": "promise", "text": promise.text,
        "due_on": "2026-07-01", "classification": "public", "version": promise.version,
    }  # fmt: skip
    return fields | typed


@pytest.mark.django_db
def test_two_people_at_once(client, promise, keepers):
    edit = reverse("decisions:promise-edit", args=[promise.pk])
    first = form(promise, due_on="2026-09-01")
    second = form(promise, text="Evaluatie met de raad")
    assert as_(client, keepers["cor"]).post(edit, first).status_code == 302
    refused = as_(client, keepers["gerda"]).post(edit, second)
    assert refused.status_code == 409
    assert "1 september 2026" in text_of(refused)
    assert "Evaluatie met de raad" in refused.content.decode()
    promise.refresh_from_db()
    assert (promise.text, promise.due_on) == ("Evaluatie vóór 1 juli", datetime.date(2026, 9, 1))
    assert as_(client, keepers["gerda"]).post(edit, second | {"version": promise.version}).status_code == 302


@pytest.mark.django_db
def test_who_keeps_for_two_councils_does_not_open_what_is_hidden_in_one(client, programme, council, promise, region):
    """Griffier of one, contact of another: a form that does not offer what it is, offers `openbaar` first."""
    elsewhere = factories.municipality(region, name="Derde Dorp")
    both = factories.griffier(council)
    give_access(both, role="contact", place=elsewhere)
    Promise.objects.filter(pk=promise.pk).update(classification="confidential")
    edit = reverse("decisions:promise-edit", args=[promise.pk])
    assert 'name="classification"' not in as_(client, both).get(edit).content.decode()  # on a page of its own
    typed = form(promise, number="T-9")
    assert client.post(edit, typed).status_code == 302
    moved = client.post(edit, typed | {"place": f"{elsewhere.pk}-{programme.pk}", "version": promise.version + 1})
    assert "Dit kunt u bij deze raad niet kiezen" in moved.content.decode()
    promise.refresh_from_db()
    assert (promise.classification, promise.municipality) == ("confidential", council)


@pytest.mark.django_db
def test_saving_keeps_what_it_is_about_and_the_keeper_may_not_see(client, promise, keepers, line):
    hidden = factories.action(line=line, released_at=None)
    Promise.objects.filter(pk=promise.pk).update(action=hidden)
    edit = reverse("decisions:promise-edit", args=[promise.pk])
    assert as_(client, keepers["gerda"]).post(edit, form(promise, number="T-1")).status_code == 302
    promise.refresh_from_db()
    assert (promise.number, promise.action) == ("T-1", hidden)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "answer"), [("gerda", 302), ("cor", 302), ("anna", 302), ("greet", 403), ("bram", 403)]
)
def test_who_adds_one(client, promise, keepers, who, answer):
    path = reverse("decisions:promise-add-council", args=["ons-dorp"])
    typed = form(promise, text="Kunt u de cijfers delen?", kind="technical")
    assert as_(client, keepers[who]).post(path, typed).status_code == answer
    made = Promise.objects.filter(kind="technical")
    assert made.count() == (answer == 302)
    assert [one.history.count() for one in made] == [1] * made.count()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"holder": "wethouder J. Jansen"}, "lijkt op de naam van een persoon"),
        ({"due_text": "Q3"}, "U hebt al een dag ingevuld"),
        ({"link": "javascript:alert(1)"}, "Vul een webadres in"),
        ({"link": "ftp://raad.example/1"}, "Vul een webadres in"),
        ({"text": ""}, "Schrijf wat is gevraagd"),
        ({"about": "action-99999"}, "Maak een keuze uit de lijst"),
    ],
)
def test_what_is_refused(client, promise, keepers, typed, error):
    response = as_(client, keepers["cor"]).post(
        reverse("decisions:promise-edit", args=[promise.pk]), form(promise, **typed)
    )
    assert (response.status_code, error in response.content.decode()) == (200, True)
    assert promise.history.count() <= 1


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("wethouder jeugd", False), ("Wethouder Zorg en Welzijn", False), ("het college", False),
        ("portefeuillehouder Sociaal Domein", False), ("wethouder De Vries", True), ("J.P. van der Berg", True),
        ("Anna de Vries", True), ("burgemeester", False), ("", False),
    ],
)  # fmt: skip
def test_a_role_is_no_name(text, is_person):
    assert bool(person_in(text)) == is_person


# --- The list ---


@pytest.mark.django_db
def test_filters_say_what_they_do_not_know(client, promise):
    page = text_of(client.get(reverse("decisions:promises-of-council", args=["ons-dorp"]), {"soort": "onzin"}))
    assert "Dit begrijpen we niet in het webadres" in page
    assert "Evaluatie vóór 1 juli" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["laat", "open", "zonder", "beantwoord", "klaar"]),
        ({"status": "overdue"}, ["laat"]),
        ({"status": "open"}, ["laat", "open", "zonder"]),
        ({"status": "closed"}, ["klaar"]),
        ({"soort": "motion"}, ["open"]),
        ({"bij": "line"}, ["zonder"]),
    ],
)
def test_filters_and_order(client, programme, council, line, query, shown):
    made = {"programme": programme, "municipality": council}
    factories.promise(**made, text="klaar", state="done", closed_on=DUE)
    factories.promise(**made, text="beantwoord", state="answered")
    factories.promise(**made, text="zonder", line=line)
    factories.promise(**made, text="open", due_on=datetime.date(2999, 1, 1), kind="motion")
    factories.promise(**made, text="laat", due_on=datetime.date(2020, 1, 1))
    for address in (("promises-of-council", "ons-dorp"), ("promises-of-region", "noordland")):
        response = client.get(reverse(f"decisions:{address[0]}", args=[address[1]]), query)
        assert [row.promise.text for row in response.context["terms"].rows] == shown


@pytest.mark.django_db
def test_a_list_asks_no_more_for_more_rows(client, programme, region, line, document_of, people):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(path).status_code == 200
        return len(found)

    path = reverse("decisions:promises-of-region", args=[region.slug])
    client.force_login(people["anna"])
    counts = []
    for number in (1, 40):
        for at in range(number):
            tie = [{"action": factories.action(line=line)}, {"line": line}, {"document": document_of}, {}][at % 4]
            factories.promise(programme=programme, due_on=DUE, **tie)
        for tie in ({"indicator": factories.indicator().slug}, {"evaluation": 1}):
            factories.promise(programme=programme, due_on=datetime.date(2019, 1, 1), **tie)
        counts.append(queries())
    assert counts[1] <= counts[0] + 3  # lines, actions and documents, of which the first page had one
    assert counts[1] <= 15


@pytest.fixture
def document_of(programme):
    return factories.document(programme=programme)


@pytest.mark.django_db
def test_it_is_about_one_thing_at_most(programme, line):
    with pytest.raises(IntegrityError):
        factories.promise(programme=programme, line=line, indicator="meldingen")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_half_written(promise, keepers):
    version = promise.version
    with pytest.raises(IntegrityError):
        services.change_promise(promise, {"state": State.DONE}, version=version, by=keepers["gerda"])
    promise.refresh_from_db()
    assert (promise.version, promise.state) == (version, State.OPEN)


# --- Everywhere it shows, with the time moved ---


def at(monkeypatch, day):
    """As if today were another day, for everything that asks the clock."""
    now = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def dashboard(client, promise):
    return text_of(client.get(reverse("region", args=["noordland"])))


def council_page(client, promise):
    return text_of(client.get(reverse("municipality", args=["ons-dorp"])))


def council_list(client, promise):
    return text_of(client.get(reverse("decisions:promises-of-council", args=["ons-dorp"])))


def region_list(client, promise):
    return text_of(client.get(reverse("decisions:promises-of-region", args=["noordland"])))


def own_page(client, promise):
    return text_of(client.get(promise.get_absolute_url()))


def beside_the_action(client, promise):
    return text_of(client.get(promise.action.get_absolute_url()))


def my_page(client, promise):
    client.force_login(factories.griffier(promise.municipality))
    return text_of(client.get(reverse("my-page")))


def report(client, promise):
    on = timezone.localdate()
    taken = snapshot.take(factories.evaluation(programme=promise.programme), on=on)
    return render_to_string("evaluations/report/_promises.html", {"report": taken})


PLACES = [dashboard, council_page, council_list, region_list, own_page, beside_the_action, my_page, report]


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("day", "late"), [(DUE - datetime.timedelta(days=1), False), (DUE, False), (DUE + datetime.timedelta(days=1), True)]
)
def test_before_1_july_is_late_on_2_july_everywhere(client, monkeypatch, promise, action, place, day, late):
    Promise.objects.filter(pk=promise.pk).update(action=action)
    promise.refresh_from_db()
    at(monkeypatch, day)
    told = place(client, promise)
    assert "Evaluatie vóór 1 juli" in told
    assert ("termijn was 1 juli 2026" in told, "uiterlijk 1 juli 2026" in told) == (late, not late)


# --- Reminders ---


@pytest.mark.django_db
def test_who_keeps_it_is_reminded_before_and_after_once_each(monkeypatch, promise, keepers, mailoutbox):
    told, due = {}, timezone.localdate() + datetime.timedelta(days=60)  # who keeps it does so from today
    Promise.objects.filter(pk=promise.pk).update(due_on=due)
    for days in (-30, -21, -20, -5, 0, 1, 2, 40):
        at(monkeypatch, due + datetime.timedelta(days=days))
        reminders.send_due()
        reminders.send_due()
        told[days] = sorted(mail.to[0] for mail in mailoutbox)
        mailoutbox.clear()
    everybody = sorted(keepers[name].email for name in ("anna", "cor", "gerda"))
    assert told == {key: [] for key in told} | {-21: everybody, 1: everybody}


@pytest.mark.django_db
def test_one_mail_a_day_and_nothing_of_what_may_not_be_read(promise, keepers, mailoutbox):
    place = {"programme": promise.programme, "municipality": promise.municipality, "due_on": DUE}
    factories.promise(**place, text="Vertrouwelijk stuk", classification="confidential")
    factories.promise(**place, text="Al beantwoord", state="answered")
    reminders.send_due()
    bodies = {mail.to[0]: mail.body for mail in mailoutbox}
    assert len(mailoutbox) == len(bodies) == 3
    assert all(mail.subject.startswith("Regiovisieportaal: ") for mail in mailoutbox)
    assert not any("Vertrouwelijk stuk" in body or "Al beantwoord" in body for body in bodies.values())
    counts = {name: bodies[keepers[name].email].count("termijn was") for name in ("anna", "cor", "gerda")}
    assert counts == {"anna": 2, "cor": 1, "gerda": 2}  # a contact does not read what is vertrouwelijk
    factories.promise(**place, text="Nog een")
    reminders.send_due()
    assert len(mailoutbox) == 3  # tomorrow


@pytest.mark.django_db
def test_the_back_office_closes_nothing_for_a_council(client, promise):
    client.force_login(factories.superuser())
    page = reverse("admin:decisions_promise_change", args=[promise.pk])
    fields = set(re.findall(r'name="([a-z_]+)"', client.get(page).content.decode()))
    assert {"text", "due_on"} <= fields
    assert not {"state", "closed_on"} & fields


@pytest.mark.django_db
def test_the_back_office_brings_no_old_version_back(client, promise, keepers):
    """It would put back that a promise was closed, and who may read it, without who decides on that."""
    classify(promise, by=keepers["gerda"], classification="internal")
    client.force_login(factories.superuser())
    old = promise.history.last()
    page = reverse("admin:decisions_promise_simple_history", args=[promise.pk, old.pk])
    shown = client.get(page)
    assert (shown.status_code, 'value="Revert"' in shown.content.decode()) == (200, False)
    assert client.post(page, {"text": "Oud", "classification": "public"}).status_code == 403
    promise.refresh_from_db()
    assert (promise.classification, promise.text) == ("internal", "Evaluatie vóór 1 juli")
    recorded = [each for each in admin.site._registry.values() if isinstance(each, RecordedAdmin)]
    assert len(recorded) > 10
    assert all(each.revert_disabled(shown.wsgi_request) for each in recorded)
