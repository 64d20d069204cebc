"""Public titles of deliveries: whose, when, the how manieth, and nothing of the file."""

import pytest

from monitoring.rules.titles import delivery_title, ordinal, told_period


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
