"""The trace as administrators read it: filtered, in pages, and taken along as a file of the same rows."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import trace
from accounts.models import TraceEntry
from municipalities.rules.trace_words import SENTENCES, sentence_of
from tests import factories

pytestmark = pytest.mark.django_db
Kind = TraceEntry.Kind


@pytest.fixture
def filled(region):
    """Some entries of one region, one of another, and one of none."""
    TraceEntry.objects.all()._raw_delete("default")
    anna, bram = factories.user(name="Anna"), factories.user(name="Bram")
    TraceEntry.objects.all()._raw_delete("default")
    here = {"region_id": region.pk, "place_name": region.name}
    trace.record(Kind.GIVEN, by=anna, on=bram, detail="Projectleider", **here)
    trace.record(Kind.SEEN, by=bram, on=bram, label="Geheim: actie 7", **here)
    trace.record(Kind.GIVEN, by=bram, on=anna, region_id=region.pk + 1, place_name="Elders")
    trace.record(Kind.SIGNED_IN, by=anna)
    long_ago = trace.entry(Kind.ENDED, by=anna, on=bram, **here)
    long_ago.at = timezone.now() - datetime.timedelta(days=40)
    long_ago.save()
    return region


def as_administrator(client, region=None):
    who = factories.portal_administrator() if region is None else factories.administrator(region)
    client.force_login(who)
    TraceEntry.objects.filter(subject_id=who.pk)._raw_delete("default")
    TraceEntry.objects.filter(by_id=who.pk)._raw_delete("default")


def kinds(answer):
    return [line.entry.kind for line in answer.context["trace"].lines]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["signed_in", "given", "seen", "given", "ended"]),
        ({"soort": "given"}, ["given", "given"]),
        ({"wie": "anna"}, ["signed_in", "given", "given", "ended"]),
        ({"plaats": "elders"}, ["given"]),
        ({"tot": (timezone.localdate() - datetime.timedelta(days=1)).isoformat()}, ["ended"]),
        ({"vanaf": timezone.localdate().isoformat(), "wie": "bram"}, ["given", "seen", "given"]),
        ({"soort": "seen", "plaats": "elders"}, []),
        ({"stuk": "actie 7"}, ["seen"]),
        ({"stuk": "geheim"}, ["seen"]),
        ({"stuk": "actie"}, ["seen"]),
    ],
)
def test_filters_of_the_address_and_the_same_rows_in_a_file(client, filled, query, found):
    as_administrator(client)
    assert kinds(client.get(reverse("municipalities:trace"), query)) == found
    labels = [str(Kind(kind).label) for kind in found]
    answer = client.get(reverse("municipalities:trace-file", args=["csv"]), query)
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))
    if not query.get("vanaf") and query:  # the file itself is an entry, of before its rows are read
        assert [row["wat"] for row in rows if row["wat"] != str(Kind.TRACE_EXPORTED.label)] == labels
    book = load_workbook(io.BytesIO(client.get(reverse("municipalities:trace-file", args=["xlsx"]), query).content))
    assert [row[1] for row in book["Spoor"].iter_rows(min_row=2, values_only=True) if row[1] in labels] == labels
    assert book["Spoor"].oddHeader.center.text == "VERTROUWELIJK"
    told = TraceEntry.objects.filter(kind="trace_exported").values_list("detail", flat=True)
    assert len(told) == 2
    assert all(value in detail for value in query.values() for detail in told)


def test_an_administrator_of_a_region_reads_what_was_done_there(client, filled):
    as_administrator(client, filled)
    assert kinds(client.get(reverse("municipalities:region-trace", args=[filled.slug]))) == ["seen", "given", "ended"]
    answer = client.get(reverse("municipalities:region-trace-file", args=[filled.slug, "csv"]))
    assert "Elders" not in b"".join(answer).decode()


def test_what_is_not_understood_is_said(client, filled):
    as_administrator(client)
    content = client.get(reverse("municipalities:trace"), {"soort": "iets", "vanaf": "gisteren"}).content.decode()
    assert "‘soort’" in content
    assert "‘vanaf’" in content


@pytest.mark.parametrize("query", [{"vanaf": "gisteren"}, {"soort": "iets"}, {"onzin": "1"}])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_that_is_refused_was_not_taken(client, filled, query, kind):
    as_administrator(client)
    answer = client.get(reverse("municipalities:trace-file", args=[kind]), query)
    assert (answer.status_code, TraceEntry.objects.filter(kind=Kind.TRACE_EXPORTED).count()) == (400, 0)


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, count):
    as_administrator(client)
    TraceEntry.objects.bulk_create(trace.entry(Kind.SIGNED_IN, by=None) for _number in range(count))
    client.get(reverse("municipalities:trace"))
    with django_assert_num_queries(5):
        client.get(reverse("municipalities:trace"))


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_is_a_sentence(kind):
    assert set(SENTENCES) == set(Kind)
    entry = trace.entry(kind, by=factories.user(name="Anna"), on=factories.user(name="Bram"), place_name="Noordland")
    sentence = sentence_of(entry)
    assert sentence.endswith(", Noordland.")
    assert sentence[0].isupper()
    assert "%(" not in sentence


@pytest.mark.parametrize("gone", ["organisation", "user"])
def test_access_that_goes_with_its_place_or_person_is_told(organisation, gone):
    person = factories.owner(organisation, name="Olga")
    (organisation if gone == "organisation" else person).delete()
    assert TraceEntry.objects.filter(kind=Kind.ENDED).count() == 1


def test_a_thing_is_found_by_its_number_and_not_by_that_of_another(client, filled):
    trace.record(Kind.SEEN, by=None, label="Geheim: actie 75", region_id=filled.pk, place_name=filled.name)
    as_administrator(client)
    shown = client.get(reverse("municipalities:trace"), {"stuk": "actie 7"}).context["trace"]
    assert [line.entry.subject_label for line in shown.lines] == ["Geheim: actie 7"]
