"""What nobody types but anybody can send: numbers of 5,000 digits, moments in the year 1, NUL, nests without end."""

import datetime

import pytest
from django.urls import reverse

from accounts.kept import page_of
from accounts.sent import moment_of, number_of
from tests import factories

DIGITS = "9" * 5_000
MOMENTS = ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00", "gisteren", "\x00", ""]


def test_what_names_no_row_or_moment_is_nothing():
    assert [number_of(text) for text in ("12", "٣", DIGITS, "-1", "²", "")] == [12, 3, None, None, None, None]
    assert [moment_of(text) for text in MOMENTS] == [None] * len(MOMENTS)
    assert moment_of("2026-11-28T09:00:00+00:00") == datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)


@pytest.fixture
def leader(client, region, programme):
    place = factories.municipality(region, name="Appeldam")
    factories.document(programme=programme, key="visie", decided_by="council", participants=[place])
    client.force_login(factories.leader(region))
    client.raise_request_exception = False
    return client


def test_a_number_that_no_row_has(leader, region):
    add = reverse("decisions:advice-add", args=[region.slug])
    assert [leader.get(add, {"document": text}).status_code for text in (DIGITS, "٣", "x")] == [404] * 3
    assert leader.post(reverse("sessions"), {"end": DIGITS}).status_code == 302


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_at_which_nothing_was_saved(leader, region, moment):
    slug = [region.slug]
    undo = leader.post(reverse("decisions:steps-undo", args=slug), {"moment": moment})
    cover = leader.post(reverse("actions:cover-undo", args=slug), {"moment": moment})
    plan = leader.post(reverse("actions:grid-undo", args=slug), {"moment": moment})
    release = leader.post(reverse("actions:release-undo", args=slug), {"moment": moment})
    assert [answer.status_code for answer in (undo, cover, plan, release)] == [404] * 4


@pytest.mark.parametrize("seen", ["[" * 100_000, '{"a":' * 50_000, '"\\ud800"', "9" * 5_000, "null"])
def test_a_grid_with_a_memory_of_nonsense_is_saved_on_what_is_there(leader, region, seen):
    typed = {"GM0001-council-decision": "vastgesteld 1-1-2025", "gezien": seen, "bewaren": "1"}
    answer = leader.post(reverse("decisions:steps", args=[region.slug]) + "?document=visie", typed)
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize(
    "came_from", ["http://testserver//elders.example/x", "http://elders.example/x", "//elders.example/x"]
)
def test_nobody_is_sent_elsewhere_by_where_they_came_from(rf, came_from):
    assert page_of(rf.post("/mijn/", HTTP_REFERER=came_from)) == "/mijn/"
    assert page_of(rf.post("/mijn/", HTTP_REFERER="http://testserver/plan/?a=1")) == "/plan/?a=1"
