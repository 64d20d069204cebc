"""Sixteen councils are brought up to date with the keyboard: one paste and one save, or typed and saved once."""

import pytest

from tests.browser import councils

CELLS = "input[data-cell][id$='council-decision']"


@pytest.fixture
def work(open_page):
    return councils.Work(open_page("superuser"))


def texts(page):
    return [cell.input_value() for cell in page.locator(CELLS).all()]


def test_a_block_of_a_spreadsheet_is_one_paste_and_one_save(work):
    page = work.page
    councils.to_the_first_council(page)
    names, before = councils.places(page), texts(page)
    councils.copied(page, [councils.HEADING, *councils.told(names)])
    councils.bring_up_to_date_by_pasting(page)
    assert len(names) == 16
    assert [load.partition(" ")[0] for load in work.loads] == ["GET", "POST", "POST"]
    assert ["bewaren=1" in sent for sent in work.sent] == [False, True]
    expected = [f"vastgesteld {day:02}-03-2024" for day in range(1, 17)]
    expected[3] = "gewijzigd vastgesteld 12-03-2024: Elk jaar een evaluatie"
    expected[5] = "aangehouden 12-03-2024 tot mei 2027: de kosten"
    assert texts(page) == expected
    councils.take_back(page)
    assert texts(page) == before


def test_typed_from_above_to_below_is_one_save(work):
    page = work.page
    councils.to_the_first_council(page)
    before = texts(page)
    councils.bring_up_to_date_by_typing(page, len(before))
    assert [load.partition(" ")[0] for load in work.loads] == ["GET", "POST"]
    assert texts(page) == [f"vastgesteld {day:02}-03-2024" for day in range(1, 17)]
    councils.take_back(page)
    assert texts(page) == before


def test_a_cell_that_is_refused_says_so_and_nothing_is_lost(work):
    page = work.page
    keyboard = councils.to_the_first_council(page)
    names, before = councils.places(page), texts(page)
    rows = [(names[1], "aangehouden tot 1 mei"), (names[0], "aangenomen 12-3-2024"), ("Elders", "verworpen 1-3-2024")]
    councils.copied(page, rows)
    councils.paste(page)
    assert texts(page) == ["aangenomen 12-3-2024", "aangehouden tot 1 mei", *before[2:]]
    page.wait_for_function("document.activeElement.id === 'fouten'")
    wrong = page.locator(f"{CELLS}[aria-invalid=true]")
    assert wrong.input_value() == "aangehouden tot 1 mei"
    said = page.locator(f"[id='{wrong.get_attribute('aria-describedby')}']").inner_text()
    assert said == "Van welk jaar is ‘1 mei’? Schrijf het jaar erachter."
    assert page.input_value("#id_block") == "Elders\tverworpen 1-3-2024"
    keyboard.to(f"{names[1]}, raad")  # the link of the summary
    page.keyboard.press("Enter")
    page.wait_for_function(
        "name => document.activeElement.getAttribute('aria-label') === name", arg=f"{names[1]}, raad"
    )
    page.keyboard.press("End")
    page.keyboard.type(" 2027")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert texts(page) == ["vastgesteld 12-03-2024", "aangehouden tot 01-05-2027", *before[2:]]
    councils.take_back(page)
    assert texts(page) == before
