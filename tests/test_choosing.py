"""Which tests come first in `make test-fast`."""

import pytest

from tests.choosing import is_in, rooms


@pytest.mark.parametrize(
    ("path", "nodeid", "expected"),
    [
        ("actions/views/plan.py", "tests/actions/test_plan.py::test_x", True),
        ("actions/views/plan.py", "tests/actions/importing/test_again.py::test_x", True),
        ("actions/views/plan.py", "tests/jobs/test_views.py::test_x", False),
        ("templates/jobs/detail.html", "tests/jobs/test_views.py::test_x", True),
        ("tests/jobs/conftest.py", "tests/jobs/test_views.py::test_x", True),
        ("tests/test_room.py", "tests/test_room.py::test_x", True),
        ("tests/test_room.py", "tests/test_head.py::test_x", False),
        ("Makefile", "tests/jobs/test_views.py::test_x", False),
    ],
)
def test_the_tests_of_what_changed_come_first(path, nodeid, expected):
    assert is_in(nodeid, rooms([path])) is expected
