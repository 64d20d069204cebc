"""Who may see something: secret asks a ground, lifting asks by whom, and opening asks once more."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import TraceEntry
from actions.models import Action
from actions.models.classified import opens_guarded
from tests import factories

pytestmark = pytest.mark.django_db
FACTS = {"secret_ground": "artikel 87 Gemeentewet", "secret_body": "het college", "secret_on": "2026-03-03"}
LIFTED = {"lifted_by": "de raad", "lifted_on": "2026-05-12"}


def sent(client, people, action, **data):
    client.force_login(people["anna"])
    answer = client.post(reverse("actions:classify", args=[action.pk]), data)
    action.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    ("was", "data", "refused"),
    [
        ("public", {"classification": "internal"}, set()),
        ("public", {"classification": "secret"}, {"secret_ground", "secret_body", "secret_on"}),
        ("public", {"classification": "secret", **FACTS}, set()),
        ("public", {"classification": "secret", **FACTS, "secret_on": "2999-01-01"}, {"secret_on"}),
        ("internal", {"classification": "public"}, set()),
        ("confidential", {"classification": "public"}, {"sure"}),
        ("confidential", {"classification": "public", "sure": "on"}, set()),
        ("confidential", {"classification": "secret", **FACTS}, set()),
        ("secret", {"classification": "confidential", "sure": "on"}, {"lifted_by", "lifted_on"}),
        ("secret", {"classification": "confidential", **LIFTED}, {"sure"}),
        ("secret", {"classification": "public", **LIFTED, "sure": "on"}, set()),
        ("public", {"classification": "iets"}, {"classification"}),
    ],
)
def test_what_each_change_asks(client, people, line, was, data, refused):
    action = factories.action(line=line, **factories.classified(was))
    answer = sent(client, people, action, **data)
    assert set(answer.context["form"].errors if answer.status_code == 400 else ()) == refused
    assert action.classification == (was if refused else data["classification"])
    assert action.history.count() == (1 if refused else 2)
    assert TraceEntry.objects.filter(kind="classified").count() == (0 if refused else 1)


def test_the_second_look_says_who_will_see_it(client, people, line):
    action = factories.action(line=line, classification="confidential")
    content = sent(client, people, action, classification="public").content.decode()
    assert "Iedereen op internet kan dit dan lezen." in content


def test_lifting_keeps_what_was_imposed(client, people, line):
    action = factories.action(line=line, what="Inval", classification="secret")
    sent(client, people, action, classification="public", sure="on", **LIFTED)
    assert action.lifting_in_words == (
        "Was geheim: artikel 87 Gemeentewet, opgelegd door het college op 3 maart 2026. "
        "Opgeheven door de raad op 12 mei 2026."
    )
    told = TraceEntry.objects.get(kind="classified")
    assert (told.subject_label, told.detail) == (f"Geheim: actie {action.pk}", "van geheim naar openbaar")


def test_an_edit_that_was_open_meanwhile_opens_nothing(client, people, line):
    action = factories.action(line=line, classification="confidential")
    client.force_login(people["anna"])
    data = {"what": "Anders", "status": "planned", "version": action.version, "classification": "public"}
    client.post(reverse("actions:edit", args=[action.pk]), data)
    action.refresh_from_db()
    assert action.classification == "confidential"


def test_the_database_refuses_what_is_secret_without_a_ground(action):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(classification="secret")


def test_a_document_is_classified_too(client, people, line, region):
    document = factories.document(programme=line.programme)
    client.force_login(people["anna"])
    address = reverse("actions:classify-document", args=[region.slug, document.pk])
    assert client.post(address, {"classification": "secret", **FACTS}).status_code == 302
    document.refresh_from_db()
    assert document.secrecy_in_words == "artikel 87 Gemeentewet, opgelegd door het college op 3 maart 2026"


@pytest.mark.parametrize(
    ("was", "wanted", "guarded"),
    [
        ("secret", "public", True),
        ("confidential", "internal", True),
        ("internal", "public", False),
        ("confidential", "secret", False),
        ("secret", "secret", False),
    ],
)
def test_no_file_opens_what_is_guarded(was, wanted, guarded):
    assert opens_guarded(was, wanted) is guarded
