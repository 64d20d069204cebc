"""The trace only grows: by its model, and by the database itself; what is kept long enough goes by one way."""

import datetime
import importlib

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import services as accounts
from accounts import trace, trace_guard
from accounts.models import TraceEntry, TraceTerm
from accounts.trace_entries import AppendOnly
from actions.services import progress
from municipalities import services as access
from tests import factories

pytestmark = pytest.mark.django_db
TABLE = "accounts_traceentry"


@pytest.fixture
def guarded():
    """The database guards the trace, as the migration leaves it."""
    trace_guard.install(connection)
    yield
    trace_guard.remove(connection)


def written(days=0, **fields):
    at = timezone.now() - datetime.timedelta(days=days)
    return TraceEntry.objects.create(kind="given", at=at, **fields)


def raw(statement, *values):
    """Run a statement past the models; gives whether the database refused it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as refusal:
        return "append-only" in str(refusal)
    return False


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: TraceEntry.objects.get(pk=entry.pk).save(),
        lambda entry: TraceEntry.objects.update(by_name="Iemand anders"),
        lambda entry: TraceEntry.objects.all().delete(),
        lambda entry: TraceEntry.objects.bulk_update([entry], ["by_name"]),
        lambda entry: TraceEntry.objects.update_or_create(pk=entry.pk, defaults={"by_name": "Iemand anders"}),
    ],
)
def test_no_entry_is_changed_or_removed_by_the_model(change):
    entry = written(by_name="Anna")
    with pytest.raises(AppendOnly):
        change(entry)
    assert list(TraceEntry.objects.values_list("by_name", flat=True)) == ["Anna"]


def test_the_database_refuses_changes_that_pass_by_the_model(guarded):
    written(days=3000), written()
    assert raw(f"UPDATE {TABLE} SET by_name = 'Iemand anders'")
    assert raw(f"DELETE FROM {TABLE}")
    assert raw(f"DELETE FROM {TABLE} WHERE at < %s", timezone.now() - datetime.timedelta(days=2000))
    if connection.vendor == "postgresql":
        assert raw(f"TRUNCATE {TABLE}")
    assert TraceEntry.objects.count() == 2


def test_without_the_guard_the_database_would_allow_it():
    written()
    assert not raw(f"UPDATE {TABLE} SET by_name = 'Iemand anders'")


def test_no_term_takes_what_is_younger_than_a_year(guarded):
    written(days=360), written(days=370)
    TraceTerm.objects.create(until=timezone.now() + datetime.timedelta(days=1))
    assert raw(f"DELETE FROM {TABLE} WHERE at > %s", timezone.now() - datetime.timedelta(days=365))
    assert not raw(f"DELETE FROM {TABLE} WHERE at < %s", timezone.now() - datetime.timedelta(days=367))
    assert TraceEntry.objects.count() == 1


@pytest.mark.parametrize(("days", "gone"), [(5 * 365 + 1, 1), (5 * 365 - 1, 0)])
def test_what_is_older_than_the_term_goes_and_that_is_told(guarded, days, gone):
    written(days=days), written()
    assert trace.forget_old() == gone
    told = TraceEntry.objects.filter(kind="forgotten")
    assert (TraceEntry.objects.filter(kind="given").count(), told.count()) == (2 - gone, gone)
    if gone:
        assert told.get().detail.startswith("1 regel van vóór ")
    assert not TraceTerm.objects.exists()
    assert trace.forget_old() == 0


def test_who_did_it_stays_when_the_account_is_gone():
    person = factories.user(name="Anna de Vries")
    trace.record(trace.Kind.CLOSED, by=person, on=factories.user(name="Bram"))
    person.delete()
    entry = TraceEntry.objects.get()
    assert (entry.by_name, entry.subject_label, entry.subject_type) == ("Anna de Vries", "Bram", "accounts.user")


def test_what_is_told_once_is_told_once(django_assert_num_queries):
    person = factories.user()
    asked = []

    def make(new):
        asked.append(list(new))
        return [trace.entry(trace.Kind.SEEN, by=person, once=once) for once in new]

    assert trace.record_once({"a": 1, "b": 2}, make) == 2
    with django_assert_num_queries(1):
        assert trace.record_once({"b": 2}, make) == 0
    assert trace.record_once({"b": 2, "c": 3}, make) == 1
    assert asked == [["a", "b"], ["c"]]
    assert TraceEntry.objects.count() == 3


def test_the_migration_installs_the_guard():
    migration = importlib.import_module("accounts.migrations.0004_trace").Migration
    assert any(getattr(step, "code", None) is trace_guard.install_by_migration for step in migration.operations)


def told(*kinds):
    rows = TraceEntry.objects.filter(kind__in=kinds).order_by("pk")
    return list(rows.values_list("kind", "by_name", "subject_label", "region_id"))


def test_what_is_done_with_rights_is_told(region):
    anna, bram = factories.administrator(region, name="Anna"), factories.user(name="Bram")
    carla = factories.leader(region, name="Carla")
    TraceEntry.objects.all()._raw_delete("default")
    given = access.give_access(bram, role="leader", place=region, by=anna)
    assert given.awaits
    access.confirm_access(given, by=carla)
    access.end_access(given, on=timezone.localdate(), by=anna)
    refused = access.give_access(factories.user(name="Dirk"), role="leader", place=region, by=anna)
    access.refuse_access(refused, by=carla)
    assert told("given", "confirmed", "ended", "refused", "changed") == [
        ("given", "Anna", "Bram", region.pk),
        ("confirmed", "Carla", "Bram", region.pk),
        ("ended", "Anna", "Bram", region.pk),
        ("given", "Anna", "Dirk", region.pk),
        ("refused", "Carla", "Dirk", region.pk),
    ]
    assert "Projectleider" in TraceEntry.objects.filter(kind="given").last().detail


def test_signing_in_and_out_is_told(client):
    factories.user(name="Anna", email="anna@voorbeeld.example")
    address = reverse("account_login")
    client.post(address, {"login": "anna@voorbeeld.example", "password": "fout-wachtwoord"})
    for _try in range(2):
        client.post(address, {"login": "mijn-geheime-wachtwoord@voorbeeld.example", "password": "x"})
    client.post(address, {"login": "anna@voorbeeld.example", "password": factories.PASSWORD})
    client.post(reverse("account_logout"))
    assert told("sign_in_failed", "signed_in", "signed_out") == [
        ("sign_in_failed", "", "Anna", None),
        ("sign_in_failed", "", "onbekend e-mailadres", None),
        ("signed_in", "Anna", "", None),
        ("signed_out", "Anna", "", None),
    ]
    assert not TraceEntry.objects.filter(detail__contains="geheime-wachtwoord").exists()


def test_a_closed_account_is_told():
    boss, anna = factories.superuser(name="Sam"), factories.user(name="Anna")
    accounts.close_account(anna, by=boss)
    accounts.reopen_account(anna, by=boss)
    assert told("closed", "reopened", "factor_set") == [
        ("closed", "Sam", "Anna", None),
        ("reopened", "Sam", "Anna", None),
    ]


def test_a_released_action_is_told_without_the_title_of_what_is_hidden(line, people, region):
    for what, kind in (("Meldcodetour", "public"), ("Inval", "secret")):
        action = factories.action(line=line, what=what, classification=kind, released_at=None)
        progress.release_action(action, by=people["anna"])
    labels = [label for _kind, _by, label, place in told("released") if place == region.pk]
    assert labels == ["Meldcodetour", f"Geheim: actie {action.pk}"]


def test_no_entry_is_replaced_by_another(guarded):
    """SQLite takes the row away that is in the way of a REPLACE, without asking who guards it."""
    entry = written(by_name="Anna", once="een")
    columns = "(id, at, kind, by_name, subject_type, subject_label, place_name, detail, once)"
    values = [entry.pk, timezone.now(), "given", "Iemand anders", "", "", "", "", "een"]
    marks = ", ".join(["%s"] * len(values))
    if connection.vendor == "sqlite":
        assert raw(f"INSERT OR REPLACE INTO {TABLE} {columns} VALUES ({marks})", *values)
        raw(f"INSERT OR REPLACE INTO {TABLE} {columns} VALUES ({marks})", *[entry.pk + 1, *values[1:]])
    else:
        update = "ON CONFLICT (id) DO UPDATE SET by_name = EXCLUDED.by_name"
        assert raw(f"INSERT INTO {TABLE} {columns} VALUES ({marks}) {update}", *values)
    assert list(TraceEntry.objects.values_list("by_name", flat=True)) == ["Anna"]
    trace.record_once({"een": 1, "twee": 2}, lambda new: [trace.entry("seen", by=None, once=once) for once in new])
    assert TraceEntry.objects.count() == 2
