"""Public titles of deliveries: whose, when, the how manieth, and nothing of the file."""

import importlib

import pytest
from django.apps import apps

from monitoring.models import Delivery
from monitoring.rules.titles import delivery_title, ordinal, told_period
from tests import factories


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"2026H1"}, "eerste halfjaar 2026"),
        ({"2026H1", "2026Q1", "2026Q2"}, "eerste halfjaar 2026"),
        ({"2025H2", "2026H1"}, "tweede halfjaar 2025 t/m eerste halfjaar 2026"),
        ({"2026M03", "2026M01", "2026M02"}, "januari 2026 t/m maart 2026"),
        ({"2026M01-2026M09"}, "januari t/m september 2026"),
        ({"2023"}, "2023"),
        ({"vroeger"}, "vroeger"),
    ],
)
def test_periods_in_words(told, words):
    assert told_period(told) == words


def test_a_title_says_whose_when_and_the_how_manieth():
    title = delivery_title("Veilig Thuis Limburg-Noord", {"2026H1"}, number=2)
    assert title == "Veilig Thuis Limburg-Noord, eerste halfjaar 2026, tweede aanlevering"
    assert (ordinal(12), ordinal(13)) == ("twaalfde", "13e")
    assert len(delivery_title("x" * 300, {"2026M01-2026M09", "2023Q1"}, number=100)) <= 200


@pytest.mark.django_db
def test_older_titles_with_a_mark_of_the_content_are_renamed():
    region = factories.region(kind="veilig_thuis", code="VT77")
    source = factories.source(veilig_thuis=region, publisher="Veilig Thuis Noordland")
    indicator = factories.indicator()
    for mark in ("0a1b2c3d", "ffffffff"):
        made = factories.delivery(
            source=source,
            title=f"geheim.xlsx, 22-11-2026 ({mark})",
            file_name="geheim.xlsx",
            sha256=mark * 8,
            changed=3,
        )
        factories.figure(indicator=indicator, delivery=made, period="2026H1", is_current=False)
    importlib.import_module("monitoring.migrations.0013_public_titles").rename(apps, None)
    assert [(each.title, each.sha256, each.new, each.changed) for each in Delivery.objects.order_by("pk")] == [
        ("Veilig Thuis Noordland, eerste halfjaar 2026, eerste aanlevering", "", 3, 0),
        ("Veilig Thuis Noordland, eerste halfjaar 2026, tweede aanlevering", "", 3, 0),
    ]
