"""HEAD answers as GET does, at every address, for everybody: the same status and headers, and no body."""

import pytest
from django.test import Client

from tests.answers import body_of
from tests.test_security import ROLES, TABLE, address, admin_addresses, browser, objects, title, world

__all__ = ["objects", "world"]  # the fixtures of the table

HEADERS = ("Location", "Content-Type", "Content-Disposition", "Allow", "Cache-Control")


def told(client, method, url):
    """The status and the headers of an answer, and whether it has a body; a file is closed again."""
    answer = getattr(client, method)(url)
    body = body_of(answer)
    return answer.status_code, {name: answer.get(name) for name in HEADERS}, bool(body)


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=title)
def test_head_answers_as_get_does(objects, row):
    url = address(row, objects)
    for role in ROLES:
        status, headers, _has_body = told(browser(objects, role), "get", url)
        assert (role, *told(browser(objects, role), "head", url)) == (role, status, headers, False)


def test_head_in_the_back_office_answers_as_get_does(objects):
    for url in admin_addresses():
        status, headers, _has_body = told(Client(), "get", url)
        assert (url, *told(Client(), "head", url)) == (url, status, headers, False)
