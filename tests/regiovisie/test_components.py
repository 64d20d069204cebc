"""The page of all components: for who makes the portal, without anything from the database."""

import re

import pytest

from regiovisie.views.examples import components
from tests import factories

ADDRESS = "/componenten/"


def test_with_debug_everybody_sees_it(client, db, settings):
    settings.DEBUG = True
    assert client.get(ADDRESS).status_code == 200


def test_without_debug_only_a_superuser_sees_it(client, db):
    before = client.get(ADDRESS).status_code
    client.force_login(factories.user(is_superuser=True))
    assert (before, client.get(ADDRESS).status_code) == (404, 200)


def test_the_examples_ask_nothing_of_the_database():
    components()  # a query fails in a test without the mark `db`


@pytest.fixture
def page(client, db, settings):
    settings.DEBUG = True
    return client.get(ADDRESS).content.decode()


def test_the_list_of_contents_names_every_part(page):
    links = re.findall(r'<li><a href="#([\w-]+)">', page.partition("</nav>\n  </header>")[0])
    assert links == re.findall(r'<section class="stack" aria-labelledby="([\w-]+)">\s*<h2', page)


def test_no_id_stands_there_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
