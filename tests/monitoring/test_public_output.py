"""Whole publications through the portal: released, corrected, withdrawn, then attacked from what everybody can read."""

import csv
import datetime
import io
import random
from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse

from evaluations.snapshot.figures import read_figures
from monitoring import services
from monitoring.models import Figure, Indicator
from monitoring.pages.pictures import choices_of
from monitoring.rules.disclosure import rounded
from monitoring.rules.series import indicators_of
from monitoring.rules.small_counts import relations
from monitoring.services import defining
from municipalities.models import Merger, Municipality
from tests import factories
from tests.monitoring.attack import Attack, bounds_of
from tests.monitoring.reading_pages import Told, Words, in_picture

pytestmark = pytest.mark.django_db
WORDS = "Meer meldingen zegt niet dat er meer geweld is."
OWN_COUNT = ", eigen telling van Veilig Thuis"
SMALL = range(1, 10)
PIECES = {"VT77": "abc", "GM0010": "ab", "GM0001": "a", "GM0002": "b", "GM0003": "c"}
TOPICS = {"Meldingen": "xy", "Partnergeweld": "x", "Kindermishandeling": "y"}


@pytest.fixture
def noordland(region, programme):
    """A region of three municipalities, of which two became one."""
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noordland", slug="vt-noordland")
    programme.veilig_thuis_regions.add(veilig_thuis)
    made = {}
    for code in ("GM0001", "GM0002", "GM0003", "GM0010"):
        since = {"valid_from": datetime.date(2021, 1, 1)} if code == "GM0010" else {}
        made[code] = factories.municipality(region, veilig_thuis, code=code, province="Groningen", **since)
    for old in ("GM0001", "GM0002"):
        Merger.objects.create(on="2021-01-01", old=made[old], new=made["GM0010"], kind="merged")
    return programme


@pytest.fixture
def own(noordland, organisation):
    return factories.source(title="Eigen", veilig_thuis=noordland.veilig_thuis_regions.get(), organisation=organisation)


def topic(title, **fields):
    return factories.indicator(title=title, slug=title.lower().replace(" ", "-"), **fields)


def deliver(source, values, title="Levering"):
    """A delivery of exact counts by indicator, area and period."""
    made = factories.delivery(source=source, title=title)
    Figure.objects.bulk_create(
        Figure(
            indicator=indicator, delivery=made, area_code=area, period=period, value=Decimal(value),
            status="definitief", is_current=not source.is_exact,
        )
        for (indicator, area, period), value in values.items()
    )  # fmt: skip
    return made


def shown(source):
    return {
        (figure.indicator.title, figure.area_code): None if figure.value is None else int(figure.value)
        for figure in Figure.objects.public().filter(delivery__source=source).select_related("indicator")
    }


COLUMNS = {"Ontvangen meldingen": 103, "Partnergeweld": 47, "Kindermishandeling": 47, "Ouderenmishandeling": 9}


@pytest.mark.parametrize("relation", ["alone", "part"])
def test_columns_that_add_up_are_parts_whatever_is_said(own, people, relation):
    made = {title: topic(title, source=own) for title in COLUMNS}
    whole, *parts = made.values()
    if relation == "part":
        Indicator.objects.exclude(pk=whole.pk).update(whole=whole, relation="part", dimension="aard")
    delivery = deliver(own, {(made[title], "VT77", "2026H1"): count for title, count in COLUMNS.items()})
    assert services.suspected(delivery) == ([] if relation == "part" else [(whole, parts)])
    services.release(delivery, interpretation=WORDS, by=people["olga"])
    hidden = [title for (title, _area), value in shown(own).items() if value is None]
    assert "Ouderenmishandeling" in hidden
    assert len(hidden) > 1


PARTS = {"Partnergeweld": (47, 90), "Kindermishandeling": (47, 80), "Ouderenmishandeling": (9, 12)}
QUARTERS = {"2026Q1": 0, "2026Q2": 1}


@pytest.mark.parametrize("relation", ["alone", "part"])
@pytest.mark.parametrize("periods", [["2026H1"], list(QUARTERS)], ids=["half-year", "quarters"])
@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
def test_a_total_of_other_periods_or_another_delivery_is_one(client, noordland, own, people, relation, periods, apart):
    truth = {f"{kind} {quarter}": PARTS[kind][at] for kind, (quarter, at) in product(PARTS, QUARTERS.items())}

    def names(title, period):
        quarters = QUARTERS if period == "2026H1" else [period]
        return frozenset(f"{kind} {each}" for kind in ([title] if title in PARTS else PARTS) for each in quarters)

    made = {title: topic(title, source=own) for title in COLUMNS}
    if relation == "part":
        whole = made["Ontvangen meldingen"]
        Indicator.objects.exclude(pk=whole.pk).update(whole=whole, relation="part", dimension="aard")
    told = {title: QUARTERS if title in PARTS else periods for title in COLUMNS}
    columns = [
        {(made[title], "VT77", period): sum(truth[name] for name in names(title, period)) for period in told[title]}
        for title in COLUMNS
    ]
    together = {about: count for column in columns for about, count in column.items()}
    for number, values in enumerate(columns if apart else [together]):
        services.release(deliver(own, values, title=f"Levering {number}"), interpretation=WORDS, by=people["olga"])
    response = client.get(reverse("monitoring:csv", args=["noordland"]))
    rows = [row for row in csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())) if row["waarde"]]
    facts = [(names(row["indicator_titel"], row["periode"]), bounds_of(int(row["waarde"]))) for row in rows]
    small = names("Ouderenmishandeling", "2026Q1")
    assert Attack(facts, truth).interval(small, within=(1, 9)) == (1, 9)


def test_topics_of_which_nobody_said_what_they_are_wait(own, people):
    unknown = topic("Iets nieuws", relation="")
    delivery = deliver(own, {(unknown, "VT77", "2026H1"): 50})
    assert services.undeclared(delivery) == [unknown]
    with pytest.raises(services.ReleaseError, match="Iets nieuws"):
        services.release(delivery, interpretation=WORDS, by=people["olga"])
    Indicator.objects.update(relation="alone")
    assert services.undeclared(delivery) == []
    services.release(delivery, interpretation=WORDS, by=people["olga"])


def test_merged_municipalities_hang_together_with_what_they_were(own, people):
    reports = topic("Meldingen")
    flat = {"GM0010": 103, "GM0001": 47, "GM0002": 9}
    # the third of three that became one
    third = factories.municipality(code="GM0009", province="Groningen")
    Merger.objects.create(on="2021-01-01", old=third, new=Merger.objects.first().new, kind="merged")
    services.release(
        deliver(own, {(reports, area, "2019"): count for area, count in (flat | {"GM0009": 47}).items()}),
        interpretation=WORDS, by=people["olga"],
    )  # fmt: skip
    values = shown(own)
    assert values["Meldingen", "GM0002"] is None
    assert [values["Meldingen", area] for area in ("GM0010", "GM0001", "GM0009")].count(None) >= 1


@pytest.mark.parametrize("tie", ["itself", "same_as", "same_as_back"])
def test_hiding_what_others_publish_protects_nothing(own, people, tie):
    reports = topic("Meldingen")
    theirs = reports if tie == "itself" else topic("Meldingen bij CBS", same_as=reports if tie == "same_as" else None)
    if tie == "same_as_back":
        Indicator.objects.filter(pk=reports.pk).update(same_as=theirs)
    deliver(theirs.source, {(theirs, "GM0001", "2026H1"): 20, (theirs, "VT77", "2026"): 300})
    counts = {"VT77": 133, "GM0010": 23, "GM0001": 18, "GM0002": 5, "GM0003": 110}
    services.release(
        deliver(own, {(reports, area, "2026H1"): count for area, count in counts.items()}),
        interpretation=WORDS, by=people["olga"],
    )  # fmt: skip
    values = shown(own)
    assert values["Meldingen", "GM0002"] is None
    assert values["Meldingen", "GM0010"] is None  # with 20 of the other, it would tell


def test_a_total_of_others_beside_our_municipalities_is_known(own, people):
    reports = topic("Meldingen")
    deliver(reports.source, {(reports, "VT77", "2026H1"): 105})
    counts = {"GM0001": 47, "GM0002": 47, "GM0003": 9}
    delivery = deliver(own, {(reports, area, "2026H1"): count for area, count in counts.items()})
    services.release(delivery, interpretation=WORDS, by=people["olga"])
    assert list(shown(own).values()).count(None) >= 2


@pytest.mark.parametrize("theirs", [True, False])
def test_a_released_topic_is_not_merged_with_what_tells_a_small_count(own, people, theirs):
    draft, known = topic("Meldingen bij ons", is_draft=True, source=own), topic("Meldingen")
    counts = {"VT77": 103, "GM0001": 47, "GM0002": 9, "GM0003": 47}
    services.release(
        deliver(own, {(draft, area, "2026H1"): count for area, count in counts.items() if theirs or area != "GM0001"}),
        interpretation=WORDS, by=people["olga"], drafts_too=True,
    )  # fmt: skip
    if theirs:
        hidden = next(area for (_title, area), value in shown(own).items() if value is None and area != "GM0002")
        deliver(known.source, {(known, hidden, "2026H1"): 47})
    else:
        other = deliver(own, {(known, "GM0001", "2026H1"): 47}, title="Later")
        services.release(other, interpretation=WORDS, by=people["olga"])
    before = shown(own)
    with pytest.raises(defining.DefineError, match="verraden"):
        defining.merge(draft, known)
    assert shown(own) == before


def test_what_others_publish_later_is_noticed(own, people):
    reports = topic("Meldingen")
    counts = {"VT77": 103, "GM0001": 47, "GM0002": 47, "GM0003": 9}
    services.release(
        deliver(own, {(reports, area, "2026H1"): count for area, count in counts.items()}),
        interpretation=WORDS, by=people["olga"],
    )  # fmt: skip
    hidden = next(area for (_title, area), value in shown(own).items() if value is None and area != "GM0003")
    assert services.narrowed_by() == []
    later = Figure(indicator=reports, area_code=hidden, period="2026H1", value=Decimal(45))
    [found] = services.narrowed_by([later])
    assert (found.source, {cell.area for cell in found.cells}) == (own, {"GM0003"})


# --- Attacks on what can be read ---


class Reader:
    """Keeps what everybody can read, and what it was about."""

    def __init__(self, client, programme):
        self.client, self.programme = client, programme
        self.facts = set()

    def read(self, world, *, others=False):
        """All that is published: the files, the pages, the pictures and the report."""
        in_file = self.read_file(world, others=others)
        told = self.read_pages()
        assert {each for each in told if each.title.endswith(OWN_COUNT)} == in_file
        for each in told:
            names = world.names(each.title.removesuffix(OWN_COUNT), each.area, each.period)
            if each.title.endswith(OWN_COUNT):
                self.facts.add((names, bounds_of(each.value)))
            elif others:
                self.facts.add((names, (max(each.value - 2, 0), each.value + 2)))

    def read_pages(self):
        """What stands on the pages and in the report; the pictures of charts show no other numbers than those."""
        places = Municipality.objects.filter(code__in=PIECES)
        words = Words({"VT77": "Noordland", **dict(places.values_list("code", "name"))}, PERIODS)
        pages = [self.get("monitoring:figures", "noordland")]
        items = indicators_of(self.programme)
        pages += [self.get("monitoring:indicator", "noordland", item.anchor) for item in items]
        pages += [self.get("municipality", place.slug) for place in places]
        told = [each for page in pages for each in words.in_page(page)]
        told += words.in_report(read_figures(self.programme)[0])
        for item in items:
            for area, kind in choices_of(item):
                picture = self.get("monitoring:chart", "noordland", item.anchor, area.code.lower(), kind)
                assert in_picture(picture) <= {
                    each.value for each in told if (each.title, each.area) == (item.title, area.code)
                }
                told += words.in_page(picture)
        return told

    def get(self, name, *args):
        response = self.client.get(reverse(name, args=args))
        assert response.status_code == 200
        return response.content.decode()

    def read_file(self, world, *, others=False):
        """Own figures in the file; those of others the first time, for they stay the same."""
        response = self.client.get(reverse("monitoring:csv", args=["noordland"]))
        rows = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
        found = set()
        for row in rows:
            names = world.names(row["indicator_titel"], row["gebied_code"], row["periode"])
            if row["waarde"] and row["bron"] == "Eigen":
                about = (row["indicator_titel"] + OWN_COUNT, row["gebied_code"], row["periode"])
                found.add(Told(*about, int(Decimal(row["waarde"]))))
                self.facts.add((names, bounds_of(int(Decimal(row["waarde"])))))
            elif row["waarde"] and others:
                self.facts.add((names, (max(int(Decimal(row["waarde"])) - 2, 0), int(Decimal(row["waarde"])) + 2)))
        return found


class World:
    """Counts by piece of land, kind and month; a corrected one has another name."""

    def __init__(self, chance, months):
        self.names_of, self.truth = {}, {}
        for place in product("abc", "xy", months):
            self.put(place, chance.choice([0, 1, 2, 3, 4, 6, 8, 9, 11, 17, 33, 46]), 0)

    def put(self, place, count, version):
        name = f"{place} {version}"
        self.names_of[place], self.truth[name] = name, count

    def names(self, title, area, period):
        months = [month % 12 for month in relations.span(period).months]
        return frozenset(self.names_of[place] for place in product(PIECES[area], TOPICS[title], months))

    def count(self, *about):
        return sum(self.truth[name] for name in self.names(*about))


PERIODS = ["2026M01", "2026M02", "2026M01-2026M02", "2026M03", "2026Q1"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_can_be_read_narrows_a_hidden_count(client, noordland, own, people, seed):
    chance = random.Random(seed)
    total = topic("Meldingen")
    parts = [topic(title, whole=total, dimension="aard", relation="part") for title in list(TOPICS)[1:]]
    indicators = dict(zip(TOPICS, [total, *parts], strict=True))
    world, reader = World(chance, range(3)), Reader(client, noordland)
    cbs = factories.source(title="CBS")
    told = [("Meldingen", "VT77", "2026Q1")]
    deliver(cbs, {(total, area, period): rounded(world.count(title, area, period)) for title, area, period in told})
    targets = {}
    for number, periods in enumerate([PERIODS[:1], PERIODS[:3], PERIODS[:3], PERIODS]):
        if number == 2:
            world.put((chance.choice("abc"), chance.choice("xy"), 0), chance.choice(range(14)), number)
        about = list(product(TOPICS, PIECES, periods))
        values = {(indicators[title], area, period): world.count(title, area, period) for title, area, period in about}
        delivery = deliver(own, values, title=f"Levering {number}")
        services.release(delivery, interpretation=WORDS, by=people["olga"])
        reader.read(world, others=number == 0)
        for each in about:
            if world.count(*each) in SMALL:
                targets[world.names(*each)] = each
        if number == 1 and seed % 2:
            services.withdraw(delivery, reason="Verkeerde tabel.", by=people["olga"])
            reader.read(world)
    attack = Attack(reader.facts, world.truth)
    assert {each: attack.interval(names, within=(1, 9)) for names, each in targets.items()} == dict.fromkeys(
        targets.values(), (1, 9)
    )
