"""What the parts of an action are called: as in the model, unless there is another word for who edits."""

from actions.rules.content import PARTS, heading_of, label_of


def test_every_part_has_one_label():
    assert {part: label_of(part) for part in PARTS} == {
        "number": "nummer",
        "what": "wat",
        "how": "hoe",
        "goals": "doelen",
        "leads": "trekkers",
        "partners": "partners",
        "who_text": "wie zoals opgeschreven",
        "planning_text": "planning in woorden",
        "starts_in": "vanaf kwartaal",
        "ends_in": "tot en met kwartaal",
        "recurrence": "herhaling",
        "planning_approximate": "planning bij benadering",
        "planned_part": "begin en eind gelden alleen voor",
        "costs": "kosten en dekking",
        "cost_text": "kosten zoals opgeschreven",
        "status": "status",
        "secured_with": "geborgd bij",
        "merged_into_id": "opgegaan in",
        "priority": "prioriteit",
        "municipalities": "gemeenten",
        "for_all": "voor alle gemeenten die meedoen",
        "topics": "onderwerpen",
        "classification": "wie dit mag zien",
    }


def test_a_heading_is_the_label_with_a_capital():
    assert [str(heading_of(part)) for part in PARTS] == [label_of(part).capitalize() for part in PARTS]
