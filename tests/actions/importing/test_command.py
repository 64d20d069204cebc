"""`manage.py import_plan`: exit codes, JSON and what it writes (design sections 7 and 8)."""

import json

import pytest
from django.core.management import call_command

from actions.models import Action, PlanImport

pytestmark = pytest.mark.django_db
CLEAN = "Actielijn;Wat;Wanneer\n1;Meldcodetour langs scholen;Q3-Q4 2026\n"


@pytest.fixture
def run(plan, tmp_path, capsys):
    """Runs the command on a text; gives exit code, what was printed, and what was said of errors."""

    def command(text, *options, programme=True, name="plan.csv"):
        file = tmp_path / name
        file.write_text(text)
        code = 0
        try:
            call_command("import_plan", str(file), *options, *(["--programme", plan.slug] if programme else []))
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_a_clean_file_is_written_and_leaves_a_trace(run):
    code, out, err = run(CLEAN)
    assert (code, err) == (0, "")
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 weggelaten" in out
    (action,) = Action.objects.all()
    assert (action.what, action.starts_in, action.ends_in) == ("Meldcodetour langs scholen", "2026Q3", "2026Q4")
    assert PlanImport.objects.get().applied_at is not None


def test_the_same_file_again_changes_nothing(run):
    run(CLEAN)
    lines = Action.history.count()
    code, out, _ = run(CLEAN)
    assert (code, Action.history.count()) == (0, lines)
    assert "0 nieuw, 0 gewijzigd, 1 ongewijzigd" in out


def test_a_dry_run_writes_nothing(run):
    code, out, _ = run(CLEAN, "--dry-run", "--json")
    found = json.loads(out)
    assert (code, found["counts"]["new"], found["missing"]) == (0, 1, [])
    assert (Action.objects.count(), PlanImport.objects.count()) == (0, 0)


def test_problems_are_exit_1_and_the_rest_is_written(run):
    code, out, _ = run(CLEAN + "1;Training;als het kan\n", "--json")
    found = json.loads(out)
    assert (code, found["counts"]["new"]) == (1, 2)
    assert [problem["field"] for row in found["rows"] for problem in row["problems"]] == ["planning"]
    assert Action.objects.count() == 2


def test_rows_that_are_left_out_are_in_the_json(run, plan):
    code, out, _ = run("Wat;Wanneer\nTraining;2026\n", "--json")
    found = json.loads(out)
    assert (code, found["counts"]["left_out"], Action.objects.count()) == (1, 1, 0)
    assert [(problem["table"], problem["row"]) for problem in found["problems"]] == [(1, 2)]


@pytest.mark.parametrize(
    ("text", "options", "known"),
    [
        ("", (), True),
        ("Wat;Wanneer\n", (), True),
        (CLEAN, ("--programme", "bestaat-niet"), False),
        (CLEAN, (), False),
        (CLEAN, ("--year", "26"), True),
    ],
)
def test_refused_is_exit_2_with_one_sentence(run, text, options, known):
    code, out, err = run(text, *options, programme=known)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith(".")
    assert (Action.objects.count(), PlanImport.objects.count()) == (0, 0)


def test_a_file_that_is_not_there_is_refused(plan, capsys, tmp_path):
    with pytest.raises(SystemExit) as left:
        call_command("import_plan", str(tmp_path / "weg.csv"), "--programme", plan.slug)
    assert left.value.code == 2
