"""Reading fixture files strictly, and keeping reference data up to date."""

import datetime
import shutil
from collections import Counter
from decimal import Decimal

import pytest
from django.conf import settings

from municipalities.loading import fixture_file
from municipalities.loading.fixture_file import FixtureError, Shape, read_list, read_one, read_table, several
from municipalities.loading.reference import load_reference
from municipalities.models import CentreRole, Membership, Merger, Municipality, Region

PHASE = Shape({"title": fixture_file.text, "starts": fixture_file.month}, required=("title",))
PLAN = Shape(
    {
        "name": fixture_file.text,
        "year": fixture_file.whole,
        "on": fixture_file.day,
        "price": fixture_file.amount,
        "open": fixture_file.yes_no,
        "budgets": fixture_file.by_key(fixture_file.whole, fixture_file.amount),
        "phases": several(PHASE),
    },
    required=("name",),
)


def refusal(path, shape=PLAN, read=read_one) -> str:
    with pytest.raises(FixtureError) as refused:
        list(read(path, shape))
    return str(refused.value)


@pytest.fixture
def file(tmp_path):
    def write(content: str, name: str = "plan.yaml"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_a_block_is_read_by_its_shape(file):
    block = read_one(
        file(
            'name: Plan\nyear: 2021\n"on": 2021-03-01\nprice: "5000.00"\nopen: true\nbudgets: {2021: "1.50"}\n'
            'phases:\n  - {title: Eerste, starts: "2018-12"}\n'
        ),
        PLAN,
    )
    assert block == {
        "name": "Plan",
        "year": 2021,
        "on": datetime.date(2021, 3, 1),
        "price": Decimal("5000.00"),
        "open": True,
        "budgets": {2021: Decimal("1.50")},
        "phases": [{"title": "Eerste", "starts": datetime.date(2018, 12, 1)}],
    }


def test_an_empty_field_is_absent(file):
    assert read_one(file("name: Plan\nyear:\nphases:\n"), PLAN) == {"name": "Plan"}


# what is wrong, the line it is found on, and what the reader is told
BROKEN = [
    ("name: Plan\nnaam: Plan\n", 2, "onbekend veld 'naam'."),
    ("year: 2021\n", 1, "veld 'name' ontbreekt."),
    ("name: 2021\n", 1, "veld 'name': 2021 is geen tekst; zet er aanhalingstekens om."),
    ("name: Plan\nyear: '2021'\n", 2, "veld 'year': '2021' is geen heel getal."),
    ("name: Plan\nyear: true\n", 2, "veld 'year': True is geen heel getal."),
    ("name: Plan\n'on': soon\n", 2, "veld 'on': 'soon' is geen datum (JJJJ-MM-DD)."),
    ("name: Plan\nprice: 5000.0\n", 2, "veld 'price': 5000.0 is geen tekst; zet er aanhalingstekens om."),
    ("name: Plan\nprice: veel\n", 2, "veld 'price': 'veel' is geen getal."),
    ("name: Plan\nprice: 'NaN'\n", 2, "veld 'price': 'NaN' is geen getal."),
    ("name: Plan\nopen: 'ja'\n", 2, "veld 'open': 'ja' is geen true of false."),
    ("name: Plan\nphases: Eerste\n", 2, "veld 'phases': hier hoort een lijst te staan."),
    ("name: Plan\nphases: [Eerste]\n", 2, "veld 'phases': hier horen velden met een naam te staan."),
    ("name: Plan\nphases:\n  - {title: A}\n  - {titel: B}\n", 4, "onbekend veld 'titel'."),
    ("name: Plan\nphases:\n  - {title: A, starts: '18'}\n", 3, "veld 'starts': '18' is geen maand (JJJJ-MM)."),
    ("name: Plan\nphases:\n  - {title: A, meer tekst}\n", 3, "onbekend veld 'meer tekst'."),
    ("name: Plan\nname: Ander\n", 2, "'name' staat er twee keer."),
    ("name: 'Plan\n", 2, "geen geldige YAML: found unexpected end of stream."),
]


@pytest.mark.parametrize(("content", "line", "message"), BROKEN, ids=lambda value: str(value)[:40])
def test_what_is_not_understood_is_refused_with_its_line(file, content, line, message):
    assert refusal(file(content)) == f"plan.yaml, regel {line}: {message}"


def test_a_file_without_fields_is_refused(file):
    assert refusal(file("- name\n")) == "plan.yaml: hier horen velden met een naam te staan."


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "weg.yaml").startswith("weg.yaml: kan niet worden gelezen")


def test_a_list_is_no_block(file):
    assert refusal(file("name: Plan\n"), read=read_list) == "plan.yaml: hier hoort een lijst te staan."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title\nEerste\n", "fasen.csv, regel 1: verwacht de kolommen title, starts."),
        ("title,starts,more\nEerste,2018-12,x\n", "fasen.csv, regel 1: verwacht de kolommen title, starts."),
        ("title,starts\nEerste\n", "fasen.csv, regel 2: te veel of te weinig cellen."),
        ("title,starts\nEerste,2018-12,x\n", "fasen.csv, regel 2: te veel of te weinig cellen."),
        ("title,starts\nEerste,2018-12\n,2019-01\n", "fasen.csv, regel 3: veld 'title' ontbreekt."),
        ("", "fasen.csv, regel 1: verwacht de kolommen title, starts."),
    ],
)
def test_a_table_has_exactly_its_columns(file, content, message):
    assert refusal(file(content, "fasen.csv"), PHASE, read_table) == message


def test_an_empty_cell_is_absent(file):
    assert list(read_table(file("title,starts\nEerste,\n", "fasen.csv"), PHASE)) == [{"title": "Eerste"}]


# --- The reference data ---


@pytest.fixture
def fixtures(tmp_path):
    """A copy of the fixtures, to break."""
    for folder in ("reference", "geo"):
        shutil.copytree(settings.BASE_DIR / "fixtures" / folder, tmp_path / folder)
    return tmp_path


def replace(path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


@pytest.mark.django_db
def test_a_changed_row_is_changed_in_place(fixtures):
    load_reference(fixtures)
    before = Municipality.objects.get(code="GM0983").pk
    replace(fixtures / "reference" / "municipalities.csv", "GM0983,Venlo,Venlo", "GM0983,Venlo,Venlo (gemeente)")
    changed = {line.name: (line.new, line.changed) for line in load_reference(fixtures)}
    venlo = Municipality.objects.get(code="GM0983")
    assert (venlo.pk, venlo.name_cbs) == (before, "Venlo (gemeente)")
    assert changed.pop("gemeenten") == (0, 1)
    assert set(changed.values()) == {(0, 0)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("memberships.csv", "GM0983", "GM4242", "onbekende gemeente 'GM4242'."),
        ("memberships.csv", "vt-groningen", "vt-nergens", "onbekende regio 'vt-nergens'."),
        ("memberships.csv", "Parkstad Limburg", "Parkstad", "onbekende subregio 'Parkstad'."),
        ("mergers.csv", "GM1954", "GM4242", "onbekende gemeente 'GM4242'."),
        ("centre_roles.csv", "women_shelter", "elsewhere", "domain: Waarde 'elsewhere' is geen geldige keuze."),
        ("regions.yaml", "kind: veilig_thuis", "kind: anders", "kind: Waarde 'anders' is geen geldige keuze."),
        ("municipalities.csv", "2019-01-01", "1-1-2019", "veld 'valid_from': '1-1-2019' is geen datum (JJJJ-MM-DD)."),
    ],
)
def test_reference_data_that_does_not_fit_is_refused_in_full(fixtures, name, old, new, message):
    replace(fixtures / "reference" / name, old, new)
    with pytest.raises(FixtureError) as refused:
        load_reference(fixtures)
    assert str(refused.value).startswith(f"{name}, regel ")
    assert str(refused.value).partition(": ")[2] == message
    assert (Municipality.objects.count(), Region.objects.count(), Membership.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_an_outline_belongs_to_a_municipality(fixtures):
    replace(fixtures / "geo" / "outlines.json", '"GM0983"', '"GM4242"')
    with pytest.raises(FixtureError, match=r"^outlines.json: onbekende gemeente GM4242.$"):
        load_reference(fixtures)


@pytest.mark.django_db
@pytest.mark.xdist_group("fixtures")
class TestPlaces:
    """What the reference data says, in places that matter to the five regions."""

    @pytest.fixture(autouse=True)
    def _loaded(self, programmes):
        pass

    def test_codes_are_merged_and_not_reused(self):
        into = Merger.objects.filter(new__code="GM1979")  # Eemsdelta
        assert sorted(merger.old.code for merger in into) == ["GM0003", "GM0010", "GM0024"]
        assert {merger.on for merger in into} == {datetime.date(2021, 1, 1)}

    @pytest.mark.parametrize(
        ("slug", "day", "number"),
        [
            ("groningen", datetime.date(2020, 6, 1), 12),
            ("groningen", datetime.date(2021, 6, 1), 10),
            ("noord-en-midden-limburg", datetime.date(2021, 6, 1), 14),
            ("zuid-limburg", datetime.date(2024, 6, 1), 16),
            ("zuid-holland-zuid", datetime.date(2019, 6, 1), 10),
            ("voorbeeldregio", datetime.date(2021, 6, 1), 7),
            ("voorbeeldregio", datetime.date(2025, 6, 1), 6),
        ],
    )
    def test_a_region_has_the_municipalities_of_a_day(self, slug, day, number):
        assert Region.objects.get(slug=slug).municipalities_on(day).count() == number

    def test_hoeksche_waard_is_served_from_outside_the_region(self):
        centres = {
            role.centre.name
            for role in Municipality.objects.get(code="GM1963").served_by.filter(domain="women_shelter")
        }
        assert centres == {"Nissewaard"}

    @pytest.mark.parametrize(("centre", "served"), [("Dordrecht", 9), ("Nissewaard", 1)])
    def test_centres_of_zuid_holland_zuid_serve_in_three_domains(self, centre, served):
        """Chapter 5 for shelter of women; chapter 8 adds the other two."""
        members = Municipality.objects.filter(memberships__region__slug="zuid-holland-zuid")
        roles = CentreRole.objects.filter(centre__name=centre, municipality__in=members)
        assert dict(Counter(roles.values_list("domain", flat=True))) == dict.fromkeys(CentreRole.Domain.values, served)

    def test_the_municipalities_of_the_programmes_have_an_outline(self):
        """But those of before 2021, of which there is no map."""
        members = Municipality.objects.filter(memberships__region__kind="regiovisie")
        members = members.exclude(valid_until__lt=datetime.date(2021, 1, 1))
        assert list(members.filter(outline="")) == []
