"""The page of all components in all states, at three widths."""

import pytest

from tests.browser.judging import judge

ADDRESS = "/componenten/"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_component_at_three_widths(open_page, width):
    page = open_page("superuser", ADDRESS, width=width)
    assert page.response.status == 200
    judge(page)
