"""People to try the portal with. They exist in development only; addresses end in .example, which nobody owns."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import User
from actions.models import Programme
from evaluations import services
from evaluations.models import Evaluation
from municipalities.loading.fixture_file import Shape, read_list, text, yes_no
from municipalities.models import Assignment, Organisation, Region
from municipalities.services import give_access

Role = Assignment.Role
PASSPHRASE = "regen-op-het-tentdoek"
EXAMPLE = "voorbeeldregio"
EXAMPLE_COUNTS = "vt-voorbeeldregio"
OWNER_OF = "Veilig Thuis Voorbeeldregio (fictief)"
REGIONS = {
    EXAMPLE: "Voorbeeldregio",
    "noord-en-midden-limburg": "Noord- en Midden-Limburg",
    "zuid-holland-zuid": "Zuid-Holland Zuid",
    "zuid-limburg": "Zuid-Limburg",
    "groningen": "Groningen",
}


EVALUATION = Shape(
    {"programme": text, "title": text, "introduction": text, "conclusion": text, "is_public": yes_no},
    required=("programme", "title", "is_public"),
)


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as: `role` in the regions, for the organisation or for the portal; else a superuser."""

    title: str
    mail: str
    role: str = ""
    regions: tuple[str, ...] = ()
    organisation: str = ""
    for_portal: bool = False


PEOPLE = [
    Account("Projectleider Voorbeeldregio", "projectleider@voorbeeld.example", Role.LEADER, (EXAMPLE,)),
    Account("Beleidsmedewerker Voorbeeldregio", "beleidsmedewerker@voorbeeld.example", Role.POLICY_OFFICER, (EXAMPLE,)),
    Account("Trekker Voorbeeldregio (Veilig Thuis)", "trekker@voorbeeld.example", Role.OWNER, (EXAMPLE,), OWNER_OF),
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

    Raises Region.DoesNotExist or Organisation.DoesNotExist when the data is not loaded.
    """
    return sum(_make(person) for person in PEOPLE)


def _make(person: Account) -> bool:
    user = User.objects.filter(email=person.mail).first()
    is_new = user is None
    if user is None:
        make = User.objects.create_user if person.role else User.objects.create_superuser
        user = make(person.mail, PASSPHRASE, name=person.title)
    for slug in person.regions:
        region = Region.objects.get(slug=slug)
        place = Organisation.objects.get(region=region, name=person.organisation) if person.organisation else region
        give_access(user, role=person.role, place=place)
    if person.for_portal:
        give_access(user, role=person.role, place=None)
    return is_new


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
            texts = block.only("title", "introduction", "conclusion", "is_public")
            services.create(programme, **texts, by=leader)
            made += 1
    return made, len(blocks)
