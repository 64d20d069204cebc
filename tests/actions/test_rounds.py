"""A progress round: who gets which mail, what a link opens, and what becomes of an answer."""

import datetime
import re
import threading
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.forms.rounds import periods_on
from actions.models import Asked, AskedLink, ProgressRound, ProgressUpdate
from actions.services import answering, rounds
from actions.services.progress import NotAConcept, put_back_update, release_update
from jobs import outbox
from jobs.models import Mail
from tests import factories
from tests.actions.failing import HalfWay
from tests.jobs.mail_server import mail_server


@pytest.fixture
def new(region):
    return reverse("actions:round-new", args=[region.slug])


@pytest.fixture
def leader(people):
    client = Client()
    client.force_login(people["anna"])
    return client


@pytest.fixture
def asked(action, organisation):
    made = factories.progress_round(programme=action.programme)
    person = factories.asked(organisation, round=made, name="Olga", email="olga@voorbeeld.example")
    token = answering.new_link(person)
    return SimpleNamespace(person=person, round=made, token=token, path=reverse("actions:answer", args=[token]))


def typed(page, **more):
    """What a leader sends: the fields of the form as they stand there."""
    form = page.context["form"]
    fields = {field.html_name: field.value() for field in form if field.value() not in (None, [], False)}
    return fields | {"closes_on": str(timezone.localdate() + datetime.timedelta(days=10))} | more


def send(client, new, **more):
    """Fill in, look at who gets what, and send."""
    sure = client.post(new, typed(client.get(new), **more))
    assert (sure.status_code, "gezien" in sure.content.decode()) == (200, True)
    form = sure.context["form"]
    again = {}
    for name, value in sure.context["sent"]:
        again.setdefault(name, []).append(value)
    return client.post(new, again | {"gezien": form.mark, "versturen": "1"})


# --- Asking ---


def test_a_leader_asks_everybody_and_each_gets_one_mail(leader, new, people, action, line, organisation):
    other = factories.organisation(region=organisation.region, name="GGD")
    factories.action(line=line, what="Spreekuur", leads=[other])
    answer = send(leader, new, **{f"naam-{other.pk}": "Gerda", f"mail-{other.pk}": "Gerda@ggd.example"})
    made = ProgressRound.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    told = {message.to[0]: message for message in mail.outbox}
    assert len(mail.outbox) == len(told) == 2
    assert told.keys() == {people["olga"].email, "gerda@ggd.example"}
    assert "Meldcodetour" in told[people["olga"].email].body
    assert "Meldcodetour" not in told["gerda@ggd.example"].body
    assert [one.reply_to for one in mail.outbox] == [[people["anna"].email]] * 2
    assert set(made.asked.values_list("user", flat=True)) == {people["olga"].pk, None}
    (recorded,) = made.history.all()
    assert (recorded.history_user, recorded.history_change_reason) == (people["anna"], "Uitvraag verstuurd")


def test_nothing_is_sent_before_the_leader_saw_who_gets_what(leader, new, people, action, line, organisation):
    sure = leader.post(new, typed(leader.get(new)))
    assert (ProgressRound.objects.count(), mail.outbox) == (0, [])
    factories.action(line=line, what="Erbij", leads=[organisation])
    fields = dict(sure.context["sent"]) | {"gezien": sure.context["form"].mark, "versturen": "1"}
    again = leader.post(new, fields)
    assert (again.status_code, ProgressRound.objects.count(), mail.outbox) == (200, 0, [])
    assert "Erbij" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"closes_on": "2020-01-01"}, "closes_on"),
        ({"naam-{org}": "Gerda"}, "mail-{org}"),
        ({"mail-{org}": "gerda@ggd.example"}, "naam-{org}"),
        ({"mail-{org}": "geen adres", "naam-{org}": "Gerda"}, "mail-{org}"),
        ({"wie-{org}": []}, "__all__"),
        ({"wie-{org}": ["999999"]}, "wie-{org}"),
        ({"sender": ""}, "sender"),
    ],
)
def test_what_a_round_needs(leader, new, people, action, organisation, change, where):
    change = {name.format(org=organisation.pk): value for name, value in change.items()}
    page = leader.post(new, typed(leader.get(new), **change))
    assert (page.status_code, list(page.context["form"].errors)) == (400, [where.format(org=organisation.pk)])


def test_two_hundred_owners_get_one_mail_each_whatever_the_mail_server_does(leader, new, line, settings, monkeypatch):
    """The server is away for the first half of the time, and goes away once more half-way: all arrive, none twice."""
    settings.EMAIL_BACKEND = "jobs.outbox.Outbox"
    monkeypatch.setattr("jobs.tasks.periodic.apply_async", lambda arguments, **options: None)
    region = line.programme.region
    for number in range(200):
        organisation = factories.organisation(region=region, name=f"Organisatie {number}")
        factories.owner(organisation)
        factories.action(line=line, leads=[organisation])
    assert send(leader, new).status_code == 302
    assert (Asked.objects.count(), Mail.objects.filter(state="waiting").count()) == (200, 200)
    with mail_server(settings) as server:
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
        assert outbox.deliver() == 0
        settings.EMAIL_PORT = port
        for answers in ({}, {"RCPT": "451 later"}, {}, {}, {}):
            server.answers = answers
            Mail.objects.filter(state="waiting").update(send_after=timezone.now() - datetime.timedelta(seconds=1))
            outbox.deliver()
        texts = server.received
    people = [re.search(r"^To: (\S+)", text, re.MULTILINE)[1] for text in texts]
    assert (len(people), len(set(people)), set(people)) == (
        200,
        200,
        set(Asked.objects.values_list("email", flat=True)),
    )
    assert not Mail.objects.exclude(content=None).exists()  # the links are nowhere any more


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_a_leader_ask_as_much_of_the_database_for_more_people(
    leader, new, line, django_assert_max_num_queries, count
):
    made = factories.progress_round(programme=line.programme)
    for _number in range(count):
        organisation = factories.organisation(region=line.programme.region)
        factories.owner(organisation)
        factories.asked(organisation, round=made)
        factories.action(line=line, leads=[organisation])
    with django_assert_max_num_queries(15):
        assert leader.get(made.get_absolute_url()).status_code == 200
    with django_assert_max_num_queries(15):
        assert leader.get(new).status_code == 200


def test_periods_that_a_round_may_be_about():
    assert periods_on(datetime.date(2026, 2, 1)) == ["2026H1", "2025H2", "2026Q1", "2025Q4", "2026"]
    assert periods_on(datetime.date(2026, 11, 1)) == ["2026H2", "2026H1", "2026Q4", "2026Q3", "2026"]


# --- What a link opens ---


def ended(asked):
    asked.round.opens_on = timezone.localdate() - datetime.timedelta(days=9)
    asked.round.closes_on = timezone.localdate() - datetime.timedelta(days=1)
    asked.round.save()


def closed(asked):
    asked.round.closed_at = timezone.now()
    asked.round.save()


def revoked(asked):
    asked.person.revoked_at = timezone.now()
    asked.person.save()


def taken_back(asked):
    asked.person.links.all().delete()


def programme_hidden(asked):
    programme = asked.round.programme
    programme.classification = "confidential"
    programme.save()


def account_closed(asked):
    asked.person.user = factories.user(is_active=False)
    asked.person.save()


def guessed(asked):
    asked.path = reverse("actions:answer", args=["A" * 43])


def cut_off(asked):
    asked.path = reverse("actions:answer", args=[asked.token[:-1]])


def the_hash(asked):
    asked.path = reverse("actions:answer", args=[AskedLink.objects.get().token_hash])


GONE = [ended, closed, revoked, taken_back, programme_hidden, account_closed, guessed, cut_off, the_hash]


@pytest.mark.parametrize("change", GONE, ids=lambda change: change.__name__)
def test_a_link_that_opens_nothing_says_the_same_whatever_the_reason(client, asked, action, change):
    guessed_page = client.get(reverse("actions:answer", args=["x"])).content
    change(asked)
    for response in (
        client.get(asked.path),
        client.post(asked.path, {"actie": action.pk, "geen-wijziging": "1"}),
        client.post(asked.path, {"alles": "1"}),
    ):
        assert (response.status_code, response.content) == (404, guessed_page)
        assert_private(response)
    assert ProgressUpdate.objects.count() == 0


def assert_private(response):
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"].startswith("noindex")


def test_guessing_ends_after_a_while_and_hinders_nobody_with_a_link(client, asked):
    answers = [client.get(reverse("actions:answer", args=["x"])).status_code for _guess in range(61)]
    assert answers == [404] * 60 + [429]
    assert client.get(asked.path).status_code == 200


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"classification": "internal"}, True),
        ({"classification": "confidential"}, False),
        (factories.classified("secret"), False),
        ({"released_at": None}, False),
        ({"status": "done"}, False),
        ({"leads": []}, False),
    ],
)
def test_a_link_shows_own_open_actions_and_nothing_hidden(client, asked, line, organisation, fields, is_shown):
    leads = fields.pop("leads", [organisation])
    action = factories.action(line=line, what="Geheimzinnig", leads=leads, **fields)
    page = client.get(asked.path)
    assert (page.status_code, "Geheimzinnig" in page.content.decode()) == (200, is_shown)
    client.post(asked.path, {"actie": action.pk, "geen-wijziging": "1"})
    assert ProgressUpdate.objects.filter(action=action).exists() is is_shown
    assert_private(page)


def test_the_link_itself_is_kept_nowhere(asked):
    assert len(asked.token) == 43  # 256 bits
    for model in (Asked, AskedLink, ProgressRound):
        assert asked.token not in str(list(model.objects.values()))


def test_the_first_time_that_it_is_opened_is_noted(client, asked):
    client.head(asked.path)
    asked.person.refresh_from_db()
    assert asked.person.opened_at is None
    client.get(asked.path)
    asked.person.refresh_from_db()
    assert asked.person.opened_at is not None


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_link_asks_as_much_of_the_database_for_more_actions(
    client, asked, line, organisation, django_assert_num_queries, count
):
    for _number in range(count):
        factories.goal(action=factories.action(line=line, leads=[organisation]))
    client.get(asked.path)
    with django_assert_num_queries(7):
        client.get(asked.path)


# --- Answering ---


def test_an_answer_is_a_concept_of_the_organisation_and_the_reader_stays_where_they_were(client, asked, action):
    page = client.get(asked.path)
    assert f'action="#actie-{action.pk}"' in page.content.decode()
    fields = {
        "actie": action.pk,
        f"actie-{action.pk}-status": "running",
        f"actie-{action.pk}-text": "We zijn begonnen.",
    }
    response = client.post(asked.path, fields)
    assert (response.status_code, response["Location"]) == (302, asked.path)
    update = ProgressUpdate.objects.get()
    assert (update.status, update.text, update.author, update.author_name, update.released_at) == (
        "running",
        "We zijn begonnen.",
        None,
        "Veilig Thuis Noordland",
        None,
    )
    assert (update.asked, update.history.get().history_type) == (asked.person, "+")
    action.refresh_from_db()
    assert action.status == "unknown"
    assert "1 van 1 beantwoord" in client.get(asked.path).content.decode()


def test_a_form_is_taken_without_a_token_against_forged_requests(asked, action):
    """A browser that tells no referrer says `Origin: null`, which the check on forged requests refuses."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
    response = client.post(asked.path, {"actie": action.pk, "geen-wijziging": "1"})
    assert (response.status_code, ProgressUpdate.objects.count()) == (302, 1)


@pytest.mark.parametrize(
    ("text", "status"), [("", ""), ("", "stopped"), ("Bel Jan, BSN 111222333.", "running")], ids=str
)
def test_an_answer_that_cannot_stand_is_shown_again_in_its_place(client, asked, action, text, status):
    fields = {"actie": action.pk, f"actie-{action.pk}-status": status, f"actie-{action.pk}-text": text}
    page = client.post(asked.path, fields)
    assert (page.status_code, ProgressUpdate.objects.count()) == (400, 0)
    (item,) = page.context["items"]
    assert item.form.errors
    assert "<details open>" in page.content.decode()


def test_no_change_for_all_leaves_what_was_answered(client, asked, action, line, organisation):
    others = [factories.action(line=line, leads=[organisation]) for _number in range(3)]
    answering.answer(asked.person, action, status="running", text="Loopt.")
    client.post(asked.path, {"alles": "1"})
    client.post(asked.path, {"alles": "1"})
    told = {update.action_id: update.no_change for update in ProgressUpdate.objects.all()}
    assert told == {action.pk: False} | {other.pk: True for other in others}
    assert ProgressUpdate.objects.count() == 4


def test_an_answer_may_change_and_who_releases_never_releases_what_was_not_seen(asked, action, people):
    answering.answer(asked.person, action, no_change=True)
    seen = ProgressUpdate.objects.get()
    answering.answer(asked.person, action, status="done")
    update = ProgressUpdate.objects.get()
    assert (update.pk != seen.pk, update.status, update.no_change) == (True, "done", False)
    with pytest.raises(NotAConcept):
        release_update(seen, text="", by=people["anna"])
    reasons = ProgressUpdate.history.order_by("history_id").values_list("history_type", "history_change_reason")
    assert list(reasons) == [
        ("+", "Geen wijziging gemeld"),
        ("-", "Vervangen door een nieuw antwoord"),
        ("+", "Voortgang gemeld"),
    ]


def test_an_answer_to_what_was_released_is_a_new_concept(asked, action, people):
    answering.answer(asked.person, action, status="running", text="Eerst.")
    release_update(ProgressUpdate.objects.get(), text="Eerst.", by=people["anna"])
    answering.answer(asked.person, action, status="done", text="Nu klaar.")
    answering.answer(asked.person, action, status="done", text="Nu klaar.")
    assert [(update.text, update.is_released) for update in ProgressUpdate.objects.order_by("pk")] == [
        ("Eerst.", True),
        ("Nu klaar.", False),
    ]


def test_what_was_finished_stays_on_the_page_once_it_is_answered(client, asked, action, people):
    answering.answer(asked.person, action, status="done", text="Klaar.")
    release_update(ProgressUpdate.objects.get(), text="Klaar.", by=people["anna"])
    page = client.get(asked.path)
    assert (page.context["sheet"].in_words, page.context["sheet"].is_done) == ("1 van 1 beantwoord", True)


def test_an_answer_that_was_put_back_is_asked_again_and_says_why(client, asked, action, people):
    answering.answer(asked.person, action, status="running", text="Iets.")
    put_back_update(ProgressUpdate.objects.get(), reason="Noem geen namen", by=people["anna"])
    page = client.get(asked.path)
    assert (page.context["sheet"].answered, "Noem geen namen" in page.content.decode()) == (0, True)


def test_two_organisations_that_say_the_same_at_once_are_both_kept(asked, action):
    other = factories.organisation(region=action.programme.region)
    action.leads.add(other)
    also = factories.asked(other, round=asked.round)
    answering.answer(asked.person, action, no_change=True)
    answering.answer(also, action, no_change=True)
    assert ProgressUpdate.objects.count() == 2


def test_the_leader_sees_who_is_done_and_who_is_late(leader, asked, action, line, organisation):
    idle = factories.organisation(region=line.programme.region)
    factories.action(line=line, leads=[idle])
    factories.asked(idle, round=asked.round, name="Zoë")
    answering.answer(asked.person, action, no_change=True)
    page = leader.get(asked.round.get_absolute_url())
    assert [(row.asked.name, row.state) for row in page.context["standings"]] == [("Zoë", "planned"), ("Olga", "done")]
    assert page.context["tally"] == "Klaar: 1 van 2 mensen. Antwoorden: 1 van 2."
    ended(asked)
    page = leader.get(asked.round.get_absolute_url())
    assert [row.state_in_words for row in page.context["standings"]] == ["Te laat", "Klaar"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_two_answers_at_the_same_moment_leave_one(asked, action):
    start = threading.Barrier(2)

    def say(status):
        start.wait()
        answering.answer(Asked.objects.get(pk=asked.person.pk), action, status=status, text=status)
        connection.close()

    both = [threading.Thread(target=say, args=[status]) for status in ("running", "done")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert ProgressUpdate.objects.count() == 1
    assert ProgressUpdate.history.filter(history_type="+").count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_round_that_cannot_be_mailed_whole_is_not_made(leader, new, people, action, line, settings):
    other = factories.organisation(region=line.programme.region)
    factories.action(line=line, leads=[other])
    settings.EMAIL_BACKEND = "jobs.outbox.Outbox"
    mails = []

    def refuse(execute, sql, *given):
        if sql.startswith('INSERT INTO "jobs_mail"'):
            mails.append(sql)
            if len(mails) == 2:
                raise HalfWay
        return execute(sql, *given)

    with connection.execute_wrapper(refuse), pytest.raises(HalfWay):
        send(leader, new, **{f"naam-{other.pk}": "Gerda", f"mail-{other.pk}": "gerda@ggd.example"})
    assert [model.objects.count() for model in (ProgressRound, Asked, AskedLink, Mail)] == [0, 0, 0, 0]


# --- Afterwards ---


@pytest.mark.parametrize(("days", "known"), [(30, True), (31, False)])
def test_who_was_asked_is_forgotten_a_month_after_a_round(asked, people, days, known):
    ended = timezone.localdate() - datetime.timedelta(days=days)
    ProgressRound.objects.update(opens_on=ended, closes_on=ended)
    other = factories.asked(asked.person.organisations.get(), name="Piet", email="piet@voorbeeld.example")
    assert rounds.forget_people() == (0 if known else 1)
    asked.person.refresh_from_db()
    assert (asked.person.name, asked.person.email) == (("Olga", "olga@voorbeeld.example") if known else ("", ""))
    assert AskedLink.objects.filter(asked=asked.person).exists() == known
    other.refresh_from_db()
    assert other.name == "Piet"
