"""The back office takes actions of all programmes out as a table, in the columns of the plan as a file."""

import io

import pytest
import tablib
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.exports.resources import ActionResource
from municipalities.resources import TABLES, OrganisationResource
from tables.writing import GUARD
from tests import factories


def test_the_columns_and_what_would_run_as_text(line):
    factories.cost(action=factories.action(line=line, what="=1+1"), amount="5.00", per="unstated", year=2031)
    table = ActionResource().export()
    row = table.dict[0]
    assert (row["Wat"], row["Kosten 2031"], row["Actielijn"]) == (f"{GUARD}=1+1", 5, "1. Eerder in beeld")


def test_as_many_queries_for_three_actions_as_for_one(line):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            ActionResource().export()
        return len(captured)

    factories.action(line=line)
    one = queries()
    factories.cost(action=factories.action(line=line))
    factories.goal(action=factories.action(line=line))
    assert queries() == one + 1  # the sources of costs, once there are costs


@pytest.mark.parametrize("place", range(len(TABLES)))
def test_an_administrator_downloads_it(client, action, people, place):
    client.force_login(people["sam"])
    response = client.post(reverse("admin:actions_action_export"), {"format": place, "resource": ""})
    kind = TABLES[place]().get_extension()
    data = response.content.decode() if kind == "csv" else response.content
    source = io.StringIO(data) if kind == "csv" else io.BytesIO(data)
    assert tablib.Dataset().load(source, format=kind).dict[0]["Wat"] == "Meldcodetour"


def test_reference_data_runs_nowhere_and_reads_in_again(region):
    organisation = factories.organisation(region=region, name="=1+1;-2")
    table = OrganisationResource().export()
    assert table.dict[0]["name"] == f"{GUARD}=1+1;{GUARD}-2"
    organisation.delete()
    result = OrganisationResource().import_data(table, raise_errors=True)
    assert (result.has_errors(), region.organisations.get().name) == (False, "=1+1;-2")
