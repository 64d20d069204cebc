"""Goals of a cell: apart by lines, bullets and list items."""

import pytest

from reading.plans.goals import continued, read_goals


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("", ()),
        ("•", ()),
        ("Meer meldingen", ("Meer meldingen",)),
        ("Meer meldingen\nMinder herhaling", ("Meer meldingen", "Minder herhaling")),
        ("• Meer meldingen • Minder herhaling", ("Meer meldingen", "Minder herhaling")),
        ("- Meer meldingen\n- Minder herhaling", ("Meer meldingen", "Minder herhaling")),
        ("* Meer meldingen", ("Meer meldingen",)),
        ("<ul><li>Meer meldingen</li><li>Minder herhaling</li></ul>", ("Meer meldingen", "Minder herhaling")),
        ("Meer meldingen<br>Minder herhaling", ("Meer meldingen", "Minder herhaling")),
        (
            "1. Meer meldingen\n2) Minder herhaling\na) Betere hulp",
            ("Meer meldingen", "Minder herhaling", "Betere hulp"),
        ),
        ("Doelen:\n• Meer meldingen", ("Meer meldingen",)),
        ("Doel: meer meldingen", ("Doel: meer meldingen",)),
        ("2025 meldingen", ("2025 meldingen",)),
        ("Vroeg-signaleren; beter", ("Vroeg-signaleren; beter",)),
        ("Score < 5 en > 2", ("Score < 5 en > 2",)),
    ],
)
def test_goals_are_split(text, goals):
    assert read_goals(text) == goals


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (("Bekendheid",), "Handreikingen", ("Bekendheid", "Handreikingen")),
        (("Handreikingen in het",), "gebruik van de meldcode", ("Handreikingen in het gebruik van de meldcode",)),
        (("Handreikingen in het",), "gebruik\n• Bekendheid", ("Handreikingen in het gebruik", "Bekendheid")),
        (("Handreikingen in het",), "Bekendheid", ("Handreikingen in het", "Bekendheid")),
        (("Handreikingen",), "bekendheid", ("Handreikingen", "bekendheid")),
        ((), "bekendheid", ("bekendheid",)),
        (("Bekendheid van",), "", ("Bekendheid van",)),
    ],
)
def test_a_sentence_cut_by_the_end_of_a_page_is_one_goal(before, text, after):
    assert continued(before, text) == after
