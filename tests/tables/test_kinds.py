"""One place says which kinds of files are read."""

from pathlib import Path
from typing import get_args

import pytest

from tables import kinds
from tables.model import Kind
from tables.reading import UNREAD, read_tables

FOLDER = Path(__file__).parent / "libreoffice"


@pytest.mark.parametrize(
    "extension", [extension for extension in kinds.SHOWN if (FOLDER / f"plan{extension}").exists()]
)
def test_what_is_offered_is_read(extension):
    found = read_tables(FOLDER / f"plan{extension}", filename=f"Plan{extension.upper()}")
    assert (found.kind, extension in kinds.SENTENCE, extension in kinds.ACCEPT) == (kinds.READ[extension], True, True)


def test_the_lists_agree():
    assert set(kinds.SHOWN) <= set(kinds.READ)
    assert {*kinds.READ.values(), "pasted"} == set(get_args(Kind))
    assert set(kinds.NAMES) == set(kinds.READ.values())
    assert set(kinds.READ).isdisjoint(UNREAD)
