"""The plan as a grid: cells are read by the reader of plans, nobody is overwritten, a save is taken back in steps."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from actions.forms.cells import read_cell
from actions.forms.offer import Offer
from actions.models import Action, Cost
from actions.rules.content import Content, CostItem, content_of
from actions.rules.grid import text_of, with_parts
from actions.services import grid as service
from municipalities.models import Organisation
from tests import factories
from tests.actions.failing import HalfWay, history_refused

OFFER = Offer({1: "Veilig Thuis Noordland", 2: "GGD"}, {}, {}, {})
NAMES = OFFER.organisations
WHY = {"reason": "Besluit stuurgroep"}


@pytest.fixture
def page(region, programme):
    return reverse("actions:grid", args=[region.slug])


@pytest.fixture
def anna(client, people):
    client.force_login(people["anna"])
    return client


def cell(action, column):
    return f"c_{action.pk}_{column}"


def form_of(client, page):
    form = html.fromstring(client.get(page).content).get_element_by_id("raster")
    return {name: value or "" for name, value in form.fields.items() if name}


def sent(action, **texts):
    """Cells as a script sends them: each with what is there now."""
    content = content_of(Action.objects.get(pk=action.pk))
    names = dict(Organisation.objects.values_list("pk", "name"))
    data = {}
    for column, text in texts.items():
        data |= {cell(action, column): text, f"w_{action.pk}_{column}": text_of(column, content, names)}
    return data


def post(client, page, data):
    answer = client.post(page, data, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()["cells"]


def text_in(response):
    content = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content[content.index("<main") : content.index("</main")]))


# --- Reading ---


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        *(("starts_in", text, "2026Q3") for text in (
            "2026Q3", "Q3 2026", "3e kwartaal 2026", "derde kwartaal 2026", "q3 '26", "juli 2026", "1-7-2026",
            "vanaf Q3 2026",
        )),
        ("starts_in", "2026", "2026Q1"), ("ends_in", "2026", "2026Q4"), ("starts_in", "  ", ""),
        ("starts_in", "medio 2026", "2026Q2"), ("ends_in", "medio 2026", "2026Q3"),
        ("ends_in", "t/m Q3 2026", "2026Q3"),
        ("leads", "ggd;veilig thuis noordland ", "GGD; Veilig Thuis Noordland"), ("leads", "", ""),
        ("status", "in uitvoering", "Loopt"), ("status", "klaar", "Afgerond"), ("status", "", "Onbekend"),
        ("status", "geborgd bij de GGD", "Geborgd bij de GGD"), ("status", "Gestopt: geen budget", "Gestopt"),
        ("priority", "hoge prioriteit", "Hoog"), ("priority", "middel", "Midden"), ("priority", "", ""),
        ("costs", "15.000", "€ 15.000"), ("costs", "15k per jaar", "€ 15.000 per jaar"),
        ("costs", "ca. € 1.250,50 eenmalig", "ongeveer € 1.250,50 eenmalig"),
        ("costs", "5.000 tot 8.000 per jaar", "€ 5.000 tot € 8.000 per jaar"),
        ("costs", "PM", "Nader te bepalen"), ("costs", "geen kosten", "Geen kosten"), ("costs", "", ""),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_people_write_and_what_it_shows_reads_back_as_the_same(column, text, shown):
    content = with_parts(Content(), read_cell(column, text, OFFER)[0])
    assert text_of(column, content, NAMES) == shown
    if shown != "Gestopt":  # of which the reason is not repeated
        again = with_parts(content, read_cell(column, shown, OFFER)[0])
        assert again == content


@pytest.mark.parametrize("kind", [kind for kind in Cost.Kind if kind not in (Cost.Kind.AMOUNT, Cost.Kind.UNCLEAR)])
def test_every_reason_for_no_amount_reads_back_and_keeps_who_pays(kind):
    cost = CostItem(pk=3, kind=kind, nature="structural")
    text = text_of("costs", Content(costs=(cost,)), NAMES)
    again = with_parts(Content(costs=(cost,)), read_cell("costs", text, OFFER)[0])
    assert again.costs == (() if kind == Cost.Kind.UNSTATED else (cost,))


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("starts_in", "binnenkort", "Schrijf een kwartaal"),
        ("starts_in", "jaarlijks", "Schrijf een kwartaal"),
        ("starts_in", "2026-2027", "begin en einde samen"),
        ("ends_in", "2026-2027", "begin en einde samen"),
        ("starts_in", "t/m Q3 2026", "Dit is een einde"),
        ("ends_in", "vanaf Q3 2026", "Dit is een begin"),
        ("leads", "Veilig Tuis Noordland", "Bedoelt u ‘Veilig Thuis Noordland’?"),
        ("leads", "x" * 161, "hoogstens 160 tekens"),
        ("status", "50%", "Kies uit: Onbekend, Gepland"),
        ("status", "loopt: met twee partners", "Schrijf hier alleen de status"),
        ("status", "gestopt: mail jan@example.org", "lijkt op"),
        ("status", "gestopt: " + "x" * 101, "hoogstens 100 tekens"),
        ("priority", "1", "Kies uit: Hoog, Midden en Laag"),
        ("costs", "12.50", "centen achter een komma"),
        ("costs", "-5", "niet negatief"),
        ("costs", "veel", "nader te bepalen"),
        ("costs", "5.000 uit DUVO", "past niet in deze cel"),
        ("costs", "€ 5.000 in 2026", "past niet in deze cel"),
    ],
)
def test_what_is_not_understood_is_a_sentence(column, text, said):
    with pytest.raises(ValidationError, match=re.escape(said)):
        read_cell(column, text, OFFER)


# --- Saving ---


def test_a_cell_is_saved_as_read_with_one_line_of_history(anna, page, action):
    before = action.history.count()
    assert post(anna, page, sent(action, ends_in="2e kwartaal 2027")) == (
        200,
        {cell(action, "ends_in"): {"text": "2027Q2"}},
    )
    action.refresh_from_db()
    line = action.history.first()
    assert (action.ends_in, action.history.count(), line.history_user.name, line.history_change_reason) == (
        "2027Q2", before + 1, "Anna", "Gewijzigd: tot en met kwartaal",
    )  # fmt: skip


def test_a_cell_that_somebody_else_changed_is_told_and_left_and_another_of_the_same_action_is_saved(anna, page, action):
    data = sent(action, ends_in="2027Q2", priority="hoog")
    Action.objects.filter(pk=action.pk).update(ends_in="2028Q1", version=7)
    answer = post(anna, page, data)
    action.refresh_from_db()
    assert answer == (409, {cell(action, "ends_in"): {"now": "2028Q1"}, cell(action, "priority"): {"text": "Hoog"}})
    assert (action.ends_in, action.priority) == ("2028Q1", "high")


def test_what_cannot_be_read_is_told_and_the_rest_is_saved(anna, page, action):
    data = sent(action, starts_in="ooit", status="loopt", leads="Nieuwe stichting")
    status, cells = post(anna, page, data)
    action.refresh_from_db()
    assert (status, cells[cell(action, "leads")]["new"], action.status, action.starts_in) == (
        422, ["Nieuwe stichting"], "running", None,
    )  # fmt: skip
    assert "Schrijf een kwartaal" in cells[cell(action, "starts_in")]["error"]
    assert not Organisation.objects.filter(name="Nieuwe stichting").exists()
    status, _cells = post(anna, page, sent(action, leads="Nieuwe stichting") | {"nieuw": ["Nieuwe stichting"]})
    assert (status, [lead.name for lead in action.leads.all()]) == (200, ["Nieuwe stichting"])


@pytest.mark.parametrize(("column", "first", "second"), [("ends_in", "2027Q1", "2027Q2"), ("costs", "100", "250")])
def test_another_end_or_amount_of_a_released_action_asks_why_as_its_form_does(
    anna, page, action, column, first, second
):
    assert post(anna, page, sent(action, **{column: first}))[0] == 200  # where there was none
    data = sent(action, **{column: second}) | sent(action, priority="hoog")
    status, cells = post(anna, page, data)
    told = cells[cell(action, column)]
    assert (status, told["reason"], "Schrijf waarom" in told["error"]) == (422, True, True)
    assert cells[cell(action, "priority")] == {"text": "Hoog"}
    answer = anna.post(page, form_of(anna, page) | {cell(action, column): second})
    assert "Schrijf waarom" in text_in(answer)
    assert post(anna, page, data | WHY)[0] == 200
    assert action.history.first().history_change_reason == WHY["reason"]


def test_a_begin_after_the_end_waits_for_the_other_end(anna, page, action):
    post(anna, page, sent(action, ends_in="2026Q4"))
    status, cells = post(anna, page, sent(action, starts_in="2027Q1"))
    assert (status, "na het einde (2026Q4)" in cells[cell(action, "starts_in")]["error"]) == (422, True)
    assert post(anna, page, sent(action, starts_in="2027Q1", ends_in="2027Q3") | WHY)[0] == 200


def test_stopping_and_securing_ask_why_and_with_whom(anna, page, action):
    for text, said in (("gestopt", "Schrijf erbij waarom"), ("geborgd", "Schrijf erbij bij wie")):
        status, cells = post(anna, page, sent(action, status=text))
        assert (status, said in cells[cell(action, "status")]["error"]) == (422, True)
    assert post(anna, page, sent(action, status="gestopt: geen budget"))[0] == 200
    assert action.history.first().history_change_reason == "geen budget"


def test_an_amount_keeps_what_the_cell_does_not_say_and_several_costs_are_not_for_a_cell(anna, page, action):
    cost = factories.cost(action=action, amount=100, nature="structural", text="zie begroting")
    post(anna, page, sent(action, costs="250 per jaar") | WHY)
    cost.refresh_from_db()
    assert (cost.amount, cost.per, cost.nature, cost.text) == (250, "year", "structural", "zie begroting")
    factories.cost(action=action, amount=5)
    status, cells = post(anna, page, sent(action, costs="7"))
    assert (status, cells[cell(action, "costs")]["error"]) == (
        422,
        "Dit past niet meer in een cel. Wijzig de actie zelf.",
    )
    assert cell(action, "costs") not in form_of(anna, page)


def test_without_a_script_twenty_cells_are_one_request_one_moment_and_one_step_back(anna, page, line):
    actions = [factories.action(line=line, what=f"Actie {count}") for count in range(20)]
    texts = {cell(action, "ends_in"): "Q2 2027" for action in actions}
    answer = anna.post(page, form_of(anna, page) | texts, follow=True)
    assert "Opgeslagen: 20 cellen." in text_in(answer)
    lines = Action.history.filter(history_change_reason="Gewijzigd: tot en met kwartaal")
    assert (lines.count(), lines.values("history_date").distinct().count()) == (20, 1)
    moment = anna.session["plan-raster"][str(line.programme_id)][0][0]
    anna.post(reverse("actions:grid-undo", args=["noordland"]), {"moment": moment})
    assert set(Action.objects.values_list("ends_in", flat=True)) == {None}


def test_without_a_script_one_wrong_cell_keeps_all_as_typed_and_writes_nothing(anna, page, action):
    data = form_of(anna, page) | {cell(action, "status"): "loopt", cell(action, "ends_in"): "ooit"}
    answer = anna.post(page, data)
    action.refresh_from_db()
    shown = html.fromstring(answer.content).get_element_by_id("raster").fields
    assert (action.status, shown[cell(action, "status")], shown[cell(action, "ends_in")]) == (
        "unknown",
        "loopt",
        "ooit",
    )
    assert "Er is nog niets opgeslagen" in text_in(answer)


def test_without_a_script_a_conflict_shows_both_and_the_second_answer_counts(anna, page, action):
    data = form_of(anna, page) | {cell(action, "ends_in"): "2027Q2"}
    Action.objects.filter(pk=action.pk).update(ends_in="2028Q1", version=7)
    answer = anna.post(page, data)
    assert (answer.status_code, "intussen 2028Q1 van. U typte 2027Q2." in text_in(answer)) == (409, True)
    again = {
        name: value or "" for name, value in html.fromstring(answer.content).get_element_by_id("raster").fields.items()
    }
    anna.post(page, again | WHY)
    action.refresh_from_db()
    assert action.ends_in == "2027Q2"


def test_saves_are_taken_back_step_by_step_unless_somebody_went_on_with_the_cell(anna, page, action, people):
    undo = reverse("actions:grid-undo", args=["noordland"])
    for text in ("2027Q1", "2027Q2"):
        post(anna, page, sent(action, ends_in=text) | WHY)
    post(anna, page, sent(action, priority="hoog"))
    saves = anna.session["plan-raster"][str(action.programme_id)]
    assert [what for _moment, what in saves] == [
        f"Prioriteit van actie {action.pk}",
        *[f"Einde van actie {action.pk}"] * 2,
    ]
    found = []
    for moment in (saves[2][0], saves[1][0], saves[2][0]):  # the oldest first: its cell was changed since
        anna.post(undo, {"moment": moment})
        action.refresh_from_db()
        found.append(action.ends_in)
    assert (found, action.priority) == (["2027Q2", "2027Q1", None], "high")


@pytest.mark.parametrize("seen", [None, "onzin", "2\ud800"[:1]])
def test_a_cell_without_a_true_memory_of_what_was_seen_is_not_written(anna, page, action, seen):
    data = {cell(action, "ends_in"): "2027Q2"} | ({f"w_{action.pk}_ends_in": seen} if seen else {})
    assert post(anna, page, data)[0] == (409 if seen else 422)
    action.refresh_from_db()
    assert action.ends_in is None


# --- Who, and how much it asks ---


@pytest.mark.parametrize(
    ("who", "answer", "ends"), [("anna", 200, "2027Q2"), ("bram", 403, None), ("carla", 403, None), ("olga", 403, None)]
)
def test_only_who_leads_the_region_changes_the_grid(client, page, action, people, who, answer, ends):
    client.force_login(people[who])
    data = sent(action, ends_in="2027Q2")
    assert client.get(page).status_code == answer
    assert client.post(page, data, headers={"Accept": "application/json"}).status_code == answer
    action.refresh_from_db()
    link = b"/plan/raster/" in client.get(reverse("actions:plan", args=["noordland"])).content
    assert (action.ends_in, link) == (ends, answer == 200)


def test_an_action_of_another_plan_is_not_written(anna, page, people):
    other = factories.action(what="Elders")
    status, _cells = post(anna, page, sent(other, ends_in="2027Q2"))
    other.refresh_from_db()
    assert (status, other.ends_in) == (422, None)


def test_the_grid_asks_the_same_number_of_queries_for_one_action_and_for_many(anna, page, action, line, organisation):
    anna.get(page)  # what is the same for all is known
    counts = []
    for _round in range(2):
        factories.cost(action=factories.action(line=line, what="Nog een", leads=[organisation]), amount=5)
        with CaptureQueriesContext(connection) as asked:
            anna.get(page)
        counts.append(len(asked))
        for count in range(5):
            factories.cost(action=factories.action(line=line, what=f"Nog {count}", leads=[organisation]), amount=5)
    assert (counts[0], counts[0] <= 15) == (counts[1], True), counts


def test_saving_many_actions_asks_a_fixed_number_of_queries(action, line, people):
    actions = [factories.action(line=line, what=f"Actie {count}") for count in range(20)]
    counts = []
    for some in (actions, actions[:2], actions):
        cells = [service.Typed(one.pk, "priority", "", {"priority": "high"}) for one in some]
        Action.objects.update(priority="")
        with CaptureQueriesContext(connection) as asked:
            service.save_cells(line.programme, cells, reason="", by=people["anna"], whole=True)
        counts.append(len(asked))
    assert counts[1] == counts[2]


@pytest.mark.django_db(transaction=True)
def test_a_save_that_fails_halfway_writes_nothing(monkeypatch, line, people):
    actions = [factories.action(line=line, what=f"Actie {count}") for count in range(2)]
    cells = [
        service.Typed(actions[0].pk, "priority", "", {"priority": "high"}),
        service.Typed(actions[1].pk, "starts_in", "", {"starts_in": "2027Q1"}),
    ]
    with pytest.raises(HalfWay), history_refused(Action):
        service.save_cells(line.programme, cells, reason="", by=people["anna"], whole=True)
    assert set(Action.objects.values_list("priority", "starts_in")) == {("", None)}
