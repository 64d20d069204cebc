"""A plan that goes out as a file and comes back: nothing changes, and what was changed in the file is all that does."""

import io
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from accounts.models import User
from actions.exports import files
from actions.exports.selection import filter_of, select
from actions.imports import previews
from actions.models import Action, Classification, Cost, Programme
from actions.rules.content import Content, CostItem, Cover, content_of
from actions.services import editing, importing
from tests import factories
from tests.choosing import examples

KINDS = ("xlsx", "ods", "csv", "docx")


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")


def exported(programme, kind, user):
    return files.write(select(filter_of(programme, QueryDict(), user), user), kind)


def read_back(programme, kind, content):
    return previews.preview_of(importing.keep_file(programme, content=content, name=f"plan.{kind}", by=None))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_plan_that_goes_out_comes_back_unchanged(programmes, administrator, kind):
    for programme in Programme.objects.filter(actions__isnull=False).distinct():
        preview = read_back(programme, kind, exported(programme, kind, administrator))
        told = [
            (proposal.row.row, proposal.kind, proposal.differences, proposal.problems)
            for proposal in preview.proposals
            if proposal.kind != "unchanged" or proposal.problems
        ]
        assert (told, preview.missing, preview.reading.problems) == ([], (), ())
        assert len(preview.proposals) == programme.actions.count()


def edited(content, **values):
    """The workbook with other values in the first row, by heading."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in values.items():
        sheet.cell(2, headings[heading.replace("_", " ")]).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_only_what_was_changed_in_the_file_changes(programmes, administrator):
    programme = Programme.objects.get(slug="voorbeeldregio-2025-2028")
    content = exported(programme, "xlsx", administrator)
    first = Action.objects.filter(programme=programme).in_plan_order()[0]
    before = content_of(first)
    preview = read_back(programme, "xlsx", edited(content, Wat="Andere woorden", Eind="Q2 2028", Status="Vertraagd"))
    (proposal,) = [one for one in preview.proposals if one.kind != "unchanged"]
    assert (proposal.action, [one.label for one in proposal.differences]) == (
        first, ["wat", "tot en met kwartaal", "status"],
    )  # fmt: skip
    after = proposal.content
    assert (after.what, after.ends_in, after.status) == ("Andere woorden", "2028Q2", "delayed")
    assert after == type(before)(**vars(before) | {"what": "Andere woorden", "ends_in": "2028Q2", "status": "delayed"})


def test_a_cell_that_is_not_understood_leaves_the_plan_as_it_is(programmes, administrator):
    programme = Programme.objects.get(slug="voorbeeldregio-2025-2028")
    content = exported(programme, "xlsx", administrator)
    preview = read_back(programme, "xlsx", edited(content, Start="ooit", Bedrag="veel", Status="bijna", id="drie"))
    assert preview.proposals[0].base.costs != ()
    assert {proposal.kind for proposal in preview.proposals} == {"unchanged"}
    assert {problem.field for problem in preview.proposals[0].problems} == {"planning", "cost", "status", "id"}


# --- Generated plans ---

NASTY = st.sampled_from(
    [
        *("=1+1", "'=1", "+31", "-", "@x", "'", '"', ";", "a;b", "€ 5", "Q3 2026", "zie actielijn 1", "Totaal", "1-1"),
        *("\u00a0x", "x\ty", "x\x0ey", "<li>een</li>", "• een", "0", "ja", "alle", "1e5", "TRUE", "#REF!", "😀"),
    ]
)
TEXT = NASTY | st.text(max_size=40) | st.builds("{}\n{}".format, NASTY, st.text(max_size=20))
NAME = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
QUARTER = st.none() | st.builds("{}Q{}".format, st.integers(2000, 2099), st.integers(1, 4))
MONEY = st.decimals(0, 10**9, places=2)
COSTS = st.lists(
    st.builds(
        CostItem,
        kind=st.sampled_from(Cost.Kind.values),
        amount=MONEY,
        per=st.sampled_from(Cost.Per.values),
        year=st.none() | st.integers(2020, 2030),
        nature=st.sampled_from(["", *Cost.Nature.values]),
        stage=st.sampled_from(Cost.Stage.values),
        approximate=st.booleans(),
        total=st.none() | MONEY,
        text=st.just("") | NAME,
        cover=st.lists(st.builds(Cover, NAME, st.none() | MONEY), max_size=2).map(tuple),
    ),
    max_size=3,
).map(lambda items: tuple(item if item.kind == "amount" else replace(item, amount=None) for item in items))
CONTENT = st.builds(
    Content,
    number=NAME.map(lambda text: text[:20]) | st.just(""),
    what=TEXT,
    how=TEXT,
    who_text=TEXT,
    cost_text=TEXT,
    planning_text=TEXT,
    starts_in=QUARTER,
    recurrence=st.sampled_from(["", *Action.Recurrence.values]),
    planning_approximate=st.booleans(),
    status=st.sampled_from(Action.Status.values),
    secured_with=st.just("") | NAME,
    priority=st.sampled_from(["", *Action.Priority.values]),
    classification=st.sampled_from(Classification.values),
    leads=st.frozensets(NAME, max_size=2),
    partners=st.frozensets(NAME, max_size=2),
    goals=st.lists(NAME, max_size=3, unique=True).map(tuple),
    costs=COSTS,
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.lists(st.tuples(CONTENT, st.booleans(), st.booleans()), min_size=1, max_size=3),
    title=NAME.filter(lambda text: "\x00" not in text),  # no form lets it pass, and PostgreSQL does not hold it
    query=st.sampled_from(["", "q=a", "status=running&status=unknown"]),
)
@example(contents=[(Content(what="a", goals=("• een", "\x0ec")), False, False)], title="t", query="")
def test_any_plan_comes_back_unchanged(administrator, line, kind, contents, title, query):
    with rolled_back():
        line.title = title[:200]
        line.save()
        theme = factories.theme(line=line, title=title[:200])
        for content, themed, release in contents:
            try:
                with transaction.atomic():
                    editing.add_action(
                        line, theme=theme if themed else None, content=content, release=release, by=administrator
                    )
            except ValueError:  # a text that the database cannot hold is refused by every form
                return
        plan = select(filter_of(line.programme, QueryDict(query), administrator), administrator)
        if not plan.actions:
            return
        preview = read_back(line.programme, kind, files.write(plan, kind))
        told = [
            (one.kind, one.differences, one.problems)
            for one in preview.proposals
            if one.kind != "unchanged" or one.problems
        ]
        assert (told, len(preview.proposals)) == ([], len(plan.actions))
        assert preview.reading.problems == ()


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
