"""Nothing typed is lost: whoever was signed out while typing signs in and finds the form as they filled it in.

Every page with a form in the table of test_security is tried: sent while signed out, and with a token that expired.
"""

import datetime
import re

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from lxml import html as lxml_html

from accounts.models import KeptForm
from actions.models import Action, ProgressUpdate
from actions.rules.kinds import KINDS
from evaluations.models import Evaluation
from monitoring.models import Indicator
from municipalities.models import Assignment
from tests import factories, test_security

LOGIN = "/inloggen/login/"
TYPED = "Dit heb ik een uur lang getypt"
# Who comes where with a form; the words are those of the table of test_security.
PAGES = [
    ("leader", "actions:edit", ("action",)),
    ("leader", "actions:move", ("action",)),
    ("leader", "actions:classify", ("action",)),
    ("leader", "actions:close", ("action",)),
    ("leader", "actions:add", ("region",)),
    ("leader", "actions:release", ("region",)),
    ("leader", "actions:round-new", ("region",)),
    ("leader", "actions:programme", ("region",)),
    *(("leader", "actions:kept", ("region", f"kind_{kind.slug}", f"kept_{kind.slug}")) for kind in KINDS),
    *(("leader", "actions:kept-new", ("region", f"kind_{kind.slug}")) for kind in KINDS if kind.can_be_added),
    ("leader", "actions:participants", ("region", "kept_documenten")),
    ("leader", "actions:kept-remove", ("region", "kind_fasen", "kept_fasen")),
    ("leader", "actions:programme-begin", ("region",)),
    ("leader", "actions:programme-new", ("region", "programme_draft")),
    ("leader", "actions:organisation", ("region", "organisation")),
    ("contact", "decisions:addition-add", ("municipality",)),
    ("contact", "decisions:addition-edit", ("municipality", "addition")),
    ("leader", "decisions:advice-add", ("region",)),
    ("leader", "decisions:advice-edit", ("region", "advice")),
    ("leader", "decisions:commitment-add", ("region",)),
    ("leader", "decisions:commitment-edit", ("region", "commitment")),
    ("leader", "actions:grid", ("region",)),
    ("leader", "actions:cover", ("region",)),
    ("leader", "decisions:steps", ("region",)),
    ("leader", "decisions:route", ("region", "document_key")),
    ("leader", "decisions:row", ("region", "municipality")),
    ("leader", "decisions:share-add", ("region",)),
    ("leader", "decisions:share-edit", ("region", "share_key")),
    ("leader", "actions:import-start", ("region",)),
    ("leader", "actions:import-columns", ("region", "import")),
    ("leader", "actions:import-row", ("region", "import", "table", "row")),
    ("leader", "actions:import-rows", ("region", "import")),
    ("leader", "actions:import", ("region", "import")),
    ("owner", "actions:progress", ("action",)),
    ("leader", "decisions:promise-add-region", ("region",)),
    ("leader", "decisions:promise-add-council", ("municipality",)),
    ("leader", "decisions:promise-edit", ("promise",)),
    ("leader", "decisions:promise-read-region", ("region",)),
    ("leader", "decisions:promise-read-council", ("municipality",)),
    ("leader", "decisions:promise-answer", ("promise",)),
    ("leader", "decisions:promise-classify", ("promise",)),
    ("leader", "evaluations:classify", ("region", "evaluation")),
    ("griffier", "decisions:promise-close", ("promise",)),
    ("griffier", "decisions:promise-reopen", ("promise",)),
    ("owner", "my-page", ()),
    ("policy_officer", "monitoring:import-start", ("region",)),
    ("policy_officer", "monitoring:topic", ("region", "own_topic")),
    ("policy_officer", "evaluations:create", ("region",)),
    ("policy_officer", "evaluations:edit", ("region", "draft")),
    ("administrator", "municipalities:access", ("region",)),
    ("administrator", "municipalities:review", ("region",)),
    ("administrator", "municipalities:council-access", ("municipality",)),
    ("administrator", "municipalities:end-council-access", ("municipality", "council_assignment")),
    ("administrator", "municipalities:end-access", ("region", "assignment")),
    ("administrator", "municipalities:confirm-access", ("region", "awaiting")),
    ("portal_administrator", "actions:topic-new", ()),
    ("portal_administrator", "actions:topic-edit", ("topic",)),
    ("portal_administrator", "actions:topic-merge", ("topic",)),
    ("administrator", "municipalities:claim-rules", ("region",)),
    ("administrator", "municipalities:claim-rule-add", ("region",)),
    ("administrator", "municipalities:claim-rule", ("region", "claim_rule")),
    ("portal_administrator", "municipalities:portal-access", ()),
    ("portal_administrator", "municipalities:confirm-portal-access", ("portal_awaiting",)),
    ("portal_administrator", "municipalities:end-portal-access", ("portal_assignment",)),
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield test_security.people_and_things()
        transaction.set_rollback(True)


@pytest.fixture
def objects(world, db):
    return world


def kept():
    """What the tests here keep; the world has a row of its own."""
    return KeptForm.objects.exclude(action="/weg/")


def signed_in(person, **options):
    client = Client(**options)
    client.force_login(person)
    return client


def forms_of(page, path, typed=TYPED):
    """The forms of a page, as a browser would send them, with other words in their texts."""
    for form in lxml_html.fromstring(page.content.decode()).forms:
        action = form.action or path
        if form.method == "POST" and "/inloggen/" not in action:
            values = {}
            for name, value in form.fields.items():
                field = form.inputs[name]
                if "disabled" in getattr(field, "attrib", {}):
                    continue  # nobody types there, and no browser sends it
                is_text = getattr(field, "tag", "") == "textarea" or getattr(field, "type", "") == "text"
                values[name] = typed if is_text and typed else value
            yield (
                action,
                {name: value for name, value in values.items() if value is not None and name != "csrfmiddlewaretoken"},
            )


def texts_of(page, action, path):
    """What stands in the fields of the form that goes to an action."""
    found = []
    for form in lxml_html.fromstring(page.content.decode()).forms:
        if form.method == "POST" and (form.action or path) == action:
            found += [value for _name, value in form.form_values() if isinstance(value, str)]
    return [value.strip() for value in found]


def everything():
    models = (Action, ProgressUpdate, Indicator, Evaluation, Assignment)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "name", "arguments"), PAGES, ids=lambda value: value if isinstance(value, str) else None
)
def test_signed_out_while_typing(objects, role, name, arguments):
    person, path = objects[role], reverse(name, args=[objects[word] for word in arguments])
    before = everything()
    tried = list(forms_of(signed_in(person).get(path), path))
    assert tried
    for action, values in tried:
        client = signed_in(person)
        client.get(path)
        client.cookies.pop("sessionid")
        asked = client.post(action, values, headers={"referer": f"http://testserver{path}"})
        assert (asked.status_code, asked.get("Location", "").startswith(LOGIN)) == (302, True), (action, values)
        page = client.get(asked["Location"]).content.decode()
        wanted = list(values.values()).count(TYPED)
        assert ("Wat u had getypt is bewaard" if wanted else "U was uitgelogd.") in page
        back = re.search(r'name="next" value="([^"]+)"', page)[1].replace("&amp;", "&")
        client.force_login(person)
        shown = client.get(back, follow=True)
        assert shown.status_code == 200
        if not wanted:
            continue  # only buttons and choices
        assert "Dit had u getypt; het is nog niet opgeslagen." in shown.content.decode(), (action, back)
        assert texts_of(shown, action, shown.request["PATH_INFO"]).count(TYPED) == wanted
    assert everything() == before


def test_every_page_with_a_form_is_tried(objects):
    """A new form in the table of addresses joins this test too."""
    named = {(name, arguments) for _role, name, arguments in PAGES}
    # Veilig Thuis has no role in the table; on the pages of what was kept, of a concept that goes and of organisations
    # that become one there is no text to type.
    no_text = {"kept-form", "actions:remove", "actions:organisation-merge", "actions:kept-rows"}
    no_text |= {"decisions:advice-remove", "decisions:commitment-remove", "decisions:addition-remove"}
    no_text |= {"decisions:share-remove", "municipalities:claim-rule-remove"}
    without_account = {"barrier"}  # who was signed out meanwhile, sends it all the same: test_accessibility
    formless = {"monitoring:release", "monitoring:withdraw"} | no_text | without_account
    wanted = {row.name for row in test_security.TABLE if row.posts} - formless
    assert wanted - {name for name, _arguments in named} == set()


# --- For whom, and what not ---


@pytest.fixture
def leader(region, action):
    return factories.leader(region, name="Lena")


def lost(client, action, person, **fields):
    """Send the form of a new action without being signed in; the mark is of the page that the person had open."""
    page = signed_in(person).get(reverse("actions:add", args=[action.programme.region.slug])).content.decode()
    mark = re.search(r'name="formulier_van" value="([^"]+)"', page)[1]
    path = reverse("actions:add", args=[action.programme.region.slug])
    return client.post(path, {"what": TYPED, "formulier_van": mark} | fields)


@pytest.mark.django_db
def test_somebody_else_on_the_same_device_reads_nothing(client, leader, action):
    back = lost(client, action, leader)["Location"].partition("next=")[2]
    other = factories.leader(action.programme.region)
    one = kept().get()
    client.force_login(other)
    for path in ("/mijn/", one.get_absolute_url(), one.return_url, back):
        answer = client.get(path)
        assert TYPED not in answer.content.decode()
        assert str(one.key) not in re.sub(r"getypt=[0-9a-f-]+", "", answer.content.decode()) or path == "/mijn/"
    assert client.get(one.get_absolute_url()).status_code == 404
    assert client.post(one.get_absolute_url()).status_code == 404
    assert TYPED not in one.content  # packed and signed for one person
    assert signed_in(leader).get("/mijn/").content.decode().count(one.get_absolute_url()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["", "1", "1:verzonnen", None])
def test_without_the_mark_of_one_of_our_forms_nothing_is_kept(client, leader, action, mark):
    fields = {} if mark is None else {"formulier_van": mark}
    answer = client.post(reverse("actions:add", args=[action.programme.region.slug]), {"what": TYPED} | fields)
    assert (answer.status_code, kept().count()) == (302, 0)


@pytest.mark.django_db
def test_passwords_and_pages_of_signing_in_are_not_kept(client, leader, action):
    lost(client, action, leader, new_password="een-geheim-woord", wachtwoord2="nog-een")
    page = signed_in(leader).get(kept().get().get_absolute_url()).content.decode()
    assert (TYPED in page, "een-geheim-woord" in page, "nog-een" in page) == (True, False, False)
    mark = re.search(
        r'name="formulier_van" value="([^"]+)"', signed_in(leader).get("/inloggen/password/change/").content.decode()
    )
    client.post("/inloggen/password/change/", {"oldpassword": "x", "formulier_van": mark[1]})
    assert kept().count() == 1


@pytest.mark.django_db
def test_what_is_sent_again_is_saved_and_no_longer_kept(client, leader, action):
    lost(client, action, leader, release="concept")
    client = signed_in(leader)
    back = kept().get().return_url
    before = Action.objects.count()
    ((_action, values),) = [pair for pair in forms_of(client.get(back), "x", typed="") if "what" in pair[1]]
    assert values["getypt"]
    answer = client.post(reverse("actions:add", args=[action.programme.region.slug]), values)
    assert answer.status_code == 302
    assert (Action.objects.count(), kept().count()) == (before + 1, 0)


@pytest.mark.django_db
def test_after_a_mistake_it_is_still_known_what_was_kept(client, leader, action):
    lost(client, action, leader, release="concept")
    client = signed_in(leader)
    path = reverse("actions:add", args=[action.programme.region.slug])
    ((_action, values),) = [
        pair for pair in forms_of(client.get(kept().get().return_url), path, typed="") if "what" in pair[1]
    ]
    again = client.post(path, values | {"status": "verzonnen"})
    ((_action, shown),) = [pair for pair in forms_of(again, path, typed="") if "what" in pair[1]]
    assert (again.status_code < 500, shown["getypt"], kept().count()) == (True, values["getypt"], 1)
    assert client.post(path, shown | {"status": values["status"]}).status_code == 302
    assert kept().count() == 0


@pytest.mark.django_db
def test_what_is_not_wanted_any_more_is_thrown_away(client, leader, action):
    lost(client, action, leader)
    client = signed_in(leader)
    client.post(kept().get().get_absolute_url())
    assert kept().count() == 0


@pytest.mark.django_db
def test_a_form_whose_page_is_gone_is_shown_as_text(client, leader, action):
    lost(client, action, leader)
    kept().update(action="/acties/999/bewerken/", page="/acties/999/bewerken/")
    shown = signed_in(leader).get(kept().get().return_url, follow=True)
    assert shown.redirect_chain[-1][0] == kept().get().get_absolute_url()
    assert TYPED in shown.content.decode()


@pytest.mark.django_db
def test_twenty_forms_of_a_person_are_kept_for_two_weeks(client, leader, action):
    for number in range(21):
        lost(client, action, leader, what=f"{TYPED} {number}")
    assert kept().count() == 20
    kept().update(kept_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    lost(client, action, leader)
    assert kept().count() == 1


@pytest.mark.django_db
def test_one_comes_back_to_this_site_only(client, leader, action):
    page = signed_in(leader).get(reverse("actions:add", args=[action.programme.region.slug])).content.decode()
    mark = re.search(r'name="formulier_van" value="([^"]+)"', page)[1]
    for referer in ("https://kwaad.example/x/", "//kwaad.example/", "javascript:alert(1)", "http://testserver"):
        path = reverse("actions:add", args=[action.programme.region.slug])
        client.post(path, {"what": TYPED, "formulier_van": mark}, headers={"referer": referer})
        assert kept().first().page == path


# --- A token that expired, another account, a part of a page ---


@pytest.mark.django_db
def test_a_token_that_expired_loses_nothing(leader, action):
    client = signed_in(leader, enforce_csrf_checks=False)
    path = reverse("actions:edit", args=[action.pk])
    (_action, values) = next(pair for pair in forms_of(client.get(path), path) if "what" in pair[1])
    client.handler.enforce_csrf_checks = True
    refused = client.post(path, values | {"csrfmiddlewaretoken": "x" * 64})
    assert refused.status_code == 403
    link = re.search(r'href="([^"]+getypt=[^"]+)"', refused.content.decode())[1]
    shown = client.get(link)
    assert TYPED in texts_of(shown, path, path)
    assert not Action.objects.filter(what=TYPED).exists()


@pytest.mark.django_db
def test_the_form_of_who_was_signed_in_before_is_not_saved_by_another(leader, action):
    other = factories.leader(action.programme.region)
    client = signed_in(other)
    refused = lost(client, action, leader)
    assert (refused.status_code, Action.objects.filter(what=TYPED).count()) == (403, 0)
    assert "van een ander account" in refused.content.decode()
    assert [one.user for one in kept()] == [leader]


@pytest.mark.django_db
def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, leader, action):
    headers = {"hx-request": "true", "hx-current-url": f"http://testserver/acties/{action.pk}/?a=b"}
    mark = re.search(r'name="formulier_van" value="([^"]+)"', signed_in(leader).get("/over/").content.decode())[1]
    sent = client.post(
        reverse("actions:edit", args=[action.pk]), {"what": TYPED, "formulier_van": mark}, headers=headers
    )
    asked = client.get("/mijn/", headers=headers)
    assert [sent.status_code, asked.status_code, sent.content] == [200, 200, b""]
    one = kept().get()
    assert (one.page, sent["HX-Redirect"].startswith(LOGIN), asked["HX-Redirect"].startswith(LOGIN)) == (
        f"/acties/{action.pk}/?a=b",
        True,
        True,
    )


@pytest.mark.django_db
def test_the_back_office_keeps_it_too(client, action):
    boss = factories.superuser()
    client.force_login(boss)
    path = reverse("admin:actions_topic_add")
    (_action, values) = next(pair for pair in forms_of(client.get(path), path) if "slug" in pair[1])
    client.logout()
    asked = client.post(path, values)
    assert asked["Location"].startswith(LOGIN)
    client.force_login(boss)
    shown = client.get(kept().get().return_url)
    assert "Dit had u getypt" in shown.content.decode()
    assert TYPED in texts_of(shown, path, path)


@pytest.mark.django_db
@pytest.mark.parametrize("is_back", [False, True])
def test_a_form_that_is_only_kept_is_not_done(client, leader, action, is_back):
    """As a page sends it whose session ended; somebody may have signed in again in another window."""
    if is_back:
        client.force_login(leader)
    before = Action.objects.count()
    answer = lost(client, action, leader, **{"alleen-bewaren": "ja"})
    assert (answer.status_code, Action.objects.count()) == (302, before)
    assert answer["Location"].startswith(kept().get().return_url if is_back else LOGIN)
    page = signed_in(leader).get(kept().get().return_url).content.decode()
    assert (TYPED in page, "alleen-bewaren" in page) == (True, False)
