"""What happens to a request before Django reads it."""

from wsgiref.util import setup_testing_defaults

import pytest

from regiovisie.wsgi import Utf8Only


def answer(content_type):
    """The status that a request with this content type gets; the portal behind says 200."""
    statuses = []

    def portal(environ, start_response):
        start_response("200 OK", [])
        return [b"portaal"]

    environ = {"CONTENT_TYPE": content_type, "QUERY_STRING": "q=%2B2AA-x"}
    setup_testing_defaults(environ)
    body = b"".join(Utf8Only(portal)(environ, lambda status, headers: statuses.append(status)))
    return statuses[0], body


@pytest.mark.parametrize("charset", ["utf-7", "zlib", "idna", "latin-1", "unicode_escape", "bestaat-niet"])
def test_another_encoding_than_utf_8_is_refused(charset):
    status, body = answer(f"text/plain; charset={charset}")
    assert status == "400 Bad Request"
    assert b"<html" in body


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "text/plain; charset=utf-8", 'text/plain; charset="UTF-8"', "a/b; charset=utf8"]
)
def test_utf_8_is_let_through(content_type):
    assert answer(content_type) == ("200 OK", b"portaal")
