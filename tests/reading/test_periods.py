import pytest

from reading import periods


@pytest.mark.parametrize(
    ("period", "label", "kind"),
    [
        ("2023", "2023", "year"),
        ("2023H1", "1e halfjaar 2023", "H"),
        ("2024Q3", "3e kwartaal 2024", "Q"),
        ("2024M07", "juli 2024", "M"),
        ("2026M01-2026M09", "januari t/m september 2026", "other"),
        ("2025M11-2026M02", "november 2025 t/m februari 2026", "other"),
        ("2024M13", "2024M13", "other"),
        ("2024H3", "2024H3", "other"),
        ("", "jaar niet genoemd", "other"),
    ],
)
def test_periods_in_words_and_by_length(period, label, kind):
    assert (periods.label(period), periods.kind(period)) == (label, kind)
