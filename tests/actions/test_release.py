"""What waits for release: the leader reads, changes a text, releases or puts back; nobody's words are lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from actions.forms.release import fingerprint
from actions.models import Action, ActionLine, Funding, FundingSource, ProgressUpdate
from actions.services import progress
from actions.views import release as views
from tests import factories
from tests.actions.failing import HalfWay, history_refused
from tests.actions.sheets import fields_of


@pytest.fixture
def waiting(action, people):
    """Two concepts of Olga, the older one of yesterday's status, and a concept action."""
    first = factories.update(
        action=action, text="Eerste bericht", released_at=None, author=people["olga"], status="running"
    )
    second = factories.update(
        action=action, text="Tweede bericht", released_at=None, author=people["olga"], status="delayed"
    )
    return first, second


@pytest.fixture
def concept(line):
    return factories.action(line=line, what="Nieuwe actie", released_at=None)


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def address(region, programme):
    return reverse("actions:release", args=[region.slug])


def ticked(page):
    """The fields of the page with a tick at everything."""
    sent = fields_of(page)
    return sent | {"kies": [name.removesuffix("-seen") for name in sent if name.endswith("-seen")]}


def release_all(client, address, sent=None):
    """Choose everything that is (or was) on screen, and say yes."""
    sure = client.post(address, (sent or ticked(client.get(address))) | {"vrijgeven": "gekozen"})
    return client.post(address, fields_of(sure) | {"vrijgeven": "zeker"}) if sure.status_code == 200 else sure


def test_releasing_as_it_is_leaves_one_line_per_row(action, waiting, people):
    lines = action.history.count()
    progress.release_update(waiting[1], text="Tweede bericht", by=people["anna"])
    update = ProgressUpdate.objects.get(pk=waiting[1].pk)
    assert update.is_released
    told = [(line.history_user, line.history_change_reason) for line in update.history.all()]
    assert told == [(people["anna"], "Vrijgegeven"), (None, None)]
    action.refresh_from_db()
    assert (action.status, action.history.count()) == ("delayed", lines + 1)
    told = action.history.first()
    assert (told.history_user, told.history_change_reason) == (people["anna"], "Voortgang vrijgegeven")


def test_the_original_words_stay_in_the_history(waiting, people):
    progress.release_update(waiting[0], text="Netter gezegd", by=people["anna"])
    update = ProgressUpdate.objects.get(pk=waiting[0].pk)
    assert [line.text for line in update.history.all()] == ["Netter gezegd", "Eerste bericht"]
    assert update.history.first().history_change_reason == "Tekst aangepast en vrijgegeven"
    assert update.author == people["olga"]


def test_what_is_no_concept_any_more_is_refused(waiting, people, concept):
    progress.release_update(waiting[0], text="x", by=people["anna"])
    for verb in (
        lambda: progress.release_update(waiting[0], text="y", by=people["anna"]),
        lambda: progress.rephrase_update(waiting[0], text="y", by=people["anna"]),
        lambda: progress.put_back_update(waiting[0], reason="y", by=people["anna"]),
    ):
        with pytest.raises(progress.NotAConcept):
            verb()
    progress.release_action(concept, by=people["anna"])
    with pytest.raises(progress.NotAConcept):
        progress.release_action(concept, by=people["anna"])


def test_a_text_that_changed_meanwhile_is_refused(waiting, people):
    progress.rephrase_update(ProgressUpdate.objects.get(pk=waiting[0].pk), text="Van een ander", by=people["sam"])
    with pytest.raises(progress.TextChanged):
        progress.release_update(waiting[0], text="Van mij", by=people["anna"])
    update = ProgressUpdate.objects.get(pk=waiting[0].pk)
    assert (update.text, update.is_released) == ("Van een ander", False)


def test_putting_back_keeps_the_words_and_says_why(waiting, people):
    pk = waiting[0].pk
    progress.put_back_update(waiting[0], reason="Graag zonder namen", by=people["anna"])
    assert not ProgressUpdate.objects.filter(pk=pk).exists()
    told = ProgressUpdate.history.filter(id=pk).first()
    kept = (told.history_type, told.text, told.history_user, told.history_change_reason)
    assert kept == ("-", "Eerste bericht", people["anna"], "Graag zonder namen")


def test_releasing_an_action_is_one_line(concept, people):
    lines = concept.history.count()
    progress.release_action(concept, by=people["anna"])
    concept.refresh_from_db()
    assert (concept.is_released, concept.history.count(), concept.version) == (True, lines + 1, 0)
    told = concept.history.first()
    assert (told.history_user, told.history_change_reason) == (people["anna"], "Actie vrijgegeven")


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing(waiting, concept, people):
    other = factories.update(action=waiting[0].action)  # released: no concept
    with pytest.raises(progress.NotAConcept):
        progress.release_together({waiting[0]: "x", other: "y"}, [concept], keep={waiting[1]: "z"}, by=people["anna"])
    assert ProgressUpdate.objects.concepts().count() == 2
    assert set(ProgressUpdate.objects.concepts().values_list("text", flat=True)) == {"Eerste bericht", "Tweede bericht"}
    assert not Action.objects.get(pk=concept.pk).is_released


@pytest.mark.django_db(transaction=True)
def test_a_release_that_fails_half_way_leaves_nothing(waiting, concept, people):
    with history_refused(Action), pytest.raises(HalfWay):
        progress.release_update(waiting[0], text="x", by=people["anna"])
    with history_refused(Action), pytest.raises(HalfWay):
        progress.release_action(concept, by=people["anna"])
    with history_refused(ProgressUpdate), pytest.raises(HalfWay):
        progress.rephrase_update(waiting[0], text="x", by=people["anna"])
    with history_refused(ProgressUpdate), pytest.raises(HalfWay):
        progress.put_back_update(waiting[0], reason="x", by=people["anna"])
    assert list(ProgressUpdate.objects.concepts().order_by("pk")) == list(waiting)
    assert ProgressUpdate.objects.get(pk=waiting[0].pk).text == "Eerste bericht"
    assert not Action.objects.get(pk=concept.pk).is_released


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("sam", 200), ("bram", 403), ("olga", 403), ("carla", 403)])
def test_only_the_leader_releases(client, address, waiting, people, who, status):
    client.force_login(people[who])
    assert client.get(address).status_code == status
    client.force_login(people["anna"])
    sent = ticked(client.get(address))
    client.force_login(people[who])
    assert release_all(client, address, sent).status_code == (302 if status == 200 else status)
    assert ProgressUpdate.objects.concepts().count() == (0 if status == 200 else 2)


def test_a_visitor_signs_in_first(client, address):
    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_one_at_a_time_and_other_texts_are_kept(anna, address, waiting, action):
    first, second = waiting
    sent = fields_of(anna.get(address)) | {
        f"bericht-{first.pk}-text": "Netter",
        f"bericht-{second.pk}-text": "Ook netter",
    }
    response = anna.post(address, sent | {"vrijgeven": f"bericht-{first.pk}"}, follow=True)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, first.is_released, second.text, second.is_released) == ("Netter", True, "Ook netter", False)
    assert "Andere teksten die u aanpaste, zijn bewaard" in response.content.decode()
    action.refresh_from_db()
    assert action.status == "running"


def test_all_that_was_on_screen_and_nothing_else(anna, address, waiting, concept, action):
    sent = ticked(anna.get(address))
    later = factories.update(action=action, released_at=None, text="Kwam later")
    new = factories.action(line=action.line, released_at=None)
    assert release_all(anna, address, sent).status_code == 302
    assert list(ProgressUpdate.objects.concepts()) == [later]
    assert list(Action.objects.filter(released_at=None)) == [new]
    action.refresh_from_db()
    assert action.status == "delayed"


def test_a_new_action_by_itself(anna, address, waiting, concept):
    anna.post(address, fields_of(anna.get(address)) | {"vrijgeven": f"actie-{concept.pk}"})
    concept.refresh_from_db()
    assert (concept.is_released, ProgressUpdate.objects.concepts().count()) == (True, 2)


def test_enter_in_a_text_keeps_texts_and_releases_nothing(anna, address, waiting):
    sent = fields_of(anna.get(address)) | {f"bericht-{waiting[0].pk}-text": "Netter"}
    anna.post(address, sent | {"bewaren": "1"})
    assert {u.text for u in ProgressUpdate.objects.concepts()} == {"Netter", "Tweede bericht"}


@pytest.mark.parametrize("text", ["", "x" * 100_000, "a\x00"])
def test_a_bad_text_releases_nothing(anna, address, waiting, text):
    sent = ticked(anna.get(address)) | {f"bericht-{waiting[0].pk}-text": text}
    response = anna.post(address, sent | {"vrijgeven": "gekozen"})
    assert response.status_code == 200
    assert ProgressUpdate.objects.concepts().count() == 2


def test_a_text_that_somebody_else_changed_is_shown_and_mine_stays(anna, address, waiting, people):
    first = waiting[0]
    sent = ticked(anna.get(address)) | {f"bericht-{first.pk}-text": "Van Anna"}
    progress.rephrase_update(first, text="Van Sam", by=people["sam"])
    response = anna.post(address, sent | {"vrijgeven": "gekozen"})
    page = response.content.decode()
    assert "Iemand anders heeft deze tekst intussen veranderd in: ‘Van Sam’" in page
    assert fields_of(response)[f"bericht-{first.pk}-text"] == ["Van Anna"]
    assert ProgressUpdate.objects.concepts().count() == 2
    assert release_all(anna, address, fields_of(response)).status_code == 302
    first.refresh_from_db()
    assert (first.text, first.is_released) == ("Van Anna", True)


def test_a_text_for_a_concept_that_is_gone_is_given_back(anna, address, waiting, people):
    first = waiting[0]
    sent = fields_of(anna.get(address)) | {f"bericht-{first.pk}-text": "Mijn\r\nlange tekst"}
    progress.put_back_update(first, reason="x", by=people["sam"])
    response = anna.post(address, sent | {"vrijgeven": "gekozen"})
    assert "Mijn" in response.content.decode()
    assert ProgressUpdate.objects.concepts().count() == 1


def test_putting_back_on_the_page(anna, address, waiting):
    first, second = waiting
    sent = fields_of(anna.get(address)) | {"terugleggen": str(first.pk)}
    response = anna.post(address, sent)
    assert (response.status_code, ProgressUpdate.objects.concepts().count()) == (200, 2)
    assert "Schrijf waarom u het bericht teruglegt." in response.content.decode()
    typed = {f"terug-{first.pk}-reason": "Graag zonder namen", f"bericht-{second.pk}-text": "Netter"}
    assert anna.post(address, sent | typed).status_code == 302
    assert list(ProgressUpdate.objects.concepts().values_list("text", flat=True)) == ["Netter"]


@pytest.mark.parametrize("data", [{"vrijgeven": "bericht-999999"}, {"vrijgeven": "\x00"}, {"terugleggen": "x"}, {}])
def test_unknown_wishes_do_nothing(anna, address, waiting, data):
    assert anna.post(address, data).status_code == 302
    assert ProgressUpdate.objects.concepts().count() == 2


def test_concepts_of_another_region_are_out_of_reach(anna, address):
    other = factories.update(released_at=None, text="Elders")
    data = {f"bericht-{other.pk}-seen": fingerprint("Elders"), f"bericht-{other.pk}-text": "Elders"}
    for wish in (
        {"vrijgeven": f"bericht-{other.pk}"},
        {"vrijgeven": "zeker", "kies": f"bericht-{other.pk}"},
        {"terugleggen": str(other.pk)},
    ):
        assert anna.post(address, data | wish).status_code == 302
    assert not ProgressUpdate.objects.get(pk=other.pk).is_released


def test_text_about_a_person_is_pointed_out(anna, address, action):
    factories.update(action=action, released_at=None, text="Bel mevrouw op 06-12345678")
    assert "lijkt op een telefoonnummer" in anna.get(address).content.decode()


def test_nothing_waits_says_so(anna, address):
    assert "Er wacht niets." in anna.get(address).content.decode()


def test_constant_queries(anna, address, waiting, concept, action, django_assert_num_queries):
    anna.get(address)
    with django_assert_num_queries(18):
        anna.get(address)
    for _ in range(3):
        factories.update(action=factories.action(line=action.line, what="", released_at=None), released_at=None)
    with django_assert_num_queries(18):
        anna.get(address)


def test_more_than_a_page_holds_follows_when_the_first_are_done(anna, address, line, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 3)
    for number in range(5):
        factories.action(line=line, what=f"Concept {number}", released_at=None)
    page = anna.get(address)
    assert (len(page.context["sheet"].actions), page.context["sheet"].more) == (3, 2)
    assertContains(page, "Er wachten er nog 2.")
    release_all(anna, address, ticked(page))
    assert line.actions.filter(released_at=None).count() == 2
    assert anna.get(address).context["sheet"].more == 0


# --- Chosen, shown whole, confirmed, and taken back ---


@pytest.fixture
def brought(line):
    """A concept with a how, a goal and costs, in a line that nobody outside knows yet."""
    new = factories.line(programme=line.programme, title="Verse lijn", published=False)
    action = factories.action(line=new, what="Verse actie", how="Met een symposium", released_at=None)
    factories.goal(action=action, text="Iedereen weet het")
    source = FundingSource.objects.create(programme=line.programme, name="Verse pot", published=False)
    Funding.objects.create(cost=factories.cost(action=action, amount="1250.00"), source=source)
    return action


def test_what_is_released_is_shown_whole_with_what_it_brings(anna, address, brought):
    pages = [anna.get(address)]
    pages.append(anna.post(address, ticked(pages[0]) | {"vrijgeven": "gekozen"}))
    for page in pages:
        for words in (
            "Met een symposium",
            "Iedereen weet het",
            "€\u00a01.250",
            "Verse pot",
            "Nieuwe lijn",
            "2. Verse lijn",
        ):
            assertContains(page, words)
    assert not Action.objects.get(pk=brought.pk).is_released


def test_the_confirmation_counts_what_becomes_public(anna, address, waiting, concept, brought, line):
    factories.action(line=line, released_at=None, classification="internal")
    page = anna.post(address, ticked(anna.get(address)) | {"vrijgeven": "gekozen"})
    assertContains(page, "U maakt 2 nieuwe acties en 2 berichten openbaar.")
    assertContains(page, "worden niet openbaar")


def test_without_a_tick_nothing_is_released(anna, address, waiting, concept):
    page = anna.post(address, fields_of(anna.get(address)) | {"vrijgeven": "gekozen"})
    assertContains(page, "Vink eerst aan wat u wilt vrijgeven")
    assert (ProgressUpdate.objects.concepts().count(), Action.objects.get(pk=concept.pk).is_released) == (2, False)


@pytest.mark.parametrize(("heading", "kind"), [("berichten", "bericht-"), ("acties", "actie-")])
def test_everything_under_a_heading_gets_a_tick_without_script(anna, address, waiting, concept, heading, kind):
    sent = fields_of(anna.get(address)) | {f"bericht-{waiting[0].pk}-text": "Netter"}
    page = anna.post(address, sent | {"aanvinken": heading})
    found = fields_of(page)
    assert {key.startswith(kind) for key in found["kies"]} == {True}
    assert found[f"bericht-{waiting[0].pk}-text"] == ["Netter"]
    assert "kies" not in fields_of(anna.post(address, found | {"uitvinken": heading}))


def test_back_from_the_confirmation_keeps_ticks_and_texts(anna, address, waiting, concept):
    sent = ticked(anna.get(address)) | {f"bericht-{waiting[0].pk}-text": "Twee\r\nregels"}
    sure = anna.post(address, sent | {"vrijgeven": "gekozen"})
    page = fields_of(anna.post(address, fields_of(sure) | {"terug": "1"}))
    assert len(page["kies"]) == 3
    assert page[f"bericht-{waiting[0].pk}-text"] == ["Twee\r\nregels"]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        lambda action: Action.objects.filter(pk=action.pk).update(how="Anders"),
        lambda action: factories.goal(action=action),
        lambda action: action.costs.update(amount="9.00"),
        lambda action: action.leads.add(factories.organisation()),
        lambda action: ActionLine.objects.filter(pk=action.line_id).update(title="Anders"),
        lambda action: Action.objects.filter(pk=action.pk).update(**factories.classified("secret")),
    ],
)
def test_what_changed_since_the_page_was_opened_is_not_released_unseen(anna, address, brought, concept, change, late):
    sent = ticked(anna.get(address)) | {"vrijgeven": "gekozen"}
    if late:  # after the confirmation was shown
        sent = fields_of(anna.post(address, sent)) | {"vrijgeven": "zeker"}
    change(brought)
    page = anna.post(address, sent)
    assert page.status_code == 409
    assertContains(page, "intussen gewijzigd. Kijk opnieuw", status_code=409)
    assert fields_of(page)["kies"] == [f"actie-{concept.pk}"]
    assert not Action.objects.filter(pk__in=[brought.pk, concept.pk], released_at__isnull=False).exists()
    assert release_all(anna, address, ticked(page)).status_code == 302
    assert Action.objects.filter(pk__in=[brought.pk, concept.pk], released_at__isnull=True).count() == 0


def undone(client, response):
    """Press the button that takes the release back."""
    page = client.get(response.url)
    moment = re.search(r'name="moment" value="([^"]+)"', page.content.decode())[1]
    address = re.search(r'action="([^"]+ongedaan-maken/[^"]*)"', page.content.decode())[1]
    return client.post(address, {"moment": moment}, follow=True)


def test_a_release_is_taken_back(anna, address, waiting, concept, action, visitor):
    Action.objects.filter(pk=action.pk).update(status="planned")
    before = Action.objects.get(pk=action.pk)
    response = release_all(anna, address)
    assert visitor.get(concept.get_absolute_url()).status_code == 200
    assertContains(undone(anna, response), "De vrijgave is ongedaan gemaakt")
    assert ProgressUpdate.objects.concepts().count() == 2
    assert visitor.get(concept.get_absolute_url()).status_code == 404
    now = Action.objects.get(pk=action.pk)
    assert (now.status, now.is_released) == (action.status, True)
    assert now.history.first().history_change_reason == "Vrijgave ongedaan gemaakt"
    assert before.pk == now.pk


def test_what_was_changed_after_its_release_stays(anna, address, waiting, concept, action, people):
    response = release_all(anna, address)
    concept.refresh_from_db()
    concept.save_with_reason("Bewerkt", by=people["sam"])
    assertContains(undone(anna, response), "‘Nieuwe actie’ is daarna nog gewijzigd en blijft openbaar.")
    assert (ProgressUpdate.objects.concepts().count(), Action.objects.get(pk=concept.pk).is_released) == (2, True)


def test_nobody_takes_back_what_another_released(anna, client, address, concept, people):
    response = release_all(anna, address)
    page = anna.get(response.url).content.decode()
    moment = re.search(r'name="moment" value="([^"]+)"', page)[1]
    client.force_login(people["sam"])
    client.post(f"{address}ongedaan-maken/", {"moment": moment})
    assert Action.objects.get(pk=concept.pk).is_released


@pytest.mark.parametrize("moment", ["", "gisteren", "2026-01-01", "2026-01-01T00:00:00"])
def test_a_moment_that_is_none_is_not_found(anna, address, moment):
    assert anna.post(f"{address}ongedaan-maken/", {"moment": moment}).status_code == 404


def test_a_form_never_has_more_fields_than_the_server_takes(anna, address, action, line, settings, monkeypatch):
    """Also when it is shown again, with an error."""
    monkeypatch.setattr(views, "AT_ONCE", 20)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 250
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(action=action, on="2026-01-01", text=f"Bericht {number}") for number in range(120)
    )
    sent = ticked(anna.get(address))
    first = next(name for name in sent if name.endswith("-text"))
    page = anna.post(address, sent | {first: "", "vrijgeven": "gekozen"})
    assert page.status_code == 200
    assert release_all(anna, address, ticked(page) | {first: ["Toch iets"]}).status_code == 302
    assert ProgressUpdate.objects.concepts().count() == 100
