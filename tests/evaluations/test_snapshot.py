"""What a report says: public and released only, unknown is not zero, planned is not decided."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Note, Phase
from evaluations import snapshot
from tests import factories
from tests.evaluations.conftest import TODAY, full_programme, make_plan


@pytest.fixture
def report(db):
    return snapshot.take(factories.evaluation(programme=full_programme(), title="Evaluatie Noordland"), on=TODAY)


def test_only_public_and_released_actions(report):
    assert [action.title for action in report.plan.actions] == ["Meldcodetour", "Folder in tien talen"]
    assert [document.title for document in report.decisions.documents] == ["Uitvoeringsplan"]


def test_the_latest_released_update(report):
    update = report.plan.actions[0].update
    assert (update.on, update.text, update.by) == (datetime.date(2026, 2, 1), "Twaalf scholen bezocht.", "Trekker")
    assert (report.plan.reported, report.plan.actions[1].update) == (1, None)


def test_an_action_in_the_words_of_the_plan_and_as_interpreted(report):
    action = report.plan.actions[0]
    assert (action.number, action.how, action.goals) == ("1.1", "Langs alle scholen.", ["Elke school doet mee."])
    assert (action.leads, action.costs, action.cover) == (
        ["Veilig Thuis Noordkust"],
        ["€\u00a05.000 per jaar"],
        ["DUVO"],
    )
    assert (action.planning, action.status_label) == ("3e kwartaal 2024 tot en met 2e kwartaal 2025", "Loopt")


@pytest.mark.parametrize(
    ("ends_in", "status", "late"),
    [
        ("2025Q4", "running", True),
        ("2025Q4", "unknown", True),
        ("2025Q4", "done", False),
        ("2025Q4", "stopped", False),
        ("2026Q1", "running", False),
        (None, "running", False),
    ],
)
def test_an_action_is_late_when_its_end_has_passed_and_it_is_not_known_to_be_finished(db, ends_in, status, late):
    action = factories.action(ends_in=ends_in, status=status)
    report = snapshot.take(factories.evaluation(programme=action.programme), on=TODAY)
    assert (report.plan.late, report.plan.actions[0].is_late) == (int(late), late)


def test_what_the_plan_does_not_say_stays_empty(report):
    action = report.plan.actions[1]
    assert (action.planning, action.leads, action.cover) == ("", [], [])
    assert (action.costs, action.status_label) == (["Nader te bepalen"], "Onbekend")


def test_lines_themes_goals_and_notes(report):
    first, second = report.lines
    assert (first.title, first.text, first.goals) == ("Eerder in beeld", "Wij zien het eerder.", ["Niemand kijkt weg."])
    assert [(theme.title, theme.goals, len(theme.actions)) for theme in first.themes] == [
        ("Meldcode", ["Iedereen oefent de meldcode."], 1),
        ("", [], 1),
    ]
    assert [(group.label, group.notes) for group in first.notes] == [
        ("Voortbouwen op successen", [("", "De training werkt.", "")])
    ]
    assert first.bar.sentence == "Van de 2 acties: 1 loopt en 1 onbekend."
    assert (second.actions, second.bar.total) == ([], 0)


def test_background_stays_in_the_plan_and_what_is_missing_is_said(report):
    assert (report.plan.notes, report.sources.missing) == ([], ["De bijlage ontbreekt."])


def test_an_action_that_another_line_names_is_mentioned_there(db):
    action = factories.action(what="Meldcodetour", number="1.1")
    other = factories.line(programme=action.programme)
    action.homes.create(line=other)
    hidden = factories.action(line=action.line, what="GEHEIM", released_at=None)
    hidden.homes.create(line=other, text="GEHEIM")
    report = snapshot.take(factories.evaluation(programme=action.programme), on=TODAY)
    assert report.lines[1].elsewhere == ["1.1 Meldcodetour"]


def test_money_says_how_much_is_unknown(report):
    money = report.finances
    assert (money.actions, money.with_amount) == (2, 1)
    assert [(year.label, year.planned, year.cover) for year in money.years if year.planned] == [
        ("2024", "€\u00a05.000", "gedekt"),
        ("2025", "€\u00a05.000", "gedekt"),
    ]
    assert money.unknown == [("Nader te bepalen", 1)]
    (duvo,) = money.sources
    assert (duvo.name, duvo.actions, [(row.label, row.available, row.left) for row in duvo.years]) == (
        "DUVO",
        1,
        [
            ("2024", "", "niet te zeggen: geen budget genoemd voor dit jaar"),
            ("2025", "€\u00a075.000", "€\u00a070.000 over"),
        ],
    )


def test_figures_with_their_reason_status_and_meaning(report):
    figure = report.figures[0]
    assert (figure.title, figure.interpretation) == (
        "Ontvangen meldingen",
        "Meer meldingen is niet vanzelf meer geweld.",
    )
    assert figure.charts[0].sentence == (
        "Ontvangen meldingen, Noordkust (Veilig Thuis-regio): 900 in 2022 en 1.100 in 2024 (voorlopig cijfer)."
    )
    assert figure.tables[0].rows == [
        ("Noordkust (Veilig Thuis-regio)", ["900", "1.000", "1.100*"]),
        ("Nederland", ["", "n.b.", ""]),
    ]
    assert (figure.marks, report.has_own_figures) == (
        ["* voorlopig cijfer", "n.b.: onbekend, onvoldoende betrouwbaar of geheim"],
        True,
    )


def test_the_summary_never_takes_the_country_for_the_region(report, db):
    assert report.key_figure == report.figures[0]
    elsewhere = factories.indicator(title="Landelijk cijfer")
    for period in ("2022", "2023"):
        factories.figure(indicator=elsewhere, area_code="NL01", period=period)
    other = snapshot.take(factories.evaluation(), on=TODAY)
    assert [figure.title for figure in other.figures if figure.charts] == ["Landelijk cijfer"]
    assert (other.key_figure, other.has_own_figures) == (None, False)


def test_what_is_planned_is_never_decided(report):
    document = report.decisions.documents[0]
    assert document.sentences == [
        "Raden: 1 van de 2 raden heeft vastgesteld. Stand: 1 vastgesteld, 1 gepland voor het 4e kwartaal 2026."
    ]
    assert [(one.municipality, one.state, one.when) for one in document.adoptions] == [
        ("Adorp", "Vastgesteld", "2 mei 2024"),
        ("Bedum", "Gepland", "4e kwartaal 2026"),
    ]
    assert [(advice.by, advice.direction) for advice in document.advices] == [("Adviesraad", "Positief")]


def test_advice_has_its_answer_and_a_covenant_its_signers(report):
    (advice,) = report.decisions.documents[0].advices
    assert (advice.whom, advice.answer_heading, advice.answer) == (
        "cliëntenraad, aan de gemeente Adorp",
        "Reactie van het college, 3 juni 2024",
        "Het advies is overgenomen.",
    )
    (covenant,) = report.decisions.commitments
    assert (covenant.state, covenant.when, covenant.parties) == (
        "Afgelopen",
        "gold tot en met 31 december 2025",
        ["Politie (districtschef)"],
    )


def test_what_municipalities_do_themselves_is_an_annex(report):
    (own,) = report.additions
    assert (own.municipality, [(each.title, each.costs) for each in own.additions]) == (
        "Bedum",
        [("Spreekuur", "€ 500")],
    )


def test_a_programme_without_anything(db):
    report = snapshot.take(factories.evaluation(), on=TODAY)
    assert (report.lines, report.figures, report.decisions.documents, report.finances.years) == ([], [], [], [])


@pytest.mark.parametrize(("classification", "public"), [("public", True), ("internal", False), ("secret", False)])
def test_whether_a_programme_is_public(db, classification, public):
    assert snapshot.is_public(factories.programme(classification=classification)) is public


def count_queries(actions):
    evaluation = factories.evaluation(programme=make_plan(actions))
    with CaptureQueriesContext(connection) as queries:
        snapshot.take(evaluation, on=TODAY)
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_plan(db):
    assert count_queries(1) == count_queries(50)


def test_a_mark_is_explained_only_where_a_cell_has_it(db):
    """A figure without value that no table shows does not bring `n.b.` into the report."""
    indicator = factories.indicator(title="Meldingen")
    programme = factories.programme()
    factories.figure(indicator=indicator, area_code="NL01", period="2023", value=None, reason="onbekend")
    factories.figure(indicator=indicator, area_code="NL01", period="2024", value="5")
    (item,) = snapshot.take(factories.evaluation(programme=programme), on=TODAY).figures
    cells = {cell for table in item.tables for _area, row in table.rows for cell in row}
    assert [mark.split(":")[0] in cells for mark in item.marks] == [True] * len(item.marks)


def test_what_the_plan_does_not_say_is_counted_to_be_told_once(db):
    line = factories.line()
    for _each in range(3):
        factories.action(line=line)
    factories.action(line=line, planning_text="Q1 2021", status="unknown")
    plan = snapshot.take(factories.evaluation(programme=line.programme), on=TODAY).plan
    assert (plan.silent, plan.has_status) == (3, False)


def test_remarks_phases_and_definitions_go_into_the_report(db):
    line = factories.line(text="Zo wordt ingezet op een campagne.", source_note="Dat is het landelijke programma.")
    programme = line.programme
    Phase.objects.create(programme=programme, title="Fase 2", text="De route loopt via de colleges.")
    Note.objects.create(programme=programme, kind="definition", title="Geweld", text="Door iemand van thuis.")
    report = snapshot.take(factories.evaluation(programme=programme), on=TODAY)
    assert report.lines[0].remark == "Dat is het landelijke programma."
    assert [(phase.title, phase.text) for phase in report.plan.phases] == [
        ("Fase 2", "De route loopt via de colleges.")
    ]
    assert report.plan.definitions == [("Geweld", "Door iemand van thuis.")]


def test_what_a_figure_means_is_said_once(db):
    """The overlap caveat of Zuid-Holland Zuid stood eight times in its report."""
    programme = factories.programme()
    for number in (1, 2):
        indicator = factories.indicator(title=f"Meldingen {number}", interpretation="Deze cijfers overlappen.")
        factories.figure(indicator=indicator, area_code="NL01", period="2024")
    figures = snapshot.take(factories.evaluation(programme=programme), on=TODAY).figures
    assert [figure.same_as for figure in figures] == ["", "Meldingen 1"]


def test_a_corrected_figure_is_marked(db):
    programme = factories.programme()
    factories.figure(indicator=factories.indicator(), area_code="NL01", period="2024", value="5", status="gecorrigeerd")
    (item,) = snapshot.take(factories.evaluation(programme=programme), on=TODAY).figures
    assert item.tables[0].rows == [("Nederland", ["5†"])]
    assert item.marks == ["† gecorrigeerd cijfer"]
