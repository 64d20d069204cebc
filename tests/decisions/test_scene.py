"""The scene: six councils, three adopt, one amends, one postpones, one unknown, and a promise "evaluatie vóór 1 juli".

Griffiers, contacts and the project leader keep it; it is right on dashboard, council pages, csv and report.
"""

import csv
import datetime
import html
import io
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import Classification
from decisions.models import Adoption, Advice, Commitment, Promise
from evaluations import snapshot
from tests import factories
from tests.decisions.test_kept import browser

pytest.importorskip("decisions.views.steps")

NAMES = ("Appeldam", "Beekdal", "Cederveen", "Dennenoord", "Eikenrode", "Fazantenhof")
TYPED = {
    "Appeldam": "vastgesteld 3-3-2026",
    "Beekdal": "vastgesteld 10-3-2026",
    "Cederveen": "vastgesteld 17-3-2026",
    "Dennenoord": "gewijzigd vastgesteld 24-3-2026: Er komt elk jaar een evaluatie",
    "Eikenrode": "aangehouden 24-3-2026 tot maart 2027: de kosten zijn niet bekend",
}
LABELS = dict.fromkeys(NAMES[:3], "Vastgesteld") | {
    "Dennenoord": "Gewijzigd vastgesteld",
    "Eikenrode": "Aangehouden",
    "Fazantenhof": "Onbekend",
}


def text_of(answer):
    content = answer.content.decode()
    main = content[content.index("<main") : content.index("</main")]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def rows_of(name):
    answer = Client().get(reverse(f"decisions:{name}", args=["noordland"]))
    content = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.fixture
def places(region):
    return {name: factories.municipality(region, name=name) for name in NAMES}


@pytest.fixture
def document(programme, places):
    return factories.document(
        programme=programme, key="visie", title="Regiovisie", kind="vision_and_plan", decided_by="council",
        participants=list(places.values()),
    )  # fmt: skip


def decide(person, place, words):
    """Fill in the own row of the grid, as it stands on the page."""
    client, address = browser(person), reverse("decisions:steps", args=["noordland"]) + "?document=visie"
    page = client.get(address)
    assert page.status_code == 200
    shown = page.context["grid"]
    assert [row.municipality for row in shown.rows] == [place]  # nobody's but the own
    seen = html.unescape(re.search(r'name="gezien" value="([^"]*)"', page.content.decode())[1])
    (cell,) = [cell for cell in shown.cells if cell.step.key.startswith("council")]
    answer = client.post(address, {cell.name: words, "gezien": seen, "bewaren": "1"})
    assert answer.status_code == 302, text_of(answer)


@pytest.fixture
def played(people, places, document, line, action, organisation):
    """All of it typed in by the people whose work it is."""
    for number, (name, words) in enumerate(TYPED.items()):
        keeper = factories.griffier if number % 2 else factories.contact
        decide(keeper(places[name]), places[name], words)
    first = places["Appeldam"]
    griffier, contact = browser(factories.griffier(first)), browser(factories.contact(first))
    promise = {
        "kind": "promise", "text": "Evaluatie vóór 1 juli", "due_on": "2026-07-01", "owed_by": "het college",
        "place": f"{first.pk}-{document.programme_id}", "classification": Classification.PUBLIC,
    }  # fmt: skip
    page = griffier.get(reverse("decisions:promise-add-council", args=[first.slug]))
    promise["place"] = page.context["form"].fields["place"].choices[-1][0]
    for kind, text in (("promise", promise["text"]), ("written", "Hoe lang wachten mensen?"), ("motion", "Spreekuur")):
        more = promise | {"kind": kind, "text": text} | ({} if kind == "promise" else {"due_on": ""})
        answer = griffier.post(reverse("decisions:promise-add-council", args=[first.slug]), more)
        assert answer.status_code == 302, text_of(answer)
    advice = {
        "document": document.pk, "by": "Cliëntenraad Appeldam", "kind": "client_council", "municipality_id": first.pk,
        "direction": "mixed", "text": "Goed, maar noem een termijn.", "on": "2026-02-02",
        "response": "De termijn staat erin.", "response_by": "het college", "response_on": "2026-02-20",
    }  # fmt: skip
    assert griffier.post(reverse("decisions:advice-add", args=["noordland"]), advice).status_code == 302
    covenant = {
        "title": "Convenant gegevens delen", "kind": "covenant", "state": "signed", "signed_on": "2026-01-05",
        "valid_from": "2026-01-05", "partij-0-organisation": organisation.name, "partij-0-role": "directeur",
    }  # fmt: skip
    leader = browser(people["anna"])
    assert leader.post(reverse("decisions:commitment-add", args=["noordland"]), covenant).status_code == 302
    own = {"beside": f"l{line.pk}", "title": "Sportclubs", "status": "running", "amount": "500", "release": "on"}
    assert contact.post(reverse("decisions:addition-add", args=[first.slug]), own).status_code == 302
    return places


def test_the_dashboard_and_the_page_of_decisions(played, region):
    page = text_of(Client().get(reverse("decisions:decisions", args=["noordland"])))
    dashboard = text_of(Client().get(region.get_absolute_url()))
    assert "4 van de 6 raden hebben vastgesteld, 1 heeft aangehouden." in page
    for text in (page, dashboard):
        assert "3 vastgesteld" in text
        assert "1 gewijzigd vastgesteld" in text
        assert "1 onbekend" in text
    assert "Goed, maar noem een termijn." in page
    assert "Reactie van het college, 20 februari 2026" in page
    assert "Veilig Thuis Noordland (directeur)" in page
    assert "Sportclubs" not in dashboard + page


@pytest.mark.parametrize("name", NAMES)
def test_each_council_reads_its_own(played, name):
    text = text_of(Client().get(played[name].get_absolute_url()))
    if name == "Fazantenhof":
        assert "Vastgesteld" not in text
        assert "Geen besluit bekend" in text
    else:
        assert LABELS[name].lower() in text.lower()
    assert ("Er komt elk jaar een evaluatie" in text) == (name == "Dennenoord")
    assert ("Sportclubs" in text) == (name == "Appeldam")


def test_the_open_data(played):
    found = {row["gemeente"]: row for row in rows_of("data-csv")}
    assert {name: row["stand"] for name, row in found.items()} == LABELS
    assert found["Eikenrode"]["aangehouden_tot"] == "2027-03"
    assert found["Dennenoord"]["wijziging"] == "Er komt elk jaar een evaluatie"
    promises = {row["tekst"]: (row["soort"], row["stand"]) for row in rows_of("promise-data-csv")}
    late = "Te laat" if timezone.localdate() > datetime.date(2026, 7, 1) else "Open"
    assert promises == {
        "Evaluatie vóór 1 juli": ("Toezegging", late),
        "Hoe lang wachten mensen?": ("Raadsvraag", "Open"),
        "Spreekuur": ("Motie", "Open"),
    }


def test_the_report(played, programme):
    report = snapshot.take(factories.evaluation(programme=programme), on=timezone.localdate())
    (paper,) = report.decisions.documents
    assert {one.municipality: one.state for one in paper.adoptions} == LABELS
    assert [(one.by, one.answer) for one in paper.advices] == [("Cliëntenraad Appeldam", "De termijn staat erin.")]
    assert [one.parties for one in report.decisions.commitments] == [["Veilig Thuis Noordland (directeur)"]]
    assert [(own.municipality, len(own.additions)) for own in report.additions] == [("Appeldam", 1)]


def test_a_promise_is_late_from_the_day_after(played):
    promise = Promise.objects.get(kind="promise")
    assert [promise.is_overdue(datetime.date(2026, 7, day)) for day in (1, 2)] == [False, True]


def test_all_of_it_has_a_name_in_its_history(played):
    for kind in (Adoption, Advice, Commitment, Promise):
        for row in kind.objects.all():
            assert row.history.first().history_user is not None
    assert Promise.objects.visible_to(AnonymousUser()).count() == 3
