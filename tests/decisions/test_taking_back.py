"""Taking back: never more than who does it may do today, and what is no more does not come back with it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from decisions.models import Addition, Advice, Commitment, Promise, ShareKey
from decisions.pages.kept_history import versions
from decisions.rules.offers import places_of_programme
from decisions.services import reading_in
from decisions.services.keeping import content_of, way_of
from municipalities import services as rights
from municipalities.models import FormerName, Organisation
from municipalities.services import keeping
from tests import factories

pytestmark = pytest.mark.django_db
LIST = b"Nummer\tToezegging\tStatus\nZ1\tBestaand\tafgedaan\nZ2\tNieuw\topen\n"


@pytest.fixture
def council(region):
    return factories.municipality(region, name="Ons Dorp", slug="ons-dorp")


def version_of(row):
    return keeping.version_of(type(row), row.pk)


def saved(row, under, by, **content):
    """A row that was kept twice: with the content, and then without it."""
    kind = type(row)
    empty = {name: getattr(row, name) for name in kind.CONTENT if getattr(row, name) is not None}
    keeping.add(way_of(type(row)), row, empty | content, under=under, by=by)
    without = {name: () if name == "signers" else None for name in content}
    keeping.change(way_of(type(row)), row, content_of(row) | without, version=version_of(row), by=by)
    return kind.objects.get(pk=row.pk)


def taken_back(row, by):
    line = keeping.last_line(type(row), row.pk)
    keeping.undo(way_of(type(row)), line, version=version_of(row), by=by)
    return type(row).objects.get(pk=row.pk)


def test_a_line_that_is_no_more_does_not_come_back(council, programme, people):
    line = factories.line(programme=programme)
    row = Addition(municipality=council, programme_id=programme.pk, title="Spreekuur")
    row = saved(row, council, people["anna"], line_id=line.pk)
    line.delete()
    assert taken_back(row, people["anna"]).line is None


def test_a_source_that_is_no_more_does_not_come_back(programme, people):
    source = programme.funding_sources.create(name="Tijdelijk")
    row = ShareKey(programme=programme, title="Sleutel", first_year=2026, last_year=2027)
    row = saved(row, programme, people["anna"], source_id=source.pk)
    source.delete()
    assert taken_back(row, people["anna"]).source is None


@pytest.mark.parametrize("merged", [True, False])
def test_who_signed_comes_back_as_what_it_became(programme, region, people, merged):
    gone, new = (factories.organisation(region=region, name=name) for name in ("Oud", "Nieuw"))
    row = Commitment(programme=programme, title="Convenant")
    row = saved(row, programme, people["anna"], signers=((gone.pk, "bestuurder", None, None),))
    if merged:
        FormerName.objects.create(organisation=new, name="Oud", former_id=gone.pk)
    Organisation.objects.filter(pk=gone.pk).delete()
    if not merged:  # nobody is left to come back
        with pytest.raises(keeping.Refusal):
            taken_back(row, people["anna"])
        return
    assert [one.organisation.name for one in taken_back(row, people["anna"]).signatures.all()] == ["Nieuw"]


def test_what_hung_on_a_programme_that_is_no_more_stays_away(council, programme, people):
    row = Addition(municipality=council, programme=programme, title="Spreekuur")
    keeping.add(way_of(type(row)), row, {"title": "Spreekuur"}, under=council, by=people["anna"])
    keeping.remove(way_of(Addition), row, version=version_of(row), by=people["anna"])
    line = keeping.last_line(Addition, row.pk or line_of())
    programme.delete()
    with pytest.raises(keeping.Refusal):
        keeping.undo(way_of(Addition), line, version=line.history_id, by=people["anna"])


def line_of():
    return Addition.history.latest("history_id").id


def test_a_list_is_taken_back_only_as_far_as_its_reader_may_today(client, programme, region, council):
    """Read in as griffier; after the last day as griffier there, only what is theirs elsewhere is still theirs."""
    elsewhere = factories.municipality(region, name="Ander Dorp")
    person = factories.contact(elsewhere)
    griffier = rights.give_access(person, role="griffier", place=council)
    factories.promise(programme=programme, municipality=council, number="Z1", text="Bestaand")
    found = reading_in.keep(programme, council, content=LIST, name="lijst", pasted=True, by=person)
    reading_in.apply(found, places_of_programme(programme, person), by=person)
    before = [("Z1", "done"), ("Z2", "open")]
    assert sorted(Promise.objects.values_list("number", "state")) == before
    rights.end_access(griffier, on=timezone.localdate())
    client.force_login(type(person).objects.get(pk=person.pk))
    assert client.post(reverse("decisions:promise-import-undo", args=[found.pk])).status_code == 302
    assert sorted(Promise.objects.values_list("number", "state")) == before


def test_an_advice_of_another_council_does_not_come_back_by_its_neighbour(client, programme, region, council, people):
    elsewhere = factories.municipality(region, name="Ander Dorp")
    document = factories.document(programme=programme, participants=[council, elsewhere])
    content = {"by": "Adviesraad", "direction": "for", "municipality_id": elsewhere.pk}
    row = keeping.add(way_of(Advice), Advice(document=document), content, under=document, by=people["anna"])
    moved = content_of(row) | {"municipality_id": council.pk}
    keeping.change(way_of(type(row)), row, moved, version=version_of(row), by=people["anna"])
    undo = reverse("decisions:advice-undo", args=[region.slug, row.pk])
    for person, answer, at in ((factories.griffier(council), 403, council), (people["anna"], 302, elsewhere)):
        client.force_login(person)
        assert client.post(undo, {"version": version_of(row)}).status_code == answer
        row.refresh_from_db()
        assert row.municipality == at


def test_a_day_in_the_history_is_a_day_in_the_netherlands(council, programme, people):
    """Half past midnight here is the day before in UTC."""
    moment = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    row = Addition(municipality=council, programme=programme)
    keeping.add(way_of(type(row)), row, {"title": "Spreekuur", "released_at": moment}, under=council, by=people["anna"])
    (version,) = versions(Addition, row.pk)
    assert {change.new for change in version.changes} >= {"2 juli 2026"}
