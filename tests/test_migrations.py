"""The migrations build the database from nothing and hold every model."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.utils import translation

from tests.rooms import OURS


def missing(state):
    """Our apps of which a model, as it is in `state`, has no migration."""
    loader = MigrationLoader(None)
    questioner = NonInteractiveMigrationQuestioner(dry_run=True)
    with translation.override(None):  # as makemigrations does: words of Django itself are written untranslated
        return set(MigrationAutodetector(loader.project_state(), state, questioner).changes(loader.graph)) & set(OURS)


def test_every_model_has_its_migration():
    assert missing(ProjectState.from_apps(apps)) == set()


def test_a_model_without_its_migration_is_found():
    state = ProjectState.from_apps(apps)
    state.add_model(ModelState("decisions", "Unwritten", [("id", models.BigAutoField(primary_key=True))]))
    assert missing(state) == {"decisions"}


@pytest.fixture
def empty(tmp_path, monkeypatch, django_db_setup, django_db_blocker):
    """An empty database of the kind that the tests use, as the default one."""
    base = connections["default"]
    with django_db_blocker.unblock():
        if base.vendor == "sqlite":
            made, remove = str(tmp_path / "empty.sqlite3"), ""
        else:
            made = f"{base.settings_dict['NAME']}_empty"
            remove = f'DROP DATABASE IF EXISTS "{made}" WITH (FORCE)'
            with base._nodb_cursor() as cursor:
                cursor.execute(remove)
                cursor.execute(f'CREATE DATABASE "{made}"')
        connection = base.copy()
        connection.settings_dict = {**base.settings_dict, "NAME": made}
        monkeypatch.setattr(connections._connections, "default", connection)
        yield connection
        connection.close()
        if remove:
            with base._nodb_cursor() as cursor:
                cursor.execute(remove)


def test_from_nothing(empty):
    call_command("migrate", verbosity=0)
    tables = {model._meta.db_table for app in OURS for model in apps.get_app_config(app).get_models()}
    assert tables <= set(empty.introspection.table_names())
    assert MigrationExecutor(empty).migration_plan(MigrationLoader(empty).graph.leaf_nodes()) == []


def test_an_evaluation_is_as_public_as_it_was(empty):
    """Forward and back, with rows: who may read a report is neither more nor fewer people."""
    kinds = [
        ("accounts", "user"),
        ("municipalities", "region"),
        ("actions", "programme"),
        ("evaluations", "evaluation"),
    ]

    def at(migration):
        executor = MigrationExecutor(empty)
        executor.migrate([*MigrationLoader(empty).graph.leaf_nodes("actions"), ("evaluations", migration)])
        state = MigrationExecutor(empty).loader.project_state(
            [*MigrationLoader(empty).graph.leaf_nodes("actions"), ("evaluations", migration)]
        )
        return [state.apps.get_model(*kind) for kind in kinds]

    _user, regions, programmes, evaluations = at("0001_initial")
    region = regions.objects.create(name="Noordland", slug="noordland", kind="regiovisie")
    programme = programmes.objects.create(region=region, slug="plan", title="Plan", first_year=2026, dated="2026-01-01")
    for title, is_public in (("Open", True), ("Dicht", False)):
        evaluations.objects.create(programme_id=programme.pk, title=title, is_public=is_public)
    found = at("0003_secret_has_ground")[-1].objects
    assert dict(found.values_list("title", "classification")) == {"Open": "public", "Dicht": "internal"}
    found.filter(title="Dicht").update(classification="confidential")
    found = at("0001_initial")[-1].objects
    assert dict(found.values_list("title", "is_public")) == {"Open": True, "Dicht": False}


def test_one_migration_per_app_to_start_with():
    folders = {app: Path(settings.BASE_DIR, app, "migrations") for app in OURS}
    first = {app: min(path.stem for path in folder.glob("0*.py")) for app, folder in folders.items()}
    assert first == dict.fromkeys(OURS, "0001_initial")
