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

from actions.models import Programme
from jobs.incoming import flow
from jobs.models import Job
from jobs.running import run
from monitoring import services
from monitoring.imports.choices import Choices
from monitoring.models import Delivery, Figure, FigureImport, ReadFigures, Source
from monitoring.services import importing, offering
from municipalities import services as services_of_access
from municipalities.models import Merger, Municipality
from tables import weight
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
def people(people):
    """With Kees, who keeps the figures that all regions read."""
    return {**people, "kees": factories.figure_keeper(name="Kees")}


@pytest.fixture
def kees(client, people, watched):
    client.force_login(people["kees"])
    return client


@pytest.fixture
def bram(client, people, watched):
    client.force_login(people["bram"])
    return client


@pytest.fixture
def start(region, watched):
    return reverse("monitoring:import-start", args=[region.slug])


@pytest.fixture
def vera(watched):
    """Of Veilig Thuis itself."""
    return factories.veilig_thuis(watched.veilig_thuis_regions.get(), name="Vera")


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
        ([("84852NED.csv", STATLINE)], "veilig-thuis-noordland", "source", "Selecteer een geldige keuze"),
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


def test_exact_counts_of_another_region_are_refused(client, vera, start):
    client.force_login(vera)
    factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Zuidland")
    with pytest.raises(Refused, match=r"Deze cijfers zijn van Veilig Thuis Zuidland\. Dat hoort niet bij deze regio\."):
        kept(Programme.objects.get(slug="noordland-nu"), vera, OWN, "Veilig Thuis Zuidland.csv")
    assert client.post(start, {"file": upload(OWN), "source": "veilig-thuis-zuidland"}).status_code == 400
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
    monkeypatch.setattr(weight, "AT_ONCE", 10)
    bram.post(start, {"file": upload(STATLINE)})
    found, job = FigureImport.objects.get(), Job.objects.get()
    page = bram.get(at("import", found))
    assert (found.is_read, job.kind, job.result_url) == (False, "figures-read", at("import", found))
    assert ("Dit is een groot bestand." in text_of(page), "hx-get" in page.content.decode()) == (True, True)
    run(job.pk)
    run(job.pk)
    page = bram.get(at("import", found), headers={"HX-Request": "true"})
    assert "Aanbieden aan de cijferbeheerder" in text_of(page)
    assert "<html" not in page.content.decode()


def test_a_large_file_that_cannot_be_read_is_not_kept(bram, start, monkeypatch):
    monkeypatch.setattr(weight, "AT_ONCE", 10)
    bram.post(start, {"file": upload("<html><body>502</body></html>")})
    found, job = FigureImport.objects.get(), Job.objects.get()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, "webpagina" in job.error) == ("failed", True)
    page = text_of(bram.get(at("import", found)))
    assert ("webpagina" in page, "Een ander bestand kiezen" in page, "Neem" in page) == (True, True, False)
    bram.force_login(factories.figure_keeper())
    assert bram.post(at("import-confirm", found), {"count": "0"}).status_code == 302
    assert Job.objects.filter(kind=FigureImport.WRITE_JOB).count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_files_of_a_refused_job_are_gone(bram, start, monkeypatch):
    monkeypatch.setattr(weight, "AT_ONCE", 10)
    bram.post(start, {"file": upload("<html><body>502</body></html>")})
    found = FigureImport.objects.get()
    run(Job.objects.get().pk)
    assert default_storage.listdir(FigureImport.FOLDER)[1] == []
    assert [each.name for each in found.files.all()] == ["84852NED.csv"]


def spoil(found):
    """From now on the files themselves cannot be read: who needs them is refused."""
    for each in found.files.all():
        with default_storage.open(each.file.name, "wb") as file:
            file.write(b"%PDF-1.7 and nothing more")


@pytest.mark.parametrize("at_once", [500_000, 10])
def test_files_are_parsed_once(bram, kees, start, people, monkeypatch, at_once):
    monkeypatch.setattr(weight, "AT_ONCE", at_once)
    bram.force_login(people["bram"])
    bram.post(start, {"file": upload(STATLINE)})
    found = FigureImport.objects.get()
    for job in Job.objects.all():
        run(job.pk)
    spoil(found)
    found.refresh_from_db()
    importing.choose(found, Choices(), by=people["bram"])
    for job in Job.objects.unfinished():
        run(job.pk)
    found.refresh_from_db()
    assert applied(found, people["kees"]).counts["new"] == 1
    assert ReadFigures.objects.count() == 0


@pytest.mark.parametrize("other", [{"format": "ouder"}, {"reading": b"x"}, {"key": "ander"}])
def test_what_was_kept_otherwise_is_read_again(watched, people, other):
    found = kept(watched, people["bram"])
    ReadFigures.objects.update(**other)
    assert len(importing.read(found, by=people["bram"])[1]) == 1
    spoil(found)
    assert len(importing.read(found, by=people["bram"])[1]) == 1


def test_a_region_that_is_called_otherwise_by_now_is_read_anew(watched, people):
    found = kept(watched, people["bram"])
    Municipality.objects.filter(code="GM0001").update(name="Anderstad")
    spoil(found)
    with pytest.raises(Refused, match="pdf"):
        importing.read(found, by=people["bram"])


@pytest.mark.parametrize("end", ["applied", "removed", "refused", "old"])
def test_what_was_read_of_exact_counts_goes_with_the_files(watched, vera, counted, end):
    found = kept(watched, vera, OWN, "aantallen.csv", source="veilig-thuis-noordland")
    assert ReadFigures.objects.count() == 1
    if end == "applied":
        applied(found, vera)
    elif end == "removed":
        flow.remove(found)
    elif end == "refused":
        flow.refuse(found, Refused("Nee."))
    else:
        FigureImport.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
        importing.remove_old()
    assert ReadFigures.objects.count() == 0


def test_no_job_is_called_after_a_file_with_exact_counts(watched, vera, monkeypatch):
    found = kept(watched, vera, OWN, "kenmerk.csv", source="veilig-thuis-noordland")
    monkeypatch.setattr(weight, "AT_ONCE", 10)
    importing.choose(found, Choices(), by=vera)
    assert Job.objects.get().title == "Eigen cijfers lezen"


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
    assert "Aanbieden aan de cijferbeheerder" in page
    assert [(line["title"], line["new"], line["changed"], line["unchanged"]) for line in found.preview["topics"]] == [
        ("Ontvangen meldingen", 1, 1, 1)
    ]
    assert {(one["period"], one["value"], one["status"]) for one in found.preview["sample"]} == {
        ("1e halfjaar 2020", "64.505", "definitief"),
        ("1e halfjaar 2021", "61.000", "voorlopig"),
    }


def test_a_topic_that_the_portal_does_not_know_waits_for_a_definition(bram, watched, people):
    found = kept(watched, people["bram"])
    page = text_of(bram.get(at("import", found)))
    assert "Ontvangen meldingen (aantal)" in page
    assert "Wacht op een omschrijving" in page
    assert "CBS-tabel 84852NED (CBS-tabel 84852NED) Nieuw in het portaal" in page


def test_many_problems_and_topics_are_cut_off_and_counted(bram, watched, people):
    found = kept(watched, people["bram"], STATLINE + UNKNOWN * 130)
    assert (len(found.preview["problems"]), found.preview["problem_count"]) == (100, 130)
    assert "Dit zijn de eerste 100 van 130." in text_of(bram.get(at("import", found)))


def test_a_file_that_brings_nothing_has_no_button(kees, watched, people):
    applied(kept(watched, people["bram"]), people["kees"])
    again = kept(watched, people["bram"])
    assert "Er is niets over te nemen." in text_of(kees.get(at("import", again)))
    kees.post(at("import-confirm", again), {"count": "0"})
    assert Job.objects.filter(subject_id=again.pk).count() == 0


def test_exact_counts_are_shown_to_veilig_thuis_only(client, start, watched, people, vera):
    found = kept(watched, vera, OWN, "aantallen.csv", source="veilig-thuis-noordland")
    client.force_login(vera)
    page = text_of(client.get(at("import", found)))
    assert ("nog niet openbaar" in page, "112" in page, "Opgave van Veilig Thuis Noordland" in page) == (True,) * 3
    for who in ("anna", "bram", "kees", "sam"):
        client.force_login(people[who])
        assert client.get(at("import", found)).status_code == 404
        assert (
            "aantallen.csv" not in client.get(reverse("monitoring:import-start", args=["noordland"])).content.decode()
        )


@pytest.mark.parametrize("who", ["anna", "bram", "kees", "sam"])
@pytest.mark.parametrize("source", ["", "veilig-thuis-noordland"])
@pytest.mark.parametrize("at_once", [1024**2, 10])
def test_nobody_else_loads_exact_counts(watched, people, monkeypatch, who, source, at_once):
    """Not at once, not by a job, and the answer does not depend on what is there already."""
    monkeypatch.setattr(weight, "AT_ONCE", at_once)
    if at_once > 10 or source:
        with pytest.raises(Refused, match="alleen Veilig Thuis zelf"):
            kept(watched, people[who], OWN, "Veilig Thuis Noordland.csv", source=source)
    else:
        found = kept(watched, people[who], OWN, "Veilig Thuis Noordland.csv", source=source)
        run(Job.objects.get().pk)
        found.refresh_from_db()
        assert "alleen Veilig Thuis zelf" in found.refused
        assert (found.preview, found.files.get().file.name) == ({}, "")
    assert Figure.objects.count() == 0


def test_one_organisation_is_shown_and_of_several_is_asked(client, start, watched, vera):
    client.force_login(vera)
    page = client.get(start)
    assert "namens Veilig Thuis Noordland" in text_of(page)
    answer = client.post(start, {"file": upload(OWN, "a.csv"), "source": "veilig-thuis-noordland"})
    assert answer.status_code == 302
    assert "Tabellen van CBS" not in page.content.decode()
    second = factories.region(kind="veilig_thuis", code="VT78", organisation="Veilig Thuis Oostland")
    watched.veilig_thuis_regions.add(second)
    services_of_access.give_access(vera, role="veilig_thuis", place=second)
    asked = text_of(client.get(start))
    assert ("Namens welke organisatie?" in asked, "Veilig Thuis Oostland" in asked) == (True, True)


def test_veilig_thuis_loads_no_counts_of_areas_elsewhere(watched, vera, region):
    """Not the invented region of real places, nor the other way round; a municipality that merged into one is here."""
    factories.municipality(code="GM0099", name="Elders")
    old = factories.municipality(code="GM0098", name="Oud")
    key = "veilig-thuis-noordland"
    with pytest.raises(Refused, match="buiten de regio"):
        kept(watched, vera, OWN + "Elders;Q3 2026;40\n", "a.csv", source=key)
    with pytest.raises(Refused, match="buiten de regio"):
        kept(watched, vera, OWN + "Oud;Q3 2026;40\n", "a.csv", source=key)
    Merger.objects.create(on=datetime.date(2026, 1, 1), old=old, new=Municipality.objects.get(code="GM0001"), kind="x")
    assert kept(watched, vera, OWN + "Oud;Q3 2026;40\n", "a.csv", source=key).counts["new"] == 4


def test_veilig_thuis_alone_reads_in_no_table_that_all_regions_read(watched, vera):
    with pytest.raises(Refused, match="geen eigen aantallen"):
        kept(watched, vera)


# --- Taking over ---


def test_confirming_writes_in_the_background_and_says_what_was_done(kees, watched, people):
    found = kept(watched, people["bram"])
    response = kees.post(at("import-confirm", found), {"count": "1"})
    kees.post(at("import-confirm", found), {"count": "1"})
    job = Job.objects.get()
    assert (response.status_code, response["Location"], job.kind) == (302, at("import", found), "figures-import")
    assert "De cijfers worden overgenomen." in text_of(kees.get(at("import", found)))
    run(job.pk)
    run(job.pk)
    found.refresh_from_db()
    (delivery,) = found.deliveries.all()
    assert (Figure.objects.current().get().value, Delivery.objects.count()) == (64505, 1)
    page = kees.get(at("import", found))
    assert "Overgenomen door Kees" in text_of(page)
    assert f"/regios/noordland/cijfers/aanleveringen/#aanlevering-{delivery.pk}" in page.content.decode()
    assert (found.preview["sample"], {each.file.name for each in found.files.all()}) == ([], {""})


@pytest.mark.parametrize("count", ["", "2", "-1", "veel", "9" * 40])
def test_a_confirmation_of_something_else_does_nothing(kees, watched, people, count):
    found = kept(watched, people["bram"])
    response = kees.post(at("import-confirm", found), {"count": count})
    assert (response.status_code, Job.objects.count()) == (400, 0)
    assert "Het voorbeeld is intussen veranderd." in text_of(response)


def test_what_is_no_longer_as_seen_is_not_written(bram, watched, people):
    first, second = kept(watched, people["bram"]), kept(watched, people["bram"], STATLINE + "\r\n", "84852NED b.csv")
    applied(first, people["kees"])
    applied(second, people["kees"])
    job = Job.objects.get(subject_id=second.pk)
    assert (job.state, second.applied_at, Delivery.objects.count()) == ("failed", None, 1)
    page = text_of(bram.get(at("import", second)))
    assert ("andere cijfers geladen" in page, "Er is niets over te nemen." in page) == (True, True)


def test_who_lost_access_no_longer_writes(watched, people):
    found = kept(watched, people["bram"])
    importing.confirm(found, by=people["kees"])
    people["kees"].assignments.update(valid_until=timezone.localdate() - datetime.timedelta(days=1))
    run(Job.objects.get().pk)
    job = Job.objects.get()
    assert (job.state, Figure.objects.count(), "geen cijfers meer inlezen" in job.error) == ("failed", 0, True)


def test_files_are_taken_away_until_they_count(bram, watched, people):
    draft, done = kept(watched, people["bram"]), kept(watched, people["bram"], STATLINE + "\r\n", "84852NED b.csv")
    applied(done, people["kees"])
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
    _reading, plans = importing.read(found, by=people["bram"])
    plans[0].source.key = "x" * 81 if connection.vendor == "postgresql" else None
    with pytest.raises(Exception, match=r"(?i)null|too long"):
        importing.apply(found, plans, by=people["bram"])
    found.refresh_from_db()
    assert (found.applied_at, Figure.objects.count(), Source.objects.count()) == (None, 0, 0)
    assert found.files.get().file


# --- Deliveries ---


@pytest.fixture
def counted(db):
    """The topic of OWN, as the portal knows it."""
    return factories.indicator(title="Ontvangen meldingen", synonyms=["Meldingen"])


@pytest.fixture
def waiting(watched, vera, counted):
    """Exact counts that wait for release."""
    found = applied(kept(watched, vera, OWN, "aantallen.csv", source="veilig-thuis-noordland"), vera)
    return found.deliveries.get()


@pytest.fixture
def deliveries(watched):
    return reverse("monitoring:deliveries", args=["noordland"])


def test_the_list_says_what_came_from_whom_and_how_it_stands(bram, waiting, deliveries, watched, people):
    applied(kept(watched, people["bram"]), people["kees"])
    page = bram.get(deliveries)
    text = text_of(page)
    assert "Opgave van Veilig Thuis Noordland" in text
    assert "1 nieuw, 0 veranderd, 0 gelijk" in text
    assert ("3 cijfers" in text, "aantallen.csv" in text) == (False, False)
    assert ("Wacht op vrijgave" in text, "Openbaar" in text, "Overgenomen door Kees" in text) == (True,) * 3
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
    assert client.post(at("withdraw", waiting), {"reason": "Verkeerde maand.", "kind": "wrong"}).status_code == 302
    text = text_of(client.get(deliveries))
    assert ("Ingetrokken" in text, "Verkeerde maand." in text, "Vera" in text) == (True,) * 3
    for name in ("withdraw", "release"):
        assert client.post(at(name, waiting), {"reason": "Nog eens."}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.withdrawn_because == "Verkeerde maand."


@pytest.mark.parametrize(
    ("who", "status"),
    [("sam", 200), ("kees", 200), ("anna", 403), ("bram", 403), ("vera", 403), ("carla", 403)],
)
def test_figures_that_all_regions_read_are_withdrawn_by_the_cijferbeheerder(
    client, watched, people, vera, deliveries, who, status
):
    found = applied(kept(watched, people["bram"]), people["kees"]).deliveries.get()
    person = {**people, "vera": vera}[who]
    client.force_login(person)
    assert client.get(at("withdraw", found)).status_code == status
    if who in ("sam", "kees", "anna", "bram"):
        assert (at("withdraw", found) in client.get(deliveries).content.decode()) is (status == 200)


@pytest.mark.parametrize("name", ["release", "withdraw"])
def test_who_decides_on_counts_of_veilig_thuis(client, waiting, people, vera, name):
    answers = {}
    for who, person in {**people, "vera": vera}.items():
        client.force_login(person)
        answers[who] = client.get(at(name, waiting)).status_code
    client.logout()
    answers["visitor"] = client.get(at(name, waiting)).status_code
    refused = dict.fromkeys(("anna", "bram", "carla", "olga", "kees", "sam"), 403)
    assert answers == {**refused, "vera": 200, "visitor": 302}


def test_all_counts_of_a_region_have_one_source(watched, vera, counted):
    own = factories.source(key="eigen", veilig_thuis=watched.veilig_thuis_regions.get())
    found = kept(watched, vera, OWN, "Veilig Thuis Noordland.csv")
    assert applied(found, vera).deliveries.get().source == own


def test_a_source_that_does_not_exist_any_more_is_refused(watched, people):
    with pytest.raises(Refused, match="geen bron"):
        kept(watched, people["bram"], source="weg")
    assert services.decides_for(watched, people["bram"]) is False


EXACT = ("7331", "7337", "kenmerk", "3 nieuw", "2 veranderd")


@pytest.mark.parametrize("state", ["waiting", "released", "corrected"])
def test_others_read_no_count_no_file_name_and_no_change_of_exact_deliveries(
    client, watched, people, vera, deliveries, counted, state
):
    first = OWN.replace("112", "7331")
    found = applied(kept(watched, vera, first, "kenmerk.csv", source="veilig-thuis-noordland"), vera).deliveries.get()
    if state != "waiting":
        services.release(found, interpretation=WORDS, by=vera)
    if state == "corrected":
        second = first.replace("7331", "7337").replace(";58", ";59")
        applied(kept(watched, vera, second, "kenmerk 2.csv", source="veilig-thuis-noordland"), vera)
    client.force_login(vera)
    assert "kenmerk" in text_of(client.get(deliveries))
    start = reverse("monitoring:import-start", args=["noordland"])
    for who in ("anna", "bram", "kees", "sam"):
        client.force_login(people[who])
        for address in (deliveries, start, "/mijn/", reverse("monitoring:figures", args=["noordland"])):
            page = text_of(client.get(address))
            assert [(who, address, mark) for mark in EXACT if mark in page] == []
    jobs = "".join(f"{job.title}{job.error}{job.message}" for job in Job.objects.all())
    assert [mark for mark in EXACT if mark in jobs] == []


# --- What all regions read waits for the cijferbeheerder ---


@pytest.fixture
def historic(watched):
    """A count of the whole country that was definitive for years, and one that was provisional."""
    source = factories.source(key="cbs-84852NED", title="Huiselijk geweld; meldingen")
    topic = factories.indicator(title="Ontvangen meldingen", cbs_topic="Ontvangen meldingen", source=source)
    came = Delivery.objects.create(source=source, title="Eerder", received_on=datetime.date(2021, 3, 4))
    factories.figure(indicator=topic, delivery=came, period="2019", value=Decimal(143210))
    factories.figure(indicator=topic, delivery=came, period="2020H1", value=Decimal(64500), status="voorlopig")
    return topic


CHANGING = HEAD + '"Totaal";"Nederland";"2019";"  5"\r\n' + ROW


def test_an_officer_changes_nothing_that_all_regions_read(bram, watched, people, historic):
    found = kept(watched, people["bram"], CHANGING)
    assert bram.post(at("import-confirm", found), {"count": "2"}).status_code == 403
    importing.confirm(found, by=people["bram"])
    run(Job.objects.get().pk)
    assert "cijferbeheerder" in Job.objects.get().error
    assert historic.figures.current().get(period="2019").value == 143210


def test_a_changed_historic_value_stands_out_and_both_names_stay(client, bram, watched, people, historic):
    found = kept(watched, people["bram"], CHANGING)
    assert bram.post(at("import-offer", found), {"count": "2"})["Location"] == at("import", found)
    assert "Wacht op de cijferbeheerder" in text_of(bram.get(at("import", found)))
    client.force_login(people["kees"])
    assert "1 bestand wacht op u." in text_of(client.get("/mijn/"))
    assert "Eén definitief cijfer verandert" in text_of(client.get("/cijfers/aangeboden/"))
    page = text_of(client.get(at("import", found)))
    assert "Let op: één definitief cijfer verandert." in page
    assert "Eén cijfer verandert met de helft of meer." in page
    rows = [(one["old"], one["new"], one["difference"], one["since"]) for one in found.preview["changes"]]
    assert rows == [("143.210", "5", "−143.205", "4 maart 2021"), ("64.500", "64.505", "+5", "4 maart 2021")]
    assert "Definitief sinds 4 maart 2021" in page
    applied(found, people["kees"])
    assert historic.figures.current().get(period="2019").value == 5
    page = text_of(client.get(at("import", found)))
    assert ("Aangeboden door Bram" in page, "Overgenomen door Kees" in page) == (True, True)
    came = found.deliveries.get()
    services.withdraw(came, reason="Verkeerd bestand.", by=people["kees"])
    assert historic.figures.current().get(period="2019").value == 143210


def test_what_is_sent_back_says_why_and_can_be_offered_again(client, bram, watched, people, historic):
    found = kept(watched, people["bram"], CHANGING)
    for _ in range(2):
        bram.post(at("import-offer", found), {"count": "2"})
    assert bram.post(at("import-send-back", found), {"reason": "Nee."}).status_code == 403
    client.force_login(people["kees"])
    assert client.post(at("import-send-back", found), {"reason": " "}).status_code == 400
    client.post(at("import-send-back", found), {"reason": "2019 kan niet 5 zijn."})
    assert "Er wacht niets." in text_of(client.get("/cijfers/aangeboden/"))
    client.force_login(people["bram"])
    for address in ("/mijn/", at("import", found)):
        assert "2019 kan niet 5 zijn." in text_of(client.get(address))
    client.post(at("import-offer", found), {"count": "2"})
    assert FigureImport.objects.offered().get() == found


def test_what_waits_for_the_cijferbeheerder_is_not_cleared_away(watched, people, historic):
    found = kept(watched, people["bram"], CHANGING)
    offering.offer(found, by=people["bram"])
    FigureImport.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
    assert (importing.remove_old(), FigureImport.objects.count()) == (0, 1)


def test_the_list_of_what_waits_costs_the_same_at_any_length(kees, watched, people):
    counts = []
    for number in range(3):
        found = kept(watched, people["bram"], STATLINE.replace("64505", f"6450{number}"))
        offering.offer(found, by=people["bram"])
        counts.append(queries(kees, "/cijfers/aangeboden/"))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("who", ["anna", "bram", "vera"])
def test_only_the_cijferbeheerder_sees_what_waits(client, people, vera, who):
    client.force_login({**people, "vera": vera}[who])
    assert client.get("/cijfers/aangeboden/").status_code == 403


@pytest.mark.parametrize(("own", "area", "refused"), [
    (True, "Stad 1", None), (True, "Nederland", "buiten de regio"), (False, "Stad 1", "hoort niet bij deze regio"),
])  # fmt: skip
def test_a_source_of_the_region_stays_the_officers_and_in_the_region(watched, people, own, area, refused):
    source = factories.source(key="eigen-stuk", programme=watched if own else factories.programme())
    text = f"Regio's;Perioden;Opleidingen (aantal)\n{area};2023;5\n"
    if refused:
        with pytest.raises(Refused, match=refused):
            kept(watched, people["bram"], text, "stuk.csv", source=source.key)
        return
    found = kept(watched, people["bram"], text, "stuk.csv", source=source.key)
    applied(found, people["bram"])
    assert Figure.objects.current().get().delivery.source == source


def test_a_public_file_is_never_compared_with_exact_counts(watched, people, vera):
    """Own counts may come under a topic that CBS has too: a guess must not read 'blijft gelijk'."""
    source = factories.source(key="cbs-84852NED")
    topic = factories.indicator(title="Ontvangen meldingen", cbs_topic="Ontvangen meldingen", source=source)
    own = factories.delivery(source=factories.source(veilig_thuis=watched.veilig_thuis_regions.get()))
    factories.figure(indicator=topic, delivery=own, area_code="GM0001", period="2020", value=Decimal(7331))
    for guess in ("7331", "7332"):
        found = kept(watched, people["bram"], HEAD + f'"Totaal";"Stad 1";"2020";"{guess}"\r\n')
        assert (found.counts, found.preview["changes"]) == ({"new": 1, "changed": 0, "unchanged": 0}, [])


# --- How many queries ---


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_at_any_length(bram, start, deliveries, watched, people):
    def another(number):
        applied(kept(watched, people["bram"], STATLINE.replace("64505", f"6450{number}")), people["kees"])

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
