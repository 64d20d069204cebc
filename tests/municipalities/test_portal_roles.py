"""Roles for figures: the whole portal's keeper, and Veilig Thuis for its own counts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from municipalities.access import access
from municipalities.models import Assignment, RegionUserPermission
from municipalities.services import end_access, give_access
from tests import factories

pytestmark = pytest.mark.django_db
Role = Assignment.Role


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def portal(user: User, permission: str) -> bool:
    return access(fresh(user)).allows(permission, None)


@pytest.fixture
def vt(programme):
    found = factories.region(kind="veilig_thuis", code="VT77", name="Noord", organisation="Veilig Thuis Noord")
    programme.veilig_thuis_regions.add(found)
    return found


def typed(**changes):
    fields = {
        "email": "nieuw@voorbeeld.example",
        "name": "Nora",
        "since": timezone.localdate().isoformat(),
        "until": "",
    }
    return fields | {"role": "figure_keeper"} | changes


def test_a_role_for_the_portal_has_no_row_of_guardian_and_ends():
    keeper = factories.figure_keeper()
    given = keeper.assignments.get()
    assert (portal(keeper, "keep_figures"), portal(keeper, "administer_portal")) == (True, False)
    assert RegionUserPermission.objects.filter(user=keeper).count() == 0
    assert str(given) == f"{keeper}: Cijferbeheerder het hele portaal"
    assert given.history.get().role == Role.FIGURE_KEEPER
    end_access(given, on=timezone.localdate())
    assert portal(keeper, "keep_figures") is False


def test_a_closed_account_keeps_no_role():
    keeper = factories.figure_keeper()
    User.objects.update(is_active=False)
    assert portal(keeper, "keep_figures") is False


@pytest.mark.parametrize(
    ("role", "place"),
    [("leader", None), ("policy_officer", None), ("veilig_thuis", None), ("figure_keeper", "region")],
)
def test_the_database_keeps_roles_and_places_together(region, role, place):
    with pytest.raises(IntegrityError), transaction.atomic():
        give_access(factories.user(), role=role, place=region if place else None)


def test_veilig_thuis_is_for_a_veilig_thuis_region(region, vt):
    given = Assignment(user=factories.user(), role=Role.VEILIG_THUIS, region=region, valid_from=timezone.localdate())
    with pytest.raises(ValidationError, match="Veilig Thuis-regio"):
        given.full_clean()
    given.region = vt
    given.full_clean()


def test_a_superuser_may_do_everything_but_see_exact_counts(vt):
    sam = factories.superuser()
    assert access(sam).allows("keep_figures", None)
    assert not access(sam).allows("keep_counts", vt)
    assert access(factories.veilig_thuis(vt)).allows("keep_counts", vt)


def test_the_administrator_of_the_region_gives_veilig_thuis_its_role(client, region, vt):
    factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Elders")
    anna = factories.administrator(region)
    client.force_login(anna)
    page = reverse("municipalities:access", args=[region.slug])
    offered = dict(client.get(page).context["form"].fields["place"].choices)
    assert offered["Veilig Thuis"] == [(f"region-{vt.pk}", "Veilig Thuis Noord")]
    form = typed(role="veilig_thuis", place="")
    assert "place" in client.post(page, form).context["form"].errors
    wrong = form | {"role": "leader", "place": f"region-{vt.pk}"}
    assert "place" in client.post(page, wrong).context["form"].errors
    assert client.post(page, form | {"place": f"region-{vt.pk}"}).status_code == 302
    given = User.objects.get(email="nieuw@voorbeeld.example").assignments.get()
    assert (given.role, given.region) == (Role.VEILIG_THUIS, vt)
    text = client.get(page).content.decode()
    assert "Veilig Thuis Noord" in text
    end = reverse("municipalities:end-access", args=[region.slug, given.pk])
    assert client.post(end, {"last_day": ""}).status_code == 302
    assert not access(fresh(given.user)).allows("keep_counts", vt)


def test_an_administrator_of_another_region_does_not_see_it(client, vt):
    given = factories.veilig_thuis(vt).assignments.get()
    elsewhere = factories.region()
    client.force_login(factories.administrator(elsewhere))
    assert client.get(reverse("municipalities:end-access", args=[elsewhere.slug, given.pk])).status_code == 404


def test_who_administers_the_portal_gives_the_roles_but_not_to_themselves(client):
    boss = factories.portal_administrator(email="boss@voorbeeld.example")
    client.force_login(boss)
    page = reverse("municipalities:portal-access")
    assert "Dit bent u zelf" in str(client.post(page, typed(email=boss.email)).context["form"].errors["email"])
    assert client.post(page, typed()).status_code == 302
    keeper = User.objects.get(email="nieuw@voorbeeld.example")
    assert portal(keeper, "keep_figures")
    assert "Cijferbeheerder" in client.get(page).content.decode()
    assert "in die periode al" in str(client.post(page, typed()).context["form"].errors)
    end = reverse("municipalities:end-portal-access", args=[keeper.assignments.get().pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"last_day": ""}).status_code == 302
    assert not portal(keeper, "keep_figures")
    own = reverse("municipalities:end-portal-access", args=[boss.assignments.get().pk])
    assert "uw eigen recht" in client.post(own, {"last_day": ""}).content.decode()


def test_keeping_figures_gives_no_right_to_give_it(client):
    client.force_login(factories.figure_keeper())
    assert client.post(reverse("municipalities:portal-access"), typed()).status_code == 403
