"""What holds for the tests of signing in."""

import uuid

import pytest


@pytest.fixture(autouse=True)
def counts_nothing_yet(settings):
    """Attempts are counted in a cache that outlives a test and may be of others too: each test has names of its own."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}
