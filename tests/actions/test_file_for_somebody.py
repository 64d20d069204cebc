"""A file that was made for somebody goes only to them, with the rights of its making, and with nothing now hidden."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from actions.models import Action, PlanExport
from actions.services import exporting, importing
from jobs import running
from jobs.models import Job
from municipalities.models import Assignment
from municipalities.services import give_access
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def everybody(people, region):
    """With Dirk, who leads the region too, and Vic, who has no role."""
    return {**people, "dirk": factories.leader(region, name="Dirk"), "vic": factories.user(name="Vic")}


def exported(programme, by):
    """A file that a job made for somebody."""
    job = exporting.start(programme, kind="csv", query="", by=by)
    running.run(job.pk)
    return PlanExport.objects.get(pk=job.subject_id)


def status(client, export, by):
    client.force_login(User.objects.get(pk=by.pk))
    answer = client.get(reverse("actions:export-file", args=[export.pk]))
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def end_roles(user):
    user.assignments.update(valid_until=timezone.localdate() - datetime.timedelta(days=1))


ROLES = ("anna", "bram", "carla", "olga", "sam", "dirk", "vic")


@pytest.mark.parametrize("maker", ROLES)
def test_a_file_is_for_its_maker_only(client, action, programme, everybody, maker):
    export = exported(programme, everybody[maker])
    answers = {who: status(client, export, everybody[who]) for who in ROLES}
    assert answers == {who: 200 if who == maker else 404 for who in ROLES}
    client.logout()
    assert client.get(reverse("actions:export-file", args=[export.pk])).status_code == 302


@pytest.mark.parametrize(("maker", "after"), [("anna", 404), ("bram", 404), ("olga", 200), ("vic", 200)])
def test_who_lost_the_right_it_was_made_with_gets_it_no_more(client, action, programme, everybody, maker, after):
    export = exported(programme, everybody[maker])
    end_roles(everybody[maker])
    assert status(client, export, everybody[maker]) == after  # what is public stays theirs


def test_a_leader_who_became_an_officer_gets_no_file_of_a_leader(client, action, programme, people, region):
    export = exported(programme, people["anna"])
    end_roles(people["anna"])
    give_access(people["anna"], role=Assignment.Role.POLICY_OFFICER, place=region)
    assert status(client, export, people["anna"]) == 404


@pytest.mark.parametrize(
    ("classification", "answers"),
    [
        ("internal", {"anna": 200, "bram": 200, "olga": 200, "vic": 410}),
        ("confidential", {"anna": 200, "bram": 200, "olga": 410, "vic": 410}),
        ("secret", {"anna": 200, "bram": 410, "olga": 410, "vic": 410}),
    ],
)
def test_what_became_hidden_outdates_a_file(client, action, programme, everybody, classification, answers):
    exports = {who: exported(programme, everybody[who]) for who in answers}
    Action.objects.update(**factories.classified(classification))
    assert {who: status(client, exports[who], everybody[who]) for who in answers} == answers


def test_what_became_a_concept_again_outdates_a_file(client, action, programme, everybody):
    export = exported(programme, everybody["vic"])
    Action.objects.update(released_at=None)
    client.force_login(everybody["vic"])
    answer = client.get(reverse("actions:export-file", args=[export.pk]))
    assert (answer.status_code, "Dit bestand is verouderd" in answer.content.decode()) == (410, True)


def test_a_programme_that_became_internal_takes_its_files_along(client, action, programme, everybody):
    export = exported(programme, everybody["vic"])
    type(programme).objects.update(classification="internal")
    assert status(client, export, everybody["vic"]) == 404


def test_an_action_that_is_gone_outdates_nothing(client, action, programme, everybody):
    export = exported(programme, everybody["vic"])
    action.delete()
    assert status(client, export, everybody["vic"]) == 200


def test_a_file_of_which_nobody_knows_what_it_holds_is_outdated(client, action, programme, everybody):
    export = exported(programme, everybody["anna"])
    PlanExport.objects.update(contents_known=False)
    assert status(client, export, everybody["anna"]) == 410


def test_the_check_costs_the_same_at_any_length(client, line, programme, everybody, django_assert_max_num_queries):
    counts = []
    for number in (1, 30):
        for _ in range(number):
            factories.action(line=line)
        export = exported(programme, everybody["vic"])
        PlanExport.objects.filter(pk=export.pk).update(created_at=timezone.now() - datetime.timedelta(minutes=2))
        assert status(client, export, everybody["vic"]) == 200  # signed in
        with django_assert_max_num_queries(10) as found:
            b"".join(client.get(reverse("actions:export-file", args=[export.pk])).streaming_content)
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("who", ["bram", "carla", "olga", "vic", "anna-before"])
def test_the_workbook_with_remarks_is_for_who_may_change_the_plan_now(client, programme, everybody, who):
    """It is made at the moment of asking, from what its asker may read in."""
    found = importing.keep_file(programme, content=b"Wat;Wie\nEen;Twee", name="plan.csv", by=everybody["anna"])
    address = reverse("actions:import-feedback", args=["noordland", found.pk])
    client.force_login(everybody["anna"])
    assert client.get(address).status_code == 200
    if who == "anna-before":
        end_roles(everybody["anna"])
    client.force_login(User.objects.get(pk=everybody[who.partition("-")[0]].pk))
    assert client.get(address).status_code == 403


def test_a_job_is_seen_by_who_started_it(client, action, programme, everybody):
    exported(programme, everybody["anna"])
    job = Job.objects.get()
    seen = {}
    for who in ROLES:
        client.force_login(everybody[who])
        seen[who] = client.get(job.get_absolute_url()).status_code
    assert seen == {who: 200 if who in ("anna", "sam") else 404 for who in ROLES}
