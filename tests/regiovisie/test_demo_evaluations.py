"""The two evaluations of the Voorbeeldregio, for who tries the portal."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from evaluations.models import Evaluation
from jobs.models import Job
from regiovisie.demo import PEOPLE
from tests import factories

pytestmark = pytest.mark.django_db
PROGRAMMES = ("voorbeeldregio-2021-2024", "voorbeeldregio-2025-2028")


def make() -> str:
    out = io.StringIO()
    call_command("demo_evaluations", stdout=out)
    return out.getvalue().strip()


def test_two_evaluations_are_made_once_and_their_reports_wait_for_the_worker(settings):
    settings.DEBUG = True
    for slug in PROGRAMMES:
        factories.programme(slug=slug)
    User.objects.create_user(PEOPLE[0].mail, "x", name=PEOPLE[0].title)
    assert make() == "evaluaties: 2 (2 nieuw)"
    assert make() == "evaluaties: 2 (0 nieuw)"
    made = {each.programme.slug: each for each in Evaluation.objects.all()}
    assert [made[slug].is_public for slug in PROGRAMMES] == [True, False]
    assert all("(fictief)" in each.title for each in made.values())
    assert Job.objects.filter(kind=Evaluation.JOB).count() == 2


@pytest.mark.parametrize(("debug", "words"), [(False, "alleen met DEBUG=1"), (True, "Laad eerst de gegevens")])
def test_not_on_a_server_and_not_without_data(settings, debug, words):
    settings.DEBUG = debug
    with pytest.raises(CommandError, match=words):
        make()
