"""Search that finds what people type: `what__holds="geinformeerd"` finds "Geïnformeerd", on both databases alike.

Text is compared without capitals, accents and the many forms of quotes, dashes and spaces. One table of signs does it,
in Python for SQLite and as `translate` on PostgreSQL, whose own `lower` hangs on how the database was made.
"""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, TextField
from django.db.models.lookups import Contains

ALIKE = {"'": "‘’‚‛′`´", '"': "“”„‟″«»", "-": "‐‑‒–—―−", " ": "\u00a0\u2007\u2009\u202f\t\r\n"}
LEFT_OUT = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0x300, 0x370)))  # soft hyphens, marks apart
LATIN = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def _table() -> dict[str, str]:
    """Each sign with the one it is compared as."""
    found = {sign: plain for plain, signs in ALIKE.items() for sign in signs}
    for sign in map(chr, LATIN):
        bare = unicodedata.normalize("NFKD", sign)[0].lower()
        if bare.isascii() and bare.isalpha() and len(unicodedata.normalize("NFKD", sign).rstrip(LEFT_OUT)) == 1:
            found[sign] = bare
    return found


TABLE = _table()
_PYTHON = str.maketrans("".join(TABLE), "".join(TABLE.values()), LEFT_OUT)
_SIGNS, _PLAIN = "".join(TABLE) + LEFT_OUT, "".join(TABLE.values())  # `translate` drops what has no counterpart


def folded(text: str | None) -> str | None:
    """A text as it is compared."""
    return None if text is None else text.translate(_PYTHON)


@CharField.register_lookup
@TextField.register_lookup
class Holds(Contains):
    """Whether a text holds what somebody typed."""

    lookup_name = "holds"

    def get_prep_lookup(self) -> Any:
        """What is looked for, as it is compared."""
        return folded(str(super().get_prep_lookup()))

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """As `contains` does it."""
        return str(connection.operators["contains"] % rhs)

    def process_lhs(self, compiler: Any, connection: BaseDatabaseWrapper, lhs: Any = None) -> tuple[str, Any]:
        """The column, as it is compared."""
        sql, params = super().process_lhs(compiler, connection, lhs)
        if connection.vendor == "sqlite":
            return f"portal_folded({sql})", params
        return f"translate({sql}, %s, %s)", [*params, _SIGNS, _PLAIN]


def teach(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Give a new connection to SQLite the function that the lookup asks for."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("portal_folded", 1, folded, deterministic=True)
