"""The cover plan is kept as a grid: leaders only, all or nothing, nobody overwritten, a whole save taken back."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html

from actions.forms.budgets import read_budget
from actions.models import FundingBudget, FundingSource
from tests import factories


@pytest.fixture
def page(region, programme):
    return reverse("actions:cover", args=[region.slug])


@pytest.fixture
def duvo(programme):
    source = FundingSource.objects.create(programme=programme, name="DUVO")
    FundingBudget(source=source, year=2025, amount=100).save_with_reason("", by=None)
    return source


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


def fields_of(client, page):
    form = html.fromstring(client.get(page).content).xpath("//main//form[@novalidate]")[0]
    return {name: value or "" for name, value in form.fields.items() if name and name != "nog-een-jaar"}


def text_of(response):
    content = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content[content.index("<main") : content.index("</main")]))


def budgets():
    return {
        (row.source.name, row.year): (row.amount, row.stage, row.approximate) for row in FundingBudget.objects.all()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120.000", "120.000"), ("€ 120.000,-", "120.000"), ("1.250,50", "1.250,50"), ("0", "0"), ("2025", "2.025"),
        ("ca. 5.000", "ca. 5.000"), ("75.000 toegekend", "75.000 toegekend"), ("40k", "40.000"),
        ("circa € 5.000 verwacht", "ca. 5.000 verwacht"), ("75.000, toegekend", "75.000 toegekend"),
        ("24k", "24.000"), ("€ 24.000", "24.000"), ("1.000,50", "1.000,50"),
        ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_people_write_money_and_comes_back_as_written(text, expected):
    budget = read_budget(text)
    assert (budget.text if budget else None) == expected
    assert read_budget(budget.text if budget else "") == budget


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ("-5", "- 5.000", "− € 5.000", "ca. -5.000", "- 5k", "5.000-", "(5.000)", "-5 verwacht", "min 5.000"),
            "kan niet negatief",
        ),
        (("PM", "p.m.", "onbekend", "n.v.t.", "nihil", "-", "nader te bepalen"), "Nog niet bekend? Maak de cel leeg."),
        (("5.000 tot 8.000", "5.000 - 8.000", "5.000-8.000"), "Schrijf één bedrag, geen van-tot."),
        (("5.000 per jaar", "2025: 5.000"), "Elke cel is één jaar."),
        (("12.50",), "Schrijf centen achter een komma"),
        (("1,250",), "hoogstens twee cijfers"),
        (("20000000000", "10.000.000.000"), "te groot: het hoogste is 9.999.999.999,99"),
        (
            ("veel", "5.000 uit DUVO", "1e5", "?", "€"),
            "Schrijf 120.000, ca. 5.000 of 75.000 toegekend.",
        ),
    ],
)
def test_what_is_in_doubt_is_refused_with_what_to_do(texts, said):
    for text in texts:
        with pytest.raises(ValidationError) as wrong:
            read_budget(text)
        assert said in wrong.value.messages[0], text


def test_a_save_changes_what_was_changed_with_a_line_of_history_each(anna, page, duvo):
    typed = fields_of(anna, page) | {
        f"b_{duvo.pk}_2025": "ca. 120.000 toegekend", "new_name": "Wmo", "new_2026": "5.000", "reason": "Begroting 2026"
    }  # fmt: skip
    assert anna.post(page, typed).status_code == 302
    assert budgets() == {("DUVO", 2025): (120_000, "granted", True), ("Wmo", 2026): (5_000, "", False)}
    lines = [(line.history_type, line.history_change_reason) for line in FundingBudget.history.order_by("history_id")]
    assert lines == [("+", ""), ("~", "Begroting 2026"), ("+", "Begroting 2026")]
    assert "DUVO 2025 : 100 werd ca. 120.000 toegekend." in text_of(anna.get(page))


def test_a_whole_save_is_taken_back(anna, page, duvo, region):
    before = budgets()
    typed = fields_of(anna, page) | {f"b_{duvo.pk}_2025": "", f"b_{duvo.pk}_2026": "7", "new_name": "Wmo"}
    said = anna.post(page, typed, follow=True).content.decode()
    moment = re.search(r'name="moment" value="([^"]+)"', said)[1]
    assert budgets() == {("DUVO", 2026): (7, "", False)}
    undo = reverse("actions:cover-undo", args=[region.slug])
    anna.post(undo, {"moment": moment})
    assert (budgets(), [source.name for source in FundingSource.objects.all()]) == (before, ["DUVO"])
    anna.post(undo, {"moment": moment})  # again: somebody went on since
    assert budgets() == before
    assert anna.post(undo, {"moment": "gisteren"}).status_code == 404


def test_what_two_changed_is_shown_and_what_one_changed_is_kept(anna, page, duvo):
    first, second = fields_of(anna, page), fields_of(anna, page)
    anna.post(page, first | {f"b_{duvo.pk}_2025": "200", f"b_{duvo.pk}_2026": "8"})
    answer = anna.post(page, second | {f"b_{duvo.pk}_2025": "300"})
    assert (answer.status_code, "Nu: 200 U typte: 300" in text_of(answer)) == (409, True)
    assert budgets()["DUVO", 2025][0] == 200
    form = html.fromstring(answer.content).xpath("//main//form[@novalidate]")[0]
    anna.post(page, {name: value or "" for name, value in form.fields.items() if name and name != "nog-een-jaar"})
    assert {place: cell[0] for place, cell in budgets().items()} == {("DUVO", 2025): 300, ("DUVO", 2026): 8}


def test_cells_that_others_changed_are_left_alone(anna, page, duvo):
    mine = fields_of(anna, page)
    FundingBudget(source=duvo, year=2026, amount=9).save_with_reason("", by=None)
    anna.post(page, mine | {f"b_{duvo.pk}_2025": "300"})
    assert {place: cell[0] for place, cell in budgets().items()} == {("DUVO", 2025): 300, ("DUVO", 2026): 9}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"b_{duvo}_2025": "12.50"}, "Schrijf centen achter een komma"),
        ({"new_2025": "5"}, "Schrijf hoe de nieuwe bron heet."),
        ({"new_name": "duvo"}, "Deze bron staat er al."),
        ({"gezien": "onzin", "b_{duvo}_2025": "5"}, "De pagina is niet volledig aangekomen."),
    ],
)
def test_a_mistake_writes_nothing(anna, page, duvo, change, error):
    typed = (
        fields_of(anna, page) | {"new_name": ""} | {name.format(duvo=duvo.pk): value for name, value in change.items()}
    )
    before = budgets()
    answer = anna.post(page, typed | {f"b_{duvo.pk}_2026": "77"})
    assert (answer.status_code, error in text_of(answer), budgets()) == (200, True, before)


def test_another_year_keeps_what_was_typed(anna, page, duvo):
    typed = fields_of(anna, page) | {f"b_{duvo.pk}_2025": "onzin", "nieuw_jaar": "2031", "nog-een-jaar": "1"}
    answer = anna.post(page, typed)
    assert (f"b_{duvo.pk}_2031" in answer.content.decode(), 'value="onzin"' in answer.content.decode()) == (True, True)
    assert "Er ging iets mis" not in text_of(answer)


def test_a_budget_of_another_programme_cannot_be_reached(anna, page, duvo):
    other = FundingSource.objects.create(programme=factories.programme(), name="Anders")
    anna.post(page, fields_of(anna, page) | {f"b_{other.pk}_2025": "5"})
    assert budgets().keys() == {("DUVO", 2025)}
