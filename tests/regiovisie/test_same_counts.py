"""The same reader meets the same number of actions everywhere, or reads what is counted (21, 23 and 24 were seen)."""

import csv
import io
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from openpyxl import load_workbook

from actions.models import Action, Programme
from evaluations.snapshot.plan import read_actions
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes"), pytest.mark.xdist_group("fixtures")]
REGIONS = ["noord-en-midden-limburg", "zuid-holland-zuid", "voorbeeldregio"]
TAGS = re.compile(r"<[^>]+>")


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


@pytest.fixture(params=REGIONS)
def programme(request):
    found = Programme.objects.current().get(region__slug=request.param)
    if request.param == "voorbeeldregio":  # has an action that is not public; a concept beside it
        action = found.actions.released().filter(classification="public").first()
        factories.action(line=action.line, programme=found, released_at=None)
    return found


@pytest.fixture(params=["visitor", "leader"])
def reader(request, client, programme):
    if request.param == "visitor":
        return AnonymousUser()
    leader = factories.leader(programme.region)
    client.force_login(leader)
    return leader


def label(actions) -> str:
    """The words for these actions, put together here once more, by hand."""
    released = [action for action in actions if action.is_released]
    hidden = sum(action.classification != "public" for action in released)
    concepts = len(actions) - len(released)
    apart = [f"{hidden} niet openbaar"] * bool(hidden) + [
        f"{concepts} concepten" if concepts > 1 else "1 concept"
    ] * bool(concepts)
    return f"{len(actions)} acties" + (f" (waarvan {' en '.join(apart)})" if apart else "")


def test_every_page_and_file_counts_the_same(client, programme, reader):
    slug = programme.region.slug
    seen = list(Action.objects.visible_to(reader).filter(programme=programme))
    released = label([action for action in seen if action.is_released])
    public = Action.objects.visible_to(AnonymousUser()).filter(programme=programme).count()
    # what was released, for this reader
    for address in ("/", f"/regios/{slug}/", f"/regios/{slug}/kosten/", "/vergelijken/"):
        assert released in text_of(client, address), address
    # with the concepts, for who sees these
    for address in (f"/regios/{slug}/plan/", f"/regios/{slug}/plan/?weergave=tijdlijn"):
        assert label(seen) in text_of(client, address), address
    workbook = load_workbook(io.BytesIO(client.get(f"/regios/{slug}/plan/downloaden/xlsx/").content))
    assert label(seen) in {cell.value for row in workbook["Toelichting"].iter_rows() for cell in row}
    assert workbook["Acties"].max_row - 1 == len(seen)
    # open data and the report: what is public, whoever asks
    response = client.get(f"/regios/{slug}/acties.csv")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert len(list(csv.DictReader(io.StringIO(content.decode())))) == public
    data = load_workbook(io.BytesIO(client.get(f"/regios/{slug}/acties.xlsx").content))
    assert data.worksheets[0].max_row - 1 == public
    assert len(read_actions(programme, reader=AnonymousUser())) == public
    if isinstance(reader, AnonymousUser):
        assert released == label(seen) == f"{public} acties"


def test_the_council_page_counts_what_concerns_the_municipality(client, programme, reader):
    document = programme.documents.filter(participations__isnull=False).last()
    place = document.participants.filter(valid_until=None).order_by("name").first()
    ours = list(Action.objects.visible_to(reader).released().filter(programme=programme).concerning([place.pk]))
    assert label(ours) in text_of(client, f"/gemeenten/{place.slug}/")
