"""Calling back: figures that tell too much go from the pages, and the reports that hold them can close at once."""

import threading
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import pdf, services
from evaluations.models import Evaluation
from jobs import running
from monitoring import services as figures
from monitoring.models import Delivery, Figure
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
CLOSED = "Dit rapport is tijdelijk gesloten"
REASON = "De som verraadt een klein aantal."


@pytest.fixture
def vt(programme):
    found = factories.region(kind="veilig_thuis", code="VT77", organisation="Veilig Thuis Noord")
    programme.veilig_thuis_regions.add(found)
    return found


@pytest.fixture
def vera(vt):
    return factories.veilig_thuis(vt, name="Vera")


@pytest.fixture
def own(vt, vera):
    """A released delivery of Veilig Thuis."""
    source = factories.source(veilig_thuis=vt)
    delivery = factories.delivery(source=source, title="Aanlevering 1")
    topic = factories.indicator(source=source, title="Eigen meldingen")
    factories.figure(indicator=topic, delivery=delivery, area_code="VT77", value=Decimal(7331))
    figures.release(delivery, interpretation="Let op.", by=vera)
    delivery.refresh_from_db()
    return delivery


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(pdf, "render", lambda context, said: b"%PDF-1.7 klein")


@pytest.fixture
def report(people, action, own, quick):
    """A public report with figures of the delivery."""
    return made(action.programme, people["bram"])


def made(programme, by, **fields):
    found = factories.evaluation(
        programme=programme, classification="public", introduction="Er waren 7.330 meldingen.", created_by=by, **fields
    )
    running.run(services.make_report(found, by=by).pk)
    return Evaluation.objects.get(pk=found.pk)


def at(name, found):
    return reverse(f"evaluations:{name}", args=[found.programme.region.slug, found.pk])


def fetched(client, report):
    """The status and the content of the file, read to its end."""
    answer = client.get(at("pdf", report))
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def withdraw_page(own):
    return reverse("monitoring:withdraw", args=["noordland", own.pk])


def withdrawn(own, by, **fields):
    return figures.withdraw(own, **{"reason": REASON, "by": by, "kind": "too_much", "close_reports": True} | fields)


def test_a_report_knows_what_it_holds(report, own, action):
    assert (list(report.deliveries.all()), list(report.actions.all()), report.contents_known) == ([own], [action], True)


def test_the_page_shows_where_the_figures_stand_and_closes_those_reports(client, report, own, vera, people):
    client.force_login(vera)
    page = client.get(withdraw_page(own)).content.decode()
    assert (report.title in page, "Kan erin staan" in page) == (True, False)
    assert "kind" in client.post(withdraw_page(own), {"reason": REASON}).context["form"].errors
    sent = {"reason": REASON, "kind": "too_much", "close_reports": "on"}
    answer = client.post(withdraw_page(own), sent, follow=True).content.decode()
    assert ("Gesloten rapporten: 1." in answer, "Het verraadt te veel" in answer) == (True, True)
    own.refresh_from_db()
    report.refresh_from_db()
    assert (own.withdrawn_kind, report.closed_by, report.closed_for) == ("too_much", vera, own)
    assert list(Figure.objects.public()) == []


@pytest.mark.parametrize(
    ("who", "page", "file"),
    [
        (None, 200, 410), ("carla", 200, 410), ("olga", 200, 410), ("bram", 200, 410),
        ("anna", 200, 200), ("vera", 200, 200),
    ],
)  # fmt: skip
def test_a_closed_report_says_so_and_stays_for_who_may(client, report, own, vera, people, who, page, file):
    withdrawn(own, vera)
    if who:
        client.force_login({**people, "vera": vera}[who])
    shown = client.get(at("evaluation", report))
    text = shown.content.decode()
    assert (shown.status_code, CLOSED in text, "7.330" in text) == (page, file == 410, file == 200)
    status, content = fetched(client, report)
    assert (status, content.startswith(b"%PDF")) == (file, file == 200)
    assert "Tijdelijk gesloten" in client.get(reverse("evaluations:list", args=["noordland"])).content.decode()


def test_who_made_a_closed_report_reads_that_on_the_own_page(client, report, own, vera, people):
    client.force_login(report.created_by)
    assert "Tijdelijk gesloten" not in client.get("/mijn/").content.decode()
    withdrawn(own, vera)
    assert "Tijdelijk gesloten" in client.get("/mijn/").content.decode()


def test_the_page_names_what_will_hold_again(client, report, own, vera):
    client.force_login(vera)
    assert "Dan geldt weer" not in client.get(withdraw_page(own)).content.decode()
    earlier, figure = factories.delivery(source=own.source, title="Eerste levering"), own.figures.first()
    earlier.released_at, earlier.interpretation = own.released_at - timedelta(days=1), "Let op."
    earlier.save()
    Figure.objects.create(
        delivery=earlier, indicator=figure.indicator, area_code=figure.area_code, period=figure.period, value=100,
        status="definitief", is_current=False,
    )  # fmt: skip
    page = client.get(withdraw_page(own)).content.decode()
    assert ("Dan geldt weer" in page, "Eerste levering" in page) == (True, True)
    Delivery.objects.filter(pk=earlier.pk).update(released_at=own.released_at + timedelta(days=1))
    assert "Dan geldt weer" not in client.get(withdraw_page(own)).content.decode()


@pytest.mark.parametrize("kind", ["wrong", "replaced"])
def test_another_reason_closes_nothing_unless_asked(report, own, vera, kind):
    assert withdrawn(own, vera, kind=kind, close_reports=False) == 0
    report.refresh_from_db()
    assert report.closed_at is None


def test_a_report_closes_for_no_other_reason(client, report, own, vera):
    client.force_login(vera)
    sent = {"reason": REASON, "kind": "wrong", "close_reports": "on"}
    assert "close_reports" in client.post(withdraw_page(own), sent).context["form"].errors
    report.refresh_from_db()
    assert report.closed_at is None


def test_without_a_reason_nothing_is_withdrawn_nor_closed(report, own, vera):
    with pytest.raises(figures.ReleaseError):
        withdrawn(own, vera, reason=" ")
    report.refresh_from_db()
    assert (report.closed_at, Delivery.objects.get(pk=own.pk).withdrawn_at) == (None, None)


def test_a_report_of_which_is_not_known_what_it_holds_may_hold_it(client, report, own, vera):
    Evaluation.objects.update(contents_known=False)
    report.deliveries.clear()
    client.force_login(vera)
    assert "Kan erin staan" in client.get(withdraw_page(own)).content.decode()
    assert withdrawn(own, vera) == 1


def test_reports_without_these_figures_stay_open(own, vera, people, quick, action):
    elsewhere = factories.programme()
    other = made(elsewhere, factories.policy_officer(elsewhere.region))
    assert (withdrawn(own, vera), Evaluation.objects.get(pk=other.pk).closed_at) == (0, None)


def test_a_report_that_is_being_made_does_not_slip_through(people, action, own, vera, monkeypatch):
    """Its figures were read before the withdrawal, its file is kept after it."""
    report = factories.evaluation(programme=action.programme, classification="public", created_by=people["bram"])

    def render(context, said):
        assert withdrawn(own, vera) == 0
        return b"%PDF-1.7 met ingetrokken cijfers"

    monkeypatch.setattr(pdf, "render", render)
    job = services.make_report(report, by=people["bram"])
    running.run(job.pk)
    job.refresh_from_db()
    report.refresh_from_db()
    assert (job.state, "ingetrokken" in job.error, report.pdf.name) == ("failed", True, "")


def test_a_corrected_report_takes_its_place(client, report, own, vera, people):
    withdrawn(own, vera)
    old = report.pdf.name
    client.force_login(people["bram"])
    assert client.post(at("make", report))["Location"] == at("edit", report)  # its texts are read first
    running.run(services.rewrite(report, title="Nieuw", introduction="", conclusion="", by=people["bram"]).pk)
    report = Evaluation.objects.get(pk=report.pk)
    assert (report.closed_at, report.pdf.name == old, list(report.deliveries.all())) == (None, False, [])
    client.logout()
    assert CLOSED not in client.get(at("evaluation", report)).content.decode()


def test_a_job_that_waited_does_not_open_a_closed_report(report, own, vera, people):
    job = services.make_report(report, by=people["bram"])
    withdrawn(own, vera)
    running.run(job.pk)
    report.refresh_from_db()
    assert report.closed_at is not None


def test_who_may_not_see_a_report_reads_no_title_of_it(client, report, own, vera):
    Evaluation.objects.update(classification="internal", title="Geheime titel")
    client.force_login(vera)
    page = client.get(withdraw_page(own)).content.decode()
    assert ("Geheime titel" in page, "Een rapport dat u niet kunt zien" in page) == (False, True)


def test_the_page_costs_the_same_at_any_length(client, report, own, vera, people, action):
    client.force_login(vera)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(withdraw_page(own))
        counts.append(len(captured))
        made(action.programme, people["bram"])
    assert counts[0] == counts[1]


# --- Given only to who may still see what is in it ---


@pytest.mark.parametrize(("who", "status"), [(None, 410), ("carla", 410), ("olga", 200), ("bram", 200), ("anna", 200)])
def test_a_report_with_what_became_internal_is_outdated(client, report, action, people, who, status):
    action.classification = "internal"
    action.save()
    if who:
        client.force_login(people[who])
    got, content = fetched(client, report)
    assert (got, b"verouderd" in content) == (status, status == 410)


def test_what_old_reports_hold_is_taken_for_all_that_was_released(client, report, action):
    Evaluation.objects.update(contents_known=False)
    report.actions.clear()
    assert fetched(client, report)[0] == 200
    action.classification = "confidential"
    action.save()
    assert fetched(client, report)[0] == 410


def test_an_action_that_was_deleted_does_not_outdate_a_report(client, report, action):
    action.delete()
    assert fetched(client, report)[0] == 200


def test_a_document_that_became_internal_outdates_it(client, people, action, own, quick):
    document = factories.document(programme=action.programme)
    report = made(action.programme, people["bram"])
    document.classification = "internal"
    document.save()
    assert fetched(client, report)[0] == 410


# --- Two at the same moment ---


@pytest.mark.postgres
def test_keeping_a_report_waits_for_a_withdrawal_that_is_under_way(people, action, own, vera, quick):
    """The withdrawal has closed what it found and is about to commit; the worker is about to keep a new report."""
    report = factories.evaluation(programme=action.programme, classification="public", created_by=people["bram"])
    job = services.make_report(report, by=people["bram"])
    is_closing, read = threading.Event(), threading.Event()

    def withdrawing():
        with transaction.atomic():
            withdrawn(own, vera)
            is_closing.set()
            assert read.wait(20)
            time.sleep(0.5)  # the worker now asks for the lock
        connection.close()

    def render(context, said):
        other.start()
        assert is_closing.wait(20)
        read.set()
        return b"%PDF-1.7"

    other = threading.Thread(target=withdrawing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "render", render)
        running.run(job.pk)
    other.join()
    job.refresh_from_db()
    report.refresh_from_db()
    assert (job.state, report.pdf.name) == ("failed", "")
