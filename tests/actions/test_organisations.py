"""Organisations get another name and are merged: everything moves, history says it, and nobody gains rights."""

import datetime
from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from actions.imports import previews
from actions.models import Action
from actions.pages.history import versions
from actions.rules.content import Content, content_of
from actions.rules.earlier import content_at
from actions.services import editing, importing, organisations
from decisions.models import Commitment
from municipalities.access import access
from municipalities.models import Assignment, ClaimRule, FormerName, Organisation
from municipalities.rules.merging import relations
from municipalities.services import give_access
from tests import factories

pytestmark = pytest.mark.django_db
REASON = "Organisatie 'VT' is 'Veilig Thuis Noordland' geworden"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def short(region):
    """The other name of `organisation`: Veilig Thuis Noordland."""
    return factories.organisation(region=region, name="VT")


@pytest.fixture
def full(region):
    """The same, for which nobody has access."""
    return factories.organisation(region=region, name="Veilig Thuis Zuid")


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


def at(name, *args):
    return reverse(f"actions:{name}", args=["noordland", *args])


def merge(old, new, people):
    organisations.merge(old, new, by=people["anna"])


def names(manager):
    return sorted(manager.values_list("name", flat=True))


@pytest.fixture
def used(short, programme, line):
    """The short name, with a row of every kind of model that points to organisations: a new model must come here."""
    made = [
        factories.action(line=line, what="Getrokken", leads=[short]),
        factories.action(line=line, what="Meegedaan", partners=[short]),
        factories.source(organisation=short),
        Commitment.objects.create(programme=programme, title="Belofte"),
        FormerName.objects.create(organisation=short, name="AMHK"),
        factories.owner(short, name="Vera"),
        ClaimRule.objects.create(provider="p", claim="groups", value="vt", role="owner", organisation=short),
        factories.asked(short, round=factories.progress_round(programme=programme)),
    ]
    programme.partners.add(short)
    made[3].parties.add(short)
    return short


def pointing(organisation_id):
    """All that points to an id of an organisation, found without the code under test: model and number of rows."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__name__.startswith("Historical"):
            continue
        for field in model._meta.fields:
            if field.remote_field and field.remote_field.model is Organisation:
                count = model._base_manager.filter(**{field.attname: organisation_id}).count()
                found[f"{model.__name__}.{field.name}"] = count
    return found


def test_whatever_points_to_it_moves_also_of_models_that_come_later(used, full, people, line):
    before = pointing(used.pk)
    assert {name for name, count in before.items() if not count} == set(), "the fixture `used` must hold every model"
    pk = used.pk
    merge(used, full, people)
    after = pointing(pk)
    assert {name for name, count in after.items() if count} == set()
    moved = pointing(full.pk)
    extra = {"FormerName.organisation": 1}  # what this merge adds itself
    assert {name: count - extra.get(name, 0) for name, count in moved.items()} == before
    assert not Organisation.objects.filter(pk=pk).exists()


def test_relations_are_those_of_all_models():
    """What the code finds through Django's options is what the tables say, but for rights, which follow by rules."""
    tables = {name.partition(".")[0] for name in pointing(0)}
    told = {
        (relation.through if relation.many_to_many else relation.related_model).__name__ for relation in relations()
    }
    assert tables - told == {"OrganisationUserPermission"}


def test_each_action_says_it_in_its_history_once(used, organisation, people):
    Assignment.objects.all().delete()
    led, joined = Action.objects.get(what="Getrokken"), Action.objects.get(what="Meegedaan")
    joined.leads.add(organisation)
    counts = [action.history.count() for action in (led, joined)]
    merge(used, organisation, people)
    for action, count in zip((led, joined), counts, strict=True):
        latest = action.history.first()
        told = (action.history.count() - count, latest.history_change_reason, str(latest.history_user))
        assert told == (1, REASON, "Anna")
    assert (names(led.leads), names(joined.leads), names(joined.partners)) == (
        ["Veilig Thuis Noordland"],
        ["Veilig Thuis Noordland"],
        [],  # who leads it is not its partner as well
    )
    shown = versions(led, people["anna"])[0]
    assert (shown.why, [(change.label, change.old, change.new) for change in shown.changes]) == (
        REASON,
        [("trekkers", "VT", "Veilig Thuis Noordland")],
    )


def test_an_earlier_version_knows_what_it_became(used, organisation, people):
    """Undoing an edit from before the merge brings back the organisation under its new name, and never nothing."""
    Assignment.objects.all().delete()
    action = Action.objects.get(what="Getrokken")
    action.save_with_reason("Geladen", by=None, sets={"leads": [used.pk]})
    without = replace(editing.content_of(action), leads=frozenset())
    editing.edit_action(action, content=without, version=0, reason="", by=people["anna"])
    merge(used, organisation, people)
    assert content_at(action, 0).leads == {organisation.pk}
    editing.undo_edit(action, version=1, by=people["anna"])
    assert names(action.leads) == ["Veilig Thuis Noordland"]


def test_the_same_file_again_means_the_same_organisation(anna, people, programme, full, line):
    rows = b"Lijn;Nr;Wat;Trekker\n1;9.1;Spiegelgroep;Bureau Nieuw\n"
    first = importing.keep_file(programme, content=rows, name="plan.csv", by=people["anna"])
    importing.apply(first, previews.preview_of(first), by=people["anna"])
    new = Organisation.objects.get(name="Bureau Nieuw")
    merge(new, full, people)
    again = importing.keep_file(programme, content=rows, name="plan.csv", by=people["anna"])
    assert previews.preview_of(again).counts["unchanged"] == 1
    typed = Content(what="Getypt", leads=frozenset({"bureau nieuw"}))
    editing.add_action(line, theme=None, content=typed, release=False, by=people["anna"])
    assert names(Action.objects.get(what="Getypt").leads) == ["Veilig Thuis Zuid"]


# --- Rights ---


DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("old_leads", "new_leads", "access_for", "gains"),
    [
        (True, True, ("old",), True),
        (True, True, ("new",), True),
        (True, False, ("old",), False),  # the same actions as before
        (True, False, ("new",), True),
        (False, True, ("old",), True),
        (False, True, ("new",), False),
        (False, False, ("old", "new"), False),
        (True, True, ("old", "new"), False),  # the same person has both
        (True, True, (), False),
    ],
)
def test_nobody_gains_rights(region, line, people, old_leads, new_leads, access_for, gains):
    old, new = (factories.organisation(region=region, name=name) for name in ("Oud", "Nieuw"))
    leading = [one for one, leads in ((old, old_leads), (new, new_leads)) if leads]
    led = [factories.action(line=line, leads=[one]) for one in leading]
    person = factories.user(name="Vera")
    for place in access_for:
        give_access(person, role="owner", place={"old": old, "new": new}[place])
    before = [person.has_perm("actions.report_action", action) for action in led]
    if gains:
        with pytest.raises(organisations.Refusal, match="Vera"):
            merge(old, new, people)
        assert Organisation.objects.filter(pk=old.pk).exists()
    else:
        merge(old, new, people)
    person = type(person).objects.get(pk=person.pk)
    after = [person.has_perm("actions.report_action", Action.objects.get(pk=action.pk)) for action in led]
    assert after == before
    kept = {"Nieuw"} if access_for and not gains else {"Oud", "Nieuw"}
    assert access(person).organisations() <= {one.pk for one in Organisation.objects.filter(name__in=kept)}


@pytest.mark.parametrize(
    ("since", "until", "gains"),
    [(-DAY, None, False), (DAY, None, True), (-DAY, DAY, True), (-2 * DAY, -DAY, True)],
)
def test_access_for_a_shorter_time_is_not_the_same(region, line, people, since, until, gains):
    old, new = (factories.organisation(region=region, name=name) for name in ("Oud", "Nieuw"))
    for one in (old, new):
        factories.action(line=line, leads=[one])
    person, today = factories.user(name="Vera"), timezone.localdate()
    give_access(person, role="owner", place=old)
    give_access(person, role="owner", place=new, since=today + since, until=until and today + until)
    assert bool(organisations.why_not_merged(old, new)) is gains


def test_access_moves_with_its_history_and_nobody_has_it_twice(region, line, people):
    old, new = (factories.organisation(region=region, name=name) for name in ("Oud", "Nieuw"))
    both, only, past = (factories.user(name=name) for name in ("Beide", "Alleen", "Vroeger"))
    today = timezone.localdate()
    for place in (old, new):
        give_access(both, role="owner", place=place)
    give_access(only, role="owner", place=old)
    give_access(past, role="owner", place=old, since=today - 3 * DAY, until=today - DAY)
    merge(old, new, people)
    held = Assignment.objects.filter(organisation=new)
    assert sorted(str(one.user) for one in held.not_ended(today)) == ["Alleen", "Beide"]
    assert sorted(str(one.user) for one in held.ended(today)) == ["Beide", "Vroeger"]
    reasons = {line.history_change_reason for one in held.filter(user=only) for line in [one.history.first()]}
    assert reasons == {"Organisatie 'Oud' is 'Nieuw' geworden"}
    assert only.has_perm("municipalities.report_for_organisation", new)


# --- Names ---


def test_another_name(anna, people, organisation, action):
    address = at("organisation", organisation.pk)
    count, version = action.history.count(), action.version
    answer = anna.post(address, {"name": "  VT   Noordland "})
    organisation.refresh_from_db()
    action.refresh_from_db()
    assert (answer["Location"], organisation.name) == (at("organisations"), "VT Noordland")
    latest = action.history.first()
    assert (action.history.count() - count, action.version, latest.history_change_reason) == (
        1,
        version,
        "Organisatie 'Veilig Thuis Noordland' is 'VT Noordland' geworden",
    )
    assert "Veilig Thuis Noordland" in anna.get(address).content.decode()  # as a former name
    anna.post(address, {"name": "VT Noordland"})
    assert (action.history.count() - count, FormerName.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Dit veld is verplicht."), ("vt", "Voeg de twee samen"), ("x" * 161, "160")]
)
def test_a_name_that_cannot_be(anna, organisation, short, typed, said):
    answer = anna.post(at("organisation", organisation.pk), {"name": typed})
    assert (answer.status_code, said in answer.content.decode()) == (400, True)
    assert names(Organisation.objects) == ["VT", "Veilig Thuis Noordland"]


def test_only_other_letters_is_another_name_too(anna, short):
    anna.post(at("organisation", short.pk), {"name": "vt"})
    assert names(Organisation.objects.filter(pk=short.pk)) == ["vt"]


# --- The pages ---


def test_what_looks_alike_is_proposed_and_what_will_change_is_told(anna, used, full, people):
    page = anna.get(at("organisations"))
    pairs = [(pair.old.name, pair.new.name) for pair in page.context["found"].pairs]
    assert pairs == [("Veilig Thuis Noordland", "VT"), ("Veilig Thuis Zuid", "VT")]  # what is used less would go
    preview = anna.get(at("organisation-merge", used.pk), {"met": full.pk})
    text = preview.content.decode()
    assert preview.context["why_not"] == ""
    for words in ("Getrokken", "Meegedaan", "Vera", "ondertekeningen: 1", "kan niet ongedaan"):
        assert words in text
    assert pointing(full.pk) == dict.fromkeys(pointing(full.pk), 0)  # a look changes nothing
    answer = anna.post(at("organisation-merge", used.pk), {"met": full.pk})
    assert answer["Location"] == at("organisations")
    assert names(Organisation.objects) == ["Veilig Thuis Noordland", "Veilig Thuis Zuid"]


def test_who_would_gain_is_named_and_there_is_no_button(anna, used, organisation, action):
    page = anna.get(at("organisation-merge", used.pk), {"met": organisation.pk})
    text = page.content.decode()
    assert ("Olga" in text, "Vera" in text, "Samenvoegen tot" in text) == (True, True, False)
    anna.post(at("organisation-merge", used.pk), {"met": organisation.pk})
    assert Organisation.objects.filter(pk=used.pk).exists()


def test_a_name_that_visitors_do_not_know_yet_is_told(anna, region, line, action, organisation):
    secret = factories.organisation(region=region, name="Geheim bureau", published=False)
    factories.action(line=line, classification="secret", leads=[secret])
    told = [
        "nu niet voor iedereen te zien" in anna.get(at("organisation-merge", old.pk), {"met": new.pk}).content.decode()
        for old, new in ((organisation, secret), (secret, organisation))
    ]
    assert told == [True, False]


@pytest.mark.parametrize("met", ["0", "abc", "", "999999", "elsewhere", "itself"])
def test_with_what_is_not_there(anna, organisation, met):
    other = {"elsewhere": factories.organisation().pk, "itself": organisation.pk}.get(met, met)
    answer = anna.post(at("organisation-merge", organisation.pk), {"met": other})
    assert (answer.status_code, Organisation.objects.count()) == (400, 2)


def test_who_saves_after_it_was_merged_means_what_it_became(organisation, short, people, action):
    """The form was opened before: neither an error, nor an action that points to nothing."""
    Assignment.objects.filter(organisation__isnull=False).delete()
    was = short.pk
    merge(short, organisation, people)
    content = replace(content_of(action), leads=frozenset({was}), partners=frozenset({organisation.pk}))
    editing.edit_action(action, content=content, version=action.version, reason="", by=people["anna"])
    assert ([*action.leads.all()], [*action.partners.all()]) == ([organisation], [])


def test_somebody_else_was_first(organisation, short, people):
    Assignment.objects.all().delete()
    merge(short, organisation, people)
    with pytest.raises(organisations.Refusal, match="niet meer"):
        merge(Organisation(pk=short.pk or 10**6), organisation, people)


@pytest.mark.parametrize("count", [1, 8])
def test_as_many_queries_for_one_organisation_as_for_more(anna, region, line, django_assert_max_num_queries, count):
    for number in range(count):
        factories.action(line=line, leads=[factories.organisation(region=region, name=f"Bureau {number}")])
    with django_assert_max_num_queries(25):
        assert anna.get(at("organisations")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing(organisation, short, people, line, monkeypatch):
    Assignment.objects.all().delete()
    led = factories.action(line=line, leads=[short])

    class Late(Exception):
        pass

    def fail(*args, **kwargs):
        raise Late

    monkeypatch.setattr(Organisation, "delete", fail)
    with pytest.raises(Late):
        merge(short, organisation, people)
    assert (names(led.leads), FormerName.objects.count(), Organisation.objects.count()) == (["VT"], 0, 2)
