"""Which municipalities the words of an action name. A proposal for the leader of the plan, never more than that.

Whole words, in the case of a name: "weert" is no Weert. Also what a municipality was called before it merged.
"""

import re
from collections.abc import Iterable, Mapping

ADDED = re.compile(r"\s*\([^)]*\)$")  # `Bergen (L.)`: plans write Bergen
LETTER = r"[^\W\d_]"


def named_in(texts: Iterable[str], names: Mapping[str, int]) -> list[int]:
    """The ids of the municipalities that these texts name, in the order in which they occur; `names` gives the id.

    A name inside a longer one is not named: "Horst aan de Maas" is not Maas.
    """
    if not names:
        return []
    bare = {ADDED.sub("", name): key for name, key in names.items()}
    longest_first = "|".join(re.escape(name) for name in sorted(bare, key=len, reverse=True))
    whole = re.compile(f"(?<!{LETTER})(?<!-)(?:{longest_first})(?!{LETTER})(?!-{LETTER})")
    found = (bare[match.group()] for text in texts for match in whole.finditer(text))
    return list(dict.fromkeys(found))
