"""People to try the portal with. They exist in development only; addresses end in .example, which nobody owns."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Programme
from evaluations import services
from evaluations.models import Evaluation
from municipalities.access import Access
from municipalities.loading.fixture_file import Shape, read_list, text
from municipalities.models import Assignment, Municipality, Organisation, Region
from municipalities.models.assignments import Place
from municipalities.services import give_access

Role = Assignment.Role
PASSPHRASE = "regen-op-het-tentdoek"
EXAMPLE = "voorbeeldregio"
EXAMPLE_COUNTS = "vt-voorbeeldregio"
EXAMPLE_COUNCIL = "voorbeeldstad"
OWNER_OF = "Veilig Thuis Voorbeeldregio (fictief)"
REGIONS = {
    EXAMPLE: "Voorbeeldregio",
    "noord-en-midden-limburg": "Noord- en Midden-Limburg",
    "zuid-holland-zuid": "Zuid-Holland Zuid",
    "zuid-limburg": "Zuid-Limburg",
    "groningen": "Groningen",
}


EVALUATION = Shape(
    {"programme": text, "title": text, "introduction": text, "conclusion": text, "classification": text},
    required=("programme", "title", "classification"),
)


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as: `role` in the regions, for the organisation or municipality, or for the portal.

    Without a role: a superuser.
    """

    title: str
    mail: str
    role: str = ""
    regions: tuple[str, ...] = ()
    organisation: str = ""
    municipality: str = ""
    for_portal: bool = False
    years: int = 0  # how long the role holds; 0 is until somebody ends it

    def places(self) -> list[Place | None]:
        """Where the role holds; None is the whole portal. Raises DoesNotExist when the data is not loaded."""
        regions = [Region.objects.get(slug=slug) for slug in self.regions]
        places: list[Place | None] = list(regions)
        if self.organisation:
            places = [Organisation.objects.get(region=region, name=self.organisation) for region in regions]
        if self.municipality:
            places.append(Municipality.objects.get(slug=self.municipality))
        return [*places, None] if self.for_portal else places


PEOPLE = [
    Account("Projectleider Voorbeeldregio", "projectleider@voorbeeld.example", Role.LEADER, (EXAMPLE,)),
    Account("Beleidsmedewerker Voorbeeldregio", "beleidsmedewerker@voorbeeld.example", Role.POLICY_OFFICER, (EXAMPLE,)),
    Account("Trekker Voorbeeldregio (Veilig Thuis)", "trekker@voorbeeld.example", Role.OWNER, (EXAMPLE,), OWNER_OF),
    Account("Vervangend trekker Voorbeeldregio", "vervanger@voorbeeld.example", Role.DEPUTY, (EXAMPLE,), OWNER_OF),
    Account("Griffier Voorbeeldstad", "griffier@voorbeeld.example", Role.GRIFFIER, municipality=EXAMPLE_COUNCIL),
    Account("Contactpersoon Voorbeeldstad", "contact@voorbeeld.example", Role.CONTACT, municipality=EXAMPLE_COUNCIL),
    Account("Raadslid Voorbeeldstad", "raadslid@voorbeeld.example", Role.COUNCIL_MEMBER, municipality=EXAMPLE_COUNCIL),
    Account("Evaluator Voorbeeldregio", "evaluator@voorbeeld.example", Role.EVALUATOR, (EXAMPLE,), years=1),
    *(
        Account(f"Projectleider {name}", f"projectleider.{slug}@voorbeeld.example", Role.LEADER, (slug,))
        for slug, name in REGIONS.items()
        if slug != EXAMPLE
    ),
    Account("Veilig Thuis Voorbeeldregio", "veiligthuis@voorbeeld.example", Role.VEILIG_THUIS, (EXAMPLE_COUNTS,)),
    Account("Cijferbeheerder", "cijferbeheerder@voorbeeld.example", Role.FIGURE_KEEPER, for_portal=True),
    Account(
        "Beheerder van alle regio's", "beheerder@voorbeeld.example", Role.ADMINISTRATOR, tuple(REGIONS), for_portal=True
    ),
    Account("Technisch beheer (op /beheer/)", "technisch@voorbeeld.example"),
]

# (role in Dutch, e-mail address, password): what `make demo` prints
ACCOUNTS: list[tuple[str, str, str]] = [(person.title, person.mail, PASSPHRASE) for person in PEOPLE]


@transaction.atomic
def make_accounts() -> int:
    """Make the accounts that are not there yet, with their access. Returns how many were made.

    Raises DoesNotExist (of Region, Municipality or Organisation) when the data is not loaded.
    """
    return sum(_make(person) for person in PEOPLE)


def _make(person: Account) -> bool:
    user = User.objects.filter(email=person.mail).first()
    is_new = user is None
    if user is None:
        make = User.objects.create_user if person.role else User.objects.create_superuser
        user = make(person.mail, PASSPHRASE, name=person.title)
    until = timezone.localdate() + datetime.timedelta(days=365 * person.years) if person.years else None
    for place in person.places():
        give_access(user, role=person.role, place=place, until=until)
    _give_second_step(user)
    return is_new


def _give_second_step(user: User) -> None:
    """Let somebody who may change anything sign in with a code that the page tells: a visitor sets nothing up."""
    if not settings.SECOND_STEP_REQUIRED or not Access(user).may_write:
        return
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())


def make_evaluations(fixtures: Path) -> tuple[int, int]:
    """Make the evaluations that are not there yet, as their leader would: how many were made, and how many there are.

    Their reports are made by jobs. Raises Programme.DoesNotExist or User.DoesNotExist when the data is not loaded.
    """
    blocks = read_list(fixtures / "evaluations" / f"{EXAMPLE}.yaml", EVALUATION)
    leader = User.objects.get(email=PEOPLE[0].mail)
    made = 0
    for block in blocks:
        programme = Programme.objects.get(slug=block["programme"])
        if not Evaluation.objects.filter(programme=programme, title=block["title"]).exists():
            texts = block.only("title", "introduction", "conclusion", "classification")
            services.create(programme, **texts, by=leader)
            made += 1
    return made, len(blocks)
