"""What was read of a plan, as bytes to keep and back: so that a file is parsed once, and not at each look at its page.

By pickle, which is quick and knows every type in it. Only the portal writes these bytes, into its own database, and of
what they name only the classes below are made: anything else is refused before it exists.
"""

import datetime
import hashlib
import io
import pickle
import zlib
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from reading import vocabulary
from reading.plans import model as plans
from tables import model as tables

CLASSES: tuple[type, ...] = (
    *(tables.Tables, tables.Table, tables.Row, tables.Cell, tables.Paragraph, tables.Remark),
    *(plans.PlanReading, plans.PlanRow, plans.Planning, plans.Money, plans.Who, plans.Problem, plans.TableProblem),
    *(plans.Columns, plans.SourceCell),
    *(vocabulary.Status, vocabulary.Priority, vocabulary.Recurrence, vocabulary.CostKind, vocabulary.Per),
    *(Decimal, datetime.date, datetime.datetime, datetime.timedelta),
)
KNOWN = {(each.__module__, each.__qualname__): each for each in CLASSES}
# Changes when a class gets other fields: what was kept before is then read again from the file.
FORMAT = hashlib.sha256(
    repr([(each.__qualname__, [one.name for one in fields(each)]) for each in CLASSES if is_dataclass(each)]).encode()
).hexdigest()[:16]
NOT_KEPT = (pickle.UnpicklingError, zlib.error, EOFError, AttributeError, TypeError, ValueError, IndexError, KeyError)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return KNOWN[module, name]
        except KeyError as error:
            raise pickle.UnpicklingError(f"{module}.{name} is nothing of a plan") from error


def packed(value: tables.Tables | plans.PlanReading) -> bytes:
    """The bytes to keep."""
    return zlib.compress(pickle.dumps(value, protocol=5), level=1)


def unpacked(content: bytes | memoryview) -> Any:
    """What was kept. Raises one of `NOT_KEPT` for anything else."""
    return _Reader(io.BytesIO(zlib.decompress(bytes(content)))).load()
