"""The pages about the portal, and the pages for when something goes wrong."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.template.loader import get_template
from django.test import Client
from django.urls import path
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error

from regiovisie.urls import urlpatterns as portal
from tests import factories


def broken(request):
    raise RuntimeError("kapot")


def suspicious(request):
    raise SuspiciousOperation("verdacht")


urlpatterns = [*portal, path("kapot/", broken), path("verdacht/", suspicious)]


@pytest.mark.parametrize("address", ["/over/", "/toegankelijkheid/"])
def test_pages_about_the_portal(client, db, address):
    assert client.get(address).status_code == 200


def test_about_lists_public_programmes_and_sources_in_use(client, programme):
    factories.programme(region=programme.region, classification="internal", title="Nog intern")
    used = factories.figure().indicator.source
    unused = factories.source()
    content = client.get("/over/").content.decode()
    shown = [words in content for words in (programme.title, "Nog intern", used.title, unused.title)]
    assert shown == [True, False, True, False]


def test_accessibility_claims_no_audit(client, db):
    content = client.get("/toegankelijkheid/").content.decode()
    assert "Of het portaal aan alle eisen voldoet, is dus niet bekend." in content


def test_not_found_says_what_to_do(client, db):
    response = client.get("/bestaat-niet/")
    content = response.content.decode()
    assert (response.status_code, 'action="/gemeenten/"' in content) == (404, True)
    assert "<h1>Deze pagina is er niet</h1>" in content


@pytest.mark.urls("tests.regiovisie.test_pages")
@pytest.mark.parametrize(
    ("address", "status", "title"),
    [("/kapot/", 500, "Er ging iets mis bij ons"), ("/verdacht/", 400, "Dit verzoek begrijpen we niet")],
)
def test_a_failure_is_told_in_dutch_without_details(db, address, status, title):
    response = Client(raise_request_exception=False).get(address)
    content = response.content.decode()
    assert (response.status_code, f"<h1>{title}</h1>" in content, "kapot" in content) == (status, True, False)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_pages_for_failures_need_nothing(name):
    content = get_template(name).template.source + get_template("_safety.html").template.source
    assert ("{% load" in content, "{% extends" in content, "0800-2000" in content) == (False, False, True)


def test_a_form_without_its_token_is_explained(db):
    response = Client(enforce_csrf_checks=True).post("/inloggen/login/", {"login": "x"})
    assert response.status_code == 403
    assert "<h1>Dit formulier is verlopen</h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "error", "status"),
    [(bad_request, Exception(), 400), (permission_denied, Exception(), 403), (page_not_found, Exception(), 404)],
)
def test_every_page_for_failures_has_the_help_line_and_the_way_out(rf, people, view, error, status):
    request = rf.get("/")
    request.user = people["bram"]
    content = view(request, error).content.decode()
    assert ("0800-2000" in content, "Verlaat deze site snel" in content) == (True, True)


def test_the_page_for_a_failure_has_the_help_line_too(rf):
    content = server_error(rf.get("/")).content.decode()
    assert ("0800-2000" in content, "Verlaat deze site snel" in content) == (True, True)
