"""What happens to a request before any page sees it."""

import pytest


@pytest.mark.parametrize("charset", ["utf-7", "zlib", "idna", "latin-1", "unicode_escape"])
def test_another_encoding_than_utf_8_is_refused(client, db, charset):
    response = client.get("/gemeenten/?q=%2B2AA-x", headers={"content-type": f"text/plain; charset={charset}"})
    assert response.status_code == 400
    assert client.post("/inloggen/login/", b"login=x", content_type=f"text/plain; charset={charset}").status_code == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "bestaat-niet"])
def test_utf_8_and_what_is_no_encoding_are_read(client, db, charset):
    response = client.get("/gemeenten/?q=x", headers={"content-type": f"text/plain; charset={charset}"})
    assert response.status_code == 200
