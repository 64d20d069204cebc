"""The history of an action in words, and what the public may know of it."""

import datetime
import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from actions.models import Action, Cost, Funding, FundingSource, Goal
from actions.pages import history
from tests import factories

START = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


def at(day):
    return START + datetime.timedelta(days=day)


@pytest.fixture
def action(line, organisation):
    """An action that was loaded on 1 January and is public since."""
    made = Action(
        programme=line.programme, line=line, what="Meldcodetour", number="1.1", released_at=START, updated_at=START
    )
    made.save_with_reason("Overgenomen uit het document", by=None, on=START, sets={"leads": [organisation]})
    Goal(programme=line.programme, action=made, text="Eerste doel").save_with_reason("Overgenomen", by=None, on=START)
    return made


def edit(action, day, by, *, sets=None, **fields):
    for name, value in fields.items():
        setattr(action, name, value)
    action.save_with_reason("Bewerkt", by=by, on=at(day), sets=sets)


def changes(version):
    return [(change.label, change.old, change.new) for change in version.changes]


def test_the_first_version_says_where_it_came_from(action):
    (first,) = history.versions(action, AnonymousUser())
    assert (first.moment, first.why, first.who, first.first, first.changes) == (
        START,
        "Overgenomen uit het document",
        "",
        True,
        [],
    )


def test_fields_are_told_in_dutch_with_old_and_new(action, people):
    edit(action, 1, people["anna"], status="running", starts_in="2026Q2", planning_approximate=True, how="Symposium")
    edit(action, 2, people["anna"], status="done", how="")
    last, middle, _first = history.versions(action, AnonymousUser())
    assert (middle.who, middle.why) == ("Anna", "Bewerkt")
    assert changes(middle) == [
        ("hoe", "", "Symposium"),
        ("vanaf kwartaal", "", "2e kwartaal 2026"),
        ("planning bij benadering", "nee", "ja"),
        ("status", "Onbekend", "Loopt"),
    ]
    assert changes(last) == [("hoe", "Symposium", ""), ("status", "Loopt", "Afgerond")]


def test_sets_are_told_by_name(action, region, organisation, people):
    ggd = factories.organisation(region=region, name="GGD")
    edit(action, 1, people["anna"], sets={"leads": [ggd, organisation], "topics": [factories.topic(title="Meldcode")]})
    edit(action, 2, people["anna"], sets={"leads": [ggd]})
    last, middle, _first = history.versions(action, AnonymousUser())
    assert changes(middle) == [
        ("trekkers", "Veilig Thuis Noordland", "GGD, Veilig Thuis Noordland"),
        ("onderwerpen", "", "Meldcode"),
    ]
    assert changes(last) == [("trekkers", "GGD, Veilig Thuis Noordland", "GGD")]


def test_an_organisation_that_is_gone_is_told_as_gone(action, organisation, people):
    edit(action, 1, people["anna"], sets={"leads": []})
    organisation.delete()
    assert changes(history.versions(action, AnonymousUser())[0]) == [("trekkers", "bestaat niet meer", "")]


def test_a_move_names_line_and_theme(action, line, people):
    other = factories.line(programme=line.programme, title="Stoppen")
    theme = factories.theme(line=other, title="Nazorg")
    edit(action, 1, people["anna"], line=other, theme=theme)
    assert changes(history.versions(action, AnonymousUser())[0]) == [
        ("lijn", "1. Eerder in beeld", "2. Stoppen"),
        ("thema", "", "Nazorg"),
    ]


def test_goals_costs_and_cover_of_the_same_moment_are_the_same_version(action, people):
    anna = people["anna"]
    edit(action, 1, anna, status="running")
    goal = action.goals.get()
    goal.text = "Beter doel"
    goal.save_with_reason("Bewerkt", by=anna, on=at(1))
    cost = Cost(action=action, amount=Decimal(5000), per=Cost.Per.ONCE)
    cost.save_with_reason("Bewerkt", by=anna, on=at(1))
    source = FundingSource.objects.create(programme=action.programme, name="DUVO")
    Funding(cost=cost, source=source, amount=Decimal(1000)).save_with_reason("Bewerkt", by=anna, on=at(1))
    versions = history.versions(action, AnonymousUser())
    told = [(label, old.replace("\xa0", " "), new.replace("\xa0", " ")) for label, old, new in changes(versions[0])]
    assert len(versions) == 2
    assert told == [
        ("status", "Onbekend", "Loopt"),
        ("doel", "Eerste doel", "Beter doel"),
        ("kosten", "", "€ 5.000 eenmalig"),
        ("dekking", "", "DUVO (€ 1.000)"),
    ]


def test_what_is_taken_away_is_told(action, people):
    goal = action.goals.get()
    goal._history_date = at(1)
    goal.delete_with_reason("Staat er dubbel in", by=people["anna"])
    version = history.versions(action, AnonymousUser())[0]
    assert (version.who, version.why, changes(version)) == ("Anna", "Staat er dubbel in", [("doel", "Eerste doel", "")])


@pytest.mark.parametrize("who", ["carla", "olga", None])
def test_the_public_sees_when_and_in_what_but_no_names_values_or_reasons(client, action, people, who):
    edit(action, 1, people["anna"], status="running", how="Besloten overleg")
    if who:
        client.force_login(people[who])
    content = client.get(action.get_absolute_url()).content.decode()
    section = content[content.index('id="geschiedenis"') :]
    section = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", section[: section.index("</section>")]))
    assert "2 januari 2026: hoe, status gewijzigd" in section
    for secret in ("Anna", "Bewerkt", "Besloten overleg", "Onbekend"):
        assert secret not in section


@pytest.mark.parametrize("who", ["anna", "bram", "sam"])
def test_readers_of_the_region_see_who_what_and_why(client, action, people, who):
    edit(action, 1, people["anna"], status="running")
    client.force_login(people[who])
    content = client.get(action.get_absolute_url()).content.decode()
    section = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", content[content.index('id="geschiedenis"') :]))
    assert "2 januari 2026 13:00 · Anna · Bewerkt" in section
    assert "Status was: Onbekend → werd: Loopt" in section


def test_the_public_sees_nothing_from_before_it_was_public(action, people):
    edit(action, 1, people["anna"], how="Nog geheim")
    edit(action, 2, people["anna"], released_at=at(2))
    edit(action, 3, people["anna"], how="Nu openbaar")
    versions = history.versions(action, AnonymousUser())
    assert [version.moment for version in history.public_versions(versions, action)] == [at(3)]


def test_classification_and_notes_on_the_source_are_internal(action, people):
    edit(action, 1, people["anna"], source_note="Let op", classification="internal")
    found = history.versions(action, people["bram"])
    assert changes(found[0]) == [
        ("classificatie", "Openbaar", "Intern (concept)"),
        ("toelichting op de bron", "", "Let op"),
    ]
    assert history.public_versions(found, action) == []


def test_the_page_shows_the_public_nothing_from_before_it_was_public(client, action, people):
    edit(action, 1, people["anna"], how="Nog geheim")
    edit(action, 2, people["anna"], released_at=at(2))
    content = client.get(action.get_absolute_url()).content.decode()
    section = content[content.index('id="geschiedenis"') :]
    assert ("2 januari 2026" in section, "niet gewijzigd sinds zij openbaar werd (3 januari 2026)" in section) == (
        False,
        True,
    )


def test_a_concept_has_no_public_history(action):
    action.released_at = None
    assert history.public_versions(history.versions(action, AnonymousUser()), action) == []


def test_changes_that_do_not_touch_what_is_read_make_a_version_without_changes(action, people):
    edit(action, 1, people["anna"], updated_at=timezone.now(), version=5)
    last = history.versions(action, AnonymousUser())[0]
    assert (last.changes, last.why) == ([], "Bewerkt")
