"""A term list read in: what is new, changed and the same; what is not understood is told at its row; the way back."""

import datetime
import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from lxml import html

from decisions.models import Promise, PromiseImport
from tests import factories
from tests.decisions.test_decisions import text_of

numbers = itertools.count()
LIST = (
    "Nr;Toezegging;Datum;Portefeuillehouder;Termijn;Status;Gemeente\n"
    "T-1;Evaluatie vóór 1 juli;12-03-2026;wethouder jeugd;1 juli 2026;open;\n"
    "T-2;Cijfers delen;12-03-2026;wethouder J. Jansen;Q3 2026;afgedaan;Ons Dorp\n"
    "T-3;Iets anders;12-03-2026;;1-9-2026;open;Ver Weg\n"
    "T-1;Nog eens hetzelfde nummer;12-03-2026;;;;\n"
)


@pytest.fixture
def council(region):
    return factories.municipality(region, name="Ons Dorp", slug="ons-dorp")


@pytest.fixture
def griffier(council):
    return factories.griffier(council)


def read(client, person, text=LIST, address="gemeenten/ons-dorp"):
    client.force_login(person)
    file = SimpleUploadedFile(f"lijst-{next(numbers)}.csv", text.encode())  # the same file twice is a double click
    response = client.post(f"/{address}/toezeggingen/inlezen/", {"file": file}, follow=True)
    assert response.status_code == 200
    return response


def found():
    return PromiseImport.objects.latest("pk")


def act(client, name):
    return client.post(reverse(f"decisions:promise-import-{name}", args=[found().pk]), follow=True)


@pytest.mark.django_db
def test_nothing_is_written_before_it_is_confirmed(client, programme, council, griffier):
    shown = text_of(read(client, griffier))
    assert "2 nieuw, 0 gewijzigd, 0 ongewijzigd, 2 weggelaten" in shown
    for said in (
        "‘Q3 2026’ is geen dag",
        "lijkt op de naam van een persoon",
        "De raad ‘Ver Weg’ houdt u hier niet bij",
    ):
        assert said in shown
    assert "Dit staat ook in rij 2" in shown
    assert "Toezegging, open · T-1" in shown
    assert "Toezegging, afgedaan · T-2" in shown
    assert not Promise.objects.exists()
    act(client, "confirm")
    first, second = Promise.objects.order_by("number")
    assert (first.due_on, first.state, first.holder) == (datetime.date(2026, 7, 1), "open", "wethouder jeugd")
    assert (second.due_on, second.due_text, second.state, second.holder) == (None, "Q3 2026", "done", "")
    assert (second.closed_by, first.municipality, first.programme) == (griffier, council, programme)
    assert {(one.history.count(), one.history.get().history_user) for one in (first, second)} == {(1, griffier)}


@pytest.mark.django_db
def test_what_seems_to_be_about_a_person_is_told_at_its_cell(client, programme, council, griffier):
    """As the forms do; what is read in is public, and is taken over only once it was looked at."""
    listed = (
        "Nr;Toezegging;Termijn;Antwoord\n"
        "T-1;Mail jan@voorbeeld.nl;bel 06-12345678;BSN 111222333 opgezocht\n"
        "T-2;Evaluatie met de raad;1 juli 2026;Zie de brief\n"
    )
    page = html.fromstring(read(client, griffier, listed).content.decode())
    first, second = ([" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//table/tbody/tr"))
    told = "‘%s’ lijkt op %s. Haal het weg als het over een persoon gaat."
    assert told % ("jan@voorbeeld.nl", "een e-mailadres") in first[1]
    assert told % ("06-12345678", "een telefoonnummer") in first[2]
    assert "Antwoord: " + told % ("111222333", "een burgerservicenummer (BSN)") in first[3]
    assert "lijkt op" not in " ".join(second)
    assert not Promise.objects.exists()


@pytest.mark.django_db
def test_read_again_it_is_the_same_and_what_changed_is_told(client, programme, council, griffier):
    read(client, griffier)
    act(client, "confirm")
    again = LIST + "\n"  # the very same form, sent again at once, is a double click
    assert "0 nieuw, 0 gewijzigd, 2 ongewijzigd" in text_of(read(client, griffier, again))
    moved = LIST.replace("1 juli 2026;open", "1 september 2026;open")
    assert "0 nieuw, 1 gewijzigd, 1 ongewijzigd" in text_of(read(client, griffier, moved))
    act(client, "confirm")
    assert Promise.objects.get(number="T-1").due_on == datetime.date(2026, 9, 1)
    act(client, "undo")
    assert Promise.objects.get(number="T-1").due_on == datetime.date(2026, 7, 1)


@pytest.mark.django_db
def test_taken_back_as_far_as_nobody_went_on(client, programme, council, griffier):
    read(client, griffier)
    act(client, "confirm")
    kept = Promise.objects.get(number="T-1")
    path = reverse("decisions:promise-answer", args=[kept.pk])
    client.post(path, {"version": kept.version, "answer": "Klaar.", "on": datetime.date.today().isoformat()})
    shown = text_of(act(client, "undo"))
    assert "Daarna gewijzigd of niet aan u, en dus gebleven: Evaluatie vóór 1 juli" in shown
    assert list(Promise.objects.values_list("number", flat=True)) == ["T-1"]
    act(client, "undo")
    assert Promise.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["contact", "leader"])
def test_a_list_closes_nothing_unless_the_griffier_reads_it(client, programme, council, region, who):
    person = factories.contact(council) if who == "contact" else factories.leader(region)
    shown = text_of(read(client, person))
    assert "Alleen de griffier doet af" in shown
    act(client, "confirm")
    assert Promise.objects.get(number="T-2").state == "answered"


@pytest.mark.django_db
def test_a_list_of_a_region_names_its_councils(client, programme, council, region):
    shown = text_of(read(client, factories.leader(region), address=f"regios/{region.slug}"))
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 3 weggelaten" in shown
    assert "Er staat geen gemeente bij." in shown


@pytest.mark.django_db
def test_of_somebody_else_it_is_not_there(client, programme, council, griffier, region):
    read(client, griffier)
    for other in (factories.griffier(council), factories.leader(region), None):
        client.logout()
        if other:
            client.force_login(other)
        path = found().get_absolute_url()
        assert {client.get(path).status_code, client.post(f"{path}bevestigen/").status_code} <= {404, 302}
    assert not Promise.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "options", "code", "count"),
    [
        ("Gemeente;Toezegging;Termijn\nOns Dorp;Iets;1-7-2026\n", [], 0, 1),
        ("Gemeente;Toezegging;Termijn\nOns Dorp;Iets;1-7-2026\n", ["--dry-run"], 0, 0),
        ("Toezegging;Termijn\nIets;Q3 2026\n", ["--municipality", "ons-dorp"], 1, 1),
        ("Aap;Noot\n1;2\n", [], 2, 0),
        ("Toezegging;Termijn\nIets;1-7-2026\n", ["--municipality", "nergens"], 2, 0),
    ],
)
def test_the_command_and_its_exit_codes(tmp_path, programme, council, text, options, code, count):
    factories.superuser()
    file = tmp_path / "lijst.csv"
    file.write_text(text)
    try:
        call_command("import_promises", str(file), "--region", programme.region.slug, *options)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert (ended, Promise.objects.count()) == (code, count)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "options", "code", "count"),
    [
        ("griffier", [], 0, 1),
        ("griffier", ["--municipality", "ons-dorp"], 0, 1),
        ("griffier", ["--municipality", "ander-dorp"], 2, 0),
        ("council_member", [], 2, 0),
        ("council_member", ["--dry-run"], 2, 0),
    ],
)
def test_the_command_adds_only_what_its_person_may_add(
    tmp_path, capsys, programme, region, council, who, options, code, count
):
    factories.municipality(region, name="Ander Dorp", slug="ander-dorp")
    person = getattr(factories, who)(council)
    file = tmp_path / "lijst.csv"
    file.write_text("Gemeente;Toezegging;Termijn\nOns Dorp;Iets;1-7-2026\n")
    try:
        call_command("import_promises", str(file), "--region", programme.region.slug, "--by", person.email, *options)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert (ended, Promise.objects.count()) == (code, count)
    assert ("mag hier geen vragen en toezeggingen toevoegen" in capsys.readouterr().err) == (code == 2)
    assert PromiseImport.objects.count() == count
