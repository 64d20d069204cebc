"""A project leader who reads in rows of csv."""

import pytest
from django.urls import reverse

from actions.services import importing
from tests.actions.import_pages.pages import HEADINGS, NEW


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


@pytest.fixture
def start(region, programme, line):
    return reverse("actions:import-start", args=[region.slug])


@pytest.fixture
def kept(programme, line, people):
    """Keeps rows of csv as a draft of Anna."""

    def keep(*rows, headings=HEADINGS):
        content = "\n".join([headings, *(rows or (NEW,))]).encode()
        return importing.keep_file(programme, content=content, name="plan.csv", by=people["anna"])

    return keep
