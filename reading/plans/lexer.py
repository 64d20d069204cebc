"""Splits a text into tokens by a table of words; the planning and the money grammar each bring their own table."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reading.plans.texts import spelling

Rule = tuple[str, str] | tuple[str, str, Any]
# What no rule of a table knows is kept: digits as `n`, words and other signs as `w`. Nothing of a text is ever lost.
UNREAD: tuple[Rule, ...] = (
    ("", r"\s+"),
    ("n", r"\d+(?:[.,]\d+)*"),
    ("w", r"[^\W\d_]+(?:[-'][^\W\d_]+)*"),
    ("w", r"."),
)


@dataclass(frozen=True, slots=True)
class Token:
    """Something that was read: its kind is one sign, so that a grammar can be written as patterns of kinds."""

    kind: str
    text: str  # as written
    value: Any = None


def one_of(words: str) -> str:
    """Words or patterns apart by `|`, on as many lines as they need, as one pattern."""
    return re.sub(r"\s*\|\s*", "|", " ".join(words.split()))


def phrase(pattern: str) -> str:
    """A pattern of whole words, written simply: a space stands for any spaces, a dot for a dot or nothing."""
    simple = one_of(pattern).replace(".", r"\.?").replace(" ", r"\s+")
    return rf"(?<!\w)(?:{simple})(?!\w)"


class Lexicon:
    """A table of (kind, pattern, value); the first rule that fits at a place wins. An empty kind is left out.

    A value that can be called gets the match. Patterns meet the text in small letters, with one kind of dash and quote.
    The legend says what each kind is. Raises KeyError for a rule whose kind it does not name.
    """

    def __init__(self, rules: Iterable[Rule], legend: Mapping[str, str]) -> None:
        self.names = {"": "left out", **legend}
        self.rules = [
            (rule[0], re.compile(rule[1], re.DOTALL), rule[2] if len(rule) > 2 else None) for rule in (*rules, *UNREAD)
        ]
        for kind, _pattern, _value in self.rules:
            self.names[kind]

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text, in order."""
        read, found, place = spelling(text), [], 0
        while place < len(read):
            kind, match, value = self._first(read, place)
            if kind:
                written = text[place : match.end()].strip()
                found.append(Token(kind, written, value(match) if callable(value) else value))
            place = match.end()
        return found

    def _first(self, read: str, place: int) -> tuple[str, re.Match[str], Any]:
        for kind, pattern, value in self.rules:
            match = pattern.match(read, place)
            if match and match.end() > place:
                return kind, match, value
        raise AssertionError(place)  # the last rule fits any sign


def kinds(tokens: Sequence[Token]) -> str:
    """The kinds of all tokens as one text, a sign for each."""
    return "".join(token.kind for token in tokens)


def rewrite(tokens: list[Token], pattern: str, build: Callable[[list[Token]], Token | None]) -> list[Token]:
    """Replace each run of tokens whose kinds fit a pattern by what `build` makes of it; None leaves it as it is."""
    done: list[Token] = []
    place = 0
    for match in re.finditer(pattern, kinds(tokens)):
        made = build(tokens[match.start() : match.end()])
        if made is not None:
            done += [*tokens[place : match.start()], made]
            place = match.end()
    return [*done, *tokens[place:]]


def merged(kind: str, tokens: Sequence[Token], value: Any = None) -> Token:
    """One token in the place of several."""
    return Token(kind, " ".join(token.text for token in tokens), value)


def shortened(text: str) -> str:
    """A text on one line, short enough for a sentence to the user: it ends at a word, unless that leaves little."""
    text = " ".join(text.split())
    if len(text) <= 80:
        return text
    end = text.rfind(" ", 50, 80)
    return f"{text[: end if end > 0 else 79].rstrip(' ,;:.')}…"


def quote(tokens: Iterable[Token]) -> str:
    """The words of tokens, for a sentence to the user."""
    return shortened(" ".join(token.text for token in tokens))
