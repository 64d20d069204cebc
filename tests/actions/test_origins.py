"""Where actions come from, told apart: legal tasks, points of the national programme, efforts of the region."""

import csv
import io
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from actions.models import Action, Origin, Programme
from actions.pages.named_places import named_places
from actions.rules.origins import OriginCounts, counts_of, origins_listed
from regiovisie.pages.dashboards import dashboard
from tests import factories

pytestmark = pytest.mark.django_db
ZHZ = "zuid-holland-zuid"


def test_zuid_holland_zuid_counts_as_annex_1(programmes):
    """Annex 1: 4 legal tasks and 12 national points that chapter 6 does not name; 13 of chapter 6 are not in it."""
    programme = Programme.objects.get(region__slug=ZHZ)
    counts = dashboard(programme, AnonymousUser()).state.origins
    assert counts == OriginCounts(regional=48, national=12, law=4, unnamed=13, several=17)
    assert counts == counts_of(programme.actions.prefetch_related("origins"))
    assert counts.in_words == (
        "48 regionale inzet (waarvan 17 ook wettelijk of landelijk), 12 alleen uit het landelijk programma, "
        "4 alleen wettelijke taken, 13 zonder herkomst"
    )


def test_only_zuid_holland_zuid_names_origins(programmes):
    named = Action.objects.filter(origins__isnull=False, programme__region__fictitious=False)
    assert set(named.values_list("programme__region__slug", flat=True)) == {ZHZ}
    legal = Origin.objects.filter(kind="law", action__in=named)
    assert sorted(origin.action.number for origin in legal) == ["1.B1", "1.B2", "2.2", "2.B1", "2.B2"]


@pytest.mark.parametrize(
    ("value", "number"), [("law", 5), ("national", 29), ("regional", 48), ("geen", 13), ("elders", None)]
)
def test_the_plan_can_be_asked_for_an_origin(client, programmes, value, number):
    response = client.get(reverse("actions:plan", args=[ZHZ]), {"herkomst": value})
    if number is None:
        assert response.status_code == 404
    else:
        assert response.context["plan"].found == number


def test_the_open_data_have_the_origin_in_the_last_columns(client, programmes):
    response = client.get(reverse("actions:csv", args=[ZHZ]))
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    origins = Counter(row["herkomst"] for row in rows)
    assert (origins["Wettelijke taak"], origins["Landelijk programma"], origins[""]) == (4, 12, 13)
    assert origins["Wettelijke taak; Landelijk programma; Regionale inzet"] == 1
    assert {(row["gemeenten"], row["alle_gemeenten"]) for row in rows} == {("", "")}  # the plan says nothing of it


def test_the_table_shows_them(client, programmes):
    text = client.get(reverse("actions:plan", args=[ZHZ])).content.decode()
    assert "Herkomst: Wettelijke taak, Landelijk programma, Regionale inzet" in text


def test_the_real_programmes_name_these_and_no_others(programmes):
    """Read beside the documents: 1.4 and 3.5 of Noord- en Midden-Limburg, 2.20 of Zuid-Holland Zuid."""
    found = {
        (programme.region.slug, action.number): [place.name for place in places]
        for programme in Programme.objects.filter(region__fictitious=False)
        for action in programme.actions.all()
        if (places := named_places(action))
    }
    assert found == {
        ("noord-en-midden-limburg", "1.4"): ["Roermond"],
        ("noord-en-midden-limburg", "3.5"): ["Weert"],
        ("zuid-holland-zuid", "2.20"): ["Dordrecht", "Nissewaard"],
    }
    assert not Action.municipalities.through.objects.filter(
        action__programme__region__fictitious=False
    ).exists()  # nothing is taken over by itself


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], ""),
        ([()], ""),
        ([("law",)], "1 alleen een wettelijke taak"),
        (
            [("national",), ("law", "national"), ()],
            "2 alleen uit het landelijk programma, 1 zonder herkomst",
        ),
        ([("regional",), ("law", "regional")], "2 regionale inzet (waarvan 1 ook wettelijk of landelijk)"),
    ],
)
def test_each_action_counts_once(line, kinds, words):
    for origins in kinds:
        action = factories.action(line=line)
        for kind in origins:
            Origin.objects.create(action=action, kind=kind)
    assert counts_of(line.actions.prefetch_related("origins")).in_words == words


def test_the_same_origin_twice_is_told_once(line):
    action = factories.action(line=line)
    for kind, text in (("national", "Eén"), ("law", ""), ("national", "Twee")):
        Origin.objects.create(action=action, kind=kind, text=text)
    assert origins_listed(action.origins.all()) == ["Wettelijke taak", "Landelijk programma"]
