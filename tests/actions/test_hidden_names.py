"""What is hidden is not named by what is public: the action that another merged into, the source that pays for it."""

import pytest
from django.urls import reverse

from actions.models import Action, Funding, FundingBudget, FundingSource
from actions.services.closing import Ending, close_action
from tests import factories


@pytest.fixture
def paid(programme, line):
    """An action, with the source that pays for it."""

    def make(name, **fields):
        action = factories.action(line=line, **fields)
        source = FundingSource.objects.create(programme=programme, name=name)
        Funding.objects.create(cost=factories.cost(action=action), source=source)
        return action

    return make


def test_closing_does_not_name_the_action_that_it_merged_into(client, action, people):
    hidden = factories.action(line=action.line, what="Zeer geheime actie", classification="secret")
    ending = Ending(status=Action.Status.STOPPED, merged_into=hidden)
    close_action(action, ending=ending, version=action.version, by=people["anna"])
    for name in ("actions:action", "region", "actions:plan"):
        place = action.pk if name == "actions:action" else action.programme.region.slug
        assert "Zeer geheime actie" not in client.get(reverse(name, args=[place])).content.decode()
    assert action.updates.get().text == "Opgegaan in een andere actie"


def test_only_sources_of_the_plan_and_of_visible_actions_are_known(client, programme, paid):
    visible = paid("Openbare bron")
    paid("Bron van een concept", released_at=None)
    paid("Bron van iets geheims", classification="secret")
    named = FundingSource.objects.create(programme=programme, name="Genoemd in het plan")
    budget = FundingBudget.objects.create(
        source=FundingSource.objects.create(programme=programme, name="Met budget"), year=2026, amount=5
    )
    known = programme.funding_sources.known_from([visible])
    assert {source.name for source in known} == {"Openbare bron", named.name, budget.source.name}
    content = client.get(reverse("actions:costs", args=[programme.region.slug])).content.decode()
    assert "Openbare bron" in content
    assert "Bron van een concept" not in content
    assert "Bron van iets geheims" not in content
