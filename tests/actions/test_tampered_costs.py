"""A form of which rows do not come back changes nothing and says so: else its costs would go without a word."""

import pytest
from django.urls import reverse

from actions.rules.content import content_of
from tests import factories
from tests.actions.sheets import fields_of, filled

TAMPERED = [
    {"kosten-TOTAL_FORMS": "0", "kosten-INITIAL_FORMS": "0"},
    {"kosten-TOTAL_FORMS": "1", "kosten-INITIAL_FORMS": "0"},
    {"kosten-TOTAL_FORMS": "2", "kosten-INITIAL_FORMS": "1"},
    {"kosten-TOTAL_FORMS": "2", "kosten-INITIAL_FORMS": "2"},
    {"kosten-TOTAL_FORMS": "3", "kosten-INITIAL_FORMS": "0"},
    {"kosten-TOTAL_FORMS": "30"},
    {"kosten-TOTAL_FORMS": ""},
    {"kosten-0-pk": ""},
    {"kosten-0-pk": "999999"},
    {"kosten-getoond": ""},
    {"kosten-getoond": "verzonnen"},
]


@pytest.mark.slow
@pytest.mark.parametrize("more", [{}, {"nog-een-kostenpost": "1"}])
@pytest.mark.parametrize("tampered", TAMPERED)
def test_a_form_that_did_not_come_back_whole_changes_nothing_and_says_so(client, action, people, tampered, more):
    for amount in ("1.00", "2.00"):
        factories.cost(action=action, amount=amount)
    client.force_login(people["anna"])
    address = reverse("actions:edit", args=[action.pk])
    before = content_of(action)
    response = client.post(address, filled(client, address, what="Anders") | tampered | more)
    assert "Er is niets veranderd. Laad de pagina opnieuw." in response.content.decode()
    again = client.post(address, fields_of(response))  # nor does sending it once more
    assert (response.status_code, again.status_code, content_of(action)) == (200, 200, before)


def test_what_was_shown_of_another_action_does_not_count(client, action, line, people):
    other = factories.action(line=line)
    for each in (action, other):
        factories.cost(action=each)
    client.force_login(people["anna"])
    address = reverse("actions:edit", args=[action.pk])
    token = fields_of(client.get(reverse("actions:edit", args=[other.pk])))["kosten-getoond"]
    assert client.post(address, filled(client, address, what="Anders") | {"kosten-getoond": token}).status_code == 200
    action.refresh_from_db()
    assert action.what == "Meldcodetour"


def test_after_a_conflict_a_removed_cost_stays_removed(client, action, people):
    """The page of the conflict shows the proposal, without that cost: there it is right that it does not come back."""
    first, second = (factories.cost(action=action, amount=amount) for amount in ("1.00", "2.00"))
    client.force_login(people["anna"])
    address = reverse("actions:edit", args=[action.pk])
    mine = filled(client, address) | {"kosten-0-DELETE": "on"}
    client.post(address, filled(client, address, how="Van een ander"))
    conflict = client.post(address, mine)
    assert conflict.status_code == 409
    assert client.post(address, fields_of(conflict) | {"reason": "Vervallen"}).status_code == 302
    assert list(action.costs.all()) == [second]
    assert first.pk != second.pk
