"""Every form, sent twice by the same person from the same page, does its work once and answers the same.

One after the other on each database; on PostgreSQL also truly at the same moment.
"""

import re
import threading
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.once import TOKEN
from accounts.providers import IdentityProvider
from actions.imports import previews
from actions.services import importing, starting
from decisions.models import Advice, Commitment
from decisions.services.keeping import way_of
from evaluations.models import Evaluation
from municipalities.models import Assignment, ClaimRule
from municipalities.services import keeping
from tests import factories
from tests.actions.sheets import fields_of

PLAN = "Actielijn;Nr;Wat;Wie\n1;9.1;Spiegelgroep;GGD\n"
STATLINE = (
    '"Veiligheidstaxatie";"Regio\'s";"Perioden";"Ontvangen meldingen (aantal)"\r\n"Totaal";"Nederland";"2020";"5"\r\n'
)
NOT_COUNTED = {"Session", "LogEntry", "AccessAttempt", "AccessLog", "AccessFailureLog"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@dataclass
class Form:
    """A form of a page: who sends it, from where, and what is typed in it."""

    who: str
    page: str  # where it stands
    typed: dict[str, Any] = field(default_factory=dict)
    to: str = ""  # where it goes, when that is another address
    own: bool = True  # with the other fields of the page


def edit(world):
    return Form(
        "anna", reverse("actions:edit", args=[world.action.pk]), {"what": "Anders", "leads_typed": "Bureau Nieuw"}
    )


def named_place(world):
    place = factories.municipality(world.line.programme.region, name="Ons Dorp")
    world.action.what = "Spreekuur in Ons Dorp"
    world.action.save()
    to = reverse("actions:named-place", args=[world.action.pk])
    return Form("anna", world.action.get_absolute_url(), {"is-voor": place.code}, to=to, own=False)


def set_place_aside(world):
    form = named_place(world)
    return replace(form, typed={"is-niet-voor": form.typed["is-voor"]})


def add(world):
    page = reverse("actions:add", args=["noordland"])
    return Form("anna", page, {"what": "Erbij", "place": f"{world.line.pk}-", "release": "now"})


def close(world):
    page = reverse("actions:close", args=[world.action.pk])
    return Form("anna", page, {"outcome": "done", "reason": "Klaar."})


def reopen(world):
    world.action.status = "done"
    world.action.save()
    return Form("anna", reverse("actions:close", args=[world.action.pk]), {"status": "running", "reason": "Toch nog."})


def move(world):
    other = factories.line(programme=world.line.programme)
    return Form("anna", reverse("actions:move", args=[world.action.pk]), {"place": f"{other.pk}-"})


def remove_concept(world):
    concept = factories.action(line=world.line, what="Concept", released_at=None)
    return Form("anna", reverse("actions:remove", args=[concept.pk]))


def step(world):
    for number in range(3):
        factories.action(line=world.line, what=f"Buur {number}", position=world.action.position + number + 1)
    return Form("anna", reverse("actions:move", args=[world.action.pk]), {"stap": "omlaag"}, own=False)


def progress(world):
    page = reverse("actions:progress", args=[world.action.pk])
    return Form("olga", page, {"on": "2026-11-01", "status": "running", "text": "Gestart."})


def no_change(world):
    page = reverse("actions:progress", args=[world.action.pk])
    return Form("olga", page, {"geen-wijziging": "1"}, own=False)


def release(world):
    concept = factories.action(line=world.line, what="Concept", released_at=None)
    typed = {"kies": f"actie-{concept.pk}", "vrijgeven": "zeker"}
    return Form("anna", reverse("actions:release", args=["noordland"]), typed)


def open_round(world):
    page, key = reverse("actions:round-new", args=["noordland"]), world.action.leads.get().pk
    anna = Client()
    anna.force_login(world.people["anna"])
    form = anna.get(page).context["form"]
    typed = {name: form[name].value() for name in ("title", "period", "closes_on", "sender")}
    typed |= {f"naam-{key}": "Gerda", f"mail-{key}": "gerda@voorbeeld.example"}
    sure = anna.post(page, typed)
    return Form("anna", page, typed | {"gezien": sure.context["form"].mark, "versturen": "1"}, own=False)


def report_barrier(world):
    return Form("anna", reverse("barrier"), {"problem": "De kaart werkt niet met mijn toetsenbord."})


def upload_plan(world):
    page = reverse("actions:import-start", args=["noordland"])
    return Form("anna", page, {"file": SimpleUploadedFile("plan.csv", PLAN.encode())})


def paste_plan(world):
    return Form("anna", reverse("actions:import-start", args=["noordland"]), {"paste": PLAN.replace(";", "\t")})


def begin_programme(world):
    page = reverse("actions:programme-begin", args=["noordland"])
    return Form("anna", page, {"file": SimpleUploadedFile("plan.csv", PLAN.encode())})


def begin_empty_programme(world):
    return Form("anna", reverse("actions:programme-begin", args=["noordland"]), {"leeg": "ja"}, own=False)


def make_programme(world):
    draft = starting.begin(world.line.programme.region, content=PLAN.encode(), name="plan.csv", by=world.people["anna"])
    return Form("anna", draft.get_absolute_url(), {"title": "Nieuw"})


def drop_programme_draft(world):
    draft = starting.begin(world.line.programme.region, content=None, name="", by=world.people["anna"])
    to = reverse("actions:programme-drop", args=["noordland", draft.pk])
    return Form("anna", draft.get_absolute_url(), to=to, own=False)


def change_programme(world):
    return Form("anna", reverse("actions:programme", args=["noordland"]), {"title": "Anders"})


def add_line(world):
    return Form("anna", reverse("actions:kept-new", args=["noordland", "lijnen"]), {"number": "8", "title": "Erbij"})


def change_line(world):
    return Form("anna", reverse("actions:kept", args=["noordland", "lijnen", world.line.pk]), {"title": "Anders"})


def order_goals(world):
    goals = [factories.goal(programme=world.line.programme, position=number) for number in range(3)]
    page = reverse("actions:kept-rows", args=["noordland", "doelen"])
    return Form("anna", page, {"rij": goals[2].pk, "naar": "omhoog"}, own=False)


def remove_line(world):
    line = factories.line(programme=world.line.programme, number=9)
    return Form("anna", reverse("actions:kept-remove", args=["noordland", "lijnen", line.pk]))


def remove_programme(world):
    slug = factories.programme(region=world.line.programme.region, classification="internal").slug
    page = f"{reverse('actions:programme', args=['noordland'])}?programma={slug}"
    to = f"{reverse('actions:programme-remove', args=['noordland'])}?programma={slug}"
    return Form("anna", page, to=to, own=False)


def rename_organisation(world):
    found = world.action.leads.get()
    return Form("anna", reverse("actions:organisation", args=["noordland", found.pk]), {"name": "Anders"})


def merge_organisations(world):
    region = world.line.programme.region
    old, new = (factories.organisation(region=region, name=name) for name in ("Oud", "Nieuw"))
    factories.action(line=world.line, leads=[old])
    to = reverse("actions:organisation-merge", args=["noordland", old.pk])
    return Form("anna", f"{to}?met={new.pk}", {"met": new.pk}, to=to, own=False)


def add_promise(world):
    factories.municipality(world.line.programme.region)
    page = reverse("decisions:promise-add-region", args=["noordland"])
    return Form("anna", page, {"text": "Evaluatie vóór 1 juli"})


def edit_promise(world):
    found = factories.promise(programme=world.line.programme)
    return Form("anna", reverse("decisions:promise-edit", args=[found.pk]), {"text": "Anders"})


def upload_promises(world):
    factories.municipality(world.line.programme.region, name="Ons Dorp")
    page = reverse("decisions:promise-read-region", args=["noordland"])
    text = "Gemeente;Toezegging;Termijn\nOns Dorp;Evaluatie;1 juli 2026\n"
    return Form("anna", page, {"file": SimpleUploadedFile("lijst.csv", text.encode())})


def answer_promise(world):
    found = factories.promise(programme=world.line.programme)
    return Form("anna", reverse("decisions:promise-answer", args=[found.pk]), {"answer": "Ja."})


def confirm_plan(world):
    found = kept(world)
    fields = {"fingerprint": previews.preview_of(found).fingerprint, "release": "later"}
    page = found.get_absolute_url()
    return Form("anna", page, fields, to=f"{page}bevestigen/", own=False)


def remove_plan(world):
    page = kept(world).get_absolute_url()
    return Form("anna", page, to=f"{page}weghalen/", own=False)


def upload_figures(world):
    page = reverse("monitoring:import-start", args=["noordland"])
    return Form("bram", page, {"file": SimpleUploadedFile("84852NED.csv", STATLINE.encode())})


def new_report(world):
    return Form("bram", reverse("evaluations:create", args=["noordland"]), {"title": "Evaluatie", "audience": "region"})


def edit_report(world):
    found = factories.evaluation(programme=world.line.programme, created_by=world.people["bram"])
    return Form("bram", reverse("evaluations:edit", args=["noordland", found.pk]), {"conclusion": "Goed."})


def make_report(world):
    found = factories.evaluation(programme=world.line.programme, created_by=world.people["bram"])
    page = reverse("evaluations:evaluation", args=["noordland", found.pk])
    return Form("bram", page, to=reverse("evaluations:make", args=["noordland", found.pk]), own=False)


def give_access(world):
    typed = {
        "email": "nora@voorbeeld.example",
        "name": "Nora",
        "role": "leader",
        "since": timezone.localdate().isoformat(),
    }
    return Form("sam", reverse("municipalities:access", args=["noordland"]), typed)


def end_access(world):
    held = Assignment.objects.get(user=world.people["bram"])
    return Form("sam", reverse("municipalities:end-access", args=["noordland", held.pk]), {"last_day": ""})


def set_claim_rule(world):
    region = world.line.programme.region
    world.people["boss"] = factories.administrator(region)
    provider = {"key": "stad", "name": "Stad", "issuer": "https://inloggen.example", "client_id": "x"}
    world.settings.IDENTITY_PROVIDERS = [IdentityProvider.read(provider | {"client_secret": "y", "domains": []})]
    typed = {"provider": "stad", "claim": "groups", "value": "beleid", "role": "policy_officer", "place": ""}
    return Form("boss", reverse("municipalities:claim-rule-add", args=[region.slug]), typed)


def remove_claim_rule(world):
    region = world.line.programme.region
    world.people["boss"] = factories.administrator(region)
    rule = ClaimRule.objects.create(provider="stad", claim="c", value="v", role="leader", region=region)
    return Form("boss", reverse("municipalities:claim-rule-remove", args=[region.slug, rule.pk]))


def kept_row(world):
    document = factories.document(programme=world.line.programme)
    content = {"by": "Adviesraad"}
    return keeping.add(way_of(Advice), Advice(document=document), content, under=document, by=world.people["anna"])


def add_advice(world):
    document = factories.document(programme=world.line.programme)
    typed = {"document": document.pk, "by": "Adviesraad"}
    return Form("anna", reverse("decisions:advice-add", args=["noordland"]), typed)


def edit_advice(world):
    page = reverse("decisions:advice-edit", args=["noordland", kept_row(world).pk])
    return Form("anna", page, {"text": "Anders"})


def remove_advice(world):
    return Form("anna", reverse("decisions:advice-remove", args=["noordland", kept_row(world).pk]))


def change_route(world):
    document = factories.document(programme=world.line.programme, key="visie")
    page = reverse("decisions:route", args=["noordland", document.key])
    return Form("anna", page, {"stap-1": "council-decision"})


def add_commitment(world):
    page = reverse("decisions:commitment-add", args=["noordland"])
    return Form("anna", page, {"title": "Convenant", "partij-0-organisation": "GGD Nieuw"})


def edit_commitment(world):
    programme = world.line.programme
    row = keeping.add(
        way_of(Commitment), Commitment(programme=programme), {"title": "X"}, under=programme, by=world.people["anna"]
    )
    return Form("anna", reverse("decisions:commitment-edit", args=["noordland", row.pk]), {"title": "Anders"})


def add_share_key(world):
    typed = {"title": "Bijdrage", "kind": "fixed", "agreed_by": "het overleg"} | dict.fromkeys(
        ("first_year", "last_year"), "2025"
    )
    code = factories.municipality(world.line.programme.region).code
    return Form("anna", reverse("decisions:share-add", args=["noordland"]), typed | {f"deel_{code}": "5"})


def add_source(world):
    return Form("anna", reverse("actions:cover", args=["noordland"]), {"new_name": "Nieuwe bron uit het raster"})


FORMS = [
    add_share_key, add_source,
    add_advice, edit_advice, remove_advice, change_route, add_commitment, edit_commitment,
    edit, named_place, set_place_aside, add,
    close, reopen, move, step, progress, no_change, release, upload_plan, paste_plan, begin_programme,
    begin_empty_programme, make_programme, drop_programme_draft, change_programme, remove_programme,
    add_line, change_line, order_goals, remove_line,
    rename_organisation, merge_organisations, confirm_plan,
    add_promise, edit_promise, answer_promise, upload_promises,
    remove_plan, remove_concept, upload_figures, new_report, edit_report, make_report, give_access, end_access,
    report_barrier, set_claim_rule, remove_claim_rule, open_round,
]  # fmt: skip


@dataclass
class World:
    line: Any
    action: Any
    people: Any
    settings: Any


@pytest.fixture
def world(line, action, people, settings):
    return World(line, action, people, settings)


def kept(world):
    content = PLAN.encode()
    return importing.keep_file(world.line.programme, content=content, name="plan.csv", by=world.people["anna"])


def sent(world, form) -> tuple[list[Client], str, dict[str, Any]]:
    """Two windows of one browser with the form filled in, and what each of them sends."""
    browsers = [Client(enforce_csrf_checks=True) for _ in range(2)]
    browsers[0].force_login(world.people[form.who])
    page = browsers[0].get(form.page)
    assert page.status_code == 200
    browsers[1].cookies = browsers[0].cookies
    token = re.search(rf'name="{TOKEN}" value="(\w+)"', page.content.decode())[1]
    fields = {**(fields_of(page) if form.own else {}), **form.typed, TOKEN: token}
    return (
        browsers,
        form.to or form.page,
        {name: value for name, value in fields.items() if value != [""] or name != "file"},
    )


def rows() -> dict[str, Any]:
    """How many rows each table has, those of the history included, and the versions of all actions."""
    counts = {
        model.__name__: model._default_manager.count()
        for model in apps.get_models()
        if model.__name__ not in NOT_COUNTED
    }
    actions = apps.get_model("actions", "Action").objects.order_by("pk").values_list("version", "position", "status")
    return counts | {"actions": list(actions)}


def post(browser, address, fields, **options):
    """Send a form as a browser does: only with a file in it in parts."""
    for value in fields.values():
        if hasattr(value, "seek"):
            value.seek(0)
            return browser.post(address, fields, **options)
    encoded = urlencode(fields, doseq=True)
    return browser.post(address, encoded, content_type="application/x-www-form-urlencoded", **options)


@pytest.mark.django_db
@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_the_second_click_finds_the_work_done(world, make):
    browsers, address, fields = sent(world, make(world))
    before = rows()
    first = post(browsers[0], address, fields)
    after = rows()
    second = post(browsers[1], address, fields)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert rows() == after != before


@pytest.mark.django_db
def test_the_second_tells_what_the_first_would_have_told(world):
    browsers, address, fields = sent(world, close(world))
    post(browsers[0], address, fields)
    browsers[1].cookies.pop("messages", None)  # the browser dropped the answer that it no longer waited for
    assert "De actie is afgesloten." in post(browsers[1], address, fields, follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("make", [edit, close, reopen, upload_plan, upload_figures, progress, add, new_report])
def test_also_from_another_page_of_the_same_person(world, make):
    """The form of the same action in two windows, with the same words: nobody else was first."""
    browsers, address, fields = sent(world, make(world))
    other = fields | {TOKEN: re.search(rf'name="{TOKEN}" value="(\w+)"', browsers[1].get(address).content.decode())[1]}
    assert post(browsers[0], address, fields).status_code == 302
    after = rows()
    assert post(browsers[1], address, other).status_code == 302
    assert rows() == after


@pytest.mark.django_db
def test_other_words_are_no_double_click(world):
    browsers, address, fields = sent(world, edit(world))
    assert post(browsers[0], address, fields).status_code == 302
    assert post(browsers[1], address, fields | {"what": "Nog iets anders"}).status_code == 409


@pytest.mark.django_db
def test_somebody_else_with_the_same_words_is_told(world):
    browsers, address, fields = sent(world, edit(world))
    assert post(browsers[0], address, fields).status_code == 302
    world.people["eva"] = factories.leader(world.line.programme.region, name="Eva")
    other = Client()
    other.force_login(world.people["eva"])
    assert post(other, address, fields).status_code == 409


@pytest.mark.django_db
def test_a_form_that_was_refused_may_be_sent_again(world):
    browsers, address, fields = sent(world, edit(world))
    for _ in range(2):
        assert post(browsers[0], address, fields | {"starts_in": "2026Q9"}).status_code == 200
    assert Evaluation.objects.count() == 0


@pytest.mark.django_db
def test_a_forged_form_is_refused_also_the_second_time(world):
    browsers, address, fields = sent(world, edit(world))
    for _ in range(2):
        assert post(browsers[0], address, fields | {TOKEN: "x" * 64}).status_code == 403


def copied(value):
    if not hasattr(value, "seek"):
        return value
    value.seek(0)
    return SimpleUploadedFile(value.name, value.read())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_two_clicks_at_the_same_moment_do_the_work_once(world, make):
    browsers, address, fields = sent(world, make(world))
    before = rows()
    copies = [{name: copied(value) for name, value in fields.items()} for _ in range(2)]
    barrier, answers = threading.Barrier(2), [None, None]

    def click(number):
        try:
            barrier.wait()
            answers[number] = post(browsers[number], address, copies[number])
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    after = rows()
    post(browsers[0], address, fields)
    assert rows() == after != before
