"""Text as a reader sees it: lines apart by "\\n", without odd spaces and without what is invisible."""

import re

NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphens, zero-width characters, marks of direction, control characters, halves of characters, and
# what is no character at all (XML refuses these).
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]"
)
HYPHEN = "\u2011"  # non-breaking
# Bullets of Word and PowerPoint: characters of the fonts Symbol and Wingdings.
BULLETS = re.compile("[\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf06f\uf02d\uf076]")


def clean(text: str) -> str:
    """The text with plain line breaks, spaces, hyphens and bullets; each line and the whole trimmed."""
    if not (text.isascii() and text.isprintable()):
        text = NEW_LINES.sub("\n", text)
        text = SPACES.sub(" ", text)
        text = INVISIBLE.sub("", text)
        text = BULLETS.sub("•", text).replace(HYPHEN, "-")
        if "\n" in text:
            text = "\n".join(line.strip() for line in text.split("\n"))
    return text.strip()
