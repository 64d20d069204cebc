"""What holds for the tests of signing in."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def counts_nothing_yet():
    """allauth counts attempts per address in the cache, which outlives a test."""
    cache.clear()
