"""Everything of a programme is kept in the browser: every kind is added, changed, removed and taken back alike."""

import datetime
import re

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from actions.forms.offer import offer_for
from actions.models import ActionLine, Recorded
from actions.rules.kinds import BY_SLUG, KINDS
from actions.services.keeping import add
from municipalities.services.keeping import version_of
from tests import factories

# What is kept elsewhere, and where.
ELSEWHERE = {
    "Action": "its own page",
    "Cost": "in the form of its action",
    "Funding": "in the form of its action",
    "Home": "when the plan is read in",
    "Origin": "when the plan is read in",
    "FundingBudget": "the cover plan, as a grid",
    "ProgressUpdate": "the progress of its action",
    "SetAside": "on the page of its action",
    "Participation": "the participants of its document",
    "ProgressRound": "its own pages",
    "Topic": "of all regions, on its own pages",
}
SEVERAL = {kind.slug for kind in KINDS if kind.can_be_added}
TYPED = {
    "lijnen": {"number": "7", "title": "Anders"},
    "themas": {"title": "Anders"},
    "doelen": {"text": "Anders", "level": "objective"},
    "notities": {"title": "Anders", "kind": "context"},
    "fasen": {"title": "Anders"},
    "momenten": {"title": "Anders", "kind": "meeting", "starts_on": "2027-03-05", "repeats": "week"},
    "dekkingsbronnen": {"name": "Anders"},
    "documenten": {"title": "Anders", "kind": "plan", "decided_by": "council", "dated_precision": "day"},
    "organisaties": {"name": "Anders", "kind": "role"},
    "over": {
        "title": "Anders", "short_title": "Anders", "line_word": "actielijn", "first_year": "2026",
        "dated": "2026-01-01", "dated_precision": "day",
    },
}  # fmt: skip


# Of which kinds a list may stay empty, and of which a choice is asked.
NONE_TO_CHOOSE, MUST_CHOOSE = {"lijnen"}, {"documenten", "notities"}


@pytest.fixture
def programme(db):
    return factories.programme()


@pytest.fixture
def leader(client, programme):
    person = factories.leader(programme.region)
    client.force_login(person)
    return person


def at(name, programme, kind, *more):
    return reverse(f"actions:{name}", args=[programme.region.slug, kind.slug, *more])


def made(kind, programme):
    """A row of this kind, as a form adds it."""
    if kind.model is type(programme):
        return programme
    row = kind.new_in(programme)
    values = dict.fromkeys(kind.keys) | {name: frozenset() for name in kind.sets}
    for name, key in zip(kind.fields, kind.keys, strict=True):
        field = kind.field(name)
        values[key] = None if field.null else field.get_default() if field.has_default() else ""
    values |= {kind.named_by: "Eerst"}
    values |= {"kind": "partner"} if kind.slug == "organisaties" else {}
    values |= {"number": 7} if "number" in kind.fields else {}
    values |= {"starts_on": datetime.date(2027, 1, 1)} if kind.slug == "momenten" else {}
    values |= {"kind": "context"} if kind.slug == "notities" else {"kind": "plan"} if kind.slug == "documenten" else {}
    add(kind, row, values, reason="", by=None)
    return row


def said_by(kind):
    """The field that a change is seen by; the name of an organisation is changed on its own page."""
    return "kind" if kind.slug == "organisaties" else kind.named_by


def seen(kind, row):
    return {"seen": version_of(kind.model, row.pk)}


def undone(client, programme, kind, pk):
    version = version_of(kind.model, pk)
    client.post(at("kept-undo", programme, kind, pk), {"version": version})


def lines(kind, pk):
    return list(kind.model.history.filter(id=pk).order_by("history_id"))


def test_every_model_of_the_plan_is_kept_somewhere():
    kept = {kind.model.__name__ for kind in KINDS}
    recorded = {
        model.__name__
        for model in apps.get_app_config("actions").get_models()
        if issubclass(model, Recorded) and not model.__name__.startswith("Historical")
    }
    assert recorded - kept == ELSEWHERE.keys()


@pytest.mark.parametrize("slug", sorted(SEVERAL))
def test_add_and_take_back(client, programme, leader, slug):
    kind = BY_SLUG[slug]
    answer = client.post(at("kept-new", programme, kind), TYPED[slug] | {"reason": "Besluit 12 mei"})
    assert (answer.status_code, answer["Location"]) == (302, at("kept-rows", programme, kind))
    row = kind.rows_of(programme).get()
    assert [(line.history_type, line.history_user, line.history_change_reason) for line in lines(kind, row.pk)] == [
        ("+", leader, "Besluit 12 mei")
    ]
    undone(client, programme, kind, row.pk)
    assert not kind.rows_of(programme).exists()
    undone(client, programme, kind, row.pk)  # and that, taken back, brings it back
    assert str(kind.rows_of(programme).get()) == str(row)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_change_and_take_back(client, programme, leader, kind):
    row = made(kind, programme)
    before = len(lines(kind, row.pk))
    client.post(at("kept", programme, kind, row.pk), TYPED[kind.slug] | seen(kind, row))
    assert getattr(kind.rows.get(pk=row.pk), said_by(kind)) in TYPED[kind.slug].values()
    (line,) = lines(kind, row.pk)[before:]
    assert (line.history_type, line.history_user) == ("~", leader)
    page = client.get(at("kept", programme, kind, row.pk)).content.decode()
    assert "werd: " in page
    undone(client, programme, kind, row.pk)
    assert getattr(kind.rows.get(pk=row.pk), said_by(kind)) == getattr(row, said_by(kind))
    assert len(lines(kind, row.pk)) == before + 2


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_the_same_again_is_no_change(client, programme, leader, kind):
    row = made(kind, programme)
    client.post(at("kept", programme, kind, row.pk), TYPED[kind.slug] | seen(kind, row))
    count = len(lines(kind, row.pk))
    answer = client.post(at("kept", programme, kind, row.pk), TYPED[kind.slug] | {"seen": "0"})
    assert (answer.status_code, len(lines(kind, row.pk))) == (302, count)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_somebody_else_was_first(client, programme, leader, kind):
    row = made(kind, programme)
    old = seen(kind, row)
    other = kind.rows.get(pk=row.pk)
    setattr(other, said_by(kind), "working_group" if said_by(kind) == "kind" else "Van een ander")
    other.save_with_reason("Eerder", by=None)
    mine = TYPED[kind.slug]
    answer = client.post(at("kept", programme, kind, row.pk), mine | old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "intussen gewijzigd" in page
    assert mine[said_by(kind)] in page  # nothing typed is lost
    assert getattr(kind.rows.get(pk=row.pk), said_by(kind)) == getattr(other, said_by(kind))
    again = client.post(at("kept", programme, kind, row.pk), mine | seen(kind, row))
    assert again.status_code == 302
    assert getattr(kind.rows.get(pk=row.pk), said_by(kind)) == mine[said_by(kind)]


@pytest.mark.parametrize("slug", sorted(SEVERAL))
def test_remove_and_take_back(client, programme, leader, slug):
    kind = BY_SLUG[slug]
    row = made(kind, programme)
    assert client.get(at("kept-remove", programme, kind, row.pk)).status_code == 200
    client.post(at("kept-remove", programme, kind, row.pk), {"seen": "0"})
    assert kind.rows_of(programme).exists()  # somebody changed it since
    client.post(at("kept-remove", programme, kind, row.pk), seen(kind, row))
    assert not kind.rows_of(programme).exists()
    undone(client, programme, kind, row.pk)
    assert str(kind.rows_of(programme).get(pk=row.pk)) == str(row)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_only_who_leads_the_region_comes_here(client, programme, kind):
    row = made(kind, programme)
    addresses = [
        at("kept-rows", programme, kind),
        at("kept", programme, kind, row.pk),
        *([at("kept-new", programme, kind), at("kept-remove", programme, kind, row.pk)] * kind.can_be_added),
    ]
    people = [factories.policy_officer(programme.region), factories.leader(factories.programme().region)]
    elsewhere = factories.programme()
    for person in people:
        client.force_login(person)
        for address in addresses:
            assert (client.get(address).status_code, client.post(address, TYPED[kind.slug]).status_code) == (403, 403)
    client.force_login(factories.leader(elsewhere.region))
    assert client.get(at("kept", elsewhere, kind, row.pk)).status_code == 404
    programme.classification = "internal"
    programme.save()
    assert client.get(addresses[0]).status_code == 404


def test_what_hangs_under_a_line_goes_elsewhere_first(client, programme, leader):
    kind, old, new = BY_SLUG["lijnen"], factories.line(programme=programme), factories.line(programme=programme)
    theme = factories.theme(line=old)
    first, second = factories.action(line=old, theme=theme), factories.action(line=old)
    page = client.get(at("kept-remove", programme, kind, old.pk)).content.decode()
    assert "Acties: 2" in page
    client.post(at("kept-remove", programme, kind, old.pk), seen(kind, old))
    assert ActionLine.objects.filter(pk=old.pk).exists()
    counts = [action.history.count() for action in (first, second)]
    client.post(at("kept-remove", programme, kind, old.pk), {"verplaatsen": "ja", "to": new.pk})
    for one in (first, second, theme):
        one.refresh_from_db()
    assert (first.line, second.line, theme.line, first.theme) == (new, new, new, theme)
    assert [action.history.count() for action in (first, second)] == [count + 1 for count in counts]
    client.post(at("kept-remove", programme, kind, old.pk), seen(kind, old))
    assert not ActionLine.objects.filter(pk=old.pk).exists()


def test_up_and_down(client, programme, leader):
    kind = BY_SLUG["doelen"]
    goals = [factories.goal(programme=programme, position=0) for _number in range(3)]
    client.post(at("kept-rows", programme, kind), {"rij": goals[2].pk, "naar": "omhoog"})
    order = list(kind.rows_of(programme).order_by("position").values_list("pk", flat=True))
    assert order == [goals[0].pk, goals[2].pk, goals[1].pk]
    client.post(at("kept-rows", programme, kind), {"rij": goals[0].pk, "naar": "weg"})
    assert list(kind.rows_of(programme).order_by("position").values_list("pk", flat=True)) == order


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_lists_and_contents_ask_as_much_of_many(client, programme, leader, kind, django_assert_max_num_queries):
    made(kind, programme)
    contents = reverse("actions:keeping", args=[programme.region.slug])
    for address, most in ((at("kept-rows", programme, kind), 15), (contents, 24)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_a_hidden_line_makes_no_difference_to_who_gives_access(client, programme):
    client.force_login(factories.administrator(programme.region))
    addresses = [reverse(f"actions:{name}", args=[programme.region.slug]) for name in ("keeping", "programme", "plan")]

    def pages():
        return [
            re.sub(r'(csrfmiddlewaretoken" value|nonce|data-seconds)="[^"]+"', "", client.get(one).content.decode())
            for one in addresses
        ]

    before = pages()
    factories.line(programme=programme, published=False)
    assert pages() == before


def test_the_plan_leads_who_may_change_it_to_each_thing(client, programme):
    line = factories.line(programme=programme)
    theme, goal = factories.theme(line=line), factories.goal(line=line)
    factories.action(line=line, theme=theme)
    plan = reverse("actions:plan", args=[programme.region.slug])
    wanted = {
        at("kept", programme, BY_SLUG[slug], pk)
        for slug, pk in (("lijnen", line.pk), ("themas", theme.pk), ("doelen", goal.pk), ("over", programme.pk))
    }
    for person, found in (
        (factories.leader(programme.region), wanted),
        (factories.policy_officer(programme.region), set()),
    ):
        client.force_login(person)
        assert set(re.findall(r'href="([^"]+/programma/[^"]+/\d+/)"', client.get(plan).content.decode())) == found


def test_who_ended_is_not_offered_any_more_and_stays_where_it_stood(client, programme, leader):
    kind, line = BY_SLUG["organisaties"], factories.line(programme=programme)
    gone, new = (factories.organisation(region=programme.region) for _number in range(2))
    theirs, other = factories.action(line=line, leads=[gone]), factories.action(line=line)
    typed = {"kind": "partner", "ended_on": timezone.localdate().isoformat()}
    client.post(at("kept", programme, kind, gone.pk), typed | seen(kind, gone))
    assert set(offer_for(programme, other).organisations) == {new.pk}
    assert set(offer_for(programme, theirs).organisations) == {gone.pk, new.pk}
    assert gone in theirs.leads.all()
    listed = client.get(at("kept-rows", programme, kind)).content.decode()
    assert listed.count("Bestaat niet meer sinds") == 1
    assert 'data-label="Waar"' not in listed  # an organisation hangs under nothing


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_choosing_nothing_has_a_name(client, programme, leader, kind):
    """Django says "---------"; what a list offers beside its choices is said in words."""
    name, more = ("kept-new", ()) if kind.can_be_added else ("kept", (programme.pk,))
    page = client.get(at(name, programme, kind, *more))
    empty = re.findall(r'<option value=""[^>]*>([^<]*)<', page.content.decode())
    assert page.status_code == 200
    assert all(re.search(r"\w", said) for said in empty), empty
    assert ("Geen" in empty, "Kies …" in empty) == (kind.slug in NONE_TO_CHOOSE, kind.slug in MUST_CHOOSE)
