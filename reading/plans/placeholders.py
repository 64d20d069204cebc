"""Cells of a template that nobody filled in: `[INVULLEN]`, `<naam>`, `...`, `xxx`."""

import re

from reading.plans.texts import plain, words

LONGEST = 60  # signs
EMPTY_SIGNS = re.compile(
    r"\[[^\[\]]*\]|<[^<>]*>|<<.*>>|\{[^{}]*\}|[.…_]{2,}|…|x{2,}(?:[ .-]+x{2,})*|xx-xx-(?:xxxx|20xx|20\d\d)|"
    r"(?:(?:nog|hier|zelf|svp|s\.v\.p\.)\s+)*(?:in\s+te\s+vullen|invullen|aanvullen|aan\s+te\s+vullen)(?:\s+door\s+.*)?|"
    r"vul\s+(?:hier\s+)?(?:\w+\s+)?in|lorem\s+ipsum.*|(?:klik|typ)\s+(?:hier|of\s+tik)\b.*|naam\s+organisatie|"
    r"kies\s+een\s+(?:item|optie|datum)\.?"
)
MARKED = re.compile(r"\[\d+\]|\[x\]|\[\s*\]")  # a note below the table, a box that is ticked


def is_placeholder(text: str) -> bool:
    """Whether a cell holds only what is to be replaced by something else."""
    read = words(plain(text)).strip(" *")
    return 0 < len(read) <= LONGEST and bool(EMPTY_SIGNS.fullmatch(read)) and not MARKED.fullmatch(read)
