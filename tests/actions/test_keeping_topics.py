"""Keeping topics: by who may, with history, and a merging that can be taken back without loss."""

import pytest
from django.urls import reverse

from actions.forms.topics import TopicForm
from actions.loading.programmes import load_topics
from actions.models import Action, Topic
from actions.rules.kinds import TOPIC
from actions.services import topics
from actions.services.keeping import way_of
from municipalities.services import keeping
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return factories.figure_keeper()


@pytest.fixture
def tagged(line, keeper):
    """Two topics, and what has them: the first, both, the second; an action that is a secret, and a theme."""
    old, new = (topic_of(title, keeper) for title in ("Ouderen", "Ouderenmishandeling"))
    first, both, other = (factories.action(line=line, what=name) for name in ("eerste", "beide", "ander"))
    secret = factories.action(line=line, what="geheim", **factories.classified("secret"))
    theme = factories.theme(line=line)
    rows = {first: [old], both: [old, new], other: [new], secret: [old], theme: [old]}
    for row, held in rows.items():
        row.save_with_reason("Onderwerpen", by=None, sets={"topics": held})
    return old, new, rows


def topic_of(title, by, text=""):
    return topics.add(Topic(), {"title": title, "text": text}, reason="", by=by)


def held_by(rows):
    return [set(row.topics.values_list("title", flat=True)) for row in rows]


def test_merging_leaves_nothing_behind_and_is_taken_back_whole(tagged, keeper, people):
    old, new, rows = tagged
    before, versions = held_by(rows), {row: row.history.count() for row in rows}
    version = topics.merge(old, new, by=keeper)
    assert held_by(rows) == [{"Ouderenmishandeling"}] * 5
    assert [row.history.count() - versions[row] for row in rows] == [1, 1, 0, 1, 1]
    line = Action.history.filter(id=next(iter(rows)).pk).first()
    assert (line.history_change_reason, line.history_user) == ("Onderwerp ‘Ouderen’ werd ‘Ouderenmishandeling’", keeper)
    third = topic_of("Wonen", keeper)  # somebody goes on with one of them: that stays as well
    first = Action.objects.get(what="eerste")
    first.save_with_reason("Verder", by=people["anna"], sets={"topics": [new, third]})
    assert topics.undo(old.pk, version=version, by=keeper) == "Wat u weghaalde, staat er weer."
    before[0].add("Wonen")
    assert held_by(rows) == before
    with pytest.raises(keeping.Changed):
        topics.undo(old.pk, version=version, by=keeper)


def test_a_topic_from_before_its_history_is_merged_and_taken_back(line, keeper):
    old, new = (Topic.objects.create(slug=name, title=name) for name in ("oud", "nieuw-2"))
    Topic.history.all().delete()
    action = factories.action(line=line, topics=[old])
    version = topics.merge(old, new, by=keeper)
    topics.undo(old.pk, version=version, by=keeper)
    assert held_by([action]) == [{"oud"}]


def test_a_form_of_an_action_that_was_open_meanwhile_is_told(tagged, keeper):
    old, new, rows = tagged
    action = next(iter(rows))
    was = Action.objects.get(pk=action.pk).version
    topics.merge(old, new, by=keeper)
    assert Action.objects.get(pk=action.pk).version == was + 1


def test_adding_is_taken_back_unless_somebody_uses_it(line, keeper):
    row = topics.add(Topic(), {"title": "Nieuw", "text": ""}, reason="", by=keeper)
    version = keeping.version_of(Topic, row.pk)
    assert row.slug not in topics.RESERVED
    action = factories.action(line=line, topics=[row])
    with pytest.raises(keeping.Refusal):
        topics.undo(row.pk, version=version, by=keeper)
    action.topics.clear()
    topics.undo(row.pk, version=version, by=keeper)
    assert not Topic.objects.exists()


def test_an_address_is_never_used_again(keeper):
    first = topic_of("Meldcode", keeper)
    first.delete_with_reason("", by=keeper)
    assert topic_of("Meldcode", keeper).slug == "meldcode-2"


def test_a_title_is_there_once(keeper):
    topic_of("Meldcode", keeper)
    form = TopicForm({"title": "MELDCODE", "text": "", "seen": "0"}, kind=TOPIC, row=Topic())
    assert list(form.errors) == ["title"]


@pytest.mark.parametrize("maker", [factories.figure_keeper, factories.portal_administrator])
def test_who_keeps_topics_does_so_in_the_browser(client, maker, line):
    client.force_login(maker())
    added = client.post(reverse("actions:topic-new"), {"title": "Meldcode", "text": "Stappen", "seen": "0"})
    topic = Topic.objects.get()
    assert added["Location"] == reverse("actions:topic", args=["meldcode"])
    address, version = reverse("actions:topic-edit", args=["meldcode"]), keeping.version_of(Topic, topic.pk)
    client.post(address, {"title": "De meldcode", "text": "Stappen", "seen": version, "reason": "Netter"})
    late = client.post(address, {"title": "Meldcode!", "text": "Stappen", "seen": version})
    assert (late.status_code, "De meldcode" in late.content.decode()) == (409, True)
    page = client.get(address).content.decode()
    assert ("Netter" in page, "Meldcode</del>" in page) == (True, True)
    undo = {"version": keeping.version_of(Topic, topic.pk)}
    client.post(reverse("actions:topic-undo", args=[topic.pk]), undo)
    topic.refresh_from_db()
    assert (topic.title, topic.slug) == ("Meldcode", "meldcode")


def test_who_leads_a_region_ties_topics_and_does_not_keep_them(client, people, region):
    factories.topic(slug="meldcode")
    client.force_login(people["anna"])
    assert "Onderwerp toevoegen" not in client.get(reverse("actions:topics")).content.decode()
    assert client.post(reverse("actions:topic-new"), {"title": "X"}).status_code == 403


def test_the_files_of_the_portal_do_not_undo_what_somebody_keeps(tmp_path, keeper):
    path = tmp_path / "topics.yaml"
    path.write_text("- slug: een\n  title: Een\n- slug: twee\n  title: Twee\n- slug: drie\n  title: Drie\n")
    load_topics(path)
    one, two = Topic.objects.get(slug="een"), Topic.objects.get(slug="twee")
    keeping.change(
        way_of(TOPIC),
        one,
        {"title": "Eén", "text": ""},
        version=keeping.version_of(Topic, one.pk),
        reason="",
        by=keeper,
    )
    topics.merge(two, Topic.objects.get(slug="drie"), by=keeper)
    load_topics(path)
    assert list(Topic.objects.values_list("title", flat=True)) == ["Drie", "Eén"]
