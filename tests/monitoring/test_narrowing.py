"""What others tell of hidden counts is for Veilig Thuis: for everybody else nothing depends on it."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.models import Job, Mail
from jobs.running import run
from monitoring import services
from monitoring.models import Figure, FigureImport, NarrowedNotice
from monitoring.services import importing, narrowing
from tests import factories

pytestmark = pytest.mark.django_db
COUNTS = {"VT77": 103, "GM0001": 47, "GM0002": 47, "GM0003": 9}
TOLD = "is nu af te leiden"
OF_CBS = (
    '"Veiligheidstaxatie";"Regio\'s";"Perioden";"Ontvangen meldingen (aantal)"\r\n"Totaal";"Stad %s";"2025";"   45"\r\n'
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def own(region, programme, people, organisation):
    veilig_thuis = factories.region(kind="veilig_thuis", code="VT77", name="Noordland", slug="vt-noordland")
    programme.veilig_thuis_regions.add(veilig_thuis)
    for number in range(1, 4):
        factories.municipality(region, veilig_thuis, code=f"GM000{number}", name=f"Stad {number}")
    cbs = factories.source(key="cbs-84852NED", title="CBS")
    reports = factories.indicator(
        slug="meldingen", title="Ontvangen meldingen", source=cbs, cbs_topic="Ontvangen meldingen"
    )
    made = factories.source(title="Eigen", veilig_thuis=veilig_thuis, organisation=organisation)
    delivery = factories.delivery(source=made, title="Jaar")
    for area, count in COUNTS.items():
        factories.figure(
            indicator=reports, delivery=delivery, area_code=area, period="2025", value=Decimal(count), is_current=False
        )
    services.release(delivery, interpretation="Zo is het.", by=people["olga"])
    return delivery


@pytest.fixture
def hidden(own):
    """The number of the town that was hidden beside the small count."""
    found = Figure.objects.public().filter(delivery=own, value=None).exclude(area_code="GM0003")
    return found.get().area_code[-1]


def accepted(programme, hidden, by):
    """The keeper takes over what CBS tells of a town."""
    file = SimpleUploadedFile("84852NED.csv", (OF_CBS % hidden).encode())
    found = importing.keep(programme, uploads=[file], source_key="", by=by)
    importing.confirm(found, by=by)
    job = Job.objects.get(kind=FigureImport.WRITE_JOB, subject_id=found.pk)
    run(job.pk)
    found.refresh_from_db()
    assert found.applied_at
    return found


def test_veilig_thuis_is_told_until_it_takes_the_delivery_back(client, own, hidden, programme, people):
    narrowing.look()
    vera = factories.veilig_thuis(own.source.veilig_thuis, name="Vera")
    client.force_login(vera)
    page = reverse("monitoring:deliveries", args=["noordland"])
    assert TOLD not in client.get(page).content.decode()
    accepted(programme, hidden, factories.figure_keeper())
    narrowing.look()
    text = client.get(page).content.decode()
    assert TOLD in text
    assert "Ontvangen meldingen, Stad 3, 2025" in text
    assert "<li>Ontvangen meldingen, Stad 1, 2025" not in text
    before = NarrowedNotice.objects.get().looked_after
    narrowing.look()  # nothing happened since
    assert NarrowedNotice.objects.get().looked_after == before
    services.withdraw(own, reason="Het verraadt te veel.", by=vera)
    narrowing.look()
    assert TOLD not in client.get(page).content.decode()


def test_for_everybody_else_every_page_is_the_same(client, own, hidden, programme, people):
    kees = factories.figure_keeper(name="Kees")
    found = accepted(programme, hidden, kees)
    named = [("deliveries", ["noordland"]), ("import", ["noordland", found.pk]), ("import-start", ["noordland"])]
    named += [("offered", []), ("figures", ["noordland"]), ("csv", ["noordland"])]
    pages = [reverse(f"monitoring:{name}", args=args) for name, args in named] + [
        reverse(f"admin:monitoring_{name}_change", args=[pk])
        for name, pk in (("source", own.source_id), ("delivery", own.pk), ("figureimport", found.pk))
    ]
    pages += [reverse("admin:index"), reverse("admin:jobs_mail_changelist"), reverse("admin:jobs_job_changelist")]

    def all_pages():
        told = []
        for user in (people["anna"], people["bram"], people["olga"], people["sam"], kees):
            client.force_login(user)
            for page in pages:
                response = client.get(page)
                content = b"".join(response.streaming_content) if response.streaming else response.content
                told.append((user.name, page, response.status_code, re.sub(rb'(csrf|nonce)[^>]*"[^"]*"', b"", content)))
        return told

    client.force_login(kees)
    first = all_pages()
    assert any(status == 200 for name, _page, status, _content in first if name == "Kees")
    narrowing.look()
    assert NarrowedNotice.objects.get().cells
    told = all_pages()
    NarrowedNotice.objects.update(cells=[])
    Figure.objects.exact().filter(delivery=own, area_code="GM0003").update(value=3)
    assert told == all_pages() == first
    assert not Mail.objects.exists()
