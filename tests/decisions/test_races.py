"""People at the same moment, on PostgreSQL: one keeps a step, one closes, a list comes in once, so does access."""

import datetime

import pytest
from django.utils import timezone

from actions.models import Action
from actions.rules.content import content_of
from actions.services import editing, organisations
from decisions.models import Adoption, Promise
from decisions.rules.offers import places_of_programme
from decisions.rules.steps import Step, read_cell
from decisions.services import promises, reading_in, steps
from municipalities import services as rights
from municipalities.models import Assignment, FormerName, Organisation
from municipalities.services import keeping
from tests import factories
from tests.together import AT_ONCE, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
COUNCIL = Step("council", "decision")
DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def council(region):
    return factories.municipality(region)


def test_one_of_many_keeps_a_step(programme, council):
    document, person = factories.document(programme=programme), factories.leader(programme.region)
    content = read_cell("vastgesteld 14-11-2024", COUNCIL, None, today=DAY)
    days = iter(range(1, AT_ONCE + 1))

    def keep():
        typed = content | {"decided_on": DAY.replace(year=2024, day=next(days))}
        try:
            return len(steps.keep_steps(document, [steps.Change(council.pk, COUNCIL, typed, "")], by=person)[1])
        except steps.StepsChanged:
            return 0

    assert sorted(together(keep)) == [*[0] * (AT_ONCE - 1), 1]
    assert (Adoption.objects.count(), Adoption.history.count()) == (1, 1)


def test_one_closes(programme, council):
    promise, person = factories.promise(programme=programme, municipality=council), factories.griffier(council)
    version = promise.version

    def close():
        mine = Promise.objects.get(pk=promise.pk)
        try:
            return promises.close_promise(mine, state="done", on=DAY, reason="", version=version, by=person)
        except keeping.Changed:
            return []

    closed = [each for each in together(close) if each]
    assert len(closed) == 1 == Promise.objects.get().history.filter(state="done").count()


def test_the_same_list_is_taken_over_once(programme, council):
    person, text = factories.griffier(council), b"Nummer\tToezegging\nT-1\tEvaluatie\n"

    def take():
        found = reading_in.keep(programme, council, content=text, name="lijst", pasted=True, by=person)
        places = places_of_programme(programme, person)
        return len(reading_in.apply(found, places, by=person).outcome["new"])

    assert sorted(together(take)) == [*[0] * (AT_ONCE - 1), 1]
    assert Promise.objects.count() == 1


def test_somebody_new_is_invited_once(region, council):
    person, today = factories.administrator(region), timezone.localdate()
    made = together(
        lambda: (
            rights.invite(
                "nieuw@voorbeeld.example", name="Nieuw", role="contact", place=council, since=today, by=person
            ).pk
        )
    )
    assert (len(set(made)), Assignment.objects.filter(role="contact").count()) == (1, 1)


def test_an_action_gets_a_lead_that_somebody_merges(programme, region):
    """Whoever is first: the action is led by what the organisation became, and nobody gets an error."""
    old, new = (factories.organisation(region=region, name=name) for name in ("Oud", "Nieuw"))
    person, line = factories.leader(region), factories.line(programme=programme)
    actions = [factories.action(line=line, programme=programme) for _number in range(AT_ONCE - 1)]
    work = iter([*actions, None])

    def do():
        action = next(work)
        if action is None:
            organisations.merge(Organisation.objects.get(pk=old.pk), Organisation.objects.get(pk=new.pk), by=person)
            return []
        content = content_of(action)
        led = type(content)(**{**vars(content), "leads": frozenset({old.pk})})
        return editing.edit_action(action, content=led, version=action.version, reason="", by=person)

    together(do)
    assert FormerName.objects.get().former_id == old.pk
    leads = [[one.pk for one in action.leads.all()] for action in Action.objects.filter(line=line)]
    assert leads == [[new.pk]] * len(actions)
