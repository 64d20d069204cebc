"""The advice, commitments, promises and additions of the five regions come over from their files, row by row."""

import datetime

import pytest
from django.conf import settings

from actions.loading.programmes import read_programmes
from decisions.models import Addition, Advice, Commitment, Promise
from decisions.rules.terms import parties_of

pytestmark = pytest.mark.usefixtures("programmes")
TODAY = datetime.date(2026, 11, 28)


def blocks():
    found, errors = read_programmes(settings.BASE_DIR / "fixtures" / "programmes")
    assert errors == []
    return found


def told(row, names, part):
    """The fields that the file names, as the database has them."""
    return {name: getattr(row, name) for name in names if name in part}


def same(row, names, part):
    assert told(row, names, part) == {name: part[name] for name in names if name in part}


def of(kind, part_name, **where):
    """The rows of each programme beside the parts of its file, in order."""
    for block in blocks():
        rows = list(kind.objects.filter(programme__slug=block["slug"], **where).order_by("pk"))
        parts = block.get(part_name, [])
        assert len(rows) == len(parts)
        yield from zip(rows, parts, strict=True)


def test_every_advice():
    names = ("by", "kind", "direction", "on", "text", "link", "response", "response_by", "response_on")
    count = 0
    for block in blocks():
        for document in block.get("documents", []):
            where = {"document__programme__slug": block["slug"], "document__key": document["key"]}
            rows, parts = list(Advice.objects.filter(**where).order_by("pk")), document.get("advices", [])
            assert len(rows) == len(parts)
            for row, part in zip(rows, parts, strict=True):
                same(row, names, part)
                assert row.source_note == part.get("remark", "")
                assert (row.municipality.code if row.municipality else None) == part.get("municipality")
                assert row.history.count() == 1
                count += 1
    assert count == Advice.objects.count() >= 5


def test_every_commitment_with_who_signed():
    names = (
        "title",
        "kind",
        "purpose",
        "text",
        "planned_for",
        "signed_on",
        "valid_from",
        "valid_until",
        "state",
        "link",
    )
    for row, part in of(Commitment, "commitments"):
        same(row, names, part)
        signers = part.get("signers", [])
        parties = {*part.get("parties", []), *(signer["organisation"] for signer in signers)}
        assert set(row.parties.values_list("name", flat=True)) == parties
        for signer in signers:
            same(row.signatures.get(organisation__name=signer["organisation"]), ("role", "since", "until"), signer)
        (line,) = row.history.all()
        then = sorted((one.organisation_id, one.role, str(one.since), str(one.until)) for one in line.parties.all())
        assert then == sorted((pk, role, str(since), str(until)) for pk, role, since, until in row.signers)


def test_every_promise_and_addition():
    names = ("kind", "number", "text", "on", "holder", "owed_by", "due_on", "due_text", "answer", "state", "closed_on")
    for row, part in of(Promise, "promises"):
        same(row, names, part)
        assert row.municipality.code == part["municipality"]
    for row, part in of(Addition, "additions"):
        same(row, ("title", "what", "status", "planning_text", "cost_text", "amount"), part)
        assert (row.municipality.code, row.released_at is not None) == (part["municipality"], part["released"])


def test_the_example_shows_who_stopped_and_what_is_over():
    covenant = Commitment.objects.get(title__startswith="Convenant gegevens delen")
    assert (
        "Stichting De Veilige Haven (fictief) (bestuurder; gold van 1 juli 2025 tot en met 30 juni 2026)"
        in parties_of(covenant, TODAY)
    )
    assert Promise.objects.get(number="T-2026-04").is_overdue(datetime.date(2026, 7, 2))
    assert not Promise.objects.get(number="T-2026-04").is_overdue(datetime.date(2026, 7, 1))
    assert Addition.objects.get(title__startswith="Spreekuur").starts_in == "2026Q1"


def test_nothing_is_invented_for_a_real_region():
    for kind in (Promise, Addition):
        assert not kind.objects.filter(programme__region__fictitious=False).exists()
