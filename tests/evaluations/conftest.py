"""A programme with everything that a report shows, and what it must not show."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from actions.models import Action, Cost, Funding, FundingBudget, FundingSource, Note, Programme
from decisions.models import Adoption, Advice, Commitment, Signature
from tests import factories

TODAY = datetime.date(2026, 3, 31)
PLANNED = Adoption.State.PLANNED


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    """Files of tests stay in their own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def files(media: Path) -> list[str]:
    """The report files on disk."""
    return sorted(path.name for path in (media / "evaluaties").glob("*"))


def full_programme() -> Programme:
    """A region with lines, actions in every state, money, figures and decisions; and secrets."""
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noordkust", slug="vt77")
    region = factories.region(name="Noordland", slug="noordland-vol")
    programme = factories.programme(
        region=region, title="Programma Noordland 2024-2027", short_title="Noordland 2024-2027",
        first_year=2024, last_year=2027, veilig_thuis_regions=[veilig_thuis],
        source_note="Vastgesteld plan, hoofdstuk 4.", dated=datetime.date(2024, 1, 1),
    )  # fmt: skip
    line = factories.line(programme=programme, title="Eerder in beeld", text="Wij zien het eerder.")
    theme = factories.theme(line=line, title="Meldcode", text="Iedereen kent de meldcode.")
    factories.goal(line=line, text="Niemand kijkt weg.")
    factories.goal(theme=theme, text="Iedereen oefent de meldcode.")
    Note.objects.create(programme=programme, line=line, kind=Note.Kind.BUILD_ON, text="De training werkt.")
    Note.objects.create(programme=programme, kind=Note.Kind.MISSING, text="De bijlage ontbreekt.")
    Note.objects.create(programme=programme, kind=Note.Kind.CONTEXT, text="Een lange achtergrond.")
    add_actions(programme, line, theme)
    factories.line(programme=programme, title="Samen sterk", text="Nog geen acties hier.")
    add_decisions(programme)
    add_figures()
    return programme


def add_actions(programme, line, theme) -> None:
    lead = factories.organisation(region=programme.region, name="Veilig Thuis Noordkust")
    tour = factories.action(
        line=line, theme=theme, number="1.1", what="Meldcodetour", how="Langs alle scholen.", status="running",
        starts_in="2024Q3", ends_in="2025Q2", leads=[lead], position=1,
    )  # fmt: skip
    factories.goal(action=tour, text="Elke school doet mee.")
    cost = factories.cost(action=tour, amount=Decimal("5000.00"), per=Cost.Per.YEAR)
    duvo = FundingSource.objects.create(programme=programme, name="DUVO", text="Geld van het Rijk.")
    FundingBudget.objects.create(source=duvo, year=2025, amount=Decimal("75000.00"))
    Funding.objects.create(cost=cost, source=duvo)
    factories.update(action=tour, on=datetime.date(2025, 1, 15), text="Oud bericht.")
    factories.update(action=tour, on=datetime.date(2026, 2, 1), text="Twaalf scholen bezocht.", author_name="Trekker")
    factories.update(action=tour, on=datetime.date(2026, 3, 1), text="GEHEIM CONCEPT", released_at=None)
    plain = factories.action(line=line, number="1.2", what="Folder in tien talen", position=2)
    factories.cost(action=plain, kind=Cost.Kind.TO_BE_DETERMINED)
    factories.action(line=line, what="INTERNE ACTIE", classification="internal", position=3)
    factories.action(line=line, what="NIET VRIJGEGEVEN", released_at=None, position=4)


def add_decisions(programme) -> None:
    towns = [factories.municipality(programme.region, name=name) for name in ("Adorp", "Bedum")]
    plan = factories.document(programme=programme, title="Uitvoeringsplan", decided_by="council", participants=towns)
    factories.adoption(document=plan, municipality=towns[0], state="adopted", decided_on=datetime.date(2024, 5, 2))
    factories.adoption(document=plan, municipality=towns[1], state=PLANNED, planned_for="2026Q4")
    answer = {
        "response": "Het advies is overgenomen.",
        "response_by": "het college",
        "response_on": datetime.date(2024, 6, 3),
    }
    Advice.objects.create(
        document=plan,
        by="Adviesraad",
        kind="client_council",
        municipality=towns[0],
        direction="positive",
        text="Goed plan.",
        **answer,
    )
    covenant = Commitment.objects.create(
        programme=programme,
        title="Convenant",
        state="signed",
        purpose="Samen optrekken.",
        valid_until=datetime.date(2025, 12, 31),
    )
    police = factories.organisation(region=programme.region, name="Politie")
    Signature.objects.create(commitment=covenant, organisation=police, role="districtschef")
    factories.addition(
        municipality=towns[1], programme=programme, title="Spreekuur", what="Elke week.", amount=Decimal(500)
    )
    factories.addition(municipality=towns[1], programme=programme, title="CONCEPT AANVULLING", released_at=None)
    factories.document(programme=programme, title="INTERN DOCUMENT", classification="internal")


def add_figures() -> None:
    reports = factories.indicator(
        title="Ontvangen meldingen", interpretation="Meer meldingen is niet vanzelf meer geweld."
    )
    for period, value, status in (
        ("2022", 900, "definitief"),
        ("2023", 1000, "definitief"),
        ("2024", 1100, "voorlopig"),
    ):
        factories.figure(indicator=reports, area_code="VT77", period=period, value=Decimal(value), status=status)
    factories.figure(indicator=reports, area_code="NL01", period="2023", value=None, reason="onbekend")


def make_plan(actions: int) -> Programme:
    """A programme with so many actions, each with all that hangs on an action."""
    programme = factories.programme()
    line = factories.line(programme=programme)
    lead = factories.organisation(region=programme.region)
    town = factories.municipality(programme.region)
    duvo = FundingSource.objects.create(programme=programme, name="DUVO")
    for number in range(actions):
        action = factories.action(
            line=line, theme=factories.theme(line=line), leads=[lead], partners=[lead], municipalities=[town],
            position=number, status=Action.Status.RUNNING,
        )  # fmt: skip
        factories.goal(action=action)
        Funding.objects.create(cost=factories.cost(action=action), source=duvo)
        factories.update(action=action, released_at=timezone.now())
        document = factories.document(programme=programme, participants=[town])
        factories.adoption(document=document, municipality=town)
    return programme
