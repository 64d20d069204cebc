"""Figures by theme."""

import pytest

from monitoring.models import Indicator
from monitoring.pages.themes import by_theme, theme_of
from monitoring.rules.series import IndicatorFigures


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Gestarte adviezen", "Adviezen en meldingen"),
        ("Ontvangen meldingen over kindermishandeling", "Adviezen en meldingen"),
        ("Vervolgmeldingen tijdens de monitoring", "Opnieuw gemeld"),
        ("Herhaalde meldingen (fictief)", "Opnieuw gemeld"),
        ("Afgeronde diensten onderzoek", "Wat Veilig Thuis daarna doet"),
        ("Risicotaxaties huisverbod", "Wat Veilig Thuis daarna doet"),
        ("Mishandelde kinderen per jaar", "Hoe vaak het voorkomt"),
        ("Iets anders", "Andere cijfers"),
    ],
)
def test_the_theme_follows_from_the_words(title, theme):
    assert theme_of(Indicator(title=title)) == theme


def test_inhabitants_are_background_and_come_last():
    items = [
        IndicatorFigures(Indicator(slug=slug, title=title), [])
        for slug, title in (("inwoners", "Inwoners"), ("a", "Iets"), ("b", "Adviezen"))
    ]
    assert [(theme.title, len(theme.items)) for theme in by_theme(items)] == [
        ("Adviezen en meldingen", 1),
        ("Andere cijfers", 1),
        ("Hoe groot is het gebied?", 1),
    ]
