"""Reading in figures in the browser: the files, the preview, the confirmation, the result, and the deliveries."""

import datetime
import os
import re
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job
from jobs.running import run
from monitoring import services
from monitoring.models import Delivery, Figure, FigureImport, Indicator, Source
from monitoring.services import importing
from tables.model import Refused
from tests import factories

pytestmark = pytest.mark.django_db

HEAD = '"Veiligheidstaxatie";"Regio\'s";"Perioden";"Ontvangen meldingen (aantal)"\r\n'
ROW = '"Totaal";"Nederland";"1e halfjaar 2020";"   64505"\r\n'
STATLINE = HEAD + ROW
UNKNOWN = '"Totaal";"Atlantis";"2020";"       5"\r\n'
OWN = "Gemeente;Periode;Meldingen\nStad 1;Q3 2026;7\nStad 2;Q3 2026;112\nStad 3;Q3 2026;58\n"
WORDS = "Meer meldingen zegt niet dat er meer geweld is."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def watched(region, programme):
    veilig_thuis = factories.region(
        kind="veilig_thuis", code="VT77", slug="vt-noordland", organisation="Veilig Thuis Noordland"
    )
    programme.veilig_thuis_regions.add(veilig_thuis)
    for number in range(1, 4):
        factories.municipality(region, code=f"GM000{number}", name=f"Stad {number}")
    return programme


@pytest.fixture
def bram(client, people, watched):
    client.force_login(people["bram"])
    return client


@pytest.fixture
def start(region, watched):
    return reverse("monitoring:import-start", args=[region.slug])


@pytest.fixture
def vera(watched):
    """Policy officer of the Veilig Thuis region."""
    return factories.policy_officer(watched.veilig_thuis_regions.get(), name="Vera")


def upload(content, name="84852NED.csv"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def text_of(response):
    """The content of the page as people read it, in one line."""
    html = response.content.decode().split("<main", 1)[-1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'").replace("&quot;", '"')


def errors_of(response, field):
    return [str(error) for error in response.context["form"].errors.get(field, [])]


def at(name, found):
    return reverse(f"monitoring:{name}", args=["noordland", found.pk])


def kept(programme, by, content=STATLINE, name="84852NED.csv", source=""):
    return importing.keep(programme, uploads=[upload(content, name)], source_key=source, by=by)


def applied(found, by):
    """Confirms as a page does, and does the work of the worker."""
    importing.confirm(found, by=by)
    run(Job.objects.get(kind=FigureImport.WRITE_JOB, subject_id=found.pk).pk)
    found.refresh_from_db()
    return found


# --- The files ---


def test_a_small_file_is_read_at_once_and_nothing_counts_yet(bram, start):
    response = bram.post(start, {"file": upload(STATLINE + UNKNOWN)})
    found = FigureImport.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("import", found))
    assert (found.counts, found.preview["problem_count"], str(found.created_by)) == (
        {"new": 1, "changed": 0, "unchanged": 0},
        1,
        "Bram",
    )
    assert (Figure.objects.count(), Delivery.objects.count(), Source.objects.count(), Job.objects.count()) == (0,) * 4


@pytest.mark.parametrize(
    ("files", "source", "field", "says"),
    [
        ([], "", "file", "Kies een bestand met cijfers."),
        ([("a.csv", "")], "", "file", "leeg"),
        ([("84852NED.csv", "<html><body>502</body></html>")], "", "file", "webpagina"),
        ([("84852NED.csv", HEAD + UNKNOWN)], "", "file", "geen enkel cijfer"),
        ([("plan.pdf", "%PDF-1.7 iets")], "", "file", "pdf"),
        ([("plan.xlsx", "PK\x03\x04 kapot")], "", "file", "."),
        ([("export.csv", STATLINE)], "", "source", "zegt niet van wie de cijfers zijn"),
        ([("84852NED.csv", STATLINE)], "verzonnen", "source", "Selecteer een geldige keuze"),
        ([("84852NED.csv", STATLINE)], "veilig-thuis-noordland", "source", "geen opgave van Veilig Thuis"),
        ([("84852NED.csv", STATLINE)], "cbs-84850NED", "file", "84852NED"),
        ([("a.csv", OWN)], "cbs-84850NED", "source", "precieze aantallen"),
        ([("a.csv", STATLINE)] * 51, "", "file", "hoogstens 50 bestanden"),
        ([("a.csv", "x" * (40 * 1024**2 + 1))], "", "file", "meer dan 40 MB"),
        ([("a.xlsx", "x" * (10 * 1024**2 + 1))], "", "file", "groter dan 10 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(bram, start, settings, files, source, field, says):
    factories.source(key="cbs-84850NED")
    response = bram.post(start, {"file": [upload(text, name) for name, text in files], "source": source})
    (error,) = errors_of(response, field)
    assert (response.status_code, FigureImport.objects.count(), Job.objects.count()) == (400, 0, 0)
    assert says in error
    assert error in text_of(response)
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_exact_counts_of_another_region_are_refused(bram, start, people):
    factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Zuidland")
    response = bram.post(start, {"file": upload(OWN, "Veilig Thuis Zuidland.csv")})
    assert response.status_code == 400
    assert errors_of(response, "source") == [
        "Deze cijfers zijn van Veilig Thuis Zuidland. Dat hoort niet bij deze regio. Lees ze in bij de eigen regio."
    ]
    assert bram.post(start, {"file": upload(OWN), "source": "veilig-thuis-zuidland"}).status_code == 400
    assert FigureImport.objects.count() == 0


def test_pages_of_one_table_come_together(bram, start):
    begin = '{"odata.metadata": "https://opendata.cbs.nl/ODataApi/OData/84852NED/$metadata#Cbs.OData.WebAPI.'
    row = '{"RegioS": "NL01  ", "Perioden": "%s", "OntvangenMeldingen_1": %s}'
    pages = [
        upload(begin + 'TypedDataSet", "value": [' + row % each + "]}", f"{number}.json")
        for number, each in enumerate((("2020HJ01", 64505), ("2020HJ02", 62910)), 1)
    ]
    bram.post(start, {"file": pages})
    found = FigureImport.objects.get()
    assert (found.counts["new"], found.name) == (2, "1.json en nog 1")


def test_a_large_file_is_read_by_a_job(bram, start, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    bram.post(start, {"file": upload(STATLINE)})
    found, job = FigureImport.objects.get(), Job.objects.get()
    page = bram.get(at("import", found))
    assert (found.is_read, job.kind, job.result_url) == (False, "figures-read", at("import", found))
    assert ("Dit is een groot bestand." in text_of(page), "hx-get" in page.content.decode()) == (True, True)
    run(job.pk)
    run(job.pk)
    page = bram.get(at("import", found), headers={"HX-Request": "true"})
    assert "Neem 1 cijfer over" in text_of(page)
    assert "<html" not in page.content.decode()


def test_a_large_file_that_cannot_be_read_is_not_kept(bram, start, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    bram.post(start, {"file": upload("<html><body>502</body></html>")})
    found, job = FigureImport.objects.get(), Job.objects.get()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, "webpagina" in job.error) == ("failed", True)
    page = text_of(bram.get(at("import", found)))
    assert ("webpagina" in page, "Een ander bestand kiezen" in page, "Neem" in page) == (True, True, False)
    assert bram.post(at("import-confirm", found), {"count": "0"}).status_code == 302
    assert Job.objects.filter(kind=FigureImport.WRITE_JOB).count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_refused_job_are_gone(bram, start, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    bram.post(start, {"file": upload("<html><body>502</body></html>")})
    found = FigureImport.objects.get()
    run(Job.objects.get().pk)
    assert default_storage.listdir(FigureImport.FOLDER)[1] == []
    assert [each.name for each in found.files.all()] == ["84852NED.csv"]


# --- The preview ---


def test_the_preview_says_what_is_new_changed_and_final(bram, watched, people):
    source = factories.source(key="cbs-84852NED", title="Huiselijk geweld; meldingen")
    reports = factories.indicator(title="Ontvangen meldingen", cbs_topic="Ontvangen meldingen", source=source)
    factories.figure(indicator=reports, period="2020H1", value=Decimal(60000), status="voorlopig")
    factories.figure(indicator=reports, period="2020H2", value=Decimal(62910))
    more = (
        '"Totaal";"Nederland";"2e halfjaar 2020";"   62910"\r\n"Totaal";"Nederland";"1e halfjaar 2021*";"   61000"\r\n'
    )
    found = kept(watched, people["bram"], STATLINE + more + UNKNOWN)
    page = text_of(bram.get(at("import", found)))
    assert "1 cijfer is nieuw, 1 verandert en 1 blijft gelijk. Eén voorlopig cijfer wordt definitief." in page
    assert "Huiselijk geweld; meldingen (CBS-tabel 84852NED)" in page
    assert "Rij 5 : Het gebied “Atlantis” is onbekend" in page
    assert "Neem 2 cijfers over" in page
    assert [
        (line["title"], line["new"], line["changed"], line["unchanged"]) for line in found.preview["indicators"]
    ] == [("Ontvangen meldingen", 1, 1, 1)]
    assert {(one["period"], one["value"], one["status"]) for one in found.preview["sample"]} == {
        ("1e halfjaar 2020", "64.505", "definitief"),
        ("1e halfjaar 2021", "61.000", "voorlopig"),
    }


def test_a_topic_that_the_portal_does_not_know_waits_for_a_definition(bram, watched, people):
    found = kept(watched, people["bram"])
    page = text_of(bram.get(at("import", found)))
    assert "Ontvangen meldingen Wacht op een omschrijving" in page
    assert "CBS-tabel 84852NED (CBS-tabel 84852NED) Nieuw in het portaal" in page


def test_many_problems_and_topics_are_cut_off_and_counted(bram, watched, people):
    found = kept(watched, people["bram"], STATLINE + UNKNOWN * 130)
    assert (len(found.preview["problems"]), found.preview["problem_count"]) == (100, 130)
    assert "Dit zijn de eerste 100 van 130." in text_of(bram.get(at("import", found)))


def test_a_file_that_brings_nothing_has_no_button(bram, watched, people):
    applied(kept(watched, people["bram"]), people["bram"])
    again = kept(watched, people["bram"])
    assert "Er is niets over te nemen." in text_of(bram.get(at("import", again)))
    bram.post(at("import-confirm", again), {"count": "0"})
    assert Job.objects.filter(subject_id=again.pk).count() == 0


def test_exact_counts_are_shown_to_who_read_them_in_only(client, bram, watched, people):
    found = kept(watched, people["bram"], OWN, "aantallen.csv", source="veilig-thuis-noordland")
    page = text_of(bram.get(at("import", found)))
    assert ("nog niet openbaar" in page, "112" in page, "Opgave van Veilig Thuis Noordland" in page) == (True,) * 3
    client.force_login(people["anna"])
    page = text_of(client.get(at("import", found)))
    assert ("Precieze aantallen ziet alleen" in page, "112" in page) == (True, False)


# --- Taking over ---


def test_confirming_writes_in_the_background_and_says_what_was_done(bram, watched, people):
    found = kept(watched, people["bram"])
    response = bram.post(at("import-confirm", found), {"count": "1"})
    bram.post(at("import-confirm", found), {"count": "1"})
    job = Job.objects.get()
    assert (response.status_code, response["Location"], job.kind) == (302, at("import", found), "figures-import")
    assert "De cijfers worden overgenomen." in text_of(bram.get(at("import", found)))
    run(job.pk)
    run(job.pk)
    found.refresh_from_db()
    (delivery,) = found.deliveries.all()
    assert (Figure.objects.current().get().value, Delivery.objects.count()) == (64505, 1)
    page = bram.get(at("import", found))
    assert "Overgenomen door Bram" in text_of(page)
    assert f"/regios/noordland/cijfers/aanleveringen/#aanlevering-{delivery.pk}" in page.content.decode()
    assert (found.preview["sample"], {each.file.name for each in found.files.all()}) == ([], {""})


@pytest.mark.parametrize("count", ["", "2", "-1", "veel", "9" * 40])
def test_a_confirmation_of_something_else_does_nothing(bram, watched, people, count):
    found = kept(watched, people["bram"])
    response = bram.post(at("import-confirm", found), {"count": count})
    assert (response.status_code, Job.objects.count()) == (400, 0)
    assert "Het voorbeeld is intussen veranderd." in text_of(response)


def test_what_is_no_longer_as_seen_is_not_written(bram, watched, people):
    first, second = kept(watched, people["bram"]), kept(watched, people["bram"], STATLINE + "\r\n", "84852NED b.csv")
    applied(first, people["bram"])
    applied(second, people["bram"])
    job = Job.objects.get(subject_id=second.pk)
    assert (job.state, second.applied_at, Delivery.objects.count()) == ("failed", None, 1)
    page = text_of(bram.get(at("import", second)))
    assert ("andere cijfers geladen" in page, "Er is niets over te nemen." in page) == (True, True)


def test_who_lost_access_no_longer_writes(watched, people):
    found = kept(watched, people["bram"])
    importing.confirm(found, by=people["bram"])
    people["bram"].assignments.update(valid_until=timezone.localdate() - datetime.timedelta(days=1))
    run(Job.objects.get().pk)
    job = Job.objects.get()
    assert (job.state, Figure.objects.count(), "geen cijfers meer inlezen" in job.error) == ("failed", 0, True)


def test_files_are_taken_away_until_they_count(bram, watched, people):
    draft, done = kept(watched, people["bram"]), kept(watched, people["bram"], STATLINE + "\r\n", "84852NED b.csv")
    applied(done, people["bram"])
    assert bram.post(at("import-delete", done))["Location"] == at("import", done)
    bram.post(at("import-delete", draft))
    assert list(FigureImport.objects.all()) == [done]
    assert bram.post(at("import-delete", draft)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_nobody_confirms_goes_with_its_file(watched, people):
    old, new = kept(watched, people["bram"]), kept(watched, people["bram"], STATLINE + "\r\n", "84852NED b.csv")
    FigureImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - datetime.timedelta(days=31))
    assert (importing.remove_old(), importing.remove_old()) == (1, 0)
    assert list(FigureImport.objects.all()) == [new]
    loose = default_storage.save(f"{FigureImport.FOLDER}los.csv", upload(STATLINE))
    assert importing.remove_old() == 0
    the_day_before = (timezone.now() - datetime.timedelta(days=2)).timestamp()
    os.utime(default_storage.path(loose), (the_day_before, the_day_before))
    assert importing.remove_old() == 1
    assert default_storage.listdir(FigureImport.FOLDER)[1] == [new.files.get().file.name.removeprefix("cijfers/")]


@pytest.mark.django_db(transaction=True)
def test_a_writing_that_fails_halfway_leaves_nothing(watched, people, monkeypatch):
    found = kept(watched, people["bram"])
    _reading, plans = importing.read(found, list(found.files.all()))
    plans[0].source.key = "x" * 81 if connection.vendor == "postgresql" else None
    with pytest.raises(Exception, match=r"(?i)null|too long"):
        importing.apply(found, plans, by=people["bram"])
    found.refresh_from_db()
    assert (found.applied_at, Figure.objects.count(), Source.objects.count()) == (None, 0, 0)
    assert found.files.get().file


# --- Deliveries ---


@pytest.fixture
def waiting(watched, people):
    """Exact counts that wait for release; it is known how their topics hang together."""
    found = applied(
        kept(watched, people["bram"], OWN, "aantallen.csv", source="veilig-thuis-noordland"), people["bram"]
    )
    Indicator.objects.update(relation=Indicator.Relation.ALONE)
    return found.deliveries.get()


@pytest.fixture
def deliveries(watched):
    return reverse("monitoring:deliveries", args=["noordland"])


def test_the_list_says_what_came_from_whom_and_how_it_stands(bram, waiting, deliveries, watched, people):
    applied(kept(watched, people["bram"]), people["bram"])
    page = bram.get(deliveries)
    text = text_of(page)
    assert "Opgave van Veilig Thuis Noordland" in text
    assert "3 nieuw, 0 veranderd, 0 gelijk" in text
    assert ("Wacht op vrijgave" in text, "Openbaar" in text, "Overgenomen door Bram" in text) == (True,) * 3
    assert ("vrijgeven/" in page.content.decode(), "intrekken/" in page.content.decode()) == (False, False)


def test_deliveries_about_others_are_not_listed(bram, waiting, deliveries):
    elsewhere = factories.source(veilig_thuis=factories.region(kind="veilig_thuis", code="VT78"))
    factories.delivery(source=elsewhere, title="Van elders")
    far = factories.delivery(title="Over elders")
    factories.figure(delivery=far, area_code="GM9998")
    assert [row.delivery for row in bram.get(deliveries).context["rows"]] == [waiting]
    for name in ("release", "withdraw"):
        assert bram.get(at(name, far)).status_code == 404


def test_veilig_thuis_sees_what_becomes_public_and_releases_it(client, waiting, deliveries, vera, watched):
    client.force_login(vera)
    assert at("release", waiting) in client.get(deliveries).content.decode()
    assert "Aanleveringen" in text_of(client.get(reverse("monitoring:figures", args=["noordland"])))
    page = client.get(at("release", waiting))
    text = text_of(page)
    assert "1 cijfer wordt openbaar, 2 blijven afgeschermd." in text or "2 cijfers worden openbaar, 1 blijft" in text
    assert ("112" in text, "110" in text, "Afgeschermd" in text) == (False, True, True)
    assert Figure.objects.filter(disclosed=True).count() == 0
    typed = {"interpretation": WORDS, "fingerprint": page.context["form"].initial["fingerprint"]}
    assert client.post(at("release", waiting), typed)["Location"] == f"{deliveries}#aanlevering-{waiting.pk}"
    waiting.refresh_from_db()
    assert (waiting.interpretation, waiting.released_by, waiting.state) == (WORDS, vera, Delivery.State.PUBLIC)
    assert client.get(at("release", waiting)).status_code == 302
    assert "Vrijgegeven door Vera" in text_of(client.get(deliveries))


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"interpretation": " "}, "interpretation", "Schrijf erbij"),
        ({"interpretation": "x" * 2001}, "interpretation", "2000"),
        ({"interpretation": "Bel 06-12345678."}, "interpretation", "telefoonnummer"),
        ({"fingerprint": "verzonnen"}, "__all__", "intussen veranderd"),
    ],
)
def test_a_release_without_words_or_unseen_is_refused(client, waiting, vera, changes, field, says):
    client.force_login(vera)
    seen = client.get(at("release", waiting)).context["form"].initial["fingerprint"]
    response = client.post(at("release", waiting), {"interpretation": WORDS, "fingerprint": seen} | changes)
    (error,) = errors_of(response, field)
    assert (response.status_code, says in error) == (400, True)
    waiting.refresh_from_db()
    assert waiting.released_at is None


def test_counts_that_cannot_be_released_say_why(client, waiting, vera):
    Figure.objects.filter(delivery=waiting, area_code="GM0003").update(value=Decimal("-1"))
    client.force_login(vera)
    assert "onder nul" in text_of(client.get(at("release", waiting)))
    response = client.post(at("release", waiting), {"interpretation": WORDS, "fingerprint": "iets"})
    assert response.status_code == 400


def test_withdrawing_needs_a_reason_and_is_told(client, waiting, deliveries, vera):
    client.force_login(vera)
    response = client.post(at("withdraw", waiting), {"reason": " "})
    assert (response.status_code, errors_of(response, "reason")) == (
        400,
        ["Schrijf op waarom u deze aanlevering intrekt."],
    )
    assert client.post(at("withdraw", waiting), {"reason": "Verkeerde maand."}).status_code == 302
    text = text_of(client.get(deliveries))
    assert ("Ingetrokken" in text, "Verkeerde maand." in text, "Vera" in text) == (True,) * 3
    for name in ("withdraw", "release"):
        assert client.post(at(name, waiting), {"reason": "Nog eens."}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.withdrawn_because == "Verkeerde maand."


@pytest.mark.parametrize(("who", "status"), [("sam", 200), ("anna", 403), ("bram", 403), ("vera", 403), ("carla", 403)])
def test_figures_of_cbs_are_withdrawn_by_technical_administrators_only(
    client, watched, people, vera, deliveries, who, status
):
    found = applied(kept(watched, people["bram"]), people["bram"]).deliveries.get()
    person = {**people, "vera": vera}[who]
    client.force_login(person)
    assert client.get(at("withdraw", found)).status_code == status
    if who in ("sam", "anna", "bram"):
        assert (at("withdraw", found) in client.get(deliveries).content.decode()) is (status == 200)


@pytest.mark.parametrize("name", ["release", "withdraw"])
def test_who_decides_on_counts_of_veilig_thuis(client, waiting, people, vera, name):
    answers = {}
    for who, person in {**people, "vera": vera}.items():
        client.force_login(person)
        answers[who] = client.get(at(name, waiting)).status_code
    client.logout()
    answers["visitor"] = client.get(at(name, waiting)).status_code
    refused = dict.fromkeys(("anna", "bram", "carla", "olga"), 403)
    assert answers == {**refused, "sam": 200, "vera": 200, "visitor": 302}


def test_all_counts_of_a_region_have_one_source(watched, people):
    own = factories.source(key="eigen", veilig_thuis=watched.veilig_thuis_regions.get())
    found = kept(watched, people["bram"], OWN, "Veilig Thuis Noordland.csv")
    assert applied(found, people["bram"]).deliveries.get().source == own


def test_a_source_that_does_not_exist_any_more_is_refused(watched, people):
    with pytest.raises(Refused, match="geen bron"):
        kept(watched, people["bram"], source="weg")
    assert services.decides_for(watched, people["bram"]) is False


# --- How many queries ---


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_at_any_length(bram, start, deliveries, watched, people):
    def another(number):
        applied(kept(watched, people["bram"], STATLINE.replace("64505", f"6450{number}")), people["bram"])

    another(1)
    found = kept(watched, people["bram"], STATLINE.replace("64505", "1"))
    addresses = [start, deliveries, at("import", found)]
    for address in addresses:
        bram.get(address)
    before = [queries(bram, address) for address in addresses]
    for number in (2, 3):
        another(number)
    assert [queries(bram, address) for address in addresses] == before
    assert max(before) <= 25
