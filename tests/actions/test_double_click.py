"""The same form, sent twice within half a minute, does its work once."""

import datetime

import pytest

from actions.services.progress import report_progress
from tests import factories

SAID = {"on": datetime.date(2026, 11, 1), "status": "running", "text": "Gestart.", "release": False}


def test_the_same_progress_is_added_once(action, people):
    first = report_progress(action, by=people["olga"], **SAID)
    assert report_progress(action, by=people["olga"], **SAID) == first
    assert action.updates.count() == 1


@pytest.mark.parametrize("change", [{"text": "Anders."}, {"status": "done"}, {"on": datetime.date(2026, 11, 2)}])
def test_other_progress_is_added(action, people, change):
    report_progress(action, by=people["olga"], **SAID)
    report_progress(action, by=people["olga"], **SAID | change)
    assert action.updates.count() == 2


def test_what_somebody_else_says_is_added(action, people, organisation):
    report_progress(action, by=people["olga"], **SAID)
    report_progress(action, by=factories.owner(organisation), **SAID)
    assert action.updates.count() == 2
