"""A region without a programme starts one in the browser: from its document or empty, all or nothing, not public."""

import datetime
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actions.forms.starting import shortened
from actions.imports.outlines import outline_of
from actions.models import ActionLine, PlanImport, Programme, ProgrammeDraft
from actions.services import importing, starting
from municipalities.access import access
from reading.plans.model import PlanReading
from reading.plans.reader import read_plan
from tables.reading import read_pasted
from tests import factories
from tests.actions.sheets import fields_of

pytestmark = pytest.mark.django_db
PLAN = (
    "Lijn;Nr;Wat;Wie;Wanneer\n"
    "Programmalijn 2: Stoppen;2.1;Meldcode;GGD;Q1 2025\n"
    "Programmalijn 1: Eerder in beeld;1.1;Training;VT;2026\n"
    "Programmalijn 2: Stoppen;2.2;Spreekuur;GGD;Q4 2027\n"
)
NAME = "Uitvoeringsplan_Oostland 2025-2028 def v1.2.csv"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def empty(db):
    """A region without a programme."""
    return factories.region(name="Oostland", slug="oostland")


@pytest.fixture
def nora(client, empty):
    """The project leader of the empty region, signed in."""
    client.force_login(factories.leader(empty, name="Nora"))
    return client


def begun(client, region, **typed):
    return client.post(reverse("actions:programme-begin", args=[region.slug]), typed or {"leeg": "ja"})


def plan(content=PLAN, name=NAME):
    return SimpleUploadedFile(name, content.encode())


def files():
    folders = (PlanImport.FOLDER, ProgrammeDraft.FOLDER)
    return [name for folder in folders if default_storage.exists(folder) for name in default_storage.listdir(folder)[1]]


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("&#x27;", "'")


def test_an_empty_region_shows_its_first_step_to_who_may_take_it(client, empty):
    people = {
        "visitor": None,
        "leader": factories.leader(empty),
        "administrator": factories.administrator(empty),
        "officer": factories.policy_officer(empty),
        "elsewhere": factories.leader(factories.region()),
    }
    start = reverse("actions:programme-begin", args=[empty.slug])
    answers = {}
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        shown = client.get(empty.get_absolute_url())
        linked = empty.get_absolute_url() in client.get(reverse("home")).content.decode()
        mine = start in client.get(reverse("my-page")).content.decode() if person else False
        answers[name] = (shown.status_code, start in shown.content.decode(), linked, mine)
    assert answers == {
        "visitor": (404, False, False, False),
        "leader": (200, True, True, True),
        "administrator": (200, True, True, True),
        "officer": (404, False, False, False),
        "elsewhere": (404, False, False, False),
    }


def test_from_the_document_to_its_preview(nora, empty):
    page = nora.get(begun(nora, empty, file=plan())["Location"])
    form = page.context["form"]
    proposed = {name: form[name].value() for name in ("title", "first_year", "last_year", "line_word")}
    assert proposed == {
        "title": "Uitvoeringsplan Oostland 2025-2028",
        "first_year": 2025,
        "last_year": 2028,
        "line_word": "programmalijn",
    }
    lines = [(row.number.value(), row.title.value()) for row in form.rows if row.title.value()]
    assert lines == [(2, "Stoppen"), (1, "Eerder in beeld")]
    answer = nora.post(page.request["PATH_INFO"], fields_of(page))
    made, found = Programme.objects.get(region=empty), PlanImport.objects.get()
    assert answer["Location"] == reverse("actions:import-columns", args=[empty.slug, found.pk])
    assert (made.slug, made.classification, made.short_title) == (
        "oostland-2025-2028",
        "internal",
        "Uitvoeringsplan Oostland 2025-2028",
    )
    assert [(line.number, line.title, line.published) for line in made.lines.order_by("number")] == [
        (1, "Eerder in beeld", True),
        (2, "Stoppen", True),
    ]
    assert [(line.history_change_reason, str(line.history_user)) for line in made.history.all()] == [
        (starting.MADE, "Nora")
    ]
    columns = nora.get(answer["Location"])
    preview = nora.get(nora.post(answer["Location"], fields_of(columns))["Location"])
    shown = preview.context["shown"].preview
    assert {str(one.spot.line) for one in shown.proposals} == {"1. Eerder in beeld", "2. Stoppen"}
    assert [one.content.what for one in shown.proposals] == ["Meldcode", "Training", "Spreekuur"]
    assert not ProgrammeDraft.objects.exists()


def test_the_document_of_a_new_programme_ends_in_the_same_plan_as_with_lines_made_by_hand(nora, empty):
    """Edited titles and numbers are kept, and what was left out comes back with the rows that name it."""
    address = begun(nora, empty, file=plan())["Location"]
    typed = {"lijn-0-nummer": "4", "lijn-0-titel": "Stoppen en oplossen", "lijn-1-nummer": "", "lijn-1-titel": ""}
    nora.post(address, fields_of(nora.get(address)) | typed | {"title": "Ons plan"})
    made = Programme.objects.get(region=empty)
    assert (made.title, [str(line) for line in made.lines.all()]) == ("Ons plan", ["4. Stoppen en oplossen"])


def test_without_a_document(nora, empty):
    address = begun(nora, empty)["Location"]
    fields = fields_of(nora.get(address)) | {
        "title": "Ons plan",
        "first_year": "2026",
        "last_year": "",
        "lijn-1-titel": "Preventie",
    }
    answer = nora.post(address, fields)
    made = Programme.objects.get(region=empty)
    assert (made.period, [str(line) for line in made.lines.all()]) == ("2026 en verder", ["1. Preventie"])
    assert answer["Location"] == made.get_absolute_url()
    page = nora.get(made.get_absolute_url())
    assert (page.status_code, "Nog niet openbaar." in text_of(page)) == (200, True)
    assert (PlanImport.objects.count(), ProgrammeDraft.objects.count(), files()) == (0, 0, [])


def test_nobody_else_sees_it_until_it_is_public(nora, client, empty):
    begun(nora, empty)
    draft = ProgrammeDraft.objects.get()
    nora.post(draft.get_absolute_url(), fields_of(nora.get(draft.get_absolute_url())))
    made = Programme.objects.get(region=empty)
    client.logout()
    hidden = [client.get(path).status_code for path in (empty.get_absolute_url(), made.get_absolute_url())]
    client.force_login(factories.leader(empty))
    settings = reverse("actions:programme", args=[empty.slug])
    answer = client.post(settings, fields_of(client.get(settings)) | {"classification": "public"})
    client.logout()
    shown = [client.get(path).status_code for path in (empty.get_absolute_url(), answer["Location"])]
    assert (hidden, shown) == ([404, 404], [200, 200])


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"title": ""}, "title", "Dit veld is verplicht."),
        ({"first_year": "twee"}, "first_year", "Vul een jaar in van vier cijfers, bijvoorbeeld 2026."),
        ({"first_year": "2026", "last_year": "2025"}, "last_year", "Het laatste jaar ligt voor het eerste jaar."),
        ({"line_word": "spoor"}, "line_word", None),
        ({"dated": "31-02-2026"}, "dated", "Deze datum bestaat niet. Schrijf een datum als 31-12-2026."),
        ({"lijn-1-nummer": "2"}, "lijn-1-nummer", "Nummer 2 staat er al."),
        ({"lijn-0-nummer": "nul"}, "lijn-0-nummer", "Vul een getal in, bijvoorbeeld 2."),
        ({"lijn-0-titel": ""}, "lijn-0-titel", "Vul de titel in, of maak ook het nummer leeg."),
        ({"lijn-0-titel": "x" * 201}, "lijn-0-titel", None),
        ({"lijn-0-nummer": "1000"}, "lijn-0-nummer", None),
        ({"title": "a\0b"}, "title", None),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(nora, empty, typed, field, said):
    address = begun(nora, empty, file=plan())["Location"]
    answer = nora.post(address, fields_of(nora.get(address)) | typed)
    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors)) == (400, [field])
    assert said in (None, errors[field][0])
    assert (Programme.objects.filter(region=empty).count(), ProgrammeDraft.objects.count()) == (0, 1)
    for value in typed.values():
        assert value in ("", "a\0b", "spoor") or f'value="{value}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [("", "leeg.csv"), ("Naam;Bedrag\nEen;2\n", "anders.csv"), ("Wat", "plan"), ("%PDF-1.7", "p.doc")],
)
def test_a_file_that_holds_no_plan_is_refused_at_its_field(nora, empty, content, name):
    answer = begun(nora, empty, file=plan(content, name))
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["file"])
    assert (ProgrammeDraft.objects.count(), files()) == (0, [])


def test_more_rows_for_lines_keep_what_was_typed_and_say_nothing_of_it(nora, empty):
    address = begun(nora, empty)["Location"]
    page = nora.get(address)
    answer = nora.post(address, fields_of(page) | {"title": "", "lijn-2-titel": "Drie", "meer": "ja"})
    form = answer.context["form"]
    assert (answer.status_code, dict(form.errors), form.count) == (200, {}, page.context["form"].count + 3)
    assert 'value="Drie"' in answer.content.decode()


def test_the_same_draft_twice_is_one_programme(empty):
    leader = factories.leader(empty)
    draft = starting.begin(empty, content=PLAN.encode(), name=NAME, by=leader)
    details = details_of(title="Een")
    starting.start_programme(draft, details, by=leader)
    with pytest.raises(starting.DraftGone):
        starting.start_programme(draft, details, by=leader)
    assert (Programme.objects.count(), PlanImport.objects.count()) == (1, 1)


def details_of(**fields):
    values = {
        "title": "Plan",
        "short_title": "Plan",
        "first_year": 2026,
        "last_year": None,
        "line_word": "actielijn",
        "predecessor": None,
        "dated": datetime.date(2026, 1, 1),
        "classification": "internal",
        "lines": (),
    }
    return starting.Details(**values | fields)


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing(empty, monkeypatch):
    """The last step fails: there is no programme, no line, no file of an import, and the draft is still there."""
    leader = factories.leader(empty)
    draft = starting.begin(empty, content=PLAN.encode(), name=NAME, by=leader)
    draft.file.storage.delete(draft.file.name)
    with pytest.raises(FileNotFoundError):
        starting.start_programme(draft, details_of(lines=(starting.Line(1, "Een"),)), by=leader)
    assert (Programme.objects.count(), ActionLine.objects.count(), ProgrammeDraft.objects.count()) == (0, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_what_is_thrown_away_or_forgotten_leaves_nothing(nora, empty):
    begun(nora, empty, file=plan())
    begun(nora, empty, file=plan(name="ander plan.csv"))
    thrown, forgotten = ProgrammeDraft.objects.order_by("pk")
    nora.post(reverse("actions:programme-drop", args=[empty.slug, thrown.pk]))
    assert (ProgrammeDraft.objects.get(), len(files())) == (forgotten, 1)
    ProgrammeDraft.objects.update(created_at=timezone.now() - datetime.timedelta(days=29))
    assert starting.remove_old() == 0
    ProgrammeDraft.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
    assert (starting.remove_old(), ProgrammeDraft.objects.count(), files()) == (1, 0, [])


@pytest.mark.parametrize(("who", "answer", "left"), [("bram", 403, 1), ("carla", 403, 1), ("anna", 302, 0)])
def test_who_may_throw_it_away(client, people, region, who, answer, left):
    draft = starting.begin(region, content=None, name="", by=people["anna"])
    client.force_login(people[who])
    address = reverse("actions:programme-drop", args=[region.slug, draft.pk])
    assert (client.post(address).status_code, ProgrammeDraft.objects.count()) == (answer, left)


def test_an_administrator_starts_it_and_the_leader_reads_the_plan(client, empty):
    client.force_login(factories.administrator(empty))
    address = begun(client, empty, file=plan())["Location"]
    page = client.get(address)
    answer = client.post(address, fields_of(page), follow=True)
    assert answer.status_code == 200
    assert "De projectleider kan" in text_of(answer)
    assert "classification" not in client.get(reverse("actions:programme", args=[empty.slug])).context["form"].fields
    found = PlanImport.objects.get()
    client.force_login(factories.leader(empty))
    assert client.get(found.get_absolute_url()).status_code == 200


# --- A successor ---


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


@pytest.fixture
def successor(anna, region, programme):
    """As proposed: it begins after the programme that it follows."""
    address = begun(anna, region)["Location"]
    anna.post(address, fields_of(anna.get(address)) | {"title": "Vervolg"})
    return Programme.objects.get(title="Vervolg", predecessor=programme, first_year=programme.last_year + 1)


def test_a_successor_changes_nothing_for_anybody_until_it_is_public(
    client, region, programme, successor, action, people
):
    plan_page = reverse("actions:plan", args=[region.slug])

    def current():
        found = {}
        for name in (None, "anna", "olga"):
            client.logout()
            if name:
                client.force_login(people[name])
            mine = name == "olga" and action.get_absolute_url() in client.get(reverse("my-page")).content.decode()
            found[name] = (client.get(plan_page).context["programme"], mine)
        return found

    assert successor.predecessor == programme
    before = current()
    assert before == {None: (programme, False), "anna": (programme, False), "olga": (programme, True)}
    Programme.objects.filter(pk=successor.pk).update(classification="public")
    assert current() == {None: (successor, False), "anna": (successor, False), "olga": (successor, False)}
    assert list(Programme.objects.filter(region=region).current()) == [successor]


def test_a_successor_has_the_veilig_thuis_of_the_region_and_gives_nobody_rights(region, programme, people, anna):
    counting = factories.region(kind="veilig_thuis", code="VT01", slug="vt")
    programme.veilig_thuis_regions.add(counting)
    starting.start_programme(
        starting.begin(region, content=None, name="", by=people["anna"]), details_of(), by=people["anna"]
    )
    made = Programme.objects.get(title="Plan")
    assert list(made.veilig_thuis_regions.all()) == [counting]
    assert access(people["anna"]).regions("keep_counts") == set()


# --- Changing and removing ---


def test_lines_change_places_and_go_only_when_nothing_hangs_on_them(anna, region, programme, line, action):
    other = factories.line(programme=programme, number=line.number + 1, title="Weg")
    address = reverse("actions:programme", args=[region.slug])
    fields = fields_of(anna.get(address))
    swapped = {"lijn-0-nummer": str(other.number), "lijn-1-nummer": str(line.number), "lijn-2-titel": "Nieuw"}
    anna.post(address, fields | swapped)
    assert sorted((one.number, one.title) for one in programme.lines.all()) == [
        (line.number, "Weg"),
        (other.number, "Eerder in beeld"),
        (other.number + 1, "Nieuw"),
    ]
    assert {one.history.first().history_change_reason for one in programme.lines.all()} == {starting.CHANGED}
    fields = fields_of(anna.get(address))
    rows = [row.title.value() for row in anna.get(address).context["form"].rows]
    place = rows.index("Eerder in beeld")
    answer = anna.post(address, fields | {f"lijn-{place}-nummer": "", f"lijn-{place}-titel": ""})
    assert "er hangt nog iets aan (acties)" in text_of(answer)
    assert programme.lines.count() == 3


def test_nobody_overwrites_what_somebody_else_saved(anna, region, programme):
    address = reverse("actions:programme", args=[region.slug])
    fields = fields_of(anna.get(address))
    anna.post(address, fields | {"title": "Eerst"})
    answer = anna.post(address, fields | {"title": "Toch anders"})
    programme.refresh_from_db()
    assert ("Iemand anders heeft dit programma intussen gewijzigd" in text_of(answer), programme.title) == (
        True,
        "Eerst",
    )


def test_one_change_is_one_line_of_history_and_no_change_is_none(anna, region, programme):
    address = reverse("actions:programme", args=[region.slug])
    count = programme.history.count()
    anna.post(address, fields_of(anna.get(address)))
    assert programme.history.count() == count
    anna.post(address, fields_of(anna.get(address)) | {"title": "Anders"})
    latest = programme.history.first()
    told = (programme.history.count(), str(latest.history_user), latest.history_change_reason)
    assert told == (count + 1, "Anna", starting.CHANGED)


def remove(client, found):
    address = reverse("actions:programme-remove", args=[found.region.slug])
    return client.post(f"{address}?programma={found.slug}")


def test_an_empty_programme_goes_with_its_lines_and_unconfirmed_file(anna, successor, people):
    factories.line(programme=successor)
    importing.keep_file(successor, content=PLAN.encode(), name=NAME, by=people["anna"])
    remove(anna, successor)
    assert not Programme.objects.filter(pk=successor.pk).exists()
    assert successor.history.first().history_change_reason == starting.REMOVED


@pytest.mark.parametrize("what", ["action", "document", "goal of a line", "public", "was public"])
def test_what_is_filled_or_was_public_stays(anna, successor, what):
    line = factories.line(programme=successor)
    if what == "action":
        factories.action(line=line)
    elif what == "document":
        factories.document(programme=successor)
    elif what == "goal of a line":
        factories.goal(programme=successor, line=line)
    else:
        for seen in ("public", "internal")[: 1 + (what == "was public")]:
            successor.classification = seen
            successor.save_with_reason("Anders", by=None)
    remove(anna, successor)
    assert Programme.objects.filter(pk=successor.pk).exists()


# --- What a document proposes ---


@pytest.mark.parametrize(
    ("name", "title", "years"),
    [
        ("Uitvoeringsprogramma GHNT 2024-2027.docx", "Uitvoeringsprogramma GHNT 2024-2027", (2024, 2027)),
        ("regiovisie_2024-31_concept.xlsx", "Regiovisie 2024-31", (2024, 2031)),
        ("Werkplan 2026 (1).csv", "Werkplan 2026", (2026, 2026)),
        ("Plan 20251103.docx", "Plan", (2025, 2027)),
        ("Actieplan.docx", "Actieplan", (2025, 2027)),
        ("plan 2028-2024.docx", "Plan 2028-2024", (2025, 2027)),
        ("2.xlsx", "", (2025, 2027)),
    ],
)
def test_name_and_years(name, title, years):
    reading = read_plan(read_pasted(PLAN.replace(";", "\t")))
    found = outline_of(reading, name=name)
    assert (found.title, (found.first_year, found.last_year)) == (title, years)


def test_a_document_that_says_nothing_proposes_nothing():
    found = outline_of(PlanReading((), (), ()), name="Geplakte tabel")
    assert (found.title, found.first_year, found.last_year, found.line_word, found.lines) == ("", None, None, "", ())


@pytest.mark.parametrize(
    ("name", "title"), [("Actieplan.csv", "Actieplan Oostland"), ("1.csv", "Uitvoeringsprogramma Oostland")]
)
def test_a_title_of_one_word_gets_the_region_behind_it(nora, empty, name, title):
    page = nora.get(begun(nora, empty, file=plan(name=name))["Location"])
    assert page.context["form"]["title"].value() == title


def test_a_long_title_is_shortened_by_whole_words():
    title = "Uitvoeringsprogramma tegen huiselijk geweld en kindermishandeling Oostland"
    assert shortened(title) == "Uitvoeringsprogramma tegen huiselijk geweld en"
