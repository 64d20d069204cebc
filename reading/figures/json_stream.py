"""JSON of any length, element by element: a table of CBS is a list of many small objects."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from reading.figures import limits, messages
from tables.model import Refused

CHUNK = 512 * 1024
BLANK = re.compile(r"[ \t\r\n]*")
MAX_DEPTH = 40
RUN_OF_BRACKETS = re.compile(r"[\[{](?:\s*[\[{]){%d}" % MAX_DEPTH)  # noqa: UP031 (braces)

Event = tuple[str, Any, bool]  # the key, what stands there, and whether that is one element of a list


def _no_constant(name: str) -> str:
    return name  # NaN and Infinity are no JSON: the cell is read as this word, which is no number


class Stream:
    """Reads a file piece by piece; numbers stay the text that the file has."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._decode = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=_no_constant).raw_decode

    def events(self) -> Iterator[Event]:
        """What the file holds: of an object each key, of a list under a key each element. Raises Refused."""
        try:
            sign = self._next()
            if sign == "[":
                for element in self._elements():
                    yield "", element, True
            elif sign == "{":
                yield from self._members()
            else:
                raise Refused(messages.BROKEN_JSON)
            if self._peek():
                raise Refused(messages.BROKEN_JSON)
        except RecursionError as error:
            raise Refused(messages.DEEP_JSON) from error
        except (UnicodeDecodeError, ValueError) as error:
            raise Refused(messages.BROKEN_JSON) from error

    def _members(self) -> Iterator[Event]:
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            key = self._value()
            if not isinstance(key, str) or isinstance(key, Number) or self._next() != ":":
                raise Refused(messages.BROKEN_JSON)
            if self._peek() == "[":
                self._at += 1
                for element in self._elements():
                    yield key, element, True
            else:
                yield key, self._value(), False
            sign = self._next()
            if sign == "}":
                return
            if sign != ",":
                raise Refused(messages.BROKEN_JSON)

    def _elements(self) -> Iterator[Any]:
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self._value()
            sign = self._next()
            if sign == "]":
                return
            if sign != ",":
                raise Refused(messages.BROKEN_JSON)

    def _value(self) -> Any:
        """The value that starts here. What the buffer ends in the middle of is read again with more of the file."""
        self._peek()
        more = True
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except ValueError as error:
                if not more:
                    raise Refused(messages.BROKEN_JSON) from error
            else:
                if end < len(self._text) or not more:
                    self._at = end
                    return value
            if RUN_OF_BRACKETS.search(self._text, self._at):
                raise Refused(messages.DEEP_JSON)
            if len(self._text) - self._at > limits.MAX_ELEMENT:
                raise Refused(messages.BROKEN_JSON)
            more = self._read(max(CHUNK, len(self._text) - self._at))

    def _read(self, size: int = CHUNK) -> bool:
        """Read on; False at the end of the file."""
        chunk = self._file.read(size)
        if chunk:
            self._text = self._text[self._at :] + chunk
            self._at = 0
        return bool(chunk)

    def _peek(self) -> str:
        """The next sign that is no white space; "" at the end of the file."""
        while True:
            found = BLANK.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read():
                return ""

    def _next(self) -> str:
        sign = self._peek()
        self._at += 1
        return sign


class Number(str):
    """A number of the file, as it is written there."""

    __slots__ = ()
