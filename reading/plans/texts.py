"""One spelling for texts that Word, Excel and people write in many ways."""

import functools
import re

SAME = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033«»", '"'),
        **dict.fromkeys("\r\v\f\u2028\u2029", "\n"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", " "),
        "\u00d7": "x",
    }
)  # each sign becomes one sign, so that a place in the spelling is a place in the text
BULLETS = "•·▪▫‣◦●○■□\u2043\u2219\u25aa\uf0b7\uf0a7"
TAG = re.compile(r"</?(?:ul|ol|li|p|br|div|span|b|i|strong|em)\b[^<>]*>", re.IGNORECASE)
MARK = re.compile(r"^\s*(?:[*\-–—o]\s+)?")  # of an item of a list, at the beginning of its line
POINT = re.compile(r"^\s*(?:[-*+]\s+|\d{1,2}[.)]\s+|[a-z][.)]\s+)(?=\S)", re.MULTILINE)
LETTERED = tuple((rf"\s\(?{one}\)\s", rf"\s\(?{other}\)\s") for one, other in (("a", "b"), ("1", "2"), ("i", "ii")))
BREAKING_TAG = re.compile(r"<(?:li|/li|br|/p|/div|/?ul|/?ol)\b[^<>]*>", re.IGNORECASE)


def spelling(text: str) -> str:
    """The text in small letters with one kind of space, dash and quote, each sign in its own place."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two signs
        lower = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return lower if lower.isascii() and lower.isprintable() and "`" not in lower else lower.translate(SAME)


@functools.lru_cache(maxsize=512)
def words(text: str) -> str:
    """The spelling with single spaces, for comparing: `Wat  gaan we doen ?` and `wat gaan we doen ?`."""
    return " ".join(spelling(text).split())


def without_tags(text: str) -> str:
    """The text without the html that a text layer leaves behind; what starts a new line there does so here."""
    if "<" not in text:
        return text
    return TAG.sub("", BREAKING_TAG.sub("\n", text))


def lines(text: str) -> list[str]:
    """The lines of a cell: apart by line breaks, bullets and `<li>`, without the bullets themselves."""
    found = re.split(rf"\n|[{BULLETS}]", without_tags(text).translate({13: "\n", 11: "\n"}))
    return [line for part in found if part and (line := MARK.sub("", part).strip())]


@functools.lru_cache(maxsize=512)  # a row asks for the same cell several times
def plain(text: str) -> str:
    """The text of a cell as people read it: no tags, no bullets, its lines kept."""
    return "\n".join(lines(text))


def has_points(text: str) -> bool:
    """Whether a cell holds several points: bullets, items, lines that begin with a dash or number, `a) ... b) ...`."""
    if "\n" in plain(text) and any(sign in text for sign in f"{BULLETS}<"):
        return True
    if len(POINT.findall(text.translate(SAME))) > 1:
        return True
    return any(all(re.search(pattern, f" {text}") for pattern in pair) for pair in LETTERED)


def only_dashes(text: str) -> bool:
    """Whether this is a rule drawn with dashes (`---`), which text layers leave between rows."""
    return bool(text) and not text.translate(SAME).strip("-=_| ")
