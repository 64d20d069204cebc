"""Mail waits in a row, goes out once, and leaves no secret behind."""

import datetime
import re

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone

from jobs import outbox, tasks
from jobs.models import Mail
from tests import factories
from tests.jobs.mail_server import mail_server

SECRET = "https://portaal.example/inloggen/password/reset/key/1-geheim/"


@pytest.fixture(autouse=True)
def asked(settings, monkeypatch):
    """Mail goes to the outbox; gives the periodic work that workers were asked to do at once."""
    settings.EMAIL_BACKEND = "jobs.outbox.Outbox"
    names = []
    monkeypatch.setattr(tasks.periodic, "apply_async", lambda arguments, **options: names.append(arguments[0]))
    return names


@pytest.fixture
def server(settings):
    with mail_server(settings) as found:
        yield found


@pytest.fixture
def no_server(settings, server):
    """A mail server that is away."""
    settings.EMAIL_PORT = 9
    return server


def write(to="anna@voorbeeld.example", body=SECRET):
    send_mail("Kies een wachtwoord", body, None, [to])
    return Mail.objects.latest("pk")


def later(**by):
    """As if the mails had been made, tried and claimed so much earlier."""
    for mail in Mail.objects.all():
        for name in ("created_at", "send_after", "claimed_at"):
            if getattr(mail, name):
                setattr(mail, name, getattr(mail, name) - datetime.timedelta(**by))
        mail.save()


def test_a_mail_is_sent_once_and_its_secret_is_deleted(db, server):
    mail = write()
    assert (mail.state, SECRET in mail.content["body"]) == ("waiting", True)
    assert [outbox.deliver(), outbox.deliver()] == [1, 0]
    mail.refresh_from_db()
    assert (mail.state, mail.content, mail.attempts, mail.problem) == ("sent", None, 1, "")
    assert mail.finished_at is not None
    (text,) = server.received
    assert SECRET in text
    assert len(re.findall("^Message-ID: ", text, flags=re.MULTILINE)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_asked_to_send_at_once_after_the_commit(asked, server):
    with transaction.atomic():
        write()
        assert asked == []
    assert asked == ["mail-outbox"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_of_a_transaction_that_fails_is_never_sent(server):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert (outbox.deliver(), Mail.objects.count()) == (0, 0)


def test_a_server_that_is_away_costs_nothing_but_time(db, no_server, caplog):
    write("anna@voorbeeld.example")
    second = write("bram@voorbeeld.example")
    assert outbox.deliver() == 0
    first = Mail.objects.earliest("pk")
    second.refresh_from_db()
    assert (first.state, first.attempts, second.attempts) == ("waiting", 1, 0)  # one try tells that it is away
    assert first.send_after > timezone.now() + datetime.timedelta(seconds=50)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "jobs.outbox"]
    assert "anna" not in line


def test_it_is_sent_when_the_server_is_back_after_growing_pauses(db, settings, no_server):
    mail = write()
    pauses = []
    for _attempt in range(8):
        outbox.deliver()
        mail.refresh_from_db()
        pauses.append(round((mail.send_after - timezone.now()).total_seconds() / 60))
        later(seconds=(mail.send_after - timezone.now()).total_seconds() + 1)
    assert pauses == [1, 2, 5, 15, 30, 60, 60, 60]
    settings.EMAIL_PORT = no_server.server_address[1]
    assert (outbox.deliver(), len(no_server.received)) == (1, 1)


def test_it_is_given_up_after_a_day_and_its_secret_is_deleted(db, no_server):
    mail = write()
    outbox.deliver()
    later(hours=25)
    assert outbox.deliver() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.content, no_server.received) == ("given_up", None, [])
    assert "refused" in mail.problem


@pytest.mark.parametrize("word", ["RCPT", "DATA", "MAIL"])
def test_a_mail_that_the_server_refuses_is_given_up_and_the_others_go(db, server, word):
    server.answers = {word: "550 no such mailbox"}
    refused = write()
    outbox.deliver()
    server.answers = {}
    write()
    assert outbox.deliver() == 1
    refused.refresh_from_db()
    assert (refused.state, refused.content, "550" in refused.problem) == ("given_up", None, True)


def test_a_server_that_asks_to_come_back_gets_it_later(db, server):
    server.answers = {"RCPT": "451 try later"}
    mail = write()
    outbox.deliver()
    mail.refresh_from_db()
    assert (mail.state, mail.content is None, server.received) == ("waiting", False, [])


def test_two_workers_send_it_once(db, server):
    mail = write()
    assert outbox._claim(mail.pk)
    assert (outbox._claim(mail.pk), outbox.deliver(), server.received) == (None, 0, [])


@pytest.mark.parametrize("by", [datetime.timedelta(minutes=3), datetime.timedelta(hours=-1)], ids=["stale", "ahead"])
def test_a_mail_of_a_worker_that_was_killed_is_sent_under_the_same_name(db, server, by):
    mail = write()
    name = mail.content["headers"]["Message-ID"]
    outbox._claim(mail.pk)  # this worker is killed
    Mail.objects.update(claimed_at=timezone.now() - by)
    assert outbox.deliver() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, f"Message-ID: {name}" in server.received[0]) == ("sent", 2, True)


def test_a_slow_worker_does_not_mark_what_another_sends(db, server):
    write()
    slow = outbox._claim(Mail.objects.get().pk)
    Mail.objects.update(attempts=2)  # the other one
    outbox._end(slow, Mail.State.GIVEN_UP, problem="x")
    assert Mail.objects.get().state == "sending"


def test_all_of_a_message_arrives(db, server):
    message = EmailMultiAlternatives(
        "Onderwerp", "Tekst é", "van@voorbeeld.example", ["a@voorbeeld.example"], reply_to=["terug@voorbeeld.example"]
    )
    message.attach_alternative("<p>Tekst</p>", "text/html")
    message.extra_headers["X-Soort"] = "proef"
    message.send()
    outbox.deliver()
    (text,) = server.received
    for part in ("From: van@voorbeeld.example", "Reply-To: terug@voorbeeld.example", "X-Soort: proef", "<p>Tekst</p>"):
        assert part in text


def test_what_the_outbox_cannot_keep_is_refused_loudly(db):
    message = EmailMessage("x", "x", None, ["a@voorbeeld.example"])
    message.attach("bestand.txt", "x")
    with pytest.raises(ValueError, match="attachments"):
        message.send()
    assert EmailMessage("x", "x", None, []).send() == 0


def test_rows_go_a_month_after_they_ended(db, server):
    write()
    outbox.deliver()
    write()
    later(days=31)
    assert (outbox.delete_old(), Mail.objects.get().state) == (1, "waiting")


def test_the_back_office_shows_no_secret(client, db, server, no_server):
    client.force_login(factories.superuser())
    mail = write()
    outbox.deliver()
    for path in ("/beheer/jobs/mail/", f"/beheer/jobs/mail/{mail.pk}/change/"):
        page = client.get(path).content.decode()
        assert ("anna@voorbeeld.example" in page, "geheim" in page, "password/reset" in page) == (True, False, False)
    assert client.get("/beheer/jobs/mail/add/").status_code == 403
    assert client.post(f"/beheer/jobs/mail/{mail.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("known", [True, False])
def test_a_forgotten_password_is_no_error_while_the_mail_server_is_away(client, db, no_server, known):
    person = factories.user()
    address = person.email if known else "niemand@voorbeeld.example"
    response = client.post("/inloggen/password/reset/", {"email": address})
    assert (response.status_code, response["Location"]) == (302, "/inloggen/password/reset/done/")
    assert [(mail.to, mail.state) for mail in Mail.objects.all()] == [(address, "waiting")]
    assert outbox.deliver() == 0


def test_no_round_costs_more_queries_for_mail_that_waits(db, server, django_assert_num_queries):
    for _number in range(5):
        write()
    Mail.objects.update(send_after=timezone.now() + datetime.timedelta(hours=1))
    with django_assert_num_queries(2):
        outbox.deliver()
