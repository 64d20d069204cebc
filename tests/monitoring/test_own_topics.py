"""Own files of Veilig Thuis from the file to the page: topics declared, described, merged, released, corrected."""

import io
import re
import uuid
from decimal import Decimal

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils.html import escape

from jobs.models import Job
from jobs.running import run
from monitoring import services
from monitoring.imports import readings
from monitoring.imports.choices import Choices
from monitoring.loading.figures import load_figures
from monitoring.models import Delivery, Figure, FigureImport, Indicator, SourceTopic
from monitoring.services import defining
from municipalities.models import Municipality
from tests import factories

pytestmark = pytest.mark.django_db

HEAD = ["Gemeente", "Periode", "Ontvangen meldingen", "Partnergeweld", "Kindermishandeling", "Ouderenmishandeling"]
ROWS = (
    ["Stad 1", "eerste halfjaar 2026", 103, 47, 47, 9],
    ["Stad 2", "eerste halfjaar 2026", 90, 40, 30, 20],
    ["Totaal regio", "eerste halfjaar 2026", 193, 87, 77, 29],
)
WORDS = "Dit telt meldingen, geen gezinnen."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def watched(region, programme):
    veilig_thuis = factories.region(
        kind="veilig_thuis", code="VT77", name="Noordland", slug="vt-noordland", organisation="Veilig Thuis Noordland"
    )
    programme.veilig_thuis_regions.add(veilig_thuis)
    for number in range(1, 4):
        factories.municipality(region, code=f"GM000{number}", name=f"Stad {number}", province="Groningen")
    return programme


@pytest.fixture
def reports(watched):
    return factories.indicator(
        slug="meldingen", title="Ontvangen meldingen", source=factories.source(key="cbs-84849NED")
    )


@pytest.fixture
def vera(client, watched, reports):
    """The browser of somebody of Veilig Thuis itself."""
    client.force_login(factories.veilig_thuis(watched.veilig_thuis_regions.get(), name="Vera"))
    return client


def sheet(*rows, name="halfjaar.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def give(client, *rows, **more):
    """Gives a file on the page, and follows to the preview."""
    data = {"file": sheet(*rows), "source": "veilig-thuis-noordland"} | more
    response = client.post(reverse("monitoring:import-start", args=["noordland"]), data)
    assert response.status_code == 302, response.context["form"].errors
    return FigureImport.objects.latest("pk")


def at(name, *args):
    return reverse(f"monitoring:{name}", args=["noordland", *args])


def filled_in(client, found, **answers):
    """Answers about topics by their words; `all=` is what other new topics are."""
    form = client.get(at("import", found.pk)).context["topics_form"]
    data = {"seen": form.expected}
    for index, line in enumerate(form.lines):
        if index not in form.chosen_about:
            continue
        what = form[f"t{index}-what"].initial or "new"
        answer = answers.get(line["words"], {})
        data[f"t{index}-what"] = answer.get("what", what)
        for name in ("relation", "whole", "dimension"):
            data[f"t{index}-{name}"] = answer.get(name, line[name])
    return data


def part_of(reports, **more):
    return {"what": "new", "relation": "overlaps", "whole": str(reports.pk), "dimension": "aard van het geweld"} | more


def taken_over(client, found):
    found.refresh_from_db()
    assert found.preview["open"] == 0, (found.preview["topics"], found.preview["sums"])
    client.post(at("import-confirm", found.pk), {"count": str(found.writes)})
    run(Job.objects.get(kind=FigureImport.WRITE_JOB, subject_id=found.pk).pk)
    found.refresh_from_db()
    assert found.applied_at
    return found.deliveries.get()


@pytest.fixture
def mapped(vera, reports):
    """The file of the issue, with its topics declared and taken over."""
    found = give(vera, HEAD, *ROWS)
    answers = {name: part_of(reports) for name in HEAD[3:]}
    assert vera.post(at("import-topics", found.pk), filled_in(vera, found, **answers)).status_code == 302
    return taken_over(vera, found)


# --- Declaring ---


def test_what_adds_up_is_asked_about_and_nothing_is_taken_over_before(vera, reports):
    found = give(vera, HEAD, *ROWS)
    page = vera.get(at("import", found.pk)).content.decode()
    assert [(each["total"], set(each["parts"]), each["exactly"]) for each in found.preview["sums"]] == [
        ("Ontvangen meldingen", set(HEAD[3:]), True)
    ]
    assert ("Beantwoord eerst de 4 vragen" in page, "Deze aantallen tellen op" in page) == (True, True)
    vera.post(at("import-confirm", found.pk), {"count": str(found.writes)})
    assert Job.objects.count() == 0
    data = filled_in(vera, found, **{name: {"what": "new"} for name in HEAD[3:]})
    response = vera.post(at("import-topics", found.pk), data)
    assert (response.status_code, response.content.decode().count("Kies hoe dit onderwerp samenhangt")) == (400, 3)


def test_a_form_that_is_not_complete_asks_only_what_is_still_open(vera, reports):
    found = give(vera, HEAD, *ROWS)
    answers = {
        "Partnergeweld": {"what": f"known:{factories.indicator(title='Partners').pk}"},
        "Kindermishandeling": part_of(reports),
        "Ouderenmishandeling": part_of(reports, dimension=""),
    }
    response = vera.post(at("import-topics", found.pk), filled_in(vera, found, **answers))
    rows = {row.line["words"]: row for row in response.context["topics_form"].rows}
    assert response.status_code == 400
    assert [words for words, row in rows.items() if row.asks] == ["Ouderenmishandeling"]
    assert [words for words, row in rows.items() if row.is_open] == ["Kindermishandeling", "Ouderenmishandeling"]
    assert [words for words, row in rows.items() if row.waits] == ["Kindermishandeling", "Ouderenmishandeling"]


def test_the_page_of_topics_leads_on_to_the_release(vera, mapped, people, client):
    assert at("release", mapped.pk) in vera.get(at("topics")).content.decode()
    client.force_login(people["bram"])
    assert at("release", mapped.pk) not in client.get(at("topics")).content.decode()


def test_topics_that_are_declared_become_parts_and_the_next_half_year_needs_no_choice(vera, reports, mapped):
    parts = Indicator.objects.filter(is_draft=True).order_by("title")
    assert [(each.title, each.relation, each.whole, each.dimension) for each in parts] == [
        (name, "overlaps", reports, "aard van het geweld") for name in sorted(HEAD[3:])
    ]
    assert set(Figure.objects.exact().values_list("area_code", flat=True)) == {"GM0001", "GM0002", "VT77"}
    later = [[*row[:1], "tweede halfjaar 2025", *(value + 1 for value in row[2:])] for row in ROWS]
    found = give(vera, HEAD, *later)
    assert (found.preview["open"], found.writes) == (0, 12)


def test_a_choice_for_a_known_topic_is_kept_for_the_source(vera, reports):
    found = give(vera, ["Gemeente", "Periode", "Zaken VT", "Uren"], ["Stad 1", "2025", 10, 3], ["Stad 2", "2025", 9, 8])
    answers = {"Zaken VT": {"what": f"known:{reports.pk}"}, "Uren": {"what": "skip"}}
    vera.post(at("import-topics", found.pk), filled_in(vera, found, **answers))
    delivery = taken_over(vera, found)
    assert set(delivery.figures.values_list("indicator__slug", flat=True)) == {"meldingen"}
    assert dict(SourceTopic.objects.values_list("words", "indicator__slug")) == {"Zaken VT": "meldingen", "Uren": None}
    again = give(vera, ["Gemeente", "Periode", "Zaken VT", "Uren"], ["Stad 1", "2024", 12, 3])
    assert (again.preview["open"], again.writes) == (0, 1)


def test_one_known_topic_is_chosen_once(vera, reports):
    found = give(
        vera, ["Gemeente", "Periode", "Zaken", "Dossiers"], ["Stad 1", "2025", 10, 3], ["Stad 2", "2025", 1, 8]
    )
    answers = {name: {"what": f"known:{reports.pk}"} for name in ("Zaken", "Dossiers")}
    response = vera.post(at("import-topics", found.pk), filled_in(vera, found, **answers))
    assert (response.status_code, "al gekozen bij" in response.content.decode()) == (400, True)


def test_kinds_of_one_division_are_not_asked_about_when_they_nearly_add_up(vera, reports):
    rows = [["Stad 1", "2025", 260, 131, 80, 49], ["Stad 2", "2025", 188, 95, 64, 29]]
    found = give(vera, ["Gemeente", "Periode", "Ontvangen meldingen", "Kinderen", "Partners", "Anders"], *rows)
    kinds = {name: part_of(reports) for name in ("Kinderen", "Partners", "Anders")}
    assert [each["total"] for each in found.preview["sums"]] == ["Ontvangen meldingen", "Kinderen"]
    vera.post(at("import-topics", found.pk), filled_in(vera, found, **kinds))
    found.refresh_from_db()
    assert found.preview["sums"] == []


def test_chance_is_said_and_kept(vera, reports):
    rows = [["Stad 1", "2025", 10, 3, 7], ["Stad 2", "2025", 20, 12, 8]]
    found = give(vera, ["Gemeente", "Periode", "Ontvangen meldingen", "Uren", "Ritten"], *rows)
    alone = {name: {"what": "new", "relation": "alone"} for name in ("Uren", "Ritten")}
    vera.post(at("import-topics", found.pk), filled_in(vera, found, **alone))
    found.refresh_from_db()
    [line] = found.preview["sums"]
    vera.post(at("import-topics", found.pk), filled_in(vera, found, **alone) | {f"sum-{line['id']}": "on"})
    assert taken_over(vera, found).figures.count() == 6


def test_the_preview_is_not_read_again_at_each_visit(vera, reports, monkeypatch):
    found = give(vera, HEAD, *ROWS)
    monkeypatch.setattr(readings, "read_figures", None)
    assert vera.get(at("import", found.pk)).status_code == 200


# --- Odd figures ---


def test_odd_figures_stay_behind_unless_somebody_says_that_they_are_true(vera, reports):
    head = ["Gemeente", "Periode", "Ontvangen meldingen", "Op tijd (%)"]
    found = give(vera, head, ["Stad 1", "2025", 10, 104], ["Stad 2", "2099", 20, 80])
    assert [(each["kind"], each["count"]) for each in found.preview["odd"]] == [("over", 1), ("unended", 2)]
    page = vera.get(at("import", found.pk)).content.decode()
    assert escape("104 procent bij “Op tijd” is meer dan 100.") in page
    assert "De periode 2099 is nog niet voorbij." in page
    assert found.writes == 1
    vera.post(at("import-topics", found.pk), filled_in(vera, found) | {"odd-over": "on"})
    found.refresh_from_db()
    assert found.writes == 2


def test_a_count_below_nought_or_a_part_of_a_person_never_comes(vera, reports):
    found = give(vera, HEAD[:3], ["Stad 1", "2025", -10], ["Stad 2", "2025", 2.5], ["Stad 3", "2025", 4])
    assert (found.writes, [row for row, _message in found.preview["problems"]]) == (1, [2, 3])


# --- Whole deliveries, and what is public of them ---


def test_a_correction_is_stored_whole_and_every_public_row_is_of_it(vera, mapped, people):
    Indicator.objects.update(is_draft=False)
    services.release(mapped, interpretation=WORDS, by=people["sam"])
    corrected = give(vera, HEAD, [*ROWS[0][:2], 104, 48, 47, 9], *ROWS[1:])
    second = taken_over(vera, corrected)
    assert (second.figures.count(), second.new, second.changed, second.unchanged, second.sha256) == (12, 12, 0, 0, "")
    assert second.title == "Veilig Thuis Noordland, eerste halfjaar 2026, tweede aanlevering"
    services.release(second, interpretation=WORDS, by=people["sam"])
    assert set(Figure.objects.to_show([]).values_list("delivery", flat=True)) == {second.pk}
    services.withdraw(second, reason="Verkeerd bestand.", by=people["sam"])
    assert set(Figure.objects.to_show([]).values_list("delivery", flat=True)) == {mapped.pk}


def test_nothing_public_names_the_file_or_its_content(client, mapped, people):
    Indicator.objects.update(is_draft=False)
    services.release(mapped, interpretation=WORDS, by=people["sam"])
    client.logout()
    for name in ("figures", "csv"):
        response = client.get(at(name))
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
        assert "Veilig Thuis Noordland, eerste halfjaar 2026, eerste aanlevering" in text or name == "figures"
        assert ("halfjaar.xlsx" in text, "ETag" in response) == (False, False)


# --- Describing ---


def test_the_release_page_says_why_much_stays_hidden(vera, reports):
    head = ["Gemeente", "Periode", "Ontvangen meldingen", "Uren", "Ritten", "Herhaald (%)"]
    found = give(vera, head, ["Stad 1", "2025", 50, 3, 47, 20], ["Stad 2", "2025", 80, 12, 68, 30])
    alone = {name: {"what": "new", "relation": "alone"} for name in ("Uren", "Ritten")}
    data = filled_in(vera, found, **alone)
    data |= {f"sum-{each['id']}": "on" for each in found.preview["sums"]}
    vera.post(at("import-topics", found.pk), data)
    page = vera.get(at("release", taken_over(vera, found).pk)).content.decode()
    assert "‘Ontvangen meldingen’ is ongeveer Uren en Ritten samen" in page
    assert "Een percentage toont het portaal alleen als het dat zelf kan uitrekenen" in page


def test_what_hides_nothing_is_not_explained(vera, mapped):
    page = vera.get(at("release", mapped.pk)).content.decode()
    assert "Waarom blijft er meer afgeschermd?" not in page
    assert "Een percentage toont" not in page


def test_a_draft_is_never_released_by_accident(vera, mapped, people):
    with pytest.raises(services.ReleaseError, match="Beschrijf eerst"):
        services.release(mapped, interpretation=WORDS, by=people["sam"])
    page = vera.get(at("release", mapped.pk))
    seen = page.context["form"].initial["fingerprint"]
    assert "3 onderwerpen wachten" in page.content.decode()
    data = {"interpretation": WORDS, "fingerprint": seen}
    assert vera.post(at("release", mapped.pk), data).status_code == 400
    assert vera.post(at("release", mapped.pk), data | {"drafts_too": "on"}).status_code == 302
    shown = vera.get(at("figures")).content.decode()
    assert "Partnergeweld, eigen telling" in shown
    assert "nog zonder omschrijving" in shown


def test_what_is_not_described_is_set_aside_and_nothing_gets_lost(vera, mapped, people):
    vera.post(at("set-aside", mapped.pk))
    aside = Delivery.objects.exclude(pk=mapped.pk).get()
    assert (mapped.figures.count(), aside.figures.count(), aside.state) == (3, 9, Delivery.State.WAITING)
    services.release(mapped, interpretation=WORDS, by=people["sam"])
    assert set(Figure.objects.to_show([]).values_list("indicator__slug", flat=True)) == {"meldingen"}
    with pytest.raises(defining.DefineError):
        defining.set_aside(aside)


@pytest.fixture
def officer(client, people, mapped):
    client.force_login(people["bram"])
    return client


def test_veilig_thuis_describes_its_topic_and_then_it_shows(vera, mapped, people, reports):
    draft = Indicator.objects.get(title="Partnergeweld")
    listed = vera.get(at("topics")).content.decode()
    assert ("Partnergeweld" in listed, "3 onderwerpen wachten" in listed) == (True, True)
    assert at("topic", draft.pk) in listed
    assert at("topic", reports.pk) not in listed
    assert vera.get(at("topic", reports.pk)).status_code == 403
    page = vera.get(at("topic", draft.pk))
    data = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    wrong = vera.post(at("topic", draft.pk), data | {"definition": " ", "breaks": "ooit"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (400, {"definition", "interpretation", "breaks"})
    data |= {"definition": "Meldingen over partners.", "interpretation": "Zegt niet alles.", "breaks": "2019: protocol"}
    assert vera.post(at("topic", draft.pk), data | {"synonyms": "Partners\n"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.is_draft, draft.synonyms, draft.breaks, draft.relation) == (
        False, ["Partners"], {"2019": "protocol"}, "overlaps",
    )  # fmt: skip
    defining.set_aside(mapped)
    services.release(mapped, interpretation=WORDS, by=people["sam"])
    assert "Partnergeweld, eigen telling" in vera.get(at("figures")).content.decode()
    assert "Partnergeweld" in b"".join(vera.get(at("csv")).streaming_content).decode()


def test_a_topic_is_no_part_of_its_own_part(vera, mapped, reports):
    draft, part = Indicator.objects.filter(is_draft=True).order_by("title")[:2]
    Indicator.objects.filter(pk=part.pk).update(whole=draft)
    data = {"title": "x", "definition": "x", "interpretation": "x", "unit": "aantal", "relation": "part"}
    response = vera.post(at("topic", draft.pk), data | {"whole": str(part.pk), "dimension": "soort"})
    assert response.context["form"].errors["whole"] == ["Dat onderwerp is zelf een deel van dit onderwerp."]


def test_a_draft_that_turns_out_to_be_known_moves_with_its_figures_and_the_next_file_knows(vera, mapped, people):
    known = factories.indicator(title="Meldingen over partners")
    draft = Indicator.objects.get(title="Partnergeweld")
    services.release(mapped, interpretation=WORDS, by=people["sam"], drafts_too=True)
    before = Figure.objects.count()
    assert vera.post(at("topic-merge", draft.pk), {"into": str(known.pk)}).status_code == 302
    assert (known.figures.filter(disclosed=False).count(), known.figures.filter(is_current=True).count()) == (3, 3)
    assert (Figure.objects.count(), Indicator.objects.filter(pk=draft.pk).exists()) == (before, False)
    found = give(vera, [*HEAD[:2], "Partnergeweld"], ["Stad 1", "2024", 12])
    [line] = found.preview["topics"]
    assert (line["title"], found.preview["open"]) == ("Meldingen over partners", 0)


def test_topics_that_differ_are_not_merged(vera, mapped, reports):
    draft, share = Indicator.objects.get(title="Partnergeweld"), factories.indicator(unit="procent")
    for into, says in ((reports, "van allebei"), (share, "andere eenheid"), (draft, "wacht")):
        with pytest.raises(defining.DefineError, match=says):
            defining.merge(draft, into)
    assert vera.post(at("topic-merge", draft.pk), {"into": str(reports.pk)}).status_code == 400


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("bram", "topics", 200), ("anna", "topics", 200), ("carla", "topics", 403), ("olga", "topics", 403),
        ("bram", "topic", 403), ("anna", "topic", 403), ("carla", "topic", 403), ("olga", "topic", 403),
        (None, "topics", 302), (None, "topic", 302),
    ],
)  # fmt: skip
def test_who_sees_and_describes_topics(client, mapped, people, who, page, status):
    client.logout()
    if who:
        client.force_login(people[who])
    args = [Indicator.objects.get(title="Partnergeweld").pk] if page == "topic" else []
    assert client.get(at(page, *args)).status_code == status


def test_pages_of_topics_cost_the_same_at_any_length(officer, watched):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(at("topics")).status_code == 200
        return len(captured)

    queries()
    before = queries()
    for _ in range(5):
        factories.indicator()
    assert (queries(), before <= 25) == (before, True)


# --- Comparing: who may not see exact counts gets no answer that depends on them ---


def answers(client, mapped):
    """All that a policy officer gets to see, having given files with guesses; the state is as before."""
    guess = [["Stad 1", "eerste halfjaar 2026", 103, 47, 47, 9], ["Stad 2", "eerste halfjaar 2026", 91, 40, 30, 20]]
    cbs = "Regio's;Perioden;Ontvangen meldingen (aantal)\r\nStad 1;1e halfjaar 2026;     103\r\n"
    told, counted = [], []
    caches = {
        "default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}
    }  # what was sent is not sent twice
    with override_settings(CACHES=caches), transaction.atomic(), CaptureQueriesContext(connection) as captured:
        table = {"file": SimpleUploadedFile("84849NED.csv", cbs.encode()), "source": ""}
        for rows, source in ((guess, "veilig-thuis-noordland"), (ROWS, ""), (guess, "cbs-84849NED")):
            given = client.post(at("import-start"), {"file": sheet(HEAD, *rows), "source": source})
            told.append(f"{given.status_code} {given.context['form'].errors}")
        found = give(client, **table)
        told += _page(client, at("import", found.pk), at("import-start"))
        told.append(str(found.preview))
        client.post(at("import-offer", found.pk), {"count": str(found.writes)})
        told += _page(client, at("import", found.pk), at("deliveries"), at("topics"))
        told += _page(
            client, at("figures"), at("csv"), at("indicator", "meldingen"), at("indicator", "meldingen-eigen")
        )
        for name in ("release", "withdraw"):
            told.append(str(client.get(at(name, mapped.pk)).status_code))
        counted.append(len(captured))
        transaction.set_rollback(True)
    return told, counted


def _page(client, *addresses):
    for address in addresses:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]+"', "", body.decode())
        text = re.sub(r"(inlezen/|aanlevering-|seen\" value=\"|taken/|onderwerpen/)\d+", r"\1N", text)
        text = re.sub(r"\d\d:\d\d|data-seconds=\"\d+\"", "TIJD", text)
        yield f"{response.status_code} {text}"


@pytest.mark.parametrize("released", [True, False])
def test_two_worlds_that_differ_in_exact_counts_only_answer_the_same(client, people, mapped, released):
    if released:
        services.release(mapped, interpretation=WORDS, by=people["sam"], drafts_too=True)
    client.get(at("deliveries"))  # what was said to the other one is read
    client.force_login(people["bram"])
    client.get(at("deliveries"))
    here = answers(client, mapped)
    exact = Figure.objects.exact().filter(delivery=mapped)
    assert exact.filter(value=103).exists()
    exact.filter(value=103).update(value=Decimal(104))
    exact.filter(value=9).update(value=Decimal(8))
    exact.filter(value=90).update(value=Decimal(91))
    there = answers(client, mapped)
    for one, other in zip(here[0], there[0], strict=True):
        assert one == other
    assert here[1] == there[1]


def test_who_may_see_exact_counts_is_told_what_changed_and_nobody_else(vera, mapped, people):
    found = give(vera, HEAD, [*ROWS[0][:2], 104, 48, 47, 9], *ROWS[1:])
    assert found.preview["compared"] == {"new": 0, "changed": 2, "unchanged": 10}
    assert "2 veranderd" in vera.get(at("import", found.pk)).content.decode()
    vera.force_login(people["bram"])
    assert vera.get(at("import", found.pk)).status_code == 404
    assert vera.post(at("import-confirm", found.pk), {"count": "12"}).status_code == 404
    assert vera.post(at("import-topics", found.pk), {}).status_code == 404


def test_choices_come_back_from_json():
    kept = Choices({"a": {"what": "skip", "indicator": None}}, frozenset({"over"}), frozenset({"x"}))
    assert Choices.of(kept.as_json()) == kept


def test_a_share_of_published_counts_is_described_with_its_numerator_and_denominator(vera, reports, people):
    head = ["Gemeente", "Periode", "Ontvangen meldingen", "Op tijd", "Op tijd (%)"]
    found = give(vera, head, ["Stad 1", "2025", 200, 100, 50.2], ["Stad 2", "2025", 300, 120, 40.1])
    answers = {"Op tijd": {"what": "new", "relation": "alone"}}
    data = filled_in(vera, found, **answers)
    percent = next(index for index, line in enumerate(found.preview["topics"]) if line["unit"] == "%")
    data[f"t{percent}-what"] = "new"
    assert vera.post(at("import-topics", found.pk), data).status_code == 302
    delivery = taken_over(vera, found)
    share = Indicator.objects.get(unit="procent")
    part = Indicator.objects.get(title="Op tijd", unit="aantal")
    form = vera.get(at("topic", share.pk)).context["form"]
    assert ("relation" in form.fields, "numerator" in form.fields) == (False, True)
    typed = {"title": "Op tijd", "definition": "x", "interpretation": "x", "unit": "procent"}
    vera.post(at("topic", share.pk), typed | {"numerator": str(part.pk), "denominator": str(reports.pk)})
    services.release(delivery, interpretation=WORDS, by=people["sam"], drafts_too=True)
    shown = Figure.objects.to_show([]).filter(indicator=share)
    assert {figure.area_code: figure.value for figure in shown} == {"GM0001": Decimal(50), "GM0002": Decimal(40)}


def test_what_was_released_shows_on_the_page_for_the_council(client, mapped, people):
    Indicator.objects.update(is_draft=False)
    services.release(mapped, interpretation=WORDS, by=people["sam"])
    client.logout()
    page = client.get(reverse("municipality", args=[Municipality.objects.get(name="Stad 2").slug])).content.decode()
    own = page.split('id="eigen-telling"')[1].split("</div>")[0]
    assert ("Ontvangen meldingen: <strong>90</strong>" in own, WORDS in own) == (True, True)
    assert "Veilig Thuis Noordland" in page


def test_what_is_described_in_the_portal_is_left_by_the_fixtures(programmes):
    known = Indicator.objects.get(slug="ontvangen-meldingen")
    defining.define(known, {"title": "Meldingen bij ons", "synonyms": ["Eigen naam"]})
    load_figures(settings.BASE_DIR / "fixtures")
    known.refresh_from_db()
    assert (known.title, known.synonyms) == ("Meldingen bij ons", ["Eigen naam"])
