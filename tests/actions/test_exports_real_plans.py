"""The real plans go out as a file and come back without a change."""

import pytest
from django.urls import reverse

from actions.models import Action
from actions.rules import cells
from reading.plans import own_format
from reading.plans.reader import read_plan
from tables.reading import read_tables

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize(
    "slug", ["noord-en-midden-limburg-2021", "zuid-holland-zuid-2019-2022", "voorbeeldregio-2025-2028"]
)
def test_the_real_plans_come_back_without_a_change(client, programmes, kind, slug):
    programme = programmes[slug]
    address = reverse("actions:export", args=[programme.region.slug, kind])
    response = client.get(f"{address}?programma={slug}")
    reading = read_plan(read_tables(response.content, filename=f"plan.{kind}"))
    actions = {action.pk: action for action in cells.with_all(programme.actions.all())}
    assert len(reading.rows) == Action.objects.released().filter(programme=programme, classification="public").count()
    assert [own_format.differing(row.own, cells.own_values(actions[row.id])) for row in reading.rows] == [set()] * len(
        reading.rows
    )
    assert reading.clean
