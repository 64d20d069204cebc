"""What reading in a document would do: which action a row is, what changes, and what is left alone."""

from decimal import Decimal

import pytest

from actions.imports import previews
from actions.models import Action, Cost, Funding, FundingSource
from actions.rules.content import content_of
from tests import factories

QUERIES = 18
LONG = "Een lange omschrijving die er maar een keer is"
FIRST = "1. Eerder en beter in beeld;1.1;Meldcodetour;Langs huisartsen;GGD;Meer meldingen;Q3-Q4 2026;€ 5.000;loopt"


def kinds(preview):
    return [proposal.kind for proposal in preview.proposals]


def labels(proposal):
    return [difference.label for difference in proposal.differences]


def problems(preview):
    return [(problem.field, problem.message) for proposal in preview.proposals for problem in proposal.problems]


def test_a_row_becomes_a_whole_action(shown, plan):
    (found,) = shown(FIRST.replace("5.000", "5.000 per jaar (uit DUVO)")).proposals
    content = found.content
    assert (found.kind, str(found.spot), found.action) == ("new", "1. Eerder en beter in beeld", None)
    assert (content.number, content.what, content.how) == ("1.1", "Meldcodetour", "Langs huisartsen")
    assert (content.starts_in, content.ends_in, content.planning_text) == ("2026Q3", "2026Q4", "Q3-Q4 2026")
    assert (content.leads, content.who_text) == (frozenset({"GGD"}), "GGD")
    assert (content.goals, content.status) == (("Meer meldingen",), "running")
    (cost,) = content.costs
    assert (cost.kind, cost.amount, cost.per) == ("amount", Decimal("5000.00"), "year")
    assert [cover.source for cover in cost.cover] == ["DUVO"]


def test_names_that_the_portal_knows_are_found_in_any_spelling(shown, plan):
    ggd = factories.organisation(region=plan.region, name="GGD  Noord")
    duvo = FundingSource.objects.create(programme=plan, name="Duvo")
    preview = shown(FIRST.replace("GGD", "ggd noord").replace("5.000", "5.000 (uit DUVO)"))
    (found,) = preview.proposals
    assert found.content.leads == frozenset({ggd.pk})
    assert found.content.costs[0].cover[0].source == duvo.pk
    assert (preview.new_organisations, preview.new_sources) == ([], [])


def test_what_will_be_made_besides_is_told(shown):
    preview = shown(
        "Actielijn 3: Specifieke groepen;;Spiegelgroep;;Zorgbelang;;2026;;",
        "1;;Training;;GGD;;2026;€ 100 (uit DUVO);",
    )
    assert preview.new_lines == ["3. Specifieke groepen"]
    assert (preview.new_organisations, preview.new_sources) == (["GGD", "Zorgbelang"], ["DUVO"])


def test_the_same_document_again_changes_nothing(shown, read_in):
    rows = (
        FIRST,
        "2. Stoppen en duurzaam oplossen;2.1;;;Politie; Minder herhaling;zsm;ongeveer wat;",
        "1;;Training;;;;2027;;",
    )
    read_in(*rows)
    preview = shown(*rows)
    assert (kinds(preview), preview.missing) == (["unchanged"] * 3, ())


def test_a_correction_in_the_portal_outlives_the_same_words(shown, read_in, plan):
    read_in("1;1.1;Training;;Regio;;zsm;wat er is;")
    action = Action.objects.get(what="Training")
    action.starts_in = "2026Q1"
    action.save()
    action.leads.set([factories.organisation(region=plan.region)])
    action.costs.all().delete()
    factories.cost(action=action, amount=Decimal(100))
    assert kinds(shown("1;1.1;Training;;Regio;;zsm;wat er is;")) == ["unchanged"]
    (changed,) = shown("1;1.1;Training;;Regio;;zsm;wat er nu is;").proposals
    assert (changed.kind, [clash.group.name for clash in changed.clashes]) == ("unchanged", ["costs"])


def test_what_the_document_has_no_column_for_stays(shown, action, plan):
    action.status, action.how = "running", "Zo doen we het"
    action.save()
    before = content_of(action)
    (found,) = shown(f"1;{action.what};2027", headings="Lijn;Wat;Wanneer").proposals
    assert (found.action, found.kind) == (action, "changed")
    assert (found.content.how, found.content.status, found.content.leads) == (before.how, "running", before.leads)


@pytest.mark.parametrize(
    ("row", "number", "what"),
    [
        ("1;2.4;Andere woorden", "2.4", "Oude woorden"),  # by number
        ("1;;oude  WOORDEN", "", "Oude woorden"),  # by line and what
        ("1;2.5;Oude woorden", "2.4", "Oude woorden"),  # renumbered
        (
            "2;;Een lange omschrijving die er maar een keer is",
            "",
            "Een lange omschrijving die er maar een keer is",
        ),  # moved
    ],
)
def test_a_row_finds_its_action(shown, action, row, number, what):
    action.number, action.what = number, what
    action.save()
    preview = shown(row, headings="Lijn;Nr;Wat")
    assert [proposal.action for proposal in preview.proposals] == [action]
    assert preview.missing == ()


def test_a_row_put_between_others_does_not_push_them_into_their_neighbours(shown, action, line):
    action.number, action.what = "1", "Meldcodetour"
    action.save()
    second = factories.action(line=line, number="2", what="Training")
    preview = shown("1;1;Meldcodetour", "1;2;Iets heel anders", "1;3;Training", headings="Lijn;Nr;Wat")
    assert [proposal.action for proposal in preview.proposals] == [action, None, second]
    assert kinds(preview) == ["unchanged", "new", "changed"]


def test_another_action_under_the_same_number_is_told(shown, action):
    action.number, action.what = "1.1", "Meldcodetour langs alle huisartsen"
    action.save()
    preview = shown("1;1.1;Opvang voor mannen", headings="Lijn;Nr;Wat")
    assert preview.proposals[0].action == action
    assert [(question.kind, len(question.rows)) for question in preview.open_questions] == [("number", 1)]
    assert problems(shown("1;1.1;Meldcodetour langs huisartsen", headings="Lijn;Nr;Wat")) == []


def test_an_id_finds_its_action_and_an_unknown_one_is_told(shown, action):
    found, other = shown(f"1;{action.pk};Nieuwe naam", "1;99999;Onbekend", headings="Lijn;id;Wat").proposals
    assert (found.action, found.kind, found.content.what) == (action, "changed", "Nieuwe naam")
    assert (other.action, other.kind) == (None, "new")
    assert [problem.field for problem in other.extra] == ["id"]


def test_the_same_id_twice_is_written_once(shown, action):
    preview = shown(f"1;{action.pk};Een", f"1;{action.pk};Twee", headings="Lijn;id;Wat")
    assert kinds(preview) == ["changed", "left_out"]


def test_actions_that_the_document_does_not_name_are_listed_and_stay(shown, action):
    preview = shown(FIRST.replace("Meldcodetour", "Spiegelgroep"))
    assert (kinds(preview), preview.missing) == (["new"], (action,))


def test_a_row_without_a_line_is_left_out_until_a_line_is_chosen(shown):
    preview = shown("Training;2026", headings="Wat;Wanneer")
    assert (kinds(preview), [field for field, _ in problems(preview)]) == (["left_out"], ["line"])


def test_a_chosen_line_is_for_rows_that_name_none(kept, plan):
    found = kept("Training;2026", headings="Wat;Wanneer")
    found.line = "2. Stoppen en duurzaam oplossen"
    assert [str(one.spot) for one in previews.preview_of(found).proposals] == ["2. Stoppen en duurzaam oplossen"]


def test_a_line_known_by_its_number_alone_is_told(shown):
    preview = shown("Actielijn 2: Heel iets anders;;Training;;;;2026;;")
    assert str(preview.proposals[0].spot) == "2. Stoppen en duurzaam oplossen"
    assert [(question.kind, question.proposed) for question in preview.open_questions] == [
        ("line", ("2. Stoppen en duurzaam oplossen",))
    ]
    assert problems(preview) == []  # asked once, at the heading


def test_rows_that_the_user_does_not_want_are_left_out_and_not_missing(kept, plan, action):
    found = kept(f"1;{action.pk};Nieuwe naam", headings="Lijn;id;Wat")
    found.left_out = ["1:2"]
    preview = previews.preview_of(found)
    assert (kinds(preview), preview.missing) == (["left_out"], ())


def test_a_text_that_does_not_fit_keeps_its_row_out(shown):
    preview = shown(f"1;1.1;{'woord ' * 400};;;;2026;;")
    assert kinds(preview) == ["left_out"]
    assert [field for field, _ in problems(preview)] == ["what"]


def test_a_municipality_that_is_not_known_is_told_and_not_everywhere(shown, plan):
    preview = shown("1;Een;Waterdorp", "1;Twee;Nergenshuizen", "1;Drie;alle", headings="Lijn;Wat;Gemeenten")
    waterdorp, unknown, everywhere = (len(proposal.content.municipalities) for proposal in preview.proposals)
    assert (waterdorp, unknown, everywhere) == (1, 0, 0)
    assert [(question.kind, question.name) for question in preview.open_questions] == [
        ("municipality", "Nergenshuizen")
    ]


def test_costs_per_year_are_a_cost_each(shown):
    (found,) = shown("1;Training;1000;2500", headings="Lijn;Wat;Kosten 2026;Kosten 2027").proposals
    assert [(cost.year, cost.amount) for cost in found.content.costs] == [
        (2026, Decimal("1000.00")), (2027, Decimal("2500.00")),
    ]  # fmt: skip


def test_a_changed_amount_keeps_what_the_document_does_not_speak_of(shown, action, plan):
    cost = factories.cost(action=action, amount=Decimal(500), nature="structural", stage="granted", text="500 euro")
    source = FundingSource.objects.create(programme=plan, name="DUVO")
    Funding.objects.create(cost=cost, source=source, amount=Decimal(300))
    (found,) = shown(f"1;{action.what};€ 200 per jaar", headings="Lijn;Wat;Kosten").proposals
    (item,) = found.content.costs
    assert (item.pk, item.amount, item.nature, item.stage) == (cost.pk, Decimal("200.00"), "structural", "granted")
    assert item.text == ""  # the plan no longer says 500
    assert [(part.source, part.amount) for part in item.cover] == [(source.pk, None)]  # 300 no longer fits in 200


def test_what_is_not_read_stays_empty_and_keeps_its_text(shown):
    (found,) = shown("1;;Training;;;;als het kan;een paar tientjes;").proposals
    assert (found.content.planning_text, found.content.starts_in, found.content.ends_in) == ("als het kan", None, None)
    assert [(cost.kind, cost.amount) for cost in found.content.costs] == [(Cost.Kind.UNCLEAR, None)]
    assert {problem.field for problem in found.problems} == {"planning", "cost"}


def test_the_number_of_queries_does_not_grow_with_the_plan(kept, plan, line, django_assert_num_queries):
    def read(found):
        with django_assert_num_queries(QUERIES):
            previews.preview_of(found)

    factories.cost(action=factories.action(line=line, what="Actie van alle dag 0"))
    few = kept("1;Actie van alle dag 0", headings="Lijn;Wat")
    read(few)
    for number in range(1, 6):
        factories.cost(action=factories.action(line=line, what=f"Actie van alle dag {number}"))
    read(kept(*(f"1;Actie van alle dag {number}" for number in range(6)), headings="Lijn;Wat"))
