"""What is not public carries a stamp, and who sees or takes what is hidden stands in the trace."""

import io

import pytest
from django.db import OperationalError, connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from accounts.models import TraceEntry
from actions.exports import files, selection
from tests import factories

pytestmark = pytest.mark.django_db
GROUND = "GEHEIM: artikel 87 Gemeentewet, opgelegd door het college op 3 maart 2026"
STAMPS = {"public": "", "internal": "intern (concept)", "confidential": "VERTROUWELIJK", "secret": GROUND}


@pytest.fixture
def hidden(line):
    return factories.action(line=line, what="Qzx inval", classification="secret")


def traced(kind="seen"):
    return list(TraceEntry.objects.filter(kind=kind).values_list("by_name", "subject_type", "subject_label"))


@pytest.mark.parametrize(("classification", "words"), STAMPS.items())
def test_a_page_has_the_stamp_of_what_it_shows(client, people, line, classification, words):
    action = factories.action(line=line, **factories.classified(classification))
    client.force_login(people["anna"])
    for page in (action.get_absolute_url(), reverse("actions:plan", args=[line.programme.region.slug])):
        content = client.get(page).content.decode()
        shown = [stamp for stamp in STAMPS.values() if stamp and f"<strong>{stamp}</strong>" in content]
        assert shown == ([words] if words else [])
        assert "stempel" not in content


def test_the_stamp_follows_what_the_filtered_table_shows(client, people, line):
    """htmx asks for the table only: the stamp above it comes along, also when there is none any more."""
    factories.action(line=line, what="Qzx inval", **factories.classified("secret"))
    factories.action(line=line, what="Voorlichting")
    client.force_login(people["anna"])
    plan = reverse("actions:plan", args=[line.programme.region.slug])

    def renewed(search, **more):
        content = client.get(plan, {"q": search}, **more).content.decode()
        return content, content.partition('<div id="stamp" hx-swap-oob="true">')[2].partition("</div>")[0]

    assert '<div id="stamp"></div>' in renewed("Voorlichting")[0]
    assert traced() == []  # nobody saw it yet
    assert f"<strong>{GROUND}</strong>" in renewed("inval", headers={"HX-Request": "true"})[1]
    told = len(traced())
    fragment, stamp = renewed("Voorlichting", headers={"HX-Request": "true"})
    assert ("Voorlichting" in fragment, stamp, "stempel" in fragment, told) == (True, "", False, 1)


def test_a_concept_is_stamped(client, people, line):
    client.force_login(people["anna"])
    action = factories.action(line=line, released_at=None)
    assert "<strong>intern (concept)</strong>" in client.get(action.get_absolute_url()).content.decode()


def test_who_may_not_see_it_sees_no_stamp(client, people, hidden, region):
    plan = reverse("actions:plan", args=[region.slug])
    for who in ("bram", "carla", None):
        client.force_login(people[who]) if who else client.logout()
        content = client.get(plan).content.decode()
        assert "GEHEIM" not in content
    assert traced() == []


@pytest.mark.parametrize("page", ["region", "actions:plan", "actions:costs", "actions:release"])
def test_seeing_what_is_secret_is_told_once_an_hour(client, people, hidden, region, page):
    factories.cost(action=hidden)
    client.force_login(people["anna"])
    address = reverse(page, args=[region.slug])
    for _time in range(2):
        shows = "Qzx inval" in client.get(address).content.decode()
    expected = [(people["anna"].name, "actions.action", f"Geheim: actie {hidden.pk}")]
    assert traced() == (expected if shows else traced())
    assert TraceEntry.objects.filter(kind="seen", region_id=region.pk).count() == len(traced()) <= 1


def test_what_others_saved_meanwhile_counts_as_seen(client, region):
    council = factories.municipality(region)
    promise = factories.promise(municipality=council, text="Qzx inval", **factories.classified("secret"))
    client.force_login(factories.griffier(council))
    typed = {"answer": "Ja", "on": "2026-01-01", "version": "99"}
    answer = client.post(reverse("decisions:promise-answer", args=[promise.pk]), typed)
    assert (answer.status_code, "Qzx inval" in answer.content.decode(), len(traced())) == (409, True, 1)


def test_a_neighbour_in_the_plan_counts_as_seen(client, people, action, hidden):
    client.force_login(people["anna"])
    content = client.get(action.get_absolute_url()).content.decode()
    assert ("Qzx inval" in content) == (GROUND in content) == bool(traced())


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv", "docx"])
def test_taking_what_is_secret_along_is_told(client, people, hidden, region, kind):
    client.force_login(people["anna"])
    answer = client.get(reverse("actions:export", args=[region.slug, kind]))
    assert answer.status_code == 200
    assert 'filename="GEHEIM-plan-' in answer["Content-Disposition"]
    assert traced("exported") == [(people["anna"].name, "actions.action", f"Geheim: actie {hidden.pk}")]


def test_a_file_that_is_refused_was_not_taken(client, people, hidden, region):
    client.force_login(people["anna"])
    answer = client.get(reverse("actions:export", args=[region.slug, "csv"]), {"onzin": "1"})
    assert (answer.status_code, traced("exported")) == (400, [])


def test_reading_what_is_public_writes_nothing(client, people, action, region):
    client.force_login(people["anna"])
    client.get(reverse("actions:plan", args=[region.slug]))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(reverse("actions:plan", args=[region.slug]))
    assert [
        each["sql"] for each in queries if not each["sql"].lstrip("(").startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ] == []
    assert traced() == []


def test_a_database_that_only_reads_still_shows_the_page(client, people, hidden, region):
    client.force_login(people["anna"])
    client.get(reverse("actions:plan", args=[region.slug]))

    def refuse(execute, sql, *rest):
        if sql.startswith("INSERT") and "traceentry" in sql:
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, *rest)

    TraceEntry.objects.all()._raw_delete("default")
    with connection.execute_wrapper(refuse):
        assert client.get(hidden.get_absolute_url()).status_code == 200
    assert traced() == []


def test_every_kind_of_file_says_it_inside(people, hidden):
    programme, reader = hidden.programme, people["anna"]
    plan = selection.select(selection.filter_of(programme, QueryDict(), reader), reader)
    book = load_workbook(io.BytesIO(files.write(plan, "xlsx")))
    for sheet in book.worksheets[:2]:
        assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == (GROUND, GROUND)
    assert book["Toelichting"][2][0].value == "Classificatie"
    assert GROUND in book["Toelichting"][2][1].value
    document = Document(io.BytesIO(files.write(plan, "docx")))
    assert document.sections[0].header.paragraphs[0].text == GROUND


def test_a_file_of_what_is_public_has_no_mark(people, action):
    plan = selection.select(selection.filter_of(action.programme, QueryDict(), people["anna"]), people["anna"])
    assert (plan.name[:5], plan.has_hidden, plan.stamp.words) == ("plan-", False, "")
    assert load_workbook(io.BytesIO(files.write(plan, "xlsx"))).worksheets[0].oddHeader.center.text is None


def test_what_somebody_types_is_no_stamp(client, people, line):
    action = factories.action(line=line, what="<!--stempel-->")
    assert "&lt;!--stempel--&gt;" in client.get(action.get_absolute_url()).content.decode()
