"""Handlers that only tests know."""

from collections.abc import Callable

import pytest

from jobs import registry
from jobs.models import Job
from tests import factories

Register = Callable[[registry.Handler], Job]


@pytest.fixture
def job_for(db: None, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Makes a waiting job that a function handles: `job_for(lambda job, progress: None)`."""

    def make(handler: registry.Handler) -> Job:
        monkeypatch.setitem(registry._handlers, "proef", handler)
        return factories.job(kind="proef", created_by=factories.user())

    return make
