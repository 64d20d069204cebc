"""Files that come in: what is large, how they are called, and what is kept of them."""

import pickle
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pytest

from jobs.incoming import flow
from jobs.incoming.kept import Packing, key_of
from tables.weight import AT_ONCE, is_large


@dataclass
class Read:
    """What was read, as a class with fields."""

    words: str


class Pair(NamedTuple):
    """What was read, as a tuple with names."""

    row: int
    read: Read


def test_what_is_kept_comes_back_the_same_and_shares_what_it_shared():
    packing = Packing(Read, Pair)
    read = Read("woorden")
    first, second = packing.unpacked(packing.packed([Pair(1, read), Pair(2, read)]))
    assert (first, second) == (Pair(1, read), Pair(2, read))
    assert first.read is second.read


@pytest.mark.parametrize("content", [b"", b"x", zlib.compress(b"x"), zlib.compress(pickle.dumps(Counter()))])
def test_what_is_nothing_that_was_read_is_not_made(content):
    with pytest.raises((pickle.UnpicklingError, zlib.error, EOFError)):
        Packing(Read, Pair).unpacked(content)


def test_the_form_changes_with_the_fields_of_a_class():
    class Other(NamedTuple):
        row: int

    Other.__qualname__ = Pair.__qualname__
    assert Packing(Pair).format == Packing(Pair).format != Packing(Other).format


def test_the_key_changes_with_all_that_was_asked():
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    assert len({key_of({"1": {}}, None), key_of({}, None), key_of({}, 2026), key_of({})}) == 4


@pytest.mark.parametrize(("parts", "large"), [((0.5, 0.5), False), ((0.6, 0.6), True), ((1.1,), True), ((), False)])
def test_files_are_weighed_together(parts, large):
    assert is_large(b"x" * int(part * AT_ONCE) for part in parts) is large


@pytest.mark.parametrize(
    ("name", "kept", "stored"),
    [
        ("Mijn plan 2026.xlsx", "Mijn plan 2026.xlsx", "mijn-plan-2026.xlsx"),
        ("plan", "plan", "plan"),
        ("...", "...", "bestand"),
        (f"{'n' * 300}.csv", f"{'n' * 196}.csv", f"{'n' * 60}.csv"),
        (f"plan.{'x' * 300}", f"plan.{'x' * 18}", "plan.xxxxxxx"),
    ],
)
def test_a_file_is_called_as_its_maker_does_and_stored_under_a_plain_name(name, kept, stored):
    assert (flow.name_of(name), flow.stored_name(flow.name_of(name))) == (kept, stored)
