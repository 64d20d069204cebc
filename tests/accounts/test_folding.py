"""Search finds what people type, whatever the capitals, accents and quotes; the same on both databases."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from accounts.folding import ALIKE, LATIN, LEFT_OUT, folded
from accounts.models import User
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stands", "typed"),
    [
        ("Ouders zijn geïnformeerd", "geinformeerd"),
        ("Ouders zijn geinformeerd", "geïnformeerd"),
        ("één aanpak", "ÉÉN"),
        ("een aanpak", "ÉÉN"),
        ("de regio’s samen", "regio's"),
        ("de regio's samen", "regio’s"),
        ("2023–2024", "2023-2024"),
        ("ge\u0308i\u0308nformeerd", "geïnformeerd"),
        ("ÇA VA, Zoë", "ca va, zoe"),
        ("hulp\u00adverlening", "hulpverlening"),
        ("100% dekking", "100%"),
    ],
)
def test_what_is_typed_is_found(stands: str, typed: str) -> None:
    user = factories.user(name=stands)
    assert list(User.objects.filter(name__holds=typed)) == [user]


@pytest.mark.django_db
@pytest.mark.parametrize(("stands", "typed"), [("meldcode", "%"), ("meldcode", "mel_code"), ("1.1", "1.2"), ("ß", "s")])
def test_what_is_not_there_is_not_found(stands: str, typed: str) -> None:
    factories.user(name=stands)
    assert not User.objects.filter(name__holds=typed).exists()


@pytest.mark.django_db
def test_the_database_compares_as_python_does() -> None:
    signs = "".join(map(chr, LATIN)) + "".join(ALIKE.values()) + LEFT_OUT + "Ωя字"
    user = factories.user(name="x")
    User.objects.filter(pk=user.pk).update(name="x")
    for start in range(0, len(signs), 50):
        part = f"<{signs[start : start + 50]}>"
        User.objects.filter(pk=user.pk).update(name=part)
        assert User.objects.filter(name__holds=folded(part)).exists(), (connection.vendor, part)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
