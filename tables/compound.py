"""The compound file that an .xls or .doc is, and an office file with a password too: a small file system ([MS-CFB])."""

import struct

from tables.model import Refused
from tables.package import DAMAGED

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128  # bytes of an entry in the directory
STORAGE, STREAM, ROOT = 1, 2, 5
NONE = 0xFFFFFFFA  # from here on a number of a sector is a sign: free, end of the chain
MINI = 64  # bytes of a small sector


class Compound:
    """The streams in its uppermost folder. Chains that go in circles or leave the file are damage."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(START):
            raise Refused(DAMAGED)
        self._data = data
        self._size = 1 << self._shift(30, (9, 12))
        self._shift(32, (6,))
        self._table = self._numbers(self._allocation())
        self._directory = self._chain(self._number(48))
        self._entries: dict[str, tuple[int, int, int]] = {}  # kind, first sector, size
        root = self._entry(0)
        if root is None:
            raise Refused(DAMAGED)
        self._list(root[3])
        self._small = self._chain(root[5])
        self._small_table = self._numbers(self._chain(self._number(60)))

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        kind, first, size = self._entries[name.casefold()]
        if kind != STREAM:
            raise Refused(DAMAGED)
        found = self._chain(first) if size >= self._number(56) else self._small_chain(first)
        if len(found) < size:
            raise Refused(DAMAGED)
        return found[:size]

    def _number(self, place: int) -> int:
        number: int = struct.unpack_from("<I", self._data, place)[0]
        return number

    def _shift(self, place: int, allowed: tuple[int, ...]) -> int:
        shift: int = struct.unpack_from("<H", self._data, place)[0]
        if shift not in allowed:
            raise Refused(DAMAGED)
        return shift

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise Refused(DAMAGED)
        return self._data[start : start + self._size]

    def _allocation(self) -> bytes:
        """The table that says which sector follows which; it tells itself where it is."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        following, most = self._number(68), len(self._data) // self._size
        while following < NONE:
            *more, following = self._numbers(self._sector(following))
            listed += more
            if len(listed) > most + 109 + self._size:
                raise Refused(DAMAGED)
        return b"".join(self._sector(number) for number in listed if number < NONE)

    def _chain(self, number: int) -> bytes:
        """The sectors from this one on."""
        found: list[bytes] = []
        for _ in range(len(self._data) // self._size + 1):
            if number >= NONE:
                return b"".join(found)
            if number >= len(self._table):
                raise Refused(DAMAGED)
            found.append(self._sector(number))
            number = self._table[number]
        raise Refused(DAMAGED)

    def _small_chain(self, number: int) -> bytes:
        """The same for the small sectors of a short stream."""
        found: list[bytes] = []
        for _ in range(len(self._small) // MINI + 1):
            if number >= NONE:
                return b"".join(found)
            if number >= len(self._small_table):
                raise Refused(DAMAGED)
            found.append(self._small[number * MINI : (number + 1) * MINI])
            number = self._small_table[number]
        raise Refused(DAMAGED)

    def _entry(self, number: int) -> tuple[str, int, int, int, int, int, int] | None:
        """An entry: name, the entries before and after it, its first child, kind, first sector, size."""
        entry = self._directory[number * ENTRY : (number + 1) * ENTRY]
        if len(entry) < ENTRY:
            return None
        length, kind, _, before, after, child = struct.unpack_from("<HBBIII", entry, 64)
        first, size = struct.unpack_from("<II", entry, 116)
        name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        return name, before, after, child, kind, first, size

    def _list(self, child: int) -> None:
        """Keep the entries of a folder, which are a tree."""
        met: set[int] = set()
        waiting = [child]
        while waiting:
            number = waiting.pop()
            if number in met or (entry := self._entry(number)) is None:
                continue
            met.add(number)
            name, before, after, _, kind, first, size = entry
            self._entries[name.casefold()] = kind, first, size
            waiting += [before, after]
