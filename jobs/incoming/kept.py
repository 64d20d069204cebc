"""What was read of a file, as bytes to keep and back: so that a file is parsed once, and not at each look at its page.

By pickle, which is quick and knows every type in it. Only the portal writes these bytes, into its own database, and of
what they name only the classes of a `Packing` are made: anything else is refused before it exists.
"""

import hashlib
import io
import json
import pickle
import zlib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from django.db import models

NOT_KEPT = (pickle.UnpicklingError, zlib.error, EOFError, AttributeError, TypeError, ValueError, IndexError, KeyError)


class Packing:
    """Packs what was read, of which all classes are known beforehand."""

    def __init__(self, *classes: type) -> None:
        self.known = {(each.__module__, each.__qualname__): each for each in classes}
        # Changes when a class gets other fields: what was kept before is then read again from the file.
        shapes = [(each.__qualname__, names) for each in classes if (names := _names(each))]
        self.format = hashlib.sha256(repr(shapes).encode()).hexdigest()[:16]

    def packed(self, value: object) -> bytes:
        """The bytes to keep."""
        return zlib.compress(pickle.dumps(value, protocol=5), level=1)

    def unpacked(self, content: bytes | memoryview) -> Any:
        """What was kept. Raises one of `NOT_KEPT` for anything else."""
        return _Reader(self.known, zlib.decompress(bytes(content))).load()

    def values(self, key: str, **parts: object) -> dict[str, Any]:
        """What a row holds that keeps these parts, by field."""
        return {"key": key, "format": self.format, **{name: self.packed(part) for name, part in parts.items()}}

    def kept_in(self, rows: "models.QuerySet[Any]", field: str) -> Any:
        """What the row in `rows` keeps in a field; None when there is none, or when it was kept in another form."""
        content = rows.filter(format=self.format).values_list(field, flat=True).first()
        try:
            return None if content is None else self.unpacked(content)
        except NOT_KEPT:
            return None


def key_of(*asked: object) -> str:
    """Changes when the same file is to be read in another way: `asked` is all that reading depends on, as JSON."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


class _Reader(pickle.Unpickler):
    def __init__(self, known: dict[tuple[str, str], type], content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self._known = known

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self._known[module, name]
        except KeyError as error:
            raise pickle.UnpicklingError(f"{module}.{name} is nothing of what was read") from error


def _names(of: type) -> Iterable[str]:
    """The fields of a class that has them."""
    return [one.name for one in fields(of)] if is_dataclass(of) else list(getattr(of, "_fields", ()))
