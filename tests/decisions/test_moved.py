"""What the programmes said of decisions, advice and commitments comes through the migrations row by row.

A database as it was at first (decisions 0001) is filled as the fixtures of then filled it, and migrated to now:
nothing is lost, nothing is invented, and loading the files anew gives the same rows.
"""

import datetime

import pytest
from django.apps import apps as now
from django.conf import settings
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from actions.loading.programmes import load_topics, read_programmes
from actions.loading.rows import REASON, noon
from actions.models import Programme
from decisions.loading.programmes import load_programme
from decisions.models import Adoption
from municipalities.loading.reference import load_reference
from municipalities.models import Municipality, Organisation, Region
from tests.test_migrations import empty  # noqa: F401  (a fixture)

FIRST = [("decisions", "0001_initial")]
REAL = (
    "groningen-2020", "noord-en-midden-limburg-2021", "zuid-holland-zuid-2019-2022", "zuid-limburg-2019-2022",
    "zuid-limburg-2024-2031",
)  # fmt: skip
# The fields of then, by model, with how a row is recognised.
FIELDS = {
    "Adoption": (
        "body",
        "state",
        "planned_for",
        "submitted_on",
        "decided_on",
        "amendment",
        "text",
        "source_note",
        "link",
    ),
    "Advice": ("by", "direction", "on", "text", "source_note"),
    "Commitment": ("title", "text", "state", "planned_for", "signed_on", "source_note"),
}
OF_NOW = {  # what no file of then said: it is empty, or what it always was
    "Adoption": {"kind": "decision", "planned_on": None, "deferred_until": None, "deferred_precision": "day",
                 "reason": "", "embargo_until": None, "text_as_of": None},
    "Advice": {"kind": "", "link": "", "municipality_id": None, "response": "", "response_by": "", "response_on": None},
    "Commitment": {"kind": "", "link": "", "purpose": "", "valid_from": None, "valid_until": None},
}  # fmt: skip


def blocks():
    found, errors = read_programmes(settings.BASE_DIR / "fixtures" / "programmes")
    assert errors == []
    return found


def place_of(row):
    """Where a row belongs: the programme, and for a document and municipality their key and code."""
    if hasattr(row, "programme_id"):
        return (row.programme.slug,)
    place = (row.document.programme.slug, row.document.key)
    return (*place, row.municipality.code) if hasattr(row, "municipality_id") and row.municipality_id else place


def told(name, row):
    return (*place_of(row), *(getattr(row, field) for field in FIELDS[name]))


def parties(row):
    return sorted(row.parties.values_list("name", flat=True))


def rows(apps):
    """All rows as the fields of then tell them, with the parties of commitments."""
    found = {}
    for name in FIELDS:
        model = apps.get_model("decisions", name)
        each = model._base_manager.all()
        found[name] = sorted(
            ((*told(name, row), *([tuple(parties(row))] if name == "Commitment" else [])) for row in each), key=repr
        )
    return found


def of_real(found):
    return {name: [row for row in each if row[0] in REAL] for name, each in found.items()}


class Then:
    """Fills the database of then, with its own models, as the loading of then did."""

    def __init__(self, apps):
        self.apps = apps
        self.numbers = {}

    def make(self, app, model, /, **fields):
        return self.apps.get_model(app, model)._base_manager.create(**fields)

    def once(self, app, model, key, /, **fields):
        if (model, key) not in self.numbers:
            self.numbers[model, key] = self.make(app, model, **fields)
        return self.numbers[model, key]

    def municipality(self, code):
        start = datetime.date(2000, 1, 1)
        return self.once(
            "municipalities", "Municipality", code,
            code=code, slug=code.lower(), name=code, name_cbs=code, province="Limburg", valid_from=start,
        )  # fmt: skip

    def kept(self, name, at, /, **fields):
        """A row with its one line of history."""
        row = self.make("decisions", name, **fields)
        line = {"history_date": at, "history_type": "+", "history_change_reason": REASON}
        self.make("decisions", f"Historical{name}", id=row.pk, **fields, **line)
        return row

    def programme(self, block):
        slug, dated = block["slug"], block["dated"].day
        region = self.once("municipalities", "Region", block["region"], slug=block["region"], name=block["region"])
        made = self.make(
            "actions", "Programme",
            region=region, slug=slug, title=slug, short_title=slug, first_year=2019, last_year=2031, dated=dated,
        )  # fmt: skip
        for part in block.get("documents", []):
            self.document(made, part, noon(dated))
        for part in block.get("commitments", []):
            self.commitment(made, part, noon(dated))

    def document(self, programme, block, at):
        made = self.make("actions", "Document", programme=programme, key=block["key"], title=block["title"])
        for part in block.get("adoptions", []):
            if part.get("kind", "decision") != "decision":
                continue  # a step of a route, which nobody told then
            fields = part.only(*FIELDS["Adoption"]) | {"source_note": part.get("remark", "")}
            everybody = block.get("participants", []) if part.get("all") else []
            for code in everybody or part.get("municipalities", [part.get("municipality")]):
                self.kept("Adoption", at, document=made, municipality=self.municipality(code), **fields)
        for part in block.get("advices", []):
            fields = part.only(*FIELDS["Advice"]) | {"source_note": part.get("remark", "")}
            self.kept("Advice", at, document=made, **fields)

    def commitment(self, programme, block, at):
        fields = block.only(*FIELDS["Commitment"]) | {"source_note": block.get("remark", "")}
        row = self.kept("Commitment", at, programme=programme, **fields)
        line = self.apps.get_model("decisions", "HistoricalCommitment")._base_manager.get(id=row.pk)
        for name in [*block.get("parties", []), *(signer["organisation"] for signer in block.get("signers", []))]:
            place = (programme.region_id, name)
            party = self.once("municipalities", "Organisation", place, region=programme.region, name=name)
            row.parties.add(party)
            self.make(
                "decisions", "HistoricalCommitment_parties", commitment=row, organisation=party, history=line, id=0
            )


@pytest.fixture
def before(empty):  # noqa: F811
    """What was told then; the database is brought to now."""
    executor = MigrationExecutor(empty)
    executor.migrate(FIRST)
    then = executor.loader.project_state(FIRST).apps
    filling = Then(then)
    for block in blocks():
        filling.programme(block)
    found = rows(then)
    MigrationExecutor(empty).migrate(MigrationLoader(empty).graph.leaf_nodes())
    return found


def loaded_anew():
    """The rows that today's files give, in the place of those that are there."""
    for model in (Programme, Organisation, Municipality, Region):
        model.objects.all().delete()
    fixtures = settings.BASE_DIR / "fixtures"
    load_reference(fixtures)
    load_topics(fixtures / "reference" / "topics.yaml")
    for block in blocks():
        load_programme(block)
    return rows(now)


def test_row_by_row(before):
    assert rows(now) == before
    counts = {name: len(each) for name, each in of_real(before).items()}
    assert counts == {"Adoption": 12 + 20 + 32, "Advice": 2, "Commitment": 1}  # Groningen, Zuid-Holland Zuid, Limburg
    for name, fields in OF_NOW.items():
        model = now.get_model("decisions", name)
        for row in model.objects.all():
            assert {field: getattr(row, field) for field in fields} == fields
            (line,) = row.history.all()
            assert {field: getattr(line, field) for field in (*FIELDS[name], *fields)} == {
                field: getattr(row, field) for field in (*FIELDS[name], *fields)
            }
            assert (line.history_type, line.history_change_reason) == ("+", REASON)
    for row in now.get_model("decisions", "Commitment").objects.all():
        (line,) = row.history.all()
        assert sorted(one.organisation.name for one in line.parties.all()) == parties(row)
    for name in ("RouteStep", "Promise", "Addition", "ShareKey"):
        assert not now.get_model("decisions", name).objects.exists()
    assert Adoption.objects.decisions().count() == len(before["Adoption"])
    assert of_real(loaded_anew()) == of_real(before)
