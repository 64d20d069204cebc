"""`?stand=`: a page of an earlier day is the page that stood there on that day, in all its parts."""

import datetime
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from actions.models import Action, Cost, FundingBudget, FundingSource, Goal, ProgressUpdate
from actions.models.base import Classification
from decisions.models import Adoption, Commitment, Signature
from municipalities.models.recorded import Recorded
from regiovisie.stand.parts import PARTS
from tests import factories

PAGES = [
    "/regios/{region}/",
    "/regios/{region}/plan/",
    "/regios/{region}/plan/?weergave=tijdlijn",
    "/regios/{region}/plan/?weergave=volledig",
    "/regios/{region}/kosten/",
    "/regios/{region}/besluiten/",
    "/regios/{region}/toezeggingen/",
    "/regios/{region}/cijfers/",
    "/regios/{region}/acties.csv",
    "/regios/{region}/kosten.csv",
    "/regios/{region}/besluiten.csv",
    "/regios/{region}/toezeggingen.csv",
    "/gemeenten/{place}/",
    "/acties/{action}/",
]
BEGIN = datetime.date(2024, 3, 1)
STAND = re.compile(r"(\?|&amp;|&)stand=\d{4}-\d\d-\d\d")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time, as Django tells it: a moment that a test sets."""
    now = [timezone.make_aware(datetime.datetime.combine(BEGIN, datetime.time(9)))]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def set_to(day: datetime.date, hour: int = 9, minute: int = 0) -> None:
        now[0] = timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))

    return set_to


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return normal(b"".join(response) if response.streaming else response.content)


def normal(content: bytes) -> str:
    """A page without what belongs to its being of an earlier day, and without what differs at each visit."""
    text = content.decode()
    text = re.sub(r'<section class="[^"]*" aria-label="Stand op een eerdere dag">.*?</section>', "", text, flags=re.S)
    text = re.sub(r'<div class="on-screen stand-ask">.*?</div>', "", text, flags=re.S)
    text = re.sub(r'<input type="hidden" name="stand"[^>]*>', "", text)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    text = STAND.sub(lambda found: "?" if found[1] == "?" else "", text).replace("?&amp;", "?").replace("?&", "?")
    text = re.sub(r'href="([^"]*)\?"', r'href="\1"', text)
    return re.sub(r"\s+", " ", text)


def with_stand(address: str, day: datetime.date) -> str:
    return f"{address}{'&' if '?' in address else '?'}stand={day.isoformat()}"


def change(row: Any, chance: random.Random, by: Any) -> None:
    """Change one text, choice, number or set of a row, as somebody would who saves a form."""
    free = [
        field
        for field in row._meta.concrete_fields
        if field.editable and not field.is_relation and field.name in CHANGED.get(type(row), ("title", "text", "name"))
    ]
    if not free:
        return
    field = chance.choice(free)
    if field.choices:
        setattr(row, field.attname, chance.choice([value for value, _label in field.choices]))
    elif isinstance(field, models.DecimalField):
        setattr(row, field.attname, chance.randrange(1, 90) * 1000)
    else:
        setattr(row, field.attname, f"{chance.choice(['Meldcode', 'Opvang', 'Training'])} {chance.randrange(1000)}")
    row.save_with_reason("Gewijzigd", by=by)


CHANGED: dict[type[models.Model], tuple[str, ...]] = {
    Action: ("what", "how", "number"),
    Cost: ("amount",),
    Adoption: ("reason", "note", "source_note"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_an_earlier_day_shows_what_stood_there_then(client: Client, clock: Any, seed: int) -> None:
    chance = random.Random(seed)
    region, place, by = world()
    first = Action.objects.order_by("pk")[0].pk
    pages = [page.format(region=region.slug, place=place.slug, action=first) for page in PAGES]
    then: dict[tuple[datetime.date, str], str] = {}
    for number in range(4):
        day = BEGIN + datetime.timedelta(days=40 * number)
        clock(day, 10 + number)
        for _each in range(9 if number else 0):
            something_happens(chance, by)
        clock(day, 23, 59)
        then |= {(day, page): read(client, page) for page in pages}
    clock(day + datetime.timedelta(days=500))
    for (day, page), expected in then.items():
        assert read(client, with_stand(page, day)) == expected, (day, page)
    later = BEGIN + datetime.timedelta(days=100)  # a day on which nothing happened
    assert "Stand op 9 juni 2024" in client.get(with_stand(pages[1], later)).content.decode()


def world() -> tuple[Any, Any, Any]:
    """A small region of which everything is on record, the beginning too."""
    region = factories.region()
    place = factories.municipality(region)
    programme = factories.programme(region=region, first_year=2024, last_year=2027)
    document = factories.document(programme=programme, decided_by="council", participants=[place])
    factories.adoption(document=document, municipality=place)
    line = factories.line(programme=programme)
    theme = factories.theme(programme=programme, line=line)
    lead = factories.organisation(region=region)
    for number in range(4):
        action = factories.action(programme=programme, line=line, theme=theme, leads=[lead], number=str(number))
        factories.cost(action=action, amount=1000 * number + 500, year=2025)
        factories.update(action=action)
    factories.promise(municipality=place, programme=programme)
    factories.addition(municipality=place, programme=programme)
    source = FundingSource.objects.create(programme=programme, name="Wmo")
    FundingBudget.objects.create(source=source, year=2025, amount=12_000)
    commitment = Commitment.objects.create(programme=programme, title="Convenant")
    Signature.objects.create(commitment=commitment, organisation=lead)
    commitment.save()
    by = factories.user()
    return region, place, by


def something_happens(chance: random.Random, by: Any) -> None:
    """A row is changed, removed or added, or an action gets another status, other leads or a message."""
    kind = chance.choice(["change"] * 4 + ["status", "leads", "update", "goal", "remove"])
    actions = list(Action.objects.order_by("pk"))
    action = chance.choice(actions)
    if kind == "change":
        rows = [row for part in PARTS for row in part.model._default_manager.order_by("pk")]
        change(chance.choice(rows), chance, by)
    elif kind == "status":
        action.status = chance.choice(["planned", "running", "delayed", "done"])
        action.save_with_reason("Status", by=by)
    elif kind == "leads":
        lead = factories.organisation(region=action.programme.region)
        action.save_with_reason("Trekker", by=by, sets={"leads": [lead]})
    elif kind == "update":
        update = ProgressUpdate(action=action, on=timezone.localdate(), text=f"Bericht {chance.random()}")
        update.released_at = timezone.now()
        update.save_with_reason("Gemeld", by=by)
    elif kind == "goal":
        Goal(programme=action.programme, action=action, text=f"Doel {chance.random()}").save_with_reason("Doel", by=by)
    elif len(actions) > 2:
        actions[-1].delete_with_reason("Weg", by=by)


@pytest.mark.django_db
def test_every_model_with_a_history_is_part_of_a_stand() -> None:
    known = {part.model for part in PARTS}
    apart = {"Assignment", "ClaimRule", "Topic"}  # rights are those of today, and so are the words of all regions
    recorded = {model for model in subclasses(Recorded) if model.__name__ not in apart}
    assert recorded == known


def subclasses(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for each in model.__subclasses__():
        if not each._meta.abstract:
            yield each
        yield from subclasses(each)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2021-13-01", "is geen dag"),
        ("gisteren", "is geen dag"),
        ("2199-01-01", "nog niet geweest"),
        ("1990-01-01", "is niets vastgelegd"),
    ],
)
def test_a_day_that_cannot_be_shown_is_a_sentence(client: Client, day: str, sentence: str) -> None:
    region, place, _by = world()
    first = Action.objects.order_by("pk")[0].pk
    for page in PAGES:
        address = page.format(region=region.slug, place=place.slug, action=first)
        response = client.get(f"{address}{'&' if '?' in address else '?'}stand={day}")
        assert response.status_code == 404
        assert sentence in response.content.decode()


@pytest.mark.django_db
def test_nothing_opens_again_by_asking_for_an_earlier_day(client: Client, clock: Any) -> None:
    region, _place, by = world()
    action = Action.objects.order_by("pk")[0]
    action.what = "Wat nu vertrouwelijk is"
    action.save_with_reason("Tekst", by=by)
    clock(BEGIN + datetime.timedelta(days=10))
    action.classification = Classification.CONFIDENTIAL
    action.save_with_reason("Vertrouwelijk", by=by)
    clock(BEGIN + datetime.timedelta(days=20))
    address = with_stand(f"/regios/{region.slug}/plan/", BEGIN)
    assert "Wat nu vertrouwelijk is" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_what_went_back_to_being_a_concept_is_one_on_an_earlier_day(client: Client, clock: Any) -> None:
    region, _place, by = world()
    action = Action.objects.order_by("pk")[0]
    action.what = "Te vroeg vrijgegeven"
    action.save_with_reason("Tekst", by=by)
    address = with_stand(f"/regios/{region.slug}/plan/", BEGIN)
    clock(BEGIN + datetime.timedelta(days=10))
    assert "Te vroeg vrijgegeven" in client.get(address).content.decode()
    action.released_at = None
    action.save_with_reason("Vrijgave ongedaan gemaakt", by=by)
    clock(BEGIN + datetime.timedelta(days=20))
    assert "Te vroeg vrijgegeven" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_a_file_says_of_which_day_it_is(client: Client, clock: Any) -> None:
    region, _place, _by = world()
    clock(BEGIN + datetime.timedelta(days=10))
    for file in ("acties.csv", "acties.xlsx", "kosten.csv", "besluiten.csv", "plan/downloaden/xlsx/"):
        response = client.get(with_stand(f"/regios/{region.slug}/{file}", BEGIN))
        assert "2024-03-01." in response["Content-Disposition"], file


@pytest.mark.django_db
def test_the_past_is_read_and_not_changed(client: Client, clock: Any) -> None:
    region, _place, _by = world()
    clock(BEGIN + datetime.timedelta(days=10))
    client.force_login(factories.leader(region))
    address = with_stand(f"/regios/{region.slug}/plan/", BEGIN)
    shown = client.get(address).content.decode()
    assert "Actie toevoegen" in client.get(f"/regios/{region.slug}/plan/").content.decode()
    assert "Actie toevoegen" not in shown
    assert f"/regios/{region.slug}/kosten/?stand={BEGIN.isoformat()}" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("stands", ["confidential", "concept", "never"])
def test_an_action_that_may_not_be_seen_answers_as_one_that_never_was(client: Client, clock: Any, stands: str) -> None:
    _region, _place, by = world()
    action = Action.objects.order_by("pk")[0]
    clock(BEGIN + datetime.timedelta(days=10))
    if stands == "confidential":
        action.classification = Classification.CONFIDENTIAL
        action.save_with_reason("Vertrouwelijk", by=by)
    elif stands == "concept":
        action = factories.action(programme=action.programme, line=action.line, released_at=None)
    pk = action.pk if stands != "never" else 987654
    clock(BEGIN + datetime.timedelta(days=20))
    for day in ("1990-01-01", BEGIN.isoformat()):
        response = client.get(f"/acties/{pk}/?stand={day}")
        assert response.status_code == 404
        assert "vastgelegd" not in response.content.decode()
        assert "bestond" not in response.content.decode()


@pytest.mark.django_db
def test_a_lead_that_was_put_on_the_list_later_is_named(client: Client, clock: Any) -> None:
    """Programmes are loaded with the day of their document, their organisations with the day of loading."""
    region, _place, by = world()
    lead = factories.organisation(region=region, name="Veilig Thuis Overal")
    lead.history.update(history_date=timezone.now() + datetime.timedelta(days=400))
    Action.objects.order_by("pk")[0].save_with_reason("Trekker", by=by, sets={"leads": [lead]})
    clock(BEGIN + datetime.timedelta(days=500))
    assert "Veilig Thuis Overal" in client.get(with_stand(f"/regios/{region.slug}/plan/", BEGIN)).content.decode()
