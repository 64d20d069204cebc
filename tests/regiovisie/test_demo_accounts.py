"""The accounts to try the portal with."""

import io

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from accounts.models import User
from municipalities.models import Assignment, Organisation, Region
from regiovisie.demo import ACCOUNTS, EXAMPLE_COUNCIL, EXAMPLE_COUNTS, OWNER_OF, PASSPHRASE, PEOPLE, REGIONS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions(settings):
    settings.DEBUG = True
    for slug, name in REGIONS.items():
        factories.region(slug=slug, name=name)
    factories.region(kind="veilig_thuis", slug=EXAMPLE_COUNTS, code="VT99", name="VT")
    example = Region.objects.get(slug="voorbeeldregio")
    factories.organisation(region=example, name=OWNER_OF)
    factories.municipality(example, slug=EXAMPLE_COUNCIL, name="Voorbeeldstad")


def make() -> str:
    out = io.StringIO()
    call_command("demo_accounts", stdout=out)
    return out.getvalue().strip()


def test_a_second_run_makes_nothing(regions):
    assert make() == "voorbeeldgebruikers: 16 (16 nieuw)"
    before = Assignment.objects.count()
    assert make() == "voorbeeldgebruikers: 16 (0 nieuw)"
    assert (User.objects.count(), Assignment.objects.count()) == (16, before)


def test_a_second_run_leaves_what_somebody_changed(regions):
    make()
    leader = User.objects.get(email="projectleider@voorbeeld.example")
    leader.set_password("iets anders dan eerst")
    leader.save()
    make()
    leader.refresh_from_db()
    assert leader.check_password("iets anders dan eerst")


@pytest.mark.parametrize(("title", "mail", "password"), ACCOUNTS)
def test_everybody_can_sign_in(regions, title, mail, password):
    make()
    request = RequestFactory().post("/inloggen/login/")
    assert authenticate(request, email=mail, password=password).name == title
    assert mail.endswith("@voorbeeld.example")


def test_the_password_meets_our_own_rules():
    for person in PEOPLE:
        validate_password(PASSPHRASE, User(email=person.mail, name=person.title))


def test_everybody_has_their_role_and_nothing_else(regions):
    make()
    roles = {
        user.email.partition("@")[0]: sorted(
            (item.role, str(item.place or "portaal")) for item in user.assignments.all()
        )
        for user in User.objects.all()
    }
    assert roles == {
        "projectleider": [("leader", "Voorbeeldregio")],
        "beleidsmedewerker": [("policy_officer", "Voorbeeldregio")],
        "trekker": [("owner", OWNER_OF)],
        "vervanger": [("deputy", OWNER_OF)],
        "griffier": [("griffier", "Voorbeeldstad")],
        "contact": [("contact", "Voorbeeldstad")],
        "raadslid": [("council_member", "Voorbeeldstad")],
        "evaluator": [("evaluator", "Voorbeeldregio")],
        "projectleider.noord-en-midden-limburg": [("leader", "Noord- en Midden-Limburg")],
        "projectleider.zuid-holland-zuid": [("leader", "Zuid-Holland Zuid")],
        "projectleider.zuid-limburg": [("leader", "Zuid-Limburg")],
        "projectleider.groningen": [("leader", "Groningen")],
        "veiligthuis": [("veilig_thuis", "VT")],
        "cijferbeheerder": [("figure_keeper", "portaal")],
        "beheerder": sorted(("administrator", name) for name in (*REGIONS.values(), "portaal")),
        "technisch": [],
    }
    assert [item.role for item in Assignment.objects.exclude(valid_until=None)] == ["evaluator"]
    assert [user.email for user in User.objects.filter(is_superuser=True)] == ["technisch@voorbeeld.example"]


def test_outside_development_there_are_none(regions, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="alleen met DEBUG=1"):
        make()
    assert User.objects.count() == 0


def test_without_data_there_are_none(regions):
    Organisation.objects.all().delete()
    with pytest.raises(CommandError, match="Laad eerst de gegevens"):
        make()
    assert User.objects.count() == 0
