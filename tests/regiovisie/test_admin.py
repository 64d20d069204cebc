"""The back office at /beheer/: all models, for superusers only."""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import KeptForm, SignedIn, TraceEntry, TraceTerm, User
from actions.models import (
    Action,
    Asked,
    AskedLink,
    ProgrammeDraft,
    ProgressRound,
    ReadPlan,
    RowTaken,
    SetAside,
    Topic,
)
from decisions.models import PromiseImport, PromiseReminder, Signature
from monitoring.models import NarrowedNotice, ReadFigures
from municipalities.access import ROWS
from municipalities.models import AccessReview, Assignment, FormerName, Municipality, Organisation, ReviewedAccess
from municipalities.services import confirm_access
from tests import factories
from tests.rooms import OURS

pytestmark = pytest.mark.django_db

# guardian's rows follow from assignments, what people typed or began is theirs, what was read follows from the file,
# former names from what became of organisations, and what others tell of hidden counts is for Veilig Thuis only
HIDDEN = {
    *ROWS.values(),
    AccessReview,
    Asked,  # who was asked, and their links: on the page of the round, until a month after it
    AskedLink,
    FormerName,
    KeptForm,
    NarrowedNotice,
    ProgrammeDraft,
    ProgressRound,
    PromiseImport,
    PromiseReminder,
    ReadFigures,
    ReadPlan,
    ReviewedAccess,
    RowTaken,
    SetAside,
    SignedIn,  # whose it is sees it
    Signature,  # kept with its commitment, which has the history of both
    TraceEntry,
    TraceTerm,
}
MODELS = [
    model
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if model not in HIDDEN and not model.__name__.startswith("Historical")
]


def page(model, name, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def boss(client):
    client.force_login(factories.superuser(name="Sam"))
    return client


def test_all_models_are_there():
    assert [model.__name__ for model in MODELS if not admin.site.is_registered(model)] == []


def test_guardians_rows_and_groups_are_not():
    assert [model.__name__ for model in (*HIDDEN, Group) if admin.site.is_registered(model)] == []


def test_nothing_is_there_that_others_brought():
    """Seeds of second factors, recovery codes, visitors, sessions: those pages show what opens an account."""
    assert {model._meta.app_label for model in admin.site._registry} == set(OURS)


SECRETS = ("password", "secret", "token", "session", "seed", "data", "ip_address", "post_data")
SECRECY = {"secret_ground", "secret_body", "secret_on"}  # geheimhouding: opens nothing


def test_no_page_shows_what_opens_an_account(rf):
    request = rf.get("/beheer/")
    request.user = factories.superuser()
    shown = {
        f"{model.__name__}.{field}"
        for model, page_of in admin.site._registry.items()
        for field in [*flatten_fieldsets(page_of.get_fieldsets(request)), *map(str, page_of.get_list_display(request))]
        if field not in SECRECY and any(field == secret or field.startswith(f"{secret}_") for secret in SECRETS)
    }
    assert shown == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_opens_and_can_be_searched(boss, programmes_of_tests, model):
    assert boss.get(page(model, "changelist")).status_code == 200
    assert boss.get(page(model, "changelist"), {"q": "zoek"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_row_opens(boss, programmes_of_tests, model):
    row = model._default_manager.first()
    if row is not None:
        assert boss.get(page(model, "change", row.pk)).status_code == 200


@pytest.fixture
def programmes_of_tests(action, people):
    """A row of most kinds."""
    programme = action.programme
    document = factories.document(programme=programme, participants=[factories.municipality(programme.region)])
    factories.adoption(document=document)
    factories.theme(line=action.line)
    factories.goal(action=action)
    factories.cost(action=action)
    factories.update(action=action)
    factories.figure()
    factories.topic()


def test_the_page_of_a_person_shows_no_secret_of_theirs(boss):
    person = factories.superuser()
    for name in ("change", "history"):
        text = boss.get(page(User, name, person.pk)).content.decode()
        assert not any(
            str(secret) in text for secret in (person.password, *person.authenticator_set.get().data.values())
        )


def test_the_list_of_actions_costs_the_same_at_any_length(boss, action, django_assert_max_num_queries):
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(20) as queries:
            boss.get(page(Action, "changelist"))
        counts.append(len(queries))
        for _ in range(5):
            factories.action(line=action.line)
    assert counts[0] == counts[1]


# --- Who gets in ---


def test_a_visitor_signs_in_on_the_page_of_the_portal(client):
    answer = client.get("/beheer/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('account_login')}?next=/beheer/"


@pytest.mark.parametrize("who", ["anna", "bram", "carla", "olga"])
def test_others_are_refused(client, people, who):
    client.force_login(people[who])
    assert client.get("/beheer/", follow=True).status_code == 403


def test_staff_is_not_enough(client):
    client.force_login(factories.user(is_staff=True))
    assert client.get("/beheer/", follow=True).status_code == 403


def test_the_back_office_is_named_in_dutch(boss):
    answer = boss.get("/beheer/")
    assert "Beheer van het regiovisie-portaal" in answer.content.decode()
    assert "<title>Gegevens | Beheer</title>" in answer.content.decode()


# --- What it does ---


def may_lead(user: User, region) -> bool:
    return User.objects.get(pk=user.pk).has_perm("municipalities.lead_region", region)


def form(assignment: Assignment, **changes) -> dict[str, str]:
    values = {
        "user": assignment.user_id,
        "role": assignment.role,
        "region": assignment.region_id or "",
        "valid_from": assignment.valid_from.isoformat(),
        "valid_until": "",
    }
    return values | changes


def test_access_that_is_given_here_holds(boss, region):
    user = factories.user()
    fresh = Assignment(user=user, role="leader", region=region, valid_from=timezone.localdate())
    assert boss.post(page(Assignment, "add"), form(fresh)).status_code == 302
    assert not may_lead(user, region)
    confirm_access(user.assignments.get(), by=factories.superuser())
    assert may_lead(user, region)


def test_access_that_is_prolonged_put_back_or_made_more_here_awaits_a_second_person(boss, region):
    user = factories.leader(region)
    given = user.assignments.get()
    Assignment.objects.update(valid_from=timezone.localdate() - datetime.timedelta(days=9))
    given.refresh_from_db()
    earlier = given.history.first()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    change = page(Assignment, "change", given.pk)
    boss.post(change, form(given, valid_until=yesterday.isoformat()))
    ways = {
        "prolonged": (change, form(given)),
        "put back": (
            reverse("admin:municipalities_assignment_simple_history", args=[given.pk, earlier.pk]),
            form(given),
        ),
        "more": (change, form(given, role="administrator")),
    }
    for way, (url, values) in ways.items():
        Assignment.objects.update(valid_until=yesterday, awaits=False, role="leader")
        answer = boss.post(url, values)
        given.refresh_from_db()
        assert (way, answer.status_code, given.awaits, may_lead(user, region)) == (way, 302, True, False)


def test_access_that_is_shortened_here_keeps_its_confirmation(boss, region):
    user = factories.leader(region)
    given = user.assignments.get()
    boss.post(page(Assignment, "change", given.pk), form(given, valid_until="2090-01-01"))
    given.refresh_from_db()
    assert (given.awaits, may_lead(user, region)) == (False, True)


def test_nobody_gives_themselves_anything_here(client, region):
    sam = factories.superuser()
    client.force_login(sam)
    own = Assignment(user=sam, role="leader", region=region, valid_from=timezone.localdate())
    assert client.post(page(Assignment, "add"), form(own)).status_code == 200
    assert sam.assignments.count() == 0
    other = factories.leader(region).assignments.get()
    assert client.post(page(Assignment, "change", other.pk), form(other, user=sam.pk)).status_code == 200
    assert sam.assignments.count() == 0


def test_nobody_makes_a_technical_administrator_here(boss):
    person = factories.user()
    values = {"name": "Iemand", "email": person.email, "is_active": "on", "is_superuser": "on", "is_staff": "on"}
    assert boss.post(page(User, "change", person.pk), values).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.is_superuser) == ("Iemand", False)


@pytest.mark.parametrize("role", ["veilig_thuis", "figure_keeper"])
def test_nobody_gives_a_role_for_figures_to_themselves_here(boss, region, role):
    sam = User.objects.get(is_superuser=True)
    place = factories.region(kind="veilig_thuis", code="VT77") if role == "veilig_thuis" else None
    fresh = Assignment(user=sam, role=role, region=place, valid_from=timezone.localdate())
    assert boss.post(page(Assignment, "add"), form(fresh)).status_code == 200
    assert sam.assignments.count() == 0


def test_access_that_is_ended_here_ends(boss, region):
    user = factories.leader(region)
    assignment = user.assignments.get()
    Assignment.objects.update(valid_from=timezone.localdate() - datetime.timedelta(days=9))
    assignment.refresh_from_db()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    boss.post(page(Assignment, "change", assignment.pk), form(assignment, valid_until=yesterday.isoformat()))
    assert not may_lead(user, region)
    assert ROWS[type(region)].objects.filter(user=user).count() == 0


def test_access_that_goes_to_somebody_else_leaves_who_had_it(boss, region):
    user, other = factories.leader(region), factories.user()
    assignment = user.assignments.get()
    boss.post(page(Assignment, "change", assignment.pk), form(assignment, user=other.pk))
    assert not may_lead(other, region)
    confirm_access(other.assignments.get(), by=factories.superuser())
    assert (may_lead(user, region), may_lead(other, region)) == (False, True)
    assert ROWS[type(region)].objects.filter(user=user).count() == 0


@pytest.mark.parametrize("way", ["one", "several"])
def test_access_that_is_deleted_is_gone(boss, region, way):
    user = factories.leader(region)
    assignment = user.assignments.get()
    if way == "one":
        boss.post(page(Assignment, "delete", assignment.pk), {"post": "yes"})
    else:
        picked = {"action": "delete_selected", "_selected_action": [assignment.pk], "post": "yes"}
        boss.post(page(Assignment, "changelist"), picked)
    assert (Assignment.objects.count(), may_lead(user, region)) == (0, False)
    assert ROWS[type(region)].objects.filter(user=user).count() == 0


def test_a_change_of_an_action_is_one_line_of_history_and_an_edit(boss, action):
    before, version = action.history.count(), action.version
    values = {
        field.name: field.value_from_object(action)
        for field in Action._meta.fields
        if field.editable and field.value_from_object(action) is not None
    }
    values |= {"leads": [lead.pk for lead in action.leads.all()], "what": "Anders"}
    values |= {"released_at_0": "2026-01-01", "released_at_1": "12:00"}
    topics = [factories.topic().pk, factories.topic().pk]
    answer = boss.post(page(Action, "change", action.pk), values | {"topics": topics})
    assert answer.status_code == 302
    action.refresh_from_db()
    assert (action.what, action.version, action.topics.count()) == ("Anders", version + 1, 2)
    line = action.history.first()
    assert action.history.count() == before + 1
    assert (line.history_user.name, line.history_change_reason, line.history_type) == (
        "Sam",
        "Gewijzigd in het beheer",
        "~",
    )


def test_a_new_goal_is_one_line_of_history(boss, programme):
    values = {"programme": programme.pk, "level": "objective", "text": "Niemand slaat.", "position": 1}
    boss.post(reverse("admin:actions_goal_add"), values)
    (goal,) = programme.goals.all()
    line = goal.history.get()
    assert (line.history_type, line.history_change_reason) == ("+", "Toegevoegd in het beheer")


# --- Reference data in and out ---


@pytest.mark.parametrize("model", [Municipality, Organisation, Topic], ids=lambda model: model.__name__)
def test_reference_data_goes_out_and_in_unchanged(model):
    region = factories.region()
    place = factories.municipality(region)
    factories.organisation(region=region, municipality=place)
    factories.topic()
    (resource,) = admin.site.get_model_admin(model).resource_classes
    before = list(model.objects.values())
    result = resource().import_data(resource().export(), raise_errors=True)
    assert (result.totals["skip"], list(model.objects.values())) == (1, before)


def test_a_table_brings_new_topics_and_changes_known_ones():
    factories.topic(slug="meldcode", title="Meldkode")
    (resource,) = admin.site.get_model_admin(Topic).resource_classes
    table = resource().export()
    table.wipe()
    table.headers = ["slug", "title", "text"]
    table.append(("meldcode", "Meldcode", ""))
    table.append(("mda", "MDA++", "Samen in één aanpak."))
    resource().import_data(table, raise_errors=True)
    assert dict(Topic.objects.values_list("slug", "title")) == {"meldcode": "Meldcode", "mda": "MDA++"}
