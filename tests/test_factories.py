"""The factories themselves: what is visible to whom in the small world of conftest."""

import pytest

from actions.models import Action, ProgressUpdate
from tests import factories


def test_people_have_the_rights_of_their_role(people, action):
    rights = {name: person.has_perm("actions.change_action", action) for name, person in people.items()}
    assert rights == {"anna": True, "bram": False, "carla": False, "olga": False, "sam": True}
    rights = {name: person.has_perm("actions.report_action", action) for name, person in people.items()}
    assert rights == {"anna": True, "bram": False, "carla": False, "olga": True, "sam": True}


@pytest.mark.parametrize(("who", "seen"), [("anna", 1), ("bram", 1), ("carla", 0), ("olga", 1), ("sam", 1)])
def test_a_concept_is_seen_by_its_own_region_and_lead_only(people, line, organisation, who, seen):
    factories.action(line=line, leads=[organisation], released_at=None)
    assert Action.objects.visible_to(people[who]).count() == seen


def test_every_factory_makes_a_valid_row(db):
    place = factories.region()
    made = [
        factories.municipality(place), factories.organisation(), factories.programme(), factories.document(),
        factories.adoption(), factories.line(), factories.theme(), factories.topic(), factories.goal(),
        factories.action(), factories.cost(), factories.indicator(), factories.figure(),
    ]  # fmt: skip
    for row in made:
        row.full_clean()
    assert factories.update().is_released
    assert ProgressUpdate.objects.count() == 1
