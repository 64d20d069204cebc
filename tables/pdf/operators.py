"""Carries out the drawing commands of a page (ISO 32000-1, 7.8.2), with the fonts and objects that pdfminer.six reads.

Its own reader of commands goes byte by byte and takes three quarters of all time: 40 full pages do not fit in ten
seconds. Here one pattern cuts them up; what they do, and how a damaged one is passed over, is pdfminer's.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import LIT
from pdfminer.utils import apply_matrix_pt

from tables.pdf.page import Box, Drawn

MAX_CONTENT = 40 * 1024**2  # bytes of commands of one page
MAX_ARGUMENTS = 100_000  # of one command, and in one list: a line of text has some hundreds
MAX_DEPTH = 20  # lists in lists; states that are saved: a thousand
MAX_SAVED = 1_000
TOKEN = re.compile(
    rb"""
    (?P<number>[+-]?(?:\d++\.?\d*+|\.\d++)(?![^\s()<>\[\]{}/%])) | \((?P<text>(?:[^()\\]++|\\.)*+)\) | (?P<nested>\()
    | <(?P<hexadecimal>[0-9A-Fa-f\s]*+)> | /(?P<name>[^\s()<>\[\]{}/%]*+) | (?P<open>\[|<<) | (?P<close>\]|>>)
    | %[^\r\n]*+ | (?P<command>[^\s()<>\[\]{}/%]++)
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
IMAGE_END = re.compile(rb"\sEI(?=\s|$)")
NAMES = {b"'": "do__q", b'"': "do__w"}  # what pdfminer calls the commands that are no name in Python


class TooMuch(Exception):
    """A page that no Word or Excel makes: more commands, or deeper, than is read."""


class Operators(PDFPageInterpreter):
    """Carries out the commands of a page. Text outside the clip that is in force is drawn, and known to be so."""

    device: Drawn

    def init_state(self, ctm: Any) -> None:
        """Start with nothing clipped, or inside what holds where a form is drawn."""
        super().init_state(ctm)
        self.clips: list[Box | None] = []
        self.known: dict[bytes, tuple[Callable[..., object], int] | None] = {}

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the commands in the streams of a page or form; a form in itself is passed over."""
        self.stream_ids.clear()
        content, size = [], 0
        for one in map(stream_value, streams):
            if one.objid is None or one.objid in self.parent_stream_ids:
                continue
            self.stream_ids.add(one.objid)
            content.append(_content(one))
            size += len(content[-1])
            if size > MAX_CONTENT:
                raise TooMuch
        self._commands(b"\n".join(content))

    def _commands(self, content: bytes) -> None:
        position = 0
        lists: list[list[Any]] = [self.argstack]
        while found := TOKEN.search(content, position):
            position = found.end()
            kind = found.lastgroup
            if kind == "number":
                lists[-1].append(_number(found["number"]))
            elif kind == "command":
                if found["command"] == b"ID":
                    end = IMAGE_END.search(content, position)
                    position = end.end() if end else len(content)
                    self.device.has_image = True
                self._carry_out(found["command"], lists[0])
                lists = [self.argstack]
            elif kind == "nested":
                text, position = _nested(content, position)
                lists[-1].append(_unescaped(text))
            elif kind == "open":
                lists.append([])
            elif kind == "close":
                if len(lists) > 1:
                    inner = lists.pop()
                    lists[-1].append(inner)
            elif kind:
                lists[-1].append(_operand(kind, found[kind]))
            if len(lists) > MAX_DEPTH or len(lists[-1]) > MAX_ARGUMENTS:
                raise TooMuch

    def _carry_out(self, command: bytes, arguments: list[Any]) -> None:
        if command not in self.known:
            name = NAMES.get(command) or f"do_{command.decode('latin-1').replace('*', '_a')}"
            method = getattr(self, name, None)
            self.known[command] = (method, method.__code__.co_argcount - 1) if method else None
        if known := self.known[command]:
            method, count = known
            if not count:
                method()
            elif len(arguments) >= count:
                method(*arguments[-count:])
        self.argstack.clear()

    # --- What is done otherwise than pdfminer does it ---

    def do_q(self) -> None:
        """Save the state, with the clip."""
        super().do_q()
        self.clips.append(self.device.clip)
        if len(self.clips) > MAX_SAVED:
            raise TooMuch

    def do_Q(self) -> None:
        """Take the state back, with the clip."""
        super().do_Q()
        if self.clips:
            self.device.clip = self.clips.pop()

    def do_W(self) -> None:
        """Clip to the path, of which the box around it will do; pdfminer does not clip."""
        points = [apply_matrix_pt(self.ctm, step[-2:]) for step in self.curpath if len(step) > 2]
        if points:
            (left, right), (low, high) = ((min(side), max(side)) for side in zip(*points, strict=True))
            self.device.clip = Box(left, low, right, high).within(self.device.clip)

    def do_W_a(self) -> None:
        """The same by another rule, which makes no difference for a box."""
        self.do_W()

    def do_TJ(self, seq: Any) -> None:
        """Show text; the colours need no copy for each line."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def do_Do(self, xobjid_arg: Any) -> None:
        """Draw a form or an image, within the clip."""
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = clip


def _content(stream: PDFStream) -> bytes:
    return stream.get_data()


def _number(text: bytes) -> float:
    return float(text)


def _operand(kind: str, text: bytes) -> object:
    if kind == "text":
        return _unescaped(text) if b"\\" in text else text
    if kind == "hexadecimal":
        digits = b"".join(text.split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return LIT(text.decode("latin-1"))


def _nested(content: bytes, start: int) -> tuple[bytes, int]:
    """A text with brackets inside it, and where it ends."""
    depth = 1
    for found in re.compile(rb"\\.|[()]", re.DOTALL).finditer(content, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return content[start : found.start()], found.end()
    return content[start:], len(content)


def _unescaped(text: bytes) -> bytes:
    return ESCAPE.sub(_escape, text)


def _escape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 255])
    return ESCAPED.get(found[2], found[2])
