"""Evaluations in the browser: who sees and makes what."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.models import TraceEntry
from actions.models import Programme
from evaluations.models import Evaluation
from jobs.models import Job
from tests import factories
from tests.answers import close

FRAGMENT = {"HTTP_HX_REQUEST": "true"}
LONG = "deze waarde niet meer dan 10000 tekens bevat"
DATA = {"title": "Evaluatie 2026", "introduction": "Waarom.", "conclusion": "", "classification": "internal"}
# Who: rights on an evaluation that is not public; on one that is; may make and change one.
PEOPLE = {
    "anna": (200, 200, 302),  # project leader
    "bram": (200, 200, 302),  # policy officer
    "sam": (200, 200, 302),  # superuser
    "toon": (200, 200, 403),  # administrator of the region
    "carla": (404, 200, 403),  # leads another region
    "olga": (404, 200, 403),  # owner of an action
    None: (404, 200, "login"),
}


@pytest.fixture
def people(people, region):
    return people | {"toon": factories.administrator(region, name="Toon")}


@pytest.fixture
def evaluation(programme, people):
    return factories.evaluation(programme=programme, title="Evaluatie Noordland", created_by=people["bram"])


@pytest.fixture
def finished(evaluation):
    """A public evaluation with its file."""
    evaluation.classification = "public"
    evaluation.pdf.save("klaar.pdf", ContentFile(b"%PDF-1.7 klein"), save=True)
    Evaluation.objects.update(rendered_at="2026-03-31T12:00:00Z")
    return evaluation


def address(name, evaluation):
    return reverse(f"evaluations:{name}", args=[evaluation.programme.region.slug, evaluation.pk])


def download(client, evaluation):
    """The answer to a download, with what was in the file."""
    response = client.get(address("pdf", evaluation))
    content = b"".join(response.streaming_content) if response.streaming else b""
    close(response)
    return response, content


def sign_in(client, people, who):
    if who:
        client.force_login(people[who])


def outcome(response, path):
    """The status, or `login` for a redirect to the sign-in page that comes back here."""
    is_login = response.status_code == 302 and response.url == f"{reverse('account_login')}?next={path}"
    return "login" if is_login else response.status_code


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_an_evaluation_that_is_not_public(client, people, evaluation, who):
    sign_in(client, people, who)
    assert client.get(address("evaluation", evaluation)).status_code == PEOPLE[who][0]


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_sees_a_public_evaluation_and_its_file(client, people, finished, who):
    sign_in(client, people, who)
    assert client.get(address("evaluation", finished)).status_code == PEOPLE[who][1]
    response, content = download(client, finished)
    assert (response.status_code, content) == (200, b"%PDF-1.7 klein")


@pytest.mark.parametrize("who", PEOPLE)
def test_who_downloads_a_file_that_is_not_public(client, people, finished, who):
    Evaluation.objects.update(classification="internal")
    sign_in(client, people, who)
    assert download(client, finished)[0].status_code == PEOPLE[who][0]


@pytest.mark.parametrize("who", PEOPLE)
def test_who_makes_an_evaluation(client, people, programme, who):
    sign_in(client, people, who)
    path = reverse("evaluations:create", args=[programme.region.slug])
    assert outcome(client.post(path, DATA), path) == PEOPLE[who][2]
    made = Evaluation.objects.values_list("title", "introduction", "classification", "created_by__name")
    expected = [("Evaluatie 2026", "Waarom.", "internal", people[who].name)] if PEOPLE[who][2] == 302 else []
    assert list(made) == expected
    assert Job.objects.filter(kind="evaluation-pdf", state="queued").count() == len(expected)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", ["edit", "make", "classify"])
def test_who_changes_a_public_evaluation(client, people, finished, who, name):
    sign_in(client, people, who)
    path = address(name, finished)
    assert outcome(client.post(path, DATA), path) == PEOPLE[who][2]
    finished.refresh_from_db()
    allowed = PEOPLE[who][2] == 302
    assert finished.title == ("Evaluatie 2026" if allowed and name == "edit" else "Evaluatie Noordland")
    assert finished.is_public is not (allowed and name == "classify")
    assert Job.objects.count() == (1 if allowed else 0)


@pytest.mark.parametrize("name", ["edit", "make", "classify"])
def test_what_is_not_visible_cannot_be_changed(client, people, evaluation, name):
    client.force_login(people["carla"])
    assert client.post(address(name, evaluation), DATA).status_code == 404


def test_an_evaluation_of_another_region_is_not_found_here(client, people, evaluation):
    client.force_login(people["sam"])
    assert client.get(reverse("evaluations:evaluation", args=["zuidland", evaluation.pk])).status_code == 404


def test_a_public_evaluation_of_an_internal_programme_is_hidden(client, finished):
    Programme.objects.update(classification="internal")
    assert client.get(address("pdf", finished)).status_code == 404


def test_a_public_evaluation_without_a_file_is_not_shown_to_everybody(client, evaluation):
    Evaluation.objects.update(classification="public")
    assert client.get(address("evaluation", evaluation)).status_code == 404


def test_the_form_suggests_a_title(client, people, programme):
    client.force_login(people["bram"])
    page = client.get(reverse("evaluations:create", args=[programme.region.slug])).content.decode()
    assert 'value="Evaluatie Plan Noordland, stand ' in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Geef het rapport een titel."),
        ("title", "x" * 201, "Zorg dat deze waarde niet meer dan 200 tekens bevat (het zijn er nu 201)."),
        ("title", "a\x00b", "Null-tekens zijn niet toegestaan."),
        ("introduction", "x" * 100_000, f"Zorg dat {LONG} (het zijn er nu 100000)."),
        ("conclusion", "a\x00b", "Null-tekens zijn niet toegestaan."),
        ("classification", "", "Kies wie dit rapport mag lezen."),
        ("classification", "secret", "Maak een keuze uit de lijst."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(client, people, programme, field, value, sentence):
    client.force_login(people["bram"])
    response = client.post(reverse("evaluations:create", args=[programme.region.slug]), DATA | {field: value})
    assert (response.status_code, response.context["form"].errors) == (200, {field: [sentence]})
    assert Evaluation.objects.count() == 0


def test_a_text_about_a_person_is_asked_about(client, people, programme):
    client.force_login(people["bram"])
    path = reverse("evaluations:create", args=[programme.region.slug])
    data = DATA | {"conclusion": "Bel 06-12345678."}
    assert list(client.post(path, data).context["form"].errors) == ["conclusion"]
    assert client.post(path, data | {"personal_ok": "on"}).status_code == 302


def test_the_list_shows_who_made_it_only_to_who_reads_the_region(client, people, finished):
    path = reverse("evaluations:list", args=["noordland"])
    public = client.get(path).content.decode()
    client.force_login(people["toon"])
    internal = client.get(path).content.decode()
    assert ("Evaluatie Noordland" in public, "Bram" in public, "Bram" in internal) == (True, False, True)
    assert f'<a href="{address("pdf", finished)}">' in public


def test_the_list_is_empty_with_a_next_step(client, people, programme):
    path = reverse("evaluations:list", args=["noordland"])
    assert "Maakt de regio een rapport openbaar, dan staat het hier." in client.get(path).content.decode()
    client.force_login(people["bram"])
    page = client.get(path).content.decode()
    create = reverse("evaluations:create", args=["noordland"])
    assert f'<a class="utrecht-button utrecht-button--primary-action" href="{create}">' in page


def test_the_list_takes_the_same_queries_for_one_and_many(client, people, finished, django_assert_max_num_queries):
    client.force_login(people["bram"])
    path = reverse("evaluations:list", args=["noordland"])
    with django_assert_max_num_queries(15) as one:
        client.get(path)
    for _count in range(10):
        factories.evaluation(programme=finished.programme, created_by=people["anna"], pdf="evaluaties/weg.pdf")
    with django_assert_max_num_queries(15) as many:
        client.get(path)
    assert len(one) == len(many)


def test_an_evaluation_shows_how_far_its_report_is_and_asks_again(client, people, evaluation):
    job = factories.job(kind="evaluation-pdf", subject_id=evaluation.pk, state="running", progress=30, message="Bezig.")
    client.force_login(people["anna"])  # another than who started it
    page = client.get(address("evaluation", evaluation)).content.decode()
    assert f'hx-get="{address("evaluation", evaluation)}?gezien=running%20Bezig."' in page
    part = client.get(address("evaluation", evaluation), {"gezien": "running Bezig."}, **FRAGMENT).content.decode()
    assert ("<html" in part, "job-status" in part, 'value="30"' in part) == (False, False, True)
    Job.objects.update(state="done")
    part = client.get(address("evaluation", evaluation), {"gezien": job.step}, **FRAGMENT).content.decode()
    assert 'hx-swap-oob="innerHTML" >Het rapport is klaar.</p>' in " ".join(part.split())
    assert ("hx-get" in part, "<progress" in part) == (False, False)


def test_a_report_that_failed_says_why_and_can_be_made_again(client, people, evaluation):
    factories.job(kind="evaluation-pdf", subject_id=evaluation.pk, state="failed", error="De schijf is vol.")
    client.force_login(people["anna"])
    page = client.get(address("evaluation", evaluation)).content.decode()
    assert "<strong>Mislukt.</strong> De schijf is vol." in " ".join(page.split())
    assert f'<form method="post" action="{address("make", evaluation)}">' in page


def test_the_previous_version_stays_while_a_new_one_is_made(client, people, finished):
    factories.job(kind="evaluation-pdf", subject_id=finished.pk, state="running")
    assert "Vorige versie downloaden" in client.get(address("evaluation", finished)).content.decode()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Evaluatie: één, twéé/drie", "evaluatie-een-tweedrie.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("漢字", "evaluatie.pdf"),
        ('a"\r\nSet-Cookie: x', "a-set-cookie-x.pdf"),
    ],
)
def test_a_file_gets_a_safe_name(client, finished, title, name):
    Evaluation.objects.update(title=title)
    response, _content = download(client, finished)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


def test_a_report_that_is_not_there_is_not_found(client, people, finished, media):
    for path in (media / "evaluaties").iterdir():
        path.unlink()
    client.force_login(people["bram"])
    assert client.get(address("pdf", finished)).status_code == 404
    assert "Er is nog geen bestand." in client.get(address("evaluation", finished)).content.decode()


def test_an_evaluation_without_report_has_no_file(client, people, evaluation):
    client.force_login(people["bram"])
    assert client.get(address("pdf", evaluation)).status_code == 404


def test_an_evaluation_of_an_earlier_programme_is_shown_with_that_programme(client, people, finished):
    factories.programme(region=finished.programme.region, predecessor=finished.programme)
    response = client.get(address("evaluation", finished))
    assert (response.status_code, response.context["programme"]) == (200, finished.programme)
    assert "U bekijkt een eerder programma" in response.content.decode()


def classify(client, evaluation, **sent):
    answer = client.post(address("classify", evaluation), sent)
    evaluation.refresh_from_db()
    return answer


def test_who_may_read_it_is_told_and_the_report_is_made_again_with_its_stamp(client, people, finished):
    client.force_login(people["bram"])
    for wanted in ("internal", "internal", "public"):
        classify(client, finished, classification=wanted)
    told = TraceEntry.objects.filter(kind="classified").order_by("pk")
    assert list(told.values_list("detail", "by_name", "subject_label")) == [
        ("van openbaar naar intern (concept)", "Bram", finished.title),
        ("van intern (concept) naar openbaar", "Bram", finished.title),
    ]
    assert (Job.objects.about(Evaluation.JOB, finished.pk).waiting().count(), finished.pdf.name) == (1, "")


def test_nobody_hides_a_report_from_themselves(client, people, finished):
    client.force_login(people["bram"])
    assert "Geheim" not in client.get(address("classify", finished)).content.decode()
    facts = {"secret_ground": "artikel 87 Gemeentewet", "secret_body": "het college", "secret_on": "2026-03-03"}
    assert classify(client, finished, classification="secret", **facts).status_code == 400
    client.force_login(people["anna"])
    assert classify(client, finished, classification="secret").status_code == 400
    assert classify(client, finished, classification="secret", **facts).status_code == 302
    assert finished.is_secret


STAMPED = {"public": "", "internal": "INTERN-CONCEPT-", "confidential": "VERTROUWELIJK-", "secret": "GEHEIM-"}


@pytest.mark.parametrize("level", STAMPED)
def test_what_is_not_public_is_stamped_and_told_on_every_page_and_in_the_file(client, people, finished, level):
    """The page, the list and the file; of what is vertrouwelijk or geheim it is told who saw it, without its title."""
    Evaluation.objects.update(**factories.classified(level))
    client.force_login(people["anna"])
    listed = reverse("evaluations:list", args=["noordland"])
    for page in (address("evaluation", finished), listed):
        assert ('class="stamp stamp--' in client.get(page).content.decode()) == (level != "public")
    assert download(client, finished)[0]["Content-Disposition"].split("=")[1].startswith(f'"{STAMPED[level]}evaluatie')
    told = TraceEntry.objects.filter(kind__in=["seen", "exported"]).order_by("pk").values_list("kind", "subject_label")
    named = {"confidential": "Vertrouwelijk", "secret": "Geheim"}.get(level)
    label = f"{named}: evaluatie {finished.pk}"
    assert list(told) == ([("seen", label), ("exported", label)] if named else [])
